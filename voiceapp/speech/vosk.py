"""Vosk behind the `Recognizer` port: partials while the caller speaks, words with confidences.

Decoding runs in worker threads (the C code frees the interpreter lock; a second of speech costs 10–20 ms),
one model per language is shared by all calls, and each utterance has a decoder of its own.

With a vocabulary two decoders listen: one that knows nothing but these phrases, and one that knows the
language. The first is more reliable for what it was told to expect; but it calls *anything* one of its
phrases, with confidence 1.0, unless the model has a word for the unknown ("[unk]"). So its answer is taken
only when no unknown word is in it, and where the model cannot say "unknown" no confidence is given.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import vosk

from voiceapp.errors import ModelError
from voiceapp.ports import SAMPLE_RATE, AudioFrame, Hypothesis, Pause, Word
from voiceapp.speech.vosk_text import UNKNOWN, joined, known_phrases, merged

CHUNK_BYTES = SAMPLE_RATE * 2 // 10  # decode 100 ms at a time

vosk.SetLogLevel(-1)


class VoskRecognizer:
    """One loaded model. `workers` are the threads that decode."""

    def __init__(self, path: Path, *, name: str, language: str, workers: Executor) -> None:
        """Loads the model: seconds of work, call it in a thread. Raises ModelError."""
        try:
            self._model = vosk.Model(model_path=str(path))
        except Exception as error:
            raise ModelError(
                f"Vosk cannot load the model in {path}: fetch it again with 'voiceapp models fetch'"
            ) from error
        self.name = name
        self._language = language
        self._workers = workers
        self._can_restrict = (path / "graph" / "HCLr.fst").is_file() or (path / "HCLr.fst").is_file()
        self._has_unknown = self._knows(UNKNOWN)

    async def transcribe(
        self, frames: AsyncIterator[AudioFrame | Pause], *, vocabulary: Sequence[str] = ()
    ) -> AsyncGenerator[Hypothesis, None]:
        """See `Recognizer.transcribe`. At a `Pause` the newest partial is given again."""
        loop = asyncio.get_running_loop()
        decoding = await loop.run_in_executor(self._workers, self._begin, tuple(vocabulary))
        pending = bytearray()
        said = ""
        async for item in frames:
            paused = isinstance(item, Pause)
            if isinstance(item, AudioFrame):
                pending += item.pcm
            if len(pending) < CHUNK_BYTES and not paused:
                continue
            chunk, pending = bytes(pending), bytearray()
            text = await loop.run_in_executor(self._workers, decoding.feed, chunk)
            if text and (paused or text != said):
                said = text
                yield Hypothesis(text)
        yield await loop.run_in_executor(self._workers, decoding.finish, bytes(pending))

    def _begin(self, vocabulary: tuple[str, ...]) -> "_Decoding":
        free = _Decoder(vosk.KaldiRecognizer(self._model, SAMPLE_RATE), self._language)
        phrases = known_phrases(vocabulary, self._knows) if self._can_restrict else []
        if not phrases:
            return _Decoding(free, None, sure=True)
        grammar = json.dumps([*phrases, UNKNOWN] if self._has_unknown else phrases, ensure_ascii=False)
        restricted = _Decoder(vosk.KaldiRecognizer(self._model, SAMPLE_RATE, grammar), self._language)
        return _Decoding(free, restricted, sure=self._has_unknown)

    def _knows(self, word: str) -> bool:
        return bool(self._model.vosk_model_find_word(word) >= 0)


class _Decoding:
    """One utterance in worker threads, one call after the other."""

    def __init__(self, free: "_Decoder", restricted: "_Decoder | None", *, sure: bool) -> None:
        self._free = free
        self._restricted = restricted
        self._sure = sure

    def feed(self, pcm: bytes) -> str:
        free = self._free.feed(pcm)
        if self._restricted is None:
            return free
        expected = self._restricted.feed(pcm)
        return expected if expected and UNKNOWN not in expected else free

    def finish(self, pcm: bytes) -> Hypothesis:
        free = self._free.finish(pcm)
        if self._restricted is None:
            return free
        return merged(self._restricted.finish(pcm), free, sure=self._sure)


class _Decoder:
    """One Kaldi decoder. Vosk ends segments by rules of its own; they are put together again."""

    def __init__(self, kaldi: Any, language: str) -> None:
        kaldi.SetWords(True)
        self._kaldi = kaldi
        self._join: Callable[[Sequence[str]], str] = lambda words: joined(words, language)
        self._words: list[Word] = []

    def feed(self, pcm: bytes) -> str:
        """Everything heard so far."""
        if pcm and self._kaldi.AcceptWaveform(pcm):
            self._keep(self._kaldi.Result())
        # Right after the end of a segment there is no key "partial".
        partial: str = json.loads(self._kaldi.PartialResult()).get("partial", "")
        return self._join([*(word.text for word in self._words), *partial.split()])

    def finish(self, pcm: bytes) -> Hypothesis:
        if pcm and self._kaldi.AcceptWaveform(pcm):
            self._keep(self._kaldi.Result())
        self._keep(self._kaldi.FinalResult())
        words = tuple(self._words)
        confidence = sum(word.confidence for word in words) / len(words) if words else None
        text = self._join([word.text for word in words])
        return Hypothesis(text, final=True, confidence=confidence, words=words)

    def _keep(self, result: str) -> None:
        for word in json.loads(result).get("result", ()):
            self._words.append(Word(word["word"], word["conf"], word["start"], word["end"]))
