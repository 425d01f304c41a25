"""Dictated Chinese numbers → items. Words come from `data/zh/numbers.toml`."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import Final

from pypinyin import Style, lazy_pinyin

from voiceapp.understanding.data import load
from voiceapp.understanding.numbers.choosing import Fit, choose
from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols
from voiceapp.understanding.readings import NumberKind

_FIGURES_ONLY: Final = (NumberKind.PHONE, NumberKind.CLAIM)
_LARGE = 10_000  # 万 multiplies all that stands before it
LIKELY = 3  # how well a number must fit that was found by sound only
_HEARD_FIGURES = 5  # … and how many figures must have been heard as such


@dataclass(frozen=True, slots=True)
class _Words:
    """The data file, in the shape the reader needs."""

    digits: Mapping[str, str]
    sounds_like: Mapping[str, str]
    times: Mapping[str, int]
    units: Mapping[str, int]
    provinces: frozenset[str]
    province_names: Mapping[str, str]
    plate_ends: frozenset[str]
    phrases: Mapping[str, str]
    longest: int
    cardinal: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def words() -> _Words:
    """`data/zh/numbers.toml`, checked."""
    data = load("zh", "numbers")
    table = data.table("words")
    provinces = data.mapping("provinces")
    lists = {name: table.strings(name) for name in ("fillers", "leads", "redo", "restart", "stop")}
    phrases = {phrase: name for name, found in lists.items() for phrase in found}
    return _Words(
        digits=data.mapping("digits"),
        sounds_like=data.mapping("sounds_like"),
        times=data.integers("times"),
        units=data.integers("units"),
        provinces=frozenset(provinces),
        province_names={name: short for short, name in provinces.items()},
        plate_ends=frozenset(table.strings("plate_ends")),
        phrases=phrases,
        longest=max(map(len, phrases)),
        cardinal=_cardinal(),
        counted=re.compile(f"[一二三四五六七八九十两几]{{1,3}}(?:{'|'.join(table.strings('counted'))})"),
    )


def _cardinal() -> re.Pattern[str]:
    """A counted number such as 三百零五 or 一千二, up to where figures go on one by one."""
    one, plain = "[一二三四五六七八九两]", "[零一二三四五六七八九两幺]"
    large = f"(?:(?:{one}千)?零?(?:{one}百)?零?(?:{one}?十)?{one}?万)?"
    parts = f"{large}(?:零?{one}千)?(?:零?{one}百)?"
    return re.compile(
        rf"(?=[^十百千万]{{0,3}}[十百千万]){parts}(?:零?{one}?十{one}?|零{one}(?!{plain})|(?<=[百千万]){one}(?!{plain}))?"
    )


def items(text: str, kind: NumberKind) -> list[Item]:
    """The items of a normalised text."""
    return _Reader(text, kind, words()).read()


def by_sound(text: str, kind: NumberKind, fit: Fit) -> str | None:
    """A phone, claim or plate number in which some figures were written as words that sound like them."""
    known = words()
    if kind is NumberKind.POLICY or sum(c in known.digits for c in text) < _HEARD_FIGURES - (
        kind is NumberKind.PLATE
    ):
        return None
    figures = {*known.digits, *known.sounds_like}
    if kind is NumberKind.PLATE:
        figures |= set(ascii_lowercase)
    heard = list(text)
    for at, char in enumerate(text):
        beside = (not at or text[at - 1] in figures) and (at + 1 == len(text) or text[at + 1] in figures)
        if char in known.sounds_like and beside:
            heard[at] = next(han for han, digit in known.digits.items() if digit == known.sounds_like[char])
    number = choose(items("".join(heard), kind), fit)
    return number if number is not None and fit(number) >= LIKELY else None


class _Reader:
    """Goes through the characters once; see the English reader."""

    def __init__(self, text: str, kind: NumberKind, known: _Words) -> None:
        self.text = text
        self.kind = kind
        self.known = known
        self.at = 0
        self.out: list[Item] = []
        self.stopped = False

    def read(self) -> list[Item]:
        steps: tuple[Callable[[], bool], ...] = (
            self._announced,
            self._literal,
            self._repeated,
            self._counted,
            self._province,
            self._count,
            self._digit,
            self._phrase,
            self._letter,
        )
        while self.at < len(self.text) and not self.stopped:
            if not any(step() for step in steps):
                self.out.append(Break())
                self.at += 1
        return self.out

    def _rest(self, ahead: int = 0) -> str:
        return self.text[self.at + ahead :]

    def _say(self, *readings: str, used: int) -> bool:
        self.out.append(Symbols(tuple(readings)))
        self.at += used
        return True

    def _announced(self) -> bool:
        """ "两个字母": says what comes, and is no part of it."""
        found = re.match("[一两二三四五六七八九]个(?:大写|小写)?(?:字母|数字|号码)", self._rest())
        self.at += len(found[0]) if found else 0
        return found is not None

    def _literal(self) -> bool:
        """ "字母o"."""
        found = re.match(r"字母([a-z])", self._rest())
        return self._say(found[1].upper(), used=3) if found and self.kind not in _FIGURES_ONLY else False

    def _repeated(self) -> bool:
        """ "三个八", "双六"."""
        for word, times in self.known.times.items():
            following = self._rest(len(word))[:1]
            symbol = self.known.digits.get(following) or (
                following.upper() if re.match("[a-z]", following) else ""
            )
            if self._rest().startswith(word) and symbol:
                return self._say(symbol * times, used=len(word) + 1)
        return False

    def _counted(self) -> bool:
        """ "一两个", "三点": figures that count something are no part of a number."""
        found = self.known.counted.match(self._rest())
        if not found or (self.out and isinstance(self.out[-1], Symbols)):
            return False
        self.out.append(Break())
        self.at += len(found[0])
        return True

    def _count(self) -> bool:
        found = self.known.cardinal.match(self._rest())
        if not found or not found[0] or not set(found[0]) & set(self.known.units):
            return False
        return self._say(str(self._value(found[0])), used=len(found[0]))

    def _value(self, counted: str) -> int:
        total, digit, unit = 0, 0, 1
        for char in counted:
            if char not in self.known.units:
                digit = int(self.known.digits[char])
                unit = 1 if char == "零" else unit
                continue
            unit = self.known.units[char]
            if unit == _LARGE:
                total = (total + digit) * unit
            else:
                total += (digit or 1) * unit
            digit = 0
        return total + digit * (unit // 10 if unit > 10 else 1)

    def _digit(self) -> bool:
        char = self._rest()[:1]
        return self._say(self.known.digits[char], used=1) if char in self.known.digits else False

    def _province(self) -> bool:
        """The character a plate begins with: written, explained ("北京的京") or misheard before a letter."""
        if self.kind is not NumberKind.PLATE:
            return False
        for name, short in self.known.province_names.items():
            found = re.match(rf"{name}[省市]?(?:的{short}|牌照|的|{short})?", self._rest())
            if found:
                self.out.append(Break())
                return self._say(short, used=len(found[0]))
        char = self._rest()[:1]
        if char in self.known.provinces:
            self.out.append(Break())
            return self._say(char, used=1)
        if char in self.known.plate_ends and self.at == len(self.text) - 1 and self.out:
            return self._say(char, used=1)
        return self._misheard_province(char)

    def _misheard_province(self, char: str) -> bool:
        plate = re.match(r"[a-z](?:[a-z]|[零洞一幺二两三四五六七拐八九勾]|[两三四五六]个){3,}", self._rest(1))
        if not plate or not re.match(r"[\u4e00-\u9fff]", char) or char in self.known.digits:
            return False
        short = _sounding_like(char, self.known.provinces)
        if short is None:
            return False
        self.out.append(Break())
        return self._say(short, used=1)

    def _phrase(self) -> bool:
        """Fillers, "不对", "重新说", "分机"."""
        for size in range(min(self.known.longest, len(self._rest())), 0, -1):
            found = self.known.phrases.get(self._rest()[:size])
            if found is None:
                continue
            match found:
                case "leads" if not (self.out and isinstance(self.out[-1], Redo)):
                    self.out.append(Break())
                case "redo" | "restart":
                    self.out.append(Redo(all=found == "restart"))
                case "stop":
                    self.stopped = any(isinstance(item, Symbols) for item in self.out)
            self.at += size
            return True
        return False

    def _letter(self) -> bool:
        char = self._rest()[:1]
        if (
            self.kind is NumberKind.PHONE
            and char == "加"
            and not any(isinstance(i, Symbols) for i in self.out)
        ):
            return self._say("+", used=1)
        if self.kind in _FIGURES_ONLY or not re.match("[a-z]", char):
            return False
        return self._say(char.upper(), used=1)


@cache
def _sounding_like(char: str, provinces: frozenset[str]) -> str | None:
    """The one province character that sounds like this one, with its tone if need be; None when unclear."""
    for style in (Style.TONE3, Style.NORMAL):
        found = list(_same_sound(char, provinces, style))
        if len(found) == 1:
            return found[0]
    return None


def _same_sound(char: str, provinces: frozenset[str], style: Style) -> Iterator[str]:
    heard = lazy_pinyin(char, style=style)
    return (short for short in sorted(provinces) if lazy_pinyin(short, style=style) == heard)
