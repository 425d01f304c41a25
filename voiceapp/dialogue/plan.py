"""All transitions of the accident report: which question comes next.

It follows from the state alone, so a conversation can be resumed from a stored report.
"""

from voiceapp.claims.evidence import Source
from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.callback import AskCallback, OwnNumber
from voiceapp.dialogue.causes import AskCause, CauseMenu, OfferCauses
from voiceapp.dialogue.confirming import Confirm, ReadAllBack
from voiceapp.dialogue.fields import AskPlace
from voiceapp.dialogue.opening import Open, Safety
from voiceapp.dialogue.questions import Question
from voiceapp.dialogue.readback import READ_BACK
from voiceapp.dialogue.state import STORY, State
from voiceapp.dialogue.times import AskClock, AskTime, OfferTimes

_ASKING: dict[FieldName, type[Question]] = {
    FieldName.LOSS_TIME: AskTime,
    FieldName.LOSS_PLACE: AskPlace,
    FieldName.CAUSE: AskCause,
}


def next_question(state: State) -> Question | None:
    """In asking order. None: everything is said."""
    if not state.settled(FieldName.INJURED):
        return Safety(again=state.safety_again)
    if not state.told:
        return Open()
    if (begun := _begun(state)) is not None:
        return begun
    # What was just refused is asked for at once: the caller waits to put it right.
    for name, question in _ASKING.items():
        if state.refusals[name] and state.held(name) is None and not state.settled(name):
            return question()
    if pending := state.pending(STORY):
        return Confirm(pending[:1] if state.one_by_one else pending)
    # Somebody whose number we do not know is asked early: the line may drop.
    withheld = state.report.caller_id is None and state.held(FieldName.CALLBACK_NUMBER) is None
    if withheld and not state.settled(FieldName.CALLBACK_NUMBER):
        return AskCallback()
    for name, question in _ASKING.items():
        if not state.settled(name):
            return question()
    if not state.settled(FieldName.CALLBACK_NUMBER):
        return _callback_question(state)
    if not state.read_back and (known := _readable(state)):
        return ReadAllBack(known)
    return None


def _begun(state: State) -> Question | None:
    """What is half answered. It comes before a read-back: what is read back must be one reading."""
    if state.time_options:
        return OfferTimes(state.time_options)
    if state.cause_options:
        return OfferCauses(state.cause_options, state.cause_words)
    if state.keyed_day is not None:
        return AskClock(state.keyed_day)
    if state.cause_group is not None:
        return CauseMenu(state.cause_group)
    return None


def _callback_question(state: State) -> Question:
    held = state.held(FieldName.CALLBACK_NUMBER)
    if held is None:
        return AskCallback()
    if held.evidence.source is Source.CALLER_ID:
        return OwnNumber(held.value)
    return Confirm((FieldName.CALLBACK_NUMBER,))


def _readable(state: State) -> tuple[FieldName, ...]:
    return tuple(n for n in READ_BACK if state.held(n) is not None and n not in state.report.for_person)
