"""Two readings are left: which one is it?"""

from datetime import datetime
from typing import Generic, TypeVar

from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.questions import MENU, NotUnderstood, Question, Reply
from voiceapp.dialogue.state import State
from voiceapp.understanding.choices import picked
from voiceapp.understanding.utterance import normalise

T = TypeVar("T")


class Offer(Question, Generic[T]):
    """By its words, by its place ("the first one"), or by key."""

    rule = MENU

    def __init__(self, options: tuple[T, ...]) -> None:
        self.options = options

    def heard(self, state: State, event: Heard, *, now: datetime) -> Reply:
        words = normalise(event.text, state.language)
        position = picked(words, language=state.language)
        if position is not None and position < len(self.options):
            return self.choose(state, position, event)
        return self.understand(state, words, event, now=now)

    def understand(self, state: State, words: str, event: Heard, *, now: datetime) -> Reply:
        """The choice in words that are no "first" or "second"."""
        raise NotImplementedError

    def keyed(self, state: State, event: Keyed, *, now: datetime) -> Reply:
        if event.keys not in ("1", "2")[: len(self.options)]:
            return NotUnderstood()
        return self.choose(state, int(event.keys) - 1, event)

    def choose(self, state: State, position: int, event: Heard | Keyed) -> Reply:
        """This one it is."""
        raise NotImplementedError
