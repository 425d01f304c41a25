"""Reading a dialplan the way Asterisk's pbx_config does, as far as our checks need it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from voiceapp.errors import Fault

_CONTEXT = re.compile(r"\[([^\]]+)\](?:\([^)]*\))?")
_EXTEN = re.compile(r"exten\s*=>?\s*([^,]+),\s*(n|s|same|hint|\d+)([+]\d+)?(?:\((\S+?)\))?\s*,\s*(.*)")
_SAME = re.compile(r"same\s*=>?\s*(n|s|\d+)([+]\d+)?(?:\((\S+?)\))?\s*,\s*(.*)")
_INCLUDE = re.compile(r"#(include|tryinclude)\s+[\"<]?([^\">]+)[\">]?")
_CALL = re.compile(r"(\w+)\s*(?:\((.*)\))?\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """One priority of one extension: `application(arguments)`, and the label it carries, if any."""

    path: Path
    line: int
    context: str
    extension: str
    priority: int
    label: str | None
    application: str
    arguments: str


@dataclass(slots=True)
class Dialplan:
    """Every step of some files, in order, and what was wrong while reading them."""

    steps: list[Step] = field(default_factory=list)
    contexts: set[str] = field(default_factory=set)
    includes: list[tuple[Path, int, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def extensions(self, context: str) -> list[Step]:
        return [step for step in self.steps if step.context == context]


def parse(texts: dict[Path, str]) -> Dialplan:
    """Read the files of one dialplan. Never raises: what it cannot read becomes a fault."""
    plan = Dialplan()
    for path, text in texts.items():
        _parse_file(path, text, plan)
    return plan


def _parse_file(path: Path, text: str, plan: Dialplan) -> None:
    context = extension = ""
    priority = 0
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _without_comment(raw).strip()
        if not line:
            continue
        if found := _INCLUDE.match(line):
            if found.group(1) == "include":
                plan.includes.append((path, number, found.group(2).strip()))
        elif found := _CONTEXT.match(line):
            context, extension = found.group(1), ""
            if context not in ("general", "globals"):
                plan.contexts.add(context)
        elif context in ("general", "globals"):
            continue
        elif (found := _EXTEN.match(line)) or (extension and (found := _SAME.match(line))):
            groups = found.groups()
            if len(groups) == 5:
                extension = groups[0].strip()
            at, plus, label, rest = groups[-4:]
            if at == "hint":
                continue
            priority = int(at) if at.isdigit() else priority + (int(plus[1:]) if plus else at != "s")
            call = _CALL.fullmatch(rest.strip())
            if call is None:
                plan.faults.append(Fault(path, f"{rest!r} is no application; write Name(arguments)", number))
                continue
            plan.steps.append(
                Step(path, number, context, extension, priority, label, call.group(1), call.group(2) or "")
            )
        elif line.startswith("exten") or line.startswith("same"):
            plan.faults.append(Fault(path, f"cannot be read: {line}; write exten => NUMBER,1,Name()", number))


def _without_comment(line: str) -> str:
    """Up to the first semicolon that is not escaped."""
    return re.split(r"(?<!\\);", line, maxsplit=1)[0]


def split_arguments(text: str) -> list[str]:
    """Split at commas outside of brackets and quotes, as Asterisk does."""
    parts, depth, quoted, current = [], 0, False, ""
    for sign in text:
        if sign == '"':
            quoted = not quoted
        elif not quoted:
            depth += sign in "([{"
            depth -= sign in ")]}"
        if sign == "," and depth == 0 and not quoted:
            parts.append(current)
            current = ""
        else:
            current += sign
    return [*parts, current]


def expressions(text: str) -> Iterator[str]:
    """Every `${…}`, the outer ones whole before the inner ones, without the dollar and the braces."""
    for start in (found.end() for found in re.finditer(r"\$\{", text)):
        depth = 1
        for end in range(start, len(text)):
            depth += text.startswith("{", end)
            depth -= text.startswith("}", end)
            if depth == 0:
                yield text[start:end]
                break


def jumps(step: Step) -> Iterator[tuple[str, str, str]]:
    """Where a step may go: context, extension, priority or label; "" for "the same one". What is only known
    during a call contains a `$`."""
    parts = split_arguments(step.arguments)
    if step.application in ("Goto", "Gosub"):
        targets = [re.sub(r"\(.*\)$", "", step.arguments)]
    elif step.application in ("GotoIf", "GosubIf") and "?" in step.arguments:
        targets = _after_question(step.arguments)
    elif step.application == "GotoIfTime" and "?" in step.arguments:
        targets = _after_question(",".join(parts))
    else:
        return
    for target in targets:
        named = [part.strip() for part in split_arguments(re.sub(r"\(.*\)$", "", target.strip()))]
        if any(named):
            context, extension, label = (["", "", *named])[-3:]
            yield context, extension, label


def _after_question(arguments: str) -> list[str]:
    depth = 0
    for at, sign in enumerate(arguments):
        depth += sign in "([{"
        depth -= sign in ")]}"
        if sign == "?" and depth == 0:
            return arguments[at + 1 :].split(":")
    return []
