#!/usr/bin/env python3
"""How fast the telephone side is, measured on real Asterisks; prints one JSON object.

    python scripts/bench_telephony.py [--calls 20] [--at-once 20]

A hotline and a gateway (two Asterisks of voiceapp.instance) are started in a temporary folder. A robot rings
through the gateway over SIP and RTP, so "heard" includes both Asterisks and the codec. Times in milliseconds.
"""

import argparse
import asyncio
import json
import math
import os
import statistics
import struct
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from voiceapp import logs  # noqa: E402 - the checkout this script belongs to goes first
from voiceapp.instance.handle import Instance  # noqa: E402
from voiceapp.instance.process import running  # noqa: E402
from voiceapp.ports import FRAME_SECONDS, SAMPLE_RATE, Audio, AudioFrame, Call  # noqa: E402
from voiceapp.telephony.ari import Ari, connect  # noqa: E402
from voiceapp.telephony.link import AriAccount  # noqa: E402
from voiceapp.telephony.outgoing import outgoing_call  # noqa: E402
from voiceapp.telephony.switch import AriSwitch, open_switch  # noqa: E402
from voiceapp.telephony.tasks import beside  # noqa: E402

LOUD = 2_000
TONE = b"".join(
    struct.pack("<h", round(12_000 * math.sin(2 * math.pi * 400 * n / SAMPLE_RATE)))
    for n in range(SAMPLE_RATE)
)


def is_loud(frame: AudioFrame) -> bool:
    samples: tuple[int, ...] = struct.unpack(f"<{len(frame.pcm) // 2}h", frame.pcm)
    return max(map(abs, samples)) > LOUD


@dataclass
class Ear:
    """What the robot hears, and when (monotonic seconds)."""

    loud_at: list[float] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self, frames: AsyncIterator[AudioFrame]) -> None:
        async for frame in frames:
            if is_loud(frame):
                self.loud_at.append(time.monotonic())
                self.heard.set()


Figures = defaultdict[str, list[float]]


async def take(
    arrived: AbstractAsyncContextManager[Call], ready: asyncio.Future[Call], figures: Figures
) -> None:
    """Enter a call, hand it over, and stay until it ends."""
    began = time.monotonic()
    async with arrived as call:
        figures["arrival_to_ready"].append(_since(began))
        ready.set_result(call)
        await call.wait_hung_up()


async def one_call(switch: AriSwitch, robot: Ari, figures: Figures) -> None:
    """Ring, hear the first sound, barge in, press a key, hang up."""
    ready: asyncio.Future[Call] = asyncio.get_running_loop().create_future()

    async def accept() -> None:
        async with aclosing(switch.calls()) as calls:
            await take(await anext(calls), ready, figures)

    async with beside(accept(), name="accept"), outgoing_call(robot, "PJSIP/100@hotline") as far:
        call, ear = await ready, Ear()
        async with beside(ear.listen(far.frames()), name="ear"):
            began = time.monotonic()
            handed: list[float] = []
            playing = asyncio.ensure_future(
                call.play(Audio(TONE * 10), on_first_frame=lambda: handed.append(_since(began)))
            )
            await ear.heard.wait()
            figures["play_to_handed_over"].append(handed[0])
            figures["play_to_heard"].append((ear.loud_at[0] - began) * 1000)
            await asyncio.sleep(0.5)
            stopped = time.monotonic()
            playing.cancel()
            await asyncio.sleep(0.3)
            figures["cancel_to_silence"].append((ear.loud_at[-1] - stopped) * 1000)
            pressed = time.monotonic()
            await far.send_digits("5")
            await anext(aiter(call.digits()))
            figures["key_to_app"].append(_since(pressed))


