"""How a cause is named aloud: neutral words that never say who is at fault."""

from collections.abc import Sequence

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.rules import load


def spoken(cause: CauseClass, *, language: str) -> str:
    """The cause in a read-back: fits behind "you reported" (en) or "您报的是" (zh)."""
    return load(language).spoken[cause]


def offer(candidates: Sequence[CauseClass], language: str) -> str:
    """A question that offers one or two candidates; "" when there is none to offer."""
    rules = load(language)
    named = [rules.offered[cause] for cause in candidates[:2]]
    if not named:
        return ""
    if len(named) == 1:
        return rules.offer_one.format(first=named[0])
    return rules.offer_two.format(first=named[0], second=named[1])
