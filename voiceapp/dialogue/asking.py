"""The questions that bring values in: safety, the open question, and one for each field."""

from collections.abc import Callable
from datetime import datetime, timedelta

from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass, LossCause, LossPlace
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import (
    DIGITS,
    STORY_RULE,
    YES_NO,
    NotUnderstood,
    Question,
    Reply,
    Understood,
    Unsure,
    answered,
    is_yes,
)
from voiceapp.dialogue.readback import number_said, time_said
from voiceapp.dialogue.state import State
from voiceapp.understanding import incident_time, numbers
from voiceapp.understanding.answers import injury_answer
from voiceapp.understanding.readings import Intent, NumberKind
from voiceapp.understanding.utterance import normalise


class Safety(Question):
    """Is anyone hurt? Fixed rules; nothing but a clear no lets the conversation go on."""

    name = "safety"
    rule = YES_NO

    def complete(self, state: State, text: str) -> bool:
        return injury_answer(normalise(text, state.language), language=state.language) is not None

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        hurt = injury_answer(normalise(event.text, state.language), language=state.language)
        if hurt is None:
            # The caller may have begun with the story: nothing of it is lost.
            state.hear(event, now=now)
            return NotUnderstood()
        return self._settle(state, event, hurt)

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys not in ("1", "2"):
            return NotUnderstood()
        return self._settle(state, event, event.keys == "1")

    def _settle(self, state: State, event: Heard | Keyed, hurt: bool) -> Reply:
        state.capture(FieldName.INJURED, hurt, event, confirmed=True)
        return Understood(() if hurt else state.wording.sentences("safety.safe"))

    def give_up(self, state: State) -> tuple[str, ...]:
        state.leave_to_person(FieldName.INJURED)
        return ()


class Open(Question):
    """Tell me what happened, when and where."""

    name = "open"
    rule = STORY_RULE
    tries = 2

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        if not state.hear(event, now=now):
            return NotUnderstood()
        state.told = True
        return Understood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        state.told = True
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.told = True
        return state.wording.sentences("open.nomatch", turn=1)


class FieldQuestion(Question):
    """Asks for one field; other fields said in the same breath are kept as well."""

    field: FieldName

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        refused = state.refusals[self.field]
        if refused:
            return state.wording.sentences(f"{self.name}.refused", turn=refused - 1)
        return state.wording.sentences(f"{self.name}.ask")

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        found = state.hear(event, now=now)
        if self.field in found or self.understand(state, event, now=now):
            return Understood()
        if answered(state, event.text).intent is Intent.UNSURE:
            return Unsure(state.wording.sentences(f"{self.name}.unsure"))
        # Something else was answered: keep that, and ask for this again.
        return Understood() if found else NotUnderstood()

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        """A second look at an answer in which the general understanding found nothing for this field."""
        return False

    def give_up(self, state: State) -> tuple[str, ...]:
        state.leave_to_person(self.field)
        return state.wording.sentences("giving_up.field")


_SHORT_DAYS: dict[str, Callable[[datetime], str]] = {
    "1": lambda now: f"{now:%m%d}",
    "2": lambda now: f"{now - timedelta(days=1):%m%d}",
}
"""Keys for today and yesterday → month and day."""


class AskTime(FieldQuestion):
    """When? By voice, or 1 today, 2 yesterday, MMDD, MMDDHHMM by keys."""

    name = "loss_time"
    field = FieldName.LOSS_TIME
    max_keys = 8

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        day = _SHORT_DAYS[event.keys](now) if event.keys in _SHORT_DAYS else event.keys[:4]
        clock = event.keys[4:]
        time = incident_time.from_keys(day, clock, now=now)
        if time is None:
            return NotUnderstood()
        state.time_options = ()
        if clock:
            state.capture(self.field, time, event)
        else:
            state.keyed_day = day
        return Understood()


