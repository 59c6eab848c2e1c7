"""Known problems ahead: the register, the page of one, writing and changing it."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ui.answers import posted, render_page, require
from writing import saving
from writing.beside import Overtaken
from writing.documents import Holder
from writing.offers import put_back

from .. import finding
from ..forms import RiskForm
from ..forms.parts import typed
from ..models import Area, Record, Risk
from ..telling import risk_told

MEMBERS = "Only members keep the risks."
NEW = "risks/new"  # the place of what is typed of one that is not yet
SIZE = 25


@require_safe
def risks(request):
    chosen = {name: request.GET.get(name, "") for name in ("state", "severity", "area")}
    found = Risk.objects.visible_to(request.user).filter(
        **{"area__slug" if name == "area" else name: value[:64] for name, value in chosen.items() if value}
    )
    page = Paginator(found.for_index().worst_first(), SIZE).get_page(request.GET.get("page"))
    context = {
        "place": "risks",
        "page": page,
        "chosen": chosen,
        "query": "".join(f"{urlencode({name: value})}&" for name, value in chosen.items() if value),
        "choices": [
            ("state", "State", "Any state", Risk.State.choices),
            ("severity", "Severity", "Any severity", Risk.Severity.choices),
            ("area", "Area", "Any area", list(Area.objects.values_list("slug", "name"))),
        ],
    }
    return render_page(request, "records/risks.html", context, partials=["listing"])


@require_safe
def risk(request, number):
    risk = get_object_or_404(Risk.objects.visible_to(request.user).for_index(), number=number)
    context = {"place": "risks", "risk": risk, "changes": risk_told(risk, request.user), "can_edit": risk.can_be_edited_by(request.user)}
    return render_page(request, "records/risk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_risk(request):
    require(request.user.is_member, MEMBERS)
    record = Record.objects.visible_to(request.user).called([request.GET.get("record", "")]).select_related("log", "area").first()
    initial = {"record": record.name, "area": record.area.slug if record.area_id else None} if record else {}
    form = RiskForm(posted(request), reader=request.user, initial={"owner": typed(request.user), **initial, **put_back(request, NEW)})
    if form.is_valid():
        note = partial(Risk.objects.note, by=request.user, **form.facts())
        return saving.begun(request, note, "Saved as risk {0.number}.".format, has_text=False)
    return render_page(request, "records/risk_form.html", {"place": "risks", "form": form, "record": record, "text_place": NEW})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_risk(request, number):
    risk = get_object_or_404(Risk.objects.visible_to(request.user).for_index(), number=number)
    require(risk.can_be_edited_by(request.user), MEMBERS)
    now, status = RiskForm.initial_of(risk) | put_back(request, risk.text_place), None
    form = RiskForm(posted(request), reader=request.user, initial=now)
    if form.is_valid():
        try:
            with transaction.atomic():
                held = Risk.objects.for_index().select_for_update(of=["self"]).get(pk=risk.pk)
                form.mind_others(RiskForm.initial_of(held), held.changes, request.user)
                held.describe(by=request.user, **form.changed(form.cleaned_data))
                saving.forget_unsaved(request)
        except Overtaken:
            status = 409
        else:
            messages.success(request, "Saved.")
            return redirect(risk)
    context = {"place": "risks", "form": form, "risk": risk, "text_place": risk.text_place}
    return render_page(request, "records/risk_form.html", context, status=status)


def risk_held(request, number):
    """A risk as a Holder. Raises Http404."""
    risk = get_object_or_404(Risk.objects.visible_to(request.user).for_index(), number=number)
    crumbs = [(reverse("records:risks"), "Risks"), (risk.get_absolute_url(), f"Risk {risk.number}")]
    return Holder(risk, request.user, risk.title, crumbs, place="risks", unlearn=lambda words: finding.unlearn_risk(risk, words))
