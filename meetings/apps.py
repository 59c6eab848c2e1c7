from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self):
        from accounts.renewals import note_edits, note_members
        from ui import freshness

        from . import listening, references  # noqa: F401
        from .models import Action, MeetingChange, MeetingRevision, Outcome, Series, Topic

        references.join()
        _name_places()
        note_edits(Series)
        note_members(Series.members)
        freshness.watch(Action, MeetingChange, MeetingRevision, Outcome, Topic)


def _name_places():
    """Say where people write."""
    from writing import places, remains

    from .forms.waiting import rows_typed
    from .models import Meeting, Series
    from .reading.shown import line_by_line

    number = r"meetings/(?P<number>[1-9]\d{0,8})"

    def meeting(reader, number):
        return Meeting.objects.visible_to(reader).filter(number=number)

    def series(reader, slug):
        return Series.objects.visible_to(reader).filter(slug=slug)

    places.register("meetings/new", "Plan of a new meeting", "meetings:new", beside=rows_typed)
    places.register("meetings/held", "Notes of a new meeting", "meetings:held", hide=line_by_line, beside=rows_typed)
    places.register(number, "Notes of meeting {number}", "meetings:notes", meeting, line_by_line)
    places.register(f"{number}/edit", "Plan of meeting {number}", "meetings:edit", beside=rows_typed)
    places.register(f"{number}/file", "Filing meeting {number}", "meetings:file", meeting, line_by_line, rows_typed)
    places.register(f"{number}/actions/new", "New action of meeting {number}", "meetings:add_action", has_text=False)
    action = rf"{number}/actions/(?P<action>[1-9]\d{{0,8}})"
    places.register(action, "Action {action} of meeting {number}", "meetings:edit_action", has_text=False)
    places.register(r"series/(?P<slug>[\w-]{1,64})/template", "Template of {slug}", "meetings:edit_template", series)
    remains.register(Meeting.objects.visible_to, lambda meeting: f"Meeting {meeting.number}")
    remains.register(Series.objects.visible_to, lambda series: f"Template of {series.slug}")
