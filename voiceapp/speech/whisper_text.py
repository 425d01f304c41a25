"""What Whisper's output is worth, and how much audio it is given: pure functions and measured constants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WINDOW_MIN = 10.0  # seconds of audio the model is given at least …
WINDOW_MARGIN = 4.0  # … and more than the utterance at least. With less it repeats itself.
WINDOW_MAX = 30.0  # what it was trained on; longer speech is decoded piece by piece

TOKENS_PER_SECOND = 12  # nobody speaks faster: a longer text is a loop
TOKENS_EXTRA = 12

NO_SPEECH = 0.5  # speech had 0.3 at most, hiss, hum, clicks and silence 0.59 at least (measured)
UNLIKELY_LOGPROB = -1.5  # worse than this is guessing

ECHO = 6  # so many characters of the prompt are no chance likeness

RIVAL_LOGPROB = 0.5  # a text that is less likely by no more than this may be what was said just as well

HINTS = 12  # so many expected phrases are told to the model; more would crowd out the speech


@dataclass(frozen=True, slots=True)
class Decoded:
    """One decoded window. `logprob`: mean per token; `no_speech`: how sure the model is of hearing none."""

    text: str
    logprob: float
    no_speech: float


def window_seconds(seconds: float) -> float:
    """How long a window to decode for an utterance of this many seconds.

    Whisper was trained on 30 s, most of it silence here. Its encoder takes shorter windows: 3 to 10 times
    quicker, and as good as long as some silence is left after the speech (docs/adr/0003).
    """
    return min(WINDOW_MAX, max(WINDOW_MIN, seconds + WINDOW_MARGIN))


def token_limit(seconds: float) -> int:
    return int(TOKENS_EXTRA + seconds * TOKENS_PER_SECOND)


def believed(decoded: Decoded, *, prompt: str = "") -> str:
    """The text, or "" if it is more likely made up than heard."""
    text = without_repeats(decoded.text.strip())
    noise = decoded.no_speech > NO_SPEECH or decoded.logprob < UNLIKELY_LOGPROB
    if noise or not any(char.isalnum() for char in text) or _echoes(text, prompt):
        return ""
    return text


def rivals(found: Sequence[Decoded], *, prompt: str = "") -> tuple[str, ...]:
    """The texts nearly as likely as the first of `found` (best first), written in other words than it."""
    if not found:
        return ()
    texts: dict[str, str] = {}
    for one in found:
        if one.logprob >= found[0].logprob - RIVAL_LOGPROB and (text := believed(one, prompt=prompt)):
            texts.setdefault(_bare(text), text)
    texts.pop(_bare(found[0].text), None)
    return tuple(texts.values())


def hint(prompt: str, vocabulary: Sequence[str]) -> str:
    """What the model is told before it listens: the style, then phrases that are likely to come."""
    if not vocabulary:
        return prompt
    chinese = any("\u4e00" <= char <= "\u9fff" for char in "".join(vocabulary))
    stop = "。" if chinese else ". "
    phrases = [phrase if chinese else phrase.capitalize() for phrase in vocabulary[:HINTS]]
    return f"{prompt}{'' if chinese or not prompt else ' '}{stop.join(phrases)}{stop.strip()}"


def without_repeats(text: str) -> str:
    """Whisper, unsure where speech ends, says it all again and again; one time is enough.

    Only a text that is nothing but one piece, three times or more, or twice if the piece is long, is cut:
    "no no" and "five five five" are what people say.
    """
    match = re.fullmatch(
        r"(?P<piece>.{12,}?)(?:[\s,.!?，。！？]*(?P=piece))+[\s,.!?，。！？]*(?P<rest>.*)", text, re.S
    )
    if match is None or not _begins(match["piece"], match["rest"]):
        return text
    return match["piece"].strip()


def _begins(piece: str, rest: str) -> bool:
    """Is the rest after the last whole repeat nothing, or the beginning of another one?"""
    return piece.lstrip().startswith(rest.strip())


def _echoes(text: str, prompt: str) -> bool:
    """Given a prompt and no clear speech, Whisper reads it out: a clause of it, or a longer piece.

    A short piece may be an answer: a caller who says 报案 is not the prompt's 车险报案热线.
    """
    bare = _bare(text)
    clauses = {_bare(clause) for clause in re.split(r"[,.!?，。！？]", prompt)}
    return bare in clauses or (len(bare) >= ECHO and bare in _bare(prompt))


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
