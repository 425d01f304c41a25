"""What keeps voiceapp from starting is told in a sentence that says what to do, never in a traceback."""

import asyncio
import shutil
from pathlib import Path

import pytest

from tests.robot.hotline import run, serving, write_settings
from voiceapp.dialogue import wording
from voiceapp.instance.handle import Instance
from voiceapp.instance.paths import share_folder

LINES = {"100": "en"}


async def refused(settings: Path, **environment: str) -> tuple[int, str]:
    """Exit code and complaint of an app that must not start."""
    code, out, errors = await run("--config", str(settings), "serve", environment=environment)
    assert "READY" not in out
    assert "Traceback" not in errors
    complaint = [line for line in errors.splitlines() if not line.startswith("{")]
    return code, "\n".join(complaint)


@pytest.fixture
def settings(short_folder: Path, asterisk: Instance) -> Path:
    """Settings that work."""
    return write_settings(short_folder, asterisk, lines=LINES)


def edited(settings: Path, old: str, new: str) -> Path:
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")
    return settings


async def test_a_wrong_ari_password(settings: Path) -> None:
    secrets = settings.with_name("secrets.toml")
    secrets.write_text('ari_password = "not this one"\n', encoding="utf-8")
    code, complaint = await refused(settings)
    assert code == 69
    assert "password" in complaint
    assert "not this one" not in complaint


async def test_an_asterisk_that_is_not_there(settings: Path, asterisk: Instance) -> None:
    edited(settings, asterisk.http_url, "http://127.0.0.1:9")
    code, complaint = await refused(settings)
    assert code == 69
    assert "http://127.0.0.1:9" in complaint
    assert "is it running" in complaint


async def test_another_port_that_is_no_asterisk(settings: Path, asterisk: Instance) -> None:
    edited(settings, asterisk.http_url, f"http://127.0.0.1:{asterisk.ports.ami}")
    code, complaint = await refused(settings)
    assert code == 69
    assert str(asterisk.ports.ami) in complaint


async def test_no_settings_file(short_folder: Path) -> None:
    code, complaint = await refused(short_folder / "voiceapp.toml")
    assert code == 78
    assert "dialplans/voiceapp.toml" in complaint


async def test_every_fault_of_a_settings_file_is_told_with_its_line(settings: Path) -> None:
    edited(settings, 'language = "en"', 'language = "klingon"')
    edited(settings, 'country = "US"', 'country = "America"')
    code, complaint = await refused(settings)
    assert code == 78
    assert len([line for line in complaint.splitlines() if f"{settings}:" in line]) == 2


async def test_a_settings_file_that_is_no_toml(settings: Path) -> None:
    edited(settings, "[store]", "[store")
    code, complaint = await refused(settings)
    assert code == 78
    assert f"{settings}:" in complaint


async def test_a_broken_prompt_file(settings: Path, tmp_path: Path) -> None:
    package = tmp_path / "voiceapp"
    shutil.copytree(share_folder("voiceapp"), package, ignore=shutil.ignore_patterns("__pycache__"))
    prompts = package / wording.FOLDER.relative_to(share_folder("voiceapp")) / "en.toml"
    edited(prompts, "{emergency_number}", "{emergency}")
    code, complaint = await refused(settings, PYTHONPATH=str(tmp_path), PYTHONSAFEPATH="1")
    assert code == 78
    assert f"{prompts}:" in complaint
    assert "{emergency}" in complaint


@pytest.mark.parametrize("database", ["/proc/voiceapp/voiceapp.db", "/dev/null/voiceapp.db"])
async def test_a_database_that_cannot_be_made(settings: Path, database: str) -> None:
    edited(settings, "data/voiceapp.db", database)
    code, complaint = await refused(settings)
    assert code in (74, 78)
    assert "/proc/voiceapp" in complaint or "/dev/null" in complaint


async def test_a_recogniser_without_a_model(settings: Path) -> None:
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '\n[speech.en]\nengine = "vosk"\n', encoding="utf-8")
    code, complaint = await refused(settings)
    assert code == 69
    assert "vosk" in complaint
    assert "voiceapp models fetch" in complaint


@pytest.mark.timeout(300)
async def test_a_second_app_on_the_same_asterisk_takes_over_and_the_first_says_why_it_ended(
    settings: Path,
) -> None:
    async with serving(settings) as first, serving(settings) as second:
        async with asyncio.timeout(20):
            assert await first.process.wait() == 69
        await first.ended.wait()
        assert "Another program" in "\n".join(first.log)
        assert "Traceback" not in "\n".join(first.log)
        assert not second.ended.is_set()
