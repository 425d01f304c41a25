"""From tagged phrases to an intent. Fixed rules; where a yes and a no stand side by side, neither counts.

The order matters: first what "not" turns round, then a wish for a person, a repeat, a doubt, a no, and last
a yes. A yes is only taken when nothing in the whole utterance speaks against it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from voiceapp.understanding.answers.saying import WEIGHTLESS, Limits, Saying, negated
from voiceapp.understanding.answers.tagging import Phrases, Piece, Tag
from voiceapp.understanding.readings import Answer, Intent


def decide(tokens: Sequence[str], phrases: Phrases, limits: Limits, joint: str) -> Answer:
    """The answer that these tokens give. `joint` is what stands between tokens in a text: " " or ""."""
    saying = Saying(tuple(tokens), negated(phrases.tag(tokens), limits.reach), limits, joint)
    return (
        _asked_for(saying)
        or _doubted(saying)
        or _hinted(saying, _HINTS_ASIDE)
        or _refused(saying)
        or _agreed(saying)
        or _hinted(saying, _HINTS_PLAIN)
        or Answer(Intent.OTHER)
    )


def _asked_for(saying: Saying) -> Answer | None:
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
    speaks = any(not p.has(*WEIGHTLESS, Tag.REPEAT_WEAK, Tag.QUESTION) for p in saying.pieces)
    if saying.has(Tag.REPEAT_WEAK, Tag.QUESTION) and not speaks and len(saying.tokens) <= saying.limits.more:
        return Answer(Intent.REPEAT)
    return None


def _doubted(saying: Saying) -> Answer | None:
    unsure = saying.first(Tag.UNSURE)
    if unsure is not None and saying.content() <= saying.limits.more:
        return Answer(Intent.UNSURE)
    weak = saying.first(Tag.UNSURE_WEAK)
    torn = saying.has(Tag.YES, Tag.YES_WEAK) and saying.has(Tag.NO)
    if sum(piece.has(Tag.UNSURE_WEAK) for piece in saying.pieces) > 1 and saying.content() == 0:
        return Answer(Intent.UNSURE)  # "maybe it is maybe it isn't"
    if weak is not None and saying.content() == 0 and (torn or not saying.has(Tag.NO, Tag.NOT)):
        return Answer(Intent.UNSURE)
    return None


def _refused(saying: Saying) -> Answer | None:
    """Some no is in it: NO, or OTHER when a yes follows it or it is part of a story."""
    no = saying.last(Tag.NO, Tag.WRONG)
    if no is not None:
        first = saying.first(Tag.NO, Tag.WRONG)
        agreed = saying.first(Tag.YES)
        before = saying.content(0, first.start if first else 0)
        if _told(saying, first or no):
            return Answer(Intent.OTHER)
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


def _told(saying: Saying, no: Piece) -> bool:
    """ "he said no", "there was no stop sign", "yes my car is fine no damage": a no inside something told."""
    if any(p.has(Tag.TOLD) and p.end <= no.start for p in saying.pieces):
        return True
    if saying.tokens[no.start : no.end] == ("no",) and saying.content(0, no.start) and saying.content(no.end):
        return True
    yes = saying.first(Tag.YES)
    between = yes is not None and yes.end <= no.start and saying.content(yes.end, no.start) > 0
    return between and not saying.has(Tag.BUT, Tag.WRONG)


def _describes(saying: Saying, no: Piece) -> bool:
    """ "没有信号灯那个路口左拐": a lack that belongs to a story, with nothing that could be a correction."""
    after = saying.content(no.end)
    follows = any(p.start == no.end and p.told for p in saying.pieces)
    return no.has(Tag.NOT) and follows and after > saying.limits.few + 2 and not saying.has(Tag.RESTART)


def _stands_between(saying: Saying, contrast: Piece) -> bool:
    """ "five not nine": values on both sides, and no "was" or "did" right before the "not"."""
    before = next((p for p in reversed(saying.pieces) if p.end == contrast.start), None)
    return (
        before is not None
        and not before.has(Tag.FILLER, Tag.RIGHT, Tag.YES_ALONE)
        and 0 < saying.content(0, contrast.start) <= saying.limits.story
        and 0 < saying.content(contrast.end) <= saying.limits.story
    )


def _denied(saying: Saying) -> Answer:
    """A "not" that turns round something we do not know: "it wasn't monday", "not thursday it was friday"."""
    no = saying.first(Tag.NOT)
    if no is None or saying.content(0, no.start) > saying.limits.few:
        return Answer(Intent.OTHER)
    if saying.content() > (saying.limits.story if saying.has(Tag.RESTART) else saying.limits.more):
        return Answer(Intent.OTHER)
    if saying.has(Tag.YES) and no.end < len(saying.tokens):
        return Answer(Intent.OTHER)
    if saying.has(Tag.HINT_NO):
        return Answer(Intent.OTHER)  # "you didn't mix anything up"
    return Answer(Intent.NO, _without_denied(saying, no.start))


def _without_denied(saying: Saying, start: int) -> str | None:
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


def _anew(saying: Saying, after: int) -> Piece | None:
    """Where the true value begins, some other content having come first."""
    pieces = (p for p in saying.pieces if p.start > after and p.has(Tag.RESTART))
    return next((p for p in pieces if saying.content(after, p.start)), None)


def _amended(saying: Saying) -> Answer | None:
    """ "actually it's five", "yes but it was in the evening"."""
    if saying.content() == 0 or saying.content() > saying.limits.story:
        return None
    but = saying.first(Tag.BUT)
    agreed = saying.first(Tag.YES, Tag.YES_WEAK, Tag.UNSURE_WEAK)
    if but is not None and agreed is not None and agreed.start < but.start:
        return Answer(Intent.NO, saying.text(but.end))
    fix = saying.first(Tag.FIX)
    if (
        fix is not None
        and saying.content(0, fix.start) <= saying.limits.stray
        and saying.content(fix.end) > 0
    ):
        return Answer(Intent.NO, saying.text(fix.end))
    return None


def _agreed(saying: Saying) -> Answer | None:
    if any(p.has(Tag.NOT, Tag.NO, Tag.WRONG, Tag.INSTEAD, Tag.TOLD, Tag.QUESTION) for p in saying.pieces):
        return None  # never a yes beside a no, whatever led here
    if any(p.has(Tag.ASSENT) and p is not saying.pieces[-1] for p in saying.pieces):
        return None  # "isn't it right": a question, if it stands in front
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
    return None


_HINTS_ASIDE: Final = {
    Tag.HINT_AGENT: Intent.AGENT,
    Tag.HINT_REPEAT: Intent.REPEAT,
    Tag.HINT_UNSURE: Intent.UNSURE,
}
_HINTS_PLAIN: Final = {Tag.HINT_NO: Intent.NO, Tag.HINT_YES: Intent.YES}


def _hinted(saying: Saying, hints: Mapping[Tag, Intent]) -> Answer | None:
    """No known answer, but few words and one that only goes with one: "my memory is foggy"."""
    known = (Tag.YES, Tag.NO, Tag.WRONG, Tag.INSTEAD, Tag.NEUTRAL, Tag.TOLD, Tag.ASSENT)
    if saying.has(*known) or saying.content() > saying.limits.more:
        return None
    found = {hints[tag] for tag in hints if saying.has(tag)}
    return Answer(found.pop()) if len(found) == 1 else None
