"""Two real Asterisks: the hotline, and a gateway through which a robot rings it over SIP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio

from tests.asterisk.telephony.eventually import nothing_left
from tests.fakes.switch_contract import loudness
from voiceapp.errors import SwitchError
from voiceapp.instance.handle import Instance
from voiceapp.instance.process import running
from voiceapp.ports import FRAME_SECONDS, Audio, AudioFrame, Call
from voiceapp.telephony.ari import connect
from voiceapp.telephony.ari_client import Ari
from voiceapp.telephony.channel import AriCall
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.outgoing import outgoing_call
from voiceapp.telephony.switch import AriSwitch, open_switch
from voiceapp.telephony.tasks import beside

DIALPLANS = Path(__file__).parent / "dialplans"
_LOUD = 2_000


def account(instance: Instance, app: str) -> AriAccount:
    """How an app of this name reaches an Asterisk of ours."""
    return AriAccount(instance.http_url, instance.ari_user, app, instance.ari_password)


@dataclass
class Exchange:
    """The hotline with our switch on it, and the gateway with the robot's app."""

    hotline: Instance
    switch: AriSwitch
    robot: Ari
    observer: Ari
    """Another application on the hotline, to look at it from outside."""

    @asynccontextmanager
    async def answered(self, extension: str = "100") -> AsyncIterator["RealLine"]:
        """The robot rings, the switch takes the call; both have left at the end."""
        taken: asyncio.Future[Call] = asyncio.get_running_loop().create_future()

        async def take() -> None:
            async with aclosing(self.switch.calls()) as calls, await anext(calls) as call:
                taken.set_result(call)
                await asyncio.Event().wait()

        async with (
            asyncio.timeout(60),
            beside(take(), name="hotline takes the call"),
            outgoing_call(self.robot, f"PJSIP/{extension}@hotline", caller_id="5551234567") as far,
        ):
            line = RealLine(await taken, far, self.observer)
            async with beside(line.listen(), name="robot's ear"):
                yield line

    async def is_empty(self) -> None:
        """Returns when nothing of any call is left on the hotline; fails when something stays."""
        await nothing_left(self.observer)


@dataclass
class RealLine:
    """A call, and the robot at its other end."""

    call: Call
    far: AriCall
    observer: Ari
    heard: list[AudioFrame] = field(default_factory=list)

    async def listen(self) -> None:
        async for frame in self.far.frames():
            if loudness(frame.pcm) > _LOUD:
                self.heard.append(frame)

    async def says(self, pcm: bytes) -> None:
        await self.far.play(Audio(pcm))

    async def presses(self, digits: str) -> None:
        await self.far.send_digits(digits)

    async def hangs_up(self) -> None:
        await self.far.hang_up()

    def heard_seconds(self) -> float:
        return len(self.heard) * FRAME_SECONDS

    def has_heard(self, seconds: float) -> Callable[[], Awaitable[bool]]:
        """For `eventually`."""

        async def look() -> bool:
            return self.heard_seconds() >= seconds

        return look

    async def where(self) -> str:
        """Polls a little while for a channel on its way out."""
        for _ in range(20):
            try:
                channel = await self.observer.request("GET", f"channels/{self.call.id}")
            except SwitchError as error:
                if error.status == 404:
                    return "gone"
                raise
            dialplan = channel["dialplan"]
            if dialplan["context"] == "agents" and dialplan["app_name"] == "Wait":
                return f"queue {dialplan['exten']}"
            if dialplan["exten"] == "next-rung":
                return "next rung"
            await asyncio.sleep(0.02)
        return "with us"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hotline(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Instance]:
    async with running(tmp_path_factory.mktemp("hotline"), dialplans=DIALPLANS) as instance:
        yield instance


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gateway(hotline: Instance, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Instance]:
    folder = tmp_path_factory.mktemp("gateway")
    async with running(folder, profile="gateway", trunk=hotline.sip) as instance:
        yield instance


@pytest_asyncio.fixture(loop_scope="session")
async def exchange(hotline: Instance, gateway: Instance) -> AsyncIterator[Exchange]:
    async with (
        open_switch(account(hotline, "voiceapp")) as switch,
        connect(account(hotline, "observer")) as observer,
        connect(account(gateway, "robot")) as robot,
    ):
        yield Exchange(hotline, switch, robot, observer)


@pytest_asyncio.fixture(loop_scope="session")
async def line(exchange: Exchange) -> AsyncIterator[RealLine]:
    async with exchange.answered() as line:
        yield line
