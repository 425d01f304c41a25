"""`voiceapp check` sees what is wrong in each kind of file an administrator edits."""

import shutil
from pathlib import Path

import pytest

from voiceapp.cli import checkers
from voiceapp.errors import Fault

SHIPPED = Path(__file__).parents[3] / "dialplans"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files as they are shipped, with the secrets an administrator adds."""
    copy = tmp_path / "dialplans"
    shutil.copytree(SHIPPED, copy)
    (copy / "secrets.toml").touch(mode=0o600)
    (copy / "secrets.toml").write_text('ari_password = "hush"')
    settings = (copy / "voiceapp.toml").read_text()
    for name in ("database", "recordings", "cache_dir"):
        settings = settings.replace(f"# {name} = ", f'{name} = "{name}" # ')
    (copy / "voiceapp.toml").write_text(settings)
    return copy


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def found(checker: checkers.Checker, folder: Path) -> list[tuple[str, int | None, str]]:
    return [(fault.path.name, fault.line, fault.message) for fault in checker(folder / "voiceapp.toml")]


@pytest.mark.parametrize("checker", checkers.ALL)
def test_what_is_shipped_has_no_fault(checker: checkers.Checker, folder: Path) -> None:
    """An administrator starts from files that are right."""
    assert checker(folder / "voiceapp.toml") == []


def test_a_line_only_the_settings_know_is_told(folder: Path) -> None:
    """No call would ever reach it."""
    edit(folder / "voiceapp.toml", 'extension = "100"', 'extension = "555"')
    faults = found(checkers.dialplans, folder)
    assert [(file, message.split(":")[0]) for file, _, message in faults] == [
        ("voiceapp.toml", "no call reaches line 555"),
        ("inbound.conf", "extension 100 is no line"),
    ]
    assert all(line is not None for _, line, _ in faults)


def test_a_fault_in_a_dialplan_is_told(folder: Path) -> None:
    """A jump into nowhere would drop a caller."""
    edit(folder / "inbound.conf", "Goto(failover,", "Goto(failovre,")
    assert any(
        file == "inbound.conf" and "failovre" in message
        for file, _, message in found(checkers.dialplans, folder)
    )


@pytest.mark.parametrize("text", ["", "[[lines", "lines = 3", 'lines = ["100"]', "[[lines]]\nname = 3"])
def test_settings_that_cannot_be_read_do_not_stop_the_other_checks(folder: Path, text: str) -> None:
    """Each checker tells its own faults and leaves the others theirs."""
    (folder / "voiceapp.toml").write_text(text)
    assert found(checkers.settings, folder)
    for checker in checkers.ALL[1:]:
        assert all(isinstance(fault, Fault) for fault in checker(folder / "voiceapp.toml"))


def test_settings_elsewhere_are_checked_with_the_dialplans_that_came_along(
    folder: Path, tmp_path: Path
) -> None:
    """With settings in /etc/voiceapp the lines are compared with the shipped dialplans."""
    alone = tmp_path / "voiceapp.toml"
    shutil.copy(folder / "voiceapp.toml", alone)
    edit(alone, 'extension = "100"', 'extension = "555"')
    told = [fault.message for fault in checkers.dialplans(alone)]
    assert any("no call reaches line 555" in message for message in told)
