"""Places one can point at: "the gas station", "kroger", "golden gate bridge", "my driveway"."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.english.board import Board
from voiceapp.understanding.place.english.untyped import known_road

LONGEST_NAME = 5
LONGEST_UNLISTED = 4
MISHEARD_MALL = "more"  # recognisers write "riverside more" for "riverside mall"


def find_landmarks(board: Board) -> None:
    """Claim known chains, and names that end in a known head."""
    for at in range(len(board)):
        brand = board.phrase("landmarks.brands", at)
        head = 0 if brand else board.phrase("landmarks.heads", at)
        if brand:
            _branded(board, at, brand)
        elif head:
            _headed(board, at, head)
    _fold(board)


def _branded(board: Board, at: int, length: int) -> None:
    start, end = _name_start(board, at), _extend(board, at + length)
    weak = board.words.has("landmarks.weak_brands", " ".join(board.tokens[at : at + length]))
    doubtful = weak and end == at + length and not (_placed(board, start) and not board.is_name(end))
    if not doubtful and not _is_thing(board, end):
        board.add(SpanKind.LANDMARK, start, end)


def _headed(board: Board, at: int, length: int) -> None:
    """A landmark whose head is tokens[at:at+length]."""
    start, end = _name_start(board, at), _extend(board, at + length)
    if _is_thing(board, end):
        return
    if _is_town(board, start, end) or _afterwards(board, start, end) or _not_meant(board, start, end):
        return
    head = " ".join(board.tokens[at : at + length])
    named, determined = start < at, board.is_in("words.determiners", start - 1)
    if head == MISHEARD_MALL:
        told = at - start == 1 and start > 0 and _placed(board, start) and not board.is_name(end)
    elif board.words.has("landmarks.bare_heads", head) and not named and not determined:
        told = board.is_in("landmarks.bare_behind", start - 1)
    elif board.words.has("landmarks.weak_heads", head) and end == at + length:
        told = (named or determined) and _placed(board, start)
    else:
        told = (
            determined
            or named
            or end > at + length
            or (_placed(board, start) and board.token(start - 1) != "on")
        )
    if told:
        board.add(SpanKind.LANDMARK, start, end)


def _afterwards(board: Board, start: int, end: int) -> bool:
    """Whether people were taken there when it had happened: "in the hospital"."""
    head = board.words.has("landmarks.afterwards", " ".join(board.tokens[start:end]))
    before = start - 1 if board.is_in("words.determiners", start - 1) else start
    return head and board.token(before - 1) in ("in", "to", "into")


def _not_meant(board: Board, start: int, end: int) -> bool:
    """Whether the words are rather something else: "as a ramp", "that tracks", "golf hotel india"."""
    determined = board.is_in("words.determiners", start - 1)
    if not determined:
        return board.is_name(end)
    weak = board.words.has("landmarks.weak_heads", " ".join(board.tokens[start:end]))
    pointed = weak and board.token(start - 1) in ("this", "that", "these", "those")
    return board.token(start - 2) == "as" or (pointed and not board.is_in("words.prepositions", start - 2))


def _is_town(board: Board, start: int, end: int) -> bool:
    """Whether the whole name is rather a town: "near oak park"."""
    town = end - start > 1 and board.towns.at(board.tokens, start)[0] == end - start
    return town and board.is_in("areas.town_cues", start - 1)


def _name_start(board: Board, at: int) -> int:
    """Where the words that belong before the head at `at` begin."""
    start = at
    while at - start < LONGEST_NAME and board.free(start - 1, start) and _may_stand_before(board, start - 1):
        start -= 1
    while start < at and board.is_in("landmarks.not_alone", start) and at - start == 1:
        start += 1
    return start


def _may_stand_before(board: Board, at: int) -> bool:
    """Whether the token may be part of a landmark's name before its head: "main street bridge"."""
    if board.is_in("landmarks.modifiers", at) or board.is_ordinal(at):
        return True
    if board.token(at).endswith("ing"):
        return bool(board.phrase("landmarks.heads", at))
    street = board.is_in("roads.types", at) and board.is_name(at - 1)
    return board.is_name(at) or street


