"""What is laid out in an instance's folder before it starts, and the command that starts it."""

import contextlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from voiceapp.errors import SwitchError
from voiceapp.instance import files
from voiceapp.instance.ports import Ports
from voiceapp.instance.program import Program

SPOOL_FOLDERS = ("recording", "failover")
"""Where ARI and the failover rung record; Asterisk makes neither by itself."""

_CONTROL_SOCKET_LIMIT = 107  # bytes the kernel takes for the path of a Unix socket


@dataclass(frozen=True, slots=True)
class Secrets:
    """Passwords of one instance, made for it and kept in its folder (mode 0600) for its next start."""

    ari: str = field(repr=False)
    ami: str = field(repr=False)
    softphone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Runner:
    """As whom Asterisk runs. `reason`: why it is root, when it is; for the operator."""

    name: str
    uid: int
    gid: int
    drop: bool = False
    bind_root: bool = False
    reason: str | None = None


def runner(folder: Path, program: Program) -> Runner:
    """Choose the user. Someone who is not root stays who they are; root gives way to an unprivileged user
    if that user can reach the instance's folder. A private Asterisk it cannot reach (in root's own cache,
    say) is shown to it by a bind mount in a mount name space of its own."""
    if os.geteuid() != 0:
        return Runner(str(os.geteuid()), os.geteuid(), os.getegid())
    root = Runner("root", 0, 0)
    if shutil.which("setpriv") is None:
        return _because(root, "the program setpriv (package util-linux) is missing")
    user = _unprivileged()
    if user is None:
        return _because(root, "there is neither a user asterisk nor a user nobody")
    if (closed := _closed_to(user.pw_uid, folder.parent)) is not None:
        return _because(root, f"{user.pw_name} cannot enter {closed}; choose another instance folder")
    hidden = program.root is not None and _closed_to(user.pw_uid, program.root) is not None
    if hidden and not _may_mount():
        return _because(root, f"{user.pw_name} cannot enter {program.root}, and mounting it is not allowed")
    return Runner(user.pw_name, user.pw_uid, user.pw_gid, drop=True, bind_root=hidden)


def command(folder: Path, program: Program, runner: Runner) -> list[str]:
    """The whole command line. Asterisk dies with the process that starts it, however that one ends; its
    process id is the one we start, through all the wrappers (each replaces itself)."""
    seen = program.seen_at(folder / "root") if runner.bind_root else program
    line = [*seen.argv(), "-f", "-C", str(folder / "etc/asterisk.conf")]
    if shutil.which("setpriv") is not None:
        # Last, because a change of user clears it.
        line = ["setpriv", "--pdeathsig", "KILL", "--", *line]
    if runner.drop:
        user = [f"--reuid={runner.uid}", f"--regid={runner.gid}", "--clear-groups", "--no-new-privs"]
        line = ["setpriv", *user, "--inh-caps=-all", "--", *line]
    if runner.bind_root:
        script = 'mount --bind "$1" "$2" && shift 2 && exec "$@"'
        mount = ["sh", "-c", script, "sh", str(program.root), str(folder / "root")]
        line = ["unshare", "--mount", "--", *mount, *line]
    return line


