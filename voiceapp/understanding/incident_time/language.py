"""The languages that are understood: how each is cut into tokens, and its lexicon."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from voiceapp.understanding import data
from voiceapp.understanding.incident_time import chinese, english
from voiceapp.understanding.incident_time.lexicon import Lexicon, build

TOKENS: Final[Mapping[str, re.Pattern[str]]] = {"en": english.TOKEN, "zh": chinese.TOKEN}


@cache
def lexicon(language: str) -> Lexicon:
    """The words and phrasings of a language. Raises ConfigError when its data file is wrong."""
    table = data.load(language, "time")
    if language == "zh":
        return build(table, chinese.READERS, chinese.split, chinese.starts)
    return build(table, english.READERS, english.split, english.starts)
