from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ui.answers import render_page
from ui.freshness import kept, this_minute

from ..forms import MeetingFilter
from ..models import Meeting
from ..paging import page_of

FEW, MANY = 5, 200


def index(request):
    form = MeetingFilter(request.GET, reader=request.user)
    listed = kept(request, lambda: lists(request, form), this_minute()) if not request.GET else lists(request, form)
    context = {"form": form, "place": "meetings", "listed": listed, "query": query_of(request)}
    return render_page(request, "meetings/index.html", context, partials=["meetings"])


def lists(request, form):
    """The lists of meetings that the address asks for, as HTML; of the address without a question for all who may see the same within
    this minute."""
    chosen = {name: value for name, value in (form.cleaned_data if form.is_valid() else {}).items() if value}
    state = chosen.pop("status", "")
    meetings = Meeting.objects.visible_along(request.user).narrowed(**chosen).for_index()
    most = MANY if state else FEW
    first_page = not (request.GET.get("before") or request.GET.get("after"))
    owed = list(meetings.owed()[: most + 1]) if first_page and state in ("", "unfiled") else []
    upcoming = list(meetings.upcoming()[: most + 1]) if first_page and state in ("", "upcoming") else []
    past = page_of(past_of(meetings, state), before=request.GET.get("before"), after=request.GET.get("after"))
    context = {
        "user": request.user,
        "query": query_of(request),
        "owed": owed[:most],
        "more_owed": len(owed) > most,
        "upcoming": upcoming[:most],
        "more_upcoming": len(upcoming) > most,
        "months": [(rows[0].day, rows) for rows in by_month(past.rows)],
        "past": past,
    }
    return mark_safe(render_to_string("meetings/lists.html", context))


def past_of(meetings, state):
    rows = meetings.past()
    if state == "filed":
        return rows.filed()
    if state == "off":
        return rows.filter(status="did_not_take_place")
    return rows.none() if state else rows


def by_month(meetings):
    return [list(rows) for _, rows in groupby(meetings, lambda meeting: meeting.day and (meeting.day.year, meeting.day.month))]


def query_of(request):
    """The address's parameters but for the cursor, ready to be followed by one more."""
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    for name in [name for name, value in query.items() if not value]:
        query.pop(name)
    return f"{query.urlencode()}&" if query else ""
