"""How people say when it happened."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.understanding.incident_time.saying import CHICAGO, NOW, SHANGHAI, chinese, said, written
from voiceapp.claims.loss import LossTime
from voiceapp.understanding.incident_time import check, parse
from voiceapp.understanding.incident_time.language import lexicon
from voiceapp.understanding.readings import TimeReading


def test_the_data_files_have_no_fault() -> None:
    """Both languages' words and phrasings can be read."""
    assert check() == ()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday at ten past four in the afternoon", "03-10 16:10"),
        ("quarter of eight last night", "03-10 19:45"),
        ("nineteen forty yesterday", "03-10 19:40"),
        ("the weekend before last", "range 02-28 00:00 03-02 00:00"),
        ("the day after labor day", "09-02"),
        ("going on nine this morning", "about 03-11 08:30 03-11 09:30"),
        ("friday the sixth", "03-06"),
        ("thursday the nineteenth", "02-19"),
        ("three weeks ago tomorrow", "02-19"),
        ("the third saturday in february", "02-21"),
        ("two nights ago", "part 03-09 19:00 03-10 03:00"),
        ("the night of the super bowl", "part 02-08 19:00 02-09 03:00"),
        ("this time yesterday", "03-10 14:20"),
        ("half an hour before midnight last night", "03-10 23:30"),
        ("it was like fourish yesterday", "about 03-10 15:30 03-10 16:30"),
        ("between saturday night and sunday morning", "range 03-07 19:00 03-08 12:00"),
        ("overnight sunday into monday", "range 03-08 22:00 03-09 06:00"),
        ("tree o'clock yesterday afternoon", "03-10 15:00"),
    ],
)
def test_english_is_understood(text: str, meant: str) -> None:
    """Ordinary and unusual English names the moment it means."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("昨晚八点差一刻", "03-10 19:45"),
        ("俩小时前", "03-11 12:20"),
        ("前晚十一点多", "range 03-09 23:00 03-10 00:00"),
        ("大前天傍晚", "part 03-08 16:30 03-08 19:30"),
        ("上上个礼拜天下午", "part 03-01 12:00 03-01 18:00"),
        ("国庆第二天", "10-02"),
        ("大年初三", "02-19"),
        ("腊月二十三", "02-10"),
        ("上个月中旬", "range 02-11 00:00 02-21 00:00"),
        ("昨天下午三四点钟", "about 03-10 15:00 03-10 16:00"),
        ("三月八九号", "range 03-08 00:00 03-10 00:00"),
        ("昨晚凌晨一点", "03-11 01:00"),
        ("昨天 那个 下午两点 吧", "03-10 14:00"),
        ("昨天夏午三点伴", "03-10 15:30"),
        ("周六晚上到周日早上", "range 03-07 18:00 03-08 10:00"),
        ("不是上周五是上上周五", "02-27"),
    ],
)
def test_mandarin_is_understood(text: str, meant: str) -> None:
    """Ordinary and unusual Mandarin, also as the recogniser spells it, names the moment it means."""
    assert chinese(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "on route nine near exit twelve",
        "there were two cars and three people",
        "i was doing about forty",
        "at the corner of fifth and main",
        "my policy number is eight one five three",
        "on the twenty first floor",
        "i live at twelve forty maple street",
        "a two thousand nineteen honda",
        "can you call me back tomorrow at nine",
        "next tuesday",
        "give me a second",
        "the seven eleven on the corner",
        "",
    ],
)
def test_english_numbers_that_are_no_time_are_left_alone(text: str) -> None:
    """Roads, counts, speeds, addresses, numbers and the future are not when it happened."""
    assert said(text) == "nothing"


@pytest.mark.parametrize(
    "text",
    [
        "两辆车撞了",
        "有一点划痕",
        "在五一路",
        "我开到八十码",
        "三号线",
        "明天上午九点",
        "长江路一百二十号",
        "六点五公里",
        "等我一分钟",
    ],
)
def test_mandarin_numbers_that_are_no_time_are_left_alone(text: str) -> None:
    """The same in Mandarin."""
    assert chinese(text) == "nothing"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("yesterday at eight no at nine in the morning", "03-10 09:00"),
        ("monday at three i mean tuesday", "03-10 15:00"),
        ("not last night the night before", "part 03-09 19:00 03-10 03:00"),
        ("it wasn't last friday it was the friday before", "02-27"),
        ("between four and five p m yesterday no on monday", "range 03-09 16:00 03-09 17:00"),
        ("monday no between four and five p m", "range 03-09 16:00 03-09 17:00"),
    ],
)
def test_the_last_correction_counts_and_keeps_the_rest(text: str, meant: str) -> None:
    """ "No, Tuesday" changes the day alone, "no, at nine" the hour alone."""
    assert said(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("the police came at nine but the crash was at eight fifteen this morning", "03-11 08:15"),
        ("i left work at five yesterday and got hit at six", "03-10 18:00"),
        ("i bought the car in january and somebody hit it yesterday", "03-10"),
        (
            "i parked it at nine last night and found it like that at seven this morning",
            "range 03-10 21:00 03-11 07:00",
        ),
    ],
)
def test_of_several_times_the_accident_s_own_counts(text: str, meant: str) -> None:
    """Times of other events in the same breath are told apart from the accident's."""
    assert said(text) == meant


