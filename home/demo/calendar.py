"""Days of the story, told from today: "6 thu" is the Thursday six weeks ago, "6 thu 14:00" that afternoon, "-1 mon" to come,
and "lately" the last working day before today, which is never earlier than "1 wed".

In a text {{date 6 thu}} becomes that day: "15 October 2026".
"""

import re
from datetime import datetime, time, timedelta
from zlib import crc32

from django.utils import timezone

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
IN_TEXT = re.compile(r"\{\{(\w+) (-?\d+ \w{3})\}\}")
WORDS = re.compile(r"(?:(-?\d+) (mon|tue|wed|thu|fri|sat|sun)|lately)(?: (\d\d:\d\d))?")


class Calendar:
    """`today` is a date. Week 0 begins so that "1 wed" and all before it is past, and "0 thu" and all after it is to come."""

    def __init__(self, today):
        turned = today + timedelta(days=4)
        self.lately = today - timedelta(days={0: 3, 6: 2}.get(today.weekday(), 1))
        self.monday = turned - timedelta(days=turned.weekday())

    def day(self, words):
        """The date of "6 thu". Raises ValueError for anything else."""
        weeks, weekday, _ = self._parts(words)
        if weekday is None:
            return self.lately
        return self.monday - timedelta(weeks=int(weeks)) + timedelta(days=WEEKDAYS.index(weekday))

    def at(self, words, usual=""):
        """The time of "6 thu 14:00"; without an hour it is `usual` ("14:00"), or some hour of the working day."""
        clock = self._parts(words)[2] or usual
        moment = time.fromisoformat(clock) if clock else some_hour(words)
        return timezone.make_aware(datetime.combine(self.day(words), moment))

    def told(self, text):
        """The text with its days written out."""
        return IN_TEXT.sub(lambda match: self._written(*match.groups()), text)

    def _written(self, format, words):
        if format == "unix":
            return str(int(self.at(words, "00:00").timestamp()))
        day = self.day(words)
        return {"date": f"{day.day} {day:%B %Y}", "iso": f"{day:%Y-%m-%d}", "ym": f"{day:%Y_%m}"}[format]

    def _parts(self, words):
        if not (match := WORDS.fullmatch(words)):
            raise ValueError(f"“{words}” is no day of the story. Write weeks and a weekday, such as “6 thu”.")
        return match.groups()


def some_hour(words):
    """A time between nine and half past four, always the same for the same words."""
    minutes = 9 * 60 + crc32(words.encode()) % 450
    return time(minutes // 60, minutes % 60)
