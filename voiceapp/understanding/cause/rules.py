"""The rules of one language, read from its data files and compiled once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from voiceapp.claims.loss import CauseClass
from voiceapp.errors import ConfigError, Fault
from voiceapp.understanding.cause.patterns import (
    Alphabet,
    PatternError,
    alphabet,
    at_words,
    compile_any,
    expression,
)

DATA = Path(__file__).parent.parent / "data"
LANGUAGES = ("en", "zh")
_NEVER = re.compile(r"(?!)")
CUES = ("injury", "drivable", "others", "police")


@dataclass(frozen=True, slots=True)
class Rule:
    """`say` must be found, `also` somewhere in the utterance, `unless` nowhere in it. A weak rule only
    suggests: it needs a second opinion. A sure one asks for none."""

    cause: CauseClass
    say: re.Pattern[str]
    also: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    weak: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Rules that stand beside each other: the one whose words come first in the utterance wins."""

    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class CueRules:
    """`aside` and then `no` are cut out before `yes` is looked for: "nobody is hurt" holds a "hurt"; "the
    engine died" is aside, it says nothing of people."""

    aside: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class SoundWords:
    """Key words to find by sound. `keep`: right as written; `forgiving`: may have one syllable wrong."""

    words: tuple[str, ...]
    forgiving: tuple[str, ...]
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CauseRules:
    """Everything the data files of one language say about causes."""

    language: str
    unit: Alphabet
    words: Mapping[str, re.Pattern[str]]
    stages: tuple[Stage, ...]
    cues: Mapping[str, CueRules]
    involving: frozenset[CauseClass]
    neutral: re.Pattern[str]
    sounds: SoundWords | None
    choices: Mapping[CauseClass, re.Pattern[str]]
    denial: re.Pattern[str]
    spoken: Mapping[CauseClass, str]
    offered: Mapping[CauseClass, str]
    offer_one: str
    offer_two: str


@cache
def load(language: str) -> CauseRules:
    """The built-in rules of "en" or "zh"; ConfigError names the faults of a file that was edited badly."""
    return read(DATA / language / "cause.toml", language)


def read(path: Path, language: str) -> CauseRules:
    """Read and compile one rules file; ConfigError holds every fault found, each with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise ConfigError([Fault(path, f"cannot be read: {error}")]) from None
    reader = _Reader(path, text, alphabet(language))
    rules = reader.rules(content, language)
    if reader.faults:
        raise ConfigError(reader.faults)
    return rules


class _Reader:
    """Collects faults instead of stopping at the first."""

    def __init__(self, path: Path, text: str, unit: Alphabet) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._unit = unit
        self._groups: dict[str, str] = {}
        self.faults: list[Fault] = []

    def rules(self, content: Mapping[str, Any], language: str) -> CauseRules:
        for name, wordings in _table(content, "words").items():
            pattern = "|".join(map(str, wordings)) if isinstance(wordings, list) else str(wordings)
            try:
                self._groups[name] = "(?:" + expression(f"({pattern})", self._groups, self._unit) + ")"
            except PatternError as error:
                self._fault(str(error), f"{name} =")
        stages = tuple(
            Stage(str(stage.get("name", "")), tuple(self._rule(rule) for rule in stage.get("rule", ())))
            for stage in content.get("stage", ())
        )
        cues = {name: self._cue(name, _table(_table(content, "cues"), name)) for name in CUES}
        neutral = self._patterns(_table(content, "nothing").get("say", ()), "[nothing]")
        wording, choices = _table(content, "wording"), _table(content, "choices")
        return CauseRules(
            language=language,
            unit=self._unit,
            words={name: at_words(body, self._unit) for name, body in self._groups.items()},
            stages=stages,
            cues=cues,
            involving=frozenset(
                filter(None, map(self._cause, _table(content, "cues").get("involving_others", ())))
            ),
            neutral=neutral,
            sounds=self._sounds(_table(content, "sounds")) if "sounds" in content else None,
            choices={
                cause: self._patterns(choices.get(cause.value, ()), "[choices]")
                for cause in CauseClass
                if cause is not CauseClass.OTHER
            },
            denial=self._patterns(choices.get("denial", ()), "[choices]"),
            spoken=self._wordings(_table(wording, "spoken"), "[wording.spoken]"),
            offered=self._wordings(_table(wording, "offered"), "[wording.offered]"),
            offer_one=str(wording.get("offer_one", "{first}")),
            offer_two=str(wording.get("offer_two", "{first} {second}")),
        )

    def _rule(self, rule: Mapping[str, Any]) -> Rule:
        where = f'cause = "{rule.get("cause", "")}"'
        return Rule(
            cause=self._cause(rule.get("cause", "")) or CauseClass.OTHER,
            say=self._patterns(rule.get("say", ()), where),
            also=self._patterns(rule["also"], where) if "also" in rule else None,
            unless=self._patterns(rule["unless"], where) if "unless" in rule else None,
            weak=bool(rule.get("weak", False)),
            sure=bool(rule.get("sure", False)),
        )

    def _sounds(self, table: Mapping[str, Any]) -> SoundWords:
        lists = {name: tuple(map(str, table.get(name, ()))) for name in ("words", "forgiving", "keep")}
        for word in (*lists["words"], *lists["forgiving"]):
            if len(word) < 2:
                self._fault(f'"{word}": one syllable sounds like too much else; use two or more', word)
        return SoundWords(**lists)

    def _cue(self, name: str, table: Mapping[str, Any]) -> CueRules:
        return CueRules(
            aside=self._patterns(table["aside"], f"[cues.{name}]") if "aside" in table else _NEVER,
            yes=self._patterns(table.get("yes", ()), f"[cues.{name}]"),
            no=self._patterns(table.get("no", ()), f"[cues.{name}]"),
        )

    def _patterns(self, patterns: object, where: str) -> re.Pattern[str]:
        good: list[str] = []
        for pattern in patterns if isinstance(patterns, list) else []:
            try:
                expression(str(pattern), self._groups, self._unit)
                good.append(str(pattern))
            except PatternError as error:
                self._fault(str(error), str(pattern))
        if not good:
            self._fault("a list of wordings is missing or empty", where)
            return _NEVER
        return compile_any(good, self._groups, self._unit)

    def _cause(self, name: object) -> CauseClass | None:
        try:
            return CauseClass(str(name))
        except ValueError:
            self._fault(f'"{name}" is no cause; use one of: {", ".join(CauseClass)}', str(name))
            return None

    def _wordings(self, table: Mapping[str, Any], where: str) -> Mapping[CauseClass, str]:
        missing = [cause.value for cause in CauseClass if cause.value not in table]
        if missing:
            self._fault(f"no wording for: {', '.join(missing)}", where)
        return {cause: str(table.get(cause.value, "")) for cause in CauseClass}

    def _fault(self, message: str, near: str) -> None:
        line = next((n for n, text in enumerate(self._lines, 1) if near and near in text), None)
        self.faults.append(Fault(self._path, message, line))


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = content.get(name, {})
    return table if isinstance(table, dict) else {}
