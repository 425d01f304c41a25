"""The command line. Each command is a module here; `COMMANDS` lists them in the order of `--help`."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence

from voiceapp import __version__
from voiceapp.cli import check, doctor, models, prompts, reports, serve, simulate, understand
from voiceapp.cli.command import Command, Parser
from voiceapp.errors import VoiceappError

COMMANDS: tuple[Command, ...] = (serve, simulate, understand, reports, models, prompts, check, doctor)

_INTERRUPTED = 128 + 2  # what a shell reports after SIGINT
_PIPE_CLOSED = 128 + 13  # … after SIGPIPE


def main(argv: Sequence[str] | None = None, *, commands: Sequence[Command] = COMMANDS) -> int:
    """Run one command and return its exit code. A user's mistake gets a message, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for terminals that cannot show what was said
    args = _parser(commands).parse_args(argv, argparse.Namespace(config=None))
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        code = run(args)
        sys.stdout.flush()  # so that a closed pipe is noticed here and not while the interpreter ends
    except VoiceappError as error:
        print(f"voiceapp: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return _PIPE_CLOSED
    return code


def _parser(commands: Sequence[Command]) -> Parser:
    parser = Parser(
        prog="voiceapp",
        description="A self-hosted accident hotline: Asterisk rings, voiceapp asks, listens, reads back and "
        "stores the report.",
        epilog="'voiceapp COMMAND --help' tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"voiceapp {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in commands:
        command.add_parser(subparsers)
    return parser


def _forget_stdout() -> None:
    """Let the interpreter flush what is left into nothing: whoever read our output is gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
