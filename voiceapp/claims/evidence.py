"""How we know a value: every captured value carries the words it was made from."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar


class Source(StrEnum):
    """Where a value came from."""

    SPEECH = "speech"
    KEYPAD = "keypad"
    CALLER_ID = "caller_id"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The proof of one value.

    `words`: what the recogniser wrote, or the keys pressed, unchanged.
    `confidence`: 0…1 as the recogniser reported it, None when it reports none. Never proof by itself.
    `audio_offset`: seconds into the call's recording at which the words begin; None for keys.
    `tries`: how many answers it took, counting from 1.
    `confirmed`: True after a yes to exactly this value, False after a refusal, None while not asked.
    """

    source: Source
    words: str
    confidence: float | None = None
    audio_offset: float | None = None
    tries: int = 1
    confirmed: bool | None = None


V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Captured(Generic[V_co]):
    """A value with its evidence."""

    value: V_co
    evidence: Evidence

    @property
    def confirmed(self) -> bool:
        return self.evidence.confirmed is True

    def confirm(self) -> "Captured[V_co]":
        """The same value after the caller said yes to it."""
        return Captured(self.value, replace(self.evidence, confirmed=True))

    def unconfirm(self) -> "Captured[V_co]":
        """The same value, open again."""
        return Captured(self.value, replace(self.evidence, confirmed=None))