def test_an_open_hour_offers_morning_and_evening() -> None:
    """When neither was said, the likelier one is first and the other is an alternative; both are past."""
    reading = parse("three thirty", now=NOW, language="en")
    assert reading is not None
    assert [written(time) for time in (reading.time, *reading.alternatives)] == ["03-10 15:30", "03-11 03:30"]


def test_an_hour_with_its_half_of_the_day_offers_nothing_else() -> None:
    """ "At seven a m" without a day is today's; yesterday's is not worth a question."""
    reading = parse("at seven a m", now=NOW, language="en")
    assert reading is not None
    assert written(reading.time) == "03-11 07:00"
    assert reading.alternatives == ()


def test_a_weekday_that_is_today_may_be_today() -> None:
    """ "On Wednesday", said on a Wednesday, is a week ago, or perhaps today."""
    reading = parse("on wednesday", now=NOW, language="en")
    assert reading is not None
    assert [written(time) for time in (reading.time, *reading.alternatives)] == ["03-04", "03-11"]


def test_a_weekday_and_a_date_that_contradict_are_both_offered() -> None:
    """The date is likelier; the weekday stays an alternative."""
    reading = parse("sunday march second", now=NOW, language="en")
    assert reading is not None
    assert [written(time) for time in (reading.time, *reading.alternatives)] == ["03-02", "03-08"]


@pytest.mark.parametrize(
    ("now", "text", "meant"),
    [
        ("2026-02-01T00:25", "last night around eleven", "about 01-31 22:30 01-31 23:30"),
        ("2026-03-11T01:30", "this evening around eight", "about 03-10 19:30 03-10 20:30"),
        ("2026-01-02T10:00", "last tuesday", "12-30"),
        ("2026-03-01T09:10", "on the thirtieth", "01-30"),
        ("2024-03-01T09:10", "february twenty ninth", "02-29"),
        ("2026-03-08T10:00", "eight hours ago", "03-08 01:00"),  # the clocks went forward at two
        ("2026-03-08T10:00", "this morning at two thirty", "03-08 03:30"),  # an hour that was not
        ("2026-11-01T08:00", "eight hours ago", "11-01 01:00"),  # the clocks went back at two
    ],
)
def test_edges_of_day_month_year_and_clock_changes(now: str, text: str, meant: str) -> None:
    """Midnight, month ends, new year, leap days and the two clock changes are got right."""
    assert said(text, now=datetime.fromisoformat(now).replace(tzinfo=CHICAGO)) == meant


def test_a_fixed_offset_is_a_zone_too() -> None:
    """`now` may carry an offset instead of a named zone; readings carry the same."""
    now = datetime(2026, 3, 11, 14, 20, tzinfo=timezone(timedelta(hours=-5)))
    reading = parse("yesterday at noon", now=now, language="en")
    assert reading is not None
    assert reading.time.start == datetime(2026, 3, 10, 17, tzinfo=UTC)


def test_now_must_know_its_zone() -> None:
    """A naive now is a mistake of the caller's, and says so."""
    with pytest.raises(ValueError, match="time zone"):
        parse("yesterday", now=NOW.replace(tzinfo=None), language="en")


def test_the_words_it_rests_on_are_named() -> None:
    """`parts` are the stretches of text that tell the time, `span` the longest of them."""
    text = "yesterday on route nine at about eight thirty p m a truck hit me"
    reading = parse(text, now=NOW, language="en")
    assert reading is not None
    assert [text[start:end] for start, end in reading.parts] == ["yesterday", "about eight thirty p m"]
    assert text[slice(*reading.span)] == "about eight thirty p m"


def words(language: str) -> st.SearchStrategy[str]:
    """Words and characters that the grammar knows, in any order, with others between."""
    known = {
        "en": "yesterday last night at eight thirty p m no monday the before about ago three hours to "
        "between and march fifth week christmas morning parked found it not two cars half quarter past oh",
        "zh": " ".join("昨天上周三下午点半前个小时不对到月五号初一刻差大年国庆之后多从现在早晚"),
    }
    joint = " " if language == "en" else ""
    return st.lists(st.sampled_from(known[language].split()) | st.text(max_size=4), max_size=14).map(
        joint.join
    )


@given(
    st.sampled_from(["en", "zh"]).flatmap(lambda language: st.tuples(st.just(language), words(language))),
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    st.sampled_from([CHICAGO, SHANGHAI, ZoneInfo("Australia/Lord_Howe"), UTC]),
)
def test_any_text_gives_a_past_time_or_none(said: tuple[str, str], now: datetime, zone: ZoneInfo) -> None:
    """Nothing raises, and nothing that is understood begins or ends after now."""
    language, text = said
    aware = now.replace(tzinfo=zone)
    reading = parse(text, now=aware, language=language)
    for time in _times(reading):
        assert time.start.astimezone(UTC) <= aware.astimezone(UTC)
        assert time.end.astimezone(UTC) <= aware.astimezone(UTC)
    if reading is not None:
        assert all(0 <= start < end <= len(text) for start, end in reading.parts)


def _times(reading: TimeReading | None) -> tuple[LossTime, ...]:
    return () if reading is None else (reading.time, *reading.alternatives)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_part_of_day_can_be_said(language: str) -> None:
    """Each part of day is understood from its own read-back words, so that a read-back can name it."""
    for part in lexicon(language).parts.values():
        reading = parse(part.spoken, now=NOW.replace(hour=23), language=language)
        assert reading is not None or part.hint, part.name
