"""What a conversation wants done, in order. The last one is always Listen, HandOff or HangUp
(or Save alone, after the caller has left)."""

from dataclasses import dataclass
from enum import Enum

from voiceapp.claims.incident import IncidentReport
from voiceapp.ports import ListenRule


class Interrupt(Enum):
    """What may cut a prompt short."""

    ANYTHING = "voice or keys"
    KEYS = "keys only"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Say:
    """Speak these sentences, one after another."""

    sentences: tuple[str, ...]
    interrupt: Interrupt = Interrupt.ANYTHING


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for an answer, spoken or keyed.

    `question` names it in logs and figures. `vocabulary` holds the phrases expected (empty: anything).
    `max_keys`: after so many keys the answer is complete without `#`.
    """

    question: str
    rule: ListenRule
    vocabulary: tuple[str, ...] = ()
    max_keys: int = 1


@dataclass(frozen=True, slots=True)
class Save:
    """Store the report; nothing may be said before it is on disk."""

    report: IncidentReport


@dataclass(frozen=True, slots=True)
class HandOff:
    """Give the caller to a queue of people. `reason` is a static word for logs."""

    queue: str
    reason: str


@dataclass(frozen=True, slots=True)
class HangUp:
    """Everything is said: end the call."""


Action = Say | Listen | Save | HandOff | HangUp
