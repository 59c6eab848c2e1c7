"""python -m tests.faults.nursery, with the settings of a site in its environment: a site that is made to be killed.

It prepares the site, says in a line of JSON what its writers need, and then runs `manage.py serve` once for each line that it reads,
in a fork of its own: to import the site takes longer than to kill it.
"""

import ctypes
import json
import os
import sys

import django
from django.core.management import call_command
from django.db import connections

TEXT = "".join(f"## Part {number}\n\nA line to begin with.\n\nAnother line.\n\n" for number in range(1, 9))


def main():
    django.setup()
    with open(os.devnull, "w") as nowhere:
        call_command("prepare", stdout=nowhere)
    say(json.dumps(stage()))
    connections.close_all()
    for line in sys.stdin:
        if child := os.fork():
            say(f"pid {child}")
            os.waitpid(child, 0)
            say("gone")
        else:
            if line.strip() == "as others do":
                write_as_others_do()
            call_command("serve")


def write_as_others_do():
    """Root writes what nobody may write; give that up (Linux: CAP_DAC_OVERRIDE), so that a file's mode means what it says."""
    if os.getuid() == 0:
        libc, header, sets = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        libc.capget(header, sets)
        sets[0] &= ~(1 << 1)
        libc.capset(header, sets)


def stage():
    """Four admins who are signed in, and three texts, each with the table of its revisions."""
    from django.test import Client

    from accounts.models import User
    from meetings.models import Meeting
    from onboarding.models import Mission
    from records.models import Log, Record

    sessions, people = [], [User.objects.create_user(f"w{n}@x.example", None, name=f"Writer {n}", handle=f"w{n}", role="admin") for n in range(4)]
    for person in people:
        client = Client()
        client.force_login(person)
        sessions.append(client.cookies["sessionid"].value)
    record = Record.objects.draft(by=people[0], log=Log.objects.create(key="API", title="API"), title="A text", text=TEXT)
    record.propose(by=people[0])
    meeting = Meeting.objects.plan(by=people[0], title="A meeting", text=TEXT)
    mission = Mission.objects.create(pk=1)
    mission.write(by=people[0], title="A mission", text=TEXT, base=0)
    editors = [(record, f"/records/{record.name}/edit/"), (meeting, f"/meetings/{meeting.number}/notes/"), (mission, "/mission/edit/")]
    tables = [{"place": it.text_place, "editor": editor, "table": it.revisions.model._meta.db_table, "parent": it.pk} for it, editor in editors]
    return {"sessions": sessions, "texts": tables}


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
