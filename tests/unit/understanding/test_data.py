"""Data files: admins edit them, so every mistake has a file, a line and a remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from voiceapp.errors import ConfigError
from voiceapp.understanding import data
from voiceapp.understanding.data import Table, faults, read

GOOD = """\
# a comment
[cues]
yes = ["yes", "sure"]
title = "Answers"
limit = 3
[cues.digits]
one = 1
[cues.names]
b = "bravo"
[cues.lists]
c = ["x", "y"]
[[rule]]
pattern = "a+"
[[rule]]
pattern = "b+"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "some.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_by_type(tmp_path: Path) -> None:
    """Each getter gives what stands in the file."""
    table = read(written(tmp_path, GOOD)).table("cues")
    assert table.strings("yes") == ("yes", "sure")
    assert table.string("title") == "Answers"
    assert table.integer("limit") == 3
    assert table.integers("digits") == {"one": 1}
    assert table.mapping("names") == {"b": "bravo"}
    assert "yes" in table
    assert table.lists("lists") == {"c": ("x", "y")}
    assert table.keys() == ("yes", "title", "limit", "digits", "names", "lists")


def test_an_array_of_tables_keeps_its_order(tmp_path: Path) -> None:
    """Rules are tried in the order they are written."""
    rules = read(written(tmp_path, GOOD)).tables("rule")
    assert [rule.string("pattern") for rule in rules] == ["a+", "b+"]


@pytest.mark.parametrize(
    ("text", "ask", "line", "message"),
    [
        ("[a]\n\nb = 3\n", lambda t: t.table("a").strings("b"), 3, "'b' must be a list of non-empty strings"),
        ('b = ["x",\n "y",\n "x"]\n', lambda t: t.strings("b"), 1, "'x' stands twice in 'b': remove one"),
        ("a = 1\nb = true\n", lambda t: t.integer("b"), 2, "'b' must be a whole number"),
        ("[a]\nx = 1\n", lambda t: t.table("a").string("b"), 1, "'b' is missing in [a]"),
        ("a = 1\n", lambda t: t.string("a"), 1, "'a' must be a non-empty string"),
        ("a = 1\n", lambda t: t.table("a"), 1, "'a' must be a table"),
        ("a = 1\n", lambda t: t.tables("a"), 1, "'a' must be written as [[a]] tables"),
        ("[a]\nb = 2\n", lambda t: t.mapping("a"), 2, "'b' must be a non-empty string"),
        ('a = [\n"(x",\n]\n', lambda t: t.patterns("a"), 2, "'(x' in 'a' is no regular expression"),
        ("", lambda t: t.string("b"), None, "'b' is missing"),
    ],
)
def test_a_fault_names_its_line(
    tmp_path: Path, text: str, ask: Callable[[Table], object], line: int | None, message: str
) -> None:
    """A wrong entry is refused with the place where it stands."""
    path = written(tmp_path, text)
    found = faults([lambda: ask(read(path))])
    assert [(fault.path, fault.line) for fault in found] == [(path, line)]
    assert found[0].message.startswith(message)


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    """A typing mistake is shown where it is."""
    found = faults([lambda: read(written(tmp_path, "a = 1\nb = \n"))])
    assert [fault.line for fault in found] == [2]


def test_a_missing_or_foreign_file_is_a_fault(tmp_path: Path) -> None:
    """No traceback for a lost file or a wrong encoding."""
    with pytest.raises(ConfigError, match="the file is missing"):
        read(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b'a = "\xe9"\n')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        read(path)


@pytest.mark.parametrize("path", sorted(data.ROOT.rglob("*.toml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_shipped_file_is_readable(path: Path) -> None:
    """The files that come with the program parse."""
    assert read(path).keys()
