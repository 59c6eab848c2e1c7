"""Who changed a fact or a row of a meeting last: found in its MeetingChanges."""

from writing.beside import concerns

from .models.topic import key_of

LOOKED_AT = 200  # changes, newest first, among which that of a fact is looked for
WHAT = {"time": "starts_at", "facilitator": "roles", "note_taker": "roles"}  # of the facts that their MeetingChange calls otherwise
OF_ROWS = {"topics": ("agenda",), "attendance": ("attendance",), "actions": ("action changed", "action done", "action dropped", "action reopened")}
COLUMNS = ("title", "purpose", "minutes", "took", "presenter", "record")  # of a topic, as "agenda" keeps them; its primary key comes last


class Changes:
    """The newest changes of a meeting, read once."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.rows = list(meeting.changes.select_related("by")[:LOOKED_AT])

    def last(self, kind, key, name):
        """The newest MeetingChange of one fact (`kind` is "") or of a field of one row, of the row at all where `name` is ""; or None."""
        if not kind:
            what = WHAT.get(name, name)
            return next((one for one in self.rows if one.what == what and concerns(one, name)), None)
        return next((one for one in self.rows if one.what in OF_ROWS.get(kind, ()) and self.touches(one, kind, key, name)), None)

    def touches(self, change, kind, key, name):
        if kind == "attendance":
            return concerns(change, key) or (key in (change.after or {}) and key not in (change.before or {}))
        if kind == "actions":
            return str((change.after or {}).get("action")) == str(key) and (not name or name in (change.before or {}))
        before, after = (self.topic(rows, key) for rows in (change.before, change.after))
        if name not in COLUMNS or not (before and after):
            return before != after
        return before[COLUMNS.index(name)] != after[COLUMNS.index(name)]

    def topic(self, rows, key):
        return next((row for row in rows or [] if len(row) > len(COLUMNS) and key_of(self.meeting.pk, row[-1]) == key), None)

    def had_topic(self, key):
        """Whether there ever was a topic of this key in the meeting."""
        return any(self.topic(rows, key) for one in self.rows if one.what == "agenda" for rows in (one.before, one.after))
