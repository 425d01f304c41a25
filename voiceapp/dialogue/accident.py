"""The conversation about one accident: how often a question is tried, and how a conversation ends.

What is asked next is in plan.py, what an answer means in the questions.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from voiceapp.claims.incident import FieldName, IncidentReport, Status
from voiceapp.dialogue.actions import Action, HandOff, HangUp, Interrupt, Save, Say
from voiceapp.dialogue.events import Answered, Broken, Event, Heard, HungUp, Keyed, Silence
from voiceapp.dialogue.opening import Safety
from voiceapp.dialogue.plan import next_question
from voiceapp.dialogue.questions import (
    NotUnderstood,
    Reply,
    Trouble,
    Understood,
    Unsure,
    answered,
    left_to_person,
)
from voiceapp.dialogue.readback import claim_number_said
from voiceapp.dialogue.spoken_keys import named_key
from voiceapp.dialogue.state import REFUSALS, STORY, State
from voiceapp.dialogue.trying import Trying, values
from voiceapp.dialogue.wording import Wording
from voiceapp.understanding.cause import Scorer
from voiceapp.understanding.readings import Intent

SILENCES = 3  # after so many silences in a row nobody seems able to speak: a person takes over
REPEATS = 3  # a question is said again so often for the asking; then help is due


class Dialogue:
    """One conversation about one accident. `handle` is its only way in, its actions the only way out."""

    def __init__(
        self, report: IncidentReport, *, wording: Wording, queue: str, scorer: Scorer | None = None
    ) -> None:
        """`report`: a fresh one, or one to resume. `queue`: where people are reached. `scorer`: see State."""
        told = any(name in report.fields for name in STORY)
        self._state = State(report, wording, scorer, told=told)
        self._queue = queue
        self._trying: Trying | None = None
        self._silences = 0
        self._saved: IncidentReport | None = None
        self._over = False

    @property
    def report(self) -> IncidentReport:
        return self._state.report

    @property
    def queue(self) -> str:
        """Where people are reached."""
        return self._queue

    @property
    def over(self) -> bool:
        """Nothing more will be said."""
        return self._over

    def is_complete(self, text: str) -> bool:
        """Is this partial already the whole answer to the question being asked?"""
        return self._trying is not None and self._trying.question.complete(self._state, text)

    def handle(self, event: Event, *, now: datetime) -> tuple[Action, ...]:
        """What to do now. The report is saved before anything else is said."""
        if self._over:
            return ()
        actions = self._react(event, now)
        if self.report == self._saved:
            return actions
        self._saved = self.report
        return (Save(self.report), *actions)

    def _react(self, event: Event, now: datetime) -> tuple[Action, ...]:
        if not isinstance(event, Silence):
            self._silences = 0
        match event:
            case Answered():
                greeting = self._state.wording.sentences("greeting.say")
                return (Say(greeting, Interrupt.NOTHING), *self._go_on((), now))
            case HungUp():
                self._end(Status.PARTIAL, now)
                return ()
            case Broken():
                self._end(Status.HANDED_OVER, now)
                return ()
            case Silence():
                return self._silent(now)
            case Keyed("0"):
                return self._person("person.wanted", "wanted", now)
            case Keyed("*"):
                return self._repeat(now)
            case Keyed():
                return self._replied(self._current.question.keyed(self._state, event, now=now), now)
            case _:
                return self._heard(event, now)

    @property
    def _current(self) -> Trying:
        if self._trying is None:
            raise RuntimeError("the conversation has not begun: Answered comes first")
        return self._trying

    def _heard(self, event: Heard, now: datetime) -> tuple[Action, ...]:
        question = self._current.question
        if not event.text.strip():
            return self._replied(NotUnderstood(), now)
        intent = answered(self._state, event.text).intent
        if intent is Intent.AGENT:
            return self._person("person.wanted", "wanted", now)
        if intent is Intent.REPEAT:
            return self._repeat(now)
        if intent is Intent.EMERGENCY and not isinstance(question, Safety):
            if self._state.safety_again:
                return self._danger_again(event, now)
            self._state.doubt_safety()
        key = named_key(event.text, self._state.language) if question.menu else None
        if key is not None:
            return self._replied(question.keyed(self._state, Keyed(key, spoken=event), now=now), now)
        return self._replied(question.heard(self._state, event, now=now), now)

    def _replied(self, reply: Reply, now: datetime) -> tuple[Action, ...]:
        if self._state.value(FieldName.INJURED):
            return self._emergency("injured", now)
        match reply:
            case Understood() if self._no_news():
                return self._troubled("nomatch", now)
            case Understood(prelude):
                return self._go_on((*prelude, *self._give_up_refused()), now)
            case Unsure(help):
                return self._troubled("unsure", now, instead=help)
            case _:
                for name in self._current.question.about:
                    self._state.failures[name] += 1
                return self._troubled("nomatch", now, instead=reply.instead)

    def _no_news(self) -> bool:
        """Was it all known before, so that the same would be asked in the same words for ever?"""
        current = self._current
        return next_question(self._state) == current.question and values(self.report) == current.values

    def _give_up_refused(self) -> tuple[str, ...]:
        often = [n for n, count in self._state.refusals.items() if count >= REFUSALS]
        names = [name for name in often if not self._state.settled(name)]
        if FieldName.LOSS_TIME in names:
            self._state.time_options = ()
        if FieldName.CAUSE in names:
            self._state.cause_options = ()
        return left_to_person(self._state, *names) if names else ()

    def _silent(self, now: datetime) -> tuple[Action, ...]:
        self._silences += 1
        if self._silences >= SILENCES:
            if self._current.question.vital:
                return self._emergency("silent", now)
            return self._person("person.silent", "silent", now)
        return self._troubled("noinput", now)

    def _troubled(self, trouble: Trouble, now: datetime, instead: tuple[str, ...] = ()) -> tuple[Action, ...]:
        """One more try with more help, or giving up on this question."""
        current = self._current
        question = next_question(self._state)
        if question is not None and question != current.question:
            # The answer moved us on all the same (an injury came up, say).
            return self._go_on((), now)
        current.troubles[trouble] += 1
        if not current.spent:
            turn = current.troubles[trouble] - 1
            said = instead or tuple(current.question.ask_again(self._state, trouble, turn, now=now))
            return self._ask(said, ())
        prelude = current.question.give_up(self._state)
        if current.question.vital:
            return self._emergency("safety_unknown", now)
        return self._go_on(prelude, now)

    def _go_on(self, prelude: tuple[str, ...], now: datetime) -> tuple[Action, ...]:
        question = next_question(self._state)
        if question is None:
            return self._close(prelude, now)
        if self._trying is None or question != self._trying.question:
            self._trying = Trying(question)
        # Nothing stands before the question whether anyone is in danger.
        return self._ask(tuple(question.ask(self._state, now=now)), () if question.vital else prelude)

    def _ask(self, said: tuple[str, ...], prelude: tuple[str, ...]) -> tuple[Action, ...]:
        current = self._current
        current.said = said
        current.values = values(self.report)
        listen = current.question.listen(self._state)
        interrupt = current.question.interrupt
        if interrupt is Interrupt.ANYTHING:
            return (Say((*prelude, *said), interrupt), listen)
        return (*_say(prelude), Say(said, interrupt), listen)

    def _repeat(self, now: datetime) -> tuple[Action, ...]:
        self._current.repeats += 1
        if self._current.repeats > REPEATS:
            return self._troubled("nomatch", now)
        return self._ask(self._current.said, ())

    def _close(self, prelude: tuple[str, ...], now: datetime) -> tuple[Action, ...]:
        status = Status.PARTIAL if self.report.missing else Status.COMPLETE
        self._end(status, now)
        number = claim_number_said(self.report.claim_number, self._state.language)
        wording = self._state.wording
        recorded = wording.sentences("closing.number", claim_number=number)
        goodbye = wording.sentences(f"closing.{status}")
        protected = Interrupt.NOTHING
        return (Say((*prelude, *recorded), protected), Say(goodbye, protected), HangUp())

    def _emergency(self, reason: str, now: datetime) -> tuple[Action, ...]:
        """Advice first, then a person at once."""
        self._end(Status.HANDED_OVER, now)
        advice = self._state.wording.sentences("safety.advice")
        return (Say(advice, Interrupt.NOTHING), HandOff(self._queue, reason))

    def _danger_again(self, event: Heard, now: datetime) -> tuple[Action, ...]:
        """Two alarms in one call, whatever was said between them: no more asking."""
        self._state.hear(event, now=now)
        self._state.reopen((FieldName.INJURED,))
        return self._emergency("injured", now)

    def _person(self, key: str, reason: str, now: datetime) -> tuple[Action, ...]:
        self._end(Status.HANDED_OVER, now)
        return (Say(self._state.wording.sentences(key), Interrupt.KEYS), HandOff(self._queue, reason))

    def _end(self, status: Status, now: datetime) -> None:
        self._over = True
        self._state.report = replace(self.report, status=status, ended_at=now)


def _say(sentences: Sequence[str]) -> tuple[Say, ...]:
    return (Say(tuple(sentences)),) if sentences else ()
