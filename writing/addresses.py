"""The addresses that every living text has."""

from functools import wraps

from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .views import history, redacting

show, act, form = require_safe, require_POST, require_http_methods(["GET", "HEAD", "POST"])


def history_of(prefix, find, name=""):
    """The addresses of a text's history, below the text's own `prefix` ("records/<str:name>/").

    `find(request, **arguments)` gives its Document as the reader may see it, or raises Http404. The names are history, revision,
    restore, lines and redact, with `name` before them ("template_").
    """
    pages = {
        "history": ("", show, history.history),
        "revision": ("<int:revision>/", show, history.revision),
        "restore": ("<int:revision>/restore/", act, history.restore),
        "lines": ("lines/", show, history.lines),
        "redact": ("redact/", form, redacting.redact),
    }
    return [path(f"{prefix}history/{below}", way(found(find, page)), name=name + verb) for verb, (below, way, page) in pages.items()]


def redaction_of(prefix, find, name):
    """The address of the redaction of what has no history of texts; `find(request, **arguments)` gives its Holder."""
    return path(f"{prefix}redact/", form(found(find, redacting.redact)), name=name)


def found(find, page):
    @wraps(page)
    def view(request, revision=None, **arguments):
        return page(request, find(request, **arguments), *([] if revision is None else [revision]))

    return view
