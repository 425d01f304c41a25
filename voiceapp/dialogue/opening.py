"""How a conversation opens: is anyone hurt, and then the whole story in the caller's own words."""

from datetime import datetime

from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import (
    STORY_RULE,
    YES_NO,
    NotUnderstood,
    Question,
    Reply,
    Understood,
    answered,
)
from voiceapp.dialogue.state import State, open_readings
from voiceapp.dialogue.unfinished import unfinished
from voiceapp.understanding.answers import injury_answer
from voiceapp.understanding.facts import understand
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise


class Safety(Question):
    """Is anyone hurt? Fixed rules; nothing but a clear no lets the conversation go on.

    `again`: it was answered before, and then danger came up.
    """

    name = "safety"
    rule = YES_NO
    menu = True
    vital = True
    about = (FieldName.INJURED,)

    def __init__(self, again: bool = False) -> None:
        self.again = again

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return state.wording.sentences("safety.again" if self.again else "safety.ask")

    def complete(self, state: State, text: str) -> bool:
        hurt = injury_answer(normalise(text, state.language), language=state.language)
        return hurt is not None and not unfinished(text, state.language)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        # The caller may have begun with the story: nothing of it is lost, and it is not asked for again.
        found = state.hear(event, now=now, in_passing=True)
        state.told = state.told or bool(found)
        hurt = injury_answer(normalise(event.text, state.language), language=state.language)
        if hurt is None:
            return NotUnderstood(state.wording.sentences("safety.noted") if found else ())
        return self._settle(state, event, hurt)

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys not in ("1", "2"):
            return NotUnderstood()
        return self._settle(state, event, event.keys == "1")

    def _settle(self, state: State, event: Heard | Keyed, hurt: bool) -> Reply:
        state.capture(FieldName.INJURED, hurt, event, confirmed=True)
        return Understood(() if hurt or self.again else state.wording.sentences("safety.safe"))

    def give_up(self, state: State) -> tuple[str, ...]:
        state.leave_to_person(FieldName.INJURED)
        return ()


class Open(Question):
    """Tell me what happened, when and where."""

    name = "open"
    rule = STORY_RULE
    tries = 2

    def complete(self, state: State, text: str) -> bool:
        """All three are said, nothing is left open, and the sentence is whole."""
        if unfinished(text, state.language):
            return False
        facts = understand(text, now=state.report.started_at, language=state.language)
        if facts.time is None or facts.place is None or facts.cause is None:
            return False
        open_time = open_readings(facts.time.time, facts.time.alternatives)
        return facts.cause.cause is not CauseClass.OTHER and not open_time

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        before = state.report.cues
        if state.hear(event, now=now):
            state.told = True
            return Understood()
        unsure = answered(state, event.text).intent is Intent.UNSURE
        if unsure or state.report.cues != before:
            # A story without a word we can use ("somebody hit me"): telling it again would not help.
            state.told = True
            return Understood(state.wording.sentences("open.steps"))
        return NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        state.told = True
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.told = True
        return state.wording.sentences("open.steps")
