"""Everything that can be found, from all rooms: what the index is rebuilt from."""

from itertools import chain

from accounts.models import User
from meetings import finding as of_meetings
from meetings.models import Meeting
from onboarding import finding as of_terms
from onboarding.models import Term
from records import finding as of_records
from records.models import Record, Risk

from . import people as of_people

CHUNK = 500  # rows held at a time


def everything():
    """Findables of all records, risks, meetings (with outcomes and actions), terms and people, whoever may see them."""
    records = Record.objects.for_index().select_related("revision").prefetch_related("tags")
    yield from map(of_records.findable, records.iterator(chunk_size=CHUNK))
    yield from map(of_records.findable_risk, Risk.objects.for_index().iterator(chunk_size=CHUNK))
    meetings = Meeting.objects.select_related("revision", "series__area", "facilitator", "note_taker")
    yield from chain.from_iterable(map(of_meetings.findables, meetings.iterator(chunk_size=CHUNK)))
    yield from map(of_terms.findable, Term.objects.iterator(chunk_size=CHUNK))
    yield from map(of_people.findable, User.objects.people().iterator(chunk_size=CHUNK))
