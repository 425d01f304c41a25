"""A data file's faults are found, all of them, with file and line."""

from pathlib import Path

import pytest

from voiceapp.errors import ConfigError
from voiceapp.understanding import data
from voiceapp.understanding.incident_time import english
from voiceapp.understanding.incident_time.lexicon import Lexicon, build

PART = """[[daypart]]
name = "noon"
spoken = "at noon"
say = ["noon"]
hours = ["11:00", "13:00"]
clock = ["10:00", "14:00"]
"""


def built(tmp_path: Path, text: str) -> Lexicon:
    path = tmp_path / "time.toml"
    path.write_text(text, encoding="utf-8")
    return build(data.read(path), english.READERS, english.split, english.starts)


def test_a_good_file_gives_a_lexicon(tmp_path: Path) -> None:
    """Words, parts, holidays and rules are taken in."""
    lexicon = built(
        tmp_path,
        '[weekday]\nmonday = ["monday"]\n[short_year]\n2026 = ["twenty six"]\n'
        f'{PART}[[holiday]]\nday = "date 12 25"\nsay = ["christmas"]\n'
        '[[day]]\nis = "weekday"\nsay = ["on {weekday}"]\n'
        '[[when]]\nis = "days_ago_part"\nnumber = 0\npart = "noon"\nsay = ["now"]\n',
    )
    assert lexicon.parts["noon"].window == (600, 840)
    assert lexicon.grammar.knows("day")
    assert not lexicon.grammar.knows("night")


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ('[weekday]\nmoonday = ["m"]\n', 2, "'moonday' is not one of monday"),
        ('[half_day]\nnight = ["m"]\n', 2, "'night' is not one of am, pm"),
        ('[weekday]\nmonday = ["{x}"]\n', 2, "must be plain words"),
        ('[weekday]\nmonday = "m"\n', 2, "list of non-empty strings"),
        (PART.replace("13:00", "noon"), None, "'noon' in 'hours' is no time of day"),
        (PART.replace("13:00", "9:00"), None, "the earlier one first"),
        (PART.replace('spoken = "at noon"\n', ""), None, "'spoken' is missing"),
        ('[[holiday]]\nday = "nth 9 someday 1"\nsay = ["x"]\n', None, "no holiday rule"),
        ('[[day]]\nis = "someday"\nsay = ["x"]\n', None, "there is no meaning 'someday'"),
        ('[[day]]\nis = "weekday"\nsay = ["x"]\n', None, "does not fit the meaning 'weekday'"),
        ('[[day]]\nis = "days_ago"\nnumber = 1\nsay = ["[x"]\n', None, "lacks a ]"),
        (
            '[[day]]\nis = "days_ago"\nsay = ["{number:elephants} ago"]\n',
            None,
            "nothing of the kind {elephants}",
        ),
        ('[[day]]\nsay = ["today"]\n', None, "no {…} to take its meaning from"),
        ('[[nothing]]\nsay = ["{number} or {number}"]\n', None, "names a slot twice"),
        (
            '[[when]]\nis = "days_ago_part"\nnumber = 0\npart = "tea"\nsay = ["x"]\n',
            None,
            "no [[daypart]] named 'tea'",
        ),
        ('day = "x"\n', 1, "must be written as [[day]] tables"),
    ],
)
def test_each_mistake_is_named_with_its_place(
    tmp_path: Path, text: str, line: int | None, complaint: str
) -> None:
    """An admin's mistake says what is wrong and where."""
    with pytest.raises(ConfigError) as error:
        built(tmp_path, text)
    (fault,) = error.value.faults
    assert complaint in fault.message
    assert fault.path == tmp_path / "time.toml"
    assert line is None or fault.line == line


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """Two mistakes, two faults."""
    with pytest.raises(ConfigError) as error:
        built(tmp_path, '[[day]]\nis = "x"\nsay = ["a"]\n[[day]]\nis = "y"\nsay = ["b"]\n')
    assert len(error.value.faults) == 2
