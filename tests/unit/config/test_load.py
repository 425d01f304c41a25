"""The settings file: what is right is read, what is wrong is told all at once with its line."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from voiceapp.config import Config, load, locate, read
from voiceapp.config.load import SYSTEM_FILE
from voiceapp.config.settings import Asterisk, Engine, Log, Voice
from voiceapp.errors import ConfigError
from voiceapp.ports import Line

SHIPPED = Path(__file__).parents[3] / "dialplans" / "voiceapp.toml"
HUSH = "hush"
ENVIRON = {"HOME": "/home/of/nobody", "XDG_CACHE_HOME": ""}
LEAST = """
[insurer]
name = "Acme"
country = "US"
time_zone = "America/New_York"
emergency_number = "911"
[store]
database = "voiceapp.db"
recordings = "recordings"
[speech]
cache_dir = "cache"
[[lines]]
extension = "100"
name = "Motor"
language = "en"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    secrets = tmp_path / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(f'ari_password = "{HUSH}"\n')
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "voiceapp.toml"
    path.write_text(text, "utf-8")
    return path


def loaded(folder: Path, text: str) -> Config:
    return load(written(folder, text), environ=ENVIRON)


def faults(folder: Path, text: str) -> list[tuple[int | None, str]]:
    config, found = read(written(folder, text), environ=ENVIRON)
    assert config is None
    return [(fault.line, fault.message) for fault in found]


def test_what_is_not_set_has_a_default(folder: Path) -> None:
    """The least file that works gives a complete configuration on loopback."""
    config = loaded(folder, LEAST)
    assert config.asterisk == Asterisk(
        url="http://127.0.0.1:8088", user="voiceapp", app="voiceapp", password=HUSH
    )
    assert config.voice == Voice(engine="auto", rate=160)
    assert config.log == Log(json=True, level="info", show_personal=False)
    assert config.speech.engines == dict.fromkeys(("en", "zh"), Engine(engine="auto", model="auto"))
    assert config.lines == (Line(extension="100", name="Motor", language="en", queue="claims"),)
    assert ZoneInfo(config.insurer.time_zone).key == "America/New_York"


def test_paths_lie_beside_the_settings_file_unless_they_are_absolute(folder: Path) -> None:
    """It does not matter from which folder the app is started."""
    config = loaded(folder, LEAST.replace('"recordings"', f'"{folder}/elsewhere"'))
    assert config.store.database == folder / "voiceapp.db"
    assert config.store.recordings == folder / "elsewhere"
    assert config.speech.models_dir == folder / "cache" / "models"


