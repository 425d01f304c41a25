"""An incident report as one JSON body, and back again without loss.

The body is what is sealed when reports are encrypted: `encode` and `decode` are the only two places that
know what is in it. Every body says which version of the format it is; `decode` reads all versions there
ever were.

Times keep the time zone they were said in: "2026-11-22T17:28:00-05:00[America/New_York]" (RFC 9557), for
"half past five" is what the caller said and what staff must read.
"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import CallId, FieldName, IncidentReport, Status
from voiceapp.claims.loss import CauseClass, LossCause, LossPlace, LossTime, PlaceSpan, Precision, SpanKind
from voiceapp.errors import StoreError

VERSION = 1

_ZONED = re.compile(r"(?P<time>[^\[]+)(?:\[(?P<zone>[^\]]+)\])?")


def encode(report: IncidentReport) -> bytes:
    """The body of a report, UTF-8."""
    body = {
        "version": VERSION,
        "call_id": report.call_id,
        "claim_number": report.claim_number,
        "line": report.line,
        "language": report.language,
        "caller_id": report.caller_id,
        "started_at": time_to_text(report.started_at),
        "ended_at": report.ended_at and time_to_text(report.ended_at),
        "status": report.status,
        "fields": {
            name: {
                "value": _VALUES[name][0](captured.value),
                "evidence": _evidence_to_json(captured.evidence),
            }
            for name, captured in report.fields.items()
        },
        "cues": dict(report.cues),
        "for_person": sorted(report.for_person),
        "recording": report.recording,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(body: bytes) -> IncidentReport:
    """The report of a body. StoreError when it is not one, or is of a version this program does not know."""
    try:
        data = json.loads(body.decode("utf-8", "surrogatepass"))
        version = data["version"]
        if version == VERSION:
            return _report(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Not chained: what is in the body is personal, and the error may quote it.
        raise StoreError("a stored report cannot be read; restore the database from a backup") from None
    raise StoreError(
        f"a stored report is of format version {version!r}, this voiceapp knows {VERSION}; "
        "use the voiceapp that wrote it, or a newer one"
    )


def time_to_text(time: datetime) -> str:
    """RFC 9557: with the offset, and the name of the time zone where it has one."""
    zone = time.tzinfo.key if isinstance(time.tzinfo, ZoneInfo) else None
    return f"{time.isoformat()}[{zone}]" if zone else time.isoformat()


def time_from_text(text: str) -> datetime:
    """The time in its zone. Where the zone is unknown here, or its rules have changed since, the offset
    that was written counts: it tells which instant was meant."""
    match = _ZONED.fullmatch(text)
    if match is None:
        raise ValueError("not a time")
    time = datetime.fromisoformat(match["time"])
    if time.tzinfo is None:
        raise ValueError("a time without its offset from UTC")
    if match["zone"]:
        try:
            zone = ZoneInfo(match["zone"])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return time
        for fold in (0, 1):  # the hour that is there twice when the clocks go back
            zoned = time.replace(tzinfo=zone, fold=fold)
            if zoned.utcoffset() == time.utcoffset():
                return zoned
    return time


def _report(data: dict[str, Any]) -> IncidentReport:
    return IncidentReport(
        call_id=CallId(data["call_id"]),
        claim_number=data["claim_number"],
        line=data["line"],
        language=data["language"],
        caller_id=data["caller_id"],
        started_at=time_from_text(data["started_at"]),
        ended_at=data["ended_at"] and time_from_text(data["ended_at"]),
        status=Status(data["status"]),
        fields={
            (field := FieldName(name)): Captured(
                _VALUES[field][1](captured["value"]), _evidence_from_json(captured["evidence"])
            )
            for name, captured in data["fields"].items()
        },
        cues=dict(data["cues"]),
        for_person=frozenset(map(FieldName, data["for_person"])),
        recording=data["recording"],
    )


def _evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "words": evidence.words,
        "confidence": evidence.confidence,
        "audio_offset": evidence.audio_offset,
        "tries": evidence.tries,
        "confirmed": evidence.confirmed,
    }


def _evidence_from_json(data: dict[str, Any]) -> Evidence:
    return Evidence(
        source=Source(data["source"]),
        words=data["words"],
        confidence=data["confidence"],
        audio_offset=data["audio_offset"],
        tries=data["tries"],
        confirmed=data["confirmed"],
    )


def _time_to_json(time: LossTime) -> dict[str, Any]:
    return {
        "start": time_to_text(time.start),
        "end": time_to_text(time.end),
        "precision": time.precision,
    }


def _time_from_json(data: dict[str, Any]) -> LossTime:
    return LossTime(time_from_text(data["start"]), time_from_text(data["end"]), Precision(data["precision"]))


def _place_to_json(place: LossPlace) -> dict[str, Any]:
    return {"words": place.words, "spans": [{"kind": span.kind, "text": span.text} for span in place.spans]}


def _place_from_json(data: dict[str, Any]) -> LossPlace:
    spans = (PlaceSpan(SpanKind(span["kind"]), span["text"]) for span in data["spans"])
    return LossPlace(data["words"], tuple(spans))


def _cause_to_json(cause: LossCause) -> dict[str, Any]:
    return {"class": cause.cause, "words": cause.words}


def _cause_from_json(data: dict[str, Any]) -> LossCause:
    return LossCause(CauseClass(data["class"]), data["words"])


def _same(value: Any) -> Any:
    return value


_VALUES: dict[FieldName, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    FieldName.INJURED: (_same, _same),
    FieldName.LOSS_TIME: (_time_to_json, _time_from_json),
    FieldName.LOSS_PLACE: (_place_to_json, _place_from_json),
    FieldName.CAUSE: (_cause_to_json, _cause_from_json),
    FieldName.CALLBACK_NUMBER: (_same, _same),
}
"""How the value of each field becomes JSON, and comes back."""
