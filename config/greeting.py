"""What `serve` says when it is ready."""

from django.conf import settings

from accounts import first_admin
from home.demo import cast

UNWANTED = "These are the demo organisation’s, which was loaded before DEMO=no. A site of your own needs an empty DATA_DIR or DATABASE_URL."


def greeting():
    """The address, and what else one needs to begin; a text of a few lines."""
    lines = [f"\n{settings.SITE_NAME} is at {settings.SITE_URL} (Ctrl-C stops it)."]
    if sign_ins := cast.sign_ins():
        lines.append(sign_ins)
        if not settings.DEMO:
            lines.append(UNWANTED)
    if first_admin.is_wanted():
        lines.append(f"It has no admin yet. This link makes the first one; it works once:\n{first_admin.link()}")
    if settings.LETTERS:
        lines.append(f"Letters are written to {settings.LETTERS}, as EMAIL_URL is not set.")
    return "\n".join(lines)
