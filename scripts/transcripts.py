#!/usr/bin/env python3
"""Write docs/conversations-en.md and docs/conversations-zh.md: whole conversations, played and never made up.

    scripts/transcripts.py            write them
    scripts/transcripts.py --check    only say whether they are what the dialogue says today; exit 1 if not

What the callers say is in scripts/lib/conversations.toml.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs from a checkout

from voiceapp.claims.claim_number import make
from voiceapp.claims.incident import CallId, IncidentReport
from voiceapp.cli.pages import page
from voiceapp.cli.transcript import lines
from voiceapp.cli.typed import converse, event
from voiceapp.config.settings import Insurer
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.events import Event
from voiceapp.intake.conversation import from_caller_id
from voiceapp.service import wording_for

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "zh")
_NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("Europe/London"))  # a Wednesday
_CALLER_IDS = {"en": "5551234567", "zh": "13812345678"}
_HEADS = {
    "en": "# Conversations\n\nWhole calls in English, as the hotline has them today.",
    "zh": "# 通话实录\n\n今天的热线怎样和来电人对话。",
}
_NOTE = "Written by `scripts/transcripts.py`; change what callers say in `scripts/lib/conversations.toml`."


def path(language: str) -> Path:
    """Where one language's conversations are kept."""
    return ROOT / "docs" / f"conversations-{language}.md"


def document(language: str) -> str:
    """All conversations of a language as Markdown; the same on every day and every machine."""
    told = tomllib.loads((ROOT / "scripts/lib/conversations.toml").read_text(encoding="utf-8"))
    parts = [_HEADS[language], _NOTE]
    for serial, call in enumerate(told[language]):
        parts += [f"## {call['title']}", *_conversation(language, serial, call)]
    return "\n\n".join(parts) + "\n"


def _conversation(language: str, serial: int, call: Mapping[str, Any]) -> Iterator[str]:
    """What was said, and the report that came of it. ValueError when answers are left over."""
    caller_id = None if call.get("withheld") else _CALLER_IDS[language]
    report = IncidentReport(
        call_id=CallId(f"example-{serial + 1}"),
        claim_number=make(_NOW.year, 1 + serial * 123_456),
        line="example",
        language=language,
        started_at=_NOW,
        caller_id=caller_id,
        fields=dict(from_caller_id(caller_id)),
    )
    insurer = Insurer(
        name="Example Insurance" if language == "en" else "示例保险",
        country="US" if language == "en" else "CN",
        time_zone=str(_NOW.tzinfo),
        emergency_number="911" if language == "en" else "120",
    )
    dialogue = Dialogue(report, wording=wording_for(language, insurer), queue="claims")
    spoken: list[str] = []
    answers: Iterator[Event] = map(event, call["answers"])
    converse(dialogue, answers, now=lambda: _NOW, show=lambda what: spoken.extend(lines(what)))
    if left := list(answers):
        raise ValueError(f"{call['title']!r} was over with {len(left)} answers left: shorten it")
    yield "```text\n" + "\n".join(spoken) + "\n```"
    yield "```text\n" + page(dialogue.report).strip() + "\n```"


def main() -> int:
    """Write or check both files; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 when they are out of date"
    )
    check = parser.parse_args().check
    stale = []
    for language in LANGUAGES:
        file, text = path(language), document(language)
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(file.name)
        if not check:
            file.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} {'is out of date: run scripts/transcripts.py' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
