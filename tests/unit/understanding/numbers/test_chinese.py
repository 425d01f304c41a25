"""Chinese number words → figures, letters and provinces."""

import pytest

from voiceapp.understanding.numbers.chinese import by_sound, items
from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols
from voiceapp.understanding.readings import NumberKind


def read(text: str, kind: NumberKind = NumberKind.POLICY) -> str:
    """The symbols; "|" for a break, "<" for a correction, "<<" for a new beginning."""
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
        ("洞幺洞两", "0102"),
        ("拐三勾", "739"),
        ("两个零五六", "0056"),
        ("双六二", "662"),
        ("仨六", "666"),
        ("两个a一", "AA1"),
        ("三百二十一", "321"),
        ("三百零五", "305"),
        ("三千零五", "3005"),
        ("一千二", "1200"),
        ("两百五", "250"),
        ("十二", "12"),
        ("一万零二十", "10020"),
        ("一百万零一", "1000001"),
        ("四百六六六", "400666"),
        ("字母o一", "O1"),
        ("c横杠七", "C7"),
        ("五五哦不五六", "55<56"),
        ("五重新说六", "5<<6"),
        ("三点多", "|"),
        ("尾号是八八", "88"),
    ],
)
def test_words_become_symbols(text: str, symbols: str) -> None:
    """Figures one by one, counted, and repeated."""
    assert read(text) == symbols


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("京a一二三四五", "|京A12345"),
        ("北京的京a一", "|京A1"),
        ("上海牌照a一", "|沪A1"),
        ("经a一二三四五", "|京A12345"),
        ("粤z一二三四港", "|粤Z1234港"),
        ("他a一二三四五", "|A12345"),
    ],
)
def test_a_plate_begins_with_its_province(text: str, symbols: str) -> None:
    """Written, explained, or misheard right before a letter; 他 sounds like none."""
    assert read(text, NumberKind.PLATE) == symbols


def test_a_phone_number_has_no_letters() -> None:
    """The country code may be said, and what follows 分机 is another number."""
    assert read("加八六幺三", NumberKind.PHONE) == "+8613"
    assert read("五a分机二", NumberKind.PHONE) == "5|"


def test_figures_are_found_by_sound_only_among_figures() -> None:
    """Five figures must have been heard, and the whole must be a number; elsewhere 要 is a word."""

    def fit(number: str) -> int:
        return 3 if len(number) == 11 else 1

    assert by_sound("妖三八零零一三八零零零", NumberKind.PHONE, fit) == "13800138000"
    assert by_sound("要三八", NumberKind.PHONE, fit) is None
    assert by_sound("要八零零一三八零零零", NumberKind.PHONE, fit) is None
    assert by_sound("妖三八零零一三八零零零", NumberKind.POLICY, fit) is None
