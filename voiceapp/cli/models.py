"""`voiceapp models`: which speech models there are, fetch them, check them."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from voiceapp.cli.command import Subparsers
from voiceapp.errors import ModelError

if TYPE_CHECKING:
    from voiceapp.speech.catalogue import Entry
    from voiceapp.speech.models import Model


def add_parser(subparsers: Subparsers) -> None:
    """Add `models list`, `models fetch` and `models verify`."""
    parser = subparsers.add_parser(
        "models",
        help="list, fetch and verify speech models",
        description="Speech models: those found here, those voiceapp knows where to get, and whether they "
        "are what they claim to be. Exit code 69 when one is missing, damaged or cannot be reached.",
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, act, words in (
        ("list", run_list, "the models here and those to be had, and which one hears which language"),
        ("fetch", run_fetch, "fetch models from their official address (all of them when none is named)"),
        ("verify", run_verify, "compare every file of the models with its checksum"),
    ):
        action = actions.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        if name != "list":
            action.add_argument(
                "names", nargs="*", metavar="MODEL", help="as 'voiceapp models list' shows it"
            )
        action.add_argument("--models-dir", type=Path, help="look here instead of in the configured folder")
        action.add_argument("--json", action="store_true", help="print one JSON object")
        action.set_defaults(run=act)


def run_list(args: argparse.Namespace) -> int:
    from voiceapp.speech import catalogue
    from voiceapp.speech.choosing import choose
    from voiceapp.speech.models import find

    models_dir, cache_dir = _folders(args)
    models = find(models_dir, cache_dir)
    absent = [entry for entry in catalogue.known() if entry.name not in {model.name for model in models}]
    hears: dict[str, str] = {}
    for language in ("en", "zh"):
        try:
            hears[language] = str(choose(language, models))
        except ModelError as error:
            hears[language] = f"{language}: {error}"
    if args.json:
        print(json.dumps({
            "models": [_as_json(model) for model in models],
            "known": [{"name": entry.name, "engine": entry.engine, "languages": list(entry.languages),
                       "get": entry.remedy} for entry in absent],
            "languages": hears,
        }, indent=2, ensure_ascii=False))  # fmt: skip
        return 0
    for model in models:
        state = "" if model.ready else f"  INCOMPLETE: {', '.join(model.missing)} missing"
        print(f"{model.name:30} {model.engine:8} {','.join(model.languages) or '?':6} {model.origin}{state}")
    for entry in absent:
        print(f"{entry.name:30} {entry.engine:8} {','.join(entry.languages):6} not here: {entry.remedy}")
    print()
    for line in hears.values():
        print(line)
    return 0


def run_fetch(args: argparse.Namespace) -> int:
    from voiceapp.speech import catalogue
    from voiceapp.speech.fetching import fetch

    models_dir, _ = _folders(args)
    entries = _named(args.names, [entry for entry in catalogue.known() if entry.url or args.names])
    fetched = []
    for entry in entries:
        folder = fetch(entry, models_dir, progress=_progress(entry.name))
        fetched.append({"name": entry.name, "path": str(folder)})
        print(f"{entry.name}: {folder}", file=sys.stderr)
    if args.json:
        print(json.dumps({"fetched": fetched}, indent=2, ensure_ascii=False))
    return 0


def run_verify(args: argparse.Namespace) -> int:
    from voiceapp.speech.joining import prepared
    from voiceapp.speech.models import find, wrong_files

    models_dir, cache_dir = _folders(args)
    models = [model for model in find(models_dir, cache_dir) if not args.names or model.name in args.names]
    results = []
    for model in models:
        problem = ""
        try:
            if wrong := wrong_files(prepared(model, cache_dir)):
                problem = f"wrong checksum: {', '.join(wrong)}"
        except ModelError as error:
            problem = str(error)
        checked = len(model.entry.files) if model.entry else 0
        results.append({"name": model.name, "ok": not problem, "problem": problem, "checksums": checked})
        if not args.json:
            told = problem or (
                f"{checked} files as they should be" if checked else "complete; no checksums known"
            )
            print(f"{model.name}: {told}")
    for name in set(args.names) - {model.name for model in models}:
        raise ModelError(f"there is no model {name!r} here: 'voiceapp models list' shows those there are")
    if args.json:
        print(json.dumps({"ok": all(one["ok"] for one in results), "models": results}, indent=2))
    return 0 if all(one["ok"] for one in results) else ModelError.exit_code


def _folders(args: argparse.Namespace) -> tuple[Path, Path]:
    """The models folder and the cache folder: as given, else as configured."""
    if args.models_dir is not None:
        return args.models_dir, args.models_dir.parent
    from voiceapp.config import load, locate

    speech = load(locate(args.config), serving=False).speech
    return speech.models_dir, speech.cache_dir


def _named(names: Sequence[str], entries: "Sequence[Entry]") -> "list[Entry]":
    known = {entry.name: entry for entry in entries}
    for name in names:
        if name not in known:
            raise ModelError(f"there is no model {name!r} to fetch: 'voiceapp models list' shows them")
    return [known[name] for name in names] if names else list(entries)


def _as_json(model: "Model") -> dict[str, object]:
    return {
        "name": model.name,
        "engine": model.engine,
        "languages": list(model.languages),
        "path": str(model.path),
        "origin": model.origin,
        "missing": list(model.missing),
    }


def _progress(name: str) -> Callable[[int, int | None], None]:
    """A line that overwrites itself on a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        return lambda done, total: None

    def show(done: int, total: int | None) -> None:
        share = f"{done / total:4.0%}" if total else f"{done / 1e6:.0f} MB"
        print(f"\r{name} {share}", end="" if done != total else "\n", file=sys.stderr, flush=True)

    return show
