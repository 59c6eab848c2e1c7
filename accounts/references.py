"""References to people in texts: "@ann"."""

from ui import references

from .models import User

HANDLE = r"(?<![\w@/.+\-])@[A-Za-z0-9][\w\-]{0,63}(?![\w@]|\.\w)"


def join():
    """Make references to people live on every page."""
    references.register("person", named, HANDLE, lambda words: words[1:].lower())


def named(handles, reader, document=None):
    """{handle: Target} of the people who have these handles; somebody who was merged is who they are now."""
    found = User.objects.filter(handle__in=handles).select_related("merged_into")
    return {person.handle: target(person.merged_into or person) for person in found}


def target(person):
    return references.Target(person.get_absolute_url(), person.name)
