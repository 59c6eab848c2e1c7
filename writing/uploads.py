"""Pictures in texts: a row says who sent which and to which text it belongs, a file beside the database holds it."""

import hashlib
import os
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from ui.refusals import Impossible

from . import places

NAME = re.compile(r"/uploads/([0-9a-f]{16}-\d{1,5}x\d{1,5})\.(?:png|jpg|webp)\b")
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
FULL = "The picture could not be kept: the server has no room or may not write. Tell an admin; the text is not touched."


class UploadQuerySet(models.QuerySet):
    @transaction.atomic
    def take(self, *, by, place, file, alt):
        """Keep the picture in an uploaded file, made anew, for the text at this place; gives the Upload. Raises Impossible."""
        from . import images  # brings 7 MB with it

        picture = images.clean(file)
        self.mind_the_day(by, len(picture.data))
        upload = self.create(
            key=f"{secrets.token_hex(8)}-{picture.width}x{picture.height}", extension=picture.extension, place=place, by=by, alt=alt,
            name=os.path.basename(file.name or "")[:200], sha256=hashlib.sha256(picture.data).hexdigest(), size=len(picture.data),
        )  # fmt: skip
        try:
            write(upload.path, picture.data)
        except OSError as error:
            raise Impossible(FULL) from error
        return upload

    def mind_the_day(self, by, size):
        """Raise Impossible if `size` bytes more are too many of this person within a day."""
        lately = self.filter(by=by, at__gt=timezone.now() - timedelta(days=1)).aggregate(all=models.Sum("size"))["all"] or 0
        if lately + size > settings.PICTURES_A_DAY * 1024 * 1024:
            raise Impossible(
                f"You may send {settings.PICTURES_A_DAY} MB of pictures within a day, and this one is too much. "
                "Send it tomorrow, or ask an admin; the text is not touched."
            )

    def move_along(self, *, by, text, place):
        """What this person sent for a text that had no document yet belongs to the one that the text is saved in now."""
        keys = set(NAME.findall(text))
        homeless = [upload.pk for upload in self.filter(key__in=keys, by=by) if not upload.has_document] if keys else []
        if homeless:
            self.filter(pk__in=homeless).update(place=place)


class Upload(models.Model):
    """A picture, seen by whoever sees the text it belongs to; by its sender alone while there is no such text."""

    key = models.CharField(max_length=40, unique=True, help_text="Cannot be guessed, and says width and height.")
    extension = models.CharField(max_length=4)
    place = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="upload_at", fields=["place", "by"])]

    def __str__(self):
        return self.name or self.key

    def get_absolute_url(self):
        return reverse("writing:picture", args=[self.key, self.extension])

    @property
    def path(self):
        """Where its bytes are."""
        return settings.DATA_DIR / "uploads" / self.key[:2] / f"{self.key}.{self.extension}"

    @property
    def markdown(self):
        """What shows it in a text."""
        words = re.sub(r"([\\\[\]])", r"\\\1", " ".join(self.alt.split()))
        return f"![{words}]({self.get_absolute_url()})"

    @property
    def has_document(self):
        return bool((place := places.place_named(self.place)) and place.finder)

    def is_visible_to(self, reader):
        """Whether this reader may see the text that it belongs to."""
        if self.has_document:
            return places.place_named(self.place).find(reader) is not None
        return self.by_id == reader.pk


def write(path, data):
    """Write the file so that it is whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with open(beside, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
