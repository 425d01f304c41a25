"""A confirmation is about exactly one value, and can be taken back."""

import pytest

from voiceapp.claims.evidence import Captured, Evidence, Source

HEARD = Evidence(source=Source.SPEECH, words="yes nobody is hurt", confidence=0.8, audio_offset=3.0, tries=2)


@pytest.mark.parametrize(("confirmed", "counts"), [(True, True), (False, False), (None, False)])
def test_only_a_yes_makes_a_value_confirmed(confirmed: bool | None, counts: bool) -> None:
    """Silence and refusal do not."""
    evidence = Evidence(source=Source.KEYPAD, words="1", confirmed=confirmed)
    assert Captured(True, evidence).confirmed is counts


def test_confirming_and_opening_again_change_nothing_else() -> None:
    """Words, offset and tries stay the proof they were."""
    captured = Captured(False, HEARD)
    confirmed = captured.confirm()
    assert confirmed.confirmed
    assert confirmed.value is False
    assert confirmed.unconfirm() == captured
    assert not captured.confirmed
