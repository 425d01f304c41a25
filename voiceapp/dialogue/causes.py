"""The questions about the cause: what happened, two menus of keys, and which of two readings."""

from datetime import datetime

from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass, LossCause
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.fields import SKIP, FieldQuestion
from voiceapp.dialogue.offering import Offer
from voiceapp.dialogue.questions import (
    MENU,
    NotUnderstood,
    Question,
    Reply,
    Trouble,
    Understood,
    Unsure,
    answered,
    left_to_person,
)
from voiceapp.dialogue.state import STORY, State
from voiceapp.understanding import cause
from voiceapp.understanding.readings import Intent

_REST_OF_STORY = tuple(name for name in STORY if name is not FieldName.CAUSE)
_GROUPS = {"1": "collision", "2": "impact", "3": "crime", "4": "nature", "5": "rest"}
_MENUS: dict[str, dict[str, CauseClass]] = {
    "collision": {
        "1": CauseClass.COLLISION_REAR_END,
        "2": CauseClass.COLLISION_SIDE,
        "3": CauseClass.COLLISION_HEAD_ON,
        "4": CauseClass.PARKING,
        "5": CauseClass.HIT_AND_RUN,
    },
    "impact": {
        "1": CauseClass.HIT_OBJECT,
        "2": CauseClass.ANIMAL,
        "3": CauseClass.PEDESTRIAN_CYCLIST,
        "4": CauseClass.SINGLE_VEHICLE,
    },
    "crime": {"1": CauseClass.THEFT, "2": CauseClass.VANDALISM},
    "nature": {"1": CauseClass.WEATHER_FLOOD, "2": CauseClass.FIRE, "3": CauseClass.WATER_LEAK},
    "rest": {
        "1": CauseClass.GLASS,
        "2": CauseClass.BREAKDOWN,
        "3": CauseClass.FALL_INJURY,
        "4": CauseClass.OTHER,
    },
}


class AskCause(FieldQuestion):
    """What happened? By voice, or by two menus of keys."""

    name = "cause"
    field = FieldName.CAUSE
    about = (FieldName.CAUSE,)
    menu = True

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        if not state.refusals[self.field] and state.report.cues.get("others") == "yes":
            return state.wording.sentences("cause.others")
        return FieldQuestion.ask(self, state, now=now)

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        """What no rule knows is still the caller's account: it is kept for a person."""
        if answered(state, event.text).intent is Intent.OTHER:
            state.cause_words = event.text
        return False

    def entered(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        group = _GROUPS.get(event.keys)
        if group is None:
            return NotUnderstood()
        state.cause_group = group
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        return _unclassed(state)


class CauseMenu(Question):
    """The second menu of causes."""

    name = "cause"
    rule = MENU
    about = (FieldName.CAUSE,)
    menu = True

    def __init__(self, group: str) -> None:
        self.group = group

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return state.wording.sentences(f"cause.menu.{self.group}")

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self.ask(state, now=now)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        if FieldName.CAUSE not in state.hear(event, now=now):
            return NotUnderstood()
        state.cause_group = None
        return Understood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == SKIP:
            return Understood(self.give_up(state))
        chosen = _MENUS[self.group].get(event.keys)
        if chosen is None:
            return NotUnderstood()
        state.cause_group = None
        # A menu choice is exact, but a wrong key is easily pressed: it is read back like all others.
        state.capture(FieldName.CAUSE, LossCause(chosen, state.cause_words), event)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.cause_group = None
        return _unclassed(state)


class OfferCauses(Offer[CauseClass]):
    """Did somebody hit you from behind, or from the side?"""

    name = "cause"
    about = (FieldName.CAUSE,)
    menu = True

    def __init__(self, options: tuple[CauseClass, ...], words: str) -> None:
        super().__init__(options)
        self.words = words

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        offer = cause.offer(self.options, language=state.language)
        return state.wording.sentences("cause.offer", offer=offer)

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> tuple[str, ...]:
        if len(self.options) == 1:
            return state.wording.sentences(
                f"confirm.{'noinput' if trouble == 'noinput' else 'nomatch'}", turn=1
            )
        first, second = (cause.spoken(c, language=state.language) for c in self.options)
        return state.wording.sentences("cause.offer_again", first=first, second=second)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        state.hear(event, now=now, wanted=_REST_OF_STORY)
        said = cause.classify(words, language=state.language, scorer=state.scorer).cause
        if said in self.options:
            return self.choose(state, self.options.index(said), event)
        if said is not CauseClass.OTHER:
            state.cause_options = ()
            state.capture(FieldName.CAUSE, LossCause(said, f"{self.words} / {event.text}"), event)
            return Understood()
        intent = answered(state, event.text).intent
        if intent is Intent.YES and len(self.options) == 1:
            return self.choose(state, 0, event)
        if intent is Intent.UNSURE:
            return Unsure(tuple(self.ask_again(state, "unsure", 0, now=now)))
        return self._neither(state) if intent is Intent.NO else NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == str(len(self.options) + 1):
            return self._neither(state)
        return Offer.keyed(self, state, event, now=now)

    def _neither(self, state: State) -> Reply:
        state.cause_options = ()
        state.refuse(FieldName.CAUSE)
        return Understood()

    def choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        state.cause_options = ()
        # The words that told the story are the caller's own; the choice only gives them a class.
        story = LossCause(self.options[position], self.words)
        state.capture(FieldName.CAUSE, story, event, confirmed=True)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.cause_options = ()
        return _unclassed(state)


def _unclassed(state: State) -> tuple[str, ...]:
    """Leave the cause to a person, with the caller's words where he said any."""
    if state.cause_words and state.held(FieldName.CAUSE) is None:
        words = state.cause_words
        state.capture(FieldName.CAUSE, LossCause(CauseClass.OTHER, words), Heard(words))
    return left_to_person(state, FieldName.CAUSE)
