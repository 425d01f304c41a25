"""scripts/setup: what it finds, and what it must never touch. Building everything is what CI does first."""

import os
import subprocess
from pathlib import Path

import pytest

from voiceapp.instance.paths import share_folder

SCRIPTS = share_folder("scripts")


def setup(*arguments: str, cache: Path | None = None) -> subprocess.CompletedProcess[str]:
    environ = dict(os.environ) | ({"VOICEAPP_CACHE": str(cache)} if cache else {})
    command = [str(SCRIPTS / "setup"), *arguments]
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)


def mirrors(apt: Path, **environ: str) -> list[str]:
    """What the script takes for Debian archives in an /etc/apt."""
    script = f'. "{SCRIPTS}/lib/common.sh"; . "{SCRIPTS}/lib/asterisk.sh"; debian_mirrors "{apt}"'
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        env=dict(os.environ) | environ,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split()


def test_where_everything_is_there_nothing_is_made_or_installed() -> None:
    done = setup()
    assert done.returncode == 0, done.stderr
    assert "ready" in done.stderr
    assert not any(word in done.stderr for word in ("Making", "Installing", "Downloading", "Unpacking"))


def test_an_empty_cache_is_told_item_by_item_and_stays_empty(tmp_path: Path) -> None:
    done = setup("--check", cache=tmp_path / "cache")
    assert done.returncode == 1
    assert "missing: Python environment" in done.stdout
    assert not (tmp_path / "cache").exists()


def test_nothing_is_missing_here() -> None:
    done = setup("--check")
    assert (done.returncode, done.stdout) == (0, "everything is there\n")


@pytest.mark.parametrize("argument", ["--purge", ""])
def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path, argument: str) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work", encoding="utf-8")
    done = setup(*argument.split(), cache=tmp_path)
    assert done.returncode == 69
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_purge_removes_what_setup_made(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    (cache / "env-1/bin").mkdir(parents=True)
    (cache / ".voiceapp").touch()
    assert setup("--purge", cache=cache).returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert setup("--purge", cache=cache).returncode == 0


def test_purge_waits_for_no_demo_but_refuses_while_one_runs(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / ".voiceapp").touch()
    (tmp_path / "run/demo-1.json").write_text(f'{{"pid": {os.getpid()}}}', encoding="utf-8")
    done = setup("--purge", cache=tmp_path)
    assert done.returncode == 69
    assert "stop it first" in done.stderr
    assert (tmp_path / "run").is_dir()


def test_an_option_it_does_not_know_is_told() -> None:
    done = setup("--nonsense")
    assert done.returncode == 64
    assert "--purge" in done.stderr


DEB822 = """\
Types: deb
# a remark
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main

Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main
"""


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"sources.list.d/debian.sources": DEB822}, ["http://mirror.example/debian"]),
        (
            {"sources.list.d/debian.sources": "Enabled: no\n" + DEB822.partition("\n\n")[0]},
            [],
        ),
        ({"sources.list.d/a.sources": "URIs: http://a.example/debian\nSuites: x\nComponents: contrib\n"}, []),
        (
            {"sources.list": "# deb http://no.example/debian x main\ndeb http://yes.example/debian x main\n"},
            ["http://yes.example/debian"],
        ),
        (
            {"sources.list": "deb [arch=amd64 signed-by=/k] https://b.example/debian trixie contrib main\n"},
            ["https://b.example/debian"],
        ),
        (
            {
                "sources.list": "deb http://one.example/debian bookworm main\n",
                "sources.list.d/debian.sources": DEB822,
            },
            ["http://one.example/debian", "http://mirror.example/debian"],
        ),
        ({"sources.list": "deb http://archive.example/ubuntu noble main\n"}, []),
        ({"sources.list.d/vendor.list": "deb https://vendor.example/apt stable tools\n"}, []),
    ],
)
def test_the_archive_is_the_one_apt_uses_in_whichever_format(
    tmp_path: Path, files: dict[str, str], found: list[str]
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert mirrors(tmp_path) == found


def test_an_archive_that_is_named_wins(tmp_path: Path) -> None:
    assert mirrors(tmp_path, VOICEAPP_DEBIAN_MIRROR="http://m.example/debian") == ["http://m.example/debian"]
