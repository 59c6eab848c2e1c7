from functools import partial

from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.forms.parts import typed
from ui.answers import posted, render_page, require
from ui.refusals import Conflict
from writing import saving
from writing.beside import Overtaken
from writing.documents import Document, Entry, Holder
from writing.offers import put_back
from writing.reading import page_html
from writing.settling import settles

from . import finding
from .forms import MissionForm, PathForm, TermForm
from .models import Mission, Path, Seen, Step, Term
from .reading import as_readings, foot_of, progress, readings

MEMBERS_ONLY = "Only members keep the glossary."
ADMINS_ONLY = "Only admins change the mission."


@require_safe
def mission(request):
    current = Mission.objects.current()
    html = page_html(current.revision, request.user) if current else ""
    return render_page(request, "onboarding/mission.html", {"mission": current, "html": html})


@require_http_methods(["GET", "HEAD", "POST"])
@settles
def edit_mission(request):
    require(request.user.is_admin, ADMINS_ONLY)
    current = Mission.objects.current() or Mission(pk=1)
    revision = current.revision
    now = {"title": revision.title if revision else "", "text": revision.text if revision else "", "base": current.revision_number}
    form = MissionForm(posted(request), initial=now | put_back(request, "mission"))

    def keep(**written):
        Mission.objects.get_or_create(pk=current.pk)
        return current.write(by=request.user, note=form.cleaned_data["note"], **written)

    return saving.answer(request, current, form, keep, "onboarding/mission_form.html", {"mission": current})


def mission_text(request):
    """The mission as a Document. Raises Http404."""
    current = Mission.objects.current()
    if current is None:
        raise Http404("Nobody has written the mission yet.")
    return Document(current, request.user, "Mission and values", [(current.get_absolute_url(), "Mission and values")], request.user.is_admin)


@require_safe
def terms(request):
    return render_page(request, "onboarding/terms.html", {"terms": Term.objects.all()})


@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request):
    require(request.user.is_member, MEMBERS_ONLY)
    form, status = TermForm(posted(request), initial=put_back(request, "terms")), None
    if form.is_valid():
        define = partial(Term.objects.define, by=request.user, **form.facts())
        try:
            return saving.begun(request, define, "“{}” is in the glossary now.".format, has_text=False)
        except Conflict as taken:
            form.add_error("word", str(taken))
            status = taken.status
    elif form.errors and (before := saving.sent_before(request)):  # its word is in the glossary because of that
        return before
    return render_page(request, "onboarding/term_form.html", {"form": form, "text_place": "terms"}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request, word):
    require(request.user.is_member, MEMBERS_ONLY)
    term = get_object_or_404(Term, word__iexact=word)
    form = TermForm(posted(request), instance=Term.objects.get(pk=term.pk), initial=put_back(request, term.text_place))
    status = None
    if form.is_valid():
        try:
            with transaction.atomic():
                held = Term.objects.select_for_update().get(pk=term.pk)
                now = {name: getattr(held, name) for name in form.facts_beside}
                form.mind_others(now, held.changes, request.user)
                held.redefine(by=request.user, **now | form.changed(form.facts()))
                saving.forget_unsaved(request)
        except Overtaken:
            status = 409
        except Conflict as taken:
            form.add_error("word", str(taken))
            status = taken.status
        else:
            return redirect(held)
    return render_page(request, "onboarding/term_form.html", {"form": form, "term": term, "text_place": term.text_place}, status=status)


def term_held(request, word):
    """A term as a Holder. Raises Http404."""
    term = get_object_or_404(Term, word__iexact=word)
    crumbs, was = [(reverse("onboarding:terms"), "Glossary"), (term.get_absolute_url(), term.word)], term.word
    return Holder(term, request.user, term.word, crumbs, unlearn=lambda words: finding.unlearn(term, was, words))


@require_safe
def paths(request):
    found = []
    steps = Prefetch("steps", Step.objects.visible_to(request.user).for_reading(request.user))
    for path in Path.objects.for_index().prefetch_related(steps):
        read, of, left = progress(as_readings(path.steps.all()))
        found.append({"path": path, "read": read, "of": of, "left": left})
    return render_page(request, "onboarding/paths.html", {"paths": found})


