"""Parts of a place found in an utterance, what a correction takes back, and the reading made of the rest.

Shared by all languages; every position is a character of the normalised text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voiceapp.claims.loss import PlaceSpan, SpanKind
from voiceapp.understanding.readings import PlaceReading

ROADS = frozenset({SpanKind.ROAD, SpanKind.CROSS, SpanKind.HIGHWAY})


@dataclass(frozen=True, slots=True)
class Found:
    """One part of a place: text[start:end]. `lead`, `tail`: from where to where the words that tie it in
    reach ("near the …", "…门口"). `kind` None: it says where but names nothing ("at a red light")."""

    kind: SpanKind | None
    start: int
    end: int
    lead: int
    tail: int


@dataclass(frozen=True, slots=True)
class Denial:
    """text[start:end] is denied: "not king street"."""

    start: int
    end: int


def corrected(found: Sequence[Found], denials: Sequence[Denial], markers: Sequence[int]) -> list[Found]:
    """Without the parts that are denied, and without those that a later part replaces.

    `markers`: where correcting words stand ("no wait", "i mean"). A part before one is replaced by parts of
    its sort behind it; of a crossing only the last road, when only one road is said anew.
    """
    left = [part for part in found if not any(d.start <= part.start < d.end for d in denials)]
    for marker in markers:
        before = [part for part in left if part.start < marker]
        after = [part for part in left if part.start >= marker]
        replaced: list[Found] = []
        for sort in {_sort(part) for part in after}:
            old = [part for part in before if _sort(part) == sort]
            new = [part for part in after if _sort(part) == sort]
            replaced += old[-len(new) :] if sort == "road" and len(old) == 2 else old
        left = [part for part in left if part not in replaced]
    return left


def _sort(part: Found) -> str:
    if part.kind is None:
        return "unnamed"
    return "road" if part.kind in ROADS else part.kind.value


def reading(
    text: str, found: Sequence[Found], *, near: int, name: Callable[[str], str] = str
) -> PlaceReading | None:
    """The reading of the parts; its words are the cluster of parts that says most. None without any part.

    `near`: characters between two parts that still belong to one description ("… just a block from …").
    `name`: what makes the text of a span from the words said, such as dropping an "um" in them.
    """
    parts = sorted(found, key=lambda part: (part.start, part.end))
    if not parts:
        return None
    clusters: list[list[Found]] = [[parts[0]]]
    for part in parts[1:]:
        if part.lead - clusters[-1][-1].tail <= near:
            clusters[-1].append(part)
        else:
            clusters.append([part])
    best = max(clusters, key=lambda cluster: sum(2 if part.kind else 1 for part in cluster))
    start, end = min(part.lead for part in best), max(part.tail for part in best)
    if not any(part.kind for part in parts) and 2 * (end - start) < len(text):
        return None  # "off the road" in the middle of a story is no answer to "where?"
    spans = tuple(PlaceSpan(part.kind, name(text[part.start : part.end])) for part in parts if part.kind)
    return PlaceReading(text[start:end], (start, end), spans)
