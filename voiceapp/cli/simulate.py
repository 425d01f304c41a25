"""`voiceapp simulate`: the whole conversation typed in a terminal, no telephone needed."""

import argparse
import json
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from voiceapp.cli.command import Subparsers
from voiceapp.errors import ConfigError

if TYPE_CHECKING:
    from voiceapp.config.settings import Insurer


def add_parser(subparsers: Subparsers) -> None:
    """Add `simulate`."""
    parser = subparsers.add_parser(
        "simulate",
        help="have the conversation in the terminal",
        description="The same conversation as on the telephone, typed: one line is one answer. Digits, * and "
        "# alone are keys; an empty line is silence; the end of the input hangs up. Nothing is stored.",
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
    from voiceapp.cli.typed import HOW, converse, event
    from voiceapp.dialogue.accident import Dialogue
    from voiceapp.dialogue.actions import Action
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
    echoed = not sys.stdin.isatty()  # a terminal shows what is typed, a pipe does not

    def show(what: object) -> None:
        if echoed or isinstance(what, Action):
            for line in lines(what):
                print(line, file=talk, flush=True)

    print(HOW, file=talk)
    answers = map(event, sys.stdin)
    converse(dialogue, answers, now=lambda: datetime.now(zone) + shift, show=show)
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
