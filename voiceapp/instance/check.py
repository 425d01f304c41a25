"""Is a dialplan safe to put live? Our own rules, and asterisklint's when it is installed."""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from voiceapp.errors import ConfigError, Fault
from voiceapp.instance import messages
from voiceapp.instance.dialplan import Dialplan, Step, expressions, jumps, parse, split_arguments
from voiceapp.instance.files import PLACEHOLDER
from voiceapp.instance.paths import share_folder

# What a caller, or somebody on the way, can put anything into.
_FROM_OUTSIDE = re.compile(
    r"^(?:CALLERID|CONNECTEDLINE|REDIRECTING|PJSIP_HEADERS?|PJSIP_PARSE_URI|SIP_HEADER|CHANNEL\(pjsip)\b"
)
_RUNS_PROGRAMS = re.compile(r"^(?:SHELL|CURL|EVAL)\b")
_PROGRAM_APPLICATIONS = {"System", "TrySystem", "ExternalIVR", "EAGI"}
_SPECIAL = {"s", "h", "i", "t", "T", "o", "a", "e"}


def check(dialplans: Path, *, conf: Path | None = None) -> list[Fault]:
    """Everything that is wrong with the dialplan files of a folder; empty when nothing is.

    `conf`: the folder with extensions.conf, which names the files in use.
    """
    conf = conf or share_folder("asterisk_conf")
    texts: dict[Path, str] = {}
    faults: list[Fault] = []
    for path in (conf / "extensions.conf", *sorted(dialplans.glob("*.conf"))):
        try:
            texts[path] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            faults.append(Fault(path, f"cannot be read ({reason})"))
    plan = parse(texts)
    faults += plan.faults
    faults += _includes(plan, dialplans)
    faults += _places(plan)
    read = _asked(plan)
    for step in plan.steps:
        faults += _step(step, read)
    faults += _jumps(plan)
    faults += _spoken(plan, dialplans / "messages.toml")
    faults += _asterisklint(texts, conf, dialplans)
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.path, fault.line or 0))


def _includes(plan: Dialplan, dialplans: Path) -> Iterator[Fault]:
    for path, line, name in plan.includes:
        inside = name.startswith("dialplans/")
        target = dialplans / name.removeprefix("dialplans/") if inside else path.parent / name
        if not target.is_file():
            yield Fault(path, f"#include of {name}, which is not there: Asterisk would load nothing", line)


def _places(plan: Dialplan) -> Iterator[Fault]:
    """Patterns that catch everything also catch h (hung up), T (time is over) and what strangers dial."""
    for step in plan.steps:
        pattern = step.extension.partition("/")[0]
        if step.priority == 1 and re.match(r"_[.!]", pattern):
            yield Fault(
                step.path, f"{pattern} matches everything, h and T too; spell the extensions out", step.line
            )


def _asked(plan: Dialplan) -> frozenset[str]:
    """The variables that hold what a caller keyed in."""
    return frozenset(
        split_arguments(step.arguments)[0].strip() for step in plan.steps if step.application == "Read"
    )


def _step(step: Step, read: frozenset[str]) -> Iterator[Fault]:
    def fault(message: str) -> Fault:
        return Fault(step.path, message, step.line)

    if step.application in _PROGRAM_APPLICATIONS:
        yield fault(f"{step.application} runs programs from the dialplan; do that in the app")
    if step.application == "Stasis" and "$" in step.arguments:
        yield fault("Stasis gets a variable as an argument; the app asks for what it needs, pass nothing")
    if step.application == "Record":
        options = [*split_arguments(step.arguments), "", "", ""][3]
        if "q" not in options or "k" not in options:
            yield fault(
                "Record needs the options k (else a hang-up loses the words) and q (else it needs a tone)"
            )
    for expression in expressions(_without_filters(step.arguments)):
        name = expression.partition(":")[0].strip()
        if _RUNS_PROGRAMS.match(name):
            yield fault(f"${{{name}}} runs programs or reaches out from the dialplan; do that in the app")
        elif _FROM_OUTSIDE.match(name) or name in read:
            yield fault(f"${{{name}}} comes from outside; wrap it: ${{FILTER(0-9,${{{name}}})}}")


def _without_filters(text: str) -> str:
    """The text with every `${FILTER(…)}` (and what is inside) taken out."""
    for expression in expressions(text):
        if re.match(r"(?:FILTER|LEN)\(", expression):
            text = text.replace(f"${{{expression}}}", "")
    return text


def _jumps(plan: Dialplan) -> Iterator[Fault]:
    for step in plan.steps:
        for context, extension, label in jumps(step):
            if "$" in context:
                continue
            where = context or step.context
            if where not in plan.contexts:
                yield Fault(step.path, f"goes to [{where}], which is not there", step.line)
                continue
            wanted = extension or step.extension
            there = plan.extensions(where)
            found = [step for step in there if "$" in wanted or _same(step.extension, wanted)]
            if not found:
                yield Fault(step.path, f"goes to {wanted} in [{where}], which is not there", step.line)
            elif "$" not in label and not any(label in (other.label, str(other.priority)) for other in found):
                yield Fault(
                    step.path, f"goes to {label} of {wanted} in [{where}], which is not there", step.line
                )


def _same(pattern: str, extension: str) -> bool:
    """Whether an extension is the one wanted; a pattern may be."""
    return pattern == extension or (pattern.startswith("_") and extension not in _SPECIAL)


def _spoken(plan: Dialplan, texts: Path) -> Iterator[Fault]:
    """Every message that is played has a text, in every language that any message has."""
    try:
        known = {message.name: message for message in messages.load(texts)}
    except ConfigError as error:
        yield from error.faults
        return
    languages = {language for message in known.values() for language in message.texts}
    for step in plan.steps:
        for name in re.findall(r"\$\{MESSAGES\}/([a-z0-9-]+)", step.arguments):
            if name not in known:
                yield Fault(step.path, f"plays {name}, which {texts.name} has no text for", step.line)
    for name, message in known.items():
        for language in sorted(languages - message.texts.keys()):
            yield Fault(texts, f"[{name}] has no text for the language {language}")


def _asterisklint(texts: dict[Path, str], conf: Path, dialplans: Path) -> Iterator[Fault]:
    """What asterisklint says; nothing where it is not installed (it is a tool for development)."""
    if importlib.util.find_spec("asterisklint") is None:
        return
    with tempfile.TemporaryDirectory(prefix="voiceapp-check-") as folder:
        there: dict[str, Path] = {}
        for path, text in texts.items():
            name = path.name if path.parent == conf else f"dialplans/{path.name}"
            Path(folder, name).parent.mkdir(exist_ok=True)
            Path(folder, name).write_text(PLACEHOLDER.sub("0", text), encoding="utf-8")
            there[name] = path
        code = "import os, sys; from asterisklint.main import main; sys.exit(main(sys.argv[1:], os.environ))"
        done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
            [sys.executable, "-c", code, "dialplan-check", "extensions.conf"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    for line in done.stderr.splitlines() + done.stdout.splitlines():
        if found := re.match(r"(\S+?):(\d+) ([EW]_\w+): (.*)", line):
            name, number, kind, message = found.groups()
            yield Fault(there.get(name, dialplans / name), f"{message} ({kind})", int(number))
    if done.returncode not in (0, 1):
        yield Fault(dialplans, "asterisklint ended with an error; run it by hand on extensions.conf")
