"""Comparing what was heard with what was said."""

from tests.robot.transcript import digits, likeness


def test_digits_count_however_they_are_written() -> None:
    assert digits("267-731, two six oh. Take care") == "267731260"


def test_a_transcript_is_like_what_was_said_whatever_its_spelling() -> None:
    assert likeness("Your number is 555-014.", "your number is five five five, zero one four") == 1.0
    assert likeness("Where did it happen?", "Goodbye.") == 0.0
