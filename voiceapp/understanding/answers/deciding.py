"""From tagged phrases to an intent. Fixed rules; where a yes and a no stand side by side, neither counts.

The order matters: first what "not" turns round, then a wish for a person, a repeat, a doubt, a no, and last
a yes. A yes is only taken when nothing in the whole utterance speaks against it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceapp.understanding.answers.tagging import Phrases, Piece, Tag
from voiceapp.understanding.readings import Answer, Intent

_WEIGHTLESS: Final = (Tag.FILLER, Tag.ASSENT)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much else may be said, in tokens (words, or characters), before an answer is a story."""

    reach: int  # between "not" and what it turns round
    few: int  # beside a request, or before a no
    more: int  # beside a doubt
    stray: int  # before a yes: a misheard filler
    story: int  # an utterance of this much other content answers no yes/no question


def decide(tokens: Sequence[str], phrases: Phrases, limits: Limits, joint: str) -> Answer:
    """The answer that these tokens give. `joint` is what stands between tokens in a text: " " or ""."""
    saying = _Saying(tuple(tokens), _negated(phrases.tag(tokens), limits.reach), limits, joint)
    return _asked_for(saying) or _doubted(saying) or _refused(saying) or _agreed(saying)


@dataclass(frozen=True, slots=True)
class _Saying:
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
            if start <= p.start and p.end <= stop and (not p.tags or p.has(Tag.NEUTRAL))
        )

    def text(self, start: int, end: int | None = None) -> str | None:
        """The words in between without fillers and fixing words in front; None when nothing is said there."""
        stop = len(self.tokens) if end is None else end
        inside = [p for p in self.pieces if start <= p.start and p.end <= stop]
        while inside and inside[0].has(Tag.FIX, Tag.NO, Tag.YES, Tag.YES_WEAK, Tag.BUT, Tag.REPEAT_WEAK):
            inside = inside[1:]
        if not any(not p.has(*_WEIGHTLESS, Tag.YES, Tag.NO, Tag.YES_WEAK, Tag.YES_ALONE) for p in inside):
            return None
        return self.joint.join(self.tokens[inside[0].start : inside[-1].end])


def _negated(pieces: Sequence[Piece], reach: int) -> tuple[Piece, ...]:
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


_TURNS: Final = (
    ((Tag.MACHINE,), Tag.AGENT),
    ((Tag.KNOWN,), Tag.UNSURE),
    ((Tag.HEARD,), Tag.REPEAT),
    ((Tag.PERSON, Tag.AGENT), Tag.NO),
    ((Tag.OBJECTION,), Tag.YES),
    ((Tag.WRONG,), Tag.NEUTRAL),
    ((Tag.RIGHT, Tag.YES, Tag.YES_WEAK), Tag.NO),
)


def _lacking(pieces: Sequence[Piece], at: int) -> Piece | None:
    """ "no earthly idea": a no that is a doubt."""
    lacks = next((p for p in pieces[at + 1 : at + 3] if p.has(Tag.LACK)), None)
    if not pieces[at].has(Tag.NO) or lacks is None:
        return None
    return Piece(pieces[at].start, lacks.end, frozenset((Tag.UNSURE,)))


def _turned(pieces: Sequence[Piece], at: int, reach: int) -> Piece | None:
    """The nearest thing that the "not" at `at` turns round; machines and persons from further off."""
    start = pieces[at].end
    for tags, becomes in _TURNS:
        far = reach + 3 if becomes is Tag.AGENT or Tag.PERSON in tags else reach
        for piece in pieces[at + 1 :]:
            if piece.start - start > far or piece.has(Tag.BUT):
                break
            if not piece.tags and becomes in (Tag.NO, Tag.YES, Tag.NEUTRAL):
                break  # "not thursday it was": the "not" belongs to thursday
            if piece.has(*tags):
                return Piece(pieces[at].start, piece.end, frozenset((becomes,)))
    return None


def _asked_for(saying: _Saying) -> Answer | None:
    """A person, or the question again."""
    few = saying.limits.few
    total = saying.content()
    if saying.has(Tag.AGENT) and total <= few:
        return Answer(Intent.AGENT)
    for person in (p for p in saying.pieces if p.has(Tag.PERSON, Tag.MACHINE, Tag.SOMEBODY)):
        asked = any(
            p.has(Tag.ASK) and (0 <= person.start - p.end <= 2 * few or 0 <= p.start - person.end <= few)
            for p in saying.pieces
        )
        if asked and not person.has(Tag.MACHINE) and total <= 2 * few:
            return Answer(Intent.AGENT)
        if not person.has(Tag.SOMEBODY) and total <= few // 2:
            return Answer(Intent.AGENT)
    if saying.has(Tag.REPEAT) and total <= few:
        return Answer(Intent.REPEAT)
    speaks = any(not p.has(*_WEIGHTLESS, Tag.REPEAT_WEAK) for p in saying.pieces)
    if saying.has(Tag.REPEAT_WEAK) and not speaks:
        return Answer(Intent.REPEAT)
    return None


def _doubted(saying: _Saying) -> Answer | None:
    unsure = saying.first(Tag.UNSURE)
    if unsure is not None and saying.content() <= saying.limits.more:
        return Answer(Intent.UNSURE)
    weak = saying.first(Tag.UNSURE_WEAK)
    if weak is not None and saying.content() == 0 and not saying.has(Tag.NO, Tag.NOT):
        return Answer(Intent.UNSURE)
    return None