@pytest.mark.parametrize(
    ("environ", "cache"),
    [
        ({"VOICEAPP_CACHE": "/c", "XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/c"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/voiceapp"),
        ({"HOME": "/h"}, "/h/.cache/voiceapp"),
        ({}, "/.cache/voiceapp"),
    ],
)
def test_auto_is_the_cache_folder_that_the_set_up_fills(
    folder: Path, environ: dict[str, str], cache: str
) -> None:
    """Models fetched by scripts/setup are found without a setting."""
    path = written(folder, LEAST.replace('"cache"', '"auto"'))
    speech = load(path, serving=False, environ=environ).speech
    assert speech.cache_dir == Path(cache)
    assert speech.models_dir == Path(cache, "models")


def test_the_password_is_never_shown(folder: Path) -> None:
    """A configuration that ends in a log line or a traceback gives nothing away."""
    config = loaded(folder, LEAST)
    assert config.asterisk.password == HUSH
    assert HUSH not in repr(config)


def test_the_shipped_file_is_right_and_its_comments_show_the_defaults(folder: Path) -> None:
    """What an administrator starts from has no fault, and a setting in a comment is its default."""
    text = SHIPPED.read_text("utf-8")
    with_comments_as_settings, count = re.subn(r"(?m)^# (?=[a-z_]+ = )", "", text)
    assert count >= 14
    shipped = load(SHIPPED, serving=False, environ=ENVIRON)
    path = written(folder, with_comments_as_settings)
    assert replace(load(path, serving=False, environ=ENVIRON), path=SHIPPED) == shipped


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(folder: Path) -> None:
    """One run of check is enough to mend a file."""
    text = (
        "[insurer]\n"  # 1
        'country = "usa"\n'
        'time_zone = "America/New_Yrok"\n'
        "emergency_number = 911\n"
        "[asterisk]\n"  # 5
        'url = "127.0.0.1:8088"\n'
        'app = "my app"\n'
        "[store]\n"
        'database = "secrets.toml/voiceapp.db"\n'
        'recordigns = "recordings"\n'  # 10
        "[speech]\n"
        'cache_dir = "cache"\n'
        "[speech.en]\n"
        'engine = "vosc"\n'
        "[voice]\n"  # 15
        "rate = true\n"
        "[log]\n"
        'level = "loud"\n'
        "[[lines]]\n"
        'extension = "_."\n'  # 20
        'name = " "\n'
        'language = "fr"\n'
        "[[lines]]\n"
        'extension = "100"\n'
        'name = "a"\n'  # 25
        'language = "en"\n'
        "[[lines]]\n"
        'extension = "100"\n'
        'name = "b"\n'
        'language = "en"\n'  # 30
        "[lgo]\n"
    )
    assert faults(folder, text) == [
        (1, "[insurer] name is missing"),
        (2, '[insurer] country must be two capital letters, such as "US"'),
        (3, "[insurer] time_zone is not known; did you mean 'America/New_York'?"),
        (4, "[insurer] emergency_number must be text in quotes"),
        (6, '[asterisk] url must be like "http://127.0.0.1:8088"'),
        (7, '[asterisk] app must be letters, digits, "_" and "-" only'),
        (9, f"[store] database lies in {folder}/secrets.toml, which is not a folder"),
        (10, "[store] recordigns is not a setting; did you mean 'recordings'?"),
        (14, "[speech.en] engine must be one of auto, vosk, whisper; did you mean 'vosk'?"),
        (16, "[voice] rate must be a whole number"),
        (18, "[log] level must be one of debug, info, warning, error"),
        (20, "[[lines]] extension must be digits, spelled out"),
        (21, "[[lines]] name must not be empty"),
        (22, "[[lines]] language must be one of en, zh"),
        (28, "[[lines]] extension is that of the line at 24 already"),
        (31, "lgo is not a setting; did you mean 'log'?"),
    ]


@pytest.mark.parametrize(
    ("setting", "wrong", "message"),
    [
        (
            '"voiceapp.db"',
            '"~nobody-at-all/x.db"',
            "[store] database names the home folder of a user there is not",
        ),
        ('"voiceapp.db"', '""', "[store] database must not be empty"),
        ('"America/New_York"', '"Moon"', "[insurer] time_zone is not known"),
        ('"America/New_York"', '"../etc/passwd"', "[insurer] time_zone is not known"),
        ('language = "en"', 'language = ["en"]', "[[lines]] language must be text in quotes"),
        ("[store]", '[asterisk]\nurl = "http://h:x"\n[store]', "[asterisk] url must be like"),
        ("[store]", '[asterisk]\nurl = "ftp://h"\n[store]', "[asterisk] url must be like"),
        ("[store]", '[asterisk]\nurl = "http://[::1"\n[store]', "[asterisk] url must be like"),
        ("[store]", "[voice]\nrate = 20\n[store]", "[voice] rate must be from 80 to 300"),
        ("[store]", '[log]\nformat = "xml"\n[store]', "[log] format must be one of json, console"),
        ("[store]", "[log]\nshow_personal = 1\n[store]", "[log] show_personal must be true or false"),
    ],
)
def test_each_wrong_setting_is_the_only_fault_told(
    folder: Path, setting: str, wrong: str, message: str
) -> None:
    """One mistake gives one message, not a trail of others."""
    ((line, told),) = faults(folder, LEAST.replace(setting, wrong, 1))
    assert told.startswith(message)
    assert line is not None


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "lines is missing"),
        ("lines = []", None),
        ('lines = ["100"]', "lines must be written as [[lines]]"),
        ('lines = "100"', "lines must be a list"),
    ],
)
def test_lines_must_be_there_and_be_tables(folder: Path, lines: str, message: str | None) -> None:
    """A hotline without a line answers nobody."""
    told = faults(folder, f"{lines}\n{LEAST[: LEAST.index('[[lines]]')]}")
    assert [what for _, what in told] == [message or "lines must have at least one [[lines]]"]


