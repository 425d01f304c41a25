"""The incident report: one per call, growing answer by answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from voiceapp.claims.evidence import Captured

CallId = NewType("CallId", str)


class Status(StrEnum):
    """How far a report got."""

    DRAFT = "draft"  # the call is going on
    COMPLETE = "complete"  # every asked field is known and confirmed
    PARTIAL = "partial"  # the call ended, something is missing or was left for a person
    HANDED_OVER = "handed_over"  # a person took the caller


class FieldName(StrEnum):
    """The fields a report can hold; the value type of each is beside it."""

    INJURED = "injured"  # bool: anyone hurt or in danger
    LOSS_TIME = "loss_time"  # claims.loss.LossTime
    LOSS_PLACE = "loss_place"  # claims.loss.LossPlace
    CAUSE = "cause"  # claims.loss.LossCause
    CALLBACK_NUMBER = "callback_number"  # str: digits, perhaps with a leading +


REQUIRED: tuple[FieldName, ...] = tuple(FieldName)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReport:
    """Everything one call brought in.

    `fields` maps a field to its captured value; absent = never understood.
    `for_person` names fields we gave up on after three tries: the recording holds the answer.
    `cues` holds what was said in passing (drivable, others, police: "yes" or "no").
    `recording` names the caller's track in the recordings folder (never made from caller data).
    All times are aware.
    """

    call_id: CallId
    claim_number: str
    line: str
    language: str
    started_at: datetime
    caller_id: str | None = None
    ended_at: datetime | None = None
    status: Status = Status.DRAFT
    fields: Mapping[FieldName, Captured[Any]] = field(default_factory=dict)
    cues: Mapping[str, str] = field(default_factory=dict)
    for_person: frozenset[FieldName] = frozenset()
    recording: str | None = None

    @property
    def missing(self) -> tuple[FieldName, ...]:
        """Required fields with no confirmed value, in asking order."""
        return tuple(name for name in REQUIRED if name not in self.fields or not self.fields[name].confirmed)
