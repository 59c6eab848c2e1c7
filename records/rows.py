"""Records as the rows of a list show them: their facts and the words beside these, read as plain values. A list of models takes ten
times as long to make, six of them for a row."""

from datetime import date, datetime
from typing import NamedTuple

from accounts.models import Audience
from ui.addresses import address_of

from .models import Record, Status

COLUMNS = ("number", "title", "summary", "status", "status_words", "status_on", "decided_on", "updated_at", "partly_superseded")
COLUMNS += ("log__key", "area__name", "author__name", "audience__reason", "head__number", "head__audience", "head__log__key")


class Head(NamedTuple):
    """The record that holds in the place of a superseded one."""

    key: str
    number: int
    audience_id: int | None

    @property
    def name(self):
        return f"{self.key}-{self.number}"

    def get_absolute_url(self):
        return address_of("records:record", self.name)


class Row(NamedTuple):
    """What a row shows; it answers the questions that `ui.badges.worth_badge` asks of a record."""

    number: int
    title: str
    summary: str
    status: str
    status_words: str
    status_on: date | None
    decided_on: date | None
    updated_at: datetime
    partly_superseded: bool
    key: str
    area: str | None
    author: str | None
    reason: str | None
    head_id: int | None  # its number says that there is one
    head_audience: int | None
    head_key: str | None

    Status = Status
    name, get_absolute_url, is_past = Head.name, Head.get_absolute_url, Record.is_past

    @property
    def is_restricted(self):
        return self.reason == Audience.Reason.RESTRICTED

    @property
    def head(self):
        return Head(self.head_key, self.head_id, self.head_audience)

    def get_status_display(self):
        return Status(self.status).label