@require_safe
def path(request, slug):
    return _path_page(request, get_object_or_404(Path.objects.select_related("owner", "area", "revision"), slug=slug))


def path_text(request, slug):
    """A path's introduction as a Document. Raises Http404."""
    path = get_object_or_404(Path.objects.select_related("revision__by"), slug=slug)
    crumbs = [(reverse("onboarding:paths"), "Start here"), (path.get_absolute_url(), path.title)]
    return Document(
        path,
        request.user,
        path.title,
        crumbs,
        path.can_be_edited_by(request.user),
        "introduction",
        lambda: [(path.changes.select_related("by"), facts_told)],
        place="paths",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_path(request):
    require(request.user.is_member, "Only members lay paths.")
    form = PathForm(posted(request), reader=request.user, initial={"owner": typed(request.user), "base": 0} | put_back(request, "paths/new"))
    if form.is_valid():
        lay = partial(Path.objects.lay, by=request.user, **form.written(), **form.facts())
        return saving.begun(request, lay, "Saved as “{}”.".format)
    return render_page(request, "onboarding/path_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@settles
def edit_path(request, slug):
    path = get_object_or_404(Path.objects.select_related("owner", "area", "revision"), slug=slug)
    require(path.can_be_edited_by(request.user), "Whoever keeps this path and admins change it.")
    now = partial(PathForm.initial_of, path, request.user)
    form = PathForm(posted(request), reader=request.user, initial=now() | put_back(request, path.text_place))

    def keep(**written):
        path.refresh_from_db()
        form.mind_others(now(), path.changes, request.user)
        note, facts = form.cleaned_data["note"], form.changed(form.facts())
        steps = facts.pop("steps", None)
        made = path.edit(by=request.user, note=note, **written)
        path.describe(by=request.user, note=note, **facts)
        if steps is not None:
            path.set_steps(by=request.user, steps=steps, note=note)
        form.go_on(now())
        return made

    return saving.answer(request, path, form, keep, "onboarding/path_form.html", {"path": path})


@require_POST
def see(request, slug, position):
    path = get_object_or_404(Path, slug=slug)
    step = get_object_or_404(path.steps.visible_to(request.user).select_related("record__revision", "meeting__revision"), position=position)
    thing = {"record": step.record} if step.record_id else {"meeting": step.meeting} if step.meeting_id else None
    if thing is None:
        raise Http404("Only records and meetings are ticked off.")
    if request.POST.get("seen") == "1":
        Seen.objects.see(request.user, revision=revision_of(request.POST.get("revision", "")), **thing)
    else:
        Seen.objects.forget(request.user, **thing)
    return redirect(next_address(step, request.user) if "on" in request.POST else path)


def revision_of(typed):
    """The number of the revision that was on the page; None where it does not say."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None


def next_address(step, reader):
    """Where a reader goes on from this step: to the next one, or to its place on the path where it is read elsewhere."""
    following = foot_of(step, reader).following
    if following is None or not following.can_be_ticked:
        return f"{step.path.get_absolute_url()}{f'#step-{following.position}' if following else ''}"
    return following.get_absolute_url()


def facts_told(changes):
    return [Entry(one.at, one.by, f"changed {fact_of(one)}", one.note) for one in changes]


def fact_of(change):
    """What was changed, and to what; steps are not told, as a reader may not see all that they name."""
    if change.what == "steps":
        return "the steps"
    return f"{ {'owner': 'who keeps it', 'area': 'the area'}[change.what] } to {f'“{change.after}”' if change.after else 'nothing'}"


def _path_page(request, path):
    found = readings(path, request.user)
    read, of, left = progress(found)
    context = {
        "path": path,
        "intro": page_html(path.revision, request.user) if path.revision_id else "",
        "may_edit": path.can_be_edited_by(request.user),
        "readings": found,
        "read": read,
        "of": of,
        "left": left,
        "next": next((reading for reading in found if reading.is_next), None),
        "others": Path.objects.exclude(pk=path.pk),
    }
    return render_page(request, "onboarding/path.html", context, partials=["path"])
