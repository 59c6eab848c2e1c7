from datetime import date, timedelta

import pytest

from home.demo.calendar import Calendar

WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_last_wednesday_is_past_and_thursday_is_to_come(today):
    calendar = Calendar(today)
    assert today - timedelta(days=7) <= calendar.day("1 wed") < today < calendar.day("0 thu") <= today + timedelta(days=7)


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_lately_is_a_working_day_between_last_wednesday_and_today(today):
    calendar = Calendar(today)
    assert calendar.day("1 wed") <= calendar.day("lately") < today
    assert calendar.at("lately 10:30").weekday() < 5


def test_days_keep_their_weekday_whenever_the_story_is_told():
    assert {f"{Calendar(today).day('6 thu'):%A}" for today in WEEK} == {"Thursday"}


def test_hours():
    calendar = Calendar(WEEK[0])
    said, usual, some = calendar.at("6 thu 14:05"), calendar.at("6 thu", "10:00"), calendar.at("6 thu")
    assert [f"{said:%Y-%m-%d %H:%M}", f"{usual:%H:%M}"] == ["2026-10-15 14:05", "10:00"]
    assert "09:00" <= f"{some:%H:%M}" <= "16:30"
    assert some == calendar.at("6 thu")


def test_days_in_a_text():
    told = Calendar(WEEK[0]).told("on {{date 6 thu}}, `{{iso 6 thu}}`, shipment_{{ym 6 thu}}")
    assert told == "on 15 October 2026, `2026-10-15`, shipment_2026_10"


@pytest.mark.parametrize("words", ["thu", "6 Thu", "6 thursday", "6 thu 1400", ""])
def test_other_words_are_no_day(words):
    with pytest.raises(ValueError, match="is no day of the story"):
        Calendar(WEEK[0]).day(words)
