"""Written Chinese → spoken Chinese: simplified characters, Chinese figures, nothing else."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from re import Match
from typing import Final

from opencc import OpenCC

from voiceapp.understanding.data import load
from voiceapp.understanding.utterance.figures import han, han_digits

_HAN: Final = r"[\u4e00-\u9fff]"


@dataclass(frozen=True)
class _Words:
    """The data file, in the shape the steps need."""

    variants: dict[str, str]
    measures: tuple[str, ...]
    pair_measures: tuple[str, ...]
    digit_by_digit: tuple[str, ...]
    simplify: OpenCC


@cache
def words() -> _Words:
    """`data/zh/spelling.toml`, checked, and the table of traditional characters."""
    data = load("zh", "spelling")
    table = data.table("words")
    return _Words(
        variants=data.mapping("variants"),
        measures=table.strings("measures"),
        pair_measures=table.strings("pair_measures"),
        digit_by_digit=table.strings("digit_by_digit"),
        simplify=OpenCC("t2s"),
    )


def normalise(text: str) -> str:
    """See `utterance.normalise`."""
    data = words()
    text = re.sub(r"\[[^\]]*\]|<[^>]*>", " ", text)
    text = _simplified(unicodedata.normalize("NFKC", text).lower(), data)
    if re.search(r"\d", text):
        for step in (_dates, _times, _quantities, _runs, _plates_and_roads, _plain_figures):
            text = step(text, data)
    text = unicodedata.normalize("NFKC", "".join(c for c in text if c.isalpha()).lower())
    return _simplified("".join(c for c in text if c.isalpha()), data)


def _simplified(text: str, data: _Words) -> str:
    text = data.simplify.convert(text)
    for written, said in data.variants.items():
        text = text.replace(written, said)
    return text


def _dates(text: str, _data: _Words) -> str:
    """ "2026-03-05" → "二零二六年三月五日", "3/5" → "三月五日"; years figure by figure."""

    def said(match: Match[str], year: str | None, month: str, day: str) -> str:
        m, d = int(month), int(day)
        if not (1 <= m <= 12 and 1 <= d <= 31):
            return match[0]
        return (f"{han_digits(year)}年" if year else "") + f"{han(m)}月{han(d)}日"

    text = re.sub(
        r"(?<!\d)(\d{4})[-/.](\d\d?)[-/.](\d\d?)日?(?!\d)", lambda m: said(m, m[1], m[2], m[3]), text
    )
    text = re.sub(r"(?<![\d/])(\d\d?)/(\d\d?)(?![\d/])", lambda m: said(m, None, m[1], m[2]), text)
    text = re.sub(r"(\d{4})\s*年", lambda m: f"{han_digits(m[1])}年", text)
    return re.sub(r"(?<!\d)(\d\d)\s*年(?=\s*\d+\s*月)", lambda m: f"{han_digits(m[1])}年", text)


def _times(text: str, _data: _Words) -> str:
    """ "8:05" → "八点零五分", "3:00" → "三点"."""

    def said(match: Match[str]) -> str:
        return _hour(int(match[1])) + "点" + _minute(match[2])

    return re.sub(r"(?<![\d:])([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::[0-5]\d)?\s*分?(?![\d:])", said, text)


def _hour(hour: int) -> str:
    return "两" if hour == 2 else han(hour)


def _minute(digits: str) -> str:
    value = int(digits)
    if value == 0:
        return ""
    return ("零" if value < 10 else "") + han(value) + "分"


def _quantities(text: str, data: _Words) -> str:
    """Percent, money, thousands with commas, decimals ("1.5小时" → "一个半小时")."""
    text = re.sub(r"(\d+(?:\.\d+)?)\s*%", r"百分之\1", text)
    text = re.sub(r"[¥$]\s*(\d[\d,.]*)\s*(万?)(?!\s*[元块])", r"\1\2元", text)
    text = re.sub(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)", lambda m: m[0].replace(",", ""), text)
    text = re.sub(r"(?<![\d.])(\d{1,2})\.5\s*个?(?=小时|钟头|月)", lambda m: f"{_counted(m[1])}个半", text)

    def decimal(match: Match[str]) -> str:
        return f"{_counted(match[1])}点{han_digits(match[2])}"

    return re.sub(r"(?<![\d.])(\d{1,8})\.(\d{1,8})(?![\d.])", decimal, text)


def _counted(digits: str) -> str:
    return han(int(digits)) if len(digits) <= 8 else han_digits(digits)


def _runs(text: str, _data: _Words) -> str:
    """Groups of figures that are one number ("138 0013 8000") are read figure by figure."""

    def said(match: Match[str]) -> str:
        groups = re.findall(r"\d+", match[0])
        if len(groups) == 2 and max(map(len, groups)) <= 2 and "," not in match[0]:
            if "-" in match[0] or "~" in match[0]:
                return f"{han(int(groups[0]))}到{han(int(groups[1]))}"
            return match[0]
        return han_digits("".join(groups)) if sum(map(len, groups)) > 4 or len(groups) > 2 else match[0]

    return re.sub(r"\(?\d+\)?(?:\s*[-~,、.·\s]\s*\(?\d+\)?)+", said, text, flags=re.ASCII)


def _plates_and_roads(text: str, data: _Words) -> str:
    """Figures beside letters: "京A12345" and "107国道" figure by figure, "G15" as a number."""

    def road(match: Match[str]) -> str:
        digits = match[2]
        return match[1] + (han(int(digits)) if len(digits) <= 2 and digits[0] != "0" else han_digits(digits))

    text = re.sub(r"(?<![a-z\u4e00-\u9fff])([gs])\s?(\d{1,4})(?![\da-z])", road, text, flags=re.ASCII)
    text = re.sub(
        r"(?<=[\u4e00-\u9fff])([gs])(\d{1,4})(?=高速|国道|省道|京|沪|沈|上)", road, text, flags=re.ASCII
    )
    text = re.sub(
        r"(?<=[a-z])[\s·.-]*(\d+)|(\d+)(?=\s?[a-z])", lambda m: han_digits(m[1] or m[2]), text, flags=re.ASCII
    )
    names = "|".join(data.digit_by_digit)
    return re.sub(rf"(\d{{3,4}})(?=\s*(?:{names}))", lambda m: han_digits(m[1]), text)


def _plain_figures(text: str, data: _Words) -> str:
    """What is left: counts before a measure word, figure by figure else."""
    measures = re.compile(r"\s*(?:" + "|".join(data.measures) + ")")
    pairs = re.compile(r"\s*(?:" + "|".join(data.pair_measures) + ")")

    def said(match: Match[str]) -> str:
        digits, rest = match[0], match.string[match.end() :]
        if (digits.startswith("0") and len(digits) > 1) or len(digits) > 8:
            return han_digits(digits)
        value = int(digits)
        if (
            value == 2
            and pairs.match(rest)
            and not re.search(r"(?:第|周|星期|礼拜)\s*$", match.string[: match.start()])
        ):
            return "两"
        if len(digits) <= 2 or measures.match(rest):
            return han(value)
        return han_digits(digits)

    return re.sub(r"\d+", said, text)
