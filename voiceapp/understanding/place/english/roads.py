"""Roads with a type, "oak street", and the house number before them."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.english.highways import counted

LONGEST_NAME = 4


def find_typed(board: Board) -> None:
    """A name and a type of road, with its directions and its house number."""
    skip = 0
    for at in range(len(board)):
        high = board.phrase("highways.types", at)
        length = high or board.phrase("roads.types", at)
        if not length or at < skip:
            continue
        if board.phrase("roads.types", at + length) or board.phrase("highways.types", at + length):
            continue  # "oak ridge road": the last of two types counts
        skip = at + length
        start, end = _name_start(board, at), at + length
        if start == at:
            if high and board.token(at - 1) == "the" and not counted(board, end):
                _unnamed_highway(board, at, end)
        elif _described(board, start, end):
            board.add(None, start, end)
        elif not _everyday(board, start, at):
            _claim(board, start, _with_direction(board, end), SpanKind.HIGHWAY if high else SpanKind.ROAD)


def find_named(board: Board) -> None:
    """Whole names, "avenue of the americas", and letters, "avenue c"."""
    for at in range(len(board)):
        length = board.phrase("roads.names", at)
        if length:
            skip = 1 if board.token(at) == "the" else 0
            board.add(SpanKind.ROAD, at + skip, at + length)
        elif board.is_in("roads.lettered", at) and len(board.token(at + 1)) == 1 and not _named(board, at):
            board.add(SpanKind.ROAD, at, at + 2)


def _named(board: Board, at: int) -> bool:
    """Whether the type at `at` ends a name and the letter behind it is a word: "park avenue i think"."""
    return _name_start(board, at) < at or board.token(at + 1) == "i"


def _claim(board: Board, start: int, end: int, kind: SpanKind) -> None:
    """Claim the road unless it is part of a landmark's name: "main street bridge"."""
    landmark = board.phrase("landmarks.heads", end)
    if landmark and not board.is_in("landmarks.weak_heads", end) and board.token(end) != "exit":
        return
    lettered = len(board.token(start)) == 1 and board.is_number(start - 1) and end - start > 2
    if lettered and board.number_end(start - 1) == start:
        start += 1
    board.add(kind, start, end)
    _house_number(board, start)


def _unnamed_highway(board: Board, at: int, end: int) -> None:
    if not board.words.has("highways.plain_types", " ".join(board.tokens[at:end])):
        board.add(SpanKind.HIGHWAY, at, end)


def _name_start(board: Board, at: int) -> int:
    """Where the name before the road type at `at` begins; `at` when there is no name."""
    start = _ordinal_start(board, at) if board.is_ordinal(at - 1) else _words_start(board, at)
    if start == at:
        return at
    if board.is_in("roads.directions", start - 1) and board.free(start - 1, start):
        start -= 1
    return at if board.tokens[start:at] == ["old"] else start


def _words_start(board: Board, at: int) -> int:
    start = at
    while at - start < LONGEST_NAME and board.free(start - 1, start):
        if not board.is_name(start - 1):
            opens = board.is_in("words.may_open_name", start - 1) or board.is_in(
                "roads.directions", start - 1
            )
            return start - 1 if opens else start
        start -= 1
    return start


def _ordinal_start(board: Board, at: int) -> int:
    """Where the ordinal right before `at` begins: "forty second", "one hundred tenth", "one twenty third"."""
    if not board.free(at - 1, at):
        return at
    start = at - 1
    if board.is_in("numbers.tens", start - 1) and board.free(start - 1, start):
        start -= 1
    elif board.token(start) in ("first", "second"):
        return start
    joined = start - 1 if board.token(start - 1) == "and" else start
    if joined > 1 and board.token(joined - 1) == "hundred" and board.is_number(joined - 2):
        return joined - 2
    in_the_hundreds = joined == start and board.token(start - 1) in ("one", "two")
    return start - 1 if in_the_hundreds and not board.is_number(start - 2) else start


def _everyday(board: Board, start: int, at: int) -> bool:
    """Whether "X way" is no road: a weak type wants a preposition, a number or the start before it."""
    if not board.is_in("roads.weak_types", at):
        return False
    if board.words.has("roads.everyday", " ".join(board.tokens[start:at])) or board.token(at) == "broadway":
        return True
    before = start - 1
    return not (
        before < 0
        or board.is_number(before)
        or board.taken[before]
        or board.is_in("words.prepositions", before)
        or board.is_in("words.fillers", before)
        or board.token(before) == "and"
    )


def _described(board: Board, start: int, end: int) -> bool:
    """Whether the words before the type describe the road and do not name it: "a gravel road"."""
    if board.is_ordinal(end - 2) or not board.is_in("words.determiners", start - 1):
        return board.words.has("roads.described", " ".join(board.tokens[start:end]))
    return all(board.is_in("roads.described", at) for at in range(start, end - 1))


def _with_direction(board: Board, end: int) -> int:
    """Include the west of "king street west", but not that of "main street west of the bank"."""
    if board.is_in("roads.directions", end) and board.free(end, end + 1):
        following = board.token(end + 1)
        if following not in ("of", "bound", "side", "end", "and", "from", "until"):
            return end + 1
    return end


def _house_number(board: Board, start: int) -> None:
    """Claim the number before a road: "twelve thirty four cedar lane", "the six hundred block of elm"."""
    block = board.tokens[max(0, start - 2) : start] == ["block", "of"]
    end = start - 2 if block else start
    lettered = len(board.token(end - 1)) == 1 and board.free(end - 1, end) and board.is_number(end - 2)
    first = end - 1 if lettered else end
    while first > 0 and board.is_number(first - 1) and board.free(first - 1, first):
        first -= 1
    if first < end and not board.is_in("roads.not_before_house_number", first - 1):
        board.add(SpanKind.NUMBER, first, end + 1 if block else end)
