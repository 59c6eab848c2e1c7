from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from ui.answers import posted, render_page, require
from writing import saving
from writing.beside import Overtaken
from writing.offers import put_back

from ..forms import ActionFilter, ActionForm, DropForm, Roster
from ..models import Action
from ..paging import page_of_actions
from .index import query_of
from .meeting import find
from .planning import MEMBERS_ONLY

MOST = 25  # of one's own, beside everybody else's


def actions(request):
    form = ActionFilter(request.GET, reader=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    is_filtered = any(chosen.values()) or bool(form.errors)
    visible = Action.objects.visible_along(request.user)
    listed = visible.narrowed(**chosen).for_index()
    place = {way: request.GET.get(way, "") for way in ("before", "after")}
    mine = list(listed.of(request.user)[: MOST + 1]) if not is_filtered and not any(place.values()) else []
    context = {
        "form": form,
        "place": "meetings",
        "is_filtered": is_filtered,
        "query": query_of(request),
        "is_first": not any(place.values()),
        "mine": mine[:MOST],
        "has_more_of_mine": len(mine) > MOST,
        "page": page_of_actions(listed if is_filtered else listed.not_of(request.user), visible, down=chosen.get("state") == "closed", **place),
        "back": request.get_full_path(),
    }
    return render_page(request, "meetings/actions.html", context)


def action(request, number, action):
    found = find_action(request, number, action)
    return redirect(f"{found.meeting.get_absolute_url()}#action-{found.number}")


def add_action(request, number):
    meeting = find(request, number)
    require(meeting.can_be_edited_by(request.user), MEMBERS_ONLY)
    place = f"{meeting.text_place}/actions/new"
    form = ActionForm(posted(request), roster=Roster(row.user for row in meeting.attendance.all()), initial=put_back(request, place))
    if form.is_valid():
        add = partial(meeting.add_action, by=request.user, **form.facts())
        return saving.begun(request, add, lambda made: "The action is noted.", has_text=False)
    return render_page(request, "meetings/action.html", {"meeting": meeting, "form": form, "place": "meetings", "text_place": place})


def edit_action(request, number, action):
    found = find_action(request, number, action)
    require(request.user.is_member, MEMBERS_ONLY)
    near = [row.user for row in found.meeting.attendance.select_related("user")] + [found.owner] * bool(found.owner)
    place = f"{found.meeting.text_place}/actions/{found.number}"
    now, status = ActionForm.initial_of(found) | put_back(request, place), None
    form = ActionForm(posted(request), roster=Roster(set(near)), initial=now)
    if form.is_valid():
        try:
            with transaction.atomic():
                held = type(found).objects.select_for_update().get(pk=found.pk)
                changes = found.meeting.changes.filter(after__action=found.number)
                form.mind_others(ActionForm.initial_of(held), changes, request.user)
                held.change(by=request.user, **form.changed(form.facts()))
                saving.forget_unsaved(request)
        except Overtaken:
            status = 409
        else:
            messages.success(request, "The action is changed.")
            return redirect(found)
    context = {"meeting": found.meeting, "action": found, "form": form, "place": "meetings", "text_place": place}
    return render_page(request, "meetings/action.html", context, status=status)


def finish(request, number, action):
    return acted(request, number, action, "finish", "Done.")


def reopen(request, number, action):
    return acted(request, number, action, "reopen", "Open again.")


def drop(request, number, action):
    found = find_action(request, number, action)
    require(request.user.is_member, MEMBERS_ONLY)
    form = DropForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.drop(by=request.user, **form.cleaned_data)
        messages.success(request, "The action is dropped.")
        return redirect(found)
    return render_page(request, "meetings/drop.html", {"action": found, "meeting": found.meeting, "form": form, "place": "meetings"})


def acted(request, number, action, verb, words):
    found = find_action(request, number, action)
    require(request.user.is_member, MEMBERS_ONLY)
    getattr(found, verb)(by=request.user)
    messages.success(request, f"{words} {found.text}")
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else found)


def find_action(request, number, action):
    """The action of this number in this meeting, if the person who asks may see it. Raises Http404."""
    rows = Action.objects.visible_to(request.user).select_related("meeting__series", "owner")
    return get_object_or_404(rows, meeting__number=number, number=action)