async def at_once(switch: AriSwitch, robot: Ari, count: int, figures: Figures) -> dict[str, float]:
    """Many calls at the same time, each hearing five seconds."""
    heard: list[float] = []

    async def talk(arrived: AbstractAsyncContextManager[Call]) -> None:
        began = time.monotonic()
        async with arrived as call:
            figures["arrival_to_ready_at_once"].append(_since(began))
            await call.play(Audio(TONE * 5))
            await call.hang_up()

    async def serve() -> None:
        async with asyncio.TaskGroup() as group, aclosing(switch.calls()) as calls:
            for _ in range(count):
                group.create_task(talk(await anext(calls)), name="talk")

    async def ring() -> None:
        async with outgoing_call(robot, "PJSIP/100@hotline") as far:
            heard.append(sum([FRAME_SECONDS async for frame in far.frames() if is_loud(frame)]))

    async with asyncio.TaskGroup() as group:
        group.create_task(serve(), name="serve")
        for _ in range(count):
            group.create_task(ring(), name="ring")
    return {"calls": count, "seconds_played": 5.0, "seconds_heard_least": round(min(heard), 2)}


async def left_over(hotline: Instance) -> dict[str, int]:
    """What is still there after all calls."""
    async with connect(_account(hotline, "bench-observer")) as observer:
        for _ in range(100):
            channels = len(await observer.request("GET", "channels"))
            bridges = len(await observer.request("GET", "bridges"))
            if not channels and not bridges:
                break
            await asyncio.sleep(0.05)
    return {"channels": channels, "bridges": bridges}


@asynccontextmanager
async def both_asterisks() -> AsyncIterator[tuple[Instance, Instance]]:
    with tempfile.TemporaryDirectory(prefix="va-") as folder:
        async with (
            running(Path(folder, "h")) as hotline,
            running(Path(folder, "g"), profile="gateway", trunk=hotline.sip) as gateway,
        ):
            yield hotline, gateway


async def bench(calls: int, count: int) -> dict[str, object]:
    figures: Figures = defaultdict(list)
    async with (
        both_asterisks() as (hotline, gateway),
        open_switch(_account(hotline, "voiceapp")) as switch,
        connect(_account(gateway, "robot")) as robot,
    ):
        await one_call(switch, robot, defaultdict(list))  # warm
        tasks, sockets = len(asyncio.all_tasks()), _sockets()
        for _ in range(calls):
            await one_call(switch, robot, figures)
        load = await at_once(switch, robot, count, figures)
        left = await left_over(hotline)
        left |= {"tasks": len(asyncio.all_tasks()) - tasks, "sockets": _sockets() - sockets}
        asterisk = (await hotline.cli("core show version")).split(" built ")[0]
    return {
        "milliseconds": {name: _summary(values) for name, values in figures.items()},
        "at_once": load,
        "left_over": left,
        "asterisk": asterisk,
    }


def _account(instance: Instance, app: str) -> AriAccount:
    return AriAccount(instance.http_url, instance.ari_user, app, instance.ari_password)


def _since(began: float) -> float:
    return (time.monotonic() - began) * 1000


def _summary(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    at_95 = ordered[min(len(ordered) - 1, math.ceil(len(ordered) * 0.95) - 1)]
    return {
        "n": len(ordered),
        "p50": round(statistics.median(ordered), 1),
        "p95": round(at_95, 1),
        "max": round(ordered[-1], 1),
    }


def _sockets() -> int:
    """Open sockets of this process."""
    names = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            names.append(os.readlink(link))  # noqa: PTH115 - Path would resolve it as a file
        except FileNotFoundError:
            continue
    return sum(name.startswith("socket:") for name in names)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the telephone side on real Asterisks.")
    parser.add_argument("--calls", type=int, default=20, metavar="N", help="calls one after the other")
    parser.add_argument("--at-once", type=int, default=20, metavar="N", help="calls at the same time")
    arguments = parser.parse_args()
    logs.configure(json=False, level="error")
    print(json.dumps(asyncio.run(bench(arguments.calls, arguments.at_once)), indent=2))


if __name__ == "__main__":
    main()
