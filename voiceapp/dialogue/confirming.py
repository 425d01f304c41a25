"""The questions that make values sure: yes or no to what was read back, or one of two readings."""

from collections.abc import Sequence
from datetime import datetime
from typing import Generic, TypeVar

from voiceapp.claims.evidence import Captured
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass, LossCause, LossTime
from voiceapp.dialogue.actions import Interrupt
from voiceapp.dialogue.asking import AskCallback
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import (
    MENU,
    YES_NO,
    NotUnderstood,
    Question,
    Reply,
    Trouble,
    Understood,
    answered,
    is_yes,
)
from voiceapp.dialogue.readback import readback, time_said
from voiceapp.dialogue.state import STORY, State, open_readings
from voiceapp.understanding import cause, incident_time
from voiceapp.understanding.choices import picked
from voiceapp.understanding.incident_time.amend import amend
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise

T = TypeVar("T")


class Confirm(Question):
    """Reads values back. A yes confirms exactly these; "no, it was Tuesday" corrects one of them."""

    name = "confirm"
    rule = YES_NO

    def __init__(self, fields: tuple[FieldName, ...]) -> None:
        self.fields = fields

    def ask(self, state: State, *, now: datetime) -> Sequence[str]:
        return state.wording.sentences(f"{self.name}.ask", what=readback(state, self.fields, now=now))

    def complete(self, state: State, text: str) -> bool:
        return is_yes(state, text)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        said = answered(state, event.text)
        if said.intent is Intent.YES and said.correction is None:
            return self._yes(state)
        if said.intent in (Intent.YES, Intent.NO, Intent.OTHER):
            words = said.correction or normalise(event.text, state.language)
            if self._corrected(state, words, event, now=now):
                return Understood()
        return self._no(state) if said.intent is Intent.NO else NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        match event.keys:
            case "1":
                return self._yes(state)
            case "2":
                return self._no(state)
            case _:
                return NotUnderstood()

    def _yes(self, state: State) -> Reply:
        state.confirm(self.fields)
        return Understood()

    def _no(self, state: State) -> Reply:
        if len(self.fields) > 1:
            state.one_by_one = True
            for name in self.fields:
                state.put(name, state.report.fields[name].unconfirm())
            return Understood(state.wording.sentences("confirm.one_by_one"))
        state.refuse(self.fields[0])
        return Understood()

    def _corrected(self, state: State, words: str, event: Heard, *, now: datetime) -> bool:
        """Put in the values a correction names; true when it named one that differs from what was read."""
        before = dict(state.report.fields)
        # A refused value is open again, so that the correction may replace it.
        for name in self.fields:
            state.put(name, before[name].unconfirm())
        time = before.get(FieldName.LOSS_TIME) if FieldName.LOSS_TIME in self.fields else None
        wanted = [name for name in self.fields if name in STORY and name is not FieldName.LOSS_TIME]
        heard = Heard(words, event.confidence, event.offset)
        if time is not None:
            self._correct_time(state, time, heard, now=now)
        state.hear(heard, now=now, wanted=wanted)
        if FieldName.CALLBACK_NUMBER in self.fields:
            AskCallback().understand(state, heard, now=now)
        changed = [n for n in self.fields if state.report.fields[n].value != before[n].value]
        for name in self.fields:
            if name in changed:
                state.refusals[name] += 1
            else:
                state.put(name, before[name])
        return bool(changed) or bool(state.cause_options)

    def _correct_time(self, state: State, old: Captured[LossTime], heard: Heard, *, now: datetime) -> None:
        reading = amend(old.value, heard.text, now=now, language=state.language)
        if reading is not None:
            state.time_options = open_readings(reading.time, reading.alternatives)
            state.capture(FieldName.LOSS_TIME, reading.time, heard)

    def give_up(self, state: State) -> tuple[str, ...]:
        for name in self.fields:
            state.leave_to_person(name)
        return state.wording.sentences("giving_up.field")


class ReadAllBack(Confirm):
    """The last read-back, of everything. Not to be talked over: it is what the report will say."""

    name = "final"
    interrupt = Interrupt.KEYS

    def _yes(self, state: State) -> Reply:
        state.read_back = True
        return Confirm._yes(self, state)

    def _no(self, state: State) -> Reply:
        # What comes after is confirmed value by value, so it needs no second reading of the whole.
        state.read_back = True
        return Confirm._no(self, state)

    def give_up(self, state: State) -> tuple[str, ...]:
        """Values confirmed one by one before stay so."""
        state.read_back = True
        return ()


