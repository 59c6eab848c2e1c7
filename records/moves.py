"""Which moves a record can make, and who may make them: the one table of PRODUCT.md (records, moving) and MODEL.md 7 and 8."""

from dataclasses import dataclass

from .models.status import Status as S

OWNERS = "owners"  # author, decision-makers, admins
DECIDERS = "deciders"  # decision-makers, admins; any member where no decision-maker is named, not even in words


@dataclass(frozen=True)
class Move:
    """`verb` is the method, the URL and the word on the button; `origins` are the statuses it leaves from."""

    verb: str
    label: str
    origins: frozenset
    to: str
    who: str
    note_required: bool = False

    @property
    def is_forward(self):
        """Whether it is what the record waits for: its button is the page's main one."""
        return self.verb in ("propose", "accept")

    @property
    def url(self):
        return f"records:{self.verb}"


def _move(verb, label, origins, to, who, **options):
    return Move(verb, label, frozenset(origins), to, who, **options)


MOVES = {
    move.verb: move
    for move in (
        _move("propose", "Propose", [S.DRAFT], S.PROPOSED, OWNERS),
        _move("accept", "Accept", [S.PROPOSED], S.ACCEPTED, DECIDERS),
        _move("reject", "Reject", [S.PROPOSED], S.REJECTED, DECIDERS, note_required=True),
        _move("withdraw", "Withdraw", [S.DRAFT, S.PROPOSED], S.WITHDRAWN, OWNERS),
        _move("redraft", "Back to draft", [S.PROPOSED], S.DRAFT, OWNERS),
        _move("reopen", "Reopen", [S.REJECTED, S.WITHDRAWN], S.PROPOSED, OWNERS),
        _move("deprecate", "Deprecate", [S.ACCEPTED], S.DEPRECATED, DECIDERS, note_required=True),
    )
}
PROPOSING = ("propose", "reopen")  # they ask for a decision, so what the template requires has to be written
STATABLE = (S.ACCEPTED, S.PROPOSED, S.REJECTED, S.WITHDRAWN, S.DEPRECATED)  # what a person may state of an unstated record

SENTENCES = {
    "propose": "Only a draft can be proposed.",
    "accept": "Only a proposed record can be accepted.",
    "reject": "Only a proposed record can be rejected.",
    "withdraw": "Only a draft or a proposed record can be withdrawn.",
    "redraft": "Only a proposed record can go back to being a draft.",
    "reopen": "Only a rejected or withdrawn record can be reopened.",
    "deprecate": "Only a record in force can be deprecated.",
    "state": "This record’s status is stated already.",
}


def why_not(record, verb):
    """The sentence that says why the record cannot make this move now; empty if it can."""
    origins = frozenset([S.UNSTATED]) if verb == "state" else MOVES[verb].origins
    if record.status in origins:
        return ""
    return f"{SENTENCES[verb]} {record.name} is {record.stands}."
