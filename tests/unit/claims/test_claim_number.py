"""Claim numbers catch what callers get wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.claim_number import SERIALS, grouped, is_valid, make

NUMBERS = st.builds(make, st.integers(2000, 2099), st.integers(0, SERIALS - 1))


def test_a_number_has_the_year_the_serial_and_damms_check_digit() -> None:
    """572 has the check digit 4 in Damm's own example; the zeros before it change nothing."""
    assert make(2000, 572) == "000005724"
    assert make(2026, 123456)[:8] == "26123456"


@given(number=NUMBERS)
def test_every_number_made_is_valid_and_reads_in_three_groups(number: str) -> None:
    """What we say to a caller is accepted when the caller says it back."""
    assert is_valid(number)
    assert "".join(grouped(number)) == number
    assert [len(group) for group in grouped(number)] == [3, 3, 3]


@given(number=NUMBERS, position=st.integers(0, 8), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(number: str, position: int, digit: str) -> None:
    """A single misheard digit never leads to another claim."""
    heard = number[:position] + digit + number[position + 1 :]
    assert is_valid(heard) == (heard == number)


@given(number=NUMBERS, position=st.integers(0, 7))
def test_two_neighbours_swapped_are_noticed(number: str, position: int) -> None:
    """Nor do two digits said in the wrong order."""
    heard = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert is_valid(heard) == (heard == number)


@pytest.mark.parametrize(
    "text", ["", "26123456", "2612345678", "26123456x", "２６１２３４５６０", "-61234567"]
)
def test_what_is_not_nine_digits_is_no_claim_number(text: str) -> None:
    """Whatever comes from outside is judged without an error."""
    assert not is_valid(text)


@pytest.mark.parametrize("serial", [-1, SERIALS])
def test_a_serial_number_beyond_six_digits_is_refused(serial: int) -> None:
    """A number that would not fit is never made."""
    with pytest.raises(ValueError, match="serial"):
        make(2026, serial)


def test_only_a_whole_number_is_grouped() -> None:
    """A torn number is not read to anybody."""
    with pytest.raises(ValueError, match="9 digits"):
        grouped("1234")
