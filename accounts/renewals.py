"""Edits of what pages all over the site name: a person, a team, an area. They leave no row of their own that says so, as verbs do,
so each leaves a Renewal, and so does each import: by it `ui.freshness` knows that a page is no longer as somebody has it."""

from django.db.models.signals import m2m_changed, post_save

from .models import Renewal

QUIET = {"last_login", "last_visit"}  # nobody else's page shows these


def note_edits(*models):
    """From now on saving one of these again leaves a Renewal; called in an app's `ready()`."""
    for model in models:
        post_save.connect(note, sender=model, dispatch_uid=f"renewal of {model.__name__}")


def note_members(relation):
    """The same for a many-to-many relation, such as who is in a team."""
    m2m_changed.connect(note_change, sender=relation.through, dispatch_uid=f"renewal of {relation.through.__name__}")


def note(sender, created=False, update_fields=None, raw=False, **kwargs):
    if not created and not raw and not (update_fields and set(update_fields) <= QUIET):
        Renewal.objects.create(what=sender.__name__)


def note_change(sender, action, **kwargs):
    if action.startswith("post_"):
        Renewal.objects.create(what=sender.__name__)
