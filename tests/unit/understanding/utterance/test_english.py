"""English normal form: what a caller says looks the same whichever recogniser heard it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.understanding.utterance import normalise

WRITTEN = {
    # times
    "8:15": "eight fifteen",
    "8:05": "eight oh five",
    "3:00": "three o'clock",
    "3:00 PM": "three p m",
    "8:00 o'clock": "eight o'clock",
    "3 O'Clock": "three o'clock",
    "10pm": "ten p m",
    "10 p.m.": "ten p m",
    "at 815 PM": "at eight fifteen p m",
    "All 745 this morning": "all seven forty five this morning",
    "around 830, last night": "around eight thirty last night",
    "at 905.": "at nine oh five",
    "at 815 Oak Street": "at eight hundred fifteen oak street",
    "about 200 feet": "about two hundred feet",
    "15:30": "fifteen thirty",
    "15:00": "fifteen hundred",
    "0:15": "twelve fifteen a m",
    "it was nine am": "it was nine a m",
    "I am fine": "i am fine",
    # dates
    "On March 3rd": "on march third",
    "March 3, 2026": "march third twenty twenty six",
    "Feb. 3": "february third",
    "Wed. morning": "wednesday morning",
    "5/3": "may third",
    "25/12": "december twenty fifth",
    "3/5/2026": "march fifth twenty twenty six",
    "2026-03-05": "march fifth twenty twenty six",
    "may 5 people": "may five people",
    "2005": "two thousand five",
    "2026": "twenty twenty six",
    "Sat. morning": "saturday morning",
    "in the sun. I sat. Then": "in the sun i sat then",
    "ABC one two three.": "a b c one two three",
    "It's seven four XY": "it's seven four x y",
    "OK one moment": "ok one moment",
    # a no with a full stop
    "No. It was 4 o'clock": "no it was four o'clock",
    "Oh, no. The other one": "oh no the other one",
    "No. 5 o'clock": "no five o'clock",
    "Policy No. 74319": "policy number seven four three one nine",
    # roads and houses
    "I-94": "i ninety four",
    "US-41 and Route 128": "u s forty one and route one twenty eight",
    "exit 130": "exit one thirty",
    "Oak St. and 5th Ave., Denver": "oak street and fifth avenue denver",
    "in St. Paul": "in saint paul",
    "Dr. Miller on Ocean Dr.": "doctor miller on ocean drive",
    "NW 5th Street": "northwest fifth street",
    "1/2 mile": "half mile",
    # quantities
    "$500": "five hundred dollars",
    "$1,200.50": "one thousand two hundred dollars and fifty cents",
    "$2.5 million": "two point five million dollars",
    "7,500 miles": "seven thousand five hundred miles",
    "3.5 miles": "three point five miles",
    "5km": "five kilometers",
    "50%": "fifty percent",
    "5-10 minutes ago": "five to ten minutes ago",
    "in my 20s": "in my twenties",
    "a 12 year old": "a twelve year old",
    # spelt numbers
    "A BC123": "a b c one two three",
    "ABC 1234": "a b c one two three four",
    "5 5 5 1 4 2 double 7": "five five five one four two double seven",
    "5550142 W7": "five five five zero one four two w seven",
    "(212) 555-0198": "two one two five five five zero one nine eight",
    "+1 800 555 0122": "plus one eight zero zero five five five zero one two two",
    "7-2-5": "seven two five",
    "X-Y-Z 4-5-6": "x y z four five six",
    # words
    "Twenty-one, uh-huh!": "twenty one uh huh",
    "3 o clock": "three o'clock",
    "1/4 mile": "a quarter mile",
    "3/4 of a mile": "three quarters of a mile",
    "13:30 PM": "one thirty p m",
    "at 05": "at oh five",
    "at 00": "at zero zero",
    "March 3 2026": "march third twenty twenty six",
    "on march 12, 14 or 15": "on march twelve fourteen or fifteen",
    "room 12 15": "room twelve fifteen",
    "555 W": "five hundred fifty five w",
    "He’s fine": "he's fine",
    "'Twas a café": "twas a cafe",
    "[BLANK_AUDIO]": "",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_written_english_becomes_what_was_said(written: str) -> None:
    """Figures, capitals and punctuation become the words that were spoken."""
    assert normalise(written, "en") == WRITTEN[written]


@pytest.mark.parametrize("said", sorted(set(WRITTEN.values())))
def test_what_was_said_stays(said: str) -> None:
    """The normal form of a normal form is itself."""
    assert normalise(said, "en") == said


@given(
    st.text()
    | st.text("0123456789:/-., $ampAMPStIh'#+ ")
    | st.from_regex(r"[A-Z]{0,3}[ -]?[0-9]{0,5}(st|th|pm)?", fullmatch=True)
)
def test_any_text_has_one_normal_form(text: str) -> None:
    """Whatever a recogniser writes: no error, no figure, no capital, and a second pass changes nothing."""
    once = normalise(text, "en")
    assert normalise(once, "en") == once
    assert not any(c.isdigit() or c.isupper() for c in once)
    assert once == " ".join(once.split())