class Offer(Question, Generic[T]):
    """Two readings are left: which one? By word, or by key."""

    rule = MENU

    def __init__(self, options: tuple[T, ...]) -> None:
        self.options = options

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        words = normalise(event.text, state.language)
        position = picked(words, language=state.language)
        if position is not None and position < len(self.options):
            return self._choose(state, position, event)
        return self.understand(state, words, event, now=now)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        raise NotImplementedError

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys not in ("1", "2")[: len(self.options)]:
            return NotUnderstood()
        return self._choose(state, int(event.keys) - 1, event)

    def _choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        raise NotImplementedError


class OfferTimes(Offer[LossTime]):
    """This morning at eight, or yesterday evening?"""

    name = "loss_time"

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return self._offer(state, "loss_time.offer", now)

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self._offer(state, "loss_time.offer_again", now)

    def _offer(self, state: State, key: str, now: datetime) -> tuple[str, ...]:
        first, second = (time_said(t, now=now, language=state.language) for t in self.options)
        return state.wording.sentences(key, first=first, second=second)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        reading = incident_time.parse(words, now=now, language=state.language)
        if reading is None:
            return NotUnderstood()
        fitting = [i for i, option in enumerate(self.options) if _same_part(option, reading.time)]
        if len(fitting) == 1:
            return self._choose(state, fitting[0], event)
        # Neither: he says it anew.
        state.time_options = ()
        state.hear(event, now=now, wanted=(FieldName.LOSS_TIME,))
        return Understood()

    def _choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        state.time_options = ()
        state.capture(FieldName.LOSS_TIME, self.options[position], event)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        """The likelier reading is kept, unconfirmed, for a person."""
        state.time_options = ()
        state.leave_to_person(FieldName.LOSS_TIME)
        return state.wording.sentences("giving_up.field")


def _same_part(option: LossTime, said: LossTime) -> bool:
    """Does "in the morning" mean this option? Only the time of day counts, the day was clear."""
    if said.end - said.start >= (option.end - option.start) * 4:
        hours = {(said.start.hour + h) % 24 for h in range(int((said.end - said.start).seconds / 3600) or 24)}
        return option.start.hour in hours
    return (option.start.hour, option.start.minute) == (said.start.hour, said.start.minute)


class OfferCauses(Offer[CauseClass]):
    """Did somebody hit you from behind, or from the side?"""

    name = "cause"

    def __init__(self, options: tuple[CauseClass, ...], words: str) -> None:
        super().__init__(options)
        self.words = words

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return state.wording.sentences(
            "cause.offer", offer=cause.offer(self.options, language=state.language)
        )

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> tuple[str, ...]:
        first, second = (cause.spoken(c, language=state.language) for c in (self.options * 2)[:2])
        return state.wording.sentences("cause.offer_again", first=first, second=second)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        said = cause.classify(words, language=state.language, scorer=state.scorer).cause
        if said in self.options:
            return self._choose(state, self.options.index(said), event)
        if said is not CauseClass.OTHER:
            state.cause_options = ()
            state.capture(FieldName.CAUSE, LossCause(said, event.text), event)
            return Understood()
        intent = answered(state, event.text).intent
        if intent is Intent.YES and len(self.options) == 1:
            return self._choose(state, 0, event)
        return self._neither(state) if intent is Intent.NO else NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == "3" or (event.keys == "2" and len(self.options) == 1):
            return self._neither(state)
        return Offer.keyed(self, state, event, now=now)

    def _neither(self, state: State) -> Reply:
        state.cause_options = ()
        state.refusals[FieldName.CAUSE] += 1
        return Understood()

    def _choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        state.cause_options = ()
        # The words that told the story are the caller's own; the choice only gives them a class.
        state.capture(FieldName.CAUSE, LossCause(self.options[position], self.words), event, confirmed=True)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        """The caller's words are kept, without a class."""
        state.cause_options = ()
        state.capture(FieldName.CAUSE, LossCause(CauseClass.OTHER, self.words), Heard(self.words))
        state.leave_to_person(FieldName.CAUSE)
        return state.wording.sentences("giving_up.field")
