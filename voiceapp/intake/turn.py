"""One turn: say something, hear the answer. The caller may cut in by voice or by keys."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from voiceapp.dialogue.actions import Interrupt, Listen, Say
from voiceapp.dialogue.events import Heard, Keyed, Silence
from voiceapp.errors import CallGoneError
from voiceapp.intake.tap import AudioTap
from voiceapp.intake.timing import Stopwatch
from voiceapp.ports import Audio, Call, Digit, Ears, NoInput, SpeechStarted, Synthesizer, Utterance

BETWEEN_KEYS = 3.0  # seconds without a further key that end an entry

Answer = Heard | Keyed | Silence


class Keys:
    """The caller's key presses, kept in order until a turn takes them: keys may come at any moment."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Digit] = asyncio.Queue()
        self.pressed = asyncio.Event()

    async def collect(self, digits: AsyncIterator[Digit]) -> None:
        async for digit in digits:
            self._queue.put_nowait(digit)
            self.pressed.set()

    async def entry(self, longest: int) -> Keyed:
        """Waits for a first key; then takes keys until `#`, `longest` keys, or BETWEEN_KEYS of quiet.

        `0` and `*` as first key stand alone when a single key is asked for; in a longer entry they only do
        when nothing follows. A `#` ends an entry and is dropped, unless it is the whole of it.
        """
        keys = ""
        while len(keys) < longest:
            try:
                async with asyncio.timeout(BETWEEN_KEYS if keys else None):
                    digit = await self._queue.get()
            except TimeoutError:
                break
            if self._queue.empty():
                self.pressed.clear()
            if digit == "#":
                keys = keys or "#"
                break
            keys += digit
            if keys == "*":
                break
        return Keyed(keys)


@dataclass(frozen=True, slots=True)
class Mouth:
    """Speaks sentences on a call, rendering the next while one is heard."""

    call: Call
    voice: Synthesizer
    language: str
    watch: Stopwatch

    async def say(self, sentences: Sequence[str], *, begins: Callable[[int], None] = lambda _: None) -> None:
        """Returns when all was heard. `begins(i)`: called as sentence i begins. Cancel it to fall silent."""
        async with asyncio.TaskGroup() as group:
            audio = self._render(group, sentences, 0)
            for i in range(len(sentences)):
                sound = await audio
                if i + 1 < len(sentences):
                    audio = self._render(group, sentences, i + 1)
                self.watch.rendered()
                begins(i)
                await self.call.play(sound, on_first_frame=self.watch.sounded)

    def _render(self, group: asyncio.TaskGroup, sentences: Sequence[str], i: int) -> asyncio.Task[Audio]:
        return group.create_task(self.voice.render(sentences[i], language=self.language), name="render")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn needs; `complete` judges partials (Dialogue.is_complete)."""

    mouth: Mouth
    ears: Ears
    tap: AudioTap
    keys: Keys
    watch: Stopwatch
    complete: Callable[[str], bool]

    async def speak(self, say: Say) -> None:
        """Say something that needs no answer. A key cuts it short if it may, and is kept for the next."""
        if say.interrupt is Interrupt.NOTHING:
            await self.mouth.say(say.sentences)
            return
        async with asyncio.TaskGroup() as group:
            saying = group.create_task(self.mouth.say(say.sentences), name="say")
            pressed = group.create_task(self.keys.pressed.wait(), name="keys")
            await asyncio.wait((saying, pressed), return_when=asyncio.FIRST_COMPLETED)
            saying.cancel()
            pressed.cancel()

    async def ask(self, say: Say, listen: Listen) -> Answer:
        """Say something and hear the answer, which may come before it is said to the end."""
        sentences = say.sentences
        if say.interrupt is not Interrupt.ANYTHING:
            await self.speak(say)
            sentences = ()
            self.tap.forget()
        for _ in range(_RESUMES):
            asking = _Asking(self, listen, sentences)
            answer = await asking.run()
            if not (asking.cut_short and isinstance(answer, Heard) and not answer.text):
                return answer
            # A cough, a door: nothing was said, so the prompt goes on with the sentence it broke off.
            sentences = sentences[asking.at :]
        return Heard("")


_RESUMES = 3


class _Asking:
    """Prompt, ears and keys at once; the first answer wins."""

    def __init__(self, turn: Turn, listen: Listen, sentences: Sequence[str]) -> None:
        self._turn = turn
        self._listen = listen
        self._sentences = sentences
        self._over = asyncio.Event()
        self.at = 0
        self.cut_short = False
        self._keyed = False

    async def run(self) -> Answer:
        async with asyncio.TaskGroup() as group:
            saying = group.create_task(self._say(), name="say")
            hearing = group.create_task(self._hear(saying), name="hear")
            keying = group.create_task(self._key(saying, hearing), name="keys")
            await asyncio.wait((hearing, keying), return_when=asyncio.FIRST_COMPLETED)
            # `pressed` alone says too little: it is cleared while an entry waits for its next key.
            if self._keyed or self._turn.keys.pressed.is_set():
                hearing.cancel()
                return await keying
            keying.cancel()
            return await hearing

    async def _say(self) -> None:
        try:
            if self._sentences:
                await self._turn.mouth.say(self._sentences, begins=self._begins)
        finally:
            self._over.set()

    def _begins(self, i: int) -> None:
        self.at = i

    async def _key(self, saying: asyncio.Task[None], hearing: asyncio.Task[Heard | Silence]) -> Keyed:
        await self._turn.keys.pressed.wait()
        self._keyed = True
        saying.cancel()
        hearing.cancel()
        return await self._turn.keys.entry(self._listen.max_keys)

    async def _hear(self, saying: asyncio.Task[None]) -> Heard | Silence:
        turn = self._turn
        listening = turn.ears.listen(
            turn.tap.frames(),
            language=turn.mouth.language,
            rule=self._listen.rule,
            vocabulary=self._listen.vocabulary,
            complete=turn.complete,
            prompt_over=self._over,
        )
        async with aclosing(listening):
            async for heard in listening:
                match heard:
                    case SpeechStarted():
                        self.cut_short = not saying.done()
                        saying.cancel()
                    case Utterance():
                        turn.tap.forget()
                        turn.watch.heard(self._listen.question, heard)
                        return Heard(heard.text, heard.confidence, heard.offset)
                    case NoInput():
                        return Silence()
                    case _:
                        pass  # partials are for whoever watches, not for the dialogue
        raise CallGoneError("the caller's audio ended")
