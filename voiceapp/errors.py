"""Every error a user can meet, as one small tree. A message says what is wrong *and* what to do.

VoiceappError
├── ConfigError        a setting, prompt or dialplan file is wrong; carries all faults found
├── ModelError         a speech model or voice is missing, incomplete or not what it claims to be
├── SwitchError        Asterisk cannot be reached, refuses us, or answered a request with an error
├── CallGoneError      the caller hung up, or the call was taken away, while we were working on it
└── StoreError         the database or the recordings folder cannot be read or written
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class VoiceappError(Exception):
    """Base of all of them. `exit_code` is what a command ends with (sysexits.h numbers)."""

    exit_code = 70


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one file. `line` counts from 1; None when it has no line of its own."""

    path: Path
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{where}: {self.message}"


class ConfigError(VoiceappError):
    """Files an admin edits are wrong. All faults are collected before it is raised."""

    exit_code = 78

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ModelError(VoiceappError):
    """A speech model or a voice cannot be used."""

    exit_code = 69


class SwitchError(VoiceappError):
    """Asterisk is not there, refuses us, or a request to it failed.

    `status`: the HTTP-like status of the answer, if there was one (404: the channel is gone).
    """

    exit_code = 69

    def __init__(self, message: str, *, status: int | None = None) -> None:
        self.status = status
        super().__init__(message)


class CallGoneError(VoiceappError):
    """There is no caller any more. Not a fault: the call simply ended."""


class StoreError(VoiceappError):
    """The store cannot be opened, read or written."""

    exit_code = 74


def one_of(errors: BaseExceptionGroup[VoiceappError]) -> VoiceappError:
    """The first error of a group, to be told: groups are how tasks fail, not how people read."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if not isinstance(error, VoiceappError):
        raise TypeError("one_of takes groups of VoiceappError only")
    return error
