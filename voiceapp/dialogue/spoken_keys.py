"""Keys that are named aloud: asked to press one, people on a loudspeaker say "one"."""

import re
from typing import Final

from voiceapp.understanding.utterance import normalise

_EN: Final = dict(zip(("one", "two", "three", "four", "five"), "12345", strict=True))
_ZH: Final = dict(zip("一二三四五", "12345", strict=True))
_SPOKEN: Final = {
    "en": (re.compile(rf"(?:(?:i )?press(?:ed)? |the |number |key |option |choice )*({'|'.join(_EN)})"), _EN),
    "zh": (re.compile(rf"(?:我|按|选|选择|键|号)*({'|'.join(_ZH)})(?:号|键|吧|啊)*"), _ZH),
}


def named_key(text: str, language: str) -> str | None:
    """The one key that an utterance names and nothing else, None when it says anything more."""
    pattern, keys = _SPOKEN[language]
    match = pattern.fullmatch(normalise(text, language))
    return keys[match[1]] if match else None
