"""When it happened: how people say it, in English and Mandarin, as an interval that is never to come.

    words → tokens → phrasings (data/<language>/time.toml) → days, parts, clock times → readings

Everything is resolved against `now` and its zone. None means: no time was said, or none that can have been.
"""

from datetime import datetime
from functools import cache, partial

from voiceapp.errors import Fault
from voiceapp.understanding import data
from voiceapp.understanding.incident_time import chinese, english
from voiceapp.understanding.incident_time.compose import compose
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.lexicon import Lexicon, build
from voiceapp.understanding.incident_time.scan import Token, scan
from voiceapp.understanding.readings import TimeReading


def parse(text: str, *, now: datetime, language: str) -> TimeReading | None:
    """The time said in `text` (see utterance.normalise). `now` must be aware; readings are in its zone.

    Raises ConfigError when the language's data file is wrong, ValueError when `now` is naive; nothing else,
    whatever the text.
    """
    if now.tzinfo is None:
        raise ValueError("parse needs to know the time zone of 'now'")
    context = Context(now.replace(tzinfo=None), now)
    token = _TOKENS[language]
    tokens = [Token(found.group(), found.start(), found.end()) for found in token.finditer(text.lower())]
    return compose(scan(lexicon(language).grammar, tokens, context), context)


@cache
def lexicon(language: str) -> Lexicon:
    """The words and phrasings of a language."""
    table = data.load(language, "time")
    if language == "zh":
        return build(table, chinese.READERS, chinese.split)
    return build(table, english.READERS, english.split)


def check() -> tuple[Fault, ...]:
    """Everything that is wrong with the data files."""
    return data.faults([partial(lexicon, language) for language in data.LANGUAGES])


_TOKENS = {"en": english.TOKEN, "zh": chinese.TOKEN}
