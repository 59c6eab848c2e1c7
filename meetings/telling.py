"""What a change of a meeting says in its history."""

from writing.documents import Entry

from .models import Attendance, Topic

PRESENCE = dict(Attendance.Presence.choices)
PURPOSE = dict(Topic.Purpose.choices)
DEEDS = {
    "planned": "planned it",
    "filed": "filed it",
    "did not take place": "said that it did not take place",
    "planned again": "said that it takes place after all",
    "roles": "changed the two roles",
    "attendance": "changed who was there",
    "action added": "added an action",
    "action changed": "changed an action",
    "action done": "ticked off an action",
    "action dropped": "dropped an action",
    "action reopened": "reopened an action",
    "outcome replaced": "replaced an outcome",
    "outcome added": "added an outcome",
    "starts_at": "changed when it begins",
    "minutes": "changed how long it takes",
    "time_zone": "changed the time zone",
}


def told(changes):
    """The changes of a meeting as Entries."""
    return [Entry(one.at, one.by, DEEDS.get(one.what, f"changed the {one.what}"), one.note, lines_of(one)) for one in changes]


def lines_of(change):
    """What a MeetingChange changed, a line each; none where its name says all."""
    before, after = change.before, change.after
    if before is None and after is None:
        return []
    if change.what == "agenda":
        return [f"{n}. {topic_line(row)}" for n, row in enumerate(after or [], 1)]
    if isinstance(after, dict) and "action" in after:
        which = [f"{after['action']}. {after['text']}"]
        return which + [f"{what}: {was or 'none'}, now {after[what] or 'none'}" for what, was in (before or {}).items() if was != after.get(what)]
    if isinstance(before, dict) and isinstance(after, dict):
        names = [*before, *(name for name in after if name not in before)]
        return [f"{words_for(name)}: {worded(after.get(name))}" for name in names if before.get(name) != after.get(name)]
    if isinstance(after, dict):
        return [str(value) for name, value in after.items() if name in ("title", "sentence")]
    return [f"{before if before not in (None, '') else 'none'}, now {after if after not in (None, '') else 'none'}"]


def topic_line(row):
    title, purpose, minutes = row[:3]
    facts = ", ".join(filter(None, [PURPOSE.get(purpose, purpose).lower(), f"{minutes} min" if minutes else ""]))
    return f"{title} ({facts})" if facts else title


def words_for(name):
    return {"facilitator": "Facilitator", "note_taker": "Note-taker", "sentence": "Now"}.get(name, name)


def worded(value):
    if not value:
        return "nobody"
    presence, _, remark = value.partition(": ")
    return f"{PRESENCE[presence].lower()}{f', {remark}' if remark else ''}" if presence in PRESENCE else value