def lay_out(
    folder: Path,
    *,
    program: Program,
    profile: files.Profile,
    conf: Path,
    dialplans: Path,
    messages: Path | None,
    ports: Ports,
    runner: Runner,
    sip_address: str,
    trunk: str | None,
) -> Secrets:
    """Write everything below `folder`; what an earlier run left there (recordings, call-back numbers,
    registrations, secrets) stays. ConfigError for faulty templates, SwitchError for an unusable folder."""
    if len(os.fsencode(folder / "run/asterisk.ctl")) > _CONTROL_SOCKET_LIMIT:
        raise SwitchError(f"{folder} is too long a path for Asterisk's socket; choose a shorter one")
    templates = files.load(conf, dialplans, profile)
    try:
        for name in ("etc/dialplans", "run", "log", "state/keys", "cache", "data/sounds", "root"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name in SPOOL_FOLDERS:
            (folder / "spool" / name).mkdir(parents=True, exist_ok=True)
        kept = _secrets(folder / "secrets.json")
        seen = program.seen_at(folder / "root") if runner.bind_root else program
        for name, target in (
            ("documentation", seen.data / "documentation"),
            ("rest-api", seen.data / "rest-api"),
            ("sounds/en", seen.sounds),
        ):
            _link(folder / "data" / name, target)
        if messages is not None:
            shutil.copytree(messages, folder / "data/sounds/voiceapp", dirs_exist_ok=True)
        texts = files.render(templates, _values(folder, seen, profile, ports, kept, sip_address, trunk))
        for path, text in texts.items():
            _write_private(folder / "etc" / path, text)
        if runner.drop:
            _hand_over(folder, runner)
    except OSError as error:
        raise SwitchError(f"cannot write to {error.filename or folder}: {error.strerror}") from error
    return kept


def _values(
    folder: Path,
    program: Program,
    profile: files.Profile,
    ports: Ports,
    kept: Secrets,
    sip_address: str,
    trunk: str | None,
) -> Mapping[str, str]:
    values = {
        "ETC_DIR": f"{folder}/etc",
        "MODULES_DIR": str(program.modules),
        "STATE_DIR": f"{folder}/state",
        "DATA_DIR": f"{folder}/data",
        "SPOOL_DIR": f"{folder}/spool",
        "RUN_DIR": f"{folder}/run",
        "LOG_DIR": f"{folder}/log",
        "CACHE_DIR": f"{folder}/cache",
        "SIP_ADDRESS": sip_address,
        "SIP_PORT": str(ports.sip),
        "HTTP_PORT": str(ports.http),
        "RTP_FIRST": str(ports.rtp_first),
        "RTP_LAST": str(ports.rtp_last),
        "ARI_PASSWORD": kept.ari,
    }
    if profile == "gateway":
        if trunk is None:
            raise SwitchError("a gateway needs to know the hotline it rings: give trunk=HOST:PORT")
        return values | {"TRUNK": trunk}
    # A softphone on the machine that the demo lets in by address must be known by its name first.
    order = "username,ip" if profile == "demo" else "ip,username"
    values |= {"AMI_PORT": str(ports.ami), "AMI_PASSWORD": kept.ami, "IDENTIFY_BY": order}
    return values | {"SOFTPHONE_PASSWORD": kept.softphone} if profile == "demo" else values


def _secrets(path: Path) -> Secrets:
    try:
        return Secrets(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        pass
    except (ValueError, TypeError) as error:
        raise SwitchError(f"{path} is damaged; remove it, and new passwords are made") from error
    made = Secrets(*(secrets.token_urlsafe(24) for _ in range(3)))
    _write_private(path, json.dumps(asdict(made)))
    return made


def _write_private(path: Path, text: str) -> None:
    """Owner only: most of these files hold a password. Replaced as a whole, never half-written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    fresh.replace(path)


def _link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _hand_over(folder: Path, runner: Runner) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.name != "secrets.json":  # ours, not Asterisk's
            os.chown(path, runner.uid, runner.gid, follow_symlinks=False)


def _unprivileged() -> pwd.struct_passwd | None:
    for name in ("asterisk", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    return None


def _closed_to(uid: int, path: Path) -> Path | None:
    """The outermost folder on the way to `path`, itself included, that this user cannot enter."""
    for part in (*reversed(path.resolve().parents), path.resolve()):
        status = part.stat()
        if not status.st_mode & (0o100 if status.st_uid == uid else 0o001):
            return part
    return None


def _may_mount() -> bool:
    argv = ["unshare", "--mount", "--", "true"]
    try:
        return subprocess.run(argv, check=False, capture_output=True, timeout=10).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _because(root: Runner, reason: str) -> Runner:
    return Runner(root.name, root.uid, root.gid, reason=f"Asterisk runs as root: {reason}")
