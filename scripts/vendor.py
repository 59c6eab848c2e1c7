"""Copy a file out of an npm package into static/vendor/ and write down what it is.

    python scripts/vendor.py htmx.org 4.0.1 dist/htmx.min.js          fetch, copy, note
    python scripts/vendor.py axe-core 4.14.1 axe.min.js --to DIR      the same, into another folder

Needs npm. The copy loses its sourceMappingURL line, as the map is not copied and hashing static files would miss it.
MANIFEST.json beside the copies holds {name, version, file, sha256, licence, licence_file}; a test compares.
"""

import argparse
import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
SOURCE_MAP = re.compile(rb"^(//|/\*)# sourceMappingURL=.*\n?", re.MULTILINE)


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("name")
    ask.add_argument("version")
    ask.add_argument("file", help="path inside the package")
    ask.add_argument("--to", type=Path, default=VENDOR)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        row = vendor(unpacked(asked.name, asked.version, Path(folder)), asked.file, asked.to)
    note(row, asked.to)
    print(f"{row['name']} {row['version']}: {row['file']} ({row['licence']})")


def unpacked(name, version, folder):
    """The folder of the package, fetched by npm and unpacked."""
    subprocess.run(["npm", "pack", f"{name}@{version}", "--silent"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def vendor(package, file, to):
    """Copy one file and the licence; gives the row for the manifest."""
    about = json.loads((package / "package.json").read_text())
    content = SOURCE_MAP.sub(b"", (package / file).read_bytes())
    name = Path(file).name
    to.mkdir(parents=True, exist_ok=True)
    (to / name).write_bytes(content)
    licence = f"{name.split('.')[0]}.LICENCE.txt"
    text = next(path for path in sorted(package.iterdir()) if path.name.upper().startswith(("LICENSE", "LICENCE")))
    (to / licence).write_text(text.read_text())
    digest = hashlib.sha256(content).hexdigest()
    return {
        "name": about["name"], "version": about["version"], "file": name, "sha256": digest, "licence": about["license"], "licence_file": licence,
    }  # fmt: skip


def note(row, to):
    manifest = to / "MANIFEST.json"
    rows = json.loads(manifest.read_text()) if manifest.exists() else []
    rows = sorted([old for old in rows if old["file"] != row["file"]] + [row], key=lambda each: each["file"])
    manifest.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
