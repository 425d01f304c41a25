"""A conversation typed on a keyboard or written in a file: one line is one answer."""

from collections.abc import Callable, Iterable
from datetime import datetime

from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.events import Answered, Event, Heard, HungUp, Keyed, Silence

HOW = "Type what the caller says. Digits, * and # alone are keys. An empty line is silence; Ctrl-D hangs up."

_KEYS = frozenset("0123456789*#")


def event(line: str) -> Heard | Keyed | Silence:
    """What the caller does with this line. As on the telephone, a `#` that ends keys is dropped."""
    said = line.strip()
    if not said:
        return Silence()
    if set(said) <= _KEYS:
        return Keyed(said.rstrip("#") or "#")
    return Heard(said)


def converse(
    dialogue: Dialogue,
    answers: Iterable[Event],
    *,
    now: Callable[[], datetime],
    show: Callable[[object], None],
) -> None:
    """Have the whole conversation; the caller hangs up when there are no more answers.

    `show` is given each event and action as it happens.
    """
    waiting = iter(answers)
    what: Event = Answered()
    while True:
        for action in dialogue.handle(what, now=now()):
            show(action)
        if dialogue.over:
            return
        what = next(waiting, HungUp())
        show(what)
