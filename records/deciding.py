"""Who decides about a record, and why, in a sentence: what `can_be_decided_by` holds, said to people."""

from ui.sentences import listed

from .models import Status

AWAITING = (Status.PROPOSED, Status.UNSTATED)  # the page says who decides where somebody has to


def who_decides(makers):
    """The sentence for these decision-makers, as RecordPersons."""
    if not makers:
        return "No decision-maker is named, so any member may decide."
    if lacks_decider(makers):
        names = listed([f"“{part}”" for part in makers], "or")
        return f"Nobody can sign in as {names}, so an admin decides until a person or a team is named."
    return f"{listed([str(part) for part in makers if part.can_act], 'or')} may decide, or an admin."


def lacks_decider(makers):
    """Whether decision-makers are named, and all of them in words, or guests, or people who left."""
    return bool(makers) and not any(part.can_act for part in makers)
