"""Names for Asterisk, and the filters for what comes from the network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.errors import SwitchError
from voiceapp.telephony.names import (
    Kind,
    as_digit,
    checked_app,
    checked_queue,
    is_ours,
    new_name,
    safe_caller_id,
    safe_extension,
)


def test_a_name_we_made_is_known_as_ours_by_app_and_kind() -> None:
    name = new_name("voiceapp", Kind.BRIDGE)
    assert is_ours(name, app="voiceapp", kind=Kind.BRIDGE)
    assert not is_ours(name, app="voiceapp", kind=Kind.MEDIA)


def test_an_app_whose_name_begins_like_ours_keeps_its_own_things() -> None:
    assert not is_ours(new_name("voiceapp-media", Kind.MEDIA), app="voiceapp", kind=Kind.MEDIA)
    assert not is_ours(new_name("voiceapp2", Kind.MEDIA), app="voiceapp", kind=Kind.MEDIA)


def test_two_names_are_never_the_same() -> None:
    assert new_name("voiceapp", Kind.MEDIA) != new_name("voiceapp", Kind.MEDIA)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "-a", "a" * 41, "a?b", "a\n"])
def test_an_app_name_that_would_break_an_address_is_refused_with_advice(name: str) -> None:
    with pytest.raises(SwitchError, match="letters, digits"):
        checked_app(name)


@pytest.mark.parametrize("name", ["", "claims,1", "${EXTEN}", "_X.", "claims\n", "a" * 41])
def test_a_queue_name_that_could_be_dialplan_code_is_refused_with_advice(name: str) -> None:
    with pytest.raises(SwitchError, match="queue name"):
        checked_queue(name)


def test_ordinary_names_pass_unchanged() -> None:
    assert (checked_app("voiceapp-2"), checked_queue("customer_care")) == ("voiceapp-2", "customer_care")


@given(st.text(max_size=80))
def test_whatever_the_network_says_only_digits_plus_and_letters_get_in(text: str) -> None:
    for filtered in (safe_extension(text), safe_caller_id(text) or ""):
        assert len(filtered) <= 32
        assert all(char.isascii() and (char.isalnum() or char == "+") for char in filtered)


@pytest.mark.parametrize("number", ["", " ", "anonymous", "Anonymous", "unknown", "<>", "Restricted"])
def test_a_withheld_number_is_none(number: str) -> None:
    assert safe_caller_id(number) is None


def test_a_number_keeps_its_plus() -> None:
    assert safe_caller_id("+49 (551) 123-45") == "+4955112345"


def test_only_keys_of_a_telephone_are_digits() -> None:
    assert [as_digit(text) for text in ("1", "#", "d", "E", "", "12")] == ["1", "#", "D", None, None, None]
