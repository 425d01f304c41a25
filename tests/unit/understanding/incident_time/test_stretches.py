"""Words that name two ends."""

import pytest

from tests.unit.understanding.incident_time.saying import chinese, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "i parked it at nine last night and found it like that at seven this morning",
            "range 03-10 21:00 03-11 07:00",
        ),
        ("sunday night into monday morning", "range 03-08 19:00 03-09 12:00"),
        ("late friday night early saturday morning", "range 03-06 19:00 03-07 12:00"),
        ("it was either monday night or tuesday morning", "range 03-09 19:00 03-10 12:00"),
        ("i noticed it at nine this morning", "03-11 09:00"),
        ("i found it yesterday", "03-10"),
        ("i and my wife at nine this morning", "03-11 09:00"),
        ("nine or so this morning", "about 03-11 08:30 03-11 09:30"),
    ],
)
def test_left_and_found(text: str, meant: str) -> None:
    """What happened between leaving a thing and finding it has these two ends."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("我昨天晚上九点停的车今天早上七点发现被撞了", "range 03-10 21:00 03-11 07:00"),
        ("我停的车昨晚九点到今早七点没了", "range 03-10 21:00 03-11 07:00"),
    ],
)
def test_left_and_found_in_mandarin(text: str, meant: str) -> None:
    """In Mandarin the times stand before the verbs."""
    assert chinese(text) == meant
