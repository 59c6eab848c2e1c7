"""Read one file of decision records: Nygard and adr-tools, MADR 1 to 4, log4brains, PEPs, KEPs, EIPs, Swift Evolution, Aries RFCs and
whatever else has a title. Pure: takes a path, the text and its sidecars, gives a ReadRecord, never raises on any text."""

import re

from writing.importing import frontmatter
from writing.importing import lines as texts
from writing.importing.dates import day_in
from writing.importing.names import people_in
from writing.importing.vocabulary import words

from . import fields, numbers, relations, skipping, statuses, titles
from .layout import ROLES, Layout
from .shapes import Field, ReadRecord

FORMATS = {
    "md": "md",
    "markdown": "md",
    "mdown": "md",
    "mkd": "md",
    "mdx": "md",
    "rst": "rst",
    "rest": "rst",
    "txt": "plain",
    "adoc": "plain",
    "text": "plain",
}
SIDECARS = frozenset(["kep.yaml", "kep.yml"])
PLACES = ("front matter", "header", "table", "bullet", "field", "line", "section", "sentence", "tags", "title", "kep.yaml", "folder")
FOLDER = re.compile(r"^(?:\d{1,2}[a-z]?[-_ ])?([a-z][a-z_ -]+)$", re.I)
PLAIN_FOLDERS = words(
    "draft drafts proposed pending in-review under-review in-discussion accepted approved decided adopted active implemented "
    "partially-implemented final rejected declined withdrawn abandoned deferred postponed deprecated obsolete retired superseded "
    "replaced"
)


def read_text(path, text, sidecars=None, alone=False):
    """Read a text that stands at this path (relative, with slashes); `sidecars` maps names such as "kep.yaml" to their text, `alone`
    says that no other text stands in its folder or below (then a README is no table of contents)."""
    format = FORMATS.get(path.rpartition(".")[2].lower(), "plain")
    record = ReadRecord(path=path, format=format, text=text)
    layout = Layout(text, format)
    beside = _sidecar_fields(sidecars or {})
    everything = layout.named + layout.fields
    record.number, record.number_words = numbers.number_in(path)
    title_status = _read_title(record, layout, everything, beside)
    _read_status(record, layout, everything, beside, title_status)
    _read_days(record, everything + beside)
    _read_people(record, everything + beside)
    _read_relations(record, layout, everything + beside)
    record.tags = _tags(everything)
    if layout.front.warning:
        record.warnings.append(layout.front.warning)
    said = next((frontmatter.plain(found.value) for found in everything if found.key == "status"), None)
    words = layout.title.words if layout.title else (layout.headings[0].words if layout.headings and not layout.headings[0].words else "")
    record.skip = skipping.reason(path, words, record.status != "unstated", said is not None, layout.headings, text, alone)
    record.skip = record.skip or skipping.template_by_its_title(record.title, said)
    return record


def _sidecar_fields(sidecars):
    found = []
    for name, text in sidecars.items():
        values = frontmatter.mapping(texts.without_ends(text)).values
        found += [Field(key, value, "kep.yaml") for given, value in values.items() if name in SIDECARS and (key := fields.key_of(given))]
    return found


def _read_title(record, layout, everything, beside):
    """Set the title; gives the status that it begins with."""
    given = _without_name(record, _given_title(layout, everything, beside))
    heading = _without_name(record, layout.title.words if layout.title else "")
    own = None
    if given and not titles.is_placeholder(given):
        record.title, own, status = titles.title_and_number(given, record.number)
        other = titles.title_and_number(heading, record.number)[0]
        if heading and not titles.are_alike(record.title, other):
            record.warnings.append(f"The front matter’s title was taken; the heading says “{other[:100]}” and stays in the text.")
    elif heading and not titles.is_placeholder(heading):
        record.title, own, status = titles.title_and_number(heading, record.number)
    else:
        record.title, status = "", ""
    if not record.title:
        record.title = titles.from_path(record.path)
        record.warnings.append("No title was found; it was made from the file’s name.")
    if own is not None and record.number is not None and own != record.number:
        record.warnings.append(f"The file’s name says {record.number_words}, its title says {own}: the name’s number was taken.")
    return status


def _given_title(layout, everything, beside):
    """The title that the front matter or the header gives; where no heading is one, that of any other field will do."""
    fields = [found for found in everything if found.key == "title" and found.value]
    above = next((frontmatter.plain(found.value) for found in fields if found.place in ("front matter", "header")), "")
    if above and not layout.title and titles.is_placeholder(above):  # "title: ADR-12", and what it is about beside it
        above = next((str(words) for key in ("description", "summary") if (words := layout.front.values.get(key))), above)[:200]
    if above or layout.title:
        return above
    return next((str(found.value) for found in fields + beside if found.key == "title" and found.value), "")


def _without_name(record, words):
    """The words of a title without the name that the file has, too; a padded number that both say is the record's."""
    name = numbers.name_in(record.path)
    rest = titles.without_name(titles.plain_title(words), name) if name else None
    if not rest or (record.number is None and not name[1].startswith("0")):  # "HTTP 2: why" of http-2-why.md may be a title
        return words
    if record.number is None:
        record.number, record.number_words = int(name[1]), name[1]
    return rest


