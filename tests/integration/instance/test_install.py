"""Installing into an operator's own folder: his files stay his."""

import stat
from pathlib import Path

import pytest

from voiceapp.errors import ConfigError
from voiceapp.instance.install import main, passwords


def install(folder: Path, *more: str) -> int:
    paths = {"--to": folder / "etc", "--secrets": folder / "secrets.toml", "--spool": folder / "spool"}
    return main(
        [word for name, path in paths.items() for word in (name, str(path))] + ["--owner", "-", *more]
    )


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_new_folder_gets_everything_and_both_sides_the_same_password(tmp_path: Path) -> None:
    assert install(tmp_path) == 0
    known = passwords(tmp_path / "secrets.toml")
    assert f"password = {known['ari_password']}" in text(tmp_path / "etc/ari.conf")
    assert f"secret = {known['ami_password']}" in text(tmp_path / "etc/manager.conf")
    assert (tmp_path / "etc/dialplans/inbound.conf").is_file()
    assert (tmp_path / "spool/failover").is_dir()
    assert stat.S_IMODE((tmp_path / "secrets.toml").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "etc/ari.conf").stat().st_mode) == 0o640


def test_doing_it_twice_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path)
    before = {path: text(path) for path in (tmp_path / "etc").rglob("*.conf")}
    capsys.readouterr()
    assert install(tmp_path) == 0
    assert capsys.readouterr().out == "everything is as it should be\n"
    assert {path: text(path) for path in (tmp_path / "etc").rglob("*.conf")} == before


def test_what_was_there_is_kept_beside_and_never_overwritten_by_a_second_run(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/http.conf").write_text("; mine\n", encoding="utf-8")
    (tmp_path / "etc/other.conf").write_text("; mine too\n", encoding="utf-8")
    install(tmp_path)
    install(tmp_path, "--http-port", "9099")
    assert "bindport = 9099" in text(tmp_path / "etc/http.conf")
    assert text(tmp_path / "etc/http.conf.before-voiceapp") == "; mine\n"
    assert text(tmp_path / "etc/other.conf") == "; mine too\n"


def test_trunks_and_edited_dialplans_survive_an_update(tmp_path: Path) -> None:
    install(tmp_path)
    for name in ("pjsip_local.conf", "queues_local.conf", "dialplans/inbound.conf"):
        (tmp_path / "etc" / name).write_text("; edited\n", encoding="utf-8")
    install(tmp_path)
    for name in ("pjsip_local.conf", "queues_local.conf", "dialplans/inbound.conf"):
        assert text(tmp_path / "etc" / name) == "; edited\n"


def test_a_password_an_operator_chose_is_used_and_his_other_lines_stay(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('# ours\nari_password = "chosen"', encoding="utf-8")
    assert passwords(path)["ari_password"] == "chosen"  # noqa: S105 - no password of anybody's
    assert text(path).startswith('# ours\nari_password = "chosen"\nami_password = "')
    assert passwords(path) == passwords(path)


def test_a_damaged_file_of_passwords_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text("=", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not TOML"):
        passwords(path)


def test_a_folder_that_cannot_be_written_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "etc").write_text("a file where a folder must be", encoding="utf-8")
    assert install(tmp_path) != 0
    assert "cannot write" in capsys.readouterr().err


def test_a_user_that_is_not_there_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(tmp_path, "--owner", "nobody-of-this-name") != 0
    assert "there is no user nobody-of-this-name" in capsys.readouterr().err


@pytest.mark.parametrize("rtp", ["10-20", "20000-10000", "x"])
def test_a_range_that_is_none_is_refused(tmp_path: Path, rtp: str) -> None:
    with pytest.raises(SystemExit) as ended:
        install(tmp_path, "--rtp", rtp)
    assert ended.value.code == 2
    assert not (tmp_path / "etc").exists()
