"""The questions about the time: when, at what time of that day, and which of two readings."""

from collections.abc import Callable
from datetime import datetime, timedelta

from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import LossTime, Precision
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.fields import SKIP, FieldQuestion
from voiceapp.dialogue.offering import Offer
from voiceapp.dialogue.questions import (
    NotUnderstood,
    Question,
    Reply,
    Trouble,
    Understood,
    Unsure,
    answered,
    left_to_person,
)
from voiceapp.dialogue.readback import time_said
from voiceapp.dialogue.state import STORY, State, open_readings
from voiceapp.dialogue.unfinished import unfinished
from voiceapp.understanding import incident_time
from voiceapp.understanding.incident_time.amend import amend
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise

_REST_OF_STORY = tuple(name for name in STORY if name is not FieldName.LOSS_TIME)
_SHORT_DAYS: dict[str, Callable[[datetime], str]] = {
    "1": lambda now: f"{now:%m%d}",
    "2": lambda now: f"{now - timedelta(days=1):%m%d}",
}
"""Keys for today and yesterday → month and day."""


class AskTime(FieldQuestion):
    """When? By voice, or 1 today, 2 yesterday, MMDD, MMDDHHMM by keys."""

    name = "loss_time"
    field = FieldName.LOSS_TIME
    about = (FieldName.LOSS_TIME,)
    max_keys = 8

    def complete(self, state: State, text: str) -> bool:
        """A time of day that leaves nothing open. After a day alone ("yesterday") people go on."""
        words = normalise(text, state.language)
        reading = incident_time.parse(words, now=state.report.started_at, language=state.language)
        if reading is None or unfinished(text, state.language):
            return False
        exact = reading.time.precision in (Precision.EXACT, Precision.ABOUT)
        return exact and not open_readings(reading.time, reading.alternatives)

    def entered(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        day = _SHORT_DAYS[event.keys](now) if event.keys in _SHORT_DAYS else event.keys[:4]
        clock = event.keys[4:]
        time = incident_time.from_keys(day, clock, now=now)
        if time is None:
            return NotUnderstood()
        if clock:
            state.capture(self.field, time, event)
        else:
            state.keyed_day = day
        return Understood()


class AskClock(Question):
    """A day was keyed in: at what time? HHMM, or # for "I do not know"."""

    name = "clock"
    about = (FieldName.LOSS_TIME,)
    max_keys = 4

    def __init__(self, day: str) -> None:
        self.day = day

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        said = time_said(self._whole_day(now), now=now, language=state.language)
        return state.wording.sentences("clock.ask", day=said[:1].upper() + said[1:])

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        state.hear(event, now=now, wanted=_REST_OF_STORY, in_passing=True)
        words = normalise(event.text, state.language)
        reading = amend(self._whole_day(now), words, now=now, language=state.language)
        if reading is not None:
            state.keyed_day = None
            state.time_options = open_readings(reading.time, reading.alternatives)
            state.capture(FieldName.LOSS_TIME, reading.time, event)
            return Understood()
        if answered(state, event.text).intent is Intent.UNSURE:
            return self._day_alone(state, now)
        return NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == SKIP:
            return self._day_alone(state, now)
        time = incident_time.from_keys(self.day, event.keys, now=now)
        if time is None:
            return NotUnderstood()
        state.keyed_day = None
        state.capture(FieldName.LOSS_TIME, time, Keyed(self.day + event.keys))
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        """The day alone is worth keeping."""
        self._day_alone(state, state.report.started_at)
        return left_to_person(state, FieldName.LOSS_TIME)

    def _day_alone(self, state: State, now: datetime) -> Reply:
        state.keyed_day = None
        state.capture(FieldName.LOSS_TIME, self._whole_day(now), Keyed(self.day))
        return Understood()

    def _whole_day(self, now: datetime) -> LossTime:
        day = incident_time.from_keys(self.day, "", now=now)
        if day is None:
            raise RuntimeError("a day that AskTime took is a day no longer: it must check with from_keys")
        return day


class OfferTimes(Offer[LossTime]):
    """This morning at eight, or yesterday evening?"""

    name = "loss_time"
    about = (FieldName.LOSS_TIME,)

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return self._offer(state, "loss_time.offer", now)

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self._offer(state, "loss_time.offer_again", now)

    def _offer(self, state: State, key: str, now: datetime) -> tuple[str, ...]:
        first, second = (time_said(t, now=now, language=state.language) for t in self.options)
        return state.wording.sentences(key, first=first, second=second)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        state.hear(event, now=now, wanted=_REST_OF_STORY, in_passing=True)
        reading = incident_time.parse(words, now=now, language=state.language)
        if reading is not None:
            said = (reading.time, *reading.alternatives)
            fitting = [i for i, o in enumerate(self.options) if any(_same_part(o, time) for time in said)]
            if len(fitting) == 1:
                return self.choose(state, fitting[0], event)
            if fitting:
                return NotUnderstood()  # "at eight" once more leaves it as open as before
            # Neither: it is said anew.
            state.failures[FieldName.LOSS_TIME] += 1
            state.hear(event, now=now, wanted=(FieldName.LOSS_TIME,))
            return Understood()
        intent = answered(state, event.text).intent
        if intent is Intent.NO:
            state.time_options = ()
            state.refuse(FieldName.LOSS_TIME)
            return Understood()
        if intent is Intent.UNSURE:
            return Unsure(self.ask_again(state, "unsure", 0, now=now))
        return NotUnderstood()

    def choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        state.time_options = ()
        story = state.held(FieldName.LOSS_TIME)
        state.capture(FieldName.LOSS_TIME, self.options[position], event, basis=story)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        """The likelier reading is kept, unconfirmed, for a person."""
        state.time_options = ()
        return left_to_person(state, FieldName.LOSS_TIME)


def _same_part(option: LossTime, said: LossTime) -> bool:
    """Does "in the morning" mean this option? Only the time of day counts, the day was clear."""
    if said.end - said.start >= (option.end - option.start) * 4:
        hours = {(said.start.hour + h) % 24 for h in range(int((said.end - said.start).seconds / 3600) or 24)}
        return option.start.hour in hours
    return (option.start.hour, option.start.minute) == (said.start.hour, said.start.minute)
