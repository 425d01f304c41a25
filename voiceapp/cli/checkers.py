"""What `voiceapp check` looks at. Each checker takes the path of the settings file, returns what is wrong
and raises nothing; it imports what it needs when it is called."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from voiceapp.errors import Fault

Checker = Callable[[Path], list[Fault]]


def settings(path: Path) -> list[Fault]:
    """The settings file, the secrets file it names, the folders."""
    from voiceapp.config import read

    return read(path)[1]


def wording(_: Path) -> list[Fault]:
    """What callers hear, in every language."""
    from voiceapp.dialogue import wording

    return [fault for file in sorted(wording.FOLDER.glob("*.toml")) for fault in wording.faults(file)]


def understanding(path: Path) -> list[Fault]:
    """The words that are understood, in the languages of the lines: each reader is made to load its data
    by reading something."""
    from datetime import UTC, datetime

    from voiceapp.config import read
    from voiceapp.understanding import answers, cause, choices, data, incident_time, numbers, place
    from voiceapp.understanding.cause.phrasings import load_phrasings

    config, _ = read(path, serving=False)
    languages = {line.language for line in config.lines} if config else set(data.LANGUAGES)
    now = datetime.now(UTC)
    readers = [
        reader
        for language in sorted(languages)
        for reader in (
            partial(answers.answer, "yes", language=language),
            partial(cause.classify, "crash", language=language),
            partial(load_phrasings, language),
            partial(choices.picked, "one", language=language),
            partial(incident_time.parse, "today", now=now, language=language),
            partial(place.parse, "here", language=language),
            partial(numbers.parse, "one", kind=numbers.NumberKind.PHONE, language=language),
        )
    ]
    return list(dict.fromkeys(data.faults(readers)))


def dialplans(path: Path) -> list[Fault]:
    """The dialplan files, and whether they and the settings agree on what lines there are."""
    from voiceapp.instance.check import check

    folder = _dialplans_of(path)
    return [*check(folder), *_lines_agree(path, folder / "inbound.conf")]


ALL: tuple[Checker, ...] = (settings, wording, understanding, dialplans)
"""In the order in which it is told."""


def _dialplans_of(path: Path) -> Path:
    """Beside the settings file, or else those that came with voiceapp."""
    from voiceapp.instance.paths import share_folder

    return path.absolute().parent if (path.parent / "inbound.conf").is_file() else share_folder("dialplans")


def _lines_agree(path: Path, inbound: Path) -> Iterator[Fault]:
    """A line only one of them knows is never answered, or answered by nobody who knows it."""
    from voiceapp.instance.dialplan import parse as parse_dialplan
    from voiceapp.tomlfile import Document
    from voiceapp.tomlfile import parse as parse_toml

    try:
        document = parse_toml(path.read_text("utf-8"), path)
        dialplan = parse_dialplan({inbound: inbound.read_text("utf-8")})
    except (OSError, UnicodeDecodeError):
        return  # told by the checkers of each file
    lines = document.data.get("lines") if isinstance(document, Document) else None
    if not isinstance(document, Document) or not isinstance(lines, list):
        return
    dialled = {step.extension: step.line for step in reversed(dialplan.extensions("lines"))}
    answered = {
        line.get("extension"): document.line("lines", index, "extension")
        for index, line in enumerate(lines)
        if isinstance(line, dict)
    }
    for extension, number in answered.items():
        if extension not in dialled:
            yield Fault(path, f"no call reaches line {extension}: it is not in [lines] of {inbound}", number)
    for extension, number in dialled.items():
        if extension not in answered:
            yield Fault(inbound, f"extension {extension} is no line: add it as [[lines]] to {path}", number)
