"""Chinese key words by sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.sounds import find, folded_syllables


@pytest.mark.parametrize(
    ("text", "keyword", "span"),
    [
        ("我被追尾了", "追尾", (2, 4)),
        ("我被坠位了", "追尾", (2, 4)),
        ("我要离配", "理赔", (2, 4)),
        ("川人共", "转人工", (0, 3)),
        ("赶到住子上", "撞到柱子", (0, 4)),
        ("我没事", "追尾", None),
        ("他是我的朋友", "车", None),
        ("", "追尾", None),
    ],
)
def test_a_key_word_is_found_as_written_or_as_it_sounds(
    text: str, keyword: str, span: tuple[int, int] | None
) -> None:
    """Homophones and the mix-ups of a bad line are found, other words and single syllables are not."""
    assert find(text, keyword) == span


def test_sounds_that_accents_mix_up_are_one() -> None:
    """zh/z, n/l, f/h and -ing/-in count as equal."""
    assert folded_syllables("知牛飞京") == folded_syllables("资流灰今")


@given(st.text(max_size=20), st.sampled_from(["追尾", "转人工", "撞到柱子"]))
def test_a_span_lies_in_the_text(text: str, keyword: str) -> None:
    """For any text at all: no error, and the span has the length of the key word."""
    span = find(text, keyword)
    assert span is None or (span[0] >= 0 and span[1] <= len(text) and span[1] - span[0] == len(keyword))
