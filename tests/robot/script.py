"""What a tester wants said and pressed, one step for each prompt; see `python -m tests.robot --help`."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.robot.caller import Talk
from tests.robot.sounds import RECORDINGS, read_wav
from voiceapp.errors import CallGoneError

STEPS = """\
steps, one for each prompt that is heard:
  say:TEXT      speak a text
  play:FILE     speak a WAV file, or a recording of tests/data/audio by its name
  keys:KEYS     press keys: 0-9 * # A-D
  wait          only listen
  over:STEP     do not wait for the end of the prompt: talk or press keys into it, a second after it began
  hang-up       hang up, without waiting for a prompt
Without hang-up at the end the robot stays until the other side hangs up.
"""

_KEYS = set("0123456789*#ABCD")


class ScriptError(ValueError):
    """A step that makes no sense; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """`kind`: say, play, keys, wait or hang-up; `over`: into the prompt."""

    kind: str
    what: str = ""
    over: bool = False

    def __str__(self) -> str:
        return f"[{self.kind}{' ' if self.what else ''}{self.what}{' (talking over)' if self.over else ''}]"


def parse(text: str) -> Step:
    """One step."""
    if text.startswith("over:"):
        inner = parse(text.removeprefix("over:"))
        if inner.kind not in ("say", "play", "keys") or inner.over:
            raise ScriptError(f"{text!r}: only say:, play: and keys: can go over a prompt")
        return Step(inner.kind, inner.what, over=True)
    kind, _, what = text.partition(":")
    if kind in ("wait", "hang-up") and not what:
        return Step(kind)
    if kind not in ("say", "play", "keys") or not what:
        raise ScriptError(f"{text!r} is no step: --help lists them")
    if kind == "keys" and not set(what) <= _KEYS:
        raise ScriptError(f"{text!r}: there are only the keys 0-9, *, # and A-D")
    if kind == "play" and not _file(what).is_file():
        raise ScriptError(f"{text!r}: there is no such file, nor a recording {RECORDINGS / what}.wav")
    return Step(kind, what)


def parse_file(path: Path) -> list[Step]:
    """One step a line; empty lines and lines that begin with "#" do not count."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [parse(line) for line in lines if line and not line.startswith("#")]


@dataclass(slots=True)
class Script:
    """A `caller.Conversation` that keeps when it did what (monotonic)."""

    steps: Sequence[Step]
    done: list[tuple[float, Step]] = field(default_factory=list)

    async def __call__(self, talk: Talk) -> None:
        for step in self.steps:
            if step.kind == "hang-up":
                self._note(step)
                await talk.hang_up()
                return
            if not step.over:
                await talk.prompt()
            await self._do(step, talk)
        await talk.ended(patience=120)

    async def _do(self, step: Step, talk: Talk) -> None:
        if step.kind == "wait":
            return
        if step.kind == "keys":
            if step.over:
                await talk.began()
            self._note(step)
            await talk.press(step.what)
            return
        said = step.what if step.kind == "say" else read_wav(_file(step.what))
        self._note(step)
        await (talk.cut_in(said) if step.over else talk.say(said))

    async def until_broken_off(self, talk: Talk) -> None:
        """The same, but a hotline that hangs up or says nothing more is no error."""
        with suppress(EOFError, TimeoutError, CallGoneError):
            await self(talk)

    def _note(self, step: Step) -> None:
        self.done.append((time.monotonic(), step))


def _file(name: str) -> Path:
    path = Path(name)
    return path if path.suffix == ".wav" else RECORDINGS / f"{name}.wav"
