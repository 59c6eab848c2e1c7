"""The rules of the house that a machine can hold."""

import ast
import hashlib
import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRACKED = [ROOT / name for name in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()]
PYTHON = [path for path in TRACKED if path.suffix == ".py" and "migrations" not in path.parts and path.exists()]
ADDRESS = re.compile(r"https?://|file:|--index|--extra-index|--find-links|^-[ief]\s", re.MULTILINE)


def named(path):
    return str(path.relative_to(ROOT))


def test_records_do_not_know_that_meetings_exist():
    assert [named(path) for path in PYTHON if path.is_relative_to(ROOT / "records") and "meeting" in path.read_text().lower()] == []


def test_locks_hold_versions_and_hashes_and_no_addresses():
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.name for path in locks] == ["base.txt", "dev.txt", "uv.txt"]
    assert {path.name: ADDRESS.findall(path.read_text()) for path in locks} == {path.name: [] for path in locks}
    for path in locks:
        pins = re.findall(r"^(\S+?)==\S+(.*)$", path.read_text(), re.MULTILINE)
        assert [name for name, rest in pins if not rest.endswith("\\")] == [], f"without a hash in {path.name}"


def test_no_file_names_a_machine():
    words = re.compile("|".join(["/wor" + "k/", "/roo" + "t/\\.", "/tmp/w" + "t", "shared/desig" + "n"]))
    texts = [path for path in TRACKED if path.suffix in (".py", ".md", ".toml", ".html", ".css", ".js", ".json") and path.exists()]
    assert [named(path) for path in texts if words.search(path.read_text(errors="replace"))] == []


def test_python_files_are_short():
    lines = {named(path): len(path.read_text().splitlines()) for path in PYTHON}
    assert {name: count for name, count in lines.items() if count > 300} == {}


def nodes(paths, *kinds):
    """(file and name, lines without the docstring, the node) of all functions or classes in these Python files."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, kinds):
                docstring = ast.get_docstring(node, clean=False)
                lines = node.end_lineno - node.lineno + 1 - (len(docstring.splitlines()) if docstring else 0)
                yield f"{named(path)} {node.name}", lines, node


def is_view(node):
    return bool(node.args.args) and node.args.args[0].arg == "request"


def test_functions_are_short():
    ours = [path for path in PYTHON if path.parts[len(ROOT.parts)] not in ("tests", "bench")]
    found = list(nodes(ours, ast.FunctionDef, ast.AsyncFunctionDef))
    assert {name: lines for name, lines, _ in found if lines > 30} == {}
    assert {name: lines for name, lines, node in found if lines > 25 and "views" in name and is_view(node)} == {}


def test_model_classes_are_short():
    models = [path for path in PYTHON if path.stem == "models" or path.parent.name == "models"]
    assert {name: lines for name, lines, _ in nodes(models, ast.ClassDef) if lines > 200} == {}


def test_templates_and_styles_and_elements_are_short():
    ours = [path for path in TRACKED if path.exists() and path.is_relative_to(ROOT / "static") and "vendor" not in path.parts]
    templates = [path for path in TRACKED if path.exists() and path.is_relative_to(ROOT / "templates")]
    lines = {path: len(path.read_text().splitlines()) for path in [*ours, *templates] if path.suffix in (".css", ".html")}
    assert {named(path): count for path, count in lines.items() if count > (200 if path.suffix == ".css" else 120)} == {}
    elements = {named(path): re.findall(r"^class .+?^}", path.read_text(), re.DOTALL | re.MULTILINE) for path in ours if path.suffix == ".js"}
    assert {name for name, classes in elements.items() for element in classes if len(element.splitlines()) > 80} == set()


def test_nothing_is_left_undone():
    words = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
    assert [named(path) for path in PYTHON if words.search(path.read_text())] == []


def test_vendored_test_tools_are_what_their_manifest_says():
    folder = ROOT / "tests/browser/vendor"
    rows = json.loads((folder / "MANIFEST.json").read_text())
    assert [hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() for row in rows] == [row["sha256"] for row in rows]
