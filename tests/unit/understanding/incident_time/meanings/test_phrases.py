"""A day and its part, or its hour, in one phrase."""

import pytest

from tests.unit.understanding.incident_time.saying import said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("last night", "part 03-10 19:00 03-11 03:00"),
        ("this time last week", "03-04 14:20"),
        ("monday the night before", "part 03-08 19:00 03-09 03:00"),
        ("the morning after christmas", "part 12-26 06:00 12-26 12:00"),
        ("the morning after march eleventh", "nothing"),
        ("election night", "part 11-04 19:00 11-05 03:00"),
        ("first thing in the morning", "part 03-11 05:00 03-11 09:00"),
        ("first thing in the small hours", "nothing"),
        ("first thing monday morning", "part 03-09 05:00 03-09 09:00"),
        ("two mornings ago", "part 03-09 06:00 03-09 12:00"),
        ("nine hundred mornings ago", "nothing"),
    ],
)
def test_phrases(text: str, meant: str) -> None:
    """Day and part of day said together are understood together."""
    assert said(text) == meant
