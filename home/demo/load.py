"""Tells the whole story of Halyard, event by event, in one transaction."""

from django.db import transaction
from django.utils import timezone

from home.finding import everything
from search.index import postponed

from . import cast, deciding, learning, meeting
from .calendar import Calendar
from .stage import Stage


@transaction.atomic
def load(today=None, tell=lambda done, total: None):
    """Fill an empty site with Halyard as it stands `today` (a date); gives the Stage with everybody on it.

    `tell(done, total)` is called after each event.
    """
    stage = Stage(Calendar(today or timezone.localdate()))
    with postponed(everything):
        cast.enter(stage)
        told = sorted(events(stage), key=lambda event: event.at)
        for done, event in enumerate(told, 1):
            event.do()
            tell(done, len(told))
        learning.afterwards(stage)
    return stage


def events(stage):
    """All that happens, in no order."""
    for part in (deciding, meeting, learning):
        yield from part.events(stage)
