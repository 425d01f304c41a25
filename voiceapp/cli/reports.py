"""`voiceapp reports`: what callers reported, for eyes or as JSON. Only looks; the app may be running."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from voiceapp.claims.as_json import report_as_json
from voiceapp.claims.incident import CallId, IncidentReport
from voiceapp.cli import pages
from voiceapp.cli.command import Subparsers
from voiceapp.config import load, locate

_NOT_FOUND = 1


def add_parser(subparsers: Subparsers) -> None:
    """Add `reports list` and `reports show`."""
    parser = subparsers.add_parser(
        "reports",
        help="list and show the reports that calls left",
        description="Lists and shows the reports that calls left. Works while the app is running.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    listing = commands.add_parser(
        "list", help="list reports, newest first", description="Lists reports, newest first."
    )
    listing.add_argument("--json", action="store_true", help="print a JSON array instead of a table")
    listing.add_argument(
        "--limit", type=_count, default=100, metavar="N", help="at most so many (default: %(default)s)"
    )
    listing.set_defaults(run=run_list)

    showing = commands.add_parser(
        "show",
        help="show one report with its evidence",
        description="Shows one report: what is known, and for each value the words it rests on. "
        "Exit code 1 when there is no such report.",
    )
    showing.add_argument(
        "which", metavar="CLAIM_NUMBER|CALL_ID", help="a claim number, spaces allowed, or a call id"
    )
    showing.add_argument("--json", action="store_true", help="print one JSON object instead of a page")
    showing.set_defaults(run=run_show)


def run_list(args: argparse.Namespace) -> int:
    """Print the newest reports."""
    reports = asyncio.run(_newest(_database(args), args.limit))
    if args.json:
        print(json.dumps([report_as_json(report) for report in reports], indent=2, ensure_ascii=False))
    else:
        print(pages.table(reports))
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print one report."""
    report = asyncio.run(_find(_database(args), args.which))
    if report is None:
        print(f"voiceapp: no report has the claim number or call id {args.which}", file=sys.stderr)
        return _NOT_FOUND
    if args.json:
        print(json.dumps(report_as_json(report), indent=2, ensure_ascii=False))
    else:
        print(pages.page(report))
    return 0


def _database(args: argparse.Namespace) -> Path:
    return load(locate(args.config), serving=False).store.database


async def _newest(database: Path, limit: int) -> Sequence[IncidentReport]:
    from voiceapp.store.sqlite import open_store

    async with open_store(database, read_only=True) as store:
        return await store.newest(limit=limit)


async def _find(database: Path, which: str) -> IncidentReport | None:
    from voiceapp.store.sqlite import open_store

    number = which.replace(" ", "").replace("-", "")
    async with open_store(database, read_only=True) as store:
        return await store.get_by_claim_number(number) or await store.get(CallId(which))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 on, not {text!r}")
    return int(text)
