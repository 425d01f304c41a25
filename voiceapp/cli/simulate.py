"""`voiceapp simulate`: the whole conversation typed in a terminal, no telephone needed."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from voiceapp.cli.command import Subparsers
from voiceapp.errors import ConfigError

if TYPE_CHECKING:
    from voiceapp.config.settings import Insurer
    from voiceapp.dialogue.events import Event

_KEYS = frozenset("0123456789*#")
_HELP = (
    "Type what the caller says. Digits, * and # alone are keys. An empty line is silence; Ctrl-D hangs up."
)


def add_parser(subparsers: Subparsers) -> None:
    """Add `simulate`."""
    parser = subparsers.add_parser(
        "simulate",
        help="have the conversation in the terminal",
        description=f"The same conversation as on the telephone, typed. {_HELP} Nothing is stored.",
    )
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language (default: %(default)s)")
    parser.add_argument("--caller-id", metavar="NUMBER", help="the number the call comes from")
    parser.add_argument(
        "--now",
        type=datetime.fromisoformat,
        metavar="TIME",
        help="pretend it is this time, as 2026-03-11T14:20",
    )
    parser.add_argument("--json", action="store_true", help="end with the report as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read answers from standard input until the conversation is over."""
    from voiceapp.claims.as_json import report_as_json
    from voiceapp.claims.claim_number import make
    from voiceapp.claims.incident import CallId, IncidentReport
    from voiceapp.cli.pages import page
    from voiceapp.cli.transcript import lines
    from voiceapp.dialogue.accident import Dialogue
    from voiceapp.dialogue.events import Answered, Event
    from voiceapp.intake.conversation import from_caller_id
    from voiceapp.service import wording_for

    insurer, zone = _insurer(args)
    begun = datetime.now(zone)
    shift = args.now.replace(tzinfo=zone) - begun if args.now else timedelta()
    now = begun + shift
    report = IncidentReport(
        call_id=CallId("simulated"),
        claim_number=make(now.year, 0),
        line="simulate",
        language=args.lang,
        started_at=now,
        caller_id=args.caller_id,
        fields=dict(from_caller_id(args.caller_id)),
    )
    dialogue = Dialogue(report, wording=wording_for(args.lang, insurer), queue="claims")
    talk = sys.stderr if args.json else sys.stdout
    print(_HELP, file=talk)
    event: Event = Answered()
    answers = _answers()
    while not dialogue.over:
        for action in dialogue.handle(event, now=datetime.now(zone) + shift):
            for line in lines(action):
                print(line, file=talk, flush=True)
        if not dialogue.over:
            event = next(answers)
    if args.json:
        print(json.dumps(report_as_json(dialogue.report), indent=2, ensure_ascii=False))
    else:
        print(f"\n{page(dialogue.report)}")
    return 0


def _insurer(args: argparse.Namespace) -> "tuple[Insurer, ZoneInfo]":
    """Of the settings file if there is one; else an example's, so that it can be tried without any."""
    from voiceapp.config import load, locate
    from voiceapp.instance.paths import share_folder

    try:
        path = locate(args.config)
    except ConfigError:
        path = share_folder("dialplans") / "voiceapp.toml"
    insurer = load(path, serving=False).insurer
    return insurer, ZoneInfo(insurer.time_zone)


def _answers() -> "Iterator[Event]":
    """One event a line; a hang-up at the end of input."""
    from voiceapp.dialogue.events import Heard, HungUp, Keyed, Silence

    for line in sys.stdin:
        said = line.strip()
        if not said:
            yield Silence()
        elif set(said) <= _KEYS:
            yield Keyed(said.rstrip("#") or "#")
        else:
            yield Heard(said)
    yield HungUp()
