"""A correction of a time that was read back keeps what it does not name: "no, at four" keeps the day."""

from datetime import datetime
from typing import Final

from voiceapp.claims.loss import LossTime
from voiceapp.understanding.incident_time import parse
from voiceapp.understanding.incident_time.spoken import spoken
from voiceapp.understanding.readings import TimeReading
from voiceapp.understanding.utterance import normalise

_NO: Final = {"en": " no ", "zh": "不对"}


def amend(old: LossTime, text: str, *, now: datetime, language: str) -> TimeReading | None:
    """The time after the correction `text` (normalised) of `old`; None when it names no time.

    It is what one caller would say in one breath: the old time, "no", the new one. The grammar of corrections
    does the rest.
    """
    if parse(text, now=now, language=language) is None:
        return None
    before = normalise(spoken(old, now=now, language=language), language)
    return parse(f"{before}{_NO[language]}{text}", now=now, language=language)
