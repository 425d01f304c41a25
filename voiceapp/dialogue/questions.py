"""What every question can do. The engine in accident.py counts tries; a question only asks and interprets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from voiceapp.claims.incident import FieldName
from voiceapp.dialogue.actions import Interrupt, Listen
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.state import State
from voiceapp.dialogue.unfinished import unfinished
from voiceapp.ports import ListenRule
from voiceapp.understanding.answers import answer
from voiceapp.understanding.answers import vocabulary as expected
from voiceapp.understanding.readings import Answer, Intent
from voiceapp.understanding.utterance import normalise

YES_NO = ListenRule(end_silence=0.7)
MENU = ListenRule(end_silence=1.0)
SENTENCE = ListenRule(end_silence=1.2)
STORY_RULE = ListenRule(end_silence=1.5)
DIGITS = ListenRule(end_silence=2.0)


@dataclass(frozen=True, slots=True)
class Understood:
    """The state has moved on. `prelude`: a word before the next question."""

    prelude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something was said or keyed that does not answer. `instead`: said in place of the usual next try."""

    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """The caller does not know. `help`: what is said instead of the usual next try."""

    help: tuple[str, ...]


Reply = Understood | NotUnderstood | Unsure
Trouble = Literal["noinput", "nomatch", "unsure"]


class Question:
    """One question. Subclasses name their prompts and say what an answer means.

    `name`: the prompts' table, and the name in logs. `tries`: after so many troubles `give_up` is called.
    `menu`: keys may be named aloud ("one"). `vital`: who cannot answer it is given to a person.
    `about`: the fields whose tries count up when an answer brings nothing.
    """

    name: str = ""
    rule: ListenRule = SENTENCE
    max_keys: int = 1
    tries: int = 3
    interrupt: Interrupt = Interrupt.ANYTHING
    menu: bool = False
    vital: bool = False
    about: tuple[FieldName, ...] = ()

    def ask(self, state: State, *, now: datetime) -> Sequence[str]:
        """The sentences of the first try."""
        return state.wording.sentences(f"{self.name}.ask")

    def ask_again(self, state: State, trouble: Trouble, turn: int, *, now: datetime) -> Sequence[str]:
        """The sentences of a further try; `turn` counts this kind of trouble from 0. Each gives more help."""
        return state.wording.sentences(f"{self.name}.{trouble}", turn=turn)

    def listen(self, state: State) -> Listen:
        return Listen(self.name, self.rule, self.vocabulary(state), self.max_keys)

    def vocabulary(self, state: State) -> tuple[str, ...]:
        """The phrases expected; empty when anything may be said. A hint only: what else is said is heard too.
        None for a vital question: there, nothing may pull an answer towards what was expected."""
        return expected(state.language) if self.rule is YES_NO and not self.vital else ()

    def complete(self, state: State, text: str) -> bool:
        """Is this partial already the whole answer, so that less silence need be waited for?"""
        return False

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        raise NotImplementedError

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        raise NotImplementedError

    def give_up(self, state: State) -> tuple[str, ...]:
        """Enough tries: arrange for a person to complete it. Returns what is said about it."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), tuple(sorted(vars(self).items()))))


def answered(state: State, text: str) -> Answer:
    """The intent of an utterance."""
    return answer(normalise(text, state.language), language=state.language)


def is_yes(state: State, text: str) -> bool:
    """A plain yes, with nothing behind it that could change its meaning."""
    said = answered(state, text)
    return said.intent is Intent.YES and said.correction is None and not unfinished(text, state.language)


def left_to_person(state: State, *names: FieldName) -> tuple[str, ...]:
    """Stop asking for these; what is said about it, shorter from the second time on."""
    before = len(state.report.for_person)
    for name in names:
        state.leave_to_person(name)
    return state.wording.sentences("giving_up.field", turn=before)
