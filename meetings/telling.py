"""What a change of a meeting says in its history."""

from .models import Attendance, Topic

PRESENCE = dict(Attendance.Presence.choices)
PURPOSE = dict(Topic.Purpose.choices)


def lines_of(change):
    """What a MeetingChange changed, a line each; none where its name says all."""
    before, after = change.before, change.after
    if change.what == "agenda":
        return [f"{n}. {topic_line(row)}" for n, row in enumerate(after or [], 1)]
    if isinstance(after, dict) and "action" in after:
        which = [f"{after['action']}. {after['text']}"]
        return which + [f"{what}: {was or 'none'}, now {after[what] or 'none'}" for what, was in (before or {}).items() if was != after.get(what)]
    if isinstance(before, dict) and isinstance(after, dict):
        names = [*before, *(name for name in after if name not in before)]
        return [f"{words_for(name)}: {told(after.get(name))}" for name in names if before.get(name) != after.get(name)]
    if isinstance(after, dict):
        return [str(value) for name, value in after.items() if name == "title"]
    return [f"{before if before not in (None, '') else 'none'}, now {after if after not in (None, '') else 'none'}"]


def topic_line(row):
    title, purpose, minutes = row[:3]
    return f"{title} ({PURPOSE.get(purpose, purpose).lower()}{f', {minutes} min' if minutes else ''})"


def words_for(name):
    return {"facilitator": "Facilitator", "note_taker": "Note-taker", "sentence": "Now"}.get(name, name)


def told(value):
    if not value:
        return "nobody"
    presence, _, remark = value.partition(": ")
    return f"{PRESENCE[presence].lower()}{f', {remark}' if remark else ''}" if presence in PRESENCE else value
