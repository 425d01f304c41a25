"""The app is not there: Asterisk alone answers, asks, and keeps what it got."""

import asyncio
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.robot.caller import Robot, Talk
from tests.robot.sounds import spoken
from voiceapp.instance.handle import Instance
from voiceapp.telephony.ari import connect
from voiceapp.telephony.ari_events import StasisStart
from voiceapp.telephony.link import AriAccount

STORY = "a truck ran into my car at the corner of main street and second avenue an hour ago"


async def taken_down(asterisk: Instance) -> dict[str, str]:
    """What the rung kept of the one call there was, once the call is over."""
    async with asyncio.timeout(10):
        while "0 active channels" not in await asterisk.cli("core show channels"):
            pass  # each look takes its time; nothing announces the end of a channel on the command line
    (path,) = (asterisk.spool / "failover").glob("*.call")
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = dict(line.split("=", 1) for line in lines)
    assert "ended" in kept
    return kept | {"id": path.stem}


async def key_in_number(talk: Talk) -> None:
    """Interrupt the welcome with a whole number and listen to the end of what is asked next."""
    await talk.hearing.sound()
    await talk.press("5550142#")
    await talk.prompt()  # what was heard of the welcome
    await talk.prompt()


async def test_a_voice_answers_at_once(asterisk: Instance, caller: Robot) -> None:
    async def listen(talk: Talk) -> None:
        prompt = await talk.prompt()
        assert prompt.ended_at - prompt.began_at > 5
        await talk.hang_up()

    heard = await caller.ring("100", listen)
    assert heard.first_word is not None
    assert heard.first_word < 1.0
    assert await taken_down(asterisk)


async def test_a_number_keyed_in_during_the_welcome_is_kept(asterisk: Instance, caller: Robot) -> None:
    async def key_in(talk: Talk) -> None:
        await key_in_number(talk)
        await talk.hang_up()

    await caller.ring("100", key_in, caller_id="5550142277")
    kept = await taken_down(asterisk)
    assert (kept["callback"], kept["caller"], kept["line"]) == ("5550142", "5550142277", "100")


async def test_keys_pressed_before_hanging_up_in_the_middle_of_a_number_are_kept(
    asterisk: Instance, caller: Robot
) -> None:
    async def give_up(talk: Talk) -> None:
        await talk.hearing.sound()
        await talk.press("5550")
        await talk.prompt()  # what was heard of the welcome; by then all keys have gone out
        await talk.hang_up()

    await caller.ring("100", give_up)
    assert (await taken_down(asterisk))["callback"] == "5550"


async def test_words_spoken_before_hanging_up_in_the_middle_are_kept(
    asterisk: Instance, caller: Robot
) -> None:
    async def tell(talk: Talk) -> None:
        await key_in_number(talk)
        await talk.say(spoken(STORY))
        await talk.hang_up()

    await caller.ring("100", tell)
    kept = await taken_down(asterisk)
    assert kept["story"] == f"{kept['id']}.wav"
    assert loud_seconds(asterisk.spool / "failover" / kept["story"]) > 2


async def test_who_tells_everything_hears_thanks_and_is_promised_a_call_back(
    asterisk: Instance, caller: Robot
) -> None:
    """No agent is there: the caller is told so and let go, not left in a queue."""

    async def tell(talk: Talk) -> None:
        await key_in_number(talk)
        await talk.say(spoken(STORY))
        await talk.press("#")
        await talk.ended(patience=40)

    heard = await caller.ring("100", tell)
    said_after_the_story = sum(prompt.ended_at - prompt.began_at for prompt in heard.prompts[2:])
    assert said_after_the_story > 6  # thanks, one moment, nobody free, goodbye
    assert (await taken_down(asterisk))["callback"] == "5550142"


async def test_files_are_named_by_the_call_and_never_by_the_caller(asterisk: Instance, caller: Robot) -> None:
    async def leave(talk: Talk) -> None:
        await talk.hearing.sound()
        await talk.hang_up()

    await caller.ring("100", leave, caller_id="+1../../etc/x")
    kept = await taken_down(asterisk)
    assert set(kept["id"]) <= set("0123456789.")
    assert set(kept["caller"]) <= set("+0123456789")
    assert [path for path in asterisk.folder.rglob("x")] == []


@pytest.mark.parametrize("done", [False, True])
async def test_an_app_that_gives_a_call_back_unfinished_does_not_end_it(
    asterisk: Instance, caller: Robot, done: bool
) -> None:
    """Only an app that says it has done its part ends the call; else the rung takes it."""
    account = AriAccount(asterisk.http_url, asterisk.ari_user, "voiceapp", asterisk.ari_password)

    listening = asyncio.Event()

    async def listen(talk: Talk) -> None:
        listening.set()
        if done:
            await talk.ended(patience=20)
        else:
            await talk.hearing.sound()
            await talk.hang_up()

    async with connect(account) as app, asyncio.TaskGroup() as group:

        def refuse(arrival: StasisStart) -> bool:
            return False

        async def finish(channel: str) -> None:
            await listening.wait()
            variable = {"variable": "VOICEAPP_DONE", "value": "1"}
            await app.request("POST", f"channels/{channel}/variable", query=variable)
            await app.request("POST", f"channels/{channel}/continue")

        def take(arrival: StasisStart) -> bool:
            group.create_task(finish(arrival.channel.id), name="app is done")
            return True

        app.on_arrival = take if done else refuse
        heard = await caller.ring("100", listen)
    assert bool(heard.prompts) is not done
    assert bool(list((asterisk.spool / "failover").glob("*.call"))) is not done


def loud_seconds(path: Path) -> float:
    """Seconds of sound in a recording, counted in steps of a tenth."""
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    steps = samples[: len(samples) // (rate // 10) * (rate // 10)].reshape(-1, rate // 10)
    return float(np.count_nonzero(np.sqrt(np.mean(steps**2, axis=1)) > 300)) / 10
