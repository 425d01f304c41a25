"""What happens to a conversation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answered:
    """The call is up and nothing was said yet."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The caller said something. `offset`: seconds into the recording; `confidence`: 0…1 or None."""

    text: str
    confidence: float | None = None
    offset: float | None = None


@dataclass(frozen=True, slots=True)
class Keyed:
    """The caller pressed keys: 0-9, `*`, `#`. A closing `#` is kept only when it stands alone.

    `spoken`: what was heard, when the key was named aloud ("press one") and not pressed.
    """

    keys: str
    spoken: Heard | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing was said or keyed in the time given."""


@dataclass(frozen=True, slots=True)
class HungUp:
    """The caller left."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Something of ours broke, and the caller was given to a person."""


Event = Answered | Heard | Keyed | Silence | HungUp | Broken
