"""What an instance's folder holds before Asterisk starts."""

import os
import stat
from pathlib import Path

import pytest

from voiceapp.errors import SwitchError
from voiceapp.instance.files import Profile
from voiceapp.instance.launch import Runner, Secrets, command, lay_out, runner
from voiceapp.instance.paths import share_folder
from voiceapp.instance.ports import Ports
from voiceapp.instance.program import Program

PORTS = Ports(sip=5060, http=8088, ami=5038, rtp_first=10000, rtp_last=10399)
ME = Runner("me", os.geteuid(), os.getegid())
PROGRAM = Program(Path("/sbin/asterisk"), Path("/lib/modules"), Path("/share"), Path("/share/sounds/en"))


def prepare(folder: Path, *, profile: Profile = "demo", trunk: str | None = None) -> Secrets:
    return lay_out(
        folder,
        program=PROGRAM,
        profile=profile,
        conf=share_folder("asterisk_conf"),
        dialplans=share_folder("dialplans"),
        messages=None,
        ports=PORTS,
        runner=ME,
        sip_address="127.0.0.1",
        trunk=trunk,
    )


def test_every_file_is_rendered_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    made = prepare(tmp_path)
    written = [path for path in (tmp_path / "etc").rglob("*.conf") if path.is_file()]
    assert f"password = {made.ari}" in (tmp_path / "etc/ari.conf").read_text(encoding="utf-8")
    assert len(written) > 20
    for path in [*written, tmp_path / "secrets.json"]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_passwords_differ_between_instances_and_last_over_a_restart(tmp_path: Path) -> None:
    first, second = prepare(tmp_path / "a"), prepare(tmp_path / "b")
    assert len({first.ari, first.ami, first.softphone, second.ari, second.ami, second.softphone}) == 6
    assert min(len(first.ari), len(first.ami)) >= 32
    assert prepare(tmp_path / "a") == first


def test_passwords_do_not_show_when_printed(tmp_path: Path) -> None:
    made = prepare(tmp_path)
    assert made.ari not in repr(made)


def test_damaged_passwords_are_told_and_not_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{", encoding="utf-8")
    with pytest.raises(SwitchError, match="damaged; remove it"):
        prepare(tmp_path)


def test_what_an_earlier_run_took_down_stays(tmp_path: Path) -> None:
    prepare(tmp_path)
    kept = tmp_path / "spool/failover/1.2.call"
    kept.write_text("callback=5550100\n", encoding="utf-8")
    prepare(tmp_path)
    assert kept.read_text(encoding="utf-8") == "callback=5550100\n"


def test_a_path_that_asterisks_socket_cannot_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SwitchError, match="too long a path"):
        prepare(tmp_path / ("x" * 100))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "etc").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(SwitchError, match="cannot write to"):
        prepare(tmp_path)


def test_a_gateway_must_know_whom_to_ring(tmp_path: Path) -> None:
    with pytest.raises(SwitchError, match="trunk=HOST:PORT"):
        prepare(tmp_path, profile="gateway")
    prepare(tmp_path, profile="gateway", trunk="127.0.0.1:5060")
    assert "contact = sip:127.0.0.1:5060" in (tmp_path / "etc/pjsip.conf").read_text(encoding="utf-8")


def test_a_strict_instance_has_no_password_for_a_softphone(tmp_path: Path) -> None:
    made = prepare(tmp_path, profile="installed")
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "etc").rglob("*.conf")]
    assert not [text for text in texts if made.softphone in text]


def test_dropping_to_a_user_happens_before_asterisk_and_dies_with_us_after_it() -> None:
    line = command(Path("/i"), PROGRAM, Runner("nobody", 65534, 65534, drop=True))
    assert line.index("--reuid=65534") < line.index("--pdeathsig") < line.index("/sbin/asterisk")
    assert "--clear-groups" in line
    assert "unshare" not in line


def test_a_hidden_private_asterisk_is_mounted_where_the_user_can_see_it(tmp_path: Path) -> None:
    root = Path("/closed/asterisk")
    program = Program(
        root / "sbin/asterisk", root / "m", root / "d", root / "s", root=root, loader=root / "l/ld"
    )
    line = command(tmp_path, program, Runner("nobody", 65534, 65534, drop=True, bind_root=True))
    assert line[0] == "unshare"
    assert str(root) in line[: line.index("setpriv")]
    assert not [word for word in line[line.index("setpriv") :] if str(root) in word]


def test_who_cannot_drop_says_why(tmp_path: Path) -> None:
    """Root stays root only with a reason; anybody else simply stays who they are."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    who = runner(closed / "instance", PROGRAM)
    if os.geteuid() == 0:
        assert not who.drop
        assert who.reason is not None
        assert "choose another instance folder" in who.reason
    else:
        assert (who.uid, who.drop, who.reason) == (os.geteuid(), False, None)
