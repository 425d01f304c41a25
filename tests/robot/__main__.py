"""Ring a line by hand: `python -m tests.robot HOST:PORT EXTENSION STEP ...`."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from tests.robot import script
from tests.robot.caller import CallRecord, converse
from tests.robot.script import Script, ScriptError, Step
from tests.robot.sip import NotAnsweredError
from tests.robot.sounds import write_wav
from tests.robot.telephone import ringing
from tests.robot.transcript import transcribed
from voiceapp.instance.paths import cache_folder
from voiceapp.speech.opening import open_voice_cached

USAGE, NO_ANSWER, BROKE_OFF = 64, 69, 1

EXAMPLE = """\
example, with "scripts/demo --keep" running in another terminal (it prints the target):
  python -m tests.robot 127.0.0.1:PORT 100 keys:2 "say:a truck hit me from behind on main street" \\
      play:en_jm_kumo_yes over:keys:0 --save heard.wav

exit code: 0 when the script was played to its end, 1 when the other side hung up before or a prompt never
came, 64 for a wrong step, 69 when nobody answered.
"""


def main() -> int:
    options = _options()
    try:
        steps = [script.parse(step) for step in options.steps]
        if options.script:
            steps += script.parse_file(options.script)
    except (ScriptError, OSError) as error:
        print(f"robot: {error}", file=sys.stderr)
        return USAGE
    try:
        record, played = asyncio.run(_ring(options, steps))
    except NotAnsweredError as error:
        print(f"robot: not answered: {error}", file=sys.stderr)
        return NO_ANSWER
    except (TimeoutError, ConnectionError):
        print(f"robot: {options.target} does not answer: is that where the line is?", file=sys.stderr)
        return NO_ANSWER
    if options.save:
        write_wav(options.save, record.everything)
    lines = _transcript(record, played, options.lang)
    if options.json:
        print(json.dumps(_figures(record, lines), ensure_ascii=False))
    else:
        for at, who, what in lines:
            print(f"{at:7.2f}  {who:8} {what}")
    broke_off = len(played.done) < sum(step.kind != "wait" for step in steps)
    return BROKE_OFF if broke_off else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.robot",
        description="Rings a line over SIP, answers each prompt as the script says, and prints what was "
        "heard, with seconds since the answer. Ring only lines of your own.",
        epilog=script.STEPS + "\n" + EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("target", metavar="HOST:PORT", help="where the line's SIP is (UDP)")
    parser.add_argument("extension", metavar="EXTENSION", help="the number to ring")
    parser.add_argument("steps", nargs="*", metavar="STEP")
    parser.add_argument("--script", type=Path, metavar="FILE", help="more steps, one a line")
    parser.add_argument("--caller", default="5550142277", metavar="NUMBER", help="the number shown")
    parser.add_argument("--withheld", action="store_true", help="show no number")
    parser.add_argument("--mute", action="store_true", help="send no packet while saying nothing")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="of texts and of the transcript")
    parser.add_argument("--save", type=Path, metavar="FILE.wav", help="keep what was heard")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


async def _ring(options: argparse.Namespace, steps: list[Step]) -> tuple[CallRecord, Script]:
    played = Script(steps)
    caller = None if options.withheld else options.caller
    async with (
        open_voice_cached(cache_folder()) as voice,
        ringing(options.target, options.extension, caller_id=caller, steady=not options.mute) as phone,
    ):
        record = await converse(
            phone,
            played.until_broken_off,
            voice=voice,
            language=options.lang,
            answered_at=phone.answered_at,
        )
    return record, played


def _transcript(record: CallRecord, played: Script, language: str) -> list[tuple[float, str, str]]:
    heard = [
        (prompt.began_at - record.began_at, "hotline:", transcribed(prompt.pcm, language=language))
        for prompt in record.prompts
    ]
    did = [(at - record.began_at, "robot:", str(step)) for at, step in played.done]
    return sorted([*heard, *did])


def _figures(record: CallRecord, lines: list[tuple[float, str, str]]) -> dict[str, object]:
    return {
        "first_word": record.first_word,
        "waits": record.waits,
        "cut_ins": record.cut_ins,
        "ended_by_hotline": record.ended_by_hotline,
        "transcript": [{"at": round(at, 2), "who": who[:-1], "what": what} for at, who, what in lines],
    }


if __name__ == "__main__":
    sys.exit(main())
