"""What a record is to others: said in two steps, and taken back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from ui.answers import posted, render_page, require

from .. import story
from ..forms import RelationForm, TargetForm, UnrelationForm
from ..models import Record, Relation, Status

MEMBERS = "Only members say how records relate."
DECIDERS = "Only its decision-makers, or an admin, may say what it supersedes: it has been in force."


@require_http_methods(["GET", "HEAD", "POST"])
def relate(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_edited_by(request.user), MEMBERS)
    asked = TargetForm(request.GET or None, record=record, reader=request.user, initial={"kind": Relation.Kind.DEPENDS_ON})
    if asked.is_valid():
        return second_step(request, record, **asked.cleaned_data)
    context = {"place": "records", "record": record, "form": asked, "links": story.links_of(record, request.user)}
    return render_page(request, "records/relate.html", context)


def second_step(request, record, kind, target):
    require(record.can_be_related_by(request.user, kind), DECIDERS)
    form = RelationForm(posted(request), kind=kind, target=target)
    if form.is_valid():
        typed = form.cleaned_data
        record.relate(by=request.user, kind=kind, target=target, sections=typed.get("sections", ()), note=typed["note"])
        messages.success(request, f"Saved: {record.name} {Relation.Kind(kind).label.lower()} {target.name}.")
        return redirect(record)
    at_once = kind == Relation.Kind.SUPERSEDES and record.status == Status.ACCEPTED
    context = {"place": "records", "record": record, "form": form, "target": target, "kind": Relation.Kind(kind), "at_once": at_once}
    return render_page(request, "records/relate_to.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def unrelate(request, name, kind, other):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    if kind not in Relation.Kind.values:
        raise Http404(f"“{kind}” is no relation.")
    target = get_object_or_404(Record.objects.visible_to(request.user).named(other).with_worth())
    relation = get_object_or_404(Relation.objects.for_page(), source=record, target=target, kind=kind)
    require(record.can_be_related_by(request.user, kind), DECIDERS if record.can_be_edited_by(request.user) else MEMBERS)
    form = UnrelationForm(posted(request))
    if form.is_valid():
        record.unrelate(by=request.user, relation=relation, note=form.cleaned_data["note"])
        messages.success(request, f"Removed: {record.name} no longer {Relation.Kind(kind).label.lower()} {target.name}.")
        return redirect(record)
    comes_back = relation.is_whole_supersession and target.status == Status.SUPERSEDED
    context = {"place": "records", "record": record, "form": form, "target": target, "kind": Relation.Kind(kind), "comes_back": comes_back}
    return render_page(request, "records/unrelate.html", context)
