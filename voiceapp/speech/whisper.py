"""Whisper (faster-whisper, int8 on the CPU) behind the `Recognizer` port.

Whisper decodes whole utterances. So that nobody waits for it, decoding starts at the first short pause: when
the silence lasts, the result is there before the endpoint is decided; when the voice goes on, it is thrown
away.

faster-whisper loads the model, makes features and tokens; the decoding itself is called directly, because its
`transcribe` always computes 30 s windows (0.5–1 s each) and falls back to sampling at higher temperatures,
which is what makes it slow and inventive on short words.
"""

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer

from voiceapp.errors import ModelError
from voiceapp.ports import SAMPLE_RATE, AudioFrame, Hypothesis, Pause
from voiceapp.speech.audio import Floats, to_floats
from voiceapp.speech.whisper_text import (
    WINDOW_MAX,
    Decoded,
    believed,
    hint,
    rivals,
    token_limit,
    window_seconds,
)

MEL_FRAMES_PER_SECOND = 100
SHORTEST = SAMPLE_RATE // 10  # less than 100 ms is no word


class LoadedWhisper:
    """A model in memory; several languages and all calls share it."""

    def __init__(self, path: Path, *, name: str, cpu_threads: int, parallel: int) -> None:
        """Loads the model: a second of work, call it in a thread. Raises ModelError.

        `cpu_threads`: cores one decode may use; `parallel`: how many decodes may run at once.
        """
        self.name = name
        try:
            self.model = WhisperModel(
                str(path),
                device="cpu",
                compute_type="int8",
                cpu_threads=cpu_threads,
                num_workers=parallel,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelError(
                f"Whisper cannot load the model in {path}: check it with 'voiceapp models verify'"
            ) from error


class WhisperRecognizer:
    """One language on one loaded model. `workers` are the threads that decode."""

    def __init__(
        self, loaded: LoadedWhisper, *, language: str, workers: Executor, prompt: str = "", beam: int = 1
    ) -> None:
        """`prompt`: a sentence in the style and words to expect. `beam`: candidates followed at once."""
        model = loaded.model
        if not model.model.is_multilingual and language != "en":
            raise ModelError(f"the model {loaded.name} understands English only, not {language!r}")
        self.name = loaded.name
        self._model = model
        self._workers = workers
        self._prompt = prompt
        self._beam = beam
        self._tokenizer: Any = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )

    async def transcribe(
        self, frames: AsyncIterator[AudioFrame | Pause], *, vocabulary: Sequence[str] = ()
    ) -> AsyncGenerator[Hypothesis, None]:
        """See `Recognizer.transcribe`. A partial comes only after a `Pause`. The vocabulary is a hint: short
        answers (对, yes) are understood with it that are guessed without. It also makes Whisper hear what it
        was told where something else was said: so with it come the alternatives, too."""
        decode = partial(
            self.decode, told_before=hint(self._prompt, vocabulary), alternatives=bool(vocabulary)
        )
        heard = bytearray()
        early: asyncio.Future[Hypothesis] | None = None
        coming: asyncio.Future[AudioFrame | Pause | None] | None = None
        told = False  # whether the early result was given
        loop = asyncio.get_running_loop()
        try:
            while True:
                coming = coming or asyncio.ensure_future(anext(frames, None))
                waiting: set[asyncio.Future[Any]] = {coming}
                if early is not None and not told:
                    waiting.add(early)
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                if early is not None and early.done() and not told:
                    told = True
                    yield replace(early.result(), final=False)
                if not coming.done():
                    continue
                item, coming = coming.result(), None
                if item is None:
                    break
                if isinstance(item, Pause):
                    early = loop.run_in_executor(self._workers, decode, bytes(heard))
                    told = False
                else:
                    heard += item.pcm
                    if early is not None:
                        early.cancel()  # takes it out of the queue if it has not begun
                        early = None
            if early is None:
                early = loop.run_in_executor(self._workers, decode, bytes(heard))
            yield await early
        finally:
            for future in (early, coming):
                if future is not None:
                    future.cancel()

    def decode(self, pcm: bytes, *, told_before: str | None = None, alternatives: bool = False) -> Hypothesis:
        """Blocking: all of it, in pieces of at most 30 s. `told_before`: see `hint` (None: the prompt).

        `alternatives`: also the texts that are nearly as likely; none for speech of several pieces.
        """
        told_before = self._prompt if told_before is None else told_before
        samples = to_floats(pcm)
        step = int(WINDOW_MAX * SAMPLE_RATE)
        pieces = [samples[at : at + step] for at in range(0, len(samples), step)]
        count = self._beam if alternatives and len(pieces) == 1 else 1
        found = [self._window(piece, told_before, count) for piece in pieces if len(piece) >= SHORTEST]
        texts = [believed(best, prompt=self._prompt) for best, *_ in found]
        text = " ".join(text for text in texts if text)
        if not text:
            return Hypothesis("", final=True)
        confidence = math.exp(
            min(best.logprob for (best, *_), kept in zip(found, texts, strict=True) if kept)
        )
        others = rivals(found[0], prompt=self._prompt)
        return Hypothesis(text, final=True, confidence=confidence, alternatives=others)

    def _window(self, samples: Floats, told_before: str, count: int) -> list[Decoded]:
        """The `count` likeliest texts of one piece, best first."""
        seconds = len(samples) / SAMPLE_RATE
        window = window_seconds(seconds)
        padded = np.zeros(int(window * SAMPLE_RATE), np.float32)
        padded[: len(samples)] = samples
        features = self._model.feature_extractor(padded, padding=0)
        features = features[:, : int(window * MEL_FRAMES_PER_SECOND) // 2 * 2]
        encoded = self._model.model.encode(
            ctranslate2.StorageView.from_array(np.ascontiguousarray(features[np.newaxis]))
        )
        start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        if told_before:
            start = [self._tokenizer.sot_prev, *self._tokenizer.encode(" " + told_before), *start]
        [result] = self._model.model.generate(
            encoded,
            [start],
            beam_size=self._beam,
            num_hypotheses=count,
            sampling_temperature=0.0,
            max_length=len(start) + token_limit(seconds),
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [
            Decoded(self._tokenizer.decode(ids), logprob=score, no_speech=result.no_speech_prob)
            for ids, score in zip(result.sequences_ids, result.scores, strict=True)
        ]
