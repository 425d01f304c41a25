"""Which Asterisk is run, and with what command."""

from pathlib import Path

import pytest

from voiceapp.errors import SwitchError
from voiceapp.instance.program import Program, private, version

LIBRARIES = "usr/lib/x86_64-linux-gnu"


def lay_out(root: Path) -> Path:
    for name in (f"{LIBRARIES}/asterisk/modules", "usr/share/asterisk/sounds/en_US_f_Allison", "usr/sbin"):
        (root / name).mkdir(parents=True)
    for name in (f"{LIBRARIES}/ld-linux-x86-64.so.2", "usr/sbin/asterisk"):
        (root / name).touch()
    return root


def test_a_private_asterisk_is_started_by_its_own_linker_with_its_own_libraries(tmp_path: Path) -> None:
    root = lay_out(tmp_path.resolve())
    libraries = root / LIBRARIES
    assert private(root).argv() == [
        f"{libraries}/ld-linux-x86-64.so.2",
        "--library-path",
        f"{libraries}:{libraries}/asterisk",
        f"{root}/usr/sbin/asterisk",
    ]


def test_seen_at_another_place_every_path_moves_with_it(tmp_path: Path) -> None:
    moved = private(lay_out(tmp_path)).seen_at(Path("/mnt/a"))
    assert moved.root == Path("/mnt/a")
    assert str(tmp_path) not in " ".join(
        [*moved.argv(), str(moved.modules), str(moved.data), str(moved.sounds)]
    )


@pytest.mark.parametrize("lost", ["usr/sbin/asterisk", f"{LIBRARIES}/ld-linux-x86-64.so.2"])
def test_a_private_asterisk_that_is_not_whole_says_what_is_missing_and_what_to_do(
    tmp_path: Path, lost: str
) -> None:
    (lay_out(tmp_path) / lost).unlink()
    with pytest.raises(SwitchError, match=r"is missing.*scripts/setup"):
        private(tmp_path)


@pytest.mark.parametrize(
    ("says", "numbers"), [("Asterisk 22.10.1~dfsg-1", (22, 10, 1)), ("nonsense", ()), ("Asterisk GIT", ())]
)
def test_the_version_is_what_the_program_says(tmp_path: Path, says: str, numbers: tuple[int, ...]) -> None:
    binary = tmp_path / "asterisk"
    binary.write_text(f"#!/bin/sh\necho '{says}'\n", encoding="utf-8")
    binary.chmod(0o755)
    assert version(Program(binary, tmp_path, tmp_path, tmp_path)) == numbers


def test_a_program_that_cannot_run_has_no_version(tmp_path: Path) -> None:
    assert version(Program(tmp_path / "none", tmp_path, tmp_path, tmp_path)) == ()
