"""The questions that ask for one field, and the one for the place."""

from datetime import datetime

from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import LossPlace
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import (
    NotUnderstood,
    Question,
    Reply,
    Understood,
    Unsure,
    answered,
    left_to_person,
)
from voiceapp.dialogue.state import State
from voiceapp.dialogue.unfinished import unfinished
from voiceapp.understanding import incident_time, numbers, place
from voiceapp.understanding.readings import Intent, NumberKind
from voiceapp.understanding.utterance import normalise

SKIP = "#"
"""The key for "I cannot say" at every field."""


class FieldQuestion(Question):
    """Asks for one field; other fields said in the same breath are kept as well."""

    field: FieldName

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        refused = state.refusals[self.field]
        if refused:
            return state.wording.sentences(f"{self.name}.refused", turn=refused - 1)
        return state.wording.sentences(f"{self.name}.ask")

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        found = state.hear(event, now=now, in_passing=self.field is not FieldName.CAUSE)
        if self.field in found or (not found and self.understand(state, event, now=now)):
            return Understood()
        if answered(state, event.text).intent is Intent.UNSURE:
            return Unsure(state.wording.sentences(f"{self.name}.unsure"))
        # Something else was answered: keep that, and ask for this again.
        return Understood() if found else NotUnderstood()

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        """A second look at an answer in which the general understanding found nothing for this field."""
        return False

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == SKIP:
            return Understood(self.give_up(state))
        return self.entered(state, event, now=now)

    def entered(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        """What these keys mean; `#` alone never comes here."""
        return NotUnderstood()

    def give_up(self, state: State) -> tuple[str, ...]:
        return left_to_person(state, self.field)


class AskPlace(FieldQuestion):
    """Where? Asked directly, the caller's own words are a place even if no street name is known in them."""

    name = "loss_place"
    field = FieldName.LOSS_PLACE
    about = (FieldName.LOSS_PLACE,)

    def complete(self, state: State, text: str) -> bool:
        """A road and its town, say: two names. After one alone people go on."""
        found = place.parse(normalise(text, state.language), language=state.language)
        return found is not None and len(found.spans) > 1 and not unfinished(text, state.language)

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        words = normalise(event.text, state.language)
        if answered(state, event.text).intent is not Intent.OTHER or not self._may_be_place(state, words):
            return False
        if incident_time.parse(words, now=now, language=state.language) is not None:
            return False
        if numbers.parse(words, kind=NumberKind.PHONE, language=state.language) is not None:
            return False
        state.capture(self.field, LossPlace(words), event)
        return True

    def _may_be_place(self, state: State, words: str) -> bool:
        """A single unknown word may be a "hello?"; said once more it is meant."""
        size = len(words) if state.language == "zh" else len(words.split())
        return size > 1 or (size == 1 and state.failures[self.field] > 0)
