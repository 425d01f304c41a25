"""What "not" turns round, within its reach."""

import pytest

from voiceapp.understanding.answers.saying import Limits, Saying, negated
from voiceapp.understanding.answers.tagging import Phrases, Tag

WORDS = {
    "not": Tag.NOT,
    "no": Tag.NO,
    "right": Tag.RIGHT,
    "yes": Tag.YES,
    "wrong": Tag.WRONG,
    "know": Tag.KNOWN,
    "hear": Tag.HEARD,
    "robot": Tag.MACHINE,
    "agent": Tag.PERSON,
    "complain": Tag.OBJECTION,
    "idea": Tag.LACK,
    "that": Tag.FILLER,
    "but": Tag.BUT,
}
KNOWN = Phrases({(word,): frozenset({tag}) for word, tag in WORDS.items()}, 1)
LIMITS = Limits(reach=3, few=3, more=5, stray=1, story=9)


def turned(text: str) -> list[frozenset[Tag]]:
    return [piece.tags for piece in negated(KNOWN.tag(text.split()), LIMITS.reach)]


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("not right", Tag.NO),
        ("not that right", Tag.NO),
        ("not yes", Tag.NO),
        ("not know", Tag.UNSURE),
        ("not quite exactly know", Tag.UNSURE),
        ("not hear", Tag.REPEAT),
        ("not speak to this robot", Tag.AGENT),
        ("not agent", Tag.NO),
        ("not complain", Tag.YES),
        ("no earthly idea", Tag.UNSURE),
    ],
)
def test_not_turns_round_what_follows(text: str, becomes: Tag) -> None:
    """The pair becomes one piece with its own meaning."""
    assert turned(text) == [{becomes}]


def test_not_wrong_is_neither() -> None:
    """Two negations are too subtle for a telephone line."""
    assert not turned("not wrong")[0] & {Tag.YES, Tag.NO, Tag.NOT, Tag.WRONG}


@pytest.mark.parametrize("text", ["not thursday right", "not but right", "not a b c d right"])
def test_not_reaches_no_further_than_its_own_words(text: str) -> None:
    """In "not thursday, right" the "not" belongs to Thursday."""
    assert frozenset({Tag.NOT}) in turned(text)


def test_words_of_weight_are_counted_and_cut_out() -> None:
    """Fillers do not count, and a correction begins behind them."""
    saying = Saying(
        tuple(["no", "that", "five", "nine"]), KNOWN.tag(["no", "that", "five", "nine"]), LIMITS, " "
    )
    assert saying.content() == 2
    assert saying.text(1) == "that five nine"
    assert saying.text(1, 2) is None
