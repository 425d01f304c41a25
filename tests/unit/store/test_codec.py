"""A report comes back from its body exactly as it went in."""

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from tests.unit.store.reports import REPORTS, a_report
from voiceapp.claims.incident import IncidentReport
from voiceapp.errors import StoreError
from voiceapp.store.codec import decode, encode, time_from_text, time_to_text


@given(report=REPORTS)
def test_every_report_comes_back_as_it_went_in(report: IncidentReport) -> None:
    """Nothing is lost, whatever was said, in any language and any time zone."""
    body = encode(report)
    again = decode(body)
    assert again == report
    assert encode(again) == body  # the names of the time zones too, which == does not compare


def test_chinese_words_are_readable_in_the_body() -> None:
    """Somebody who must look into the database by hand can read what was said."""
    assert "人民路".encode() in encode(a_report(cues={"others": "人民路"}))


def test_a_time_keeps_its_zone_also_in_the_hour_that_is_there_twice() -> None:
    """Half past two before and after the clocks go back are two different times."""
    berlin = ZoneInfo("Europe/Berlin")
    summer, winter = (datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold) for fold in (0, 1))
    assert time_to_text(summer) == "2026-10-25T02:30:00+02:00[Europe/Berlin]"
    assert time_to_text(winter) == "2026-10-25T02:30:00+01:00[Europe/Berlin]"
    assert time_from_text(time_to_text(summer)).fold == 0
    assert time_from_text(time_to_text(winter)).fold == 1


@pytest.mark.parametrize("zone", ["Mars/Olympus_Mons", "../etc/passwd", "Europe/Berlin"])
def test_the_written_offset_counts_where_the_zone_cannot_be_followed(zone: str) -> None:
    """A zone this machine does not know, or whose rules have changed, does not move the instant."""
    time = time_from_text(f"2026-11-22T17:28:00+05:45[{zone}]")
    assert time == datetime(2026, 11, 22, 11, 43, tzinfo=UTC)
    assert time.tzinfo == timezone(timedelta(hours=5, minutes=45))


def broken_bodies() -> list[bytes]:
    body = json.loads(encode(a_report()))
    return [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b"{}",
        encode(a_report())[:-1],
        json.dumps(body | {"status": "lost"}).encode(),
        json.dumps(body | {"fields": {"shoe_size": {}}}).encode(),
        json.dumps(body | {"fields": None}).encode(),
        json.dumps(body | {"started_at": "2026-11-22T17:28:00"}).encode(),
        json.dumps(body | {"started_at": ""}).encode(),
    ]


@pytest.mark.parametrize("body", broken_bodies())
def test_a_body_that_is_no_report_is_refused_and_not_quoted(body: bytes) -> None:
    """The message says what to do and nothing of what a caller said."""
    with pytest.raises(StoreError, match="restore the database") as caught:
        decode(body)
    assert caught.value.__cause__ is None
    assert "Elm" not in str(caught.value)


def test_a_body_of_a_later_version_is_refused_by_name() -> None:
    """After a step back to an older program nothing is misread."""
    body = json.loads(encode(a_report())) | {"version": 2}
    with pytest.raises(StoreError, match="version 2, this voiceapp knows 1"):
        decode(json.dumps(body).encode())
