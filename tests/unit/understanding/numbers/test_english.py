"""English number words → figures and letters."""

import pytest

from voiceapp.understanding.numbers.english import items
from voiceapp.understanding.numbers.english_words import words
from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols
from voiceapp.understanding.readings import NumberKind


def read(text: str, kind: NumberKind = NumberKind.POLICY) -> str:
    """The likeliest symbols; "|" for a break, "<" for a correction, "<<" for a new beginning."""
    return "".join(map(_shown, items(text, kind)))


def _shown(item: Item) -> str:
    match item:
        case Symbols():
            return item.readings[0]
        case Redo():
            return "<<" if item.all else "<"
        case Break():
            return "|"


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("one oh two", "102"),
        ("double three nine", "339"),
        ("triple zero", "000"),
        ("three fives", "555"),
        ("double u three", "W3"),
        ("double t four", "TT4"),
        ("twenty one thirty three", "2133"),
        ("twenty oh one", "2001"),
        ("six hundred forty two", "642"),
        ("one hundred and five", "105"),
        ("a hundred", "100"),
        ("eighty eight hundred", "8800"),
        ("twelve hundred thirty", "1230"),
        ("two thousand twenty six", "2026"),
        ("two thousand five hundred", "2500"),
        ("eight hundred five five", "80055"),
        ("seven dash two", "72"),
        ("p as in peter nine", "P9"),
        ("m as in nancy four", "N4"),
        ("b for bravo two", "B2"),
        ("two as in twins four", "24"),
        ("sea as in charlie", "C"),
        ("x ray one", "X1"),
        ("zulu mike", "ZM"),
        ("h o one", "HO1"),
        ("one o one", "101"),
        ("letter o one", "O1"),
        ("capital a capital b", "AB"),
        ("and a two", "2"),
        ("i think it's l m", "|LM"),
        ("six digits four four", "44"),
        ("three p m four", "|4"),
        ("five no six", "5<6"),
        ("five let me start over six", "5<<6"),
        ("five no it's six", "5<6"),
        ("five blue six", "5|6"),
    ],
)
def test_words_become_symbols(text: str, symbols: str) -> None:
    """Likeliest reading first."""
    assert read(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("two w seven", "277"),
        ("five won for to", "5142"),
        ("plus one two", "+12"),
        ("five o five", "505"),
        ("a five", "5"),
        ("b five", "|5"),
        ("five extension two", "5"),
        ("extension two", "2"),
    ],
)
def test_a_phone_number_has_figures_only(text: str, symbols: str) -> None:
    """So what sounds like a figure is one, and letters are other words."""
    assert read(text, NumberKind.PHONE) == symbols


def test_an_unclear_hundred_has_both_readings() -> None:
    """ "three hundred five" is 305 or 300 5; which, the format tells."""
    (found,) = items("three hundred five", NumberKind.POLICY)
    assert found == Symbols(("305", "3005"))


def test_words_that_only_sound_like_letters_are_unsure() -> None:
    """ "see you" is no plate."""
    found = items("see you", NumberKind.PLATE)
    assert [isinstance(item, Symbols) and item.sure for item in found] == [False, False]


def test_every_word_of_the_data_file_has_one_meaning() -> None:
    """A figure that is also a filler would be lost."""
    known = words()
    singles = {phrase[0] for phrase in known.phrases if len(phrase) == 1}
    assert not singles & set(known.digits)
    assert not singles & set(known.below_hundred)
