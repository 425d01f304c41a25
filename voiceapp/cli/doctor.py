"""`voiceapp doctor`: what is wrong with an installation, and what to do about it."""

import argparse
import asyncio
import json

from voiceapp.cli.command import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser(
        "doctor",
        help="find what is wrong with an installation and say what to do",
        description="Looks at Asterisk, the app, speech recognition, voices, the store and the folders, and "
        "says what to do about what it finds. Changes nothing; a running app is not disturbed. Exit code: "
        "0 when calls can be taken, 1 when something is wrong, 78 when the settings file is.",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array instead of lines")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look at everything and tell as it comes."""
    from voiceapp import logs
    from voiceapp.config import load, locate
    from voiceapp.doctor import Finding, Verdict, examine

    logs.configure(json=False, level="error")
    config = load(locate(args.config))

    async def look() -> list[Finding]:
        found = []
        async for finding in examine(config):
            found.append(finding)
            if not args.json:
                print(f"{finding.verdict:<8} {finding.what:<14} {finding.message}", flush=True)
        return found

    found = asyncio.run(look())
    if args.json:
        rows = [{"what": f.what, "verdict": str(f.verdict), "message": f.message} for f in found]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    return 1 if any(f.verdict is Verdict.FAULT for f in found) else 0
