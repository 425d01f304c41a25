"""The command line answers mistakes with messages and exit codes, never with a traceback."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from voiceapp import __version__
from voiceapp.cli import COMMANDS, main
from voiceapp.cli.command import Parser, Subparsers
from voiceapp.errors import StoreError


class ACommand:
    """A command `do`, with one more below it, that runs what the test gives it."""

    def __init__(self, run: Callable[[argparse.Namespace], int]) -> None:
        self._run = run

    def add_parser(self, subparsers: Subparsers) -> None:
        parser = subparsers.add_parser("do", help="do it")
        parser.set_defaults(run=self._run)
        below = parser.add_subparsers()
        below.add_parser("it", help="do that").set_defaults(run=self._run)


def test_the_exit_code_of_a_command_is_ours() -> None:
    """A script can tell how it went."""
    assert main(["do"], commands=[ACommand(lambda _: 3)]) == 3


def test_an_error_of_ours_is_a_message_and_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """A user's mistake or a broken disk shows what to do and nothing of our insides."""

    def fail(_: argparse.Namespace) -> int:
        raise StoreError("the disk is full; free some space")

    assert main(["do"], commands=[ACommand(fail)]) == StoreError.exit_code
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "voiceapp: the disk is full; free some space\n"


def test_an_interrupt_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C is no error."""

    def interrupted(_: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    assert main(["do"], commands=[ACommand(interrupted)]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("argv", "config"),
    [
        (["do"], "None"),
        (["--config", "a", "do"], "a"),
        (["do", "--config", "b"], "b"),
        (["do", "it", "--config", "c"], "c"),
        (["--config", "a", "do", "it"], "a"),
        (["--config", "a", "do", "it", "--config", "c"], "c"),
    ],
)
def test_the_settings_file_can_be_named_at_any_depth(argv: list[str], config: str) -> None:
    """Wherever --config stands it counts, the innermost most."""

    def run(args: argparse.Namespace) -> int:
        assert str(args.config) == config
        return 7

    assert main(argv, commands=[ACommand(run)]) == 7


@pytest.mark.parametrize("argv", [[], ["nonsense"], ["do", "--conf", "x"]])
def test_a_wrong_command_line_is_told_with_the_usage(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, as everywhere; options are not guessed from their beginnings."""
    with pytest.raises(SystemExit) as caught:
        main(argv, commands=[ACommand(lambda _: 0)])
    assert caught.value.code == 2
    assert "usage: voiceapp" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints it and ends well."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"voiceapp {__version__}\n"


def parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    inner = [
        choice
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for choice in action.choices.values()
    ]
    return [parser, *(below for one in inner for below in parsers(one))]


def test_every_command_and_every_option_has_a_help_text() -> None:
    """--help answers at every depth."""
    top = Parser()
    subparsers = top.add_subparsers()
    for command in COMMANDS:
        command.add_parser(subparsers)
    found = parsers(top)[1:]
    assert len(found) >= len(COMMANDS)
    for parser in found:
        assert parser.description, parser.prog
        for action in parser._actions:
            assert action.help or isinstance(action, argparse._SubParsersAction), (parser.prog, action.dest)
        assert parser.format_help()


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    """No engine, database or network library is loaded only to tell how a command is called."""
    code = """
import sys
from voiceapp.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
heavy = {"numpy", "vosk", "faster_whisper", "piper", "aiohttp", "aiosqlite", "pysqlite3", "pyttsx3"}
loaded = heavy & set(sys.modules)
sys.exit(str(loaded) if loaded else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "reports" in done.stdout


def test_a_reader_that_went_away_is_no_error() -> None:
    """`voiceapp … | head -1` ends without a word."""
    code = """
import sys
from voiceapp.cli import main
class Long:
    def add_parser(self, subparsers):
        subparsers.add_parser("long").set_defaults(run=lambda args: print("x" * 1_000_000) or 0)
sys.exit(main(["long"], commands=[Long()]))
"""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
        )
    finally:
        os.close(writing)
    assert done.stderr == ""
    assert done.returncode == 128 + 13


def test_the_module_runs_as_the_command_does() -> None:
    """`python -m voiceapp` is voiceapp."""
    done = subprocess.run(
        [sys.executable, "-m", "voiceapp", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"voiceapp {__version__}\n"
