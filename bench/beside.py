"""python -m bench.beside [FILES]: how long does a person's save take while an import of FILES (2,000) runs in a second process?

Wall time of the whole verb, on SQLite in bench/cache: a note of a meeting with revision, sections, index and commit, one after the other.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import importing
from bench.stage import set_up
from bench.together import tell


def main():
    set_up("beside", fresh=True)
    from accounts.models import User
    from bench.corpus import Writer
    from meetings.models import Meeting

    person = User.objects.create_user("root@halyard.example", None, name="Root Admin", handle="root", role="admin")
    meeting = Meeting.objects.create(number=1, title="Weekly")
    writer = Writer()
    save(meeting, person, writer)
    with tempfile.TemporaryDirectory() as home:
        importing.make_folder(folder := Path(home) / "decisions")
        command = [sys.executable, "manage.py", "import_records", folder, "--log", "BENCH", "--by", person.handle]
        start = time.monotonic()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        spent = []
        while running.poll() is None:
            spent.append(save(meeting, person, writer))
        print(f"import of {importing.FILES} files: {time.monotonic() - start:.1f} s, exit code {running.returncode}")
    tell("beside it", "saves", spent)


def save(meeting, person, writer):
    """Save another text; gives the seconds that it took."""
    text, start = writer.text("meeting"), time.monotonic()
    meeting.note_down(by=person, text=text, base=meeting.revision_number, note="Measured.")
    return time.monotonic() - start


if __name__ == "__main__":
    main()
