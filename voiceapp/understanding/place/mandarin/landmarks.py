"""Places one can point at: "和平小区", "大润发停车场", "望京桥"."""

import re

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.mandarin.board import DIGITS, Board

LONGEST_NAME = 14
LONGEST_SHORT = 5  # of a name before a head of one character: "望京桥"
GATE = re.compile(rf"[{DIGITS}]+号[门口]|[a-h][{DIGITS}]?口|[东南西北]{{1,2}}[一二三四]?门(?!口)")


def find_landmarks(board: Board) -> None:
    """In every stretch that is still free: up to its last head or chain, with a gate behind it."""
    for start, end in board.runs():
        first = _strip(board, board.begin(start, end), end)
        last, at = _last_head(board, first, end)
        if last == first or last - first > LONGEST_NAME:
            continue
        if board.words.lists.has("landmarks.own", board.text[at:last]):
            first = at
        if last - at == 1 and at - first > LONGEST_SHORT:
            continue
        own = board.words.at("landmarks.own", board.text, first, end)
        if own and board.text[first + own : last] in ("小区", "社区"):
            first += own
        if _is_thing(board, first, last) or (at <= first and not _alone(board, first)):
            continue
        last += _gate(board, last)
        board.add(SpanKind.LANDMARK, first, last)


def _gate(board: Board, at: int) -> int:
    """Length of the gate at `at`, which belongs to the name: "东门", "七号门", "a口"."""
    listed = board.words.at("landmarks.gates", board.text, at)
    numbered = GATE.match(board.text, at)
    length = max(listed, len(numbered[0]) if numbered else 0)
    board.free[at : at + length] = [True] * length
    return length


def _strip(board: Board, start: int, end: int) -> int:
    """Without leading words that only point: the 我们 of "我们小区"."""
    while not board.words.at("landmarks.own", board.text, start, end):
        if board.words.names.at(board.text, start, end) > 1:
            break
        length = board.words.at("landmarks.drop", board.text, start, end)
        if not length or start + length >= end:
            break
        start += length
    return start


def _last_head(board: Board, start: int, end: int) -> tuple[int, int]:
    """(end, begin) of the last head or chain in text[start:end]; (start, start) when there is none."""
    last, begin, i = start, start, start
    while i < end:
        length = max(board.words.at(f"landmarks.{n}", board.text, i, end) for n in ("heads", "brands", "own"))
        if i > start and length > 1 and board.text[i + length - 1] == "边":
            length -= 1  # the 湖 of "西湖边上"
        if length and i + length > last and not _weak(board, start, i, i + length, end):
            last, begin = i + length, i
        i += 1
    return last, begin


def _weak(board: Board, start: int, at: int, last: int, end: int) -> bool:
    """Whether the head text[at:last] is one that wants a name before it, or 上, 下, 边 … behind: "桥下"."""
    if not board.words.lists.has("landmarks.weak_heads", board.text[at:last]):
        return False
    pointed = any(board.words.at(name, board.text, last) for name in ("words.after", "words.after_short"))
    gate = board.words.at("landmarks.gates", board.text, last) or GATE.match(board.text, last)
    if at == start:
        return not pointed or board.text[at:last] == "家"
    goes_on = pointed or gate or board.words.at("markers.exits", board.text, last)
    return last < end and last - at == 1 and not goes_on


def _alone(board: Board, start: int) -> bool:
    """Whether a head without a name before it is a place here: not "送到医院"."""
    return not board.words.strings["landmarks.not_after"].before(board.text, start)


def _is_thing(board: Board, start: int, end: int) -> bool:
    """Whether what follows makes it something else: "公司的车", but not "停在公司的车"."""
    placed = board.text[:start].endswith("在")
    return not placed and board.words.at("landmarks.tails", board.text, end) > 0


def find_unnamed(board: Board) -> None:
    """Crossings and roads nobody named still say where: "在红绿灯那里"."""
    for at in range(len(board.text)):
        length = board.words.at("crossings.words", board.text, at)
        taken = any(start < at + length and end > at for _, start, end in board.parts)
        led = board.words.strings["words.lead"].before(board.text, at) > 0
        if length and led and not taken:
            board.free[at : at + length] = [True] * length
            board.add(None, at, at + length)
