"""`voiceapp reports` on a real database, beside the app that writes it."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.store.reports import STARTED, a_report
from voiceapp.claims.as_json import report_as_json
from voiceapp.claims.claim_number import make
from voiceapp.claims.incident import IncidentReport, Status
from voiceapp.cli import main
from voiceapp.store.sqlite import open_store

SETTINGS = """
[insurer]
name = "Acme"
country = "US"
time_zone = "America/New_York"
emergency_number = "911"
[store]
database = "voiceapp.db"
[[lines]]
extension = "100"
name = "Motor"
language = "en"
"""
REPORTS = [
    a_report(f"call-{n}", make(2026, n), started_at=STARTED + timedelta(hours=n), status=status)
    for n, status in enumerate((Status.COMPLETE, Status.PARTIAL, Status.DRAFT))
]


def store(folder: Path, reports: Sequence[IncidentReport]) -> None:
    async def save() -> None:
        async with open_store(folder / "voiceapp.db") as opened:
            for report in reports:
                await opened.save(report)

    asyncio.run(save())


@pytest.fixture
def config(tmp_path: Path) -> str:
    """Settings of a hotline that took three calls."""
    path = tmp_path / "voiceapp.toml"
    path.write_text(SETTINGS)
    store(tmp_path, REPORTS)
    return str(path)


def test_the_list_is_json_newest_first(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get all reports in one array."""
    assert main(["--config", config, "reports", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [report_as_json(report) for report in reversed(REPORTS)]


def test_the_list_is_as_short_as_asked(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--limit 1 is the last call."""
    assert main(["reports", "list", "--limit", "1", "--config", config]) == 0
    header, only = capsys.readouterr().out.splitlines()
    assert header.startswith("claim")
    assert " draft " in only


def test_a_database_without_reports_is_an_empty_array(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first call there is nothing, which is no error."""
    (tmp_path / "voiceapp.toml").write_text(SETTINGS)
    store(tmp_path, [])
    assert main(["--config", str(tmp_path / "voiceapp.toml"), "reports", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("spaced", [False, True])
def test_a_report_is_found_by_its_claim_number_as_read_or_as_written(
    config: str, spaced: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Staff type what the caller reads to them."""
    number = REPORTS[1].claim_number
    which = f"{number[:3]} {number[3:6]} {number[6:]}" if spaced else number
    assert main(["--config", config, "reports", "show", which, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == report_as_json(REPORTS[1])


def test_a_report_is_found_by_its_call_id_and_shown_as_a_page(
    config: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who comes from the log has the call id."""
    assert main(["--config", config, "reports", "show", "call-1"]) == 0
    out = capsys.readouterr().out
    assert "status     partial" in out
    assert "corner of Elm and Fifth" in out


def test_a_report_there_is_not_ends_with_one(config: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A script can tell that nothing was found from that something is broken."""
    assert main(["--config", config, "reports", "show", "999999999"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "no report has the claim number or call id 999999999" in err


def test_words_a_terminal_cannot_show_are_escaped(config: str, tmp_path: Path) -> None:
    """Chinese words on an old terminal, or a torn character, do not end in a traceback."""
    store(tmp_path, [a_report("zh", make(2026, 9), cues={"others": "人民路\ud800"})])
    command = [sys.executable, "-m", "voiceapp", "--config", config, "reports", "show", "zh", "--json"]
    done = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"PYTHONIOENCODING": "latin-1"}
    )
    assert json.loads(done.stdout.decode("ascii"))["cues"] == {"others": "人民路\ud800"}


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_that_is_no_number_is_a_wrong_command_line(
    config: str, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names what it must be."""
    with pytest.raises(SystemExit) as caught:
        main(["--config", config, "reports", "list", f"--limit={limit}"])
    assert caught.value.code == 2
    assert "must be a whole number from 1 on" in capsys.readouterr().err


def test_no_database_and_wrong_settings_are_told_with_their_exit_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """74: the data cannot be read; 78: the settings are wrong."""
    path = tmp_path / "voiceapp.toml"
    path.write_text(SETTINGS)
    assert main(["--config", str(path), "reports", "list"]) == 74
    assert "it is made when voiceapp runs" in capsys.readouterr().err
    path.write_text(SETTINGS.replace("911", "nine"))
    assert main(["--config", str(path), "reports", "list"]) == 78
    assert f"{path}:6: [insurer] emergency_number" in capsys.readouterr().err
