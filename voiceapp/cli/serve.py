"""`voiceapp serve`: take calls."""

import argparse
import asyncio
import signal
import sys

from voiceapp.cli.command import Subparsers
from voiceapp.errors import VoiceappError, one_of


def add_parser(subparsers: Subparsers) -> None:
    """Add `serve`."""
    parser = subparsers.add_parser(
        "serve",
        help="take calls",
        description="Connects to Asterisk and takes calls until SIGINT or SIGTERM; callers who are on the "
        "line then are handed to people. Exit code: 0 after a signal, 69 when Asterisk or a model is not "
        "there, 74 when the store cannot be used, 78 when a file is wrong.",
    )
    parser.add_argument(
        "--transcript",
        action="store_true",
        help="print what is said, live, on standard output: for demonstrations, it shows personal data",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from voiceapp import logs
    from voiceapp.cli.transcript import show
    from voiceapp.config import load, locate
    from voiceapp.service import serve

    config = load(locate(args.config))
    logs.configure(json=config.log.json, level=config.log.level, show_personal=config.log.show_personal)

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(
                serve(
                    config,
                    ready=lambda: print("READY", flush=True),
                    watch=show if args.transcript else None,
                    progress=lambda what: print(what, file=sys.stderr, flush=True),
                ),
                name="serve",
            )
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, serving.cancel)

    try:
        asyncio.run(main())
    except* VoiceappError as errors:
        raise one_of(errors) from None
    return 0
