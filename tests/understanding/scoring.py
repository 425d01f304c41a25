"""Scores what is understood on sets of sentences: right, wrong (a false claim) or refused.

A set is `tests/data/understanding/<kind>_<language>.jsonl`, one sentence a line: `utterance`, `gold`, and
where they matter `now`, `tz`, `ask`; `kind` "hard…" for unusual wording; `split` (or `part`) "tune", or
"held" when it was written to see how words and rules do that were made without it. Predictions have the form
that `voiceapp understand` prints.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data" / "understanding"

Item = Mapping[str, Any]
Predict = Callable[[Item, str], Any]


class Verdict(StrEnum):
    """What became of one sentence."""

    RIGHT = "right"
    WRONG = "wrong"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence, what was understood, and the verdict."""

    item: Item
    pred: Any
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """A part of a set. `flips`: yes taken for no or no for yes. `f1`: of the named parts of places."""

    name: str
    part: str
    split: str
    count: int
    right: int
    wrong: int
    refused: int
    flips: int
    f1: float | None

    @property
    def share_right(self) -> float:
        return self.right / self.count

    @property
    def share_refused(self) -> float:
        return self.refused / self.count

    @property
    def share_wrong(self) -> float:
        return self.wrong / self.count


def read(path: Path) -> list[Item]:
    """The sentences of a set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(path: Path, predict: Predict) -> list[Judged]:
    """A whole set, understood and judged."""
    kind, language = path.stem.split("_")[:2]
    found = []
    for item in read(path):
        pred = predict(item, language)
        found.append(Judged(item, pred, judge(kind, item["gold"], pred)))
    return found


def scores(name: str, results: Iterable[Judged]) -> list[Score]:
    """Standard and hard, tuned and held out, each apart."""
    parts: dict[tuple[str, str], list[Judged]] = {}
    for one in results:
        part = "hard" if str(one.item.get("kind", "")).startswith("hard") else "standard"
        split = "tune" if "tune" in (one.item.get("split"), one.item.get("part")) else "held"
        parts.setdefault((part, split), []).append(one)
    return [_score(name, part, split, some) for (part, split), some in sorted(parts.items(), reverse=True)]


def _score(name: str, part: str, split: str, results: Sequence[Judged]) -> Score:
    count = Counter(one.verdict for one in results)
    f1 = None
    if name.startswith("place"):
        hits = [place_hits(one.item["gold"], one.pred) for one in results]
        total = sum(said + found for _, said, found in hits)
        f1 = 2 * sum(hit for hit, _, _ in hits) / max(1, total)
    flips = 0
    if name.startswith("intent"):
        flips = sum({one.item["gold"]["intent"], one.pred["intent"]} == {"yes", "no"} for one in results)
    return Score(
        name,
        part,
        split,
        len(results),
        count[Verdict.RIGHT],
        count[Verdict.WRONG],
        count[Verdict.REFUSED],
        flips,
        f1,
    )


def judge(kind: str, gold: Any, pred: Any) -> Verdict:
    """The verdict on one prediction."""
    right, refused = {
        "time": _time,
        "cause": _cause,
        "place": _place,
        "intent": _intent,
        "number": _number,
    }[kind](gold, pred)
    if right:
        return Verdict.RIGHT
    return Verdict.REFUSED if refused else Verdict.WRONG


def _cause(gold: Any, pred: Any) -> tuple[bool, bool]:
    return pred["class"] in (gold["class"], *gold.get("alts", ())), pred["class"] == "other"


def _place(gold: Any, pred: Any) -> tuple[bool, bool]:
    hits, said, found = place_hits(gold, pred)
    return hits == said == found, not pred


def _intent(gold: Any, pred: Any) -> tuple[bool, bool]:
    return pred["intent"] == gold["intent"], pred["intent"] == "other"


def _number(gold: Any, pred: Any) -> tuple[bool, bool]:
    return _symbols(pred) == _symbols(gold), pred is None


def _symbols(number: str | None) -> str | None:
    return None if number is None else re.sub(r"[\s\-·.,]", "", number).upper()


_GROUPS = {
    "road": "road",
    "cross": "road",
    "highway": "road",
    "city": "area",
    "district": "area",
    "state": "area",
}


def place_hits(gold: Sequence[Item], pred: Sequence[Item]) -> tuple[int, int, int]:
    """How many named parts are right (same words, same group), how many were said, how many found."""
    said, found = Counter(map(_named, gold)), Counter(map(_named, pred))
    return (said & found).total(), said.total(), found.total()


def _named(part: Item) -> tuple[str, str]:
    text = re.sub(r"^(?:the|a|an|my|our) ", "", " ".join(part["text"].lower().split()))
    if re.search("[\u4e00-\u9fff]", text):
        text = text.replace(" ", "")
    kind: str = part["type"]
    return _GROUPS.get(kind, kind), text


def _time(gold: Any, pred: Any) -> tuple[bool, bool]:
    if gold is None or pred is None:
        return gold is pred, pred is None
    return any(_same_time(reading, pred) for reading in (gold, *gold.get("alts", ()))), False


def _same_time(gold: Item, pred: Item) -> bool:
    """The strict rule: the precision is the same, and the interval as near as that precision asks for."""
    if pred["precision"] != gold["precision"]:
        return False
    start, end = _interval(gold)
    found_start, found_end = _interval(pred)
    near = timedelta(minutes=5)
    match gold["precision"]:
        case "exact":
            return abs(found_start - start) <= timedelta(minutes=1) and found_end - found_start <= near
        case "about":
            middle = abs((found_start + (found_end - found_start) / 2) - (start + (end - start) / 2))
            return middle <= max((end - start) / 4, near) and found_end - found_start <= 2 * (end - start)
        case "day":
            hour = timedelta(hours=1)
            return abs(found_start - start) <= hour and abs(found_end - end) <= hour
        case _:
            both = min(found_end, end) - max(found_start, start)
            whole = max(found_end, end) - min(found_start, start)
            return both > timedelta(0) and both / whole >= 0.5


def _interval(reading: Item) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(reading["start"]).replace(tzinfo=None)
    end = datetime.fromisoformat(reading["end"]).replace(tzinfo=None) if reading.get("end") else start
    return start, end
