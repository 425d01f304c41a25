"""The demonstration; scripts/demo prepares the ground and starts it."""

import argparse
import asyncio
import contextlib
import fcntl
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.robot.caller import robot
from tests.robot.conversations import by_keys, by_voice
from tests.robot.hotline import LANGUAGES, App, Hotline, hotline
from tests.robot.sounds import write_wav
from voiceapp.errors import CallGoneError, SwitchError, VoiceappError, one_of
from voiceapp.instance.ports import free_ports
from voiceapp.intake.timing import percentile

BUSY = 75  # sysexits.h: try again later


def main() -> int:
    options = _options()
    run_file = Path(os.environ["VOICEAPP_RUN_FILE"])
    code = 0
    try:
        with _only_one(run_file), _folder() as folder:
            code = asyncio.run(_until_signal(_demo(options, folder, run_file)))
    except* BlockingIOError:
        _tell("A demo of this checkout is running already. End it with Ctrl-C first.")
        code = BUSY
    except* VoiceappError as errors:
        error = one_of(errors)
        _tell(f"voiceapp: {error}")
        code = error.exit_code
    return code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="keep the line open for your own telephone")
    parser.add_argument("--json", action="store_true", help="end with one JSON object on standard output")
    parser.add_argument("--keys", action="store_true", help="the robot answers with keys")
    parser.add_argument("--lang", choices=sorted(set(LANGUAGES.values())), default="en")
    parser.add_argument("--save", type=Path, metavar="FILE.wav", help="keep what the caller heard")
    return parser.parse_args()


async def _demo(options: argparse.Namespace, folder: Path, run_file: Path) -> int:
    _tell("Starting Asterisk")
    async with hotline(folder, ports=free_ports()) as line:
        _tell(f"Asterisk {await _asterisk_version(line)} listens on {line.asterisk.sip}; starting voiceapp")
        async with line.app(tell=_tell) as app:
            with _announced(run_file, line):
                if options.keep:
                    await _keep(line, app)
                    return 0
                return await _one_call(options, folder, line, app)


async def _keep(line: Hotline, app: App) -> None:
    account = line.asterisk
    _tell(
        f"Softphone: server {account.sip} (UDP), user {account.softphone_user}, "
        f"password {account.softphone_password}"
    )
    lines = ",".join(f"{extension}:{language}" for extension, language in LANGUAGES.items())
    print(f"READY sip={account.sip} lines={lines} app={app.pid}", flush=True)
    await app.ended.wait()
    raise SwitchError("voiceapp ended by itself:\n" + "\n".join(app.log[-5:]))


async def _one_call(options: argparse.Namespace, folder: Path, line: Hotline, app: App) -> int:
    extension = next(e for e, language in LANGUAGES.items() if language == options.lang)
    conversation = by_keys if options.keys else by_voice(options.lang)
    _tell(f"A robot rings sip:{extension}@{line.asterisk.sip}\n")
    async with robot(folder / "gateway", line.asterisk.sip) as caller:
        try:
            record = await caller.ring(extension, conversation)
        except* (EOFError, TimeoutError, CallGoneError) as errors:
            told = "\n".join(app.log[-5:])
            raise SwitchError(
                f"the call broke off ({errors.exceptions[0]!r}); voiceapp's last words:\n{told}"
            ) from None
    if options.save:
        write_wav(options.save, record.everything)
    report = (await line.reports())[0]
    summary = app.events("call_ended")[-1]
    waits = list(record.waits)
    figures = {
        "first_word": _rounded(record.first_word),
        "heard_p50": _rounded(percentile(waits, 0.5)),
        "heard_p95": _rounded(percentile(waits, 0.95)),
        "app_p50": summary["answer_p50"],
        "app_p95": summary["answer_p95"],
    }
    _tell("")
    _tell(json.dumps(report, indent=2, ensure_ascii=False))
    _tell(
        f"\nSpeech engine: {summary['engine']}. End of speech to first sound, as the caller heard it: "
        f"p50 {figures['heard_p50']} s, p95 {figures['heard_p95']} s ({len(waits)} turns); "
        f"answer to first word: {figures['first_word']} s."
    )
    complete = report["status"] == "complete"
    _tell("The report is complete." if complete else f"The report is {report['status']}.")
    if options.json:
        version = await _asterisk_version(line)
        result = {
            "report": report,
            "turns": summary["turns"],
            "figures": figures,
            "engine": summary["engine"],
            "asterisk": version,
        }
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 0 if complete else 1


async def _asterisk_version(line: Hotline) -> str:
    return (await line.asterisk.cli("core show version")).split()[1]


@contextmanager
def _announced(run_file: Path, line: Hotline) -> Iterator[None]:
    """Let scripts/voiceapp find this demo's data while it runs."""
    fresh = run_file.with_suffix(".new")
    facts = {"config": str(line.settings), "sip": line.asterisk.sip, "pid": os.getpid()}
    fresh.write_text(json.dumps(facts), encoding="utf-8")
    fresh.replace(run_file)
    try:
        yield
    finally:
        run_file.unlink(missing_ok=True)


@contextmanager
def _only_one(run_file: Path) -> Iterator[None]:
    """One demo for each checkout. BlockingIOError when there is one; the lock ends with the process."""
    run_file.parent.mkdir(parents=True, exist_ok=True)
    with run_file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


@contextmanager
def _folder() -> Iterator[Path]:
    """Scratch data, gone with the demo. Open to the unprivileged user that Asterisk runs as."""
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-demo-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _until_signal(work: Any) -> int:
    """Run it; SIGINT and SIGTERM end it in good order."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        return int(await task)
    return 0


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
