"""Where it happened, from Mandarin: finders claim characters one after the other, the surest first."""

from voiceapp.understanding.place.found import Denial, corrected, reading
from voiceapp.understanding.place.mandarin import areas, landmarks, roads
from voiceapp.understanding.place.mandarin.board import Board, words
from voiceapp.understanding.readings import PlaceReading

NEAR = 10  # characters
FINDERS = (
    areas.find_regions,
    roads.find_posts,
    roads.find_highways,
    roads.find_rings,
    areas.find_towns,
    roads.find_roads,
    roads.find_numbers,
    roads.find_kilometres,
    roads.find_exits,
    areas.find_regions,
    areas.find_towns,
    landmarks.find_landmarks,
    landmarks.find_unnamed,
)


def parse(text: str) -> PlaceReading | None:
    """The place in a normalised Mandarin utterance."""
    board = Board(text, words())
    for find in FINDERS:
        find(board)
    return reading(text, corrected(board.found(), _denials(board), _markers(board)), near=NEAR)


def _markers(board: Board) -> list[int]:
    """Where correcting words stand."""
    found, at = [], 0
    while at < len(board.text):
        length = board.words.at("corrections.markers", board.text, at)
        if length:
            found.append(at)
        at += length or 1
    return found


def _denials(board: Board) -> list[Denial]:
    """The part right behind "不是", "不在"."""
    found = []
    for at in range(len(board.text)):
        length = board.words.at("corrections.denials", board.text, at)
        if length and board.text[at - 1 : at] not in tuple("是哦噢啊不"):
            start = at + length
            found += [Denial(start, end) for _, first, end in board.parts if first == start]
    return found
