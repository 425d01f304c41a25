"""Scenarios of scripts/sipp against a hotline whose app is away: the tester's tool and the last rung."""

import asyncio
import json
import sys

import pytest

from voiceapp.instance.handle import Instance
from voiceapp.instance.paths import share_folder

PROJECT = share_folder("scripts").parent


async def sipp(target: str, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of scripts/sipp."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "scripts.lib.sipp",
        target,
        *arguments,
        cwd=PROJECT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await asyncio.wait_for(process.communicate(), 90)
    return process.returncode or 0, out.decode(), errors.decode()


@pytest.mark.parametrize("group", ["signalling", "keypad", "speech"])
async def test_a_group_of_scenarios_passes(asterisk: Instance, group: str) -> None:
    code, out, errors = await sipp(asterisk.sip, group, "--json")
    told = json.loads(out)
    assert (code, [one["name"] for one in told["scenarios"] if not one["passed"]]) == (0, []), errors
    assert told["scenarios"]


async def test_keys_of_a_scenario_arrive_as_pressed(asterisk: Instance) -> None:
    await sipp(asterisk.sip, "keypad/answers")
    (kept,) = (asterisk.spool / "failover").glob("*.call")
    assert "callback=215550142\n" in kept.read_text(encoding="utf-8")


async def test_a_line_that_is_not_there_fails_with_sipps_reason(asterisk: Instance) -> None:
    code, out, _ = await sipp(asterisk.sip, "signalling/answer", "--extension", "555", "--json")
    assert code == 1
    assert "404" in json.loads(out)["scenarios"][0]["reason"]


async def test_an_unknown_scenario_is_told() -> None:
    code, _, errors = await sipp("127.0.0.1:1", "nonsense")
    assert code == 64
    assert "scripts/sipp list" in errors


async def test_the_list_says_what_each_scenario_shows() -> None:
    code, out, _ = await sipp("127.0.0.1:1", "list")
    assert code == 0
    for line in out.splitlines():
        assert len(line.split()) > 5