def _extend(board: Board, end: int) -> int:
    """Include further heads, a number, and "of …" or "over …" where they belong to the name."""
    while True:
        more = board.phrase("landmarks.heads", end)
        if more and board.token(end) != MISHEARD_MALL:
            end += more
        elif board.is_in("landmarks.before_heads", end) and board.phrase("landmarks.heads", end + 1):
            end += 1
        else:
            break
    if board.phrase_before("landmarks.openers", end) and board.is_name(end):
        end += 2 if board.is_name(end + 1) and not board.is_name(end + 2) else 1
    if board.is_in("landmarks.numbered", end - 1):
        number = board.number_end(end)
        lettered = (
            board.free(end, end + 1) and len(board.token(end)) == 1 and board.token(end) not in ("i", "a")
        )
        end = end + 1 if lettered else number
    of = board.token(end) == "of" and board.is_in("landmarks.of_names", end - 1)
    over = board.token(end) in ("over", "across") and board.is_in("landmarks.over_names", end - 1)
    return _linked(board, end) if of or over else end


def _linked(board: Board, at: int) -> int:
    """End of the name behind the "of" or "over" at `at`; `at` when no name follows."""
    start = at + 2 if board.is_in("words.determiners", at + 1) else at + 1
    end = start
    while end - start < LONGEST_NAME and (board.is_name(end) or board.phrase("landmarks.heads", end)):
        end += 1
    return end if end > start else at


def _is_thing(board: Board, end: int) -> bool:
    """Whether the noun that follows makes it something else: "school bus"."""
    return board.is_in("landmarks.tails", end) and board.free(end, end + 1)


def _placed(board: Board, start: int) -> bool:
    """Whether a preposition of place stands before, with or without a determiner, or nothing but fillers."""
    before = start - 1 if board.is_in("words.determiners", start - 1) else start
    if all(board.is_in("words.fillers", at) for at in range(before)):
        return True
    return any(board.phrase_before(f"landmarks.{n}", before) for n in ("strong_prepositions", "prepositions"))


def find_unlisted(board: Board) -> None:
    """Names no list has, behind prepositions that want a place: "next to the big pumpkin"."""
    for at in range(1, len(board)):
        before = at - 1 if board.is_in("words.determiners", at - 1) else at
        if board.taken[at] or not board.phrase_before("landmarks.strong_prepositions", before):
            continue
        end = at
        while end - at < LONGEST_UNLISTED and (board.is_name(end) or _opens_name(board, end)):
            end += 1
        if end > at and not _no_place(board, at, end, before):
            road = known_road(board, at, end) and any(kind is SpanKind.CITY for kind, _, _ in board.parts)
            board.add(SpanKind.ROAD if road else SpanKind.LANDMARK, at, end)


def _opens_name(board: Board, at: int) -> bool:
    return board.is_in("landmarks.modifiers", at) and board.free(at, at + 1) and board.is_name(at + 1)


def _no_place(board: Board, at: int, end: int, before: int) -> bool:
    """Whether tokens[at:end] behind the preposition that ends at `before` is rather no place."""
    loose = before < 2 or not board.taken[before - 2] or end < len(board)
    if before == at and loose and board.is_in("landmarks.wants_the", before - 1):
        return True
    if board.is_in("landmarks.not_places_after", at - 1) or board.is_name(end):
        return True
    if board.token(before - 1) == "at" and board.is_in("words.stop", end) and not board.taken[end]:
        return True
    if any(board.is_in("landmarks.never", i) for i in range(at, end)):
        return True
    return board.token(end - 1).endswith(("ing", "ed"))


def find_unnamed(board: Board) -> None:
    """Crossings and roads nobody named still say where: "at a red light", "on the freeway"."""
    for at in range(1, len(board)):
        length = board.phrase("crossings.unnamed", at)
        if length and board.is_in("words.determiners", at - 1) and _placed(board, at):
            board.add(None, at, at + length)


def _fold(board: Board) -> None:
    """ "parking lot of the library" means the library: the part names nothing when the whole is named."""
    starts = {start for kind, start, _ in board.parts if kind is SpanKind.LANDMARK}
    for at, (kind, start, end) in enumerate(board.parts):
        if kind is not SpanKind.LANDMARK or not board.phrase_before("landmarks.of_parts", end):
            continue
        after = end
        while board.is_in("landmarks.links", after):
            after += 1
        if after > end and after in starts:
            board.parts[at] = (None, start, end)
