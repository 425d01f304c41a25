"""Phrases are found, the longest first."""

from pathlib import Path

from voiceapp.understanding.answers.tagging import Phrases, Piece, Tag, phrases
from voiceapp.understanding.data import LANGUAGES, load, read

KNOWN = Phrases(
    {
        ("not",): frozenset({Tag.NOT}),
        ("not", "at", "all"): frozenset({Tag.NO}),
        ("all",): frozenset({Tag.FILLER}),
    },
    3,
)


def test_the_longest_phrase_wins() -> None:
    """ "not at all" is one phrase, though "not" is one too."""
    assert KNOWN.tag(["not", "at", "all"]) == (Piece(0, 3, frozenset({Tag.NO})),)


def test_unknown_words_stay_between() -> None:
    """Every token is in exactly one piece, in order."""
    pieces = KNOWN.tag(["not", "at", "five", "all"])
    assert [(p.start, p.end) for p in pieces] == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert [bool(p.tags) for p in pieces] == [True, False, False, True]


def test_a_phrase_may_do_two_things(tmp_path: Path) -> None:
    """不是 refuses, and stands between two values; each list that has it counts."""
    tables: dict[str, list[str]] = {}
    for tag in Tag:
        table, _, key = tag.value.partition(".")
        words = '["不是"]' if tag in (Tag.NO, Tag.INSTEAD) else '["x"]'
        tables.setdefault(table, []).append(f"{key} = {words}")
    path = tmp_path / "answers.toml"
    path.write_text("\n".join(f"[{name}]\n" + "\n".join(lines) for name, lines in tables.items()))
    assert phrases(read(path), str).tag("不是")[0].tags == {Tag.NO, Tag.INSTEAD}


def test_shipped_phrases_are_in_normal_form() -> None:
    """A phrase with a capital, a figure or punctuation would never be found."""
    for language in LANGUAGES:
        data = load(language, "answers")
        for tag in Tag:
            table, _, key = tag.value.partition(".")
            for phrase in data.table(table).strings(key):
                assert phrase == phrase.lower()
                assert not any(c.isdigit() or c in ",.?!-，。？！" for c in phrase), phrase
