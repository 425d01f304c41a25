"""Yes, no, and the other things an answer can do. Rules only: a no is never taken for a yes."""

from collections.abc import Sequence
from functools import cache

from voiceapp.understanding import sounds
from voiceapp.understanding.answers import danger
from voiceapp.understanding.answers.deciding import decide
from voiceapp.understanding.answers.saying import Limits
from voiceapp.understanding.answers.settling import settle
from voiceapp.understanding.answers.tagging import Phrases, phrases
from voiceapp.understanding.data import load
from voiceapp.understanding.readings import Answer, Intent
from voiceapp.understanding.utterance import normalise

__all__ = ["answer", "injury_answer", "plain_answer", "settled", "vocabulary"]

_LIMITS = {
    "en": Limits(reach=3, few=3, more=5, stray=1, story=9),
    "zh": Limits(reach=3, few=4, more=8, stray=1, story=16),
}
_SHORT = 8  # characters: longer Chinese answers are not searched by sound


def answer(text: str, *, language: str) -> Answer:
    """What an answer does. `text` is normalised. Somebody in danger comes before everything else."""
    if danger.acute(text, language=language):
        return Answer(Intent.EMERGENCY)
    return plain_answer(text, language=language)


def plain_answer(text: str, *, language: str) -> Answer:
    """The same without a look at danger."""
    if language != "zh":
        return decide(text.split(), _phrases("en"), _LIMITS["en"], " ")
    known = _phrases("zh")
    for misheard, said in _misheard().items():
        text = text.replace(misheard, said)
    found = decide(tuple(text), known, _LIMITS["zh"], "")
    if found.intent is Intent.OTHER and len(text) <= _SHORT:
        rewritten = _by_sound(text)
        if rewritten != text:
            return decide(tuple(rewritten), known, _LIMITS["zh"], "")
    return found


def injury_answer(text: str, *, language: str) -> bool | None:
    """The answer to "is anyone hurt or in danger?": True, False, or None when it is not clear.

    `text` is normalised. "yes my wife is bleeding" is True, "no we are all fine" False, "i don't know" None.
    """
    return danger.hurt(text, plain_answer(text, language=language).intent, language=language)


def vocabulary(language: str) -> tuple[str, ...]:
    """What to tell a recogniser to expect when a yes or a no is asked for: it mishears short words less."""
    return load(language, "answers").table("expected").strings("yes_no")


def settled(
    text: str, *, alternatives: Sequence[str] = (), confidence: float | None = None, language: str
) -> str:
    """Of what a recogniser wrote of the answer to a yes/no question, the text to understand.

    "" when it may be a no as well as a yes: then it was not understood. Texts as the recogniser wrote them.
    """
    return settle(
        text, alternatives, confidence, lambda each: answer(normalise(each, language), language=language)
    )


def _by_sound(text: str) -> str:
    """The text with one misheard answer written right: "川人共" → "转人工"."""
    table = load("zh", "answers").table("sounds")
    for phrase in table.strings("near"):
        span = sounds.find(text, phrase)
        if span is not None:
            return text[: span[0]] + phrase + text[span[1] :]
    heard = sounds.folded_syllables(text)
    for phrase in table.strings("same"):
        wanted = sounds.folded_syllables(phrase)
        for at in range(len(heard) - len(wanted) + 1):
            if heard[at : at + len(wanted)] == wanted:
                return text[:at] + phrase + text[at + len(wanted) :]
    return text


@cache
def _phrases(language: str) -> Phrases:
    return phrases(load(language, "answers"), str if language == "zh" else None)


@cache
def _misheard() -> dict[str, str]:
    return load("zh", "answers").mapping("misheard")
