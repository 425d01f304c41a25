"""Dictated numbers, whole: from what was said to the number, and back."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from voiceapp.claims import claim_number
from voiceapp.understanding.numbers import NumberKind, parse, spoken
from voiceapp.understanding.utterance import normalise

PHONE, POLICY, PLATE, CLAIM = NumberKind.PHONE, NumberKind.POLICY, NumberKind.PLATE, NumberKind.CLAIM


def heard(text: str, kind: NumberKind, language: str = "en") -> str | None:
    return parse(normalise(text, language), kind=kind, language=language)


@pytest.mark.parametrize(
    ("text", "kind", "language", "number"),
    [
        ("five five five oh one four two double seven", PHONE, "en", "555014277"),
        ("5550142 W7.", PHONE, "en", "555014277"),
        ("(212) 555-0198", PHONE, "en", "2125550198"),
        ("nine two oh that's the area code then five five five oh one one four", PHONE, "en", "9205550114"),
        ("nine eight five um nine eight five five five five oh one four seven", PHONE, "en", "9855550147"),
        ("five five five no wait five five six oh one four two", PHONE, "en", "5560142"),
        ("A BC123", PLATE, "en", "ABC123"),
        ("b as in boy are tee nine", PLATE, "en", "BRT9"),
        ("seven a m b one two three", PLATE, "en", "7AMB123"),
        ("one a m", POLICY, "en", None),
        ("twenty one thirty three", POLICY, "en", "2133"),
        ("i don't know it", POLICY, "en", None),
        ("it's at half past three p m", POLICY, "en", None),
        ("幺三八 零零幺三 八零零零", PHONE, "zh", "13800138000"),
        ("妖三八零零一三八零零零", PHONE, "zh", "13800138000"),
        ("138 0013 8000", PHONE, "zh", "13800138000"),
        ("京A,12345", PLATE, "zh", "京A12345"),
        ("經A12345", PLATE, "zh", "京A12345"),
        ("京a要二三四五", PLATE, "zh", "京A12345"),
        ("我没带", POLICY, "zh", None),
        ("", PHONE, "en", None),
    ],
)
def test_dictated_numbers(text: str, kind: NumberKind, language: str, number: str | None) -> None:
    """As recognisers write them; None when no number was said."""
    assert heard(text, kind, language) == number


def test_a_claim_number_must_check() -> None:
    """A misheard digit is noticed by the check digit, so it is asked again rather than looked up."""
    number = claim_number.make(2026, 123456)
    said = ", ".join(spoken(number, kind=CLAIM, language="en"))
    assert heard(said, CLAIM) == number
    wrong = str((int(number[0]) + 1) % 10) + number[1:]
    assert heard(", ".join(spoken(wrong, kind=CLAIM, language="en")), CLAIM) is None


def symbols(alphabet: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=least, max_size=most)


DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@given(plus=st.sampled_from(("", "+")), number=symbols(DIGITS, 8, 15), language=st.sampled_from(("en", "zh")))
def test_a_phone_number_read_back_is_the_same(plus: str, number: str, language: str) -> None:
    """What is said to the caller means the number that was stored."""
    if language == "zh" and not plus:
        number = "138" + number[:8].ljust(8, "0")
    assume(not (plus and number.startswith(("1", "86"))))  # these countries' numbers have one length
    number = plus + number
    assert heard(", ".join(spoken(number, kind=PHONE, language=language)), PHONE, language) == number


@given(number=symbols(DIGITS + LETTERS, 2, 20), language=st.sampled_from(("en", "zh")))
def test_a_policy_number_read_back_is_the_same(number: str, language: str) -> None:
    """Also with the letters A, I and O, which are words, and W, which is two."""
    assume(any(c.isdigit() for c in number))
    assume(language == "zh" or not re.search(r"[0-9][AP]M", number))  # "one a m" is a time of day
    assert heard(", ".join(spoken(number, kind=POLICY, language=language)), POLICY, language) == number


@given(number=symbols(DIGITS + LETTERS, 2, 8))
def test_a_plate_read_back_is_the_same(number: str) -> None:
    """American plates are any mix."""
    assume(any(c.isdigit() for c in number))
    assert heard(", ".join(spoken(number, kind=PLATE, language="en")), PLATE) == number


@given(
    province=st.sampled_from("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"),
    letter=st.sampled_from(LETTERS),
    rest=symbols(DIGITS + "ABCDEFGHJKLMNPQRSTUVWXYZ", 5, 6),
)
def test_a_chinese_plate_read_back_is_the_same(province: str, letter: str, rest: str) -> None:
    """Province, letter, and five or six more."""
    plate = province + letter + rest
    assert heard("，".join(spoken(plate, kind=PLATE, language="zh")), PLATE, "zh") == plate


@given(text=st.text(), kind=st.sampled_from(NumberKind), language=st.sampled_from(("en", "zh")))
def test_any_text_can_be_tried(text: str, kind: NumberKind, language: str) -> None:
    """Nothing a caller says raises."""
    found = heard(text, kind, language)
    assert found is None or found == found.upper()


@given(
    words=st.lists(
        st.sampled_from(
            [
                "double",
                "two",
                "no",
                "sorry",
                "a",
                "for",
                "w",
                "hundred",
                "twenty",
                "oh",
                "be",
                "as",
                "in",
                "boy",
                "it's",
            ]
        ),
        max_size=12,
    )
)
def test_any_mix_of_number_words_can_be_tried(words: list[str]) -> None:
    """Half-said numbers too."""
    found = parse(" ".join(words), kind=POLICY, language="en")
    assert found is None or found.isalnum()
