"""Utterance → cause. Rules first; a second opinion (an injected scorer) confirms, carries or stays silent.

Nothing is better than something wrong: what is not sure comes back as OTHER with up to two candidates, for
the dialogue to offer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.cues import cues_in
from voiceapp.understanding.cause.mishearing import put_right
from voiceapp.understanding.cause.rules import CauseRules, Rule, load
from voiceapp.understanding.readings import CauseReading, Span


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely an utterance means a cause, as a share of 1 over all causes."""

    cause: CauseClass
    score: float


class Scorer(Protocol):
    """The second opinion."""

    def rank(self, text: str, *, language: str) -> Sequence[Opinion]:
        """Every cause with its share, likeliest first; empty when it has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, and in which words."""

    rule: Rule
    span: Span


# How much likelier a cause gets because a rule found it: odds, measured on the tuning sets (ADR 5).
STRONG_ODDS = 12.0
WEAK_ODDS = 2.0
# A cause is taken from this share of all causes on; below, the likeliest two are offered.
SURE = 0.55
# A share below this is not worth offering.
OFFER = 0.08


def classify(text: str, *, language: str, scorer: Scorer | None = None) -> CauseReading:
    """The cause said in a normalised `text`; `language` is "en" or "zh". Without a `scorer`: rules alone."""
    rules = load(language)
    findings = find(text, rules)
    if rules.sounds is not None and not (findings and not findings[0].rule.weak):
        text = put_right(text, rules.sounds)
        findings = find(text, rules)
    if not findings and says_nothing(text, rules):
        return _reading(text, CauseClass.OTHER, rules)
    if findings and findings[0].rule.sure:
        return _reading(text, findings[0].rule.cause, rules, span=findings[0].span)
    opinions = scorer.rank(text, language=language) if scorer is not None else ()
    if opinions:
        return _weigh(text, findings, opinions, rules)
    if findings and not findings[0].rule.weak:
        return _reading(text, findings[0].rule.cause, rules, span=findings[0].span)
    return _reading(text, CauseClass.OTHER, rules, candidates=_best_two(hit.rule.cause for hit in findings))


def choose(text: str, options: Sequence[CauseClass], *, language: str) -> CauseClass | None:
    """Which of the causes just offered a short answer names: "the side", "it was an animal".

    None when it names none of them, or more than one, or denies.
    """
    rules = load(language)
    prepared = rules.unit.prepare(text)
    if rules.denial.search(prepared) is not None:
        return None
    said = classify(text, language=language).cause
    if said in options:
        return said
    named = [cause for cause in options if cause in rules.choices and rules.choices[cause].search(prepared)]
    return named[0] if len(named) == 1 and said is CauseClass.OTHER else None


def find(text: str, rules: CauseRules) -> tuple[Finding, ...]:
    """Every cause some rule finds, likeliest first: strong before weak, then by stage, then by position."""
    prepared = rules.unit.prepare(text)
    found: list[Finding] = []
    for stage in rules.stages:
        here = [hit for rule in stage.rules if (hit := _apply(rule, prepared)) is not None]
        found += sorted(here, key=lambda hit: hit.span[0])
    found.sort(key=lambda hit: hit.rule.weak)
    unique = {hit.rule.cause: hit for hit in reversed(found)}
    return tuple(hit for hit in found if unique[hit.rule.cause] is hit)


def says_nothing(text: str, rules: CauseRules) -> bool:
    """Whether every word is one that says no cause: "i want to report an accident"."""
    left = rules.neutral.sub("", rules.unit.prepare(text))
    return not left.strip(" ¦")  # what others have read already, such as a street, is hidden by bars


def _apply(rule: Rule, prepared: str) -> Finding | None:
    hit = rule.say.search(prepared)
    if hit is None or (rule.also is not None and rule.also.search(prepared) is None):
        return None
    if rule.unless is not None and rule.unless.search(prepared) is not None:
        return None
    return Finding(rule, (hit.start(), hit.start() + len(hit.group().rstrip())))


def _weigh(
    text: str, findings: Sequence[Finding], opinions: Sequence[Opinion], rules: CauseRules
) -> CauseReading:
    """Both together: the cause the first rule found gets its odds; what then stands out is taken."""
    shares = {opinion.cause: opinion.score for opinion in opinions}
    if findings:
        found = findings[0].rule
        shares[found.cause] = shares.get(found.cause, 0.0) * (WEAK_ODDS if found.weak else STRONG_ODDS)
    whole = sum(shares.values()) or 1.0
    likeliest = sorted(shares, key=lambda cause: -shares[cause])
    best = likeliest[0]
    if shares[best] / whole >= SURE:
        span = next((hit.span for hit in findings if hit.rule.cause is best), None)
        return _reading(text, best, rules, span=span)
    worth = (cause for cause in likeliest if shares[cause] / whole >= OFFER)
    return _reading(text, CauseClass.OTHER, rules, candidates=_best_two(worth))


def _best_two(causes: Iterable[CauseClass]) -> tuple[CauseClass, ...]:
    return tuple(dict.fromkeys(cause for cause in causes if cause is not CauseClass.OTHER))[:2]


def _reading(
    text: str,
    cause: CauseClass,
    rules: CauseRules,
    *,
    span: Span | None = None,
    candidates: tuple[CauseClass, ...] = (),
) -> CauseReading:
    return CauseReading(cause, cues_in(text, cause, rules), candidates, span)
