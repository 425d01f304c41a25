"""Roads, ring roads, highways, kilometres, exits and house numbers."""

import re

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.mandarin.board import DIGITS, Board

LONGEST_NAME = 8
RING = re.compile(
    r"[东南西北]{0,2}(?:[一二三四五六七]环|[内中外]环)(?:[东南西北中]?(?:高架路|高架|快速路|线|路))?|南北高架|东西高架"
)
NUMBERED = re.compile(
    rf"(?:国道|省道|县道|乡道)[gsxy]?[{DIGITS}]+(?:线|号)?"
    rf"|[gs][{DIGITS}]{{1,5}}(?:线|高速公路|高速|国道|省道)?"
)
KILOMETRE = re.compile(
    rf"k[{DIGITS}]+(?:加[{DIGITS}]+米?)?|[{DIGITS}]+(?:点[{DIGITS}]+)?(?:公里|千米)(?:加?[{DIGITS}]+米)?"
)
HOUSE = re.compile(
    rf"(?:[{DIGITS}]+弄)?[{DIGITS}]+号(?:院|之[{DIGITS}]+|(?!线|楼(?![下上])|门|出口|口|厅|馆))|[{DIGITS}]+弄"
)
PART = re.compile("高架路?|步行街|[东南西北中][一二三四五六]?段|[一二三四五六]段")
ROADS = (SpanKind.ROAD, SpanKind.CROSS)


def find_highways(board: Board) -> None:
    """ "京港澳高速", "一零七国道", "国道一零七", "g十五沈海高速"."""
    for start, end in board.runs():
        at = board.begin(start, end)
        i = at
        while i < end:
            length = board.words.at("highways.types", board.text, i, end)
            numbered = NUMBERED.match(board.text, i, end) if i == at else None
            name = board.words.at("highways.names", board.text, i, end) if i == at else 0
            if name and not length and (i + name == end or _region_follows(board, i + name, end)):
                board.add(SpanKind.HIGHWAY, i, i + name)
                break
            if length and 0 < i - at <= LONGEST_NAME and not _no_highway(board, at, i + length):
                board.add(SpanKind.HIGHWAY, at, i + length)
                i = at = board.begin(i + length, end)
            elif numbered and (numbered[0][0] not in "gs" or not _type_follows(board, numbered.end(), end)):
                board.add(SpanKind.HIGHWAY, i, numbered.end())
                i = at = board.begin(numbered.end(), end)
            else:
                i += 1


def _region_follows(board: Board, at: int, end: int) -> bool:
    return board.words.short_regions.at(board.text, at, end) > 0


def _type_follows(board: Board, at: int, end: int) -> bool:
    """Whether a highway's name goes on behind its number: "g十五沈海高速"."""
    latest = min(end, at + 5)
    return any(board.words.at("highways.types", board.text, i, end) for i in range(at, latest))


def _no_highway(board: Board, start: int, end: int) -> bool:
    return board.words.lists.has("highways.never", board.text[start:end])


def find_rings(board: Board) -> None:
    """ "东三环", "北四环中路", "内环高架"."""
    for start, end in board.runs():
        for match in RING.finditer(board.text, start, end):
            first = board.begin(start, end)
            if match.start() - first <= 0 or not board.words.at("roads.types", board.text, match.end(), end):
                board.add(SpanKind.ROAD, match.start(), _with_part(board, match.end()))


def find_roads(board: Board) -> None:
    """Names that end in a type of road; the second of two that meet is the crossing road."""
    for start, end in board.runs():
        at = board.begin(start, end)
        i = at + 1
        while i < end:
            length = board.words.at("roads.types", board.text, i, end)
            if length and _is_road(board, at, i, i + length, end):
                last = _with_part(board, i + length)
                if board.words.at("landmarks.after_road", board.text, last, end):
                    break
                board.add(_kind(board, at), at, last)
                at = board.begin(last, end)
                i = at + 1
            else:
                i += 1


def _is_road(board: Board, start: int, at: int, last: int, end: int) -> bool:
    """Whether text[start:last], whose type begins at `at`, is a road's name."""
    text, lists = board.text, board.words.lists
    name = text[start:last]
    if at - start > LONGEST_NAME or lists.has("roads.never", name):
        return False
    if board.words.strings["roads.never_endings"].before(text, last, start):
        return False
    if (
        board.words.at("roads.not_before", text, last)
        or text[at : at + 2] == "街道"
        or board.words.at("landmarks.heads", text, at, end) > last - at
    ):
        return False
    if lists.has("roads.weak_types", text[at:last]):
        return at - start >= 2 and not board.words.at("landmarks.heads", text, at, end)
    return True


def _with_part(board: Board, at: int) -> int:
    """Include 高架 of "延安路高架", 步行街 of "南京路步行街", 南段 of "建设路南段"."""
    more = PART.match(board.text, at)
    if more is None:
        return at
    board.free[at : more.end()] = [True] * (more.end() - at)
    return more.end()


def _kind(board: Board, at: int) -> SpanKind:
    """A road said right behind another one, or joined to it by 和, is the one that crosses it."""
    before = [(end, kind) for kind, _, end in board.parts if end <= at and kind in (*ROADS, SpanKind.HIGHWAY)]
    if not before:
        return SpanKind.ROAD
    between = board.text[max(before)[0] : at]
    return SpanKind.CROSS if not between or board.words.lists.has("roads.joins", between) else SpanKind.ROAD


def find_posts(board: Board) -> None:
    """Kilometre posts: "k一千二百加三百"."""
    for match in KILOMETRE.finditer(board.text):
        if match[0].startswith("k") and any(sign in match[0] for sign in "加百千"):
            _claim(board, *match.span())


def find_kilometres(board: Board) -> None:
    """ "一百公里处" on a highway; a speed or a distance is no marker."""
    on_highway = any(kind is SpanKind.HIGHWAY for kind, _, _ in board.parts)
    for match in KILOMETRE.finditer(board.text):
        before = board.words.strings["markers.not_after"].before(board.text, match.start())
        placed = board.words.at("markers.after", board.text, match.end())
        if not before and (on_highway or placed):
            _claim(board, *match.span())


def find_exits(board: Board) -> None:
    """ "无锡出口", also 出口 alone behind a highway."""
    for start, end in board.runs():
        at = board.begin(start, end)
        for i in range(at, end):
            length = board.words.at("markers.exits", board.text, i, end)
            landmark = board.words.strings["landmarks.heads"].before(board.text, i, at) > 1
            landmark = landmark or board.text[i - 1] == "站"
            if length and not landmark and (i > at or board.claimed_before(at) is SpanKind.HIGHWAY):
                board.add(SpanKind.MARKER, at, i + length)
                break


def _claim(board: Board, start: int, end: int) -> None:
    """Claim a kilometre, whose characters may have been cut as a number with its unit."""
    if not any(first < end and last > start for _, first, last in board.parts):
        board.free[start:end] = [True] * (end - start)
        board.add(SpanKind.MARKER, start, end)


def find_numbers(board: Board) -> None:
    """The house number right behind a road."""
    for kind, _, end in tuple(board.parts):
        match = HOUSE.match(board.text, end)
        if kind in ROADS and match:
            board.free[end : match.end()] = [True] * (match.end() - end)
            board.add(SpanKind.NUMBER, end, match.end())
