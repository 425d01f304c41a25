"""Utterance → cause. Rules first; a second opinion (an injected scorer) confirms, carries or stays silent.

Nothing is better than something wrong: what is not sure comes back as OTHER with up to two candidates, for
the dialogue to offer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.cues import cues_in
from voiceapp.understanding.cause.rules import CauseRules, Rule, load
from voiceapp.understanding.readings import CauseReading, Span


@dataclass(frozen=True, slots=True)
class Opinion:
    """How near an utterance is to a cause, 0…1; a higher score is nearer."""

    cause: CauseClass
    score: float


class Scorer(Protocol):
    """The second opinion. Called at most once an utterance, and only when the rules are not sure."""

    def rank(self, text: str, *, language: str) -> Sequence[Opinion]:
        """Every cause with its score, nearest first; empty when it has nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found, and in which words."""

    rule: Rule
    span: Span


# A scorer alone is believed from this score on, and this far ahead of its second choice (measured: ADR 5).
SURE_SCORE = 0.62
SURE_MARGIN = 0.25
# Below this, its choices are not worth offering.
OFFER_SCORE = 0.15


def classify(text: str, *, language: str, scorer: Scorer | None = None) -> CauseReading:
    """The cause said in a normalised `text`; `language` is "en" or "zh". Without a `scorer`: rules alone."""
    rules = load(language)
    findings = find(text, rules)
    best = findings[0] if findings else None
    if best is not None and not best.rule.weak:
        return _reading(text, best.rule.cause, rules, span=best.span)
    if best is None and says_nothing(text, rules):
        return _reading(text, CauseClass.OTHER, rules)
    opinions = scorer.rank(text, language=language) if scorer is not None else ()
    return _weigh(text, findings, opinions, rules)


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
    return not left.strip()


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
    """Rules are weak or silent: agreement decides, or a scorer far ahead; else the candidates are offered."""
    if opinions:
        first = opinions[0]
        for finding in findings[:1]:
            if finding.rule.cause is first.cause:
                return _reading(text, first.cause, rules, span=finding.span)
        ahead = first.score - (opinions[1].score if len(opinions) > 1 else 0.0)
        if first.score >= SURE_SCORE and ahead >= SURE_MARGIN:
            return _reading(text, first.cause, rules)
    offered = [finding.rule.cause for finding in findings[:1]]
    offered += [opinion.cause for opinion in opinions if opinion.score >= OFFER_SCORE]
    offered += [finding.rule.cause for finding in findings[1:]]
    candidates = tuple(dict.fromkeys(cause for cause in offered if cause is not CauseClass.OTHER))[:2]
    return _reading(text, CauseClass.OTHER, rules, candidates=candidates)


def _reading(
    text: str,
    cause: CauseClass,
    rules: CauseRules,
    *,
    span: Span | None = None,
    candidates: tuple[CauseClass, ...] = (),
) -> CauseReading:
    return CauseReading(cause, cues_in(text, cause, rules), candidates, span)
