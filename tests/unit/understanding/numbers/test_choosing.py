"""Of all that a dictation may mean, the number that fits."""

from voiceapp.understanding.numbers.choosing import choose
from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols


def said(text: str) -> list[Item]:
    """Each character a symbol; "|" a break, "<" a correction, "/" a new beginning."""
    marks: dict[str, Item] = {"|": Break(), "<": Redo(), "/": Redo(all=True)}
    return [marks.get(c) or Symbols((c,)) for c in text]


def of_length(*lengths: int) -> "dict[int, int]":
    """Fits by length, the first length best."""
    return {length: 3 - at for at, length in enumerate(lengths)}


def chosen(text: str, *lengths: int) -> str | None:
    fits = of_length(*lengths)
    return choose(said(text), lambda number: fits.get(len(number), 0))


def test_the_reading_that_fits_is_taken() -> None:
    """305 or 300 5: a number of four figures it is."""
    items = [Symbols(("305", "3005"))]
    assert choose(items, lambda number: int(len(number) == 4)) == "3005"
    assert choose(items, lambda number: 1) == "305"


def test_nothing_that_fits_is_no_number() -> None:
    """None beats a wrong one."""
    assert chosen("12", 5) is None
    assert choose([], lambda number: 3) is None


def test_a_correction_replaces_the_whole_or_the_end() -> None:
    """As much as it is long, if the whole then fits."""
    assert chosen("123<124", 3) == "124"
    assert chosen("1234567<68", 7) == "1234568"
    assert chosen("12345<34567", 7, 5) == "1234567"


def test_a_new_beginning_forgets_what_was() -> None:
    """ "let me start over"."""
    assert chosen("1234/56", 2, 4) == "56"
    assert chosen("1234</56", 2, 4) == "56"


def test_a_correction_of_nothing_is_a_word() -> None:
    """ "no" before the number."""
    assert chosen("<123", 3) == "123"


def test_the_best_stretch_is_taken() -> None:
    """Other words part two numbers; the longer of equals."""
    assert chosen("12|1234|12", 4, 2) == "1234"
    assert chosen("1|123|12", 9, 1, 3) is None or chosen("1|123|12", 9, 3, 1) == "123"


def test_two_stretches_that_make_one_perfect_number_are_joined() -> None:
    """ "nine two oh, that's the area code, five five five …"."""
    assert chosen("920|5550114", 10, 7) == "9205550114"
    assert chosen("92|5550114", 10, 7) == "5550114"


def test_letters_that_are_words_need_a_sure_one_beside() -> None:
    """ "see you" alone is no plate."""
    unsure = [Symbols(("C",), sure=False), Symbols(("U",), sure=False)]
    assert choose(unsure, lambda number: 1) is None
    assert choose([*unsure, Symbols(("7",))], lambda number: 1) == "CU7"
