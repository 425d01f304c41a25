"""How much of what callers say about the place is understood: whole sets of utterances, with floors.

"held" ones were written without looking at what the grammar makes of them; "hard" ones are unusual wording.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from voiceapp.understanding.place import parse
from voiceapp.understanding.utterance import normalise

SETS = Path(__file__).parents[3] / "data" / "understanding"
GROUPS = {
    "road": "road",
    "cross": "road",
    "highway": "road",
    "city": "area",
    "district": "area",
    "state": "area",
}


@dataclass
class Score:
    """Counts over a set: spans found, spans meant, spans in common, utterances with a wrong answer."""

    found: int = 0
    meant: int = 0
    common: int = 0
    wrong: int = 0
    utterances: int = 0

    def add(self, found: list[tuple[str, str]], meant: list[tuple[str, str]]) -> None:
        rest = list(meant)
        for span in found:
            if span in rest:
                rest.remove(span)
        self.found += len(found)
        self.meant += len(meant)
        self.common += len(meant) - len(rest)
        self.wrong += bool(found) and sorted(found) != sorted(meant)
        self.utterances += 1

    @property
    def f1(self) -> float:
        return 2 * self.common / max(1, self.found + self.meant)


def plain(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an", "my", "our") else words)


def score(language: str, *, split: str, kind: str) -> Score:
    result = Score()
    for line in (SETS / f"place_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["split"] == split and item["kind"] == kind:
            found = parse(normalise(item["utterance"], language), language=language)
            spans = found.spans if found else ()
            result.add(
                [(GROUPS.get(span.kind.value, span.kind.value), plain(span.text)) for span in spans],
                [(GROUPS.get(span["type"], span["type"]), plain(span["text"])) for span in item["gold"]],
            )
    return result


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("split", "kind", "floor", "most_wrong"),
    [
        ("tune", "standard", 0.97, 0.03),
        ("tune", "hard", 0.93, 0.12),
        ("held", "standard", 0.95, 0.04),
        ("held", "hard", 0.75, 0.35),
    ],
)
def test_utterances_are_understood(
    language: str, split: str, kind: str, floor: float, most_wrong: float
) -> None:
    """Names are found as they were said, and few answers say something else."""
    result = score(language, split=split, kind=kind)
    assert result.utterances >= 30
    assert result.f1 >= floor
    assert result.wrong <= most_wrong * result.utterances


@pytest.mark.parametrize("language", ["en", "zh"])
def test_answers_without_a_place_give_no_name(language: str) -> None:
    """Where the caller named nothing, nothing is named."""
    for line in (SETS / f"place_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if not item["gold"] and item["kind"] == "standard":
            found = parse(normalise(item["utterance"], language), language=language)
            assert found is None or not found.spans, item["utterance"]
