"""The phrasings of each cause: what an utterance no rule is sure of is compared with."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from voiceapp.claims.loss import CauseClass
from voiceapp.errors import ConfigError, Fault
from voiceapp.understanding.cause.rules import DATA

FEWEST = 30  # a cause; fewer would make its neighbours win by numbers


@dataclass(frozen=True, slots=True)
class Phrasings:
    """`texts[i]` is a way to say `causes[i]`; in the order of CauseClass."""

    language: str
    texts: tuple[str, ...]
    causes: tuple[CauseClass, ...]


@cache
def load_phrasings(language: str) -> Phrasings:
    """The built-in phrasings of "en" or "zh"; ConfigError names the faults of a badly edited file."""
    return read_phrasings(DATA / language / "cause_phrasings.toml", language)


def read_phrasings(path: Path, language: str) -> Phrasings:
    """Read one file; ConfigError holds every fault found."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError([Fault(path, f"cannot be read: {error}")]) from None
    faults: list[Fault] = []
    texts: list[str] = []
    causes: list[CauseClass] = []
    for cause in CauseClass:
        said = content.pop(cause.value, [])
        if not isinstance(said, list) or not all(isinstance(text, str) and text.strip() for text in said):
            faults.append(Fault(path, f"{cause.value} must be a list of wordings"))
            continue
        if len(set(said)) < FEWEST:
            faults.append(
                Fault(path, f"{cause.value} needs {FEWEST} different wordings, it has {len(set(said))}")
            )
        texts += said
        causes += [cause] * len(said)
    faults += [Fault(path, f'"{name}" is no cause; use one of: {", ".join(CauseClass)}') for name in content]
    if faults:
        raise ConfigError(faults)
    return Phrasings(language, tuple(texts), tuple(causes))
