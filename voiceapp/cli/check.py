"""`voiceapp check`: what is wrong with the files an administrator edits."""

import argparse
import json
import sys
from collections.abc import Sequence

from voiceapp.cli import checkers
from voiceapp.cli.checkers import Checker
from voiceapp.cli.command import Subparsers
from voiceapp.config import locate
from voiceapp.errors import ConfigError, Fault


def add_parser(subparsers: Subparsers) -> None:
    """Add `check`."""
    parser = subparsers.add_parser(
        "check",
        help="check settings, wording and dialplans before they are live",
        description="Looks at everything an administrator edits and tells all that is wrong at once, each "
        "with its file and line. Nothing is changed. Exit code: 0 when all is well, 78 when it is not.",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, *, checkers: Sequence[Checker] = checkers.ALL) -> int:
    """Run every checker, also when an earlier one found something."""
    path = locate(args.config)
    faults = [fault for checker in checkers for fault in checker(path)]
    if args.json:
        print(json.dumps({"ok": not faults, "faults": [_as_json(fault) for fault in faults]}, indent=2))
    elif faults:
        for fault in faults:
            print(fault)
        print(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} found", file=sys.stderr)
    else:
        print(f"{path}: all is well")
    return ConfigError.exit_code if faults else 0


def _as_json(fault: Fault) -> dict[str, str | int | None]:
    return {"path": str(fault.path), "line": fault.line, "message": fault.message}
