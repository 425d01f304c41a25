"""`voiceapp prompts`: read and hear what callers hear."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from voiceapp.cli.command import Subparsers

if TYPE_CHECKING:
    from voiceapp.config.settings import Config


def add_parser(subparsers: Subparsers) -> None:
    """Add `prompts list`, `prompts render` and `prompts listen`."""
    parser = subparsers.add_parser(
        "prompts", help="read and hear what callers hear", description="Reads and speaks the prompts."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = commands.add_parser("list", help="print every prompt", description="Prints every prompt.")
    rendering = commands.add_parser(
        "render",
        help="speak all fixed prompts into the cache, and the dialplan's messages into a folder",
        description="Renders what does not change from call to call, so that the next start is quick. With "
        "--messages also what Asterisk plays when the app is away (dialplans/messages.toml).",
    )
    rendering.add_argument("--messages", type=Path, metavar="FOLDER", help="write LANGUAGE/NAME.wav below it")
    listen = commands.add_parser(
        "listen",
        help="speak one prompt into a WAV file",
        description="Speaks one prompt, with {braces} left as they are, into a WAV file to be listened to.",
    )
    listen.add_argument("key", metavar="PROMPT", help="its name, as in 'prompts list': safety.ask")
    listen.add_argument("file", type=Path, metavar="FILE.wav", help="where to write it")
    for command, run in ((listing, run_list), (rendering, run_render), (listen, run_listen)):
        command.add_argument("--lang", choices=("en", "zh"), default=None, help="only this language")
        command.set_defaults(run=run)


def _config(args: argparse.Namespace) -> "Config":
    from voiceapp.config import load, locate

    return load(locate(args.config), serving=False)


def _languages(args: argparse.Namespace, config: "Config") -> list[str]:
    return [args.lang] if args.lang else sorted({line.language for line in config.lines})


def run_list(args: argparse.Namespace) -> int:
    """Print them."""
    from voiceapp.service import wording_for

    config = _config(args)
    for language in _languages(args, config):
        for key, entries in wording_for(language, config.insurer).texts.items():
            for entry in entries:
                print(f"{language}  {key:<26} {entry}")
    return 0


def run_render(args: argparse.Namespace) -> int:
    """Fill the cache."""
    from voiceapp.instance import messages
    from voiceapp.instance.paths import share_folder
    from voiceapp.service import wording_for
    from voiceapp.speech.opening import open_voice

    config = _config(args)
    languages = _languages(args, config)

    async def render() -> None:
        async with open_voice(config.voice, config.speech.cache_dir, languages=languages) as voice:
            for language in languages:
                fixed = wording_for(language, config.insurer).fixed()
                await voice.render_all(fixed, language=language, progress=_tell)
            if args.messages:
                texts = messages.load(share_folder("dialplans") / "messages.toml")
                await messages.render(texts, args.messages, synthesizer=voice, languages=languages)
                _tell(f"messages written to {args.messages}")

    asyncio.run(render())
    return 0


def run_listen(args: argparse.Namespace) -> int:
    """Speak one."""
    from voiceapp.errors import ConfigError, Fault
    from voiceapp.instance.messages import wav
    from voiceapp.ports import SAMPLE_RATE, Audio
    from voiceapp.sentences import split
    from voiceapp.service import wording_for
    from voiceapp.speech.opening import open_voice

    config = _config(args)
    language = args.lang or config.lines[0].language
    texts = wording_for(language, config.insurer).texts
    if args.key not in texts:
        raise ConfigError([Fault(Path(args.key), "is no prompt: 'voiceapp prompts list' shows their names")])

    async def speak() -> bytes:
        async with open_voice(config.voice, config.speech.cache_dir, languages=[language]) as voice:
            parts = [
                await voice.render(sentence, language=language)
                for entry in texts[args.key]
                for sentence in split(entry)
            ]
        return wav(Audio(b"".join(part.pcm for part in parts)), SAMPLE_RATE)

    sound = asyncio.run(speak())
    try:
        args.file.write_bytes(sound)
    except OSError as error:
        raise ConfigError([Fault(args.file, f"cannot be written ({error.strerror})")]) from None
    return 0


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
