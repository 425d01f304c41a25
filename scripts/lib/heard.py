"""How much is understood of what is typed, and of what is heard: cases, verdicts, tallies. Pure."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.understanding.scoring import Item, Verdict, judge, place_hits

Understand = Callable[[str, Item, str], Any]
"""(kind, item with `utterance`, language) → what is understood."""

# What the recorded callers answer, by the name of the recording; the longest beginning counts.
_ASKED = {
    "yes": "intent",
    "no": "intent",
    "no_fix": "fix",
    "repeat": "intent",
    "agent": "intent",
    "unsure": "intent",
    "safety": "hurt",
    "time": "time",
    "place": "place",
    "cause": "cause",
    "phone": "number",
    "plate": "number",
    "policy": "number",
    "open": "story",
    "status": "story",
    "complaint": "story",
}


@dataclass(frozen=True, slots=True)
class Case:
    """Something said. `source`: the set of sentences, or "recorded"; `voice` says it; `item`: see scoring."""

    source: str
    kind: str
    language: str
    voice: str
    item: Item
    file: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the recogniser wrote. `errors` of `units`: words (Chinese: characters) that were heard wrong."""

    case: Case
    text: str
    errors: int
    units: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is understood of what was said and of what was heard. `flip`: of a yes a no, or the other way."""

    hearing: Hearing
    typed_pred: Any
    heard_pred: Any
    typed: Verdict
    heard: Verdict
    flip: bool

    @property
    def case(self) -> Case:
        return self.hearing.case


@dataclass(frozen=True, slots=True)
class Tally:
    """Outcomes that belong together, counted."""

    source: str
    kind: str
    language: str
    voice: str
    count: int
    typed_right: int
    typed_wrong: int
    typed_refused: int
    right: int
    wrong: int
    refused: int
    flips: int
    errors: int
    units: int
    typed_f1: float | None
    f1: float | None


def held(items: Iterable[Item]) -> list[Item]:
    """Those that nobody looked at while words and rules were made."""
    return [item for item in items if not str(item.get("split") or item.get("part") or "").startswith("tune")]


def sample(items: Sequence[Item], count: int, seed: int) -> list[Item]:
    """So many of them, the same ones for the same seed, in their order."""
    chosen = sorted(random.Random(seed).sample(range(len(items)), min(count, len(items))))  # noqa: S311
    return [items[at] for at in chosen]


def recorded_case(entry: Mapping[str, str]) -> Case:
    """A recording of the index. ValueError when its name does not tell what it answers."""
    name = entry["file"].removesuffix(".wav").removeprefix(f"{entry['lang']}_{entry['voice']}_")
    parts = name.split("_")
    beginnings = ["_".join(parts[:size]) for size in range(len(parts), 0, -1)]
    kind = next((_ASKED[each] for each in beginnings if each in _ASKED), None)
    if kind is None:
        raise ValueError(f"{entry['file']}: its name must go on with one of {', '.join(_ASKED)}")
    item = {"utterance": entry["text"], "ask": parts[0]}
    return Case("recorded", kind, entry["lang"], entry["voice"], item, entry["file"])


def outcome(hearing: Hearing, understand: Understand) -> Outcome:
    """What became of it. A recording has no right answer of its own: what is understood of its text is it."""
    case = hearing.case
    typed_pred = understand(case.kind, case.item, case.language)
    heard_pred = understand(case.kind, {**case.item, "utterance": hearing.text}, case.language)
    gold = case.item.get("gold", typed_pred)
    return Outcome(
        hearing,
        typed_pred,
        heard_pred,
        verdict(case.kind, gold, typed_pred),
        verdict(case.kind, gold, heard_pred),
        _opposite(case.kind, gold, heard_pred),
    )


def verdict(kind: str, gold: Any, pred: Any) -> Verdict:
    """As `scoring.judge`; also for a yes or no about injuries, and for several facts in one breath."""
    if kind == "hurt":
        return Verdict.RIGHT if gold == pred else Verdict.REFUSED if pred is None else Verdict.WRONG
    if kind not in ("story", "fix"):
        return judge(kind, gold, pred)
    every = {verdict(part, gold[part], pred[part]) for part in gold}
    return next(each for each in (Verdict.WRONG, Verdict.REFUSED, Verdict.RIGHT) if each in every)


def _opposite(kind: str, gold: Any, pred: Any) -> bool:
    match kind:
        case "intent":
            return {gold["intent"], pred["intent"]} == {"yes", "no"}
        case "fix":
            return _opposite("intent", gold["intent"], pred["intent"])
        case "hurt":
            return {gold, pred} == {"yes", "no"}
    return False


def tallies(outcomes: Iterable[Outcome]) -> list[Tally]:
    """One for each source, kind, language and voice; recordings of all voices together."""
    groups: dict[tuple[str, str, str, str], list[Outcome]] = {}
    for one in outcomes:
        case = one.case
        voice = "all" if case.source == "recorded" else case.voice
        groups.setdefault((case.source, case.kind, case.language, voice), []).append(one)
    order = sorted(groups, key=lambda key: (key[0] == "recorded", key[2], key[3], key[1]))
    return [_tally(key, groups[key]) for key in order]


def _tally(key: tuple[str, str, str, str], some: Sequence[Outcome]) -> Tally:
    source, kind, language, voice = key

    typed, got = Counter(one.typed for one in some), Counter(one.heard for one in some)
    f1 = typed_f1 = None
    if kind == "place":
        golds = [one.case.item.get("gold", one.typed_pred) for one in some]
        typed_f1 = _f1(zip(golds, [one.typed_pred for one in some], strict=True))
        f1 = _f1(zip(golds, [one.heard_pred for one in some], strict=True))
    return Tally(
        source,
        kind,
        language,
        voice,
        count=len(some),
        typed_right=typed[Verdict.RIGHT],
        typed_wrong=typed[Verdict.WRONG],
        typed_refused=typed[Verdict.REFUSED],
        right=got[Verdict.RIGHT],
        wrong=got[Verdict.WRONG],
        refused=got[Verdict.REFUSED],
        flips=sum(one.flip for one in some),
        errors=sum(one.hearing.errors for one in some),
        units=sum(one.hearing.units for one in some),
        typed_f1=typed_f1,
        f1=f1,
    )


def _f1(pairs: Iterable[tuple[Any, Any]]) -> float:
    hits = [place_hits(gold, pred) for gold, pred in pairs]
    return 2 * sum(hit for hit, _, _ in hits) / max(1, sum(said + found for _, said, found in hits))


_COLUMNS = (
    "what",
    "language",
    "voice",
    "n",
    "typed right",
    "heard right",
    "drop",
    "heard wrong",
    "refused",
    "flips",
    "words misheard",
)


def table(found: Sequence[Tally]) -> str:
    """For reading, and for docs: Markdown. Shares in per cent."""
    rows = ["| " + " | ".join(_COLUMNS) + " |", "|" + "---|" * len(_COLUMNS)]
    for one in found:
        typed, right = one.typed_right / one.count, one.right / one.count
        f1 = "" if one.f1 is None else f" (F1 {one.typed_f1:.2f} → {one.f1:.2f})"
        what = f"{one.source}, {one.kind}" if one.source == "recorded" else one.kind
        cells = (
            what + f1,
            one.language,
            one.voice,
            one.count,
            f"{typed:.0%}",
            f"{right:.0%}",
            f"{typed - right:.0%}",
            f"{one.wrong / one.count:.0%}",
            f"{one.refused / one.count:.0%}",
            one.flips,
            f"{one.errors / max(1, one.units):.0%}",
        )
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(rows)


def disagreement(one: Outcome) -> str:
    """One line on what was understood otherwise than typed."""
    mark = "FLIP" if one.flip else one.heard.value
    name = one.case.file or f"{one.case.source} {one.case.voice}"
    said, got = one.case.item["utterance"], one.hearing.text
    return f"{mark:8}{name}: “{said}” heard as “{got}”: {_short(one.heard_pred)}"


def _short(pred: Any) -> str:
    return "nothing" if not pred else str(pred)


def as_json(hearings: Iterable[Hearing]) -> list[dict[str, Any]]:
    """For a file; `from_json` takes it back."""
    return [asdict(one) for one in hearings]


def from_json(told: Iterable[Mapping[str, Any]]) -> list[Hearing]:
    return [Hearing(Case(**one["case"]), one["text"], one["errors"], one["units"]) for one in told]
