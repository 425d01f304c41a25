"""Log lines say enough, hide what is personal, and can never end a call."""

import ast
import asyncio
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

import voiceapp
from voiceapp import logs


class Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError("no picture of me")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Leave the process's logging as it was found."""
    root = logging.getLogger()
    handlers, level, raising = root.handlers, root.level, logging.raiseExceptions
    before = structlog.get_config()
    yield
    structlog.configure(**before)
    root.handlers, logging.raiseExceptions = handlers, raising
    root.setLevel(level)


class Written:
    """What was written to standard error so far."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    @property
    def text(self) -> str:
        self._text += self._capsys.readouterr().err
        return self._text


@pytest.fixture
def stderr(capsys: pytest.CaptureFixture[str]) -> Written:
    return Written(capsys)


def lines(stderr: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stderr.text.splitlines()]


def test_a_line_has_what_is_needed_to_follow_a_call(stderr: Written) -> None:
    """Event, level, time, part and call id are in each line of a call, and the call id in no other."""
    log = logs.get_logger("intake")  # made before the set-up, as at the top of modules
    logs.configure(json=True, level="info")
    with logs.bind_call("c-1"):
        log.info("report saved", status="partial")
    log.warning("queue slow")

    first, second = lines(stderr)
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "report saved",
        "level": "info",
        "part": "intake",
        "call_id": "c-1",
        "status": "partial",
    }
    assert "call_id" not in second


async def test_each_call_has_its_own_id(stderr: Written) -> None:
    """Calls that go on at the same time do not lend each other their id."""
    logs.configure(json=True, level="info")
    log = logs.get_logger("intake")
    first_is_in, second_is_in = asyncio.Event(), asyncio.Event()

    async def call(name: str, mine: asyncio.Event, other: asyncio.Event) -> None:
        with logs.bind_call(name):
            mine.set()
            await other.wait()
            log.info("turn", name=name)

    async with asyncio.TaskGroup() as group:
        group.create_task(call("a", first_is_in, second_is_in))
        group.create_task(call("b", second_is_in, first_is_in))
    assert all(line["call_id"] == line["name"] for line in lines(stderr))


@pytest.mark.parametrize("as_json", [True, False])
def test_personal_keys_are_hidden_however_deep(as_json: bool, stderr: Written) -> None:
    """Nothing a caller said or can be known by is on a line, in either form."""
    logs.configure(json=as_json, level="debug")
    log = logs.get_logger("x")
    log.info(
        "field captured",
        field="loss_place",
        **dict.fromkeys(logs.PERSONAL, "Elm Street"),
        evidence=[{"words": "Elm Street", "tries": 2}],
    )
    assert "Elm Street" not in stderr.text
    assert "loss_place" in stderr.text
    assert "tries" in stderr.text


def test_that_nothing_was_known_is_not_hidden(stderr: Written) -> None:
    """A withheld number can be told from a known one."""
    logs.configure(json=True, level="info")
    logs.get_logger("x").info("call", caller_id=None)
    assert lines(stderr)[0]["caller_id"] is None


def test_an_administrator_can_ask_for_everything(stderr: Written) -> None:
    """With show_personal the words are there, for a test system."""
    logs.configure(json=True, level="info", show_personal=True)
    logs.get_logger("x").info("heard", words="在人民路")
    assert "在人民路" in stderr.text


def test_a_program_that_set_up_nothing_writes_warnings_to_standard_error() -> None:
    """What a command prints can be read by another program, whatever goes wrong beside it."""
    code = """
from voiceapp.logs import get_logger
log = get_logger("x")
log.info("nobody asked")
log.warning("mind this", words="Elm Street")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    assert "mind this" in done.stderr
    assert "nobody asked" not in done.stderr
    assert "Elm Street" not in done.stderr


def test_levels_below_the_wanted_one_give_no_line(stderr: Written) -> None:
    """level = "warning" leaves warnings and worse."""
    logs.configure(json=True, level="warning")
    log = logs.get_logger("x")
    log.debug("a")
    log.info("b")
    log.warning("c")
    assert [line["event"] for line in lines(stderr)] == ["c"]


