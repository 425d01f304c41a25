"""An incident report as JSON for people and programs outside: what lists, exports and the demo print.

Not what is stored (that is store/codec.py, which keeps everything): a value that the caller refused is null
here, for nobody should work with it; its evidence stays.
"""

from datetime import datetime
from typing import Any

from voiceapp.claims.evidence import Captured, Evidence
from voiceapp.claims.incident import FieldName, IncidentReport
from voiceapp.claims.loss import LossCause, LossPlace, LossTime


def report_as_json(report: IncidentReport) -> dict[str, Any]:
    """One JSON object, ready for `json.dumps`. Times are ISO 8601 with their offset."""
    time, place, cause = (
        _value(report, name) for name in (FieldName.LOSS_TIME, FieldName.LOSS_PLACE, FieldName.CAUSE)
    )
    return {
        "claim_number": report.claim_number,
        "call_id": report.call_id,
        "status": report.status.value,
        "language": report.language,
        "line": report.line,
        "caller_id": report.caller_id,
        "started_at": report.started_at.isoformat(),
        "ended_at": _iso(report.ended_at),
        "injured": _value(report, FieldName.INJURED),
        "loss_time": time and loss_time_as_json(time),
        "loss_place": place and loss_place_as_json(place),
        "cause": cause and cause_as_json(cause),
        "callback_number": _value(report, FieldName.CALLBACK_NUMBER),
        "missing": [name.value for name in report.missing],
        "for_person": [name.value for name in FieldName if name in report.for_person],
        "cues": dict(report.cues),
        "recording": report.recording,
        "evidence": {
            name.value: _evidence(report.fields[name].evidence) for name in FieldName if name in report.fields
        },
    }


def loss_time_as_json(time: LossTime) -> dict[str, Any]:
    """{start, end, precision}."""
    return {
        "start": time.start.isoformat(),
        "end": time.end.isoformat(),
        "precision": time.precision.value,
    }


def loss_place_as_json(place: LossPlace) -> dict[str, Any]:
    """{words, spans: [{type, text}]}."""
    return {
        "words": place.words,
        "spans": [{"type": span.kind.value, "text": span.text} for span in place.spans],
    }


def cause_as_json(cause: LossCause) -> dict[str, Any]:
    """{class, words}."""
    return {"class": cause.cause.value, "words": cause.words}


def _value(report: IncidentReport, name: FieldName) -> Any:
    captured: Captured[Any] | None = report.fields.get(name)
    if captured is None or captured.evidence.confirmed is False:
        return None
    return captured.value


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source.value,
        "words": evidence.words,
        "confidence": evidence.confidence,
        "audio_offset": evidence.audio_offset,
        "tries": evidence.tries,
        "confirmed": evidence.confirmed,
    }


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
