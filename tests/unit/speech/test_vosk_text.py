"""Words for Vosk and from it."""

import pytest

from voiceapp.ports import Hypothesis, Word
from voiceapp.speech.vosk_text import UNKNOWN, joined, known_phrases, merged

ENGLISH = {"yes", "no", "that", "is", "right"}
CHINESE = {"没有", "没", "有人", "人", "受伤", "对"}


def hypothesis(text: str, confidence: float = 0.8) -> Hypothesis:
    words = tuple(Word(word, confidence, 0.0, 0.1) for word in text.split())
    return Hypothesis(text, final=True, confidence=confidence, words=words)


@pytest.mark.parametrize(
    ("words", "language", "text"),
    [
        (["yes", "it", "is"], "en", "yes it is"),
        (["我", "要", "报案"], "zh", "我要报案"),
        (["京", "a", "b", "一"], "zh", "京a b一"),
        ([], "zh", ""),
    ],
)
def test_words_are_joined_as_the_language_writes(words: list[str], language: str, text: str) -> None:
    """Chinese has no spaces between words, except between Latin ones."""
    assert joined(words, language) == text


def test_phrases_with_unknown_words_are_left_out() -> None:
    """Vosk would cut the unknown word out of the phrase and then hear the rest of it everywhere."""
    phrases = known_phrases(["Yes", "that is right", "that is bodacious", "yes", ""], ENGLISH.__contains__)
    assert phrases == ["yes", "that is right"]


def test_chinese_phrases_are_cut_into_words_the_model_has() -> None:
    """The longest known word first; a phrase that cannot be cut is left out."""
    phrases = known_phrases(["没有人受伤", "对", "不对"], CHINESE.__contains__)
    assert phrases == ["没有 人 受伤", "对"]


def test_an_expected_answer_is_taken_with_the_other_reading_beside_it() -> None:
    """What the whole language would have made of it is kept as an alternative."""
    answer = merged(hypothesis("no"), hypothesis("know"), sure=True)
    assert (answer.text, answer.confidence, answer.alternatives) == ("no", 0.8, ("know",))


def test_both_decoders_agreeing_is_no_alternative() -> None:
    """The same text twice is said once."""
    answer = merged(hypothesis("no"), hypothesis("no"), sure=False)
    assert (answer.confidence, answer.alternatives) == (0.8, ())


def test_something_else_than_expected_is_taken_from_the_free_decoder() -> None:
    """ "No, it was Tuesday" is heard whole although only yes and no were expected."""
    free = hypothesis("no it was tuesday")
    assert merged(hypothesis(f"no {UNKNOWN}"), free, sure=True) == free
    assert merged(hypothesis(""), free, sure=False) == free


def test_a_decoder_that_cannot_say_unknown_proves_nothing() -> None:
    """It calls everything one of its phrases with confidence 1.0, so no confidence is passed on."""
    answer = merged(hypothesis("yes", 1.0), hypothesis("guess"), sure=False)
    assert (answer.text, answer.confidence) == ("yes", None)


def test_unknown_is_no_word() -> None:
    """It never reaches those who understand text."""
    answer = merged(hypothesis(""), hypothesis(f"{UNKNOWN} street {UNKNOWN}"), sure=True)
    assert answer.text == "street"
    assert [word.text for word in answer.words] == ["street"]
