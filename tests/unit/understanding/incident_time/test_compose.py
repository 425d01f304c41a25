"""Corrections inside one sentence."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday at eight no at nine in the morning", "03-10 09:00"),
        ("between four and five p m yesterday no on monday", "range 03-09 16:00 03-09 17:00"),
        ("monday no between four and five p m", "range 03-09 16:00 03-09 17:00"),
        ("between four and five yesterday no at six p m", "03-10 18:00"),
        ("monday at three no two hours ago", "03-11 12:20"),
        ("last night no this morning", "part 03-11 06:00 03-11 12:00"),
        ("last night at eleven no at ten", "03-10 22:00"),
        ("last night at eleven no at three p m", "03-10 15:00"),
        ("no i am not sure", "nothing"),
        ("yesterday i mean the day before at noon", "03-09 12:00"),
        ("pi day last year", "nothing"),
    ],
)
def test_corrections(text: str, meant: str) -> None:
    """The last word counts, for what it names; the rest is kept."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("不是周一是周二", "03-10"),
        ("周一不是周二", "03-10"),
        ("昨天八点不对是上午九点", "03-10 09:00"),
    ],
)
def test_corrections_in_mandarin(text: str, meant: str) -> None:
    """不是 denies what follows, or corrects what went before."""
    assert chinese(text) == meant
