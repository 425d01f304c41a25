"""Starting and stopping a real Asterisk."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from voiceapp.errors import SwitchError
from voiceapp.instance.handle import Instance
from voiceapp.instance.paths import cache_folder, share_folder
from voiceapp.instance.ports import free_ports
from voiceapp.instance.process import running
from voiceapp.instance.program import OLDEST, find_program, version


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


async def ari_status(instance: Instance, password: str) -> int:
    """The HTTP status ARI answers with."""
    login = aiohttp.encode_basic_auth(instance.ari_user, password)
    async with (
        aiohttp.ClientSession(headers={"Authorization": login}) as session,
        session.get(f"{instance.http_url}/ari/channels") as answer,
    ):
        return answer.status


def test_the_asterisk_found_is_new_enough() -> None:
    assert version(find_program(cache_folder())) >= OLDEST


async def test_it_is_ready_when_the_block_begins_and_gone_when_it_ends(short_folder: Path) -> None:
    async with running(short_folder / "i") as instance:
        assert await ari_status(instance, instance.ari_password) == 200
        assert "transport-tcp" in await instance.cli("pjsip show transports")
        assert "/media/" in await instance.cli("http show status")
        assert "claims" in await instance.cli("queue show")
    assert not lives(instance.pid)


async def test_a_wrong_password_opens_nothing(asterisk: Instance) -> None:
    assert await ari_status(asterisk, "wrong") == 401


async def test_it_does_not_run_as_root(asterisk: Instance) -> None:
    assert Path(f"/proc/{asterisk.pid}").stat().st_uid == asterisk.run_by.uid != 0, asterisk.run_by.reason


async def test_its_passwords_are_in_no_place_that_others_can_read(asterisk: Instance) -> None:
    process = Path(f"/proc/{asterisk.pid}")
    shown = (process / "cmdline").read_bytes() + (process / "environ").read_bytes() + repr(asterisk).encode()
    for secret in (asterisk.ari_password, asterisk.ami_password, asterisk.softphone_password):
        assert secret.encode() not in shown


async def test_a_hotline_and_a_gateway_run_side_by_side(short_folder: Path) -> None:
    async with (
        running(short_folder / "a") as hotline,
        running(short_folder / "b", profile="gateway", trunk=hotline.sip) as gateway,
    ):
        assert hotline.sip in await gateway.cli("pjsip show contacts")
        assert await ari_status(gateway, gateway.ari_password) == 200
    assert not lives(hotline.pid)
    assert not lives(gateway.pid)


async def test_it_starts_clean(asterisk: Instance) -> None:
    """No module complains about a file it misses: an operator's log begins with what matters."""
    log = asterisk.log.read_text(encoding="utf-8")
    assert " ERROR[" not in log
    assert [line for line in log.splitlines() if " WARNING[" in line and "hold" not in line] == []


async def test_a_second_one_from_the_same_folder_is_told_so(asterisk: Instance) -> None:
    with pytest.raises(SwitchError, match="another Asterisk already runs from"):
        async with running(asterisk.folder):
            pytest.fail("two ran from one folder")
    assert lives(asterisk.pid)


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
async def test_a_port_that_is_taken_is_told(short_folder: Path, kind: socket.SocketKind) -> None:
    ports = free_ports()
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind(("127.0.0.1", ports.sip if kind == socket.SOCK_DGRAM else ports.http))
        if kind == socket.SOCK_STREAM:
            other.listen()
        with pytest.raises(SwitchError, match=r"Another program has one of its ports(.|\n)*already in use"):
            async with running(short_folder / "i", ports=ports):
                pytest.fail("it started on a port of somebody else's")


async def test_a_module_that_is_missing_ends_the_start_with_asterisks_own_words(short_folder: Path) -> None:
    conf = shutil.copytree(share_folder("asterisk_conf"), short_folder / "conf")
    modules = conf / "modules.conf"
    text = modules.read_text(encoding="utf-8") + "require = chan_no_such.so\n"
    modules.write_text(text, encoding="utf-8")
    with pytest.raises(SwitchError, match=r"did not get ready(.|\n)*chan_no_such"):
        async with running(short_folder / "i", conf=conf):
            pytest.fail("it started without a module it needs")


async def test_a_folder_that_cannot_be_made_is_named(short_folder: Path) -> None:
    (short_folder / "file").touch()
    with pytest.raises(SwitchError, match=r"cannot write to .*/file/i"):
        async with running(short_folder / "file/i"):
            pytest.fail("it started in a file")


async def test_it_comes_back_at_the_same_place_with_the_same_passwords(short_folder: Path) -> None:
    """An app that reconnects finds its Asterisk again after a restart."""
    async with running(short_folder / "i") as first:
        first.signal(signal.SIGKILL)
        assert await first.wait() == -signal.SIGKILL
    async with running(short_folder / "i", ports=first.ports) as second:
        assert second.http_url == first.http_url
        assert await ari_status(second, first.ari_password) == 200


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.05, 0.15, 0.3])
async def test_a_start_that_is_cancelled_leaves_nothing_whatever_the_moment(
    short_folder: Path, moment: float
) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(moment), running(short_folder / "i"):
            await asyncio.Event().wait()
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert not [command for command in commands if bytes(short_folder) in command]


async def test_it_dies_with_the_program_that_started_it(short_folder: Path) -> None:
    """Even when that one is killed and can clean up nothing."""
    code = f"""
import asyncio, pathlib
from voiceapp.instance.process import running
async def main():
    async with running(pathlib.Path({str(short_folder / "i")!r})) as instance:
        print(instance.pid, flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""
    program = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    pid = int(await asyncio.wait_for(program.stdout.readline(), 30))
    watch = os.pidfd_open(pid)
    try:
        gone = asyncio.Event()
        asyncio.get_running_loop().add_reader(watch, gone.set)
        program.kill()
        await program.wait()
        await asyncio.wait_for(gone.wait(), 10)
    finally:
        asyncio.get_running_loop().remove_reader(watch)
        os.close(watch)
    assert not lives(pid)


async def test_a_command_it_does_not_know_is_answered_in_its_own_words(asterisk: Instance) -> None:
    assert re.search("No such command", await asterisk.cli("make coffee"))
