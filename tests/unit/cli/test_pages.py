"""Reports for eyes: complete, aligned, and harmless to a terminal."""

from datetime import UTC, datetime, timedelta
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.store.reports import REPORTS, a_report
from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import FieldName, IncidentReport, Status
from voiceapp.claims.loss import LossPlace, LossTime, Precision
from voiceapp.cli.pages import page, table

KEYED = Evidence(source=Source.KEYPAD, words="2", confirmed=False, tries=3)


def test_a_list_without_reports_says_so() -> None:
    """An empty table would look like an error."""
    assert table([]) == "no reports yet"


def column(line: str, text: str) -> int:
    """Where `text` begins on a terminal, where Chinese characters take two columns."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line[: line.index(text)])


def test_the_table_has_a_line_for_each_report_and_aligned_columns() -> None:
    """Also beside a Chinese place that is too long for its column."""
    place = LossPlace("人民路和中山路交叉口附近的加油站旁边那个红绿灯路口")
    said = Evidence(source=Source.SPEECH, words=place.words)
    reports = [a_report(), a_report("c2", "261", fields={FieldName.LOSS_PLACE: Captured(place, said)})]
    header, first, second = table(reports).splitlines()
    assert column(header, "where") == column(first, "corner of Elm") == column(second, "人民路")
    assert column(header, "missing") == column(second, "injured, when")
    assert "附近的加油…" in second
    assert first.startswith("261 234 564  complete")
    assert second.startswith("261          complete")
    assert second.endswith("injured, when, where, what, call back")


def test_a_page_shows_every_value_with_the_words_it_rests_on() -> None:
    """A handler sees what was heard, how sure it is and where to listen."""
    shown = page(a_report())
    assert "261 234 564" in shown
    assert "corner of Elm and Fifth" in shown
    assert "“yesterday at eight” · speech · confirmed · at 0:12.5 of the recording · confidence 0.90" in shown
    assert shown.endswith("missing    nothing")


def test_a_page_tells_what_is_not_known_refused_or_left_for_a_person() -> None:
    """Nobody works with a value the caller denied, or takes a gap for a no."""
    shown = page(
        a_report(
            fields={FieldName.INJURED: Captured(True, KEYED)},
            for_person=frozenset({FieldName.LOSS_TIME}),
            ended_at=None,
            caller_id=None,
            recording=None,
            cues={},
            status=Status.HANDED_OVER,
        )
    )
    lines = shown.splitlines()
    assert "injured    yes (refused)" in lines
    assert "           “2” · keypad · refused · 3 tries" in lines
    assert "when       not known" in lines
    assert lines[lines.index("when       not known") + 1].endswith("listen to the recording")
    assert "caller     withheld" in lines
    assert "status     handed over" in lines
    assert "said too" not in shown


EIGHT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "length", "text"),
    [
        (Precision.EXACT, timedelta(0), "Sat 2026-11-21 20:00"),
        (Precision.ABOUT, timedelta(minutes=30), "about Sat 2026-11-21 20:00"),
        (Precision.PART, timedelta(hours=3), "Sat 2026-11-21 20:00 to 23:00"),
        (Precision.DAY, timedelta(days=1), "Sat 2026-11-21"),
        (Precision.RANGE, timedelta(days=2), "Sat 2026-11-21 20:00 to Mon 2026-11-23 20:00"),
    ],
)
def test_a_time_is_shown_as_exactly_as_it_was_said(
    precision: Precision, length: timedelta, text: str
) -> None:
    """ "Yesterday" is not shown as midnight."""
    time = Captured(LossTime(EIGHT, EIGHT + length, precision), KEYED)
    assert f"when       {text} (refused)" in page(a_report(fields={FieldName.LOSS_TIME: time})).splitlines()


@given(reports=st.lists(REPORTS, max_size=3))
def test_any_report_can_be_shown_and_none_can_steer_the_terminal(reports: list[IncidentReport]) -> None:
    """Whatever a caller said or a line sent: one line in the table, no control character anywhere."""
    assert len(table(reports).split("\n")) == (len(reports) + 1 if reports else 1)
    for text in (table(reports), *map(page, reports)):
        assert {category(character) for character in text.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Cs"})
