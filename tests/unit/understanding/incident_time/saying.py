"""What a sentence is understood as, written short, for tests that read as tables."""

from datetime import datetime
from zoneinfo import ZoneInfo

from voiceapp.claims.loss import LossTime, Precision
from voiceapp.understanding.incident_time import parse

CHICAGO, SHANGHAI = ZoneInfo("America/Chicago"), ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 11, 14, 20, tzinfo=CHICAGO)  # a Wednesday


def said(text: str, language: str = "en", now: datetime = NOW) -> str:
    """The likeliest reading: a minute, a day, or both ends with the precision; or "nothing"."""
    reading = parse(text, now=now, language=language)
    return "nothing" if reading is None else written(reading.time)


def chinese(text: str, now: datetime = NOW) -> str:
    """The same in Mandarin, in China."""
    return said(text, "zh", now.replace(tzinfo=SHANGHAI))


def written(time: LossTime) -> str:
    """A time in short."""
    if time.precision is Precision.EXACT:
        return f"{time.start:%m-%d %H:%M}"
    if time.precision is Precision.DAY:
        return f"{time.start:%m-%d}"
    return f"{time.precision} {time.start:%m-%d %H:%M} {time.end:%m-%d %H:%M}"
