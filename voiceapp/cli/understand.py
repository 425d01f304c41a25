"""`voiceapp understand`: what voiceapp makes of a sentence, or of many for scoring."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from voiceapp.cli.command import Subparsers
from voiceapp.errors import ConfigError, Fault

if TYPE_CHECKING:
    from voiceapp.understanding.cause import Scorer
    from voiceapp.understanding.readings import CauseReading, Cues, Facts, PlaceReading, TimeReading

LANGUAGES = ("en", "zh")
ASKED = ("none", "phone", "policy", "plate", "claim")


def add_parser(subparsers: Subparsers) -> None:
    """Add `understand`."""
    parser = subparsers.add_parser(
        "understand",
        help="show what is understood of a sentence",
        description="Shows what voiceapp understands of a sentence, as it would on the telephone.",
        epilog="With --jsonl: standard input has a JSON object a line (utterance, now, tz, ask); printed is "
        'a line {"pred": …} for each.',
    )
    parser.add_argument("kind", choices=tuple(KINDS), metavar="KIND", help=f"one of {', '.join(KINDS)}")
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("text", nargs="?", help="the sentence")
    given.add_argument("--jsonl", action="store_true", help="read many, one JSON object a line")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="its language (default: en)")
    parser.add_argument(
        "--now", type=_moment, help="the moment of the call, as 2026-03-11T14:20 (default: this moment)"
    )
    parser.add_argument(
        "--tz", type=_zone, help="its time zone, as America/Chicago (default: this machine's)"
    )
    parser.add_argument(
        "--ask", choices=ASKED, default="none", help="what number was asked for (default: none)"
    )
    parser.add_argument(
        "--rules", action="store_true", help="causes by the rules alone, without the second opinion"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, *, source: Iterable[str] | None = None) -> int:
    """Print what is understood. `source`: the lines of --jsonl (default: standard input)."""
    understand = KINDS[args.kind]
    if not args.jsonl:
        item = Item(args.text, args.lang, _in_zone(args.now, args.tz), args.ask, args.rules)
        print(json.dumps(understand(item), ensure_ascii=False, indent=2))
        return 0
    for number, line in enumerate(sys.stdin if source is None else source, start=1):
        if line.strip():
            print(
                json.dumps(
                    {"pred": understand(_item(line, number, args.lang, args.rules))}, ensure_ascii=False
                )
            )
    return 0


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to understand. `now` is aware; `ask`: what number was asked for, or "none".

    `rules`: causes by the rules alone.
    """

    utterance: str
    language: str
    now: datetime
    ask: str
    rules: bool = False


def _item(line: str, number: int, language: str, rules: bool) -> Item:
    """One line of input; what is wrong with it is told by its number."""
    try:
        given = json.loads(line)
        now = given.get("now")
        zone = given.get("tz")
        item = Item(
            given["utterance"],
            language,
            _in_zone(None if now is None else _moment(now), None if zone is None else _zone(zone)),
            asked if (asked := given.get("ask")) in ASKED else "none",
            rules,
        )
    except (ValueError, KeyError, TypeError, AttributeError, argparse.ArgumentTypeError) as error:
        wrong = (
            str(error)
            if isinstance(error, argparse.ArgumentTypeError)
            else "must be a JSON object with 'utterance'"
        )
        raise ConfigError([Fault(Path("standard input"), wrong, number)]) from None
    if not isinstance(given["utterance"], str):
        raise ConfigError([Fault(Path("standard input"), "'utterance' must be a text", number)])
    return item


def _time(item: Item) -> object:
    from voiceapp.understanding import incident_time

    return _as_time(incident_time.parse(_said(item), now=item.now, language=item.language))


def _cause(item: Item) -> object:
    from voiceapp.understanding import cause

    return _as_cause(cause.classify(_said(item), language=item.language, scorer=_scorer(item)))


def _place(item: Item) -> object:
    from voiceapp.understanding import place

    return _as_place(place.parse(_said(item), language=item.language))


def _intent(item: Item) -> object:
    from voiceapp.understanding.answers import plain_answer

    found = plain_answer(_said(item), language=item.language)
    return {"intent": found.intent.value, "correction": found.correction}


def _number(item: Item) -> str | None:
    from voiceapp.understanding import numbers

    # A policy number may be anything, so it is what an unasked number is read as.
    kind = numbers.NumberKind.POLICY if item.ask == "none" else numbers.NumberKind(item.ask)
    return numbers.parse(_said(item), kind=kind, language=item.language)


def _all(item: Item) -> object:
    from voiceapp.understanding.answers import answer, injury_answer
    from voiceapp.understanding.facts import understand

    found = understand(item.utterance, now=item.now, language=item.language, scorer=_scorer(item))
    said = answer(found.text, language=item.language)
    return {
        **_as_facts(found),
        "intent": {"intent": said.intent.value, "correction": said.correction},
        "hurt": _yes_no(injury_answer(found.text, language=item.language)),
    }


KINDS: dict[str, Callable[[Item], object]] = {
    "time": _time,
    "cause": _cause,
    "place": _place,
    "intent": _intent,
    "number": _number,
    "all": _all,
}


def _as_facts(found: "Facts") -> dict[str, object]:
    where = found.place
    return {
        "text": found.text,
        "time": _as_time(found.time),
        "where": None if where is None else where.words,
        "place": _as_place(where),
        "cause": {**_as_cause(found.cause, found.cues), "candidates": _candidates(found.cause)},
    }


def _as_time(reading: "TimeReading | None") -> dict[str, str] | None:
    if reading is None:
        return None
    start, end = reading.time.start, reading.time.end
    return {
        "start": start.replace(tzinfo=None).isoformat(timespec="minutes"),
        "end": end.replace(tzinfo=None).isoformat(timespec="minutes"),
        "precision": reading.time.precision.value,
    }


def _as_place(reading: "PlaceReading | None") -> list[dict[str, str]]:
    spans = () if reading is None else reading.spans
    return [{"type": span.kind.value, "text": span.text} for span in spans]


def _as_cause(reading: "CauseReading | None", cues: "Cues | None" = None) -> dict[str, str | None]:
    said = cues if reading is None else reading.cues
    names = ("injury", "drivable", "others", "police")
    return {
        "class": "other" if reading is None else reading.cause.value,
        **{name: _yes_no(getattr(said, name)) for name in names},
    }


def _candidates(reading: "CauseReading | None") -> list[str]:
    return [] if reading is None else [cause.value for cause in reading.candidates]


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _said(item: Item) -> str:
    from voiceapp.understanding.utterance import normalise

    return normalise(item.utterance, item.language)


def _in_zone(now: datetime | None, zone: ZoneInfo | None) -> datetime:
    """The moment of the call in its zone; this moment and this machine's zone when none is given."""
    if now is None:
        return datetime.now(UTC).astimezone(zone)
    return now.replace(tzinfo=zone) if zone is not None and now.tzinfo is None else now.astimezone(zone)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise argparse.ArgumentTypeError(f"'{text}' is no moment: write it as 2026-03-11T14:20") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise argparse.ArgumentTypeError(f"'{name}' is no time zone: write it as America/Chicago") from None


def _scorer(item: Item) -> "Scorer | None":
    return None if item.rules else _second_opinion()


@cache
def _second_opinion() -> "Scorer":
    """The second opinion on causes; its vectors are kept in the user's cache folder."""
    from voiceapp.understanding.cause.embedding import load_scorer

    folder = os.environ.get("XDG_CACHE_HOME")
    return load_scorer(Path(folder, "voiceapp") if folder else Path("~/.cache/voiceapp").expanduser())