def test_a_value_that_cannot_be_printed_costs_only_its_line(stderr: Written) -> None:
    """The line says that it failed and the caller of the logger never knows."""
    logs.configure(json=True, level="info")
    logs.get_logger("x").info("odd value", thing=Unprintable())
    assert lines(stderr) == [{"event": "log line failed", "of": "odd value", "error": "RuntimeError"}]


def test_an_exception_is_logged_with_its_traceback(stderr: Written) -> None:
    """What went wrong and where is on the line."""
    logs.configure(json=True, level="info")
    try:
        _ = 1 // 0
    except ZeroDivisionError:
        logs.get_logger("x").exception("call failed")
    assert "ZeroDivisionError" in lines(stderr)[0]["exception"]


def test_of_a_librarys_message_only_the_template_is_kept(stderr: Written) -> None:
    """What a library fills in may be a caller's number; even a ready message loses its digits."""
    logs.configure(json=True, level="info")
    logging.getLogger("panoramisk").warning("event from %s dropped", "+49151234")
    logging.getLogger("panoramisk").error("event from +49151234 dropped")
    logging.getLogger("panoramisk").info("chatter")
    assert [(line["part"], line["level"], line["template"]) for line in lines(stderr)] == [
        ("panoramisk", "warning", "event from %s dropped"),
        ("panoramisk", "error", "event from +######## dropped"),
    ]


def test_a_closed_pipe_on_standard_error_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever read our log is gone: every call goes on."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        logs.configure(json=True, level="info")
        for _ in range(3):
            logs.get_logger("x").info("still here")
        monkeypatch.undo()


def test_no_standard_error_at_all_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A daemon without one, or with a closed one, works."""
    for nothing in (None, closed()):
        monkeypatch.setattr(sys, "stderr", nothing)
        logs.configure(json=True, level="info")
        logs.get_logger("x").info("still here")
        monkeypatch.undo()


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


def test_a_pipe_nobody_reads_does_not_stop_us_and_the_loss_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full pipe costs lines, not time; once it is read again, whole lines and their number come."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as reader, os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        logs.configure(json=True, level="info")
        log = logs.get_logger("x")
        count = 300
        for number in range(count):
            log.info("filling", number_of=number, padding="x" * 10_000)
        monkeypatch.undo()
        os.set_blocking(reading, False)
        before = reader.read().splitlines()
        monkeypatch.setattr(sys, "stderr", stream)
        log.info("read again")
        monkeypatch.undo()
        after = [json.loads(line) for line in reader.read().splitlines() if line]
    torn = before.pop()
    whole = [json.loads(line)["number_of"] for line in before]
    assert whole == list(range(len(whole)))
    assert 0 < len(torn) < 10_000
    assert [line["event"] for line in after] == ["log lines dropped", "read again"]
    assert after[0]["lines"] == count - len(whole)


KEYS = st.sampled_from([*sorted(logs.PERSONAL), "status", "fields"])
LEAVES = st.none() | st.just("SECRET")
TREES = st.recursive(LEAVES, lambda inner: st.dictionaries(KEYS, inner) | st.lists(inner), max_leaves=8)


@given(tree=TREES)
def test_hiding_keeps_the_shape_and_no_personal_value(tree: object) -> None:
    """Whatever is under a personal key is gone, and nothing else is."""
    hidden = logs.hide_personal(None, "info", {"words": tree, "fields": {"place": tree}})
    assert "SECRET" not in str(hidden)
    assert logs.hide_personal(None, "info", {"status": "SECRET"}) == {"status": "SECRET"}


LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def test_event_names_in_the_whole_package_are_static_words() -> None:
    """Every log call has one constant event and nothing else without a key: nothing can slip past."""
    package = Path(voiceapp.__file__).parent
    bad = [
        f"{path.relative_to(package)}:{call.lineno}"
        for path in sorted(package.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in LEVELS
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id in {"log", "_log", "logger", "_logger"}
        and not (
            len(call.args) == 1
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
        )
    ]
    assert bad == []
