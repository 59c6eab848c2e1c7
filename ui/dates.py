"""Dates as we say them (DESIGN: "Thu 26 Nov", with the year when it is not this one; relative only for today and yesterday)."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone

from .filling import filled


def local(value):
    """A date stays as it is; a moment becomes local to the reader."""
    if isinstance(value, datetime):
        return timezone.localtime(value) if timezone.is_aware(value) else value
    return value


@lru_cache(maxsize=4096)
def short(day, today):
    """A date in few words: "Today", "Yesterday", "Thu 26 Nov", "26 Nov 2024"."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    if day.year == today.year:
        return f"{day:%a} {day.day} {day:%b}"
    return dated(day)


def dated(day):
    """A date with its year, in few words: "26 Nov 2026"."""
    return f"{day.day} {day:%b} {day.year}"


def in_words(typed):
    """A day as a form holds it ("2026-11-26"), in few words; what is no day stays as it is."""
    try:
        return dated(date.fromisoformat(typed))
    except ValueError:
        return typed


def full(day):
    """A date that stands for itself for ever: "26 November 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def day_of(value):
    return value.date() if isinstance(value, datetime) else value


def as_time(value, words):
    """The words inside `<time datetime>`; moments to the minute."""
    stamp = value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    return filled('<time datetime="{}">{}</time>', stamp, words)


@lru_cache(maxsize=4096)
def as_day(day, today):
    """A date in few words, as `<time>`; a list names the same days again and again."""
    return as_time(day, short(day, today))
