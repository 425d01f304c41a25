"""Safety first: is anyone hurt, and does somebody need help this moment?"""

import pytest

from voiceapp.understanding.answers import injury_answer
from voiceapp.understanding.answers.danger import acute
from voiceapp.understanding.utterance import normalise

HURT = {
    "en": (
        "yes my wife is bleeding we need help",
        "i think my neck hurts a bit",
        "yes",
        "no but my neck hurts",
        "nobody else is hurt but my neck aches",
        "a little",
        "my husband",
        "she hit her head",
        "he's not moving",
        "not seriously hurt",
        "my arm might be broken",
        "he was taken to the hospital",
        "there's smoke and the car is on fire",
        "i'm stuck in the car",
    ),
    "zh": (
        "有人受伤了，流血了，快来人",
        "有",
        "我脖子有点疼",
        "我没事但是我老婆受伤了",
        "他昏过去了",
        "被困在车里了",
        "已经送医院了",
        "轻微擦伤",
        "有人受傷了,留下了快來人",
    ),
}
UNHURT = {
    "en": (
        "no nobody is hurt we are all fine",
        "no",
        "no injuries",
        "everyone's okay",
        "i don't think anyone is hurt",
        "nobody needs an ambulance",
        "just the car",
        "we're all good thank god",
        "i'm not injured",
    ),
    "zh": (
        "没有人受伤，大家都没事",
        "没有",
        "人都好好的",
        "万幸没有人受伤",
        "不用救护车",
        "没有，只是车坏了",
        "双方都没受伤",
    ),
}
UNCLEAR = {
    "en": (
        "i don't know",
        "not sure",
        "i don't know if anyone is hurt",
        "maybe",
        "not really",
        "the blue car",
    ),
    "zh": ("不知道", "不清楚有没有人受伤", "昨天下午", "什么"),
}
NOW = {
    "en": (
        "someone is hurt",
        "the car is on fire",
        "please help me",
        "i'm trapped",
        "call nine one one",
        "he can't breathe",
    ),
    "zh": ("救命", "车着火了", "有人被困在车里", "快叫救护车", "我老婆流血了"),
}
NOT_NOW = {
    "en": (
        "nobody is hurt",
        "my car caught fire last week",
        "i need help filing a claim",
        "it happened near the hospital",
        "we don't need an ambulance",
        "i was stuck in traffic",
        "my battery died",
    ),
    "zh": ("没有人受伤", "没有着火", "在医院门口", "我要报案", "吓死我了", "不用救护车"),
}


def cases(of: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in of.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), cases(HURT))
def test_an_injury_is_never_missed(language: str, text: str) -> None:
    """Also a small one, also behind a no, also of somebody else."""
    assert injury_answer(normalise(text, language), language=language) is True


@pytest.mark.parametrize(("language", "text"), cases(UNHURT))
def test_no_injury_is_understood(language: str, text: str) -> None:
    """ "Nobody is hurt" has the word hurt in it."""
    assert injury_answer(normalise(text, language), language=language) is False


@pytest.mark.parametrize(("language", "text"), cases(UNCLEAR))
def test_a_doubt_is_asked_again(language: str, text: str) -> None:
    """Safety is no matter for guesses."""
    assert injury_answer(normalise(text, language), language=language) is None


@pytest.mark.parametrize(("language", "text"), cases(NOW))
def test_a_cry_for_help_comes_before_any_question(language: str, text: str) -> None:
    """Whatever was asked."""
    assert acute(normalise(text, language), language=language)


@pytest.mark.parametrize(("language", "text"), cases(NOT_NOW))
def test_an_account_of_it_is_no_cry_for_help(language: str, text: str) -> None:
    """Words of danger, denied or past."""
    assert not acute(normalise(text, language), language=language)
