"""Misheard Chinese key words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.cause.mishearing import put_right
from voiceapp.understanding.cause.rules import SoundWords, load

RULES = load("zh")
assert RULES.sounds is not None
KNOWN: SoundWords = RULES.sounds


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("我被坠位了", "我被追尾了"),
        ("装到住子", "撞到柱子"),
        ("赶到住子上", "撞到柱子上"),
        ("车被水烟了", "车被水淹了"),
        ("后面的车追位了", "后面的车追尾了"),
        ("他闯宏灯", "他闯红灯"),
    ],
)
def test_what_sounds_like_a_key_word_is_put_right(heard: str, meant: str) -> None:
    """Homophones a telephone line produced become the key word."""
    assert put_right(heard, KNOWN) == meant


@pytest.mark.parametrize(
    "said", ["跟直行的车撞了", "十字路口", "对面的车", "停车等人", "滑到沟里", "我想问问理赔的事"]
)
def test_everyday_words_that_sound_alike_stay(said: str) -> None:
    """直行 is no 自行车, 十字 no 石子."""
    assert put_right(said, KNOWN) == said


@given(st.text(alphabet="追坠尾位撞装到柱住子车抽被水烟淹了我的abc ", max_size=30))
def test_the_text_keeps_its_length(text: str) -> None:
    """So that spans found in the corrected text are right in the heard one."""
    assert len(put_right(text, KNOWN)) == len(text)
