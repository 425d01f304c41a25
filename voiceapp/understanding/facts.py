"""Everything one utterance says: when, where and what, with no word used for two of them."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from voiceapp.claims.loss import CauseClass, Precision, SpanKind
from voiceapp.understanding import cause, incident_time, place
from voiceapp.understanding.cause import Scorer
from voiceapp.understanding.readings import Facts, PlaceReading, Span, TimeReading
from voiceapp.understanding.utterance import figures, normalise

_HIDDEN: Final = "¦"  # stands for words that are spoken for; no grammar knows it

_NUMBERS: Final = frozenset("零一二三四五六七八九十百千两幺")
_NUMBER_WORDS: Final = frozenset(
    {*figures.ONES, *figures.TENS, "oh", "hundred", "thousand", "and"}
    | {figures.ordinal(number).split()[-1] for number in range(1, 100)}
)
_SHARPEST: Final = (Precision.EXACT, Precision.ABOUT, Precision.PART, Precision.RANGE, Precision.DAY)
_BEGINS_TIME: Final = re.compile("(?<!楼)[上下前](?:周|个|星期|礼拜|天|年|月|午|半)")  # 楼下 is a place
# Names that are often numbers.
_NUMBERED: Final = frozenset({SpanKind.HIGHWAY, SpanKind.MARKER, SpanKind.NUMBER, SpanKind.CROSS})
# Names that say nothing about what happened: "deer park avenue" is no deer. A car park or a pole may.
_NAMES: Final = frozenset(
    {SpanKind.ROAD, SpanKind.CROSS, SpanKind.HIGHWAY, SpanKind.CITY, SpanKind.DISTRICT, SpanKind.STATE}
)


def understand(text: str, *, now: datetime, language: str, scorer: Scorer | None = None) -> Facts:
    """The facts of a recogniser's text, written in any way. `now`: aware. `scorer`: see cause.classify.

    `Facts.text` is the normal form; all spans are characters of it. Never raises for any text.
    """
    said = normalise(text, language)
    time, where = _when_and_where(said, now=now, language=language)
    names = [] if where is None else [span for kind, span in _named(said, where) if kind in _NAMES]
    what = cause.classify(_hide(said, names), language=language, scorer=scorer)
    told = what if what.cause is not CauseClass.OTHER or what.candidates else None
    return Facts(said, time, where, told, what.cues)


def _when_and_where(
    said: str, *, now: datetime, language: str
) -> tuple[TimeReading | None, PlaceReading | None]:
    """Time and place read side by side. Where both want a word ("route nine at nine"), one gives way."""
    time = incident_time.parse(said, now=now, language=language)
    where = place.parse(said, language=language)
    if where is None:
        return time, None if time is None else _around(said, None, time.span, language)
    if time is None or not _overlap(time.span, where.span):
        # Words of the place may have spoilt the time beside it: 门口前天 is no 前天 to a time grammar.
        hidden = _hide(said, [_own(said, where), *(span for _, span in _named(said, where))])
        return _sharper(time, incident_time.parse(hidden, now=now, language=language)), where
    names = [(kind, span) for kind, span in _named(said, where) if _overlap(span, time.span)]
    if language == "zh" and not names:
        # Only the words around a name: 附近七点半 is half past seven, not nearly.
        alone = incident_time.parse(_hide(said, [_own(said, where)]), now=now, language=language)
        if alone is not None and _sharper(time, alone) is alone:
            return alone, where
    kept: list[Span] = []
    for kind, span in names:
        again = incident_time.parse(_hide(said, [span]), now=now, language=language)
        unused = again is not None and again.time == time.time
        dated = _is_time(said[slice(*span)], now, language)
        begun = again is not None or language == "zh"
        if unused or (not dated and _stays_a_name(kind, span, time.span, begun=begun)):
            kept.append(span)
    if kept:
        time = incident_time.parse(_hide(said, kept), now=now, language=language)
        if time is None or (len(kept) == len(names) and any(_overlap(span, time.span) for span in kept)):
            return time, where
    return time, _around(said, where, time.span, language)


def _own(said: str, where: PlaceReading) -> Span:
    """The words of a place without a 上, 下 or 前 at its end that begins a time: 人民路 / 上周二."""
    start, end = where.span
    shared = _BEGINS_TIME.match(said, end - 1)
    return (start, end - 1) if shared else where.span


def _sharper(time: TimeReading | None, alone: TimeReading | None) -> TimeReading | None:
    """The reading of the words outside the place, unless it lost a time of day said in the midst of it."""
    if time is None or alone is None:
        return alone or time
    return alone if _SHARPEST.index(alone.time.precision) <= _SHARPEST.index(time.time.precision) else time


def _stays_a_name(kind: SpanKind, name: Span, time: Span, *, begun: bool) -> bool:
    """Whether a name keeps words that are also read as a time.

    It does when the time is but a part of it ("ninety four", "second street") or when it is more than a
    landmark ("six twenty one" of "north clark street"); not when the time goes on beyond it ("mile marker
    eighty eight, twenty past eight") or has all of it ("presidents" day). `begun`: what stands before the
    name is a time by itself, so that the name begins too early ("march tenth at nine / fifteen main street").
    """
    if _within(time, name):
        return True
    if _within(name, time):
        ends_it = name[1] == time[1] or kind in _NUMBERED
        return ends_it and kind is not SpanKind.LANDMARK
    return time[0] < name[0] and (kind is SpanKind.NUMBER or not begun)


def _is_time(name: str, now: datetime, language: str) -> bool:
    """ "march third" taken for a road: every word of it says when, and they are more than numbers."""
    found = incident_time.parse(name, now=now, language=language)
    if found is None or found.span != (0, len(name)):
        return False
    return any(letter not in _NUMBERS for letter in name) if language == "zh" else not _just_numbers(name)


def _just_numbers(name: str) -> bool:
    return all(word in _NUMBER_WORDS for word in name.split())


def _around(said: str, where: PlaceReading | None, time: Span, language: str) -> PlaceReading | None:
    """The place read again before and behind the words of the time; `where`: as read with them."""
    parts: list[PlaceReading] = []
    for start, end in ((0, time[0]), (time[1], len(said))):
        found = place.parse(said[start:end].strip(), language=language)
        if found is not None:
            offset = said.index(said[start:end].strip(), start)
            span = (found.span[0] + offset, found.span[1] + offset)
            parts.append(PlaceReading(found.words, span, found.spans))
    named = [part for part in parts if part.spans] or parts[:1]
    if not named:
        return None if where is None or _within(where.span, time) or where.spans else where
    joint = "" if language == "zh" else " "
    words = joint.join(part.words for part in named)
    spans = tuple(span for part in named for span in part.spans)
    return PlaceReading(words, (named[0].span[0], named[-1].span[1]), spans)


def _named(said: str, where: PlaceReading) -> tuple[tuple[SpanKind, Span], ...]:
    """Where the named parts of a place stand in the text."""
    found: list[tuple[SpanKind, Span]] = []
    for named in where.spans:
        at = said.find(named.text, where.span[0])
        if at >= 0:
            found.append((named.kind, (at, at + len(named.text))))
    return tuple(found)


def _hide(said: str, spans: Iterable[Span]) -> str:
    """The text, equally long, with some of its characters hidden."""
    for start, end in spans:
        said = said[:start] + "".join(c if c == " " else _HIDDEN for c in said[start:end]) + said[end:]
    return said


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
