"""Chinese key words by sound: on a telephone line a recogniser writes other characters that sound the same.

Tones are ignored, and sounds that accents and narrow-band lines mix up count as one: zh/z, ch/c, sh/s,
n/l, f/h at the beginning; ang/an, eng/en, ing/in at the end. Longer key words forgive more: the longer, the
rarer a chance likeness.
"""

from collections.abc import Callable
from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin

from voiceapp.understanding.readings import Span

_FIRST = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
# f and h are mixed up before a u that only the h shows: 飞 fei, 灰 hui.
_F = {"fu": "hu", "fei": "hui", "fen": "hun", "feng": "hun", "fou": "hou"}
_LAST = (("ang", "an"), ("eng", "en"), ("ing", "in"))
# Beginnings that differ by a puff of air, and ends a bad line blurs: near, not equal.
_NEAR_FIRST = frozenset({("b", "p"), ("d", "t"), ("g", "k"), ("j", "q"), ("z", "c"), ("l", "r"), ("h", "g")})
_NEAR_LAST = frozenset({("en", "on"), ("ong", "en"), ("uo", "o"), ("e", "uo"), ("ian", "an"), ("ei", "ui")})

_ANOTHER = 3  # the price of a syllable that is neither equal nor near
_SHORTEST = 2  # characters: one syllable alone means too many things


def find(text: str, keyword: str) -> Span | None:
    """Where `keyword` is said in a normalised Chinese `text`: written or sounding so; None if nowhere.

    The best likeness wins, the first of equals. Of two syllables both must be equal but for the mix-ups
    above; of three, one may be near (川人共 for 转人工); of four or more, one may be another (赶到住子 for
    撞到柱子). A key word of one character is found only as written. The span is in characters of `text`.
    """
    start = text.find(keyword)
    if start >= 0:
        return start, start + len(keyword)
    if len(keyword) < _SHORTEST:
        return None
    wanted = folded_syllables(keyword)
    heard = folded_syllables(text)
    allowed = (0, 0, 0, 2)[len(wanted)] if len(wanted) < 4 else _ANOTHER
    prices = [
        (sum(map(_price, wanted, heard[start : start + len(wanted)])), start)
        for start in range(len(heard) - len(wanted) + 1)
    ]
    price, start = min(prices, default=(allowed + 1, 0))
    return (start, start + len(wanted)) if price <= allowed else None


@lru_cache(maxsize=4096)
def folded_syllables(text: str) -> tuple[str, ...]:
    """One folded syllable a character, as "zui" for 追; what is no Chinese character stands for itself."""
    return tuple(map(_folded, syllables(text)))


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """The toneless syllable of each character, by its neighbours where a character has several."""
    said = lazy_pinyin(text, style=Style.NORMAL, errors=_EACH)
    return tuple(said) if len(said) == len(text) else tuple(map(_alone, text))


_EACH: Callable[[str], str] = list  # type: ignore[assignment]  # pypinyin takes lists too, its stubs do not


@cache
def _alone(character: str) -> str:
    return str(lazy_pinyin(character, style=Style.NORMAL, errors=_EACH)[0])


@cache
def _folded(syllable: str) -> str:
    if not (syllable.isascii() and syllable.isalpha()):
        return syllable
    if syllable.startswith("f"):
        syllable = _F.get(syllable, "hu" + syllable[1:])
    for written, folded in _FIRST:
        if syllable.startswith(written):
            syllable = folded + syllable[len(written) :]
            break
    for written, folded in _LAST:
        if syllable.endswith(written):
            return syllable[: -len(written)] + folded
    return syllable


@cache
def _price(wanted: str, heard: str) -> int:
    """0 equal, 1 or 2 near, else the price of another syllable."""
    if wanted == heard:
        return 0
    first, last = _parts(wanted)
    other_first, other_last = _parts(heard)
    price = 0
    if first != other_first:
        if not {(first, other_first), (other_first, first)} & _NEAR_FIRST:
            return _ANOTHER
        price += 1
    if last != other_last:
        if not {(last, other_last), (other_last, last)} & _NEAR_LAST:
            return _ANOTHER
        price += 1
    return price


def _parts(syllable: str) -> tuple[str, str]:
    length = 0 if syllable[:1] in "aeiouü" else 1
    return syllable[:length], syllable[length:]
