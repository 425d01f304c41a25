"""How a number is said to the caller."""

import pytest

from voiceapp.understanding.numbers.readback import spoken
from voiceapp.understanding.readings import NumberKind


@pytest.mark.parametrize(
    ("number", "kind", "language", "groups"),
    [
        ("2125550198", NumberKind.PHONE, "en", ("two one two", "five five five", "zero one nine eight")),
        (
            "18005550122",
            NumberKind.PHONE,
            "en",
            ("one", "eight zero zero", "five five five", "zero one two two"),
        ),
        ("5550142", NumberKind.PHONE, "en", ("five five five", "zero one four two")),
        ("+15550142", NumberKind.PHONE, "en", ("plus one five five", "five zero one", "four two")),
        ("13800138000", NumberKind.PHONE, "zh", ("幺三八", "零零幺三", "八零零零")),
        ("65881234", NumberKind.PHONE, "zh", ("六五八八", "幺二三四")),
        ("261234567", NumberKind.CLAIM, "en", ("two six one", "two three four", "five six seven")),
        ("AB12345", NumberKind.POLICY, "en", ("a b one", "two three four five")),
        ("7XYZ246", NumberKind.PLATE, "en", ("seven x y", "z two four six")),
        ("OK1", NumberKind.PLATE, "en", ("letter o k one",)),
        ("京A12345", NumberKind.PLATE, "zh", ("京a幺", "二三四五")),
    ],
)
def test_numbers_are_said_in_groups(
    number: str, kind: NumberKind, language: str, groups: tuple[str, ...]
) -> None:
    """Symbol by symbol, with a pause where people expect one."""
    assert spoken(number, kind=kind, language=language) == groups
