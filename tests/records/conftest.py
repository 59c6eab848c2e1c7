import io
import json
import shutil

import pytest
from django.core.management import call_command

from .importing import FILES


@pytest.fixture
def folder(tmp_path):
    """A folder with a few of the files, which a test may change."""

    def make(*names):
        for name in names or ["nygard"]:
            shutil.copytree(FILES / name, tmp_path / "in" / name)
        return tmp_path / "in"

    return make


@pytest.fixture
def load(root):
    """Run the command; gives its report as JSON."""

    def run(folder, log="ADR", **options):
        out = io.StringIO()
        call_command("import_records", str(folder), log=log, json="-", stdout=out, stderr=io.StringIO(), **options)
        return json.loads(out.getvalue())

    return run
