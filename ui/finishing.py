"""What clean HTML still needs to be part of a page: anchors, marked references, words for images, regions that scroll.

The input is what bleach wrote (every value quoted, every tag closed), so one expression reads its tags.
"""

import html
import re
from posixpath import basename
from urllib.parse import unquote, urlsplit

from . import references
from .slugs import slug_of

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*) ?/?>')
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
FOOTNOTE = re.compile(r"fn(?:ref\d*)?:[\w.\-:]{1,100}")
PICTURE = re.compile(r"/uploads/[0-9a-f]{16}-(\d{1,5})x(\d{1,5})\.(?:png|jpg|webp)")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FITS = 34  # characters of code that a phone shows without scrolling
ALIGNED = ("left", "right", "center")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
DIRECTED = ("ul", "ol", "blockquote", "table")  # what has marks or columns at its side; CSS does for the rest


def finish(clean, headings, secret):
    """Give the HTML finished. `headings` are Headings: the nth of them is the element with the id SECRET-n."""
    return Finishing(clean, headings, secret).run()


class Finishing:
    def __init__(self, clean, headings, secret):
        self.clean, self.headings, self.secret = clean, headings, secret
        self.ids = {heading.anchor for heading in headings} | set(FOOTNOTE.findall(clean))
        self.own = {words for words in re.findall(r' id="([^"]+)"', clean) if not words.startswith(secret)}
        self.has_directions = bool(RIGHT_TO_LEFT.search(clean))
        self.out, self.open_headings, self.code, self.links, self.tables, self.pres = [], [], 0, [], 0, []

    def run(self):
        at = 0
        for tag in TAG.finditer(self.clean):
            self.words(self.clean[at : tag.start()])
            at = tag.end()
            closing, name, attributes = tag.groups()
            if closing:
                self.close(name)
            else:
                self.open(name, dict(ATTRIBUTE.findall(attributes)), at)
        self.words(self.clean[at:])
        return "".join(self.out)

    def words(self, text):
        if "<" in text:  # no tag of the shape that bleach writes: then it is words
            text = text.replace("<", "&lt;")
        self.out.append(text if self.code or self.links else references.marked(text))

    # Opening tags

    def open(self, name, attributes, at):
        if name in HEADINGS:
            return self.heading(attributes)
        if name in ("code", "pre", "kbd", "samp"):
            self.code += 1
        if name == "pre":
            return self.pre(attributes, at)
        if name == "table":
            self.tables += 1
            self.out.append('<div class="scroll" role="group" aria-label="Table" tabindex="0">')
        if name == "a":
            return self.link(attributes)
        if name == "img":
            return self.image(attributes)
        if attributes.get("align") not in (None, *ALIGNED):
            del attributes["align"]
        if self.has_directions and name in DIRECTED:
            attributes["dir"] = "auto"
        self.out.append(written(name, self.with_own_id(attributes)))

    def with_own_id(self, attributes):
        """An id from the text cannot be one of the page's."""
        words = attributes.get("id")
        if words and not FOOTNOTE.fullmatch(words):
            attributes["id"] = f"u-{words}"
        return attributes

    def heading(self, attributes):
        secret, _, number = attributes.get("id", "").partition("-")
        if secret != self.secret:  # a heading in HTML: words of the text, not part of its outline
            self.open_headings.append(None)
            self.out.append(written("p", self.with_own_id(attributes)) + "<strong>")
            return
        heading = self.headings[int(number)]
        self.open_headings.append(heading)
        self.out.append(f'<h{heading.shown} id="{heading.anchor}">')

    def pre(self, attributes, at):
        scrolls = self.code == 1 and longest_line(self.clean[at : self.clean.find("</pre>", at)]) > FITS
        classes = attributes.get("class", "").split()
        around = []
        if "mermaid" in classes and self.code == 1:
            around.append(('<diagram-frame frame="/diagram/">', "</diagram-frame>"))
        if scrolls and not {"plain", "front"} & {*classes}:
            around.append(('<div class="scroll" role="group" aria-label="Code" tabindex="0">', "</div>"))
        self.pres.append("".join(end for _, end in reversed(around)))
        self.out += [*(start for start, _ in around), written("pre", self.with_own_id(attributes))]

    def link(self, attributes):
        href = html.unescape(attributes.pop("href", "")).strip()
        kept = {name: attributes[name] for name in ("id", "class", "title") if name in attributes}
        kind, kept_href = self.kind_of(href)
        if kind == "words":
            self.links.append("span")
            self.out.append(written("span", self.with_own_id(kept)))
            return
        self.links.append("a")
        if kind == "file":
            self.out.append(f'<a data-ref="file:{html.escape(kept_href)}">')
            return
        kept["href"] = html.escape(kept_href)
        if kind == "outside":
            kept["rel"] = "nofollow noopener noreferrer"
        self.out.append(written("a", self.with_own_id(kept)))

    def kind_of(self, href):
        """(what kind of link, its address): "here" on this page or site, "outside", "file" beside the text, "words" for none."""
        if href.startswith("#"):
            return self.fragment(unquote(href[1:]))
        if href.startswith("//"):
            return "outside", "https:" + href
        if href.startswith("/"):
            return "here", href
        try:
            parts = urlsplit(href)
        except ValueError:
            return "words", ""
        if parts.scheme:
            return ("outside", href) if parts.scheme in ("http", "https", "mailto") else ("words", "")
        return ("file", href) if parts.path else ("words", "")

    def fragment(self, words):
        """A link within the text, by the anchor that GitHub or we give the heading, or by an id in its HTML."""
        for anchor in (words, f"s-{slug_of(words)}"):
            if anchor in self.ids:
                return "here", f"#{anchor}"
        return ("here", f"#u-{words}") if words in self.own else ("words", "")

    def image(self, attributes):
        """One of ours is shown. One elsewhere becomes a link to it, as the CSP shows none; one that is nowhere becomes its words."""
        source = html.unescape(attributes.get("src", "")).strip()
        words = attributes.get("alt", "").strip() or html.escape(basename(source.partition("?")[0])[:100]) or "without words"
        if ours := PICTURE.fullmatch(source):
            size = {"width": ours[1], "height": ours[2]}
            self.out.append(written("img", {"src": source, "alt": words, **size, "loading": "lazy", "decoding": "async"}))
            return
        if source.startswith(("http://", "https://")) and not self.links:
            self.out.append(f'<a class="image" href="{html.escape(source)}" rel="nofollow noopener noreferrer">Image: {words}</a>')
        else:
            self.out.append(f'<span class="image">Image: {words}</span>')

    # Closing tags

    def close(self, name):
        if name in HEADINGS:
            return self.close_heading()
        if name in ("code", "pre", "kbd", "samp"):
            self.code -= 1
        if name == "a":
            name = self.links.pop()
        self.out.append(f"</{name}>")
        if name == "table":
            self.out.append("</div>")
        if name == "pre":
            self.out.append(self.pres.pop())

    def close_heading(self):
        heading = self.open_headings.pop()
        if heading is None:
            self.out.append("</strong></p>")
        else:
            link = f'<a class="anchor" href="#{heading.anchor}" aria-label="Link to this section">#</a>'
            self.out.append(f" {link}</h{heading.shown}>")


def written(name, attributes):
    return f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + ">"


def longest_line(text):
    """The length of the longest line that HTML of code shows."""
    return max(len(html.unescape(line)) for line in TAG.sub("", text).split("\n"))
