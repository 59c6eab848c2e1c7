"""What a verb raises when it will not do what was asked; `ui.answers.refusals` turns each into a page with its sentence."""


class Refused(Exception):
    """A sentence for the person who asked. `status` is the HTTP status that fits."""

    status = 422


class Impossible(Refused):
    """The thing cannot be done in the state that things are in (422)."""


class Conflict(Refused):
    """Somebody else was first (409)."""

    status = 409
