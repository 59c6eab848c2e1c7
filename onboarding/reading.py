"""How far a reader is on a path."""

from dataclasses import dataclass

WORDS_A_MINUTE = 200


@dataclass
class Reading:
    """One step as one reader meets it. `state` is "read", "changed" (since they read it) or "unread"; None cannot be ticked.
    `revision` is the number of the newest text that is to be read."""

    step: object
    state: str | None
    minutes: int | None
    revision: int = 0
    is_next: bool = False

    @property
    def is_read(self):
        return self.state == "read"


def readings(path, user):
    """The steps of the path that this person may see, as Readings, in order."""
    return as_readings(path.steps.visible_to(user).for_reading(user))


def as_readings(steps):
    """Steps that come with what was read of them (`for_reading`) as Readings."""
    found = [_reading(step) for step in steps]
    for reading in found:
        if reading.state in ("unread", "changed"):
            reading.is_next = True
            break
    return found


def progress(found):
    """(read, of how many, minutes left) over the steps that can be ticked."""
    ticked = [reading for reading in found if reading.state]
    left = sum(reading.minutes or 0 for reading in ticked if not reading.is_read)
    return sum(reading.is_read for reading in ticked), len(ticked), left


@dataclass
class Foot:
    """What stands at the foot of a record or meeting that was opened from its path: how far its reader is, and the next Step that
    they have not read; None where this was the last."""

    path: object
    reading: Reading
    following: object
    read: int
    of: int

    @property
    def facts(self):
        """All by which two of them differ, for the tag of a page."""
        return self.path.title, self.reading.state, self.read, self.of, self.following and (self.following.position, str(self.following))


def foot_of(step, user):
    """The Foot for this person at this Step, which has its path at hand."""
    found = readings(step.path, user)
    read, of, _ = progress(found)
    mine = next(reading for reading in found if reading.step.pk == step.pk)
    after = [reading.step for reading in found if reading.step.position > step.position and not reading.is_read]
    left = [reading.step for reading in found if reading.state in ("unread", "changed") and reading.step.pk != step.pk]
    return Foot(step.path, mine, next(iter([*after, *left]), None), read, of)


def _reading(step):
    kind = "record" if step.record_id else "meeting" if step.meeting_id else None
    if kind is None:
        return Reading(step, None, None)
    now = getattr(step, f"{kind}_revision") or 0
    then = getattr(step, f"{kind}_seen")
    words = getattr(step, f"{kind}_words") or 0
    return Reading(step, "unread" if then is None else "read" if then >= now else "changed", max(1, round(words / WORDS_A_MINUTE)), now)
