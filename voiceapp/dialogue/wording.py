"""Every sentence the caller hears, from the prompt files (prompts/en.toml explains their form)."""

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from voiceapp.errors import ConfigError, Fault
from voiceapp.sentences import split

FOLDER = Path(__file__).parent / "prompts"

INSTALLATION = frozenset({"insurer", "emergency_number"})
"""Placeholders that are the same for every call; every prompt may use them."""

_TAPERED = ("noinput", "nomatch")
_CATALOGUE: Mapping[str, tuple[str, ...]] = {
    "greeting.say": (),
    "safety.ask": (),
    "safety.again": (),
    "safety.noted": (),
    "safety.advice": (),
    "safety.safe": (),
    "open.ask": (),
    "open.steps": (),
    "loss_time.ask": (),
    "loss_time.refused": (),
    "loss_time.unsure": (),
    "loss_time.offer": ("first", "second"),
    "loss_time.offer_again": ("first", "second"),
    "clock.ask": ("day",),
    "loss_place.ask": (),
    "loss_place.refused": (),
    "loss_place.unsure": (),
    "cause.ask": (),
    "cause.others": (),
    "cause.refused": (),
    "cause.unsure": (),
    "cause.offer": ("offer",),
    "cause.offer_again": ("first", "second"),
    "cause.menu.collision": (),
    "cause.menu.impact": (),
    "cause.menu.crime": (),
    "cause.menu.nature": (),
    "cause.menu.rest": (),
    "callback_number.ask": (),
    "own_number.ask": ("number",),
    "callback_number.refused": (),
    "callback_number.unsure": (),
    "confirm.ask": ("what",),
    "confirm.next": ("what",),
    "confirm.corrected": ("what",),
    "confirm.one_by_one": ("what",),
    "readback.loss_time": ("loss_time",),
    "readback.loss_place": ("loss_place",),
    "readback.cause": ("cause",),
    "readback.callback_number": ("callback_number",),
    "final.ask": ("what",),
    "giving_up.field": (),
    "person.wanted": (),
    "person.silent": (),
    "closing.number": ("claim_number",),
    "closing.complete": (),
    "closing.partial": (),
    "trouble.hand_off": (),
    **{
        f"{question}.{taper}": ()
        for question in (
            "safety",
            "open",
            "loss_time",
            "clock",
            "loss_place",
            "cause",
            "callback_number",
            "own_number",
            "confirm",
            "final",
        )
        for taper in _TAPERED
    },
}
"""Every prompt there must be, with the placeholders it may use. A dialogue that needs a new one adds it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's prompts. `constants` fills the placeholders of INSTALLATION."""

    language: str
    texts: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)

    def sentences(self, key: str, *, turn: int = 0, **values: str) -> tuple[str, ...]:
        """The sentences of one prompt. `turn` counts from 0 and picks from a tapered list; beyond its end
        the last entry serves. Sentences are separate so that each is synthesised and cached by itself."""
        entries = self.texts[key]
        template = entries[min(turn, len(entries) - 1)]
        return tuple(split(template.format(**self.constants, **values)))

    def fixed(self) -> tuple[str, ...]:
        """Every sentence that is the same for all calls: rendered before the first one."""
        found = dict.fromkeys(
            sentence.format(**self.constants)
            for entries in self.texts.values()
            for template in entries
            for sentence in split(template)
            if placeholders(sentence) <= set(self.constants)
        )
        return tuple(found)


def placeholders(template: str) -> set[str]:
    """The names in braces. ValueError on a brace that opens nothing."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def load(path: Path, *, constants: Mapping[str, str]) -> Wording:
    """Read a prompt file. ConfigError carries everything that is wrong with it."""
    texts, language, faults = _read(path)
    if faults:
        raise ConfigError(faults)
    return Wording(language, texts, constants)


def faults(path: Path) -> list[Fault]:
    """Everything that is wrong with a prompt file, with lines where they are known."""
    return _read(path)[2]


def _read(path: Path) -> tuple[dict[str, tuple[str, ...]], str, list[Fault]]:
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return (
            {},
            "",
            [Fault(path, f"cannot be read ({error.__class__.__name__}): save it as UTF-8 text here")],
        )
    try:
        tree = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        return {}, "", [Fault(path, f"is not TOML: {error}", int(where[1]) if where else None)]
    language = tree.pop("language", "")
    found: list[Fault] = []
    if not isinstance(language, str) or not language:
        found.append(Fault(path, 'says no language: add a line like language = "en" at the top', 1))
    texts: dict[str, tuple[str, ...]] = {}
    for key, value in _flatten(tree):
        entries = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()
        line = _line_of(source, key)
        if not entries or not all(isinstance(entry, str) and entry.strip() for entry in entries):
            found.append(Fault(path, f"{key} must be a sentence, or a list of sentences", line))
            continue
        if key not in _CATALOGUE:
            found.append(Fault(path, f"{key} is not a prompt that is ever spoken: is it misspelt?", line))
            continue
        found.extend(_brace_faults(path, key, entries, line))
        texts[key] = entries
    found.extend(
        Fault(path, f"{key} is missing: add it (prompts/en.toml shows how)")
        for key in _CATALOGUE
        if key not in texts and not any(f.message.startswith(f"{key} ") for f in found)
    )
    return texts, str(language), found


def _brace_faults(path: Path, key: str, entries: tuple[str, ...], line: int | None) -> Iterator[Fault]:
    allowed = INSTALLATION | set(_CATALOGUE[key])
    for entry in entries:
        try:
            unknown = placeholders(entry) - allowed
        except ValueError:
            yield Fault(path, f"{key} has a lone brace: write {{{{ or }}}} for a brace that is spoken", line)
            continue
        for name in sorted(unknown):
            yield Fault(
                path, f"{key} uses {{{name}}}, which it cannot know; it may use {sorted(allowed)}", line
            )


def _flatten(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _line_of(source: str, key: str) -> int | None:
    table, _, name = key.rpartition(".")
    current = ""
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\[([\w.]+)\]", line):
            current = header[1]
        elif current == table and re.match(rf"{re.escape(name)}\s*=", line):
            return number
    return None
