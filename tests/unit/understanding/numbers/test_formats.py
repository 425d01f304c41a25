"""What each kind of number looks like."""

import pytest

from voiceapp.claims import claim_number
from voiceapp.understanding.numbers.formats import fit
from voiceapp.understanding.readings import NumberKind


@pytest.mark.parametrize(
    ("language", "better", "worse"),
    [
        ("en", "2125550198", "5550198"),
        ("en", "12125550198", "22125550198"),
        ("en", "5550198", "55501987"),
        ("en", "+442071234567", "442071234567"),
        ("en", "55501987", "555019"),
        ("en", "5550198", "A550198"),
        ("en", "5550198", "+55"),
        ("zh", "13800138000", "23800138000"),
        ("zh", "4008001234", "5008001234"),
        ("zh", "01065881234", "65881234"),
        ("zh", "65881234", "05881234"),
        ("zh", "+8613800138000", "+8623800138000"),
        ("zh", "+442071234567", "442071234567"),
        ("zh", "65881234", "658812"),
    ],
)
def test_phones(language: str, better: str, worse: str) -> None:
    """National forms first, then any that can be dialled."""
    assert fit(better, NumberKind.PHONE, language) > fit(worse, NumberKind.PHONE, language)


@pytest.mark.parametrize(
    ("language", "better", "worse"),
    [
        ("en", "ABC123", "ABC"),
        ("en", "ABC", "AB"),
        ("en", "ABC1234", "ABC123456"),
        ("en", "ABC123", "京A12345"),
        ("zh", "京A12345", "京A1234"),
        ("zh", "京A1234", "A12345"),
        ("zh", "A12345", "京A"),
        ("zh", "A12345", "12345"),
    ],
)
def test_plates(language: str, better: str, worse: str) -> None:
    """American ones are short mixes, Chinese ones begin with a province."""
    assert fit(better, NumberKind.PLATE, language) > fit(worse, NumberKind.PLATE, language)


def test_policies_have_a_figure() -> None:
    """Anything else goes."""
    assert fit("A1", NumberKind.POLICY, "en")
    assert not fit("AB", NumberKind.POLICY, "en")
    assert not fit("1", NumberKind.POLICY, "en")
    assert not fit("1" * 21, NumberKind.POLICY, "en")


def test_claims_check() -> None:
    """The check digit tells."""
    number = claim_number.make(2026, 1)
    assert fit(number, NumberKind.CLAIM, "en")
    assert not fit(number[:-1], NumberKind.CLAIM, "en")
