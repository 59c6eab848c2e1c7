"""What meetings do when something happens in a room below."""

from django.dispatch import receiver

from records.signals import moved

from . import finding


@receiver(moved, dispatch_uid="meetings.outcomes-follow-their-record")
def outcomes_follow_their_record(record, **kwargs):
    finding.index_outcomes_of(record)
