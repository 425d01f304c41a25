"""Where it happened, as English callers say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.place import parse


def spans(text: str) -> list[tuple[str, str]]:
    found = parse(text, language="en")
    return [(span.kind.value, span.text) for span in found.spans] if found else []


def test_a_whole_story_yields_only_the_place() -> None:
    """In one breath the caller says when, what and where; only where is taken."""
    story = (
        "yesterday at about half past three a truck hit me from behind on main street near the post office"
    )
    found = parse(story, language="en")
    assert found is not None
    assert found.words == "on main street near the post office"
    assert spans(story) == [("road", "main street"), ("landmark", "post office")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("corner of second and main", [("road", "second"), ("cross", "main")]),
        ("grand and jefferson", [("road", "grand"), ("cross", "jefferson")]),
        ("interstate ninety four", [("highway", "interstate ninety four")]),
        ("i ninety four", [("highway", "i ninety four")]),
        ("us one just south of the bridge", [("highway", "us one"), ("landmark", "bridge")]),
        ("county road twelve outside of fremont", [("highway", "county road twelve"), ("city", "fremont")]),
        ("twelve thirty four cedar lane", [("number", "twelve thirty four"), ("road", "cedar lane")]),
        ("parking lot of the library", [("landmark", "library")]),
        ("in tinyville ohio", [("city", "tinyville"), ("state", "ohio")]),
        ("near riverside more", [("landmark", "riverside more")]),
    ],
)
def test_names_are_found_as_they_are_said(said: str, meant: list[tuple[str, str]]) -> None:
    """Roads, crossings, highways, house numbers, landmarks and towns keep the caller's words."""
    assert spans(said) == meant


@pytest.mark.parametrize("said", ["not king street it was queen street", "king street no wait queen street"])
def test_only_the_corrected_road_counts(said: str) -> None:
    """What the caller takes back is no part of the place."""
    assert spans(said) == [("road", "queen street")]


def test_a_correction_of_one_road_of_a_crossing_keeps_the_other() -> None:
    """ "main and fifth, no, oak street" leaves main."""
    assert spans("corner of main and fifth no sorry oak street") == [("road", "main"), ("road", "oak street")]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "yesterday evening",
        "he hit my door",
        "i have no idea where",
        "he hit me on friday",
        "he rear ended me",
    ],
)
def test_no_place_is_none(said: str) -> None:
    """An utterance without a place gives None rather than a guess."""
    assert parse(said, language="en") is None


SAID = """on at near the corner of main and fifth street exit twelve not no wait i ninety four in denver ohio
parking lot walmart bridge over north oak avenue my house more one hundred twenty first"""
WORDS = st.sampled_from(SAID.split())


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_words_and_spans_are_parts_of_the_text(text: str) -> None:
    """Whatever is said, parsing never fails and only ever quotes the caller."""
    found = parse(text, language="en")
    if found is not None:
        assert text[found.span[0] : found.span[1]] == found.words
        position = 0
        for span in found.spans:
            position = text.index(span.text, position) + len(span.text)


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    """Characters no recogniser writes do no harm."""
    parse(text, language="en")
