#!/usr/bin/env python3
"""What hearing costs: how much of what people say is understood when typed, and how much when heard.

    scripts/bench_heard.py [--language en] [--kinds time,intent] [--count 40] [--snr 15] [--json FILE]
    scripts/bench_heard.py --again FILE

Sentences of tests/data/understanding that were not looked at while words and rules were made are spoken by
the voices that are installed, put through a telephone line (8 kHz mu-law), heard by the real ears and engine,
and understood. Then the recorded callers of tests/data/audio: what is understood of their text is what should
be understood of the recording. Prints a table, and every recording that was understood otherwise.
`--again` understands once more what was heard in a run that wrote FILE: seconds, for work on words and rules.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.bench_speech import Settings, Wanted, distance, units
from scripts.lib import heard
from scripts.lib.heard import Case, Hearing, Outcome
from scripts.lib.line import telephone, with_silence
from tests.understanding.predicting import predictor
from tests.understanding.scoring import FOLDER, Item, Verdict, read
from voiceapp.dialogue.questions import DIGITS, SENTENCE, STORY_RULE, YES_NO
from voiceapp.errors import ModelError
from voiceapp.ports import AudioFrame, Ears, Utterance
from voiceapp.speech import audio
from voiceapp.speech.models import find
from voiceapp.speech.opening import open_ears
from voiceapp.speech.voices import Voices, choose_voice, open_voices
from voiceapp.understanding.answers import settled, vocabulary

RECORDINGS = FOLDER.parent / "audio"
KINDS = ("time", "cause", "place", "intent", "number")
RULES = {"intent": YES_NO, "hurt": YES_NO, "fix": YES_NO, "number": DIGITS, "story": STORY_RULE}
AT_ONCE = 4  # sentences under way at the same time: decoding threads never wait for the rest
SILENCE_BEFORE = 0.6
SILENCE_AFTER = 3.5  # more than any rule waits


def cases(options: argparse.Namespace) -> list[Case]:
    """What is to be said: by each voice the same sentences, then the recordings."""
    voices = {"en": ("piper", "pyttsx3"), "zh": ("pyttsx3",)}
    found = [
        Case(f"{kind}_{language}", kind, language, voice, item)
        for language in options.languages
        for kind in options.kinds
        for item in heard.sample(
            heard.held(read(FOLDER / f"{kind}_{language}.jsonl")), options.count, options.seed
        )
        for voice in voices[language]
    ]
    index = json.loads((RECORDINGS / "index.json").read_text("utf-8")) if options.recorded else []
    return found + [heard.recorded_case(entry) for entry in index if entry["lang"] in options.languages]


def understand(kind: str, item: Item, language: str) -> Any:
    """What `voiceapp understand` prints; of a story all its facts, of an objection what it changes."""
    match kind:
        case "hurt":
            return predictor("all")(item, language)["hurt"]
        case "story":
            told = predictor("all")(item, language)
            return {part: told[part] for part in ("time", "place", "cause")}
        case "fix":
            answer = predictor("intent")(item, language)
            meant = {**item, "utterance": answer["correction"] or ""}
            return {"intent": answer, "time": predictor("time")(meant, language)}
    return predictor(kind)(item, language)


async def all_at_once(pcm: bytes) -> AsyncIterator[AudioFrame]:
    """A line that delivers as quickly as it is taken: nobody waits for an answer here."""
    for frame in audio.frames(pcm):
        yield frame
        await asyncio.sleep(0)


class Bench:
    """Ears, and a voice by the name of its engine."""

    def __init__(self, ears: Ears, voices: dict[str, Voices], options: argparse.Namespace) -> None:
        self._ears = ears
        self._voices = voices
        self._options = options

    async def hear(self, case: Case) -> Hearing:
        speech = await self._spoken(case)
        pcm = audio.to_pcm(with_silence(speech, SILENCE_BEFORE, SILENCE_AFTER))
        hinted = self._options.hints and RULES.get(case.kind) is YES_NO
        text = ""
        async for event in self._ears.listen(
            all_at_once(pcm),
            language=case.language,
            rule=RULES.get(case.kind, SENTENCE),
            vocabulary=vocabulary(case.language) if hinted else (),
        ):
            if isinstance(event, Utterance):
                text = _settled(event, case.language) if hinted else event.text
        said, got = (units(each, case.language) for each in (case.item["utterance"], text))
        return Hearing(case, text, errors=distance(said, got), units=len(said))

    async def _spoken(self, case: Case) -> audio.Floats:
        """The voice out of the telephone. Recordings have been through one."""
        if case.file:
            return audio.read_wav(RECORDINGS / case.file)
        sound = await self._voices[case.voice].render(case.item["utterance"], language=case.language)
        return telephone(audio.to_floats(sound.pcm), snr_db=self._options.snr, seed=self._options.seed)


def _settled(heard: Utterance, language: str) -> str:
    """The text that a conversation goes by when it asked for a yes or a no."""
    return settled(
        heard.text, alternatives=heard.alternatives, confidence=heard.confidence, language=language
    )


async def hear_all(options: argparse.Namespace) -> list[Hearing]:
    """Everything said and heard. Raises ModelError when a model or a voice is missing."""
    wanted = {language: Wanted(options.engine, options.model) for language in options.languages}
    settings = Settings(options.models_dir, options.models_dir.parent, wanted)
    waiting = cases(options)
    models = find(options.models_dir, settings.cache_dir)
    hearings: list[Hearing] = []
    async with AsyncExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="voiceapp-bench-")))
        voices = {
            engine: await stack.enter_async_context(
                open_voices(
                    [choose_voice(language, models, engine=engine) for language in languages],
                    cache_dir=scratch,
                )
            )
            for engine, languages in (("piper", ("en",)), ("pyttsx3", ("en", "zh")))
            if any(case.voice == engine for case in waiting)
        }
        ears = await stack.enter_async_context(open_ears(settings, options.languages, progress=_tell))
        bench = Bench(ears, voices, options)
        total = len(waiting)
        waiting.reverse()

        async def one_line() -> None:
            while waiting:
                hearings.append(await bench.hear(waiting.pop()))
                _count(len(hearings), total, "heard")

        async with asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(one_line(), name=f"line {number}")
    return hearings


def understand_all(hearings: Sequence[Hearing]) -> list[Outcome]:
    outcomes = []
    for number, hearing in enumerate(hearings, start=1):
        outcomes.append(heard.outcome(hearing, understand))
        _count(number, len(hearings), "understood")
    return outcomes


def report(outcomes: Sequence[Outcome], *, errors: bool) -> None:
    """The table; recordings understood otherwise, every flip, and with `errors` all the rest."""
    print(heard.table(heard.tallies(outcomes)))
    for one in sorted(outcomes, key=lambda one: (one.case.language, one.case.file, one.case.source)):
        if (one.case.file or errors or one.flip) and one.heard is not Verdict.RIGHT:
            print(heard.disagreement(one))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--language", dest="languages", action="append", choices=("en", "zh"), help="only this one"
    )
    parser.add_argument("--kinds", type=_kinds, default=KINDS, help=f"some of {','.join(KINDS)}")
    parser.add_argument("--count", type=int, default=40, help="sentences of each kind and language")
    parser.add_argument("--seed", type=int, default=7, help="which sentences, and which noise")
    parser.add_argument("--snr", type=float, help="noise on the line, the voice so many dB above it")
    parser.add_argument(
        "--no-hints", dest="hints", action="store_false", help="do not tell the engine what answers to expect"
    )
    parser.add_argument(
        "--no-recorded", dest="recorded", action="store_false", help="without the recorded callers"
    )
    parser.add_argument("--engine", default="auto", choices=("auto", "vosk", "whisper"))
    parser.add_argument(
        "--model", default="auto", help="a name as 'voiceapp models list' shows it, or a folder"
    )
    parser.add_argument("--models-dir", type=Path, default=Path.home() / ".cache" / "voiceapp" / "models")
    parser.add_argument(
        "--errors", action="store_true", help="print every spoken sentence not understood, too"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to FILE")
    parser.add_argument("--again", type=Path, metavar="FILE", help="understand once more what a run heard")
    options = parser.parse_args()
    options.languages = options.languages or ["en", "zh"]
    try:
        if options.again:
            hearings = heard.from_json(json.loads(options.again.read_text("utf-8"))["hearings"])
        else:
            hearings = asyncio.run(hear_all(options))
        if options.json:
            _write(options.json, hearings, [])
    except (ModelError, OSError) as error:
        print(f"bench_heard: {error}", file=sys.stderr)
        return 69
    outcomes = understand_all(hearings)
    report(outcomes, errors=options.errors)
    if options.json:
        _write(options.json, hearings, outcomes)
    return 0


def _write(path: Path, hearings: Sequence[Hearing], outcomes: Sequence[Outcome]) -> None:
    """Called before it is understood, too: a fault in words and rules costs no second hearing."""
    told = {
        "hearings": heard.as_json(hearings),
        "tallies": list(map(asdict, heard.tallies(outcomes))),
        "outcomes": list(map(asdict, outcomes)),
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(filter(None, text.split(",")))
    if unknown := set(kinds) - set(KINDS):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: must be some of {', '.join(KINDS)}")
    return kinds


def _count(done: int, total: int, what: str) -> None:
    """Progress: on a terminal all the time, in a log now and then."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total} {what}", end="\n" if done == total else "", file=sys.stderr, flush=True)
    elif done % 50 == 0 or done == total:
        _tell(f"{done} of {total} {what}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
