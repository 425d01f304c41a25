"""`voiceapp doctor` on installations that are sound and on some that are not."""

import shutil
import socket
from pathlib import Path

import pytest

from voiceapp.config import load
from voiceapp.doctor import Finding, Verdict, examine
from voiceapp.instance.paths import share_folder


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Settings of an installation without an Asterisk."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    path = tmp_path / "voiceapp.toml"
    shutil.copy(share_folder("dialplans") / "voiceapp.toml", path)
    text = path.read_text(encoding="utf-8")
    text = text.replace("[asterisk]\n", f'[asterisk]\nurl = "http://127.0.0.1:{port}"\n')
    text = text.replace(
        "[store]\n", '[store]\ndatabase = "data/voiceapp.db"\nrecordings = "data/recordings"\n'
    )
    text = text.replace("[speech]\n", '[speech]\ncache_dir = "cache"\n')
    path.write_text(text, encoding="utf-8")
    secrets = tmp_path / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text('ari_password = "not-a-real-one"\n', encoding="utf-8")
    (tmp_path / "data").mkdir()
    return path


async def looked_at(settings: Path) -> dict[str, Finding]:
    return {finding.what: finding async for finding in examine(load(settings))}


async def test_without_asterisk_the_fault_says_so_and_all_the_rest_is_still_looked_at(settings: Path) -> None:
    found = await looked_at(settings)
    assert found["asterisk"].verdict is Verdict.FAULT
    assert found["voice"].verdict is Verdict.OK
    assert found["recogniser en"].verdict is not Verdict.FAULT
    assert "does not exist yet" in found["store"].message


async def test_a_wanted_engine_without_a_model_is_a_fault_with_a_remedy(settings: Path) -> None:
    text = settings.read_text(encoding="utf-8").replace("[speech.en]\n", '[speech.en]\nengine = "vosk"\n')
    settings.write_text(text, encoding="utf-8")
    finding = (await looked_at(settings))["recogniser en"]
    assert finding.verdict is Verdict.FAULT
    assert "voiceapp models fetch" in finding.message


async def test_a_database_that_is_none_is_a_fault(settings: Path) -> None:
    (settings.parent / "data" / "voiceapp.db").write_bytes(b"no database at all" * 100)
    assert (await looked_at(settings))["store"].verdict is Verdict.FAULT
