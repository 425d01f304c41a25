"""Towns, states, counties and parts of towns."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board

LONGEST_UNKNOWN = 3


def find_areas(board: Board) -> None:
    """Claim area names left to right: what stands before one decides whether the next may be one."""
    _counties(board)
    at = 0
    while at < len(board):
        at = max(at + 1, _area_at(board, at))


def _area_at(board: Board, at: int) -> int:
    """Claim the area that begins at `at`; its end, or `at` when there is none."""
    if board.taken[at]:
        return at
    cued = _cued(board, at)
    after_part = at > 0 and board.taken[at - 1]
    alone = _little_before(board, at)
    length = board.phrase("areas.districts", at)
    sided = board.token(at - 1) == "the" and board.token(at + length) == "side"
    if length and (sided or cued or after_part or alone):
        skip = 1 if board.tokens[at] == "the" else 0
        board.add(SpanKind.DISTRICT, at + skip, at + length)
        return at + length
    town, known = board.towns.at(board.tokens, at)
    if town and not board.free(at, at + town):
        town = 0
    state = board.phrase("areas.states", at)
    if town and town >= state and _town(board, at, town, known, cued, after_part or alone):
        board.add(SpanKind.CITY, at, at + town)
        if _abbreviated(board, at + town):
            board.add(SpanKind.STATE, at + town, at + town + 1)
        return at + town
    if state and (cued or alone or (after_part and _area_before(board, at))) and _closes(board, at + state):
        board.add(SpanKind.STATE, at, at + state)
        return at + state
    return _unknown(board, at)


def _town(board: Board, at: int, length: int, known: bool, cued: bool, tied: bool) -> bool:
    """Whether the gazetteer name at `at` is meant as a town."""
    end = at + length
    if _abbreviated(board, end) or (
        board.phrase("areas.states", end) and _closes(board, end + board.phrase("areas.states", end))
    ):
        return True
    if not _closes(board, end):
        return False
    name = " ".join(board.tokens[at:end])
    listed = board.token(at - 1) == "and" and _area_before(board, at - 1)
    if board.words.has("roads.bare", name) and any(kind is SpanKind.CITY for kind, _, _ in board.parts):
        return False  # "in portland near burnside"
    if board.words.has("areas.weak", name) or board.words.has("areas.never", name) or not board.is_name(at):
        return listed or (length > 1 and cued)
    before = board.tokens[at - 1] if at else ""
    if known:
        return cued or tied
    return (
        before
        in (
            "in",
            "near",
            "downtown",
            "of",
            "outside",
            "around",
            "to",
            "from",
            "into",
            "between",
            "and",
            "called",
            "through",
        )
        and cued
    ) or (tied and length > 1)


def _abbreviated(board: Board, at: int) -> bool:
    """Whether the utterance ends with the letters of a state at `at`."""
    return at == len(board) - 1 and board.is_in("areas.abbreviations", at)


def _cued(board: Board, at: int) -> bool:
    if board.tokens[max(0, at - 2) : at] == ["as", "in"]:
        return False  # spelling: "p as in peter"
    if board.phrase_before("areas.cues", at):
        return True
    return at > 1 and board.tokens[at - 1] == "and" and board.taken[at - 2] and _area_before(board, at - 1)


def _area_before(board: Board, at: int) -> bool:
    return any(end == at and kind in (SpanKind.CITY, SpanKind.DISTRICT) for kind, _, end in board.parts)


def _little_before(board: Board, at: int) -> bool:
    """Whether only fillers, prepositions and the like stand before."""
    lists = ("words.fillers", "words.prepositions", "areas.openers")
    return all(any(board.is_in(name, i) for name in lists) for i in range(at))


def _closes(board: Board, at: int) -> bool:
    """Whether nothing follows that would make the name part of a longer one ("denver omelette")."""
    return (
        at >= len(board) or board.taken[at] or not board.is_name(at) or bool(board.phrase("areas.states", at))
    )


def _unknown(board: Board, at: int) -> int:
    """A town no list has: "in tinyville", "a place called dry creek"."""
    spelling = board.tokens[max(0, at - 2) : at] == ["as", "in"]
    if spelling or not board.phrase_before("areas.unknown_cues", at) or not board.is_name(at):
        return at
    end = at
    while end - at < LONGEST_UNKNOWN and board.is_name(end) and not board.phrase("areas.states", end):
        end += 1
    stated = bool(board.phrase("areas.states", end))
    words = board.tokens[at:end]
    if end == at or (not _closes(board, end) and not stated):
        return at
    if any(board.words.has("areas.never", word) for word in words) or (
        not stated
        and (
            words[-1].endswith("ing")
            or board.words.has("landmarks.never", words[-1])
            or board.words.has("landmarks.heads", words[-1])
        )
    ):
        return at
    board.add(SpanKind.CITY, at, end)
    return end


def _counties(board: Board) -> None:
    for at in range(1, len(board)):
        if board.is_in("areas.county_words", at) and board.free(at, at + 1):
            start = at
            while at - start < 2 and board.is_name(start - 1):
                start -= 1
            if start < at and not board.words.has("landmarks.modifiers", board.tokens[start]):
                board.add(SpanKind.DISTRICT, start, at + 1)
