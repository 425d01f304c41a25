"""A connection that cannot be made tells what is wrong and what to do."""

import socket

import pytest

from tests.integration.telephony.ari_peer import AriPeer
from voiceapp.errors import SwitchError
from voiceapp.telephony.ari import connect
from voiceapp.telephony.link import AriAccount, open_link


async def test_a_wrong_password_names_the_user_and_the_file(peer: AriPeer) -> None:
    with pytest.raises(SwitchError, match=r"refused user 'voiceapp'.*\[voiceapp\] in ari.conf") as caught:
        async with connect(peer.account(key="wrong")):
            raise AssertionError("must not connect")
    assert caught.value.status == 401
    assert "wrong" not in str(caught.value)


async def test_an_address_without_ari_says_so(peer: AriPeer) -> None:
    account = AriAccount(f"{peer.url}/elsewhere", "voiceapp", "voiceapp", "right")
    with pytest.raises(SwitchError, match="no ARI at this address"):
        async with connect(account):
            raise AssertionError("must not connect")


async def test_a_port_where_nobody_listens_says_so() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(SwitchError, match="is it running"):
            async with connect(AriAccount(url, "voiceapp", "voiceapp", "right")):
                raise AssertionError("must not connect")


async def test_a_port_that_takes_connections_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(SwitchError, match="no answer within 3 s"):
            async with connect(AriAccount(url, "voiceapp", "voiceapp", "right")):
                raise AssertionError("must not connect")


async def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(SwitchError, match="does not answer at"):
        async with connect(AriAccount("ftp//nowhere", "voiceapp", "voiceapp", "right")):
            raise AssertionError("must not connect")


async def test_an_impossible_application_name_is_refused_before_anything_is_sent(peer: AriPeer) -> None:
    with pytest.raises(SwitchError, match="application name"):
        async with connect(peer.account(app="my app")):
            raise AssertionError("must not connect")


async def test_media_for_an_unknown_channel_is_refused_with_advice(peer: AriPeer) -> None:
    account = AriAccount(f"{peer.url}/elsewhere", "voiceapp", "voiceapp", "right")
    async with open_link(account) as link:
        with pytest.raises(SwitchError, match="sessionlimit"):
            await link.media("unknown")


def test_the_password_is_in_no_printout_of_the_account(peer: AriPeer) -> None:
    assert "right" not in repr(AriAccount("http://h", "voiceapp", "voiceapp", "right"))
