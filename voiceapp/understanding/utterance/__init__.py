"""One way of writing for all recognisers: lower case, number words, no punctuation.

Vosk writes so already; Whisper writes "8:15", "A BC123", "3點半". Everything behind this package sees only
the one form.
"""

from voiceapp.understanding.utterance import chinese, english

__all__ = ["normalise"]


def normalise(text: str, language: str) -> str:
    """The normal form of a recogniser's text. Idempotent; never raises; all but "zh" is taken as English.

    English: lower-case words (letters, apostrophes), single spaces: "8:15 PM" → "eight fifteen p m".
    Chinese: simplified characters, lower-case Latin letters, Chinese figures, no spaces: "3點半" → "三点半".
    Fillers stay: dropping them is the business of each grammar.
    """
    return chinese.normalise(text) if language == "zh" else english.normalise(text)
