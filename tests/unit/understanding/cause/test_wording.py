"""How causes are named aloud."""

import re

import pytest

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause import offer, spoken

FAULT = {"en": r"\b(fault|blame|caused|guilty|liable|cover|coverage|paid)\b", "zh": r"责任|全责|过错|赔|怪"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("cause", list(CauseClass))
def test_no_wording_says_who_is_at_fault_or_what_is_covered(cause: CauseClass, language: str) -> None:
    """A read-back and an offer are neutral, whatever the cause."""
    said = spoken(cause, language=language) + offer([cause], language)
    assert re.search(FAULT[language], said) is None


def test_two_candidates_make_one_question() -> None:
    """Both are named, in the order given; a third is not."""
    asked = offer([CauseClass.ANIMAL, CauseClass.GLASS, CauseClass.FIRE], "en")
    assert asked == "Was it an animal, or only a window or the windshield?"
    assert offer([CauseClass.ANIMAL, CauseClass.GLASS], "zh") == "请问是碰到动物，还是只是玻璃坏了？"


def test_no_candidate_is_no_question() -> None:
    """Nothing to offer, nothing to say."""
    assert offer([], "en") == ""
