"""Which Asterisk to run: the host's when it is new enough, else the private one scripts/setup installed."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from voiceapp.errors import SwitchError

OLDEST = (22, 10, 1)
"""chan_websocket is needed, and 22.10.1 closes security holes of the ones before."""


@dataclass(frozen=True, slots=True)
class Program:
    """An Asterisk that can be started.

    `modules`, `data` (documentation, REST descriptions) and `sounds` (English core sounds) are folders.
    `root`: the private file system it lives in, with `loader`, its dynamic linker; None for the host's.
    """

    binary: Path
    modules: Path
    data: Path
    sounds: Path
    root: Path | None = None
    loader: Path | None = None

    def argv(self) -> list[str]:
        """The command without options. A private one is started by its own dynamic linker with its own
        libraries, so it needs neither chroot nor root."""
        if self.loader is None:
            return [str(self.binary)]
        libraries = f"{self.loader.parent}:{self.modules.parent}"
        return [str(self.loader), "--library-path", libraries, str(self.binary)]

    def seen_at(self, root: Path) -> "Program":
        """The same private Asterisk as a process finds it whose view has it at `root` (a bind mount)."""
        if self.root is None or self.loader is None:
            return self

        def there(path: Path, base: Path = self.root) -> Path:
            return root / path.relative_to(base)

        return Program(
            binary=there(self.binary),
            modules=there(self.modules),
            data=there(self.data),
            sounds=there(self.sounds),
            root=root,
            loader=there(self.loader),
        )


def find_program(cache: Path) -> Program:
    """The host's Asterisk if it is at least OLDEST, else the private one in the cache.

    Raises SwitchError when there is neither.
    """
    host = shutil.which("asterisk", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if host is not None and version(Program(Path(host), Path(), Path(), Path())) >= OLDEST:
        return _host(Path(host))
    return private(cache / "asterisk")


def private(root: Path) -> Program:
    """The Asterisk inside a private Debian file system. Raises SwitchError when it is not whole."""
    root = root.resolve()
    libraries = next(iter(sorted((root / "usr/lib").glob("*-linux-gnu*"))), root / "usr/lib")
    loader = next(iter(sorted(libraries.glob("ld-linux-*"))), libraries / "ld-linux")
    program = Program(
        binary=root / "usr/sbin/asterisk",
        modules=libraries / "asterisk/modules",
        data=root / "usr/share/asterisk",
        sounds=root / "usr/share/asterisk/sounds/en_US_f_Allison",
        root=root,
        loader=loader,
    )
    for path in (program.binary, program.modules, program.data, program.sounds, loader):
        if not path.exists():
            raise SwitchError(f"there is no Asterisk to run ({path} is missing); run scripts/setup")
    return program


def version(program: Program) -> tuple[int, ...]:
    """What `asterisk -V` says, as numbers; () when it says nothing of the kind or cannot run."""
    try:
        told = subprocess.run(  # noqa: S603 - our own command, no shell
            [*program.argv(), "-V"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.search(r"Asterisk (\d+)\.(\d+)\.(\d+)", told)
    return tuple(int(part) for part in found.groups()) if found else ()


def _host(binary: Path) -> Program:
    modules = [path for path in Path("/usr").glob("lib*/**/asterisk/modules") if path.is_dir()]
    data = [path for path in (Path("/usr/share/asterisk"), Path("/var/lib/asterisk")) if path.is_dir()]
    if not modules or not data:
        raise SwitchError(f"{binary} is installed without its modules or its data; install asterisk again")
    return Program(binary, modules[0], data[0], data[0] / "sounds/en")
