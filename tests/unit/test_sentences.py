"""Where a sentence ends."""

import pytest

from voiceapp.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hello. Is anyone hurt?  Say yes!", ["Hello.", "Is anyone hurt?", "Say yes!"]),
        ("At 3.5 km.", ["At 3.5 km."]),
        ("您好。有没有人受伤？请说。", ["您好。", "有没有人受伤？", "请说。"]),
        ("  ", []),
        ("no end", ["no end"]),
    ],
)
def test_a_text_is_cut_behind_its_full_stops_and_nowhere_else(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences
