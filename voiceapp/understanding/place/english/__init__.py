"""Where it happened, from English: finders claim tokens one after the other, the surest first."""

from voiceapp.understanding.place.english import (
    areas,
    crossings,
    highways,
    landmarks,
    markers,
    roads,
    untyped,
)
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.found import Denial, corrected, reading
from voiceapp.understanding.place.gazetteer import towns
from voiceapp.understanding.place.lexicon import lexicon
from voiceapp.understanding.readings import PlaceReading

NEAR = 28  # characters

FINDERS = (
    highways.find_numbered,
    markers.find_markers,
    roads.find_named,
    roads.find_typed,
    untyped.find_addressed,
    untyped.find_mile_roads,
    highways.find_nicknamed,
    crossings.find_crossings,
    untyped.find_bare,
    untyped.find_reached,
    landmarks.find_landmarks,
    untyped.find_bare_behind,
    areas.find_areas,
    landmarks.find_unlisted,
    landmarks.find_unnamed,
)


def parse(text: str) -> PlaceReading | None:
    """The place in a normalised English utterance."""
    board = Board(text, lexicon("en"), towns("en"))
    for find in FINDERS:
        find(board)
    kept = corrected(board.found(), _denials(board), _markers(board))
    return reading(text, kept, near=NEAR, name=board.without_hesitations)


def _markers(board: Board) -> list[int]:
    """Where correcting words stand."""
    found, at = [], 0
    while at < len(board):
        length = board.phrase("corrections.markers", at)
        if length:
            found.append(board.starts[at])
        at += length or 1
    return found


def _denials(board: Board) -> list[Denial]:
    """What stands behind "not", up to "but", "it was" or the end of the denied part."""
    found = []
    for at in range(len(board)):
        length = board.phrase("corrections.denials", at)
        if not length:
            continue
        start = at + length
        while (
            start < len(board)
            and not board.taken[start]
            and (board.is_in("words.prepositions", start) or board.is_in("words.determiners", start))
            and board.tokens[start] != "far"
        ):
            start += 1
        if start < len(board) and board.taken[start]:
            end = next((e for _, s, e in board.parts if s == start), start)
            found.append(Denial(board.starts[start], board.ends[end - 1]))
    return found
