"""Two people changed the same lines: both texts on one page, passage by passage, and what is made of the answers.

The page carries all that it shows. So what comes back is put together as it was read; if somebody saved meanwhile, that is merged again.
"""

import json
import re
from contextlib import suppress
from datetime import datetime
from functools import wraps
from itertools import count
from typing import NamedTuple
from uuid import uuid4

from django.shortcuts import render

from ui.answers import told, wants_json
from ui.refusals import Impossible

from .diffs import LONGEST_LINE, Op, word_ops
from .merging import joined, split
from .models import Unsaved
from .querysets import OURS
from .receipts import measured
from .typed import pairs, stroke_of, words_of

ANSWER = re.compile(r"(?:choice|own)-(?:title|\d+)")
NOT_CARRIED = OURS | {"merge", "seen", "more", "preview"}
CHOICES = {
    "theirs": lambda theirs, mine, own: theirs,
    "mine": lambda theirs, mine, own: mine,
    "both": lambda theirs, mine, own: theirs + mine,
    "own": lambda theirs, mine, own: own,
}
WORDS = {"theirs": "Theirs", "mine": "Mine", "both": "Both, theirs first", "own": "My own words"}
UNSETTLED = "Choose one of the texts, both, or write your own words."
TWO_ANSWERS = "You wrote your own words and chose another text. Choose your own words, or make them again as they were."
LOST = "The page with both texts has lost its place. Nothing was saved: go back to it and send it again."


class Part(NamedTuple):
    """A passage on the page. `kind` as in merging, with the `lines` that it comes to and how many of the base are `gone`.

    A clash has a `name` in the form, both sides, the `choice` so far, the `own` words, and what is the `problem` with the answer.
    """

    kind: str
    lines: list = ()
    gone: int = 0
    name: str = ""
    theirs: list = ()
    mine: list = ()
    choice: str = ""
    own: str = ""
    problem: str = ""

    @property
    def text(self):
        return "\n".join(self.lines)

    @property
    def is_blank(self):
        """Whether it is but blank lines that both sides have."""
        return self.kind in ("same", "both") and len(self.lines) > 0 and not self.text.strip()

    @property
    def called(self):
        return "The title" if self.name == "title" else f"Passage {self.name}"

    @property
    def choices(self):
        """(value, words) of what people may choose."""
        return [(value, words) for value, words in WORDS.items() if value != "both" or self.name != "title"]

    @property
    def sides(self):
        """Both sides as Ops of whole words, each with what differs from the other marked as new; none where there is nothing to read."""
        theirs, mine = "\n".join(self.theirs), "\n".join(self.mine)
        if len(theirs) + len(mine) > LONGEST_LINE:
            return [Op("same", theirs)], [Op("same", mine)]
        ops = word_ops(theirs, mine)
        old = [Op("new", op.text) if op.kind == "gone" else op for op in ops if op.kind != "new"]
        return old if theirs.strip() else [], [op for op in ops if op.kind != "gone"] if mine.strip() else []


def ask(request, document, clash):
    """The page that asks how to settle a Clash (409); its sentence, to a script. What was typed is kept as an unsaved text, too."""
    theirs, merge = clash.theirs, clash.merge
    keep_asked(request, document)
    if wants_json(request):
        return told(str(clash), 409)
    asked = {
        "what": str(document),
        "base": int(request.POST.get("base") or 0),
        "theirs": {"number": theirs.number, "name": theirs.by.name, "at": theirs.at.isoformat(), "note": theirs.note},
        "title": noted(merge.title),
        "passages": [noted(passage) for passage in merge.passages],
        "ends": merge.ends,
    }
    return page(request, asked, status=409)


def keep_asked(request, document):
    """Keep what was posted as an unsaved text of the reader's, and let the page that asks about it go on from that."""
    editing, stroke = keep_unsaved(request, document)
    request.POST = request.POST.copy()
    request.POST["editing"], request.POST["stroke"] = editing, stroke
    request.POST["text_place"] = request.POST.get("text_place") or document.text_place


def keep_unsaved(request, document):
    """Keep what was posted as an unsaved text of the reader's; gives the UUID of its editor and the count of its strokes, as a form
    posts them. Where there is no room for one more, the page that asks still carries it all.

    A page without a script counts no strokes, and so does one that holds a form: what they post is a text of its own, beside what
    was posted from them before."""
    typed, stroke = request.POST, stroke_of(request.POST)
    words, more = words_of(typed, document.text_place), {"base": int(typed.get("base") or 0), "continues": typed.getlist("continues")}
    editing = typed.get("editing") if stroke is not None else ""
    with suppress(Impossible):
        if editing:
            Unsaved.objects.keep(author=request.user, editing=editing, stroke=stroke, **words, **more)
        very = Unsaved.objects.very(request.user, **words)
        row = very[0] if very else Unsaved.objects.keep(author=request.user, editing=uuid4(), **words, **more)
        return str(row.editing), str(row.stroke)
    return editing or str(uuid4()), typed.get("stroke", "")


