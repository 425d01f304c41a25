"""Names that go to Asterisk, and what may come back from the network under a name.

Everything we create in Asterisk is called `va-<app>-<kind>-<32 hex digits>`, so that a restarted app knows
its own leftovers and never touches those of another app. Nothing a caller sends becomes part
of such a name.
"""

import re
import uuid
from enum import StrEnum

from voiceapp.errors import SwitchError
from voiceapp.ports import Digit

_APP = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_QUEUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_NOT_ALLOWED = re.compile(r"[^0-9A-Za-z+]")
_WITHHELD = frozenset({"", "anonymous", "private", "restricted", "unavailable", "unknown", "withheld"})
_LONGEST = 32
DIGITS = frozenset("0123456789*#ABCD")


class Kind(StrEnum):
    """What a name of ours belongs to."""

    MEDIA = "media"
    BRIDGE = "bridge"
    OUTGOING = "out"


def new_name(app: str, kind: Kind) -> str:
    """A name nobody else has."""
    return f"va-{app}-{kind}-{uuid.uuid4().hex}"


def is_ours(name: str, *, app: str, kind: Kind) -> bool:
    """True for a name that `new_name` made for this app and kind (in this process or an earlier one)."""
    return re.fullmatch(rf"va-{re.escape(app)}-{kind}-[0-9a-f]{{32}}", name) is not None


def checked_app(name: str) -> str:
    """The Stasis application name, or SwitchError: it goes into a URL and into every name we make."""
    if not _APP.fullmatch(name):
        raise SwitchError(
            f"{name!r} cannot be an ARI application name: "
            "use up to 40 letters, digits, '-', '_' or '.', beginning with a letter or digit."
        )
    return name


def checked_queue(name: str) -> str:
    """The queue name, or SwitchError: it becomes a dialplan extension."""
    if not _QUEUE.fullmatch(name):
        raise SwitchError(
            f"{name!r} cannot be a queue name: use up to 40 letters, digits, '-' or '_' "
            "and give the context 'agents' in the dialplan an extension of that name."
        )
    return name


def safe_extension(exten: str) -> str:
    """The dialled extension with everything but digits, `+` and letters taken out."""
    return _NOT_ALLOWED.sub("", exten)[:_LONGEST]


def safe_caller_id(number: str) -> str | None:
    """The caller's number, filtered likewise; None when it is withheld or nothing of it is left."""
    if number.strip().lower() in _WITHHELD:
        return None
    return _NOT_ALLOWED.sub("", number)[:_LONGEST] or None


def as_digit(text: str) -> Digit | None:
    """A key as the port wants it; None for anything a telephone keypad has not."""
    key = text.upper()
    return Digit(key) if key in DIGITS else None
