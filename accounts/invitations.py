"""The link with which a person chooses a first password: allauth's own reset link, which works once and for three days."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse


def link(user):
    """The absolute address at which this person chooses a password."""
    return address(f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}")


def address(key):
    """The absolute address at which this key of allauth's, a person's and a token, is taken."""
    uid, _, token = key.partition("-")
    return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, token])
