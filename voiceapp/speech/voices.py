"""Text to speech: which voice speaks a language, rendering, and what has been rendered before.

Fixed prompts are rendered at start (`render_all`) and kept on disk. Sentences made for one caller (a
read-back, a claim number) may hold personal data: they are kept in memory only, while there is room.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from voiceapp.errors import ModelError
from voiceapp.logs import get_logger
from voiceapp.ports import Audio
from voiceapp.speech import audio, voice_cache
from voiceapp.speech.models import Model
from voiceapp.speech.voice_cache import VoiceCache
from voiceapp.speech.voice_process import VoiceProcess, worker_command

_log = get_logger("speech")

# Not "cmn": it reads Chinese characters as if their pinyin were English (espeak-ng 1.51).
ESPEAK_VOICES = {"en": "en-us", "zh": "cmn-latn-pinyin", "ko": "ko"}
PROGRESS_EVERY = 20  # sentences
MEMORY_BYTES = 64 * 1024**2

LEAD_SECONDS = 0.02  # silence left before a sentence: the first word is to come at once …
TAIL_SECONDS = 0.15  # … and after it
QUIET = 0.004  # −48 dB: below that is silence

Progress = Callable[[str], None]
"""Told in a few words what is being done."""


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """Who speaks a language. `engine` is "pyttsx3" or "piper"; `voice` its name there or its model file."""

    language: str
    engine: str
    voice: str
    notice: str = ""

    def __str__(self) -> str:
        told = f" ({self.notice})" if self.notice else ""
        return f"{self.language}: {self.engine} {Path(self.voice).stem}{told}"


def choose_voice(language: str, models: Iterable[Model], *, engine: str = "auto") -> VoiceChoice:
    """Piper where it and a voice for the language are installed, else pyttsx3 with espeak-ng.

    Raises ModelError when nothing speaks the language.
    """
    notice = ""
    if engine in ("auto", "piper"):
        voices = [model for model in models if model.engine == "piper" and model.serves(language)]
        ready = [model for model in voices if model.ready]
        if ready and find_spec("piper"):
            return VoiceChoice(language, "piper", str(min(ready[0].path.glob("*.onnx"))))
        if engine == "piper":
            lack = f"there is no Piper voice for {language}" if not ready else "piper-tts is not installed"
            notice = f"{lack}, so pyttsx3 speaks"
    if language not in ESPEAK_VOICES:
        raise ModelError(f"no voice speaks {language!r}: put a Piper voice for it into the models folder")
    return VoiceChoice(language, "pyttsx3", ESPEAK_VOICES[language], notice)


class Voices:
    """The `Synthesizer` of voiceapp; made by `open_voices`."""

    def __init__(
        self,
        choices: Mapping[str, VoiceChoice],
        processes: Mapping[str, VoiceProcess],
        cache: VoiceCache,
        *,
        rate: int,
    ) -> None:
        """`processes`: the running engine for each language."""
        self._choices = dict(choices)
        self._processes = dict(processes)
        self._cache = cache
        self._rate = rate
        self._memory: OrderedDict[str, Audio] = OrderedDict()
        self._remembered_bytes = 0
        self.memory_bytes = MEMORY_BYTES

    def describe(self) -> Sequence[str]:
        """One line per language, for the start-up log and `voiceapp doctor`."""
        return [f"{choice}, {self._processes[name].version}" for name, choice in self._choices.items()]

    async def render(self, text: str, *, language: str) -> Audio:
        """See `Synthesizer.render`. Raises ModelError when the engine fails on the sentence."""
        return await self._render(text, language, keep=False)

    async def render_all(
        self, texts: Iterable[str], *, language: str, progress: Progress = lambda _: None
    ) -> None:
        """Have these ready, on disk too, so that the first caller waits for none of them."""
        wanted = list(dict.fromkeys(texts))
        for done, text in enumerate(wanted, start=1):
            await self._render(text, language, keep=True)
            if done % PROGRESS_EVERY == 0 or done == len(wanted):
                progress(f"prompts ({language}): {done} of {len(wanted)} rendered")

    async def _render(self, text: str, language: str, *, keep: bool) -> Audio:
        choice, process = self._choices.get(language), self._processes.get(language)
        if choice is None or process is None:
            raise ModelError(f"no voice is open for the language {language!r}")
        if not text.strip():
            return Audio(b"")
        name = voice_cache.key(
            text=text, engine=choice.engine, version=process.version, voice=choice.voice, rate=self._rate
        )
        if (known := self._memory.get(name)) is not None:
            self._memory.move_to_end(name)
            return known
        found = await asyncio.to_thread(self._cache.get, name)
        if found is None:
            wav = await process.speak(text, voice=choice.voice, rate=self._rate)
            found = await asyncio.to_thread(_finished, wav)
            if keep:
                await self._put(name, found)
        self._remember(name, found)
        return found

    async def _put(self, name: str, sound: Audio) -> None:
        try:
            await asyncio.to_thread(self._cache.put, name, sound)
        except OSError as error:  # a full disk must not silence the line
            _log.warning("rendered prompt not kept", error=error.strerror)

    def _remember(self, name: str, sound: Audio) -> None:
        if name not in self._memory:
            self._memory[name] = sound
            self._remembered_bytes += len(sound.pcm)
        while self._remembered_bytes > self.memory_bytes and len(self._memory) > 1:
            _, oldest = self._memory.popitem(last=False)
            self._remembered_bytes -= len(oldest.pcm)


@asynccontextmanager
async def open_voices(
    choices: Iterable[VoiceChoice], *, cache_dir: Path, rate: int = 160
) -> AsyncIterator[Voices]:
    """Starts one process per engine and model. Raises ModelError when one does not start."""
    async with AsyncExitStack() as stack:
        running: dict[tuple[str, ...], VoiceProcess] = {}
        by_language: dict[str, VoiceProcess] = {}
        chosen = {choice.language: choice for choice in choices}
        for language, choice in chosen.items():
            command = (choice.engine, choice.voice) if choice.engine == "piper" else (choice.engine,)
            if command not in running:
                running[command] = await stack.enter_async_context(VoiceProcess(worker_command(*command)))
            by_language[language] = running[command]
        yield Voices(chosen, by_language, VoiceCache(cache_dir / "voices"), rate=rate)


def _finished(wav: bytes) -> Audio:
    """As the line gets it: 16 kHz, no silence around it, the same loudness as every other sentence."""
    try:
        samples = audio.parse_wav(wav)
    except audio.WavError as error:
        raise ModelError(f"the speech engine made a broken file: {error}") from error
    return Audio(audio.to_pcm(audio.evened(audio.trimmed(samples, QUIET, LEAD_SECONDS, TAIL_SECONDS))))
