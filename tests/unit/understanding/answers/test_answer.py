"""Answers: a yes, a no, a doubt, a wish. And never a no taken for a yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.answers import answer, plain_answer, vocabulary
from voiceapp.understanding.data import load
from voiceapp.understanding.readings import Answer, Intent
from voiceapp.understanding.utterance import normalise

NO = Intent.NO
YES = Intent.YES


def said(text: str, language: str = "en") -> Answer:
    return answer(normalise(text, language), language=language)


@pytest.mark.parametrize(
    ("text", "language", "intent", "correction"),
    [
        ("Yes, that's right.", "en", YES, None),
        ("no it was Tuesday", "en", NO, "it was tuesday"),
        ("actually it's five not nine", "en", NO, "it's five"),
        ("not thursday it was wednesday", "en", NO, "it was wednesday"),
        ("yes but it was in the morning", "en", NO, "it was in the morning"),
        ("it wasn't monday", "en", NO, None),
        ("yes it was on tuesday", "en", YES, "it was on tuesday"),
        ("do I know? no idea", "en", Intent.UNSURE, None),
        ("sorry, could you say that again?", "en", Intent.REPEAT, None),
        ("I want to speak to a person", "en", Intent.AGENT, None),
        ("I don't want to talk to a machine", "en", Intent.AGENT, None),
        ("no I don't need an agent", "en", NO, None),
        ("my wife is bleeding", "en", Intent.EMERGENCY, None),
        ("the man from customer service told me to call you about the car", "en", Intent.OTHER, None),
        ("是的，没错", "zh", YES, None),
        ("不是和平路 是胜利路", "zh", NO, "胜利路"),
        ("是周二不是周三", "zh", NO, "是周二"),
        ("没有受伤", "zh", NO, None),
        ("可不是嘛", "zh", YES, None),
        ("对面来了一辆车", "zh", Intent.OTHER, None),
        ("转人工", "zh", Intent.AGENT, None),
        ("有人受伤了", "zh", Intent.EMERGENCY, None),
        ("", "en", Intent.OTHER, None),
        ("", "zh", Intent.OTHER, None),
    ],
)
def test_what_an_answer_does(text: str, language: str, intent: Intent, correction: str | None) -> None:
    """The intent, and the correction behind a no."""
    assert said(text, language) == Answer(intent, correction)


@pytest.mark.parametrize(
    ("heard", "intent"),
    [
        ("川人共", Intent.AGENT),
        ("轉眼空", Intent.AGENT),
        ("修的没错", YES),
        ("吃的没错", YES),
        ("专任公", Intent.AGENT),
        ("人公服务", Intent.AGENT),
        ("不堆", NO),
        ("撥對", NO),
        ("補兜呀", NO),
        ("麻煩你在說一遍", Intent.REPEAT),
    ],
)
def test_misheard_mandarin_is_understood_by_its_sound(heard: str, intent: Intent) -> None:
    """What a recogniser really made of telephone Mandarin."""
    assert said(heard, "zh").intent is intent


def test_a_likeness_of_sound_never_turns_a_yes_round() -> None:
    """我有受伤 sounds much like 没有受伤, and means the opposite."""
    assert plain_answer("我有受伤", language="zh").intent is YES


_ENGLISH = load("en", "answers").table("yes")
_CHINESE = load("zh", "answers").table("yes")
_TURNED = (
    "i don't think {}",
    "that's not {}",
    "it isn't {}",
    "no {}",
    "{} no",
    "not {}",
    "i wouldn't say {}",
    "never {}",
    "{} not really",
    "i don't believe {}",
    "{} that's wrong",
    "no no {}",
    "{} but it's wrong",
)
_TURNED_CHINESE = (
    "不{}",
    "不是{}",
    "我不觉得{}",
    "没有{}",
    "{}不对",
    "不{}不对",
    "我不认为{}",
    "并不{}",
    "不太{}",
    "说错了{}",
)


@given(
    yes=st.sampled_from((*_ENGLISH.strings("strong"), *_ENGLISH.strings("weak"))),
    turned=st.sampled_from(_TURNED),
)
def test_no_denied_yes_is_a_yes(yes: str, turned: str) -> None:
    """Whatever means yes, with a negation around it it does not."""
    assert plain_answer(turned.format(yes), language="en").intent is not YES


@given(
    yes=st.sampled_from((*_CHINESE.strings("strong"), *_CHINESE.strings("weak"))),
    turned=st.sampled_from(_TURNED_CHINESE),
)
def test_no_denied_chinese_yes_is_a_yes(yes: str, turned: str) -> None:
    """The same for 不, 没 and 错."""
    assert plain_answer(turned.format(yes), language="zh").intent is not YES


@pytest.mark.parametrize(
    "text",
    [
        "don't think that's right",
        "not really",
        "yeah no",
        "no yeah",
        "i wouldn't say that",
        "right but not quite",
    ],
)
def test_roundabout_noes_are_no_yes(text: str) -> None:
    """People refuse politely."""
    assert plain_answer(text, language="en").intent is not YES


@pytest.mark.parametrize(
    "text", ["不太对", "不是", "没有", "对不对", "不对", "才不对呢", "好像不对", "对什么呀"]
)
def test_roundabout_chinese_noes_are_no_yes(text: str) -> None:
    """对 is in all but one of them."""
    assert plain_answer(text, language="zh").intent is not YES


@pytest.mark.parametrize("text", ["没错", "可不是", "没问题", "那可不", "没毛病"])
def test_chinese_yeses_with_a_no_in_them_are_yeses(text: str) -> None:
    """没错 and 可不是 agree."""
    assert plain_answer(text, language="zh").intent is YES


@pytest.mark.parametrize("text", ["普对", "铺对", "撲对", "扑退", "普团", "不堆", "不堆学向五四点"])
def test_a_misheard_chinese_no_is_a_no(text: str) -> None:
    """Over a telephone 不对 comes as many things, some with a 对 in them: never a yes."""
    assert said(text, "zh").intent is NO


def test_nothing_misheard_is_put_right_to_a_yes() -> None:
    """A yes has to be heard: what is guessed must not confirm anything."""
    for heard, meant in load("zh", "answers").mapping("misheard").items():
        assert plain_answer(meant, language="zh").intent is not YES or "没错" in heard, heard


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_expected_answers_are_yeses_and_noes(language: str) -> None:
    """An engine that was told to expect a word hears it more often: as many noes as yeses."""
    intents = [said(text, language).intent for text in vocabulary(language)]
    assert sorted(set(intents)) == [NO, YES]
    assert intents.count(NO) == intents.count(YES)


@given(st.text(), st.sampled_from(("en", "zh")))
def test_any_text_has_an_answer(text: str, language: str) -> None:
    """Nothing a caller says raises."""
    assert isinstance(said(text, language), Answer)
