"""Is somebody hurt, or in danger this moment? Fixed rules; better one alarm too many than one missed."""

import re
from dataclasses import dataclass
from functools import cache

from voiceapp.understanding.data import Table, load
from voiceapp.understanding.readings import Intent

_GAP = " ¦ "


def acute(text: str, *, language: str) -> bool:
    """Somebody is hurt, trapped or burning now: whatever was asked, this comes first."""
    rules = _rules("zh" if language == "zh" else "en")
    return rules.acute.search(rules.without_denials(text)) is not None


def hurt(text: str, plain: Intent, *, language: str) -> bool | None:
    """The answer to "is anyone hurt or in danger?"; `plain` is the yes/no answer. None: ask again."""
    rules = _rules("zh" if language == "zh" else "en")
    left = rules.without_denials(text)
    if rules.acute.search(left) or rules.hurt.search(left):
        return True
    denied = rules.denied.search(text) is not None or rules.well.search(text) is not None
    if rules.doubted.search(text) or (rules.unclear.fullmatch(text) and not denied):
        return None
    if denied and plain is not Intent.UNSURE:
        return False
    if plain is Intent.YES or rules.yes.fullmatch(text):
        return True
    return False if plain is Intent.NO else None


@dataclass(frozen=True, slots=True)
class _Rules:
    hurt: re.Pattern[str]
    acute: re.Pattern[str]
    denied: re.Pattern[str]
    well: re.Pattern[str]
    doubted: re.Pattern[str]
    yes: re.Pattern[str]
    unclear: re.Pattern[str]

    def without_denials(self, text: str) -> str:
        """The text less what is denied or doubted in it."""
        return self.denied.sub(_GAP, self.doubted.sub(_GAP, text))


@cache
def _rules(language: str) -> _Rules:
    table = load(language, "danger")
    edge = ("", "") if language == "zh" else (r"(?<![\w'])", r"(?![\w'])")
    return _Rules(**{name: _either(table, name, edge) for name in _Rules.__slots__})


def _either(table: Table, key: str, edge: tuple[str, str]) -> re.Pattern[str]:
    """One expression for a whole list. Each is compiled alone first, so that a fault names its line."""
    table.patterns(key)
    return re.compile(edge[0] + "(?:" + "|".join(table.strings(key)) + ")" + edge[1])
