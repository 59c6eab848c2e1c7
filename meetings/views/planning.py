from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from ui.answers import render_page, require
from ui.refusals import Refused
from writing import saving
from writing.beside import Overtaken

from ..forms import PlanSheet
from ..models import Action, Series
from .meeting import find

MEMBERS_ONLY = "Members plan meetings and file their notes. Ask an admin to become one."


def new(request):
    require(request.user.is_member, MEMBERS_ONLY)
    series = series_asked_for(request)
    return answer(request, PlanSheet(request, series=series), series=series)


def edit(request, number):
    meeting = find(request, number)
    require(meeting.can_be_edited_by(request.user), MEMBERS_ONLY)
    return answer(request, PlanSheet(request, meeting, meeting.series), meeting=meeting)


def answer(request, sheet, **context):
    status = None
    if sheet.is_valid():
        try:
            saved, where = stored(request, sheet, sheet.save)
        except Overtaken:
            status = 409
        except Refused as refusal:
            status = sheet.refuse(refusal)
        else:
            messages.success(request, told(saved, sheet) if saved else saving.TWICE)
            return redirect(where)
    status = status or (422 if sheet.problems else 200)
    context |= {"sheet": sheet, "place": "meetings", "waiting": waiting_records(request), "earlier": open_actions(request, sheet)}
    context["problems"] = sheet.problems or sheet.is_overtaken
    return render_page(request, "meetings/edit.html", context, status=status)


def stored(request, sheet, keep):
    """The Meeting that `keep()` makes of the sheet, if any, and where to go then; a new one is made once, however often its form is sent,
    and so are notes filed whose effects were seen."""
    if sheet.meeting is None or "seen" in request.POST:
        return saving.begun_once(request, keep)
    meeting = saving.ended(request, keep)
    return meeting, meeting


def told(meeting, sheet):
    """That it is saved, in words; what others changed meanwhile, too."""
    kept = f" What {' and '.join(sheet.others) or 'somebody else'} changed meanwhile is kept: {'; '.join(sheet.news)}." if sheet.news else ""
    return f"Saved. It is meeting {meeting.number}.{kept}"


def series_asked_for(request):
    """The series that is chosen on the page, else in the address, or None. Raises Http404 for one that is not there for the reader."""
    slug = request.POST.get("series", request.GET.get("series", ""))
    return get_object_or_404(Series.objects.visible_to(request.user), slug=slug.replace("\0", "")) if slug else None


def open_actions(request, sheet):
    """What earlier meetings of the series have left to do."""
    if not sheet.series or (sheet.meeting and sheet.meeting.is_filed):
        return []
    rows = Action.objects.visible_to(request.user).open().filter(meeting__series=sheet.series)
    if sheet.meeting:
        rows = rows.exclude(meeting=sheet.meeting)
    return rows.for_index()[:50]


def waiting_records(request):
    """The records that a topic or an outcome is likeliest to be about: those not decided yet."""
    from records.models import Record

    return Record.objects.visible_to(request.user).open().select_related("log").order_by("-updated_at")[:50]
