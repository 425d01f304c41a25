"""One breath may hold when, where and what; no word counts twice."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause import Opinion
from voiceapp.understanding.facts import understand
from voiceapp.understanding.readings import Facts

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("America/Chicago"))
BEIJING = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("Asia/Shanghai"))


def said(text: str) -> Facts:
    return understand(text, now=NOW, language="en")


def when(facts: Facts) -> str | None:
    return None if facts.time is None else facts.time.time.start.strftime("%m-%d %H:%M")


def where(facts: Facts) -> list[str] | None:
    return None if facts.place is None else [span.text for span in facts.place.spans]


def test_one_breath_holds_everything() -> None:
    """What a recogniser with figures and capitals makes of a whole account."""
    facts = said(
        "Yesterday at 3:30 PM a truck hit me from behind on Main Street near the post office. I'm not hurt."
    )
    assert when(facts) == "03-10 15:30"
    assert where(facts) == ["main street", "post office"]
    assert facts.cause is not None
    assert facts.cause.cause is CauseClass.COLLISION_REAR_END
    assert facts.cues.injury is False
    assert facts.cues.others is True


def test_one_chinese_breath_holds_everything() -> None:
    """Traditional characters and figures, as a recogniser may write them."""
    facts = understand("昨天下午3點半,我在建國路等紅燈,被後面的車追尾了", now=BEIJING, language="zh")
    assert when(facts) == "03-10 15:30"
    assert where(facts) == ["建国路"]
    assert facts.cause is not None
    assert facts.cause.cause is CauseClass.COLLISION_REAR_END


@pytest.mark.parametrize(
    ("text", "time", "place"),
    [
        ("it was on route nine at nine this morning", "03-11 09:00", ["route nine"]),
        ("on route nine", None, ["route nine"]),
        ("on may street in may", "05-01 00:00", ["may street"]),
        ("on march third at nine on fifth avenue", "03-03 09:00", ["fifth avenue"]),
        ("at six twenty one north clark street", None, ["six twenty one", "north clark street"]),
        ("on the shoulder of ninety four", None, ["ninety four"]),
        ("corner of second and main at nine", "03-11 09:00", ["second", "main"]),
        ("lakeshore and twenty third this morning at six", "03-11 06:00", ["lakeshore", "twenty third"]),
        (
            "mile marker eighty eight twenty past eight this morning",
            "03-11 08:20",
            ["mile marker eighty eight"],
        ),
        ("memorial day last year", "05-26 00:00", None),
        ("on presidents day in my buddy's driveway", "02-16 00:00", ["buddy's driveway"]),
        (
            "yesterday on main street at nine near the post office",
            "03-10 09:00",
            ["main street", "post office"],
        ),
        ("i was on fifth avenue on march third", "03-03 00:00", ["fifth avenue"]),
        (
            "i ninety four near exit twelve around ten p m last night",
            "03-10 21:30",
            ["i ninety four", "exit twelve"],
        ),
    ],
)
def test_a_word_is_a_time_or_a_name_not_both(text: str, time: str | None, place: list[str] | None) -> None:
    """ "route nine at nine": each nine has its own meaning."""
    facts = said(text)
    assert (when(facts), where(facts)) == (time, place)


@pytest.mark.parametrize(
    ("text", "time", "place"),
    [
        ("就在我们公司楼下周日晚上九点", "03-08 21:00", ["公司"]),
        ("长途汽车站附近七点半", "03-11 07:30", ["长途汽车站"]),
        ("这周末阳光小区门口", "03-07 00:00", ["阳光小区"]),
        ("二十分钟前龙华汽车站", "03-11 14:00", ["龙华汽车站"]),
    ],
)
def test_chinese_times_and_places_stand_side_by_side(text: str, time: str, place: list[str]) -> None:
    """No space parts them: 前 belongs to the twenty minutes, or to the day, and not to a name."""
    facts = understand(text, now=BEIJING, language="zh")
    assert (when(facts), where(facts)) == (time, place)


def test_a_place_may_be_said_around_the_time() -> None:
    """Both parts of it are kept, the words between them are not."""
    facts = said("over by the farmers market on saturday i was parked on elm")
    assert when(facts) == "03-07 00:00"
    assert facts.place is not None
    assert facts.place.words == "over by the farmers market on elm"


def test_a_name_is_no_cause() -> None:
    """Nothing was hit on Deer Street but a pole."""
    facts = said("i hit a pole on deer street")
    assert facts.cause is not None
    assert facts.cause.cause is CauseClass.HIT_OBJECT


def test_spans_are_in_the_normal_form() -> None:
    """So the words of a value can be cut out of the text."""
    facts = said("Last Tuesday, on Oak St.")
    assert facts.text == "last tuesday on oak street"
    assert facts.time is not None
    assert facts.place is not None
    assert facts.text[slice(*facts.time.span)] == "last tuesday"
    assert facts.text[slice(*facts.place.span)] == "on oak street"


def test_nothing_said_is_nothing_known() -> None:
    """None beats a guess."""
    facts = said("hello")
    assert (facts.time, facts.place, facts.cause) == (None, None, None)


class Opinionated:
    """A scorer that always thinks of the same two."""

    def rank(self, text: str, *, language: str) -> tuple[Opinion, ...]:
        return (Opinion(CauseClass.GLASS, 0.5), Opinion(CauseClass.THEFT, 0.5))


def test_an_unsure_cause_is_told_by_its_candidates() -> None:
    """The dialogue offers them."""
    facts = understand("the whole thing came apart in my hands", now=NOW, language="en", scorer=Opinionated())
    assert facts.cause is not None
    assert facts.cause.cause is CauseClass.OTHER
    assert set(facts.cause.candidates) == {CauseClass.GLASS, CauseClass.THEFT}


WORDS = (
    *(
        "on",
        "at",
        "near",
        "route",
        "nine",
        "may",
        "march",
        "third",
        "street",
        "monday",
        "half past",
        "three",
        "ago",
    ),
    *(
        "hours",
        "last",
        "night",
        "i",
        "hit",
        "a deer",
        "the corner of",
        "and",
        "main",
        "exit",
        "between",
        "five",
    ),
)
CHARACTERS = "昨天下午三点半在建国路和号十月前两个小时被撞了高速一百公里处"


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text())
def test_no_account_raises_or_uses_words_twice(text: str) -> None:
    """Whatever is said: named parts of the place and the time share no word, and no time is to come."""
    facts = understand(text, now=NOW, language="en")
    assert_sound(facts, NOW)


@given(st.text(CHARACTERS, max_size=14) | st.text(max_size=20))
def test_no_chinese_account_raises_or_is_to_come(text: str) -> None:
    """The same in Chinese."""
    assert_sound(understand(text, now=BEIJING, language="zh"), BEIJING)


def assert_sound(facts: Facts, now: datetime) -> None:
    for reading in (facts.time, facts.place):
        if reading is not None:
            start, end = reading.span
            assert 0 <= start < end <= len(facts.text)
    if facts.time is not None:
        assert facts.time.time.start <= now
