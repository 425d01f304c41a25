"""Crossings: two roads that the words between and around them join."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.english.untyped import road_ending, road_starting, skip_the


def find_crossings(board: Board) -> None:
    """ "corner of second and main", "fifth and broadway", "main street at elm", "between third and fifth"."""
    for at in range(len(board)):
        length = board.phrase("crossings.joiners", at)
        if not length:
            continue
        left, right = road_ending(board, at), road_starting(board, at + length)
        if left is None or right is None:
            continue
        if _meets(board, at, length, left, right):
            board.add(SpanKind.ROAD, left[0], at)
            board.add(SpanKind.CROSS, skip_the(board, at + length), right[0])


def _meets(board: Board, at: int, length: int, left: tuple[int, bool], right: tuple[int, bool]) -> bool:
    """Whether the words at `at` really join two roads to a crossing."""
    (start, left_sure), (end, right_sure) = left, right
    joiner = board.token(at)
    both = left_sure and right_sure
    if length > 1 or not board.is_in("crossings.plain_joiners", at):
        return both or ((left_sure or right_sure) and board.free(start, at) and _tied(board, start))
    if joiner == "and":
        return (
            (_opened(board, at) and not _towns(board, start, end))
            or (both and _tied(board, start))
            or _alone(board, start, end)
        )
    if joiner in ("an", "with", "in", "at") and _opened(board, at) and board.free(start, at):
        return right_sure or joiner in ("an", "with")
    return both and joiner in ("at", "an") and _tied(board, start)


def _towns(board: Board, start: int, end: int) -> bool:
    """Whether "between lodi and stockton" are two towns rather than two roads."""
    opener = board.token(start - 1)
    return opener in ("between", "from") and all(board.towns.at(board.tokens, i)[0] for i in (start, end - 1))


def _opened(board: Board, at: int) -> bool:
    """Whether "corner of", "intersection of", "between" stands a few words before."""
    openers = any(
        board.is_in("crossings.openers", i) and board.free(i, i + 1) for i in range(max(0, at - 7), at)
    )
    return openers or any(token in ("between", "from") for token in board.tokens[max(0, at - 4) : at])


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
