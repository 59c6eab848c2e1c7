import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
ROWS = json.loads((VENDOR / "MANIFEST.json").read_text())


def test_each_copy_is_what_the_manifest_says():
    assert [(row["file"], hashlib.sha256((VENDOR / row["file"]).read_bytes()).hexdigest()) for row in ROWS] == [
        (row["file"], row["sha256"]) for row in ROWS
    ]


def test_each_file_is_in_the_manifest():
    known = {"MANIFEST.json"} | {row["file"] for row in ROWS} | {row["licence_file"] for row in ROWS}
    assert sorted(path.name for path in VENDOR.iterdir() if path.name not in known) == []


def test_each_licence_is_there():
    assert [row["file"] for row in ROWS if not (VENDOR / row["licence_file"]).read_text().strip()] == []


def test_no_copy_names_a_map():
    assert [row["file"] for row in ROWS if b"sourceMappingURL" in (VENDOR / row["file"]).read_bytes()] == []