class AskClock(Question):
    """A day was keyed in: at what time? HHMM, or # for "I do not know"."""

    name = "loss_time"
    max_keys = 4

    def __init__(self, day: str) -> None:
        self.day = day

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        day = incident_time.from_keys(self.day, "", now=now)
        assert day is not None  # noqa: S101 - AskTime took it from the same function
        said = time_said(day, now=now, language=state.language)
        return state.wording.sentences("loss_time.clock", day=said[:1].upper() + said[1:])

    def ask_again(self, state: State, trouble: str, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self.ask(state, now=now)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        if FieldName.LOSS_TIME not in state.hear(event, now=now, wanted=(FieldName.LOSS_TIME,)):
            return NotUnderstood()
        state.keyed_day = None
        return Understood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        clock = "" if event.keys == "#" else event.keys
        time = incident_time.from_keys(self.day, clock, now=now)
        if time is None:
            return NotUnderstood()
        state.keyed_day = None
        state.capture(FieldName.LOSS_TIME, time, Keyed(self.day + clock))
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        """The day alone is worth keeping."""
        state.keyed_day = None
        state.leave_to_person(FieldName.LOSS_TIME)
        return state.wording.sentences("giving_up.field")


class AskPlace(FieldQuestion):
    """Where? Asked directly, the caller's own words are a place even if no street name is known in them."""

    name = "loss_place"
    field = FieldName.LOSS_PLACE

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        words = normalise(event.text, state.language)
        if answered(state, event.text).intent is not Intent.OTHER or len(words) < 2:
            return False
        if incident_time.parse(words, now=now, language=state.language) is not None:
            return False
        state.capture(self.field, LossPlace(words), event)
        return True

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys != "#":
            return NotUnderstood()
        return Understood(self.give_up(state))


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

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        group = _GROUPS.get(event.keys)
        if group is None:
            return NotUnderstood()
        state.cause_group = group
        return Understood()


class CauseMenu(Question):
    """The second menu of causes."""

    def __init__(self, group: str) -> None:
        self.group = group

    name = "cause"

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        return state.wording.sentences(f"cause.menu.{self.group}")

    def ask_again(self, state: State, trouble: str, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self.ask(state, now=now)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        if FieldName.CAUSE not in state.hear(event, now=now, wanted=(FieldName.CAUSE,)):
            return NotUnderstood()
        state.cause_group = None
        return Understood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        cause = _MENUS[self.group].get(event.keys)
        if cause is None:
            return NotUnderstood()
        state.cause_group = None
        # A menu choice is exact, but a wrong key is easily pressed: it is read back like all others.
        state.capture(FieldName.CAUSE, LossCause(cause, ""), event)
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.cause_group = None
        state.leave_to_person(FieldName.CAUSE)
        return state.wording.sentences("giving_up.field")


class AskCallback(FieldQuestion):
    """What number can we call back?"""

    name = "callback_number"
    field = FieldName.CALLBACK_NUMBER
    rule = DIGITS
    max_keys = 15

    def understand(self, state: State, event: Heard, *, now: datetime) -> bool:
        number = numbers.parse(
            normalise(event.text, state.language), kind=NumberKind.PHONE, language=state.language
        )
        if number is None:
            return False
        state.capture(self.field, number, event)
        return True

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if not (event.keys.isdigit() and 5 <= len(event.keys) <= 15):
            return NotUnderstood()
        state.capture(self.field, event.keys, event)
        return Understood()


class OwnNumber(Question):
    """May we call back the number the call came from?"""

    name = "callback_number"
    rule = YES_NO

    def __init__(self, number: str) -> None:
        self.number = number

    def ask(self, state: State, *, now: datetime) -> tuple[str, ...]:
        said = number_said(self.number, kind=NumberKind.PHONE, language=state.language)
        return state.wording.sentences("callback_number.known", number=said)

    def ask_again(self, state: State, trouble: str, turn: int, *, now: datetime) -> tuple[str, ...]:
        return self.ask(state, now=now)

    def complete(self, state: State, text: str) -> bool:
        return is_yes(state, text)

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        said = answered(state, event.text)
        if AskCallback().understand(state, event, now=now):
            return Understood()
        if said.intent is Intent.YES:
            state.confirm((FieldName.CALLBACK_NUMBER,))
            return Understood()
        if said.intent is Intent.NO:
            return self._refused(state)
        return NotUnderstood()

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys == "1":
            state.confirm((FieldName.CALLBACK_NUMBER,))
            return Understood()
        if event.keys == "2":
            return self._refused(state)
        return NotUnderstood()

    def _refused(self, state: State) -> Reply:
        state.own_number_refused = True
        return Understood()

    def give_up(self, state: State) -> tuple[str, ...]:
        state.leave_to_person(FieldName.CALLBACK_NUMBER)
        return ()
