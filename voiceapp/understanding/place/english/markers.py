"""Exits, mile markers and kilometres: "exit thirty", "mile marker ninety", "the la brea exit"."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board


def find_markers(board: Board) -> None:
    for at in range(len(board)):
        length = board.phrase("markers.prefixes", at)
        if not length:
            continue
        end = _number(board, at + length)
        if end == at + length or (
            board.tokens[at] in ("a", "gate", "marker", "junction", "mile")
            and at > 0
            and board.tokens[at - 1] in ("a", "one", "half")
        ):
            continue
        board.add(SpanKind.MARKER, at, end)
        _second(board, end)
    for at in range(1, len(board)):
        if board.is_in("markers.named", at) and board.free(at, at + 1):
            start = at
            while (
                at - start < 3
                and (board.is_name(start - 1) or board.is_in("words.may_open_name", start - 1))
                and board.free(start - 1, start)
            ):
                start -= 1
            pointed = start == at - 1 and board.is_in("landmarks.modifiers", start)
            if start < at and not pointed:
                board.add(SpanKind.MARKER, start, at + 1)


def _number(board: Board, at: int) -> int:
    """End of the number at `at`, with "point five" and a letter: "exit twelve b"."""
    end = board.number_end(at)
    if end > at and end < len(board) and board.tokens[end] == "point" and board.is_number(end + 1):
        end = board.number_end(end + 1)
    if end > at and board.is_in("highways.suffix_letters", end) and board.free(end, end + 1):
        letter_is_article = (
            board.tokens[end] == "a"
            and end + 1 < len(board)
            and (board.is_name(end + 1) or board.is_in("words.stop", end + 1))
        )
        end = end if letter_is_article else end + 1
    return end


def _second(board: Board, at: int) -> None:
    """ "between exit four and five": the second number is a marker, too."""
    if at < len(board) and board.tokens[at] in ("and", "to"):
        end = _number(board, at + 1)
        if end > at + 1:
            board.add(SpanKind.MARKER, at + 1, end)