def noted(passage):
    """A Passage as the page carries it."""
    if passage.kind == "clash":
        return {"kind": "clash", "theirs": passage.theirs, "mine": passage.mine}
    return {"kind": passage.kind, "lines": passage.lines, "gone": len(passage.base)}


def settles(view):
    """Decorate a view that edits a text: what the page of a clash posts reaches it as if it had been typed in its form."""

    @wraps(view)
    def settling(request, *args, **kwargs):
        if request.method == "POST" and "merge" in request.POST:
            try:
                asked = json.loads(request.POST["merge"])
                title, parts = parts_of(asked, request.POST)
                if is_open(title, parts):
                    return page(request, asked, status=422)
                request.POST = settled(request.POST, asked, title, parts)
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise Impossible(LOST) from error
        return view(request, *args, **kwargs)

    return settling


def page(request, asked, status):
    """The page for what is `asked`, with the answers that were posted so far."""
    title, parts = parts_of(asked, request.POST, is_new=status == 409)
    clashes = [part for part in (title, *parts) if part.kind == "clash"]
    theirs = asked["theirs"] | {"at": datetime.fromisoformat(asked["theirs"]["at"])}
    context = {
        "what": asked["what"],
        "theirs": theirs,
        "title": title,
        "parts": parts,
        "clashes": clashes,
        "problems": [part for part in clashes if part.problem],
        "merge": json.dumps(asked, ensure_ascii=False),
        "carried": [(name, value) for name, value in pairs(request.POST) if name not in NOT_CARRIED],
        "text_place": request.POST.get("text_place", ""),
    }
    return render(request, "writing/conflict.html", context, status=status)


def parts_of(asked, posted, is_new=False):
    """The title as a Part and the passages as Parts, with the answers of the form `posted`; none are missed on a new page."""
    title, numbers = answered(asked["title"], "title", posted, is_new), count(1)
    return title, [answered(one, str(next(numbers)) if one["kind"] == "clash" else "", posted, is_new) for one in asked["passages"]]


def answered(passage, name, posted, is_new):
    if passage["kind"] != "clash":
        return Part(passage["kind"], passage["lines"], passage["gone"])
    mine = "\n".join(passage["mine"])
    choice, own = posted.get(f"choice-{name}", ""), posted.get(f"own-{name}", mine).replace("\r\n", "\n")
    problem = "" if is_new else problem_with(choice, own, mine)
    return Part("clash", name=name, theirs=passage["theirs"], mine=passage["mine"], choice=choice, own=own, problem=problem)


def problem_with(choice, own, mine):
    """Why this is no answer, as a sentence; empty if it is one. Whoever changed their own words and chose another text gave two."""
    if choice not in CHOICES:
        return UNSETTLED
    return TWO_ANSWERS if choice != "own" and own != mine else ""


def is_open(title, parts):
    """Whether a passage still has no answer, or two."""
    return any(part.problem for part in (title, *parts))


def settled(posted, asked, title, parts):
    """What was posted as the form of the text would post it: on top of theirs, with all passages put together. Raises ValueError
    for what is no text."""
    return as_typed(posted, asked["theirs"]["number"], lines_of_part(title), [line for part in parts for line in lines_of_part(part)], asked["ends"])


def so_far(posted):
    """The same of a page that is being settled, to be kept as an unsaved text. A passage without an answer is that of its author; then
    all stands on what both began from, and theirs is asked about again. Raises Impossible."""
    try:
        asked = json.loads(posted["merge"])
        title, parts = parts_of(asked, posted)
        base = asked["base"] if is_open(title, parts) else asked["theirs"]["number"]
        return as_typed(posted, base, mine_of(title), [line for part in parts for line in mine_of(part)], asked["ends"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Impossible(LOST) from error


def digest_of_words(posted):
    """The receipt's digest of all own words on the page, which are in what `so_far` puts together where they were changed."""
    return {"crc32": measured("\n".join(words for name, words in pairs(posted) if name.startswith("own-")))["crc32"]}


def as_typed(posted, base, title, lines, ends):
    typed = posted.copy()
    for name in [name for name in typed if name == "merge" or ANSWER.fullmatch(name)]:
        del typed[name]
    typed["base"], typed["title"], typed["text"] = str(int(base)), " ".join(title), joined(lines, ends)
    typed["text"].encode()
    return typed


def mine_of(part):
    """The lines of a part that its author would not want to lose: the own words that were typed, else what is chosen, else theirs."""
    is_own = part.kind == "clash" and (part.choice not in CHOICES or part.own != "\n".join(part.mine))
    return split(part.own)[0] if is_own else lines_of_part(part)


def lines_of_part(part):
    return CHOICES[part.choice](part.theirs, part.mine, split(part.own)[0]) if part.kind == "clash" else part.lines
