"""Where the words name two ends: "between … and …", "from … to …", "parked it at … found it at …"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import Days, Item, Mark, Moment, Nothing
from voiceapp.understanding.incident_time.merge import merge
from voiceapp.understanding.incident_time.ranges import Stretch
from voiceapp.understanding.incident_time.resolve import Slots
from voiceapp.understanding.incident_time.scan import Scan

REACH: Final = 3  # words without a time meaning that may stand between the two ends


def stretch(items: Sequence[Item], found: Scan, context: Context) -> Stretch | None:
    """The two ends, if there are two."""
    for index, item in enumerate(items):
        if is_mark(item, "to", "and", "or"):
            made = _joined(items, index, found, context)
        elif is_mark(item, "found_it"):
            made = _left_and_found(items, index, found)
        else:
            continue
        if made is not None:
            return made
    return _night_and_morning(items, found)


def times(items: Sequence[Item]) -> bool:
    """Whether any of these words names a time."""
    return any(not isinstance(item.meaning, Mark | Nothing) for item in items)


def is_mark(item: Item, *names: str) -> bool:
    return isinstance(item.meaning, Mark) and item.meaning.name in names


def _joined(items: Sequence[Item], index: int, found: Scan, context: Context) -> Stretch | None:
    """ "between … and …", "… to …", "… or …" """
    joint = items[index]
    openings = [i for i, other in enumerate(items[:index]) if is_mark(other, "between", "rough_between")]
    if not openings and is_mark(joint, "and"):
        return None
    if is_mark(joint, "or") and not (_has_day(items[:index]) and _has_day(items[index + 1 :])):
        return None
    begin = openings[-1] + 1 if openings else _reach(items, index, found)
    left, right = items[begin:index], items[index + 1 :]
    to_now = bool(right) and _is_now(right[0].meaning, context)
    if not times(left) or not (times(right) or to_now) or found.gap(left[-1], right[0]) > REACH:
        return None
    common = merge(items[: openings[-1]] if openings else items[:begin], found)
    about = bool(openings) and is_mark(items[openings[-1]], "rough_between")
    first = merge(left, found)
    second = merge(right, found, first.days)
    if is_mark(joint, "or") and _later(first, second):
        first, second = second, first
    return Stretch(first, second, common, to_now, about)


def _left_and_found(items: Sequence[Item], index: int, found: Scan) -> Stretch | None:
    """ "parked it at nine … found it at seven"; in Mandarin the times stand before the verbs."""
    openings = [i for i, other in enumerate(items[:index]) if is_mark(other, "left_it", "between")]
    if not openings:
        return None
    before, middle, behind = items[: openings[-1]], items[openings[-1] + 1 : index], items[index + 1 :]
    if times(middle) and times(behind):
        return Stretch(merge(middle, found), merge(behind, found), merge(before, found))
    if times(before) and times(middle):
        return Stretch(merge(before, found), merge(middle, found), Slots())
    return None


def _night_and_morning(items: Sequence[Item], found: Scan) -> Stretch | None:
    """ "late friday night early saturday morning": a night and the morning after, side by side."""
    days = [index for index, item in enumerate(items) if isinstance(item.meaning, Days)]
    for first, second in pairwise(days):
        left, right = merge(items[first:second], found), merge(items[second:], found)
        if left.part is None or right.part is None or left.days is None or right.days is None:
            continue
        next_day = left.days.options[0].end == right.days.options[0].start
        if next_day and left.part.end > right.part.end and right.clock is None:
            return Stretch(left, right, merge(items[:first], found))
    return None


def _reach(items: Sequence[Item], index: int, found: Scan) -> int:
    """Where the group of time words that ends before `index` begins."""
    begin = index
    while begin > 0 and (begin == index or found.adjacent(items[begin - 1], items[begin])):
        begin -= 1
    return begin


def _later(one: Slots, other: Slots) -> bool:
    return bool(one.days and other.days and one.days.options[0].start > other.days.options[0].start)


def _has_day(items: Sequence[Item]) -> bool:
    return any(isinstance(item.meaning, Days) for item in items)


def _is_now(meaning: object, context: Context) -> bool:
    return meaning == Mark("now") or (isinstance(meaning, Moment) and meaning.end == context.now)