def test_a_section_that_is_no_table_is_told(folder: Path) -> None:
    """`store = "…"` at the top is one fault."""
    assert faults(folder, 'log = "json"\n' + LEAST) == [(1, "log must be a table")]


def test_a_missing_section_is_told_with_what_is_missing_in_it(folder: Path) -> None:
    """Without [insurer] the file says nothing of whose hotline it is."""
    told = [message for _, message in faults(folder, LEAST[LEAST.index("[store]") :])]
    assert told[0] == "insurer is missing"
    assert "[insurer] country is missing" in told


AS_NOBODY = """
import os, sys
from pathlib import Path
from voiceapp.config import read
if os.geteuid() == 0:
    os.setreuid(65534, -1)  # root may write anywhere; the real user is whose rights are asked
for fault in read(Path(sys.argv[1]), environ={})[1]:
    print(fault.line, fault.message)
"""


def test_a_folder_that_may_not_be_written_is_told() -> None:
    """The app does not start and then fail at the first call."""
    with TemporaryDirectory() as made:  # not tmp_path, which other users may not enter
        folder = Path(made)
        path = written(folder, LEAST.replace('"recordings"', '"closed/below/recordings"'))
        (folder / "closed").mkdir(mode=0o555)
        folder.chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, path], capture_output=True, text=True, check=True
        )
    assert (
        f"9 [store] recordings lies in {folder}/closed, which this user may not write; "
        "give it to the user of voiceapp\n"
    ) in done.stdout
    assert "database" not in done.stdout


def test_a_command_that_only_looks_needs_no_secrets_and_no_writable_folder(folder: Path) -> None:
    """Staff who may read reports need not know Asterisk's password."""
    (folder / "secrets.toml").unlink()
    path = written(folder, LEAST.replace('"recordings"', '"voiceapp.toml/recordings"'))
    assert load(path, serving=False, environ=ENVIRON).asterisk.password == ""
    with pytest.raises(ConfigError) as caught:
        load(path, environ=ENVIRON)
    assert len(caught.value.faults) == 2


def test_a_file_that_cannot_be_read_is_one_fault(folder: Path) -> None:
    """Missing, a folder, not UTF-8, not TOML: each says what to do."""
    path = folder / "voiceapp.toml"
    (missing,) = read(path)[1]
    assert "start from dialplans/voiceapp.toml" in missing.message
    assert "Is a directory" in read(folder)[1][0].message
    path.write_bytes(b'name = "\xff"')
    assert [fault.message for fault in read(path)[1]] == ["is not UTF-8; save it as UTF-8"]
    ((line, message),) = faults(folder, "[insurer]\nname = Acme\n")
    assert line == 2
    assert message.startswith("not TOML")


def test_the_settings_file_is_found_in_the_documented_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--config, then $VOICEAPP_CONFIG, then the working folder, then the system; else a message says so."""
    monkeypatch.chdir(folder)
    if not SYSTEM_FILE.exists():
        with pytest.raises(ConfigError, match="give one with --config PATH"):
            locate(None, environ={})
    written(folder, LEAST)
    assert locate(None, environ={}) == Path("voiceapp.toml")
    assert locate(None, environ={"VOICEAPP_CONFIG": "/a"}) == Path("/a")
    assert locate(Path("/b"), environ={"VOICEAPP_CONFIG": "/a"}) == Path("/b")
