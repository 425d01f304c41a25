#!/usr/bin/env python3
"""How good and how fast whole calls are, as a caller notices it; prints one JSON object.

    scripts/bench_calls.py [--calls 5] [--at-once 1] [--keys]

A hotline (Asterisk and voiceapp, scratch data) is started, and rung over SIP and RTP by a robot that listens
to what is asked and answers with recorded speech; in every other call it talks over the open question. Times
in seconds, measured to the packet at the caller's end:

    first_word   200 OK to the first loud packet
    answer       the caller's last sound to the first loud packet of what comes back, by what was said
    cut_in       the caller's first sound to the last loud packet of the prompt that was talked over
    app          what the app itself says of the same turns, split by cause
"""

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.robot.caller import CallRecord, converse
from tests.robot.conversations import Attentive, by_keys
from tests.robot.hotline import App, Hotline, hotline
from tests.robot.sounds import Espeak
from tests.robot.telephone import ringing
from voiceapp.intake.timing import percentile

LINE = {"100": "en"}
PARTS = ("endpoint", "decode", "think", "render", "send", "total")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made. `asked`: what was said, in order; empty for keys."""

    caller_id: str
    asked: tuple[str, ...]
    record: CallRecord | None
    problem: str = ""


def main() -> None:
    """Ring, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", type=int, default=5)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--keys", action="store_true", help="answer with keys, but for the place")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-bench-"))
    folder.chmod(0o711)
    try:
        print(json.dumps(asyncio.run(bench(folder, options)), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def bench(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Make the calls, and say how they went."""
    slots = asyncio.Semaphore(options.at_once)
    async with hotline(folder, lines=LINE) as line, line.app(tell=tell) as app:

        async def one(number: int) -> Call:
            async with slots:
                tell(f"call {number + 1} of {options.calls}")
                return await ring(line, number, keys=options.keys)

        calls = await asyncio.gather(*(one(number) for number in range(options.calls)))
        await app.until("call_ended", count=len(calls))
        version = (await line.asterisk.cli("core show version")).split()[1]
        return {
            "calls": len(calls),
            "at_once": options.at_once,
            "by": "keys" if options.keys else "voice",
            "asterisk": version,
            **told(calls, await line.reports(), app),
        }


async def ring(line: Hotline, number: int, *, keys: bool) -> Call:
    """One call; what went wrong in it is kept, not raised."""
    caller_id = f"555014{number:04}"
    caller = Attentive(interrupts=number % 2 == 1)
    try:
        async with asyncio.timeout(240), ringing(line.asterisk.sip, "100", caller_id=caller_id) as phone:
            record = await converse(
                phone, by_keys if keys else caller, voice=Espeak(), answered_at=phone.answered_at
            )
    except (TimeoutError, EOFError, BaseExceptionGroup) as error:
        return Call(caller_id, (), None, repr(error))
    return Call(caller_id, tuple(caller.asked), record)


def told(calls: Sequence[Call], reports: Sequence[dict[str, Any]], app: App) -> dict[str, Any]:
    """All figures."""
    mine = [report for call in calls for report in reports if report["caller_id"] == call.caller_id]
    complete = [report for report in mine if report["status"] == "complete"]
    records = [call.record for call in calls if call.record is not None]
    answers: dict[str, list[float]] = defaultdict(list)
    for call in calls:
        if call.record is not None and len(call.asked) == len(call.record.waits):
            for name, wait in zip(call.asked, call.record.waits, strict=True):
                answers[name].append(wait)
    summaries = app.events("call_ended")
    turns = [turn for summary in summaries for turn in summary["turns"]]
    return {
        "engine": summaries[-1]["engine"],
        "complete": len(complete) / len(calls),
        "right": sum(map(right, complete)) / len(calls) if answers else None,
        "problems": [call.problem for call in calls if call.problem],
        "seconds_per_report": spread(summary["seconds"] for summary in summaries),
        "first_word": spread(one.first_word for one in records if one.first_word is not None),
        "answer": {
            "all": spread(wait for waits in answers.values() for wait in waits),
            **{name: spread(waits) for name, waits in answers.items()},
        },
        "cut_in": spread(after for one in records for after in one.cut_ins),
        "app": {part: spread(turn[part] for turn in turns) for part in PARTS},
    }


def right(report: dict[str, Any]) -> bool:
    """What `Attentive` tells at once, as it must be understood."""
    start = datetime.fromisoformat(report["loss_time"]["start"])
    day_before = datetime.fromisoformat(report["started_at"]).date() - timedelta(days=1)
    return (
        (start.date(), start.hour) == (day_before, 15)
        and "main street" in report["loss_place"]["words"]
        and report["cause"]["class"] == "collision_rear_end"
    )


def spread(values: Iterable[float]) -> dict[str, float] | None:
    """How many, middle and 95th percentile."""
    found = sorted(values)
    middle, high = percentile(found, 0.5), percentile(found, 0.95)
    if middle is None or high is None:
        return None
    return {"n": len(found), "p50": round(middle, 3), "p95": round(high, 3)}


def tell(text: str) -> None:
    """For eyes, beside the JSON."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