def _read_status(record, layout, everything, beside, title_status):
    """Take the first place that states one, in the order of PLACES; say so where two places disagree."""
    said = [(found.place, frontmatter.plain(found.value)) for found in everything + beside if found.key == "status"]
    tag = next((tag for found in everything if found.key == "tags" for tag in frontmatter.words_in(found.value) if statuses.meaning(tag)), "")
    ended = next((words for line in layout.lead() if (words := statuses.of_itself(line))), "")
    said += [("sentence", ended), ("tags", tag), ("title", title_status), ("folder", _folder_status(record.path))]
    provisional = "accepted" if layout.header else "proposed"
    meant = [(place, words, statuses.meaning(words, provisional)) for place, words in sorted(said, key=lambda pair: PLACES.index(pair[0])) if words]
    known = [row for row in meant if row[2]]
    if known:
        record.status_place, words, record.status = known[0]
        for place, other, status in known[1:]:
            if status != record.status:
                record.warnings.append(
                    f"Two statuses: the {record.status_place} says “{_short(words)}”, the {place} “{_short(other)}”. The first was taken."
                )
                break
    else:
        record.status_place, words = next(((p, w) for p, w, _ in meant if not statuses.is_placeholder(w)), ("", ""))
        if words:
            record.warnings.append(f"The status “{_short(words)}” is none that we know; it was kept as words.")
    record.status_words = _short(words) if statuses.plain_words(words).rstrip(".").lower() != record.status else ""
    _superseded_below(record, layout)


def _superseded_below(record, layout):
    """A "Superseded by …" further down in the status section counts, whatever the first line still says (adr-tools adds it there)."""
    found = next((found for found in layout.fields if found.key == "status" and found.place == "section"), None)
    if found is None or record.status not in ("accepted", "unstated", "deprecated", "proposed") or record.status_place not in ("section", ""):
        return
    for line in fields.said(layout.lines, found.first + (2 if layout.format == "rst" else 1), found.last):
        if len(line) < 300 and statuses.GONE_BY.search(line[:60]) and statuses.meaning(line) == "superseded":
            record.status, record.status_words, record.status_place = "superseded", _short(line), "section"
            return


def _read_days(record, everything):
    for key in ("date", "created"):
        for found in everything:
            if found.key != key or record.day:
                continue
            words = frontmatter.plain(found.value)
            record.day = day_in(words)
            if not record.day and re.search(r"\d{3}", words) and not re.search(r"y{4}|[{\[]", words, re.I):
                record.warnings.append(f"The date “{_short(words)}” could not be read.")
    record.updated = next((day for found in everything if found.key == "updated" and (day := day_in(frontmatter.plain(found.value)))), None)
    parts = record.path.split("/")
    record.day = record.day or next((day for part in (parts[-1], *parts[-2:-1]) if numbers.DATE.match(part) and (day := day_in(part))), None)


def _read_people(record, everything):
    for role in ROLES:
        found = {}
        for field in everything:
            if field.key == role:
                for person in people_in(field.value):
                    found.setdefault((person.handle or person.name).lower(), person)
        if found:
            record.people[role] = list(found.values())[:100]


def _read_relations(record, layout, everything):
    found = []
    for field in everything:
        if field.key in relations.KEYS:
            found += relations.in_value(field.key, field.value)
        elif field.key == "status" and field.place != "section":
            found += relations.in_line(frontmatter.plain(field.value))
    for line in (*_links_above_sections(layout), *_lines_of_links(layout)):
        found += relations.in_line(line)
    once = {(one.kind, one.is_source, one.path or one.number): one for one in found}
    record.relations = list(once.values())[:100]


def _links_above_sections(layout):
    """The lines between the title and the first section that link to another record and begin with what it is to this one."""
    end = layout.end_of(layout.title) if layout.title else (layout.headings[0].first if layout.headings else 0)
    taken = {at for found in layout.fields for at in range(found.first, found.last) if found.place != "section"}
    for at in range(layout.title.last if layout.title else layout.start, min(end, layout.start + 60)):
        line = layout.lines[at]
        if at not in taken and "](" in line and len(line) < 400 and relations.VERB.search(line[:60]):
            yield line


def _lines_of_links(layout):
    """The lines of the status section and of "Links" that say what another record is to this one; in "Links" they begin with it."""
    for heading in layout.headings:
        name = heading.words.strip(" #:").lower()
        if name in ("status", "links") and heading.level <= 3:
            for line in fields.said(layout.lines, heading.last, layout.end_of(heading)):
                line = re.sub(r"^[-*+]\s+", "", line)
                if len(line) < 600 and (verb := relations.VERB.search(line)) and (name == "status" or verb.start() < 3):
                    yield line


def _tags(everything):
    found = []
    for field in everything:
        if field.key == "tags":
            found += [tag.strip(" #\"'") for tag in _words_of_tags(field.value) if not statuses.meaning(tag)]
    return [tag for tag in dict.fromkeys(tag.lower()[:64] for tag in found) if any(map(str.isalnum, tag)) and not tag.startswith(("{", "["))][:30]


def _words_of_tags(value):
    """The tags of a list; of a line, its words without brackets, links and comments. A blank to fill in has none."""
    if isinstance(value, list):
        return value
    if statuses.is_placeholder(frontmatter.plain(value)):
        return []
    return re.split(r"[,\s]+", re.sub(r"\]\([^()]*\)|[\[\]`]", "", statuses.COMMENT.sub("", value)))


def _folder_status(path):
    parts = path.split("/")
    folder = FOLDER.match(parts[-2]) if len(parts) > 1 else None
    words = folder[1].lower().replace("_", "-").replace(" ", "-") if folder else ""
    return words.replace("-", " ") if words in PLAIN_FOLDERS else ""


def _short(words):
    return statuses.plain_words(words)[:200]
