"""Runs SIPp scenarios against a line: scripts/sipp.

A scenario is scripts/sipp.d/GROUP/NAME.xml; its name and its first comment say what must hold.
"""

import argparse
import array
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.lib.keypad import capture

SCENARIOS = Path(__file__).resolve().parent.parent / "sipp.d"
CALL_SECONDS = 40  # no scenario takes longer
SPOKEN = "somebody ran into the back of my car at a red light on main street yesterday evening"
OK, FAILED, USAGE, UNAVAILABLE = 0, 1, 64, 69


@dataclass(frozen=True, slots=True)
class Scenario:
    """One XML file. `name`: GROUP/NAME. `holds`: what it shows when it passes."""

    name: str
    path: Path
    holds: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario went. `reason`: why it failed, in SIPp's words; None when it passed."""

    name: str
    passed: bool
    seconds: float
    reason: str | None


def scenarios() -> list[Scenario]:
    """All there are, by name."""
    found = []
    for path in sorted(SCENARIOS.glob("*/*.xml")):
        comment = re.search(r"<!--(.*?)-->", path.read_text(encoding="utf-8"), re.DOTALL)
        holds = " ".join(comment.group(1).split()) if comment else ""
        found.append(Scenario(f"{path.parent.name}/{path.stem}", path, holds))
    return found


def chosen(name: str) -> list[Scenario]:
    """Those that a name means: all, a whole group, or one."""
    return [one for one in scenarios() if name in ("all", one.name, one.name.split("/", maxsplit=1)[0])]


def speak(text: str, path: Path) -> None:
    """Write `text` as spoken by espeak-ng: raw mu-law, 8 kHz, what SIPp's rtp_stream sends."""
    spoken = path.with_suffix(".wav")
    command = ["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(spoken), text]
    subprocess.run(command, check=True, timeout=30)  # noqa: S603 - no shell, a text of ours
    with wave.open(str(spoken), "rb") as file:
        rate, samples = file.getframerate(), array.array("h", file.readframes(file.getnframes()))
    path.write_bytes(
        bytes(mu_law(samples[int(at * rate / 8000)]) for at in range(len(samples) * 8000 // rate))
    )


def mu_law(sample: int) -> int:
    """One 16-bit sample as G.711 mu-law."""
    sign = 0x80 if sample < 0 else 0
    size = min(abs(sample), 32635) + 132
    exponent = size.bit_length() - 8
    return ~(sign | exponent << 4 | (size >> (exponent + 3)) & 0x0F) & 0xFF


def press(scenario: Scenario, folder: Path) -> None:
    """Write the captures a scenario plays: keys-12hash.pcap is somebody pressing 1, 2 and the hash key."""
    number = 1
    for name in re.findall(
        r'play_pcap_audio="(keys-[^"]+)\.pcap"', scenario.path.read_text(encoding="utf-8")
    ):
        keys = name.removeprefix("keys-").replace("hash", "#").replace("star", "*")
        packets, number = capture(keys, first=number)
        Path(folder, f"{name}.pcap").write_bytes(packets)


def run(scenario: Scenario, target: str, extension: str, folder: Path, calls: int) -> Result:
    """Place the calls of one scenario, bounded in time. Its files go into `folder`."""
    begun = time.monotonic()
    command = ["sipp", target, "-sf", str(scenario.path), "-s", extension, "-m", str(calls), "-l", str(calls)]
    command += ["-i", "127.0.0.1", "-mi", "127.0.0.1", "-nostdin", "-trace_err", "-error_file", "errors.log"]
    command += ["-recv_timeout", "15000", "-timeout", f"{CALL_SECONDS}s", "-timeout_error"]
    (folder / "errors.log").unlink(missing_ok=True)
    press(scenario, folder)
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what the tester typed is one argument each
            command, cwd=folder, capture_output=True, text=True, timeout=CALL_SECONDS + 10, check=False
        )
        code, said = done.returncode, done.stderr
    except subprocess.TimeoutExpired:
        code, said = -1, f"did not end within {CALL_SECONDS + 10} s"
    if (folder / "errors.log").is_file():
        said = (folder / "errors.log").read_text(encoding="utf-8", errors="replace") or said
    reason = None if code == 0 else _gist(said) or f"sipp ended with {code}"
    return Result(scenario.name, code == 0, round(time.monotonic() - begun, 2), reason)


def _gist(said: str) -> str:
    """The line of SIPp's long complaint that says what went wrong."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [
        line for line in lines if re.search(r"unexpected|Aborting|timeout|timed out|Unable|Error", line)
    ]
    return (telling or lines or [""])[0][:300]


def main(arguments: Sequence[str], *, default_target: str) -> int:
    """The command. Returns its exit code."""
    parser = argparse.ArgumentParser(prog="scripts/sipp", description="Rings a line with SIPp scenarios.")
    parser.add_argument(
        "name", metavar="NAME|list|all", help="a scenario, a group of them, or one of these words"
    )
    parser.add_argument("--target", default=default_target, help="HOST:PORT (default: %(default)s)")
    parser.add_argument("--extension", default="100", help="the line to ring (default: %(default)s)")
    parser.add_argument(
        "--calls", type=int, default=1, choices=range(1, 21), metavar="1-20", help="at a time"
    )
    parser.add_argument("--speech", type=Path, help="what is spoken: a raw mu-law file at 8 kHz")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")
    options = parser.parse_args(arguments)
    if options.name == "list":
        for scenario in scenarios():
            print(f"{scenario.name:28} {scenario.holds}")
        return OK
    wanted = chosen(options.name)
    if not wanted:
        return _stop(USAGE, f"no scenario is called {options.name}; scripts/sipp list shows them all")
    for program in ("sipp", "espeak-ng"):
        if shutil.which(program) is None:
            return _stop(UNAVAILABLE, f"{program} is not installed; run scripts/setup")
    if options.speech is not None and not options.speech.is_file():
        return _stop(USAGE, f"there is no file {options.speech}")
    results = []
    with tempfile.TemporaryDirectory(prefix="voiceapp-sipp-") as folder:
        if options.speech is not None:
            shutil.copyfile(options.speech, Path(folder, "speech.ulaw"))
        else:
            speak(SPOKEN, Path(folder, "speech.ulaw"))
        for scenario in wanted:
            result = run(scenario, options.target, options.extension, Path(folder), options.calls)
            verdict = "passed" if result.passed else f"FAILED: {result.reason}"
            print(f"{result.name:28} {result.seconds:6.1f} s  {verdict}", file=sys.stderr, flush=True)
            results.append(result)
    passed = sum(result.passed for result in results)
    if options.json:
        print(json.dumps({"target": options.target, "scenarios": [asdict(result) for result in results]}))
    else:
        print(f"{passed} passed, {len(results) - passed} failed")
    return OK if passed == len(results) else FAILED


def _stop(code: int, message: str) -> int:
    print(f"scripts/sipp: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], default_target=sys.argv[1]))
