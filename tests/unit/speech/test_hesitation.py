"""Who is looking for a word is given time; who has answered is not kept waiting."""

import pytest

from voiceapp.ports import ListenRule
from voiceapp.speech.hesitation import COMPLETE_SILENCE, HESITATION_EXTRA, end_silence, wants_more

RULE = ListenRule(end_silence=1.2)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it was at the"),
        ("en", "umm"),
        ("en", "on Main Street near"),
        ("en", "yesterday, I think..."),
        ("en", "It was on"),
        ("zh", "在"),
        ("zh", "就是，嗯"),
        ("zh", "我的车在建国路和"),
    ],
)
def test_words_that_nobody_ends_with_want_more(language: str, text: str) -> None:
    """Prepositions, articles and fillers announce something."""
    assert wants_more(text, language)
    assert end_silence(RULE, text, language=language, complete=False) == 1.2 + HESITATION_EXTRA


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yes"),
        ("en", "on Main Street"),
        ("en", "in Atlanta"),
        ("en", "my mother"),
        ("zh", "对"),
        ("zh", "在建国路"),
        ("ko", "어제"),
    ],
)
def test_finished_answers_do_not(language: str, text: str) -> None:
    """A word that only ends like a filler is none."""
    assert not wants_more(text, language)
    assert end_silence(RULE, text, language=language, complete=False) == 1.2


def test_a_complete_answer_is_taken_sooner_but_never_later() -> None:
    """A question that waits less anyhow keeps its own silence."""
    assert end_silence(RULE, "yes", language="en", complete=True) == COMPLETE_SILENCE
    assert end_silence(ListenRule(end_silence=0.3), "yes", language="en", complete=True) == 0.3


def test_nothing_heard_is_no_hesitation() -> None:
    """An empty partial changes nothing."""
    assert end_silence(RULE, "", language="en", complete=False) == 1.2
