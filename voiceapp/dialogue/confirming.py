"""The questions that make values sure: yes or no to what was read back."""

from collections.abc import Sequence
from datetime import datetime

from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.actions import Interrupt
from voiceapp.dialogue.correcting import correct, correct_place_in_own_words
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import (
    YES_NO,
    NotUnderstood,
    Question,
    Reply,
    Understood,
    answered,
    is_yes,
    left_to_person,
)
from voiceapp.dialogue.readback import readback
from voiceapp.dialogue.state import STORY, State
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise


class Confirm(Question):
    """Reads values back. A yes confirms exactly these; "no, it was Tuesday" corrects one of them."""

    name = "confirm"
    rule = YES_NO
    menu = True

    def __init__(self, fields: tuple[FieldName, ...]) -> None:
        self.fields = fields

    def ask(self, state: State, *, now: datetime) -> Sequence[str]:
        lead = state.lead
        if lead == "corrected" and not any(state.refusals[name] for name in self.fields):
            lead = "next"
        return state.wording.sentences(f"confirm.{lead}", what=readback(state, self.fields, now=now))

    def complete(self, state: State, text: str) -> bool:
        return is_yes(state, text)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        said = answered(state, event.text)
        if said.intent is Intent.YES and said.correction is None:
            return self._yes(state)
        refused = said.intent is Intent.NO
        if refused or said.intent in (Intent.YES, Intent.OTHER):
            words = said.correction or normalise(event.text, state.language)
            if self._changed(state, words, event, refused=refused, now=now):
                return Understood()
        return self._no(state) if refused else NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        match event.keys:
            case "1":
                return self._yes(state)
            case "2":
                return self._no(state)
            case _:
                return NotUnderstood()

    def _changed(self, state: State, words: str, event: Heard, *, refused: bool, now: datetime) -> bool:
        """Did the answer name other values? What was read first, then what is open, then all else."""
        if correct(state, self.fields, words, event, now=now) or state.cause_options:
            return True
        others = tuple(name for name in STORY if name not in self.fields)
        if state.hear(event, now=now, wanted=others, words=words, in_passing=True):
            return True  # said in between: it is read back together with the rest
        if not refused or words == normalise(event.text, state.language):
            return False
        sure = tuple(name for name in others if state.confirmed(name))
        if sure and correct(state, sure, words, event, now=now):
            return True
        return self.fields == (FieldName.LOSS_PLACE,) and correct_place_in_own_words(state, words, event)

    def _yes(self, state: State) -> Reply:
        state.confirm(self.fields)
        return Understood()

    def _no(self, state: State) -> Reply:
        if len(self.fields) > 1:
            state.one_by_one = True
            state.reopen(self.fields)
            state.lead = "one_by_one"
        else:
            state.refuse(self.fields[0])
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        return left_to_person(state, *self.fields)


class ReadAllBack(Confirm):
    """The last read-back, of everything. Not to be talked over: it is what the report will say."""

    name = "final"
    interrupt = Interrupt.KEYS

    def ask(self, state: State, *, now: datetime) -> Sequence[str]:
        return state.wording.sentences("final.ask", what=readback(state, self.fields, now=now))

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
