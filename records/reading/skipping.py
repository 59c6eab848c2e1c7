"""Which files are no records: templates, tables of contents, READMEs. Decided by name and by content, with the reason in words."""

import re

from writing.importing.vocabulary import words

from . import statuses, titles
from .numbers import is_numbered_folder

TEMPLATE = re.compile(r"(?:^|[-_. /])(?:templates?|modele|modèle|plantilla|vorlage|skeleton|boilerplate)(?:$|[-_. /])", re.I)
FILLERS = words(
    "template templates modele modèle plantilla vorlage skeleton boilerplate adr rfc kep pep eip odh any decision record records "
    "nnn nnnn xxx xxxx yyyymmdd madr nygard short long full bare minimal protocol example architecture proposal the a new"
)
ABOUT = re.compile(
    r"^(?:readme|index|contents|toc|summary|contributing|changelog|licen[cs]e|code[-_]of[-_]conduct|security|backlog|_index|_sidebar|"
    r"authors|maintainers|codeowners|glossary)$",
    re.I,
)
UNNUMBERED = re.compile(r"\btemplate\W*$|^[A-Z]{2,5}[ -](?:X{2,4}|N{2,4})\b", re.I)
HOLES = re.compile(
    r"\[(?:describe|short|list everyone|option \d|driver|title|argument|example|link type|e\.g)|\{[a-z][^{}\n]{3,80}\}|"
    r"<!-- .{0,40}(?:optional|template)|\bNNNN?\b|\bYYYY-MM-DD\b|\bTITLE\b|<REQUIRED|<short|lorem ipsum|&lt;|<[a-z][a-z ]{5,60}>",
    re.I,
)


def reason(path, title_words, status, has_status, headings, text, alone=False):
    """Why this file is no record, in words; empty if it is one. `alone`: no other text stands in its folder or below."""
    parts = path.split("/")
    stem = re.sub(r"\.[A-Za-z]\w{0,7}$", "", parts[-1])
    named = TEMPLATE.search(stem) or any(TEMPLATE.search(folder) for folder in parts[-2:-1])
    blank = titles.is_placeholder(title_words) or (headings and not headings[0].words)
    if named and (blank or (_only_says_template(stem) and (not status or HOLES.search(text[:3000])))):
        return "a template: its name and its blanks say so"
    stands_for_folder = len(parts) > 1 and stem.lower() in ("readme", "index") and (alone or is_numbered_folder(parts[-2]))
    if ABOUT.match(stem) and not stands_for_folder:
        names = {titles.plain_title(heading.words).lower() for heading in headings}
        if not has_status and not names & {"decision", "decision outcome", "context and problem statement"}:
            return f"it describes its folder ({parts[-1]}) and is no record"
    return ""


def template_by_its_title(title, words):
    """Why a record is none whose title ends in "template", or has no number yet ("ADR-NNN"), and whose status `words` are a list to
    choose from; empty if it is one."""
    is_one = UNNUMBERED.search(title) and words and statuses.is_placeholder(words)
    return "a template: its title and its blanks say so" if is_one else ""


def _only_says_template(stem):
    """Whether the name says nothing else: "adr-template-bare", "0000-modele-adr", but not "0010-django-templates"."""
    return all(word.isdigit() or word in FILLERS for word in re.split(r"[^a-zà-ÿ0-9]+", stem.lower()) if word)
