"""Reports for eyes: a table of many, a page of one."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from voiceapp.claims.claim_number import LENGTH, grouped
from voiceapp.claims.evidence import Captured, Evidence
from voiceapp.claims.incident import FieldName, IncidentReport
from voiceapp.claims.loss import LossCause, LossPlace, LossTime, Precision

_HEADER = ("claim", "status", "line", "started", "when", "where", "what", "missing")
_WIDEST = 32
_TITLES = {
    FieldName.INJURED: "injured",
    FieldName.LOSS_TIME: "when",
    FieldName.LOSS_PLACE: "where",
    FieldName.CAUSE: "what",
    FieldName.CALLBACK_NUMBER: "call back",
}


def table(reports: Sequence[IncidentReport]) -> str:
    """One line for each report, under a header."""
    if not reports:
        return "no reports yet"
    rows = [_HEADER, *map(_cells, reports)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_HEADER))]
    return "\n".join(
        "  ".join(_pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def page(report: IncidentReport) -> str:
    """Everything about one report, each value with the words it rests on."""
    facts = [
        ("claim", _claim(report)),
        ("status", report.status.value.replace("_", " ")),
        ("call", report.call_id),
        ("line", f"{report.line} ({report.language})"),
        ("caller", report.caller_id or "withheld"),
        ("started", _time(report.started_at)),
        ("ended", _time(report.ended_at) if report.ended_at else "still going on, or cut off"),
        ("recording", report.recording or "none"),
    ]
    lines = [f"{name:<10} {_clean(value)}" for name, value in facts]
    lines.append("")
    for name in FieldName:
        captured: Captured[Any] | None = report.fields.get(name)
        shown = _value(captured) if captured else "not known"
        lines.append(f"{_TITLES[name]:<10} {_clean(shown)}")
        if captured:
            lines.append(f"{'':<10} {_clean(_evidence(captured.evidence))}")
        if name in report.for_person:
            lines.append(f"{'':<10} for a person: listen to the recording")
    if report.cues:
        said = ", ".join(f"{cue}: {answer}" for cue, answer in report.cues.items())
        lines += ["", f"{'said too':<10} {_clean(said)}"]
    lines += ["", f"{'missing':<10} {_missing(report) or 'nothing'}"]
    return "\n".join(lines)


def _cells(report: IncidentReport) -> tuple[str, ...]:
    *cells, last = _row(report)
    return (*map(_fit, cells), _clean(last))  # the last column may be as wide as it needs


def _row(report: IncidentReport) -> tuple[str, ...]:
    shown = (FieldName.LOSS_TIME, FieldName.LOSS_PLACE, FieldName.CAUSE)
    return (
        _claim(report),
        report.status.value.replace("_", " "),
        f"{report.line} {report.language}",
        _time(report.started_at),
        *(_value(report.fields[name]) if name in report.fields else "" for name in shown),
        _missing(report),
    )


def _claim(report: IncidentReport) -> str:
    number = report.claim_number
    return " ".join(grouped(number)) if len(number) == LENGTH else number


def _missing(report: IncidentReport) -> str:
    return ", ".join(_TITLES[name] for name in report.missing)


def _value(captured: Captured[Any]) -> str:
    match captured.value:
        case True | False as yes:
            text = "yes" if yes else "no"
        case LossTime() as time:
            text = _loss_time(time)
        case LossPlace() as place:
            text = place.words
        case LossCause() as cause:
            text = cause.cause.value.replace("_", " ")
        case other:
            text = str(other)
    return f"{text} (refused)" if captured.evidence.confirmed is False else text


def _loss_time(time: LossTime) -> str:
    if time.precision is Precision.EXACT:
        return _time(time.start)
    if time.precision is Precision.ABOUT:
        return f"about {_time(time.start)}"
    if time.precision is Precision.DAY:
        return f"{time.start:%a %Y-%m-%d}"
    same_day = time.start.date() == time.end.date()
    return (
        f"{_time(time.start)} to {time.end:%H:%M}"
        if same_day
        else f"{_time(time.start)} to {_time(time.end)}"
    )


def _evidence(evidence: Evidence) -> str:
    verdict = {True: "confirmed", False: "refused", None: "not asked"}[evidence.confirmed]
    parts = [f"“{evidence.words}”", evidence.source.value.replace("_", " "), verdict]
    if evidence.audio_offset is not None:
        minutes, seconds = divmod(round(evidence.audio_offset, 1), 60)
        parts.append(f"at {minutes:.0f}:{seconds:04.1f} of the recording")
    if evidence.confidence is not None:
        parts.append(f"confidence {evidence.confidence:.2f}")
    if evidence.tries > 1:
        parts.append(f"{evidence.tries} tries")
    return " · ".join(parts)


def _time(time: datetime) -> str:
    return f"{time:%a %Y-%m-%d %H:%M}"


def _clean(text: str) -> str:
    """Without control characters: what a caller's line sent must not steer the terminal."""
    return "".join(
        " " if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character for character in text
    )


def _fit(text: str) -> str:
    text = _clean(text)
    if _width(text) <= _WIDEST:
        return text
    while _width(text) > _WIDEST - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
