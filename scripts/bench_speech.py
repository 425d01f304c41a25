#!/usr/bin/env python3
"""Measures speech recognition on recorded callers: word errors, and how long the caller waits.

    scripts/bench_speech.py FOLDER [--language en] [--engine whisper] [--model NAME] [--calls 2]

FOLDER holds recordings and an index.json: a list of {"file", "lang", "text"}. Each recording is delivered in
real time, 20 ms a frame, with silence around it, through the same ears as a call; `--calls` of them at once.
Prints one JSON object. Errors are counted in words (Chinese: characters) of the normal form that the
understanding sees. The waits are those of the caller: `endpoint` is the silence until the end of the answer
was decided, `decode` what came on top of it until the text was there. All in seconds.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from voiceapp.errors import ModelError
from voiceapp.ports import FRAME_SECONDS, AudioFrame, Ears, ListenRule, Utterance
from voiceapp.speech import audio
from voiceapp.speech.opening import open_ears
from voiceapp.understanding.utterance import normalise

SILENCE_BEFORE = 0.6
SILENCE_AFTER = 4.0


@dataclass(frozen=True)
class Wanted:
    """An engine and a model, as in the settings file."""

    engine: str
    model: str


@dataclass(frozen=True)
class Settings:
    """Where models lie, and which are wanted."""

    models_dir: Path
    cache_dir: Path
    engines: Mapping[str, Wanted]


@dataclass(frozen=True)
class Clip:
    """One recording, and what is said in it."""

    path: Path
    language: str
    text: str


@dataclass(frozen=True)
class Result:
    """What was heard of a clip. `units`: words or characters of the text; `errors`: how many were wrong."""

    file: str
    said: str
    heard: str
    errors: int
    units: int
    confidence: float | None
    endpoint: float
    decode: float


def read_index(folder: Path, language: str | None) -> list[Clip]:
    entries = json.loads((folder / "index.json").read_text("utf-8"))
    clips = [Clip(folder / entry["file"], entry["lang"], entry["text"]) for entry in entries]
    return [clip for clip in clips if language in (None, clip.language)]


async def in_real_time(pcm: bytes) -> AsyncIterator[AudioFrame]:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number, frame in enumerate(audio.frames(pcm)):
        await asyncio.sleep(max(0.0, began + number * FRAME_SECONDS - loop.time()))
        yield frame


async def hear(ears: Ears, clip: Clip, rule: ListenRule) -> Result:
    speech = audio.to_pcm(audio.read_wav(clip.path))
    pcm = bytes(int(SILENCE_BEFORE * 16_000) * 2) + speech + bytes(int(SILENCE_AFTER * 16_000) * 2)
    answer = None
    async for event in ears.listen(in_real_time(pcm), language=clip.language, rule=rule):
        answer = event if isinstance(event, Utterance) else answer
    said, heard = (units(text, clip.language) for text in (clip.text, answer.text if answer else ""))
    return Result(
        file=clip.path.name,
        said=clip.text,
        heard=answer.text if answer else "",
        errors=distance(said, heard),
        units=len(said),
        confidence=round(answer.confidence, 3) if answer and answer.confidence is not None else None,
        endpoint=round(answer.endpointed_at - answer.speech_ended_at, 3) if answer else 0.0,
        decode=round(answer.decoded_at - answer.endpointed_at, 3) if answer else 0.0,
    )


async def hear_all(ears: Ears, clips: Sequence[Clip], rule: ListenRule, calls: int) -> list[Result]:
    waiting = list(reversed(clips))
    results: list[Result] = []

    async def one_line() -> None:
        while waiting:
            results.append(await hear(ears, waiting.pop(), rule))
            print(f"\r{len(results)} of {len(clips)}", end="", file=sys.stderr, flush=True)

    async with asyncio.TaskGroup() as group:
        for number in range(calls):
            group.create_task(one_line(), name=f"line {number}")
    print(file=sys.stderr)
    return results


def units(text: str, language: str) -> list[str]:
    normal = normalise(text, language)
    return [char for char in normal if char.isalnum()] if language == "zh" else normal.split()


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to change, insert or leave out."""
    row = list(range(len(heard) + 1))
    for i, wanted in enumerate(said, start=1):
        diagonal, row[0] = row[0], i
        for j, got in enumerate(heard, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (wanted != got))
    return row[-1]


def summary(results: Sequence[Result]) -> dict[str, float | int]:
    return {
        "clips": len(results),
        "error_rate": round(
            sum(one.errors for one in results) / max(1, sum(one.units for one in results)), 4
        ),
        "without_error": sum(one.errors == 0 for one in results),
        **{
            f"{name}_p{share}": quantile([getattr(one, name) for one in results], share / 100)
            for name in ("endpoint", "decode")
            for share in (50, 95)
        },
    }


def quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def measure(options: argparse.Namespace) -> dict[str, object]:
    clips = read_index(options.folder, options.language)
    if not clips:
        raise ModelError(f"{options.folder}/index.json names no recordings in that language")
    languages = sorted({clip.language for clip in clips})
    wanted = {language: Wanted(options.engine, options.model) for language in languages}
    rule = ListenRule(end_silence=options.end_silence)
    told: dict[str, object] = {}
    async with open_ears(Settings(options.models_dir, options.models_dir.parent, wanted), languages) as ears:
        for language in languages:
            chosen = [clip for clip in clips if clip.language == language]
            results = await hear_all(ears, chosen, rule, options.calls)
            told[language] = {
                "engine": ears.engine(language),
                "calls_at_once": options.calls,
                **summary(results),
                "results": [asdict(one) for one in sorted(results, key=lambda one: -one.errors)],
            }
    return told


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="recordings and their index.json")
    parser.add_argument("--language", help="only this one")
    parser.add_argument("--engine", default="auto", choices=("auto", "vosk", "whisper"))
    parser.add_argument(
        "--model", default="auto", help="a name as 'voiceapp models list' shows it, or a folder"
    )
    parser.add_argument("--calls", type=int, default=1, help="recordings to deliver at the same time")
    parser.add_argument("--end-silence", type=float, default=0.7, help="silence that ends an answer, seconds")
    parser.add_argument(
        "--models-dir",
        type=Path,
        default=Path.home() / ".cache" / "voiceapp" / "models",
        help="where models lie",
    )
    try:
        print(json.dumps(asyncio.run(measure(parser.parse_args())), indent=2, ensure_ascii=False))
    except (ModelError, OSError) as error:
        print(f"bench_speech: {error}", file=sys.stderr)
        return 69
    return 0


if __name__ == "__main__":
    sys.exit(main())
