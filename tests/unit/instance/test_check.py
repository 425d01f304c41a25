"""The dialplan check: ours is clean, and each mistake that has cost a call is found."""

import shutil
from pathlib import Path

import pytest

from voiceapp.instance.check import check
from voiceapp.instance.paths import share_folder


@pytest.fixture
def dialplans(tmp_path: Path) -> Path:
    shutil.copytree(share_folder("dialplans"), tmp_path / "dialplans")
    return tmp_path / "dialplans"


def add(dialplans: Path, text: str) -> int:
    """Append steps to the lines; the number of their first line."""
    path = dialplans / "inbound.conf"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n[more]\n{text}\n", encoding="utf-8")
    return len(before.splitlines()) + 3


def test_the_dialplans_we_ship_have_no_fault() -> None:
    assert check(share_folder("dialplans")) == []


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("exten => _.,1,NoOp()", "matches everything"),
        ("exten => _!,1,NoOp()", "matches everything"),
        ("exten => 1,1,Stasis(voiceapp,${EXTEN})", "Stasis gets a variable"),
        ("exten => 1,1,Set(X=${CALLERID(name)})", "comes from outside"),
        ("exten => 1,1,Set(X=${PJSIP_HEADER(read,Subject)})", "comes from outside"),
        ("exten => 1,1,Playback(${CALLBACK})", "comes from outside"),
        ("exten => 1,1,Record(/tmp/story.wav,5,60,q)", "Record needs the options"),
        ("exten => 1,1,System(rm)", "runs programs"),
        ("exten => 1,1,Set(X=${SHELL(id)})", "runs programs"),
        ("exten => 1,1,Goto(nowhere,s,1)", "[nowhere], which is not there"),
        ("exten => 1,1,Goto(failover,s,99)", "99 of s in [failover]"),
        ("exten => 1,1,GotoIf($[1]?lost)", "goes to lost"),
        ("exten => 1,1,Playback(${MESSAGES}/nothing-to-say)", "no text for"),
        ("exten => 1,1,Playbakc(hello)", "Playbakc"),
        ("exten => 1,1,NoOp(", "is no application"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(dialplans: Path, step: str, told: str) -> None:
    line = add(dialplans, step)
    found = [fault for fault in check(dialplans) if told in fault.message]
    assert [(fault.path, fault.line) for fault in found][:1] == [(dialplans / "inbound.conf", line)]


@pytest.mark.parametrize(
    "step",
    [
        "exten => 1,1,Set(X=${FILTER(0-9+,${CALLERID(num)})})",
        "exten => 1,1,Goto(take-call,${EXTEN},1)",
        "exten => 1,1,Goto(take-call,100,1)",
        "exten => 1,1,Record(/tmp/story.wav,5,60,kq)",
    ],
)
def test_the_right_way_is_no_fault(dialplans: Path, step: str) -> None:
    add(dialplans, step)
    assert check(dialplans) == []


def test_a_file_that_is_included_must_be_there(dialplans: Path) -> None:
    (dialplans / "agents.conf").unlink()
    told = [str(fault) for fault in check(dialplans)]
    assert [one for one in told if "#include of dialplans/agents.conf" in one]


def test_a_message_without_a_text_in_one_language_is_told(dialplans: Path) -> None:
    path = dialplans / "messages.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[extra]\nen = "Hello."\n', encoding="utf-8")
    assert [str(fault) for fault in check(dialplans)] == [f"{path}: [extra] has no text for the language zh"]
