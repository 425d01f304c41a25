"""Reading a dialplan."""

from pathlib import Path

import pytest

from voiceapp.instance.dialplan import Step, expressions, jumps, parse, split_arguments

FILE = Path("a.conf")


def read(text: str) -> list[Step]:
    plan = parse({FILE: text})
    assert plan.faults == []
    return plan.steps


def test_steps_are_numbered_as_asterisk_numbers_them() -> None:
    steps = read(
        """
[lines] ; the lines
exten => 100,1,Answer()
 same => n(here),NoOp(a\\;b) ; a note
 same => n+2,NoOp
exten => 200,1,Hangup()
"""
    )
    assert [(one.extension, one.priority, one.label, one.application, one.arguments) for one in steps] == [
        ("100", 1, None, "Answer", ""),
        ("100", 2, "here", "NoOp", "a\\;b"),
        ("100", 4, None, "NoOp", ""),
        ("200", 1, None, "Hangup", ""),
    ]
    assert [one.line for one in steps] == [3, 4, 5, 6]


def test_globals_are_no_steps_and_includes_are_kept() -> None:
    plan = parse({FILE: "[globals]\nA=1\n#include dialplans/x.conf\n#tryinclude y.conf\n"})
    assert plan.steps == []
    assert plan.includes == [(FILE, 3, "dialplans/x.conf")]


@pytest.mark.parametrize("line", ["exten => 100", "exten => 100,1,Play(", "same => what"])
def test_what_cannot_be_read_is_told_with_its_line(line: str) -> None:
    plan = parse({FILE: f"[lines]\nexten => 1,1,NoOp()\n{line}\n"})
    assert [fault.line for fault in plan.faults] == [3]


def test_arguments_are_split_only_outside_of_brackets_and_quotes() -> None:
    assert split_arguments('a,${F(b,c)},"d,e",$[1,2]') == ["a", "${F(b,c)}", '"d,e"', "$[1,2]"]


def test_expressions_come_whole_and_then_their_insides() -> None:
    assert list(expressions("x${A(${B})}y${C}")) == ["A(${B})", "B", "C"]


@pytest.mark.parametrize(
    ("call", "targets"),
    [
        ("Goto(lines,100,1)", [("lines", "100", "1")]),
        ("Goto(done)", [("", "", "done")]),
        ("Gosub(ask,s,1(a,b))", [("ask", "s", "1")]),
        ('GotoIf($["${A}" = "1"]?yes:lines,${EXTEN},1)', [("", "", "yes"), ("lines", "${EXTEN}", "1")]),
        ("GotoIf($[1]?:no)", [("", "", "no")]),
        ("Playback(a,b)", []),
    ],
)
def test_where_a_step_may_go(call: str, targets: list[tuple[str, str, str]]) -> None:
    (step,) = read(f"[a]\nexten => s,1,{call}\n")
    assert list(jumps(step)) == targets
