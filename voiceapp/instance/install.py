"""Put the configuration into the folder of an Asterisk that an operator runs himself: /etc/asterisk.

    python -m voiceapp.instance.install --to /etc/asterisk --secrets /etc/voiceapp/secrets.toml

Nothing is started, nothing is reloaded. A file that is there and differs is kept beside the new one with
`.before-voiceapp` behind its name; files that voiceapp has no use for are not touched. Run it again after an
update: passwords stay, and so do pjsip_local.conf, queues_local.conf and the dialplans you edited.
"""

import argparse
import os
import re
import secrets
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from voiceapp.errors import ConfigError, Fault, SwitchError, VoiceappError
from voiceapp.instance.files import load, render
from voiceapp.instance.launch import SPOOL_FOLDERS
from voiceapp.instance.paths import cache_folder, share_folder
from voiceapp.instance.program import find_program

_OWN = ("pjsip_local.conf", "queues_local.conf")
_ASIDE = ".before-voiceapp"
_KEPT_PASSWORDS = ("ari_password", "ami_password")


def install(
    target: Path, values: Mapping[str, str], *, conf: Path, dialplans: Path, owner: str | None
) -> list[str]:
    """Write the strict profile into `target`; what was done, a line for each file that changed.

    `owner`: the user (and group) Asterisk runs as; None leaves the files to whoever runs this.
    ConfigError for faulty templates, SwitchError when the folder cannot be written.
    """
    texts = render(load(conf, dialplans, "installed"), values)
    done = []
    try:
        for name, text in sorted(texts.items()):
            if line := _place(target / name, text, own=_is_own(name), owner=owner):
                done.append(line)
        for folder in (Path(values["SPOOL_DIR"], made) for made in SPOOL_FOLDERS):
            folder.mkdir(parents=True, exist_ok=True)
            if owner is not None:
                shutil.chown(folder, owner, owner)
    except OSError as error:
        raise SwitchError(f"cannot write {error.filename}: {error.strerror}; run it as root") from error
    except LookupError as error:
        raise SwitchError(f"there is no user {owner}; install Asterisk first, or give --owner") from error
    return done


def _is_own(name: PurePosixPath) -> bool:
    """Whether a file is the operator's, once it is there."""
    return name.name in _OWN or name.parts[0] == "dialplans"


def _place(path: Path, text: str, *, own: bool, owner: str | None) -> str | None:
    """One file, whole or not at all; None when it is as it should be."""
    before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
    if before == text:
        return None
    if before is not None and own:
        return f"kept     {path} (yours; ours is in the project)"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    if owner is not None:
        shutil.chown(fresh, owner, owner)
    aside = path.with_name(path.name + _ASIDE)
    if before is not None and not aside.exists():
        path.replace(aside)
        fresh.replace(path)
        return f"replaced {path} (it is now {aside.name})"
    fresh.replace(path)
    return f"wrote    {path}"


def passwords(path: Path) -> dict[str, str]:
    """The passwords in secrets.toml; those that are missing are made and added, the file stays 0600."""
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        known = {name: value for name, value in tomllib.loads(text).items() if isinstance(value, str)}
        made = {name: secrets.token_urlsafe(24) for name in _KEPT_PASSWORDS if name not in known}
        if made:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.new")
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                lines = [f'{name} = "{value}"\n' for name, value in made.items()]
                file.write(text + ("\n" if text and not text.endswith("\n") else "") + "".join(lines))
            fresh.replace(path)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Fault(path, f"is not TOML: {error}")]) from error
    except OSError as error:
        raise SwitchError(f"cannot write {path}: {error.strerror}; run it as root") from error
    return known | made


def _ports(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4,5})-(\d{4,5})", text)
    if found is None or not 1024 <= int(found[1]) < int(found[2]) <= 65535:
        raise argparse.ArgumentTypeError("write it as FIRST-LAST, for example 10000-10399")
    return int(found[1]), int(found[2])


def main(arguments: Sequence[str]) -> int:
    """The command. Returns its exit code."""
    parser = argparse.ArgumentParser(
        description="Install the Asterisk configuration. Starts and reloads nothing."
    )
    parser.add_argument("--to", type=Path, default=Path("/etc/asterisk"))
    parser.add_argument("--secrets", type=Path, default=Path("/etc/voiceapp/secrets.toml"))
    parser.add_argument("--owner", default="asterisk", help="whom Asterisk runs as; - leaves the owner alone")
    parser.add_argument("--spool", type=Path, default=Path("/var/spool/asterisk"))
    parser.add_argument("--sip-address", default="0.0.0.0", help="where calls come in")  # noqa: S104 - a telephone line
    parser.add_argument("--sip-port", type=int, default=5060)
    parser.add_argument("--http-port", type=int, default=8088)
    parser.add_argument("--ami-port", type=int, default=5038)
    parser.add_argument("--rtp", type=_ports, default=(10000, 10399), metavar="FIRST-LAST")
    options = parser.parse_args(arguments)
    try:
        program = find_program(cache_folder())
        known = passwords(options.secrets)
        values = {
            "ETC_DIR": str(options.to),
            "MODULES_DIR": str(program.modules),
            "DATA_DIR": str(program.data),
            "STATE_DIR": "/var/lib/asterisk",
            "SPOOL_DIR": str(options.spool),
            "RUN_DIR": "/run/asterisk",
            "LOG_DIR": "/var/log/asterisk",
            "CACHE_DIR": "/var/cache/asterisk",
            "IDENTIFY_BY": "ip,username",
            "SIP_ADDRESS": options.sip_address,
            "SIP_PORT": str(options.sip_port),
            "HTTP_PORT": str(options.http_port),
            "AMI_PORT": str(options.ami_port),
            "RTP_FIRST": str(options.rtp[0]),
            "RTP_LAST": str(options.rtp[1]),
            "ARI_PASSWORD": known["ari_password"],
            "AMI_PASSWORD": known["ami_password"],
        }
        owner = None if options.owner == "-" else options.owner
        done = install(
            options.to,
            values,
            conf=share_folder("asterisk_conf"),
            dialplans=share_folder("dialplans"),
            owner=owner,
        )
    except VoiceappError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write("".join(f"{line}\n" for line in done) or "everything is as it should be\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
