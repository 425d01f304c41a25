"""Provinces, cities, counties by the gazetteer; towns, villages and zones by their last word."""

import re

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.mandarin.board import DIGITS, Board

LONGEST_TOWN = 4
# Between a city's name and a road type or landmark these make it a road's or landmark's name: "南京西路".
BETWEEN = re.compile(rf"[东南西北中新老大上下内外前后{DIGITS}]{{0,2}}")


def find_regions(board: Board) -> None:
    """Regions of the gazetteer; short names only where no road or landmark follows."""
    for start, end in board.runs():
        at, begins = start, True
        while at < end:
            kind, length = _region(board, at, end, begins)
            if kind is not None:
                board.add(kind, at, at + length)
                at, begins = at + length, True
                continue
            at, begins = at + 1, False


def _region(board: Board, at: int, end: int, begins: bool) -> tuple[SpanKind | None, int]:
    """Kind and length of the region that begins at `at`; (None, 0) when there is none."""
    text, words = board.text, board.words
    before = board.claimed_before(at)
    length = words.full_regions.at(text, at, end)
    if length > 2 or (length and (begins or before)):
        name = text[at : at + length]
        if before in (SpanKind.CITY, SpanKind.STATE) or not words.lists.has("areas.vague", name):
            return words.regions.full[name], length
    length = words.short_regions.at(text, at, end)
    if not length or not begins or _names_more(board, at + length, end):
        return None, 0
    name = text[at : at + length]
    kind = words.regions.short[name]
    weak = words.lists.has("areas.weak", name) and kind is not SpanKind.STATE
    doubtful = kind is SpanKind.DISTRICT or weak
    if doubtful and not _district(board, at, length, end):
        return None, 0
    return kind, length


def _district(board: Board, at: int, length: int, end: int) -> bool:
    """Whether a county named without 区 or 县 is meant: behind its city, or all by itself."""
    if board.claimed_before(at) in (SpanKind.CITY, SpanKind.STATE):
        return True
    weak = board.words.lists.has("areas.weak", board.text[at : at + length])
    return at + length == end and not weak and board.words.strings["words.lead"].before(board.text, at) > 0


def _names_more(board: Board, at: int, end: int) -> bool:
    """Whether what follows a short name makes it a road or a landmark: "南京路", "北京西站", "无锡出口"."""
    text, words = board.text, board.words
    between = BETWEEN.match(text, at, end)
    latest = between.end() if between else at
    if words.at("areas.types", text, at, end) > 2 or words.full_regions.at(text, at, end):
        return False
    lists = ("roads.types", "landmarks.heads", "markers.exits", "highways.types", "areas.types")
    for i in range(at, latest + 1):
        for name in lists:
            length = words.at(name, text, i, end)
            if length:
                return True
    return False


def _road_follows(board: Board, at: int, end: int) -> bool:
    """Whether a road type follows so closely that the name is a road's: "开发区大道"."""
    between = BETWEEN.match(board.text, at, end)
    latest = between.end() if between else at
    return any(board.words.at("roads.types", board.text, i, end) for i in range(at, latest + 1))


def find_towns(board: Board) -> None:
    """Names that end in 镇, 乡, 村, 街道, 开发区 …"""
    for start, end in board.runs():
        at = board.begin(start, end)
        for i in range(at, end):
            length = board.words.at("areas.types", board.text, i, end)
            name = board.text[at : i + length]
            alone = length and board.words.lists.has("areas.alone", name)
            if not length or not (0 < i - at <= LONGEST_TOWN or alone):
                continue
            village = board.text[i : i + length] in ("村", "屯")
            rest = board.text[i + length : end]
            station = board.words.at("landmarks.after_road", board.text, i + length, end)
            if station or board.words.at("areas.offices", board.text, i + length, end):
                continue
            ends = not rest or rest in ("村委会", "村部") or board.words.lists.has("words.after_short", rest)
            if village and (i == at or not ends):
                continue
            if board.words.lists.has("landmarks.own", name[:-1]) or _road_follows(board, i + length, end):
                continue
            board.add(SpanKind.DISTRICT, at, i + length)
            break
