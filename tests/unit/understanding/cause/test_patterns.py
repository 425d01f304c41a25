"""The small language of the rules."""

import pytest

from voiceapp.understanding.cause.patterns import CHINESE, ENGLISH, PatternError, compile_any


def _found(pattern: str, text: str, *, words: dict[str, str] | None = None) -> bool:
    unit = ENGLISH if text.isascii() else CHINESE
    return compile_any([pattern], words or {}, unit).search(unit.prepare(text)) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("hit me", "he hit me hard", True),
        ("hit me", "he hit men", False),
        ("hit (me|us)", "he hit us", True),
        ("hit the? car", "he hit car", True),
        ("scrap* me", "he scraped me", True),
        ("hit .. side", "he hit me on the side", True),
        ("hit .. side", "he hit me and then he went to the side", False),
        ("hit ... side", "he hit me and then he went to the side", True),
        ("fire !(hydrant)", "there was a fire", True),
        ("fire !(hydrant)", "i saw a fire hydrant", False),
        ("at|red", "hatred", False),
        ("撞(到)?树", "我撞树了", True),
        ("撞..树", "撞到一棵树", True),
        ("撞..树", "撞到路边的那棵大树", False),
    ],
)
def test_patterns_say_what_they_look_like(pattern: str, text: str, found: bool) -> None:
    """Words in order, choices, gaps, endings and exceptions match whole words only."""
    assert _found(pattern, text) is found


def test_a_list_from_words_stands_for_its_wordings() -> None:
    """<car> matches what the list named car holds."""
    groups = {"car": "(?:van |truck )"}
    assert _found("hit a <car>", "i hit a truck", words=groups)


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("hit (me", "missing"),
        ("hit me)", "too many"),
        ("? me", "must follow"),
        ("<ghost>", 'no list "ghost"'),
        ("hit > me", "use only"),
        ("", "empty"),
    ],
)
def test_a_pattern_with_a_mistake_is_explained(pattern: str, hint: str) -> None:
    """The message quotes the pattern's mistake in the words of the language's own description."""
    with pytest.raises(PatternError, match=hint):
        compile_any([pattern], {}, ENGLISH)
