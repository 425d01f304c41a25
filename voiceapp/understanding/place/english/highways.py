"""Numbered and nicknamed highways: "interstate ninety four", "us one", "the four o five", "the beltway"."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board

LONGEST_NUMBER = 4  # words; a longer one is a telephone number


def find_numbered(board: Board) -> None:
    """Prefix and number: "route nine", "i ninety five", "state route one o one", "county road k"."""
    for at in range(len(board)):
        length = board.phrase("highways.prefixes", at)
        if not length:
            continue
        number = at + length
        end = board.number_end(number)
        if end == number and (_lettered(board, number) or _misheard(board, number)):
            end = number + 1
        if end == number or not _fits(board, at, number, end) or board.is_in("highways.counted", end):
            continue
        start = at - 1 if board.token(at - 1) == "old" and board.free(at - 1, at) else at
        board.add(SpanKind.HIGHWAY, start, with_letter(board, end))


def _fits(board: Board, at: int, number: int, end: int) -> bool:
    """Whether a prefix that is an everyday word too ("i", "us", "a") stands where a highway may stand."""
    if not board.words.has("highways.weak_prefixes", " ".join(board.tokens[at:number])):
        return True
    behind = at == 0 or board.is_in("highways.behind", at - 1) or board.is_in("words.fillers", at - 1)
    return behind or board.token(at - 1) == "the" or board.is_in("highways.bound", end)


def _lettered(board: Board, at: int) -> bool:
    """Whether the token at `at` is a letter that stands for a number: "county road k"."""
    letter = len(board.token(at)) == 1 and board.token(at) not in ("i", "a") and board.free(at, at + 1)
    return letter and board.is_in("highways.lettered", at - 1)


def _misheard(board: Board, at: int) -> bool:
    """Whether the token at `at` is what recognisers write for a number: "highway too"."""
    plain = not board.words.has("highways.weak_prefixes", board.token(at - 1))
    return (
        plain and board.is_in("numbers.misheard", at) and board.free(at, at + 1) and not board.is_name(at + 1)
    )


def with_letter(board: Board, end: int) -> int:
    """Include the letter of "thirty five w"."""
    if board.is_in("highways.suffix_letters", end) and board.free(end, end + 1) and board.token(end) != "a":
        return end + 1
    return end


def find_nicknamed(board: Board) -> None:
    """Known by name or by number alone: "the beltway", "the four o five", "on seventy five south"."""
    for at in range(len(board)):
        length = board.phrase("highways.names", at)
        if length:
            board.add(SpanKind.HIGHWAY, at + (board.token(at) == "the"), at + length)
        elif board.is_number(at) and not board.is_number(at - 1):
            end = with_letter(board, board.number_end(at))
            brand = board.phrase("landmarks.brands", at)
            if at < end <= at + LONGEST_NUMBER and board.free(at, end) and not brand:
                _number_alone(board, at, end)


def _number_alone(board: Board, at: int, end: int) -> None:
    """Claim tokens[at:end], a number, when it is a highway: "the", a direction or a type tells."""
    the = board.token(at - 1) == "the"
    first = at - 1 if the else at
    begins = first <= 0 or board.is_in("words.fillers", first - 1)
    behind = begins or board.is_in("highways.behind", first - 1)
    bound = board.is_in("highways.bound", end) and board.token(end + 1) != "of" and not board.is_name(end + 1)
    typed = board.phrase("highways.types", end)
    called = the and not counted(board, end) and board.tokens[at:end] != ["one"]
    if typed and the:
        board.add(SpanKind.HIGHWAY, at, end + typed)
    elif behind and (called or (bound and board.token(end - 1) != "hundred")):
        board.add(SpanKind.HIGHWAY, at, end)
    elif _bare(board, at, end):
        board.add(SpanKind.HIGHWAY, at - 1 if board.token(at - 1) == "old" else at, end)


def _bare(board: Board, at: int, end: int) -> bool:
    """Whether a number of ten or more right behind "on" is a highway: "on one eighty three by the river"."""
    first = at - 1 if board.token(at - 1) == "old" else at
    part = board.is_in("highways.parts", first - 2)
    off_of = board.token(first - 1) == "of" and part
    onto = board.token(first - 1) == "from" and board.token(end) in ("onto", "to")
    off_of = off_of or (onto and board.taken[end + 1 : end + 2] == [True])
    on = board.token(first - 1) in ("on", "onto", "off", "along") and board.token(first - 2) != "going"
    large = end - at > 1 or not board.is_in("numbers.digits", at)
    return (
        (on or off_of)
        and large
        and not counted(board, end)
        and board.token(end) not in ("and", "percent", "mile", "miles")
    )


def counted(board: Board, at: int) -> bool:
    """Whether a noun follows, so that the number before is a count: "the five cars"."""
    if at >= len(board) or board.taken[at]:
        return False
    noun = board.is_name(at) or board.is_ordinal(at) or bool(board.phrase("landmarks.heads", at))
    return noun or board.is_in("highways.counted", at)
