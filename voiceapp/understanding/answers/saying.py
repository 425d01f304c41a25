"""An utterance cut into tagged pieces, with what "not" turns round already turned."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voiceapp.understanding.answers.tagging import Piece, Tag

WEIGHTLESS: Final = (Tag.FILLER, Tag.ASSENT)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much else may be said, in tokens (words, or characters), before an answer is a story."""

    reach: int  # between "not" and what it turns round
    few: int  # beside a request, or before a no
    more: int  # beside a doubt
    stray: int  # before a yes: a misheard filler
    story: int  # an utterance of this much other content answers no yes/no question


@dataclass(frozen=True, slots=True)
class Saying:
    tokens: tuple[str, ...]
    pieces: tuple[Piece, ...]
    limits: Limits
    joint: str

    def has(self, *tags: Tag) -> bool:
        return any(piece.has(*tags) for piece in self.pieces)

    def first(self, *tags: Tag) -> Piece | None:
        return next((piece for piece in self.pieces if piece.has(*tags)), None)

    def last(self, *tags: Tag) -> Piece | None:
        return next((piece for piece in reversed(self.pieces) if piece.has(*tags)), None)

    def content(self, start: int = 0, end: int | None = None) -> int:
        """Tokens in between that are neither fillers nor known answers."""
        stop = len(self.tokens) if end is None else end
        return sum(
            p.end - p.start
            for p in self.pieces
            if start <= p.start and p.end <= stop and (p.told or p.has(Tag.NEUTRAL))
        )

    def text(self, start: int, end: int | None = None) -> str | None:
        """The words in between without fillers and fixing words in front; None when nothing is said there."""
        stop = len(self.tokens) if end is None else end
        inside = [p for p in self.pieces if start <= p.start and p.end <= stop]
        while inside and inside[0].has(Tag.FIX, Tag.NO, Tag.YES, Tag.YES_WEAK, Tag.BUT, Tag.REPEAT_WEAK):
            inside = inside[1:]
        if not any(not p.has(*WEIGHTLESS, Tag.YES, Tag.NO, Tag.YES_WEAK, Tag.YES_ALONE) for p in inside):
            return None
        return self.joint.join(self.tokens[inside[0].start : inside[-1].end])


def negated(pieces: Sequence[Piece], reach: int) -> tuple[Piece, ...]:
    """Join each "not" with what it turns round: "not … right" becomes one NO, "not … remember" one UNSURE."""
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        joined = _turned(pieces, at, reach) if piece.has(Tag.NOT) else _lacking(pieces, at)
        if joined is None:
            out.append(piece)
            at += 1
        else:
            out.append(joined)
            at = next((n for n in range(at, len(pieces)) if pieces[n].start >= joined.end), len(pieces))
    return tuple(out)


# What a "not" makes of what follows, and how many tokens further it reaches than usual.
_TURNS: Final = (
    ((Tag.MACHINE,), Tag.AGENT, 3),
    ((Tag.KNOWN,), Tag.UNSURE, 0),
    ((Tag.HEARD,), Tag.REPEAT, 0),
    ((Tag.PERSON, Tag.AGENT), Tag.NO, 3),
    ((Tag.OBJECTION,), Tag.YES, 1),
    ((Tag.WRONG,), Tag.TOLD, 3),  # "not wrong": neither a yes nor a no
    ((Tag.RIGHT, Tag.YES, Tag.YES_WEAK), Tag.NO, 0),
)
# These must follow the "not" with nothing else told in between.
_CLOSE: Final = (Tag.RIGHT, Tag.YES, Tag.YES_WEAK, Tag.OBJECTION)


def _lacking(pieces: Sequence[Piece], at: int) -> Piece | None:
    """ "no earthly idea": a no that is a doubt."""
    lacks = next((p for p in pieces[at + 1 : at + 3] if p.has(Tag.LACK)), None)
    if not pieces[at].has(Tag.NO) or lacks is None:
        return None
    return Piece(pieces[at].start, lacks.end, frozenset((Tag.UNSURE,)))


def _turned(pieces: Sequence[Piece], at: int, reach: int) -> Piece | None:
    """The nearest thing that the "not" at `at` turns round; "not thursday it was": nothing."""
    close = True
    for piece in pieces[at + 1 :]:
        if piece.has(Tag.BUT):
            return None
        close = close and not piece.told
        for tags, becomes, further in _TURNS:
            near = piece.start - pieces[at].end <= reach + further
            if near and piece.has(*tags) and (close or not piece.has(*_CLOSE)):
                return Piece(pieces[at].start, piece.end, frozenset((becomes,)))
    return None
