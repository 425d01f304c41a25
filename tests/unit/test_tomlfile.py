"""Every key of a TOML file is found again on its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.errors import Fault
from voiceapp.tomlfile import Document, KeyPath, parse

PATH = Path("settings.toml")


def read(text: str) -> Document:
    document = parse(text, PATH)
    assert isinstance(document, Document)
    return document


def test_keys_tables_and_arrays_of_tables_are_found_on_their_lines() -> None:
    """A reader of a fault goes straight to the line it names."""
    document = read(
        "# settings\n"  # 1
        'name = "x"\n'  # 2
        "\n"
        "[store]\n"  # 4
        '  database = "a"  # = not a key\n'  # 5
        "[[lines]]\n"  # 6
        'extension = "1"\n'  # 7
        "[[lines]]\n"  # 8
        'extension = "2"\n'  # 9
        "[lines.extra]\n"  # 10
        "a.b = 1\n"  # 11
    )
    assert document.lines == {
        ("name",): 2,
        ("store",): 4,
        ("store", "database"): 5,
        ("lines",): 6,
        ("lines", 0): 6,
        ("lines", 0, "extension"): 7,
        ("lines", 1): 8,
        ("lines", 1, "extension"): 9,
        ("lines", 1, "extra"): 10,
        ("lines", 1, "extra", "a"): 11,
        ("lines", 1, "extra", "a", "b"): 11,
    }


def test_what_looks_like_a_key_inside_a_long_string_or_an_array_is_none() -> None:
    """Text that only looks like a setting does not move the real one."""
    document = read(
        'a = """\n'  # 1
        "b = 1\n"
        '[c] "" \\""" """\n'
        "d = '''\n"  # 4
        "e = 2''''\n"
        "f = [ # [\n"  # 6
        '  "]", """\n'
        'g = 3""",\n'
        "]\n"
        "h = 4"  # 10
    )
    assert document.lines == {("a",): 1, ("d",): 4, ("f",): 6, ("h",): 10}


def test_a_missing_key_has_the_line_of_the_table_it_belongs_to() -> None:
    """What is not there is reported where it should be written."""
    document = read("\n[store]\n")
    assert document.line("store", "database") == 2
    assert document.line("speech", "models_dir") is None


def test_quoted_keys_are_read_as_the_parser_reads_them() -> None:
    """A quoted key with a dot, an equals sign or an escape is one key."""
    document = read('["a.b"]\n"c = d"."\\u0065" = 1\n')
    assert document.lines[("a.b", "c = d", "e")] == 2
    assert document.data == {"a.b": {"c = d": {"e": 1}}}


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = \nc = 2\n", 2), ("a = 1\na = 2\n", 2), ('a = 1\nb = """x\n\n', 4), ("[x\n", 1)],
)
def test_a_mistake_in_the_syntax_is_a_fault_with_its_line(text: str, line: int) -> None:
    """A file that is no TOML gives one fault that points at the place."""
    fault = parse(text, PATH)
    assert isinstance(fault, Fault)
    assert fault.line == line
    assert "line" not in fault.message


NAMES = st.text("abcxyz_-09", min_size=1, max_size=4)
VALUES = st.sampled_from(
    [
        "1",
        '"[x] # y"',
        "'a = 1'",
        "[1, 2]",
        "[\n  1, # ]\n]",
        '"""\nq = 1\n"""',
        "{ a = 1 }",
        "true # [",
        '""',
    ]
)
TABLES = st.dictionaries(NAMES, st.dictionaries(NAMES, VALUES, max_size=4), max_size=5)


@given(tables=TABLES, gaps=st.lists(st.sampled_from(["", "\n", "# [x]\n", "# a = 1\n"]), min_size=1))
def test_every_key_of_any_file_is_found_on_its_line(
    tables: dict[str, dict[str, str]], gaps: list[str]
) -> None:
    """The scan agrees with what was written, whatever stands between the keys."""
    text = ""
    wanted: dict[KeyPath, int] = {}
    for index, (table, values) in enumerate(tables.items()):
        text += gaps[index % len(gaps)]
        wanted[(table,)] = text.count("\n") + 1
        text += f"[{table}]\n"
        for key, value in values.items():
            wanted[(table, key)] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    assert read(text).lines == wanted
