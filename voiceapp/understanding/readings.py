"""What the understanding of an utterance yields. `span` is (start, end) in characters of the normalised text
(see utterance.normalise), so that no word is used twice for two fields."""

from dataclasses import dataclass
from enum import StrEnum

from voiceapp.claims.loss import CauseClass, LossTime, PlaceSpan

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TimeReading:
    """`time` is the likeliest reading, always past. `alternatives`: other plausible past readings, likeliest
    first, when morning/evening or which day was left open: the dialogue asks or reads back with care.
    `parts`: every stretch of the text that tells the time ("yesterday … at eight"); `span` is the longest."""

    time: LossTime
    span: Span
    alternatives: tuple[LossTime, ...] = ()
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """`words`: the part of the utterance that says where, verbatim; `spans`: named parts found in it."""

    words: str
    span: Span
    spans: tuple[PlaceSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Cues:
    """Said in passing; True = yes, False = no, None = not said."""

    injury: bool | None = None
    drivable: bool | None = None
    others: bool | None = None
    police: bool | None = None


@dataclass(frozen=True, slots=True)
class CauseReading:
    """`cause` when rules are sure (or rules and embedding agree); else OTHER with up to two `candidates`
    for the dialogue to offer. `span`: the words it rests on, None when it rests on the whole."""

    cause: CauseClass
    cues: Cues
    candidates: tuple[CauseClass, ...] = ()
    span: Span | None = None


class Intent(StrEnum):
    """What an answer does."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    REPEAT = "repeat"
    AGENT = "agent"
    EMERGENCY = "emergency"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    """`correction`: what stands behind a "no, …", normalised; None when there is none."""

    intent: Intent
    correction: str | None = None


class NumberKind(StrEnum):
    """What number was asked for."""

    PHONE = "phone"
    POLICY = "policy"
    PLATE = "plate"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one utterance held. No word is used twice for two fields."""

    text: str
    time: TimeReading | None
    place: PlaceReading | None
    cause: CauseReading | None
    cues: Cues
