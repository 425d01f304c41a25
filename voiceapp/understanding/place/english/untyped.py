"""Roads said without their type, known by what stands around them: "on main", "the wawa on bustleton"."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.found import ROADS

LONGEST_NAME = 3


def known_road(board: Board, start: int, end: int) -> bool:
    """Whether tokens[start:end] is a road people name without its type: listed, or an ordinal."""
    first = start + 1 if board.is_in("roads.directions", start) and end - start > 1 else start
    end = end - 1 if board.is_in("roads.directions", end - 1) and end - first > 1 else end
    if board.words.has("roads.bare", " ".join(board.tokens[first:end])):
        return True
    if not board.is_ordinal(end - 1):
        return False
    return end - first == 1 or (end - first == 2 and board.is_in("numbers.tens", first))


def skip_the(board: Board, at: int) -> int:
    return at + 1 if board.token(at) == "the" else at


def _road_at(board: Board, *, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
    """The claimed road that begins at `start` or ends at `end`."""
    for kind, first, last in board.parts:
        if kind in ROADS and (first == start or last == end):
            return first, last
    return None


def road_ending(board: Board, end: int) -> tuple[int, bool] | None:
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


def road_starting(board: Board, at: int) -> tuple[int, bool] | None:
    """A road that begins at `at`: (end token, whether it is surely one)."""
    the = board.token(at) == "the"
    at = skip_the(board, at)
    if at < len(board) and board.taken[at]:
        claimed = _road_at(board, start=at)
        return (claimed[1], True) if claimed else None
    end = at
    while end - at < LONGEST_NAME and _may_name_road(board, end):
        end += 1
    for last in range(end, at, -1):
        landmark = the and board.words.has("landmarks.heads", " ".join(board.tokens[at:last]))
        if known_road(board, at, last) and not landmark:
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


def find_bare(board: Board) -> None:
    """A road without its type behind "on": "on main", "down fifth", "off of broadway"."""
    for at in range(1, len(board)):
        off_of = board.token(at - 1) == "of" and board.token(at - 2) in ("off", "corner", "end", "block")
        off_of = off_of or board.token(at - 1) == "where"
        if board.taken[at] or not (off_of or board.is_in("roads.on", at - 1)):
            continue
        road = road_starting(board, at)
        if road is None or not road[1] or board.token(at) == "the":
            continue
        end = road[0]
        dated = board.is_ordinal(end - 1) and board.token(end) == "of"
        if not dated and not board.is_name(end) and not board.words.has("roads.never_bare", board.token(at)):
            board.add(SpanKind.ROAD, at, end)


def find_bare_behind(board: Board) -> None:
    """A name no list has, right behind another part, "the wawa on bustleton", or all that was said."""
    for at in range(1, len(board)):
        behind = board.token(at - 1) in ("on", "onto", "along") and not board.taken[at - 1]
        if not behind or not (at == 1 or board.taken[at - 2]):
            continue
        end = at
        while end - at < 2 and board.is_name(end):
            end += 1
        listed = any(
            board.is_in(name, i) for i in range(at, end) for name in ("roads.never_bare", "landmarks.never")
        )
        if end > at and not listed and not board.is_name(end) and not board.token(end - 1).endswith("ing"):
            board.add(SpanKind.ROAD, at, end)


def find_reached(board: Board) -> None:
    """The road that crosses one said before: "on bloor just west of spadina"."""
    for at in range(1, len(board)):
        roads = [kind for kind, _, end in board.parts if kind in ROADS and end <= at]
        if not roads or board.taken[at] or not board.phrase_before("crossings.reaching", at):
            continue
        road = road_starting(board, at)
        if road is None or not road[1] or board.is_name(road[0]) or board.token(at) == "the":
            continue
        town = board.towns.at(board.tokens, at)[0] and board.token(at - 1) in (
            "near",
            "of",
            "towards",
            "toward",
        )
        if not town and not board.words.has("landmarks.heads", " ".join(board.tokens[at : road[0]])):
            board.add(SpanKind.CROSS, at, road[0])


def find_addressed(board: Board) -> None:
    """A house number and a road without its type: "eight eighty eight west broadway"."""
    for at in range(len(board)):
        if (
            not board.is_number(at)
            or board.is_number(at - 1)
            or board.is_in("roads.not_before_house_number", at - 1)
        ):
            continue
        start = board.number_end(at)
        if start - at < 2:
            continue
        if board.is_in("roads.directions", start) and board.is_name(start + 1) and start + 2 == len(board):
            board.add(SpanKind.NUMBER, at, start)
            board.add(SpanKind.ROAD, start, start + 2)
        for end in range(start + 3, start, -1):
            if (
                end <= len(board)
                and board.free(at, end)
                and not board.is_name(end)
                and known_road(board, start, end)
            ):
                board.add(SpanKind.NUMBER, at, start)
                board.add(SpanKind.ROAD, start, end)
                break


def find_mile_roads(board: Board) -> None:
    """Roads that are called after their distance: "on eleven mile"."""
    for at in range(len(board)):
        start = board.number_end(at)
        behind = at == 0 or board.is_in("roads.on", at - 1) or board.token(at - 1) == "and"
        counted = board.is_number(start + 1) or board.is_name(start + 1) or board.tokens[at:start] == ["one"]
        if behind and start > at and board.token(start) == "mile" and not counted:
            board.add(SpanKind.ROAD, at, start + 1)
