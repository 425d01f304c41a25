"""A correction in one breath: "no, it was Tuesday" changes the time and leaves the rest."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from voiceapp.claims.evidence import Captured
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import LossPlace, LossTime
from voiceapp.dialogue.callback import AskCallback
from voiceapp.dialogue.events import Heard
from voiceapp.dialogue.state import STORY, State, open_readings
from voiceapp.understanding.incident_time.amend import amend

_NEAR = timedelta(hours=4)  # a corrected time of day is most likely this near to the one read back


def correct(state: State, names: Sequence[FieldName], words: str, event: Heard, *, now: datetime) -> bool:
    """Put in the values that a correction of these fields names; true when one differs from what was held.

    `words`: the correction, normalised; `event`: the whole answer, which becomes its evidence. What differs
    needs a yes again; what does not stays exactly as it was.
    """
    before = dict(state.report.fields)
    failures = Counter(state.failures)
    state.reopen(names)  # so that the correction may replace what was confirmed
    for name in names:
        state.failures[name] += 1
    if FieldName.LOSS_TIME in names:
        _amend_time(state, before[FieldName.LOSS_TIME], words, event, now=now)
    others = [n for n in names if n in STORY and n is not FieldName.LOSS_TIME]
    state.hear(event, now=now, wanted=others, words=words)
    if FieldName.CALLBACK_NUMBER in names:
        AskCallback().understand(state, Heard(words, event.confidence, event.offset), now=now)
    changed = [n for n in names if state.report.fields[n].value != before[n].value]
    for name in names:
        if name in changed:
            state.refusals[name] += 1
        else:
            state.put(name, before[name])
            state.failures[name] = failures[name]
    if changed:
        state.lead = "corrected"
    return bool(changed)


def correct_place_in_own_words(state: State, words: str, event: Heard) -> bool:
    """The place was refused and named anew, in words that hold no name we know: they are the place."""
    if len(words) < 2:
        return False
    state.refusals[FieldName.LOSS_PLACE] += 1
    state.failures[FieldName.LOSS_PLACE] += 1
    state.capture(FieldName.LOSS_PLACE, LossPlace(words), event)
    state.lead = "corrected"
    return True


def _amend_time(state: State, old: Captured[Any], words: str, event: Heard, *, now: datetime) -> None:
    before: LossTime = old.value
    reading = amend(before, words, now=now, language=state.language)
    if reading is not None:
        options = open_readings(reading.time, reading.alternatives)
        near = [time for time in options if abs(time.start - before.start) <= _NEAR]
        # "No, at nine" after "eight in the evening" means the evening.
        state.time_options = () if len(near) == 1 else options
        time = near[0] if len(near) == 1 else reading.time
        state.capture(FieldName.LOSS_TIME, time, event, basis=old)
