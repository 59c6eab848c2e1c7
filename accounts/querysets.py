"""Every way we ask for people, and for what is open or closed to them."""

import re
import unicodedata

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})  # no accents to take off


class Closable(models.QuerySet):
    """Rows that are open, or closed by their `audience`. `path` leads to it: "" or, say, "meeting__"."""

    path = ""

    def visible_to(self, user):
        """Only what this person may see; permission is part of the query, everywhere."""
        audience = f"{self.path}audience"
        return self.filter(Q(**{audience: None}) | Q(**{f"{audience}__in": user.audiences}))

    def visible_along(self, user):
        """What `visible_to` gives, asked so that a database walks the index of an order and looks at the audience as it goes,
        instead of gathering all by audience first: for long lists of which a page is shown."""
        return self.of_circles(user.audiences)

    def of_circles(self, audiences):
        """What whoever belongs to these circles, ids of Audiences, may see: what is open, and what they close."""
        return self.alias(circle=Coalesce(f"{self.path}audience_id", 0)).filter(circle__in=[0, *sorted(audiences)])


class UserQuerySet(models.QuerySet):
    def people(self):
        """Everybody who stands for themselves: not merged into somebody else."""
        return self.filter(merged_into=None)

    def who_may_sign_in(self):
        """No guests, nobody who left."""
        return self.filter(is_guest=False, is_active=True, merged_into=None)

    def called(self, words):
        """The one person whom a handle ("ann", "@ann"), a name or a part of one means; None where nobody or more than one is meant."""
        words = words.strip().removeprefix("@")
        for meant in (Q(handle=words.lower()), Q(name__iexact=words), Q(name__icontains=words)) if words else ():
            if found := list(self.people().filter(meant)[:2]):
                return found[0] if len(found) == 1 else None
        return None


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email=None, password=None, *, name, handle="", role="reader", **fields):
        """Make a person who can sign in (or, without email, a guest-to-be); gives the User."""
        user = self.model(email=email, name=name, handle=handle or self.free_handle(name, (email or "").partition("@")[0]), role=role, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def guest(self, name, handle="", key=""):
        """Give the guest with this key, which is their handle or, failing that, their full name; make them if they are new."""
        key = (key or handle or name).strip().lower()[:200]
        guest = self.filter(guest_key=key).order_by().select_related("merged_into").first()
        if guest is None:
            guest = self.create_user(name=name.strip()[:150], handle=self.free_handle(handle or name), is_guest=True, guest_key=key)
        return guest.merged_into or guest

    def free_handle(self, *names):
        """A handle that nobody has, made from the first of the names of which something is left in plain letters."""
        plain = (unicodedata.normalize("NFKD", name.lower().translate(UNDIVIDED)).encode("ascii", "ignore").decode() for name in names)
        stem = next(filter(None, (re.sub(r"[^a-z0-9]+", "-", name).strip("-")[:50] for name in plain)), "person")
        taken = {"new"} | set(self.filter(handle__startswith=stem).values_list("handle", flat=True))
        return next(handle for handle in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if handle not in taken)
