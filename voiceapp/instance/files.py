"""From the configuration files in asterisk_conf/ and dialplans/ to the text one Asterisk reads. Pure.

A placeholder is a word in capitals between at signs, `@HTTP_PORT@`. Asterisk's own syntax (`${NAME}`,
`;`, `=>`) never looks like one, so the files stay what an operator knows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from voiceapp.errors import ConfigError, Fault

Profile = Literal["installed", "demo", "gateway"]
"""installed: strict, nobody may ring until a trunk is added. demo: callers from this machine may ring
without an account. gateway: the small Asterisk that plays the public network for robot callers."""

PLACEHOLDER = re.compile(r"@([A-Z][A-Z0-9_]*)@")
UNSAFE = re.compile(r"[\x00-\x1f;]")

_SHARED_WITH_GATEWAY = (
    "acl.conf",
    "ccss.conf",
    "cdr.conf",
    "cel.conf",
    "chan_websocket.conf",
    "features.conf",
    "http.conf",
    "indications.conf",
    "logger.conf",
    "musiconhold.conf",
    "pjproject.conf",
    "rtp.conf",
    "stasis.conf",
    "udptl.conf",
    "websocket_client.conf",
)


@dataclass(frozen=True, slots=True)
class Template:
    """One file to render: where its text comes from and its path below the configuration folder."""

    source: Path
    target: PurePosixPath
    text: str


def placeholders(text: str) -> frozenset[str]:
    """The names of all placeholders of a text."""
    return frozenset(PLACEHOLDER.findall(text))


def render(templates: list[Template], values: Mapping[str, str]) -> dict[PurePosixPath, str]:
    """Fill in every placeholder; the texts by target path.

    Raises ConfigError, with all faults at once, for a placeholder nobody gave a value for, for a value
    that no file asks for (a misspelt name, mostly), and for a value that would end the line it stands in.
    """
    faults: list[Fault] = []
    wanted: set[str] = set()
    for template in templates:
        for number, line in enumerate(template.text.splitlines(), start=1):
            for name in PLACEHOLDER.findall(line):
                wanted.add(name)
                if name not in values:
                    faults.append(Fault(template.source, f"no value for @{name}@; give it one", number))
    faults += [
        Fault(Path("asterisk_conf"), f"no file has a place for the value {name}; check its spelling")
        for name in sorted(values.keys() - wanted)
    ]
    faults += [
        Fault(Path("asterisk_conf"), f"the value of {name} has a line break or semicolon; leave it out")
        for name in sorted(wanted & values.keys())
        if UNSAFE.search(values[name])
    ]
    if faults:
        raise ConfigError(faults)
    return {
        template.target: PLACEHOLDER.sub(lambda found: values[found.group(1)], template.text)
        for template in templates
    }


def sources(conf: Path, dialplans: Path, profile: Profile) -> list[tuple[Path, PurePosixPath]]:
    """Which file of the project becomes which file of the instance, for a profile. Reads no file's text."""
    if profile == "gateway":
        paths = [conf / name for name in _SHARED_WITH_GATEWAY] + sorted((conf / "gateway").glob("*.conf"))
        return [(path, PurePosixPath(path.name)) for path in paths]
    paths = sorted(conf.glob("*.conf")) + sorted((conf / profile).glob("*.conf"))
    found = [(path, PurePosixPath(path.name)) for path in paths]
    found += [(path, PurePosixPath("dialplans", path.name)) for path in sorted(dialplans.glob("*.conf"))]
    return found


def load(conf: Path, dialplans: Path, profile: Profile) -> list[Template]:
    """Read the files of a profile. ConfigError when a folder or file is missing or no UTF-8 text."""
    templates: list[Template] = []
    faults: list[Fault] = []
    for source, target in sources(conf, dialplans, profile):
        try:
            templates.append(Template(source, target, source.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            faults.append(Fault(source, f"cannot be read ({reason}); restore it from the project"))
    names = {template.target.name for template in templates}
    if "asterisk.conf" not in names:
        faults.append(Fault(conf, "there is no asterisk.conf here; name the project's asterisk_conf folder"))
    if faults:
        raise ConfigError(faults)
    return templates
