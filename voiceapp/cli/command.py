"""What a command of the command line is: a module with `add_parser`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction["Parser"]
else:
    Subparsers = Any


class Parser(argparse.ArgumentParser):
    """Takes `--config` at any depth: `voiceapp --config X reports list`, `voiceapp reports list --config X`.

    Sub-parsers are made of the class of their parent, so each of them has the option too. Its default is
    suppressed, or an inner parser would overwrite what an outer one has read.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)
        self.add_argument(
            "--config",
            type=Path,
            metavar="PATH",
            default=argparse.SUPPRESS,
            help="the settings file (default: $VOICEAPP_CONFIG, ./voiceapp.toml, "
            "/etc/voiceapp/voiceapp.toml)",
        )


class Command(Protocol):
    """One command. Its module imports heavy parts inside `run`, so that `voiceapp --help` stays quick."""

    def add_parser(self, subparsers: Subparsers) -> None:
        """Add its parser, with `set_defaults(run=run)`, where `run(args) -> int` does it and returns the
        exit code. `args.config` is the path given with --config, or None: `voiceapp.config.locate`
        takes it."""
        ...
