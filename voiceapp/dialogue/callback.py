"""The questions about the number to call back."""

from datetime import datetime

from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.fields import FieldQuestion
from voiceapp.dialogue.questions import (
    DIGITS,
    YES_NO,
    NotUnderstood,
    Question,
    Reply,
    Understood,
    Unsure,
    answered,
    is_yes,
    left_to_person,
)
from voiceapp.dialogue.readback import number_said
from voiceapp.dialogue.state import STORY, State
from voiceapp.understanding import numbers
from voiceapp.understanding.readings import Intent, NumberKind
from voiceapp.understanding.utterance import normalise

_WITHOUT_TIME = tuple(name for name in STORY if name is not FieldName.LOSS_TIME)
_WHOLE = {"en": 10, "zh": 11}  # digits of a usual number, its area included
_SHORTEST, _LONGEST = 5, 15


class AskCallback(FieldQuestion):
    """What number can we call back?"""

    name = "callback_number"
    field = FieldName.CALLBACK_NUMBER
    about = (FieldName.CALLBACK_NUMBER,)
    rule = DIGITS
    max_keys = _LONGEST

    def complete(self, state: State, text: str) -> bool:
        number = _number_in(state, text)
        return number is not None and len(number) == _WHOLE.get(state.language)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        if self.understand(state, event, now=now):
            return Understood()
        found = state.hear(event, now=now, wanted=_WITHOUT_TIME, in_passing=True)
        if found:
            # Only beside something else is a figure a time here: "eight" alone begins a number.
            state.hear(event, now=now, wanted=(FieldName.LOSS_TIME,))
            return Understood()
        if answered(state, event.text).intent in (Intent.UNSURE, Intent.NO):
            return Unsure(state.wording.sentences("callback_number.unsure"))
        return NotUnderstood()

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        number = _number_in(state, event.text)
        if number is None:
            return False
        state.capture(self.field, number, event)
        return True

    def entered(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if not (event.keys.isdigit() and _SHORTEST <= len(event.keys) <= _LONGEST):
            return NotUnderstood()
        state.capture(self.field, event.keys, event)
        return Understood()


class OwnNumber(Question):
    """May we call back the number the call came from? Another number is an answer as well, said or keyed."""

    name = "own_number"
    about = (FieldName.CALLBACK_NUMBER,)
    rule = YES_NO
    menu = True
    max_keys = 15  # whoever keys another number in must not answer the next questions with its digits

    def __init__(self, number: str) -> None:
        self.number = number

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        said = number_said(self.number, kind=NumberKind.PHONE, language=state.language)
        return state.wording.sentences("own_number.ask", number=said)

    def complete(self, state: State, text: str) -> bool:
        return is_yes(state, text)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        said = answered(state, event.text)
        if AskCallback().understand(state, event, now=now):
            return Understood()
        if said.intent is Intent.YES:
            return self._agreed(state)
        return self._refused(state) if said.intent is Intent.NO else NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        match event.keys:
            case "1":
                return self._agreed(state)
            case "2":
                return self._refused(state)
            case _:
                return AskCallback().keyed(state, event, now=now)

    def _agreed(self, state: State) -> Reply:
        state.confirm((FieldName.CALLBACK_NUMBER,))
        return Understood()

    def _refused(self, state: State) -> Reply:
        # No mistake of ours that would call for an apology: another number will do.
        state.discredit(FieldName.CALLBACK_NUMBER)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        return left_to_person(state, FieldName.CALLBACK_NUMBER)


def _number_in(state: State, text: str) -> str | None:
    words = normalise(text, state.language)
    return numbers.parse(words, kind=NumberKind.PHONE, language=state.language)
