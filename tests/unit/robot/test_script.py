"""Steps of a tester's script."""

from pathlib import Path

import pytest

from tests.robot.script import ScriptError, Step, parse, parse_file


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("say:on main street: left", Step("say", "on main street: left")),
        ("keys:12#", Step("keys", "12#")),
        ("play:en_jm_kumo_yes", Step("play", "en_jm_kumo_yes")),
        ("wait", Step("wait")),
        ("hang-up", Step("hang-up")),
        ("over:keys:0", Step("keys", "0", over=True)),
    ],
)
def test_a_step_is_read(text: str, step: Step) -> None:
    assert parse(text) == step


@pytest.mark.parametrize(
    "text",
    ["", "say", "say:", "sing:la", "keys:1x", "play:nothing", "wait:3", "over:wait", "over:over:keys:1"],
)
def test_a_step_that_makes_no_sense_is_told_by_its_text(text: str) -> None:
    with pytest.raises(ScriptError, match=r"step|keys|recording|over"):
        parse(text)


def test_a_file_has_one_step_a_line_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "story"
    path.write_text("# nobody is hurt\nkeys:2\n\n  hang-up\n", encoding="utf-8")
    assert parse_file(path) == [Step("keys", "2"), Step("hang-up")]
