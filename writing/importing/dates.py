"""Dates as people write them. A date that does not exist (30 February) is no date."""

import datetime
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january janvier", "feb february février", "mar march mars", "apr april avril", "may mai", "jun june juin", "jul july juillet",
         "aug august août", "sep sept september septembre", "oct october octobre", "nov november novembre", "dec december décembre"], 1)
    for name in names.split()
}  # fmt: skip
MONTH = r"(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
UNTIL = r"(?:(?: ?[-&] ?| and | to )\d{1,2}(?:st|nd|rd|th)?(?!\d))?"  # of several days the first
SHAPES = (
    (re.compile(r"(?<!\d)(\d{4})[-/._](\d{1,2})[-/._](\d{1,2})(?!\d)"), "ymd"),
    (re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?" + UNTIL + r"[ -/]*(?:of +)?" + MONTH + r"[ ,/-]+(\d{4})(?!\d)", re.I), "dMy"),
    (re.compile(MONTH + r"[ -]+(\d{1,2})(?:st|nd|rd|th)?" + UNTIL + r"[ ,-]+(\d{4})(?!\d)", re.I), "Mdy"),
    (re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)"), "dmy"),
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"), "ymd"),
)
WITHOUT_YEAR = (
    (re.compile(MONTH + r"[ -]*(\d{1,2})(?:st|nd|rd|th)?(?!\d)", re.I), "Md"),
    (re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of +)?" + MONTH, re.I), "dM"),
    (re.compile(r"(?<!\d)(\d{1,2})[-_](\d{1,2})(?!\d)"), "md"),
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
OF_A_DATE = re.compile(rf"\d+(?:st|nd|rd|th)?|\b{MONTH}(?![a-z])|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|[\W_]", re.I)
FOUR = re.compile(r"\d{4}")
DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\xa0": " "})


def day_in(words):
    """The first date in the words: ISO, 20240131, 31 January 2024, January 31, 2024, 31-Jan-2024, 31/01/2024 (day first,
    unless only month first can be), 5-6 June 2024. None if there is none."""
    words = words[:400].translate(DASHES)
    if not FOUR.search(words):  # every shape has a year
        return None
    for shape, order in SHAPES:
        for match in shape.finditer(words):
            if day := _day(dict(zip(order, match.groups(), strict=True))):
                return day
    return None


def day_without_year(words, year):
    """The first day and month in the words ("Oct 12", "12-Oct", "03-17") as a date of this year; None if there is none."""
    words = words[:400].translate(DASHES)
    for shape, order in WITHOUT_YEAR:
        for match in shape.finditer(words):
            if day := _day({**dict(zip(order, match.groups(), strict=True)), "y": year}):
                return day
    return None


def is_date(words):
    """Whether the words are a date and nothing else: "October 7th 2015", "Tuesday, 2024-01-30"."""
    return bool(day_in(words)) and not OF_A_DATE.sub("", words)


def _day(parts):
    year, day = int(parts["y"]), int(parts["d"])
    month = MONTHS[parts["M"].lower()] if "M" in parts else int(parts["m"])
    if month > 12 >= day and "M" not in parts:
        month, day = day, month
    if not 1950 <= year <= 2100:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
