"""The ARI look-alike for every test here."""

from collections.abc import AsyncIterator

import pytest

from tests.integration.telephony.ari_peer import AriPeer, ari_peer


@pytest.fixture
async def peer() -> AsyncIterator[AriPeer]:
    async with ari_peer() as peer:
        yield peer
