"""Markdown's lines before Markdown: the one place that says where headings, fenced code, comments and lists are.

Python-Markdown reads lists, tables, comments and fences in its own way and hostile ones in its own time. Here the lines are
read as GitHub does (spec: GFM 0.29, sections 4.2 to 5.3) and written anew in the form that it does understand; what needs no
Markdown at all (code, HTML, overlong paragraphs) is taken out. One pass, so its time grows with the length of the text.
"""

from .lines import CALLED, FENCE, HTML_BLOCK, MARKER, RAW_BLOCK, Heading, Taken, atx, closed, is_rule, mark, unindented

DEEPEST = 10  # lists in lists and quotes in quotes; further ones are shown as they are typed
LONGEST_PARAGRAPH = 12_000  # characters; a longer one is shown as it is typed, as inline Markdown takes quadratic time
LONGEST_HTML = 40_000  # of one block
MOST_CELLS = 5_000  # of one table
MOST_HEADINGS = 2_000  # of one text; further ones are words
LONGEST_SETEXT = 2  # lines above an underline of dashes; more is text and a rule, such as "Status: …" lines


class Scan:
    """What was read: `lines` for Markdown, `taken` for the marks in them (`mark(n)` stands for `taken[n]`), `headings` of the text itself."""

    def __init__(self, text, taken=None, depth=0):
        self.source = text.split("\n")
        self.lines, self.headings, self.taken, self.depth = [], [], [] if taken is None else taken, depth
        self.stack = []  # the columns at which the contents of the open list items begin
        self.paragraph = None  # where in `lines` the open paragraph begins
        self.is_sibling = False  # the line ends a list item
        self.prefix = ""  # what stands before its first line
        self.is_lead = self.is_table = False  # the open paragraph begins a list item; is a table
        self.escaped = set()  # the lines whose first character is written as HTML
        self.absent = set()  # ends that were looked for and are not in the rest of the text
        self.at = 0 if depth else self.front_matter()
        while self.at < len(self.source):
            self.read_line()
        self.end_paragraph()

    # One line

    def read_line(self):
        line = self.source[self.at]
        if "\t" in line:
            line = line.expandtabs(4)
        bare = line.lstrip(" ")
        if not bare.strip():
            self.end_paragraph()
            self.lines.append("")
            self.at += 1
            return
        indent = len(line) - len(bare)
        starts = self.starts_block(bare)
        if self.paragraph is None or starts:
            depth = len(self.stack)
            while self.stack and indent < self.stack[-1]:
                self.stack.pop()
            self.is_sibling = len(self.stack) < depth
        inner = indent - (self.stack[-1] if self.stack else 0)
        if inner >= 4 and (self.paragraph is None or not self.stack):
            return self.indented(bare, inner)
        self.read_block("    " * len(self.stack), bare, indent)

    def starts_block(self, bare):
        """Whether the line begins a block even after paragraph text."""
        first = bare[0]
        if first in "-+*0123456789":
            marker = MARKER.match(bare)
            return bool(marker) or is_rule(bare)
        return first in "#>" or bare.startswith(("```", "~~~", "<!--", "___"))

    def indented(self, bare, inner):
        if self.paragraph is not None:
            return self.text_line("    " * len(self.stack), bare)
        self.lines.append("    " * len(self.stack) + " " * min(inner, 200) + bare)
        self.at += 1

    def read_block(self, prefix, bare, column):
        """Read what begins here; `prefix` is what stands before it in the lines for Markdown, `column` where it stood."""
        first = bare[0]
        if first in "-=" and self.is_underline(bare):
            return self.setext(1 if first == "=" else 2)
        if first in "-_*" and is_rule(bare):
            return self.block(prefix, "---")
        if first in "-+*0123456789" and (marker := MARKER.match(bare)) and self.may_start_item(marker):
            return self.item(prefix, bare, column, marker)
        if first == "#" and (heading := atx(bare)):
            return self.heading(prefix, heading)
        if first in "`~" and (fence := FENCE.match(bare)) and not (first == "`" and "`" in fence[2]):
            return self.fence(prefix, fence, column)
        if first == ">":
            return self.quote(prefix, bare.rstrip())
        if first == "<" and self.html(prefix, bare):
            return None
        if "|" in bare and not bare.strip("|-: ") and "-" in bare and self.table(bare):
            return None
        return self.text_line(prefix, bare)

    # Paragraphs

    def text_line(self, prefix, bare):
        if self.paragraph is None:
            self.paragraph, self.prefix, self.is_lead, self.is_table = len(self.lines), prefix, False, False
        if bare.endswith("\\") and not bare.endswith("\\\\"):
            bare = bare[:-1] + "  "
        self.lines.append(prefix + bare)
        self.at += 1
        if bare.startswith(("!!! ", "??? ", "???+ ")):
            self.paragraph = None

    def end_paragraph(self):
        start, self.paragraph = self.paragraph, None
        if start is None:
            return
        lines = self.lines[start:]
        if (max if self.is_table else sum)(map(len, lines)) > LONGEST_PARAGRAPH:
            lines = [line.replace("&lt;", "<", 1) if at in self.escaped else line for at, line in enumerate(lines, start)]
            text = "\n".join([lines[0].removeprefix(self.prefix), *lines[1:]])
            self.lines[start:] = [self.prefix + mark(self.take("plain", text)), ""]

    def is_underline(self, bare):
        underline = bare.rstrip()
        if self.paragraph is None or self.stack or self.depth or self.is_lead or underline.strip(underline[0]):
            return False
        return underline[0] == "=" or len(self.lines) - self.paragraph <= LONGEST_SETEXT

    def setext(self, level):
        words = " ".join(line.strip() for line in self.lines[self.paragraph :])
        del self.lines[self.paragraph :]
        self.paragraph = None
        self.heading("", (level, words))

    # Blocks

    def take(self, kind, text, words=""):
        self.taken.append(Taken(kind, text, words))
        return len(self.taken) - 1

    def block(self, prefix, line):
        """Write a block of one line, set off by blank lines; inside a list the first line of an item stays beside its marker."""
        self.end_paragraph()
        if prefix.strip():
            self.lines += [prefix + line, ""]
        else:
            self.lines += ["", prefix + line, ""]
        self.at += 1

    def heading(self, prefix, heading):
        level, words = heading
        own = not self.stack and not self.depth and len(self.headings) < MOST_HEADINGS
        if own:
            self.headings.append(Heading(level, words))
        self.block(prefix, mark(self.take("heading" if own else "inner", words)))

    def may_start_item(self, marker):
        if self.paragraph is None or self.stack or self.is_sibling:
            return True
        return bool(marker[2]) and (marker[1] in "-+*" or marker[1][:-1] == "1")

    def item(self, prefix, bare, column, marker):
        rest = bare[marker.end() :]
        if len(self.stack) >= DEEPEST:
            return self.text_line(prefix, "\\" + bare if not bare[0].isdigit() else bare.replace(".", "\\.", 1))
        if self.paragraph is not None and not self.is_lead and not prefix.strip():
            self.end_paragraph()
            self.lines.append("")
        self.paragraph = None
        wide = len(marker[2]) > 4 or not rest
        self.stack.append(column + len(marker[1]) + (1 if wide else len(marker[2])))
        if wide:
            rest = marker[2][1:] + rest
        prefix += (marker[1][:-1] + "." if marker[1][0].isdigit() else marker[1]) + " "
        if not rest.strip() or rest.startswith("    "):
            self.lines.append(prefix + rest)
            self.at += 1
            return None
        self.paragraph, self.is_lead = None, False
        before = len(self.lines)
        self.read_block(prefix, rest.lstrip(" "), self.stack[-1])
        if self.paragraph == before:
            self.is_lead = True
        return None

    def fence(self, prefix, fence, column):
        start, end = self.at + 1, self.end_of_fence(fence[1])
        lines = [unindented(line, column) for line in self.source[start:end]]
        language = fence[2].strip().split(" ", 1)[0].strip("{.}")[:40]
        self.block(prefix, mark(self.take("code", "\n".join(lines), language)))
        self.at = end + 1

    def end_of_fence(self, opening):
        """The line that closes the fence; where none does, the end of the text (in a list, of the item)."""
        sort, length = opening[0], min(len(opening), 12)
        if not any((sort, shorter) in self.absent for shorter in range(3, length + 1)):
            for at in range(self.at + 1, len(self.source)):
                line = self.source[at].strip()
                if line[:1] == sort and len(line) >= length and not line.strip(sort):
                    return at
            self.absent.add((sort, length))
        for at in range(self.at + 1, len(self.source)):
            if self.leaves_item(self.source[at]):
                return at - 1
        return len(self.source)

    def leaves_item(self, line):
        """Whether something stands left of the contents of the open list item."""
        return bool(self.stack and line.strip()) and len(line) - len(line.lstrip()) < self.stack[-1]

    def quote(self, prefix, bare):
        """Read a run of quoted lines, of which `bare` is the first, as a text of its own."""
        self.end_paragraph()
        inner, is_lazy = [], False
        while self.at < len(self.source):
            if inner:
                bare = self.source[self.at].strip()
            if bare.startswith(">"):
                inner.append(bare[2:] if bare[1:2] == " " else bare[1:])
                is_lazy = bool(inner[-1].strip()) and not self.starts_block(inner[-1].lstrip())
            elif is_lazy and bare and not self.starts_block(bare):
                inner.append(bare)
            else:
                break
            self.at += 1
        if self.depth + 1 >= DEEPEST:
            lines = [mark(self.take("plain", "\n".join(inner)))]
        else:
            lines = Scan("\n".join(inner), self.taken, self.depth + 1).lines
        self.lines += [prefix, ""] if prefix.strip() else [""]  # beside its marker, Markdown would read the first line alone
        self.lines += ["    " * len(self.stack) + "> " + line for line in lines]
        self.lines.append("")

    def html(self, prefix, bare):
        """Read a comment or a block of HTML; false if this is neither."""
        if bare.startswith("<!--"):
            return self.comment(prefix, bare)
        raw = RAW_BLOCK.match(bare)
        if not raw and not HTML_BLOCK.match(bare):
            return False
        end = self.line_with(f"</{raw[1].lower()}>") if raw else None
        if end is None:
            end = self.at
            while end + 1 < len(self.source) and self.source[end + 1].strip():
                end += 1
        text = "\n".join([bare, *self.source[self.at + 1 : end + 1]])
        self.block(prefix, mark(self.take("html", closed(text)) if len(text) <= LONGEST_HTML else self.take("plain", text)))
        self.at = end + 1
        return True

    def comment(self, prefix, bare):
        """Leave out a comment; what follows it on its last line stays. A comment without an end is text."""
        end = self.line_with("-->")
        if end is None:
            self.escaped.add(len(self.lines))
            self.text_line(prefix, "&lt;" + bare[1:])
            return True
        rest = (bare if end == self.at else self.source[end]).partition("-->")[2].strip()
        if end != self.at or self.paragraph is None:
            self.end_paragraph()
        if rest:
            self.source[end] = " " * len(prefix) + rest
            self.at = end
        else:
            self.lines.append(prefix if prefix.strip() else "")
            self.at = end + 1
        return True

    def line_with(self, words):
        """The first line from here on that has these words, in any case; None if there is none."""
        if words in self.absent:
            return None
        for at in range(self.at, len(self.source)):
            if words in self.source[at].lower():
                return at
        self.absent.add(words)
        return None

    def table(self, bare):
        """Set a table off from the text above its head; show one that would have too many cells as it is typed."""
        if self.paragraph is None or self.is_table or "|" not in self.lines[-1]:
            return False
        end = self.at
        while end < len(self.source) and self.source[end].strip():
            end += 1
        if (bare.count("|") + 1) * (end - self.at) > MOST_CELLS:
            self.lines.append(mark(self.take("plain", "\n".join([self.lines.pop(), *self.source[self.at : end]]))))
            self.lines.insert(-1, "")
            self.lines.append("")
            self.paragraph, self.at = None, end
            return True
        if len(self.lines) - 1 > self.paragraph:
            self.lines.insert(-1, "")
            self.paragraph = len(self.lines) - 1
        self.is_table = True
        return False

    def front_matter(self):
        """Show YAML at the beginning as it is typed; gives the line after it."""
        if self.source[0].rstrip() != "---" or len(self.source) < 3 or not CALLED.match(self.source[1]):
            return 0
        for at in range(1, min(len(self.source), 400)):
            if self.source[at].rstrip() in ("---", "..."):
                self.lines += [mark(self.take("front", "\n".join(self.source[1:at]))), ""]
                return at + 1
        return 0
