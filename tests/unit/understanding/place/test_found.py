"""Putting the parts of a place together, and taking back what was corrected."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.found import Denial, Found, corrected, reading

TEXT = "on oak street no pine street near the bank"
OAK = Found(SpanKind.ROAD, 3, 13, 0, 13)
PINE = Found(SpanKind.ROAD, 17, 28, 17, 28)
BANK = Found(SpanKind.LANDMARK, 38, 42, 29, 42)


def test_a_later_road_replaces_an_earlier_one() -> None:
    """After "no" the road said before it is gone; a landmark is of another sort and stays."""
    assert corrected([OAK, PINE, BANK], [], [14]) == [PINE, BANK]
    assert corrected([OAK, PINE, BANK], [], []) == [OAK, PINE, BANK]


def test_a_correcting_word_with_nothing_behind_it_takes_nothing_back() -> None:
    """ "oak street, no" is no new place."""
    assert corrected([OAK], [], [14]) == [OAK]


def test_a_denied_part_is_no_part() -> None:
    """ "not oak street" says where it was not."""
    assert corrected([OAK, BANK], [Denial(3, 13)], []) == [BANK]


def test_words_reach_from_the_first_lead_to_the_last_part() -> None:
    """The words quote the caller, with "near the" in them."""
    found = reading(TEXT, [PINE, BANK], near=10)
    assert found is not None
    assert found.words == "pine street near the bank"
    assert TEXT[slice(*found.span)] == found.words
    assert [span.text for span in found.spans] == ["pine street", "bank"]


def test_parts_far_apart_are_all_named_but_only_one_cluster_is_quoted() -> None:
    """What lies between two distant parts is no place, so the words hold one of them."""
    found = reading(TEXT, [OAK, BANK], near=3)
    assert found is not None
    assert found.words == "on oak street"
    assert [span.text for span in found.spans] == ["oak street", "bank"]


def test_an_unnamed_crossing_is_a_place_only_as_an_answer() -> None:
    """ "at a red light" says where; "i rear ended a honda at a red light" leaves the question open."""
    alone, story = "at a red light", "i rear ended a honda at a red light"
    answer = reading(alone, [Found(None, 5, 14, 0, 14)], near=10)
    assert answer is not None
    assert (answer.words, answer.spans) == (alone, ())
    assert reading(story, [Found(None, 26, 35, 21, 35)], near=10) is None


def test_no_part_is_no_place() -> None:
    """Nothing found gives None."""
    assert reading(TEXT, [], near=10) is None
