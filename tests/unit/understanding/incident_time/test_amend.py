"""Corrections of a time that was read back: what they name is new, what they do not name stays."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time import parse
from voiceapp.understanding.incident_time.amend import amend
from voiceapp.understanding.utterance import normalise

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("America/Chicago"))  # a Wednesday


def said(text: str, language: str = "en") -> LossTime:
    reading = parse(normalise(text, language), now=NOW, language=language)
    assert reading is not None
    return reading.time


def amended(before: str, correction: str, language: str = "en") -> str | None:
    reading = amend(said(before, language), normalise(correction, language), now=NOW, language=language)
    if reading is None:
        return None
    time = reading.time
    clock = f" {time.start:%H:%M}" if time.precision is Precision.EXACT else f" {time.precision}"
    return f"{time.start:%m-%d}{clock}"


@pytest.mark.parametrize(
    ("before", "correction", "after"),
    [
        ("yesterday at about half past three", "it was at four o'clock", "03-10 16:00"),
        ("yesterday at half past three in the afternoon", "on monday", "03-09 15:30"),
        ("yesterday at half past three in the afternoon", "the day before yesterday", "03-09 15:30"),
        ("last tuesday", "monday afternoon", "03-09 part"),
        ("yesterday at half past three", "half an hour ago", "03-11 13:50"),
        ("yesterday evening", "in the morning", "03-10 part"),
    ],
)
def test_a_correction_keeps_what_it_does_not_name(before: str, correction: str, after: str) -> None:
    assert amended(before, correction) == after


@pytest.mark.parametrize(
    ("before", "correction", "after"),
    [
        ("昨天下午三点半", "是下午四点", "03-10 16:00"),
        ("昨天下午三点半", "是前天", "03-09 15:30"),
    ],
)
def test_a_correction_in_mandarin_keeps_the_rest(before: str, correction: str, after: str) -> None:
    assert amended(before, correction, "zh") == after


def test_a_correction_that_names_no_time_changes_nothing() -> None:
    assert amended("yesterday at half past three", "it was a truck") is None


def test_a_corrected_time_is_never_to_come() -> None:
    time = amend(said("this morning at eight"), "at nine in the evening", now=NOW, language="en")
    assert time is None or time.time.end <= NOW