def _refused(saying: _Saying) -> Answer | None:
    """Some no is in it: NO, or OTHER when a yes follows it or it is part of a story."""
    no = saying.last(Tag.NO, Tag.WRONG)
    if no is not None:
        first = saying.first(Tag.NO, Tag.WRONG)
        agreed = saying.first(Tag.YES)
        before = saying.content(0, first.start if first else 0)
        if before > saying.limits.few or (no.has(Tag.NO) and agreed is not None and agreed.start > no.start):
            return Answer(Intent.OTHER)
        if _describes(saying, no):
            return Answer(Intent.OTHER)
        if no.has(Tag.INSTEAD) and saying.content(0, no.start) and not _anew(saying, no.end):
            return Answer(Intent.NO, saying.text(0, no.start))
        denies = no.has(Tag.INSTEAD) and saying.content(no.end) > 0
        return Answer(Intent.NO, _without_denied(saying, no.start if denies else no.end))
    contrast = saying.first(Tag.INSTEAD)
    if contrast is not None and _stands_between(saying, contrast):
        return Answer(Intent.NO, saying.text(0, contrast.start))
    if saying.has(Tag.NOT):
        return _denied(saying)
    return _amended(saying)


def _describes(saying: _Saying, no: Piece) -> bool:
    """ "没有信号灯那个路口左拐": a lack that belongs to a story, with nothing that could be a correction."""
    after = saying.content(no.end)
    follows = any(p.start == no.end and not p.tags for p in saying.pieces)
    return no.has(Tag.NOT) and follows and after > saying.limits.few + 2 and not saying.has(Tag.RESTART)


def _stands_between(saying: _Saying, contrast: Piece) -> bool:
    """ "five not nine": values on both sides, and no "was" or "did" right before the "not"."""
    before = next((p for p in reversed(saying.pieces) if p.end == contrast.start), None)
    return (
        before is not None
        and not before.has(Tag.FILLER, Tag.RIGHT, Tag.YES_ALONE)
        and 0 < saying.content(0, contrast.start) <= saying.limits.story
        and 0 < saying.content(contrast.end) <= saying.limits.story
    )


def _denied(saying: _Saying) -> Answer:
    """A "not" that turns round something we do not know: "it wasn't monday", "not thursday it was friday"."""
    no = saying.first(Tag.NOT)
    if (
        no is None
        or saying.content(0, no.start) > saying.limits.few
        or saying.content() > saying.limits.story
    ):
        return Answer(Intent.OTHER)
    if saying.has(Tag.YES) and no.end < len(saying.tokens):
        return Answer(Intent.OTHER)
    return Answer(Intent.NO, _without_denied(saying, no.start))


def _without_denied(saying: _Saying, start: int) -> str | None:
    """The correction from `start` on: without what a "not" denies ("not monday it was tuesday")."""
    denied = next((p for p in saying.pieces if p.start >= start and p.has(Tag.NOT, Tag.INSTEAD)), None)
    if denied is None:
        return saying.text(start)
    if saying.content(start, denied.start) > 0:
        return saying.text(start, denied.start)
    anew = _anew(saying, denied.end)
    if anew is not None:
        return saying.text(anew.start)
    return None if denied.has(Tag.NOT) else saying.text(denied.end)


def _anew(saying: _Saying, after: int) -> Piece | None:
    """Where the true value begins, some other content having come first."""
    pieces = (p for p in saying.pieces if p.start > after and p.has(Tag.RESTART))
    return next((p for p in pieces if saying.content(after, p.start)), None)


def _amended(saying: _Saying) -> Answer | None:
    """ "actually it's five", "yes but it was in the evening"."""
    if saying.content() == 0 or saying.content() > saying.limits.story:
        return None
    but = saying.first(Tag.BUT)
    agreed = saying.first(Tag.YES, Tag.YES_WEAK, Tag.UNSURE_WEAK)
    if but is not None and agreed is not None and agreed.start < but.start:
        return Answer(Intent.NO, saying.text(but.end))
    fix = saying.first(Tag.FIX)
    if fix is not None and saying.content(0, fix.start) == 0 and saying.content(fix.end) > 0:
        return Answer(Intent.NO, saying.text(fix.end))
    return None


def _agreed(saying: _Saying) -> Answer:
    if any(p.has(Tag.NOT, Tag.NO, Tag.WRONG, Tag.INSTEAD) for p in saying.pieces):
        return Answer(Intent.OTHER)  # never a yes beside a no, whatever led here
    yes = saying.first(Tag.YES, Tag.RIGHT)
    total = saying.content()
    if (
        yes is not None
        and yes.has(Tag.YES)
        and saying.content(0, yes.start) <= saying.limits.stray
        and total <= saying.limits.story
    ):
        answer = Answer(Intent.YES)
        return replace(answer, correction=saying.text(yes.end)) if total else answer
    if total == 0 and saying.has(Tag.YES, Tag.YES_WEAK):
        return Answer(Intent.YES)
    weighty = [p for p in saying.pieces if not p.has(Tag.FILLER) or p.has(Tag.YES_ALONE)]
    if len(weighty) == 1 and weighty[0].has(Tag.YES_ALONE):
        return Answer(Intent.YES)
    return Answer(Intent.OTHER)
