"""The shipped wording: short enough, quick to begin, and kind."""

import re

import pytest

from tests.unit.dialogue.playing import words
from voiceapp.dialogue.wording import placeholders
from voiceapp.sentences import split

LONGEST = 20.0  # seconds
WORDS_A_SECOND = 2.5  # unhurried English, 150 a minute
CHARACTERS_A_SECOND = 4.0  # unhurried Mandarin, 240 a minute
PAUSE = 0.25  # seconds at a comma or the end of a sentence

# What stands in a read-back at its longest.
LONGEST_VALUES = {
    "en": {
        "what": "It happened on Wednesday, September twenty third, at a quarter past eleven in the morning. "
        "The place: at the corner of North Washington Street and Lincoln Avenue in Springfield.",
        "day": "Wednesday, September twenty third",
    },
    "zh": {
        "what": "时间是九月二十三号，星期三，上午十一点一刻。地点：在朝阳区建国路和东三环中路的交叉路口。"
    },
}
VALUE = {"en": "five five five, one two three, four five six seven", "zh": "幺三八，幺二三四，五六七八"}


def seconds(text: str, language: str) -> float:
    """How long it takes to say."""
    pauses = len(re.findall(r"[,.:?!，。：？！、]", text)) * PAUSE
    if language == "zh":
        return len(re.findall(r"[\u4e00-\u9fff]|\d", text)) / CHARACTERS_A_SECOND + pauses
    return len(re.findall(r"[\w']+", text)) / WORDS_A_SECOND + pauses


def _prompts(language: str) -> list[tuple[str, str]]:
    return [(key, text) for key, entries in words(language).texts.items() for text in entries]


def _filled(text: str, language: str) -> str:
    values = {name: VALUE[language] for name in placeholders(text)}
    return text.format(**{**values, **LONGEST_VALUES[language]})


@pytest.mark.parametrize(
    ("language", "key", "text"), [(lang, *each) for lang in ("en", "zh") for each in _prompts(lang)]
)
def test_no_prompt_takes_longer_than_twenty_seconds(language: str, key: str, text: str) -> None:
    assert seconds(_filled(text, language), language) <= LONGEST


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_prompt_with_something_filled_in_begins_with_a_fixed_sentence(language: str) -> None:
    for key, text in _prompts(language):
        if placeholders(text) - {"insurer", "emergency_number"} and not key.startswith("readback."):
            assert not placeholders(split(text)[0]), key


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_menu_offers_five_choices_at_most(language: str) -> None:
    for key, text in _prompts(language):
        assert len(re.findall(r"press \d|按[一二三四五六七八九]", text)) <= 5, key


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_promised_and_nobody_is_blamed(language: str) -> None:
    for key, text in _prompts(language):
        assert not re.search(
            r"\b(wrong|invalid|error|fault|covered|liable|compensat\w*)\b|赔付|赔偿|责任|错误", text
        ), key


def test_both_languages_have_the_same_prompts_with_the_same_number_of_tries() -> None:
    english, mandarin = words("en").texts, words("zh").texts
    assert {key: len(entries) for key, entries in english.items()} == {
        key: len(entries) for key, entries in mandarin.items()
    }
