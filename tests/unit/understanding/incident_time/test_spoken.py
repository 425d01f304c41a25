"""The read-back: what is said is understood again as the very same time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time import parse, spoken
from voiceapp.understanding.incident_time.grammar import Context
from voiceapp.understanding.incident_time.items import about_width
from voiceapp.understanding.incident_time.language import lexicon
from voiceapp.understanding.incident_time.resolve import Reading, around, at, loss_time, midnight, past

ZONES = {"en": ZoneInfo("America/Chicago"), "zh": ZoneInfo("Asia/Shanghai")}
NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZONES["en"])

nows = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2030, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
languages = st.sampled_from(["en", "zh"])


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, datetime, LossTime]:
    """A language, a now, and a time as parse makes them: cut short by now, never in the hour that the clocks
    repeat or skip."""
    language = draw(languages)
    now = draw(nows).replace(tzinfo=ZONES[language])
    context = Context(now.replace(tzinfo=None), now)
    today = now.date()
    day = today - timedelta(days=draw(st.integers(0, 500)))
    start = at(day, draw(st.integers(0, 24 * 60 - 1)))
    precision = draw(st.sampled_from(Precision))
    match precision:
        case Precision.EXACT:
            reading = Reading(start, start + timedelta(minutes=1), precision)
        case Precision.ABOUT:
            rough = draw(st.booleans())
            wide = Reading(start, start + timedelta(minutes=draw(st.integers(61, 20000))), precision)
            reading = wide if rough else around(start, about_width(start.minute))
        case Precision.PART:
            part = draw(st.sampled_from(list(lexicon(language).parts.values())))
            hours = draw(
                st.sampled_from([hours for hours in ((part.start, part.end), part.early, part.late) if hours])
            )
            reading = Reading(at(day, hours[0]), at(day, hours[1]), precision)
        case Precision.DAY:
            reading = Reading(midnight(day), midnight(day + timedelta(days=1)), precision)
        case Precision.RANGE:
            days = draw(st.booleans())
            first = midnight(day) if days else start
            length = (
                timedelta(days=draw(st.integers(2, 40)))
                if days
                else timedelta(minutes=draw(st.integers(2, 3000)))
            )
            reading = Reading(first, first + length, precision)
    cut = past(reading, context)
    if cut is None:
        cut = Reading(midnight(today), context.now, Precision.DAY)
    return language, now, loss_time(cut, context)


def unsettled(moment: datetime) -> bool:
    """Whether the clocks are changed within a day of it: then one local time names two moments, or none."""
    offsets = {(moment + timedelta(hours=hours)).utcoffset() for hours in (-26, 26)}
    return len(offsets) > 1


@given(readings())
def test_a_time_read_back_and_repeated_is_the_same_time(reading: tuple[str, datetime, LossTime]) -> None:
    """Whatever was understood, its read-back is understood as exactly that again, in both languages."""
    language, now, loss = reading
    if unsettled(loss.start) or unsettled(loss.end) or unsettled(now):
        return
    words = spoken(loss, now=now, language=language)
    again = parse(words, now=now, language=language)
    assert again is not None, words
    assert again.time == loss, words
