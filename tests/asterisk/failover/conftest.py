"""A caller who rings the hotline through a network of his own, over SIP."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.robot.caller import Robot
from voiceapp.instance.handle import Instance
from voiceapp.instance.process import running
from voiceapp.telephony.ari import connect
from voiceapp.telephony.link import AriAccount


@pytest_asyncio.fixture
async def caller(short_folder: Path, asterisk: Instance) -> AsyncIterator[Robot]:
    async with running(short_folder / "gw", profile="gateway", trunk=asterisk.sip) as network:
        account = AriAccount(network.http_url, network.ari_user, "robot", network.ari_password)
        async with connect(account) as ari:
            yield Robot(ari, network)
