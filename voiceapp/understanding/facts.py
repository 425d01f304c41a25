"""Everything one utterance says: when, where and what, with no word used for two of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from voiceapp.claims.loss import CauseClass, SpanKind
from voiceapp.understanding import cause, incident_time, place
from voiceapp.understanding.cause import Scorer
from voiceapp.understanding.readings import Facts, PlaceReading, Span, TimeReading
from voiceapp.understanding.utterance import normalise

_HIDDEN: Final = "¦"  # stands for words that are spoken for; no grammar knows it

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
    names = () if where is None else _named(said, where, _NAMES)
    what = cause.classify(_hide(said, names), language=language, scorer=scorer)
    told = what if what.cause is not CauseClass.OTHER or what.candidates else None
    return Facts(said, time, where, told, what.cues)


def _when_and_where(
    said: str, *, now: datetime, language: str
) -> tuple[TimeReading | None, PlaceReading | None]:
    """Time and place read side by side. Where both want a word ("route nine at nine"), names keep theirs."""
    time = incident_time.parse(said, now=now, language=language)
    where = place.parse(said, language=language)
    if time is None or where is None or not _overlap(time.span, where.span):
        return time, where
    names = [name for name in _named(said, where) if not _is_time(said[slice(*name)], now, language)]
    apart = incident_time.parse(_hide(said, names), now=now, language=language)
    if apart is None and not any(_within(time.span, name) for name in names):
        # Hiding the names broke the time, yet it is more than a name: the place yields.
        return time, _without(said, where, time.span, language)
    if apart is None or not _overlap(apart.span, where.span):
        return apart, where
    return apart, _without(said, where, apart.span, language)


def _without(said: str, where: PlaceReading, time: Span, language: str) -> PlaceReading | None:
    """The place read again without the words of the time, unless that loses names outside of it."""
    again = place.parse(_hide(said, [time]), language=language)
    outside = [name for name in _named(said, where) if not _within(name, time)]
    if again is not None and len(again.spans) >= len(outside):
        return again
    return None if _within(where.span, time) else where


def _is_time(name: str, now: datetime, language: str) -> bool:
    """ "march third" taken for a road: every word of it says when."""
    found = incident_time.parse(name, now=now, language=language)
    return found is not None and found.span == (0, len(name)) and (" " in name or language == "zh")


def _named(
    said: str, where: PlaceReading, kinds: frozenset[SpanKind] = frozenset(SpanKind)
) -> tuple[Span, ...]:
    """Where the named parts of a place stand in the text."""
    found: list[Span] = []
    for named in where.spans:
        at = said.find(named.text, where.span[0])
        if named.kind in kinds and at >= 0:
            found.append((at, at + len(named.text)))
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
