"""Secrets are read only from a file that others cannot use, and never quoted."""

from pathlib import Path

import pytest

from voiceapp.config.secret_file import read_secret
from voiceapp.errors import Fault


def secrets(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "secrets.toml"
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_a_file_of_our_own_gives_its_secret(tmp_path: Path, mode: int) -> None:
    """Readable by the user, perhaps by a group: that is how services share a secret."""
    assert read_secret(secrets(tmp_path, b'ari_password = "hush"', mode), "ari_password") == "hush"


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602, 0o660, 0o777])
def test_a_file_that_others_may_use_is_refused(tmp_path: Path, mode: int) -> None:
    """The message says which mode it has and the command that mends it."""
    fault = read_secret(secrets(tmp_path, b'ari_password = "hush"', mode), "ari_password")
    assert isinstance(fault, Fault)
    assert f"mode {mode:04o}" in fault.message
    assert "chmod 600" in fault.message


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        (b"\n\nari_password = hush", "is not TOML on this line", 3),
        (b"\xffhush", "is not UTF-8", None),
        (b'\nari_password = ["hush"]', "must be there", 2),
        (b'ari_password = ""', "must be there", 1),
        (b'password = "hush"', "must be there", None),
    ],
)
def test_what_is_wrong_is_told_without_quoting_the_file(
    tmp_path: Path, content: bytes, message: str, line: int | None
) -> None:
    """A message may be sent to anybody."""
    fault = read_secret(secrets(tmp_path, content), "ari_password")
    assert isinstance(fault, Fault)
    assert message in fault.message
    assert fault.line == line
    assert "hush" not in str(fault)


def test_a_missing_file_is_told_with_how_to_make_it(tmp_path: Path) -> None:
    """Mode and content are in the message."""
    fault = read_secret(tmp_path / "secrets.toml", "ari_password")
    assert isinstance(fault, Fault)
    assert "mode 0600" in fault.message
    assert 'ari_password = "…"' in fault.message
