"""Stretches with two ends."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("between four and five p m yesterday", "range 03-10 16:00 03-10 17:00"),
        ("this morning between eleven and one", "range 03-11 11:00 03-11 13:00"),
        ("between eleven p m and one a m last night", "range 03-10 23:00 03-11 01:00"),
        ("between two and three this afternoon", "range 03-11 14:00 03-11 14:20"),
        ("from monday night till tuesday morning", "range 03-09 19:00 03-10 12:00"),
        ("between the fifth and the eighth", "range 03-05 00:00 03-09 00:00"),
        ("sometime between monday and wednesday last week", "range 03-02 00:00 03-05 00:00"),
        ("overnight from sunday to monday", "range 03-08 22:00 03-09 06:00"),
        ("between yesterday and now", "range 03-10 00:00 03-11 14:20"),
        ("between an hour ago and now", "range 03-11 13:20 03-11 14:20"),
        ("from two hours ago to an hour ago", "range 03-11 12:20 03-11 13:20"),
        ("between christmas and new year's", "range 12-25 00:00 01-02 00:00"),
    ],
)
def test_english_stretches_with_two_ends(text: str, meant: str) -> None:
    """The shortest stretch that both ends allow, the second end after the first."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("昨晚十点到十一点之间", "range 03-10 22:00 03-10 23:00"),
        ("周四晚上六点到七点", "range 03-05 18:00 03-05 19:00"),
        ("昨天晚上到现在", "range 03-10 18:00 03-11 14:20"),
        ("今天早上十一点到一点", "range 03-11 11:00 03-11 13:00"),
    ],
)
def test_mandarin_stretches_with_two_ends(text: str, meant: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == meant
