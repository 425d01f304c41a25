"""How a place is read back to the caller."""

import pytest

from voiceapp.claims.loss import LossPlace
from voiceapp.understanding.place import parse, spoken


def said_back(text: str, language: str) -> str:
    found = parse(text, language=language)
    assert found is not None
    return spoken(LossPlace(found.words, found.spans), language=language)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("outside my house", "outside your house"),
        ("in our driveway", "in your driveway"),
        ("on i ninety four near my um office", "on i ninety four near your office"),
        ("on us one by the mall", "on us one by the mall"),
    ],
)
def test_the_caller_is_addressed(said: str, heard: str) -> None:
    """The caller's house is "your house"; a highway's "i" and "us" stay."""
    assert said_back(said, "en") == heard


def test_words_without_a_named_place_are_said_back_too() -> None:
    """The caller's own words are the place even when nothing was recognised in them."""
    assert (
        spoken(LossPlace("um i was where we always park"), language="en") == "you were where you always park"
    )


def test_mandarin_says_nin() -> None:
    """我家 is read back as 您家, 我们小区 as 您小区."""
    assert said_back("就在我家楼下", "zh") == "就在您家楼下"
    assert spoken(LossPlace("嗯我们小区门口"), language="zh") == "您小区门口"
