"""What newcomers read: mission, risks, terms, paths, and what some have read already."""

from functools import partial

from django.db.models import Max

from onboarding.models import Mission, Path, Seen, Step, Term
from records.models import Risk

from . import files
from .stage import Event


def events(stage):
    """The mission and its changes, and the risks, as Events in no order."""
    mission = files.page(files.FOLDER / "mission.md")
    at = stage.moment(mission.facts["on"])
    yield Event(at, partial(_found, stage, mission, at))
    for edit in mission.facts["edits"]:
        at = stage.moment(edit["on"])
        yield Event(at, partial(_mend, stage, edit, at))
    for risk in files.facts("risks")["risks"]:
        at = stage.moment(risk["noted"])
        yield Event(at, partial(_note, stage, risk, at))


LONG_KNOWN = "60 tue"  # when the glossary was begun; later words say when


def afterwards(stage):
    """What holds today without a history of its own: terms, paths, and what people have read."""
    by = stage.people["ines"]
    for term in files.facts("terms")["terms"]:
        synonyms, at = "\n".join(term.get("synonyms", [])), stage.moment(term.get("on", LONG_KNOWN))
        Term.objects.define(by=by, word=term["word"], meaning=term["meaning"], synonyms=synonyms, at=at)
    for slug, path in files.facts("paths")["paths"].items():
        _path(stage, slug, path)
    for handle, seen in files.facts("seen").items():
        for name, words in seen["records"].items():
            _see(stage, handle, stage.moment(words), record=stage.record(name))
        for number, words in seen["meetings"].items():
            _see(stage, handle, stage.moment(words), meeting=stage.meeting(number))


def _found(stage, page, at):
    Mission.objects.create().write(by=stage.people[page.facts["by"]], title=page.facts["title"], text=page.text, base=0, at=at)


def _mend(stage, edit, at):
    mission = Mission.objects.select_related("revision").get()
    text = files.mended(mission.revision.text, edit)
    base, title = mission.revision_number, mission.revision.title
    mission.write(by=stage.people[edit["by"]], title=title, text=text, base=base, note=edit["note"], at=at)


def _note(stage, risk, at):
    owner = stage.people[risk["owner"]]
    record = stage.record(risk["record"])
    Risk.objects.note(
        by=owner, title=risk["title"], symptom=risk["symptom"], cause=risk["cause"], remedy=risk["remedy"], severity=risk["severity"],
        state=risk["state"], record=record, area=stage.areas[risk["area"]], at=at,
        last_seen=stage.calendar.day(risk["last_seen"]) if "last_seen" in risk else None,
    )  # fmt: skip


def _path(stage, slug, facts):
    owner = stage.people[facts["owner"]]
    path = Path.objects.lay(by=owner, slug=slug, title=facts["title"], text=facts["intro"], area=stage.areas[facts["area"]], owner=owner)
    for position, step in enumerate(facts["steps"], 1):
        Step.objects.create(path=path, position=position, stage=step["stage"], reason=step["reason"], **_thing(stage, step))


def _thing(stage, step):
    if "record" in step:
        return {"record": stage.record(step["record"])}
    if "meeting" in step:
        return {"meeting": stage.meeting(step["meeting"])}
    if "term" in step:
        return {"term": Term.objects.get(word=step["term"])}
    return {"risk": Risk.objects.get(title=step["risk"])}


def _see(stage, handle, at, **thing):
    [document] = thing.values()
    number = document.revisions.filter(at__lte=at).aggregate(last=Max("number"))["last"]
    if number is None:
        raise ValueError(f"{handle} cannot have read {document} before it was written.")
    Seen.objects.create(user=stage.people[handle], revision_number=number, at=at, **thing)
