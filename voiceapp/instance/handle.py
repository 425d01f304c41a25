"""What there is to know of a running Asterisk, and to do to it."""

import asyncio
import contextlib
import signal
from dataclasses import dataclass, field
from pathlib import Path

from voiceapp.errors import SwitchError
from voiceapp.instance.launch import Runner
from voiceapp.instance.ports import Ports
from voiceapp.instance.program import Program


@dataclass(frozen=True, slots=True)
class Instance:
    """A running Asterisk. Everything but SIP (see `running`) listens on loopback only."""

    folder: Path
    pid: int
    ports: Ports
    ari_user: str
    ari_password: str = field(repr=False)
    ami_password: str = field(repr=False)
    softphone_password: str = field(repr=False)
    run_by: Runner
    _program: Program = field(repr=False)
    _process: asyncio.subprocess.Process = field(repr=False)

    ami_user = "voiceapp"
    softphone_user = "softphone"

    @property
    def sip(self) -> str:
        """HOST:PORT that callers on this machine ring."""
        return f"127.0.0.1:{self.ports.sip}"

    @property
    def http_url(self) -> str:
        """ARI is below it at /ari, the audio of a call at /media/ID."""
        return f"http://127.0.0.1:{self.ports.http}"

    @property
    def spool(self) -> Path:
        """What Asterisk records: recording/ for ARI, failover/ for the rung without an app."""
        return self.folder / "spool"

    @property
    def log(self) -> Path:
        return self.folder / "log/messages"

    async def cli(self, line: str) -> str:
        """What Asterisk's own command line answers. SwitchError when Asterisk does not."""
        argv = [*self._program.argv(), "-C", str(self.folder / "etc/asterisk.conf"), "-rx", line]
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            out, errors = await asyncio.wait_for(process.communicate(), 10)
        except TimeoutError as error:
            raise SwitchError(f"Asterisk did not answer {line!r} within 10 s; see {self.log}") from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise SwitchError(f"Asterisk did not take {line!r}: {errors.decode(errors='replace').strip()}")
        return out.decode(errors="replace")

    async def wait(self) -> int:
        """Returns when Asterisk has ended, with its exit code (negative: the signal)."""
        return await self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """For drills: SIGKILL it, SIGSTOP it. Nothing happens when it has ended already."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)
