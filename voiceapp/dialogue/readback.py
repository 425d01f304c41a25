"""How captured values are said back to the caller."""

from collections.abc import Sequence
from datetime import datetime

from voiceapp.claims.claim_number import grouped
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass, LossTime
from voiceapp.dialogue.state import State
from voiceapp.understanding import cause, incident_time, numbers, place
from voiceapp.understanding.readings import NumberKind

READ_BACK = (FieldName.LOSS_TIME, FieldName.LOSS_PLACE, FieldName.CAUSE, FieldName.CALLBACK_NUMBER)
"""In the order they are said."""

_FEW = {"en": 80, "zh": 24}
"""Characters of an account that can be read back."""


def readback(state: State, names: Sequence[FieldName], *, now: datetime) -> str:
    """One sentence for each of these fields that has a value."""
    sentences = [
        sentence
        for name in READ_BACK
        if name in names and state.value(name) is not None
        for sentence in _line(state, name, now=now)
    ]
    return _joined(sentences, state.language)


def _line(state: State, name: FieldName, *, now: datetime) -> tuple[str, ...]:
    values = {str(name): said(state, name, now=now)}
    return state.wording.sentences(f"readback.{name}", turn=0, **values)


def said(state: State, name: FieldName, *, now: datetime) -> str:
    """One value in words."""
    value = state.value(name)
    match name:
        case FieldName.LOSS_TIME:
            return time_said(value, now=now, language=state.language)
        case FieldName.LOSS_PLACE:
            return place.spoken(value, language=state.language)
        case FieldName.CAUSE:
            # A class of "other" says nothing: then the caller's own words do, if they are few.
            if value.cause is CauseClass.OTHER and 0 < len(value.words) <= _FEW[state.language]:
                return str(value.words)
            return cause.spoken(value.cause, language=state.language)
        case FieldName.CALLBACK_NUMBER:
            return number_said(value, kind=NumberKind.PHONE, language=state.language)
        case _:
            raise ValueError(f"{name} is never read back")


def time_said(time: LossTime, *, now: datetime, language: str) -> str:
    return incident_time.spoken(time, now=now, language=language)


def number_said(number: str, *, kind: NumberKind, language: str) -> str:
    """Digits in groups; the commas make the voice pause."""
    return ("，" if language == "zh" else ", ").join(numbers.spoken(number, kind=kind, language=language))


def claim_number_said(claim_number: str, language: str) -> str:
    """Nine digits as three groups, one by one."""
    if language == "zh":
        return number_said(claim_number, kind=NumberKind.CLAIM, language=language)
    return ", ".join(" ".join(group) for group in grouped(claim_number))


def _joined(sentences: Sequence[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(sentences)
