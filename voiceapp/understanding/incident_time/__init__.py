"""When it happened: how people say it, in English and Mandarin, as an interval that is never to come.

    words → tokens → phrasings (data/<language>/time.toml) → days, parts, clock times → readings

Everything is resolved against `now` and its zone. None means: no time was said, or none that can have been.
"""

from datetime import datetime
from functools import partial

from voiceapp.errors import Fault
from voiceapp.understanding import data
from voiceapp.understanding.incident_time.compose import compose
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.keys import from_keys
from voiceapp.understanding.incident_time.language import TOKENS, lexicon
from voiceapp.understanding.incident_time.scan import Token, scan
from voiceapp.understanding.incident_time.spoken import spoken
from voiceapp.understanding.readings import TimeReading

__all__ = ["check", "from_keys", "parse", "spoken"]


def parse(text: str, *, now: datetime, language: str) -> TimeReading | None:
    """The time said in `text` (see utterance.normalise). `now` must be aware; readings are in its zone.

    Raises ConfigError when the language's data file is wrong, ValueError when `now` is naive; nothing else,
    whatever the text.
    """
    if now.tzinfo is None:
        raise ValueError("parse needs to know the time zone of 'now'")
    context = Context(now.replace(tzinfo=None), now)
    found = TOKENS[language].finditer(text.lower())
    tokens = [Token(token.group(), token.start(), token.end()) for token in found]
    return compose(scan(lexicon(language).grammar, tokens, context), context)


def check() -> tuple[Fault, ...]:
    """Everything that is wrong with the data files."""
    return data.faults([partial(lexicon, language) for language in data.LANGUAGES])
