from django.views.decorators.http import require_safe

from ui.answers import render_page

from .. import facets
from ..filters import SORTS, Filters
from ..keyset import page_of
from ..models import Record

MANY = 1_000  # as `filters.deep` means it; measured at 60,000 records
DENSE = 100  # as `is_dense` means it


@require_safe
def index(request):
    visible = Record.objects.visible_to(request.user)
    now = facets.version()
    areas, logs = facets.areas_and_logs_of(now, request.user.audiences)
    filters = Filters.read(request.GET, areas, logs)
    counts = facets.count(filters, request.user, now)
    total = counts.total()
    everything = facets.overview_of(now, request.user.audiences).cells
    along = is_dense(filters, total, everything.total())
    seen = Record.objects.visible_along(request.user) if along or filters.is_deep else visible
    found = filters.applied(seen, are_many=total > MANY, along=along)
    page = page_of(found, visible, filters.sort, request.GET.get("after", ""), request.GET.get("before", ""))
    context = {
        "place": "records",
        "filters": filters,
        "page": page,
        "total": total,
        "total_in_words": facets.in_words(total, filters),
        "all": everything,
        "facets": facets.facets(counts, filters, areas, logs, facets.tags_of(filters, request.user, now, total)),
        "heads": heads(filters),
        "addresses": addresses(filters, page),
        "chips": chips(filters, areas),
    }
    return render_page(request, "records/index.html", context, partials=["listing"])


def is_dense(filters, total, everything):
    """Whether so many of all records are found that walking along the order comes to a page of them sooner than gathering and
    sorting all that are found."""
    return not filters.is_deep and total * total > DENSE * everything


def addresses(filters, page):
    """Where else the list can be seen: its neighbours, and the same as a table or a list."""
    return {
        "before": filters.address(before=page.before),
        "after": filters.address(after=page.after),
        "table": filters.address(view=""),
        "list": filters.address(view="list"),
    }


def heads(filters):
    """The links that sort the list, by what they sort: the address to go to, and `aria-sort` of the one in use."""
    found = {}
    for name, label in SORTS.items():
        in_use = filters.sort.lstrip("-") == name
        first = name if name == "name" else f"-{name}"
        turned = name if filters.sort.startswith("-") else f"-{name}"
        order = ("descending" if filters.sort.startswith("-") else "ascending") if in_use else ""
        found[name] = {"label": label, "address": filters.address(sort=turned if in_use else first), "order": order}
    return found


def chips(filters, areas):
    """The filters in use as (words, address without it)."""
    names = {("area", area.slug): area.name for area in areas} | {("status", value): label for value, label in Record.Status.choices}
    found = [
        (names.get((group, value), value), filters.address(**{group: [other for other in values if other != value]}))
        for group, values in filters.chosen.items()
        for value in values
    ]
    if filters.person:
        who = filters.who.name if filters.who else f"Nobody called “{filters.person}”, or more than one"
        found.append((who, filters.address(person="")))
    return found
