"""How static files are collected: many small sources become few files, with hashed names and compressed copies."""

import re

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from ui.elements import BUNDLES, sources

STYLES = "css/app.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')


class SiteStaticFilesConfig(StaticFilesConfig):
    ignore_patterns = ["CVS", ".*", "*~"]


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Before the names are hashed, flattens app.css and joins the bundles of elements."""

    manifest_strict = False
    has_joined_elements = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            self.put_together(paths, STYLES, flat(lambda name: text_of(paths, name)))
            for bundle in BUNDLES:
                self.put_together(paths, bundle, joined([text_of(paths, name) for name in sources(bundle)]))
        yield from super().post_process(paths, dry_run, **options)

    def put_together(self, paths, name, text):
        """Write the text over the collected file of this name, and let it be hashed from there."""
        if self.exists(name):
            self.delete(name)
        self._save(name, ContentFile(text.encode()))
        paths[name] = (self, name)


def text_of(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()


def flat(read):
    """The text of app.css with each import replaced by its file, inside its layer; `read` gives the text of a name."""
    return tight(IMPORT.sub(lambda found: f"@layer {found[2]} {{\n{read('css/' + found[1])}}}", read(STYLES)))


def tight(css):
    """The same styles without comments, indentation and empty lines."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in bare.splitlines() if line.strip()) + "\n"


def joined(scripts):
    """One module of many; each keeps its own names to itself."""
    return "".join(f"{{\n{script.strip()}\n}}\n" for script in scripts)
