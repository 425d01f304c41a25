"""Where it happened. The caller's own words are always kept; named parts of them are an addition."""

from voiceapp.understanding.place import english, mandarin
from voiceapp.understanding.place.spoken import spoken
from voiceapp.understanding.readings import PlaceReading

__all__ = ["parse", "spoken"]


def parse(text: str, *, language: str) -> PlaceReading | None:
    """The place in a normalised utterance of `language` ("en", "zh"); None when it says no place."""
    return {"en": english.parse, "zh": mandarin.parse}[language](text)
