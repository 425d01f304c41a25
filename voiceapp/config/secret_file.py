"""Secrets: a small TOML file of its own that only the user of voiceapp can read."""

import stat
from pathlib import Path

from voiceapp.errors import Fault
from voiceapp.tomlfile import parse

_OTHERS = stat.S_IRWXO | stat.S_IWGRP
"""Bits that must not be set: nothing for others; a group may read."""


def read_secret(path: Path, key: str) -> str | Fault:
    """The secret `key` in the file, or what is wrong. No fault ever quotes the file."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(path.stat().st_mode)
            text = file.read().decode()
    except UnicodeDecodeError:
        return Fault(path, "is not UTF-8; save it as UTF-8")
    except OSError as error:
        return Fault(
            path,
            f"the secrets cannot be read ({error.strerror}); make the file with mode 0600 and the line "
            f'{key} = "…" in it, owned by the user of voiceapp',
        )
    if mode & _OTHERS:
        return Fault(path, f"others than voiceapp may use this file (mode {mode:04o}); run: chmod 600 {path}")
    document = parse(text, path)
    if isinstance(document, Fault):
        return Fault(path, "is not TOML on this line", document.line)
    value = document.data.get(key)
    if not isinstance(value, str) or not value:
        return Fault(path, f'{key} must be there: {key} = "…"', document.line(key))
    return value
