"""Configuration files: every blank is filled, none is left, nothing slips in."""

import re
from pathlib import Path, PurePosixPath

import pytest

from voiceapp.errors import ConfigError
from voiceapp.instance.files import Profile, Template, load, placeholders, render, sources
from voiceapp.instance.paths import share_folder

CONF, DIALPLANS = share_folder("asterisk_conf"), share_folder("dialplans")


def template(text: str) -> Template:
    return Template(Path("http.conf"), PurePosixPath("http.conf"), text)


def test_a_placeholder_gets_its_value_and_asterisks_own_syntax_is_left_alone() -> None:
    texts = render([template("port=@PORT@ ; ${EXTEN}@lines a@b @ @x@\n")], {"PORT": "8088"})
    assert texts == {PurePosixPath("http.conf"): "port=8088 ; ${EXTEN}@lines a@b @ @x@\n"}


def test_all_missing_misspelt_and_unsafe_values_are_told_at_once_with_their_line() -> None:
    with pytest.raises(ConfigError) as raised:
        render([template("a=@ONE@\nb=@TWO@\nc=@THREE@\n")], {"TWO": "x\nhack=1", "TREE": "3"})
    told = [str(fault) for fault in raised.value.faults]
    assert told[0].startswith("http.conf:1:")
    assert "@ONE@" in told[0]
    assert told[1].startswith("http.conf:3:")
    assert "TREE" in told[2]
    assert "TWO" in told[3]
    assert "hack" not in "".join(told)


@pytest.mark.parametrize("value", ["a;b", "a\nb", "a\rb", "a\0b"])
def test_no_value_can_end_its_line_or_start_a_comment(value: str) -> None:
    with pytest.raises(ConfigError):
        render([template("secret=@S@")], {"S": value})


@pytest.mark.parametrize("profile", ["installed", "demo", "gateway"])
def test_every_profile_is_complete(profile: Profile) -> None:
    """Each include of a file has its file, and asterisk.conf is there."""
    templates = load(CONF, DIALPLANS, profile)
    there = {str(one.target) for one in templates}
    wanted = {name for one in templates for name in re.findall(r"^#include (\S+)", one.text, re.MULTILINE)}
    assert "asterisk.conf" in there
    assert wanted <= there


def test_only_the_demo_lets_callers_in_without_an_account() -> None:
    def local(profile: Profile) -> str:
        texts = {str(one.target): one.text for one in load(CONF, DIALPLANS, profile)}
        return texts["pjsip_local.conf"] + texts["pjsip.conf"] + texts["modules.conf"]

    def active(text: str) -> list[str]:
        return [line for line in text.splitlines() if line and not line.startswith(";")]

    assert "match = 127.0.0.1" in active(local("demo"))
    assert not [line for line in active(local("installed")) if line.startswith("match")]
    profiles: tuple[Profile, ...] = ("installed", "demo")
    for profile in profiles:
        assert not [line for line in active(local(profile)) if "anonymous" in line]


def test_a_secret_is_never_written_in_a_file_of_the_project() -> None:
    for source, _ in sources(CONF, DIALPLANS, "demo") + sources(CONF, DIALPLANS, "gateway"):
        for line in source.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"\s*(?:password|secret)\s*=\s*(\S+)", line):
                assert placeholders(found.group(1)), f"{source}: {line}"


def test_a_folder_that_is_not_the_projects_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=re.escape(str(tmp_path))):
        load(tmp_path, DIALPLANS, "demo")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "asterisk.conf").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match=r"asterisk\.conf: cannot be read"):
        load(tmp_path, DIALPLANS, "demo")
