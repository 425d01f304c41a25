"""Crossings and bare roads: roads said without their type, known by what stands around them."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.found import ROADS

LONGEST_NAME = 3


def find_crossings(board: Board) -> None:
    """ "corner of second and main", "fifth and broadway", "main street at elm", "between third and fifth"."""
    for at in range(len(board)):
        length = board.phrase("crossings.joiners", at)
        if not length:
            continue
        left, right = _road_ending(board, at), _road_starting(board, at + length)
        if left is None or right is None:
            continue
        if _meets(board, at, length, left, right):
            board.add(SpanKind.ROAD, left[0], at)
            board.add(SpanKind.CROSS, _skip_the(board, at + length), right[0])


def _meets(board: Board, at: int, length: int, left: tuple[int, bool], right: tuple[int, bool]) -> bool:
    """Whether the words at `at` really join two roads to a crossing."""
    (start, left_sure), (end, right_sure) = left, right
    joiner = board.token(at)
    both = left_sure and right_sure
    if length > 1 or not board.is_in("crossings.plain_joiners", at):
        return both or ((left_sure or right_sure) and board.free(start, at) and _tied(board, start))
    if joiner == "and":
        return _opened(board, at) or (both and _tied(board, start)) or _alone(board, start, end)
    if joiner in ("an", "with", "in", "at") and _opened(board, at) and board.free(start, at):
        return right_sure or joiner in ("an", "with")
    return both and joiner in ("at", "an") and _tied(board, start)


def _skip_the(board: Board, at: int) -> int:
    return at + 1 if board.token(at) == "the" else at


def _opened(board: Board, at: int) -> bool:
    """Whether "corner of", "intersection of", "between" stands a few words before."""
    openers = any(
        board.is_in("crossings.openers", i) and board.free(i, i + 1) for i in range(max(0, at - 7), at)
    )
    return openers or any(token in ("between", "from") for token in board.tokens[max(0, at - 4) : at])


def _road_at(board: Board, *, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
    """The claimed road that begins at `start` or ends at `end`."""
    for kind, first, last in board.parts:
        if kind in ROADS and (first == start or last == end):
            return first, last
    return None


def _road_ending(board: Board, end: int) -> tuple[int, bool] | None:
    """A road that ends right before `end`: (first token, whether it is surely one)."""
    if end > 0 and board.taken[end - 1]:
        claimed = _road_at(board, end=end)
        return (claimed[0], True) if claimed else None
    start = end
    while end - start < LONGEST_NAME and _may_name_road(board, start - 1):
        start -= 1
    for first in range(start, end):
        if known_road(board, first, end):
            return first, True
    first = max(start, end - 2)
    return (first, False) if _plain_name(board, first, end) else None


def _road_starting(board: Board, at: int) -> tuple[int, bool] | None:
    """A road that begins at `at`: (end token, whether it is surely one)."""
    at = _skip_the(board, at)
    if at < len(board) and board.taken[at]:
        claimed = _road_at(board, start=at)
        return (claimed[1], True) if claimed else None
    end = at
    while end - at < LONGEST_NAME and _may_name_road(board, end):
        end += 1
    for last in range(end, at, -1):
        if known_road(board, at, last):
            return last, True
    last = min(end, at + 2)
    return (last, False) if _plain_name(board, at, last) else None


def _may_name_road(board: Board, at: int) -> bool:
    if board.is_name(at):
        return True
    lists = ("numbers.ordinals", "numbers.tens", "roads.bare", "roads.directions")
    return board.free(at, at + 1) and any(board.is_in(name, at) for name in lists)


def _plain_name(board: Board, start: int, end: int) -> bool:
    """Whether tokens[start:end] names no place of another sort and no everyday thing."""
    name, last = " ".join(board.tokens[start:end]), board.token(end - 1)
    lists = ("landmarks.heads", "landmarks.brands", "areas.states")
    return (
        start < end
        and not any(board.words.has(n, name) for n in lists)
        and not board.words.has("landmarks.never", last)
    )


def known_road(board: Board, start: int, end: int) -> bool:
    """Whether tokens[start:end] is a road people name without its type: listed, or an ordinal."""
    first = start + 1 if board.is_in("roads.directions", start) and end - start > 1 else start
    if board.words.has("roads.bare", " ".join(board.tokens[first:end])):
        return True
    if not board.is_ordinal(end - 1):
        return False
    return end - first == 1 or (end - first == 2 and board.is_in("numbers.tens", first))


def _tied(board: Board, start: int) -> bool:
    """Whether the words before fit a crossing: a preposition of place, or nothing at all."""
    at = start - 1
    while at >= 0 and (board.is_in("words.fillers", at) or board.is_in("words.determiners", at)):
        at -= 1
    return at < 0 or board.taken[at] or board.is_in("crossings.ties", at)


def _alone(board: Board, start: int, end: int) -> bool:
    """Whether the crossing is all that was said, but for little words and other parts of a place."""

    def little(at: int) -> bool:
        lists = ("fillers", "prepositions", "determiners")
        small = board.taken[at] or any(board.is_in(f"words.{name}", at) for name in lists)
        return small or board.is_in("areas.states", at) or board.towns.at(board.tokens, at)[0] > 0

    return all(little(at) for at in (*range(start), *range(end, len(board))))


def find_bare(board: Board) -> None:
    """A road without its type behind "on": "on main", "down fifth", "off of broadway"."""
    for at in range(1, len(board)):
        off_of = board.token(at - 1) == "of" and board.token(at - 2) in ("off", "corner", "end", "block")
        if board.taken[at] or not (off_of or board.is_in("roads.on", at - 1)):
            continue
        road = _road_starting(board, at)
        if road is None or not road[1] or board.token(at) == "the":
            continue
        end = road[0]
        dated = board.is_ordinal(end - 1) and board.token(end) == "of"
        if not dated and not board.is_name(end) and not board.words.has("roads.never_bare", board.token(at)):
            board.add(SpanKind.ROAD, at, end)
