"""Where things stand in a text: front matter or header, title, headings, and the fields."""

import re
from itertools import takewhile

from writing.importing import frontmatter
from writing.importing import lines as texts

from . import fields, titles
from .shapes import Field

ROLES = ("decision_maker", "consulted", "informed", "author")


class Layout:
    """Where things stand in a text: front matter (`named`: its keys as fields) or header, title, headings, and the fields above the
    first section."""

    def __init__(self, text, format):
        self.lines, self.format = texts.without_ends(text), format
        self.front = frontmatter.front_matter(self.lines) if format != "rst" else frontmatter.FrontMatter()
        self.named = [_front_field(name, value, *self.front.places[name]) for name, value in self.front.values.items()]
        self.header, self.start = fields.header(self.lines, self.front.last)
        self.headings = texts.headings(self.lines, format, self.start)
        self.title = self._title()
        self.fields = [*self.header, *self._above_sections(), *self._sections()]

    def value(self, key):
        """The first field's value of this key, or ""."""
        return next((found.value for found in self.fields if found.key == key and found.value), "")

    def end_of(self, heading):
        """The line after the section: the next heading's first, or the end of the text."""
        later = (other.first for other in self.headings if other.first >= heading.last)
        return next(later, len(self.lines))

    def lead(self):
        """The lines between the title and the first section."""
        return self.lines[self.title.last : self.end_of(self.title)][: fields.DEPTH] if self.title else []

    def _title(self):
        if self.header and any(found.key == "title" for found in self.header):
            return None
        first = next(iter(self.headings), None)
        if first is None or titles.is_section_name(first.words) or fields.key_of(first.words) in ("status", "date"):
            return None
        named = self.front.values.get("title")
        return first if first.level == 1 or not (named or any(heading.level < first.level for heading in self.headings)) else None

    def _above_sections(self):
        """The fields between the top and the first section, on both sides of the title."""
        if not self.title:
            end = self.headings[0].first if self.headings else len(self.lines)
            return fields.fields_between(self.lines, self.start, end) if self.format != "plain" or not self.header else []
        above = fields.fields_between(self.lines, self.start, self.title.first)
        return above + fields.fields_between(self.lines, self.title.last, self.end_of(self.title))

    def _sections(self):
        """The sections that are metadata: "## Status" (not a later "#### Status" about something else), "## Deciders"…"""
        deepest, found = (self.title.level + 1 if self.title else 2), {}
        for heading in self.headings:
            key = fields.key_of(heading.words) if heading.level <= max(deepest, 2) and len(heading.words) < 30 else None
            if key in ("status", "date", *ROLES) and key not in found and heading is not self.title:
                found[key] = fields.section(self.lines, heading, self.end_of(heading), key)
                if key in ROLES:
                    said = list(fields.said(self.lines, heading.last, self.end_of(heading)))
                    found[key] = Field(key, [re.sub(r"^[-*+]\s+", "", line) for line in said[:40]], "section", heading.first, self.end_of(heading))
        if "status" not in found and (heading := self._status_of_summary()):
            found["status"] = fields.section(self.lines, heading, self.end_of(heading), "status")
        return list(found.values())

    def _status_of_summary(self):
        """The "### Status" within a first section "## Summary" (Tyree and Akerman's template)."""
        first, *others = [heading for heading in self.headings if heading is not self.title] or [None]
        if first is None or first.words.strip(" #:").lower() not in ("summary", "overview", "metadata"):
            return None
        inside = takewhile(lambda heading: heading.level > first.level, others)
        return next((heading for heading in inside if fields.key_of(heading.words) == "status"), None)


def _front_field(name, value, first, last):
    one_tag = name == "tag" and isinstance(value, str)  # as Jekyll has it: tags are parted by spaces, a tag may hold some
    return Field(fields.key_of(name) or "other", [value] if one_tag else value, "front matter", first, last)
