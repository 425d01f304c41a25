"""Incident reports of every kind, for the tests of what keeps them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import CallId, FieldName, IncidentReport, Status
from voiceapp.claims.loss import CauseClass, LossCause, LossPlace, LossTime, PlaceSpan, Precision, SpanKind

STARTED = datetime(2026, 11, 22, 3, 14, 15, tzinfo=UTC)


def a_report(call_id: str = "call-1", claim_number: str = "261234564", **changes: Any) -> IncidentReport:
    """A report as a call that went well leaves it."""
    said = Evidence(
        source=Source.SPEECH, words="yesterday at eight", confidence=0.9, audio_offset=12.5, confirmed=True
    )
    values: dict[str, Any] = {
        "line": "100",
        "language": "en",
        "started_at": STARTED,
        "ended_at": STARTED + timedelta(minutes=3),
        "status": Status.COMPLETE,
        "caller_id": "+15551234",
        "recording": "0f8fad5bd9cb469fa16570867728950e.wav",
        "cues": {"drivable": "no"},
        "fields": {
            FieldName.INJURED: Captured(False, said),
            FieldName.LOSS_TIME: Captured(
                LossTime(STARTED - timedelta(hours=8), STARTED - timedelta(hours=8), Precision.EXACT), said
            ),
            FieldName.LOSS_PLACE: Captured(
                LossPlace(
                    "corner of Elm and Fifth",
                    (PlaceSpan(SpanKind.ROAD, "Elm"), PlaceSpan(SpanKind.CROSS, "Fifth")),
                ),
                said,
            ),
            FieldName.CAUSE: Captured(LossCause(CauseClass.COLLISION_REAR_END, "he ran into my back"), said),
            FieldName.CALLBACK_NUMBER: Captured("+15551234", said),
        },
    }
    return IncidentReport(call_id=CallId(call_id), claim_number=claim_number, **(values | changes))


_TEXT = st.text(st.characters(), max_size=20)
_NAMES = st.text(max_size=20)  # made by us or filtered by the switch: no halves of characters
_TIMES = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.timezones() | st.just(UTC),
)
_EVIDENCE = st.builds(
    Evidence,
    source=st.sampled_from(Source),
    words=_TEXT,
    confidence=st.none() | st.floats(0, 1),
    audio_offset=st.none() | st.floats(0, 1e5),
    tries=st.integers(1, 9),
    confirmed=st.none() | st.booleans(),
)
_SPANS = st.lists(st.builds(PlaceSpan, st.sampled_from(SpanKind), _TEXT), max_size=3).map(tuple)
_LOSS_TIMES = st.builds(
    lambda start, length, precision: LossTime(start, start + length, precision),
    _TIMES,
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.sampled_from(Precision),
)
_VALUES: dict[FieldName, st.SearchStrategy[Any]] = {
    FieldName.INJURED: st.booleans(),
    FieldName.LOSS_TIME: _LOSS_TIMES,
    FieldName.LOSS_PLACE: st.builds(LossPlace, _TEXT, _SPANS),
    FieldName.CAUSE: st.builds(LossCause, st.sampled_from(CauseClass), _TEXT),
    FieldName.CALLBACK_NUMBER: _TEXT,
}

REPORTS: st.SearchStrategy[IncidentReport] = st.builds(
    IncidentReport,
    call_id=_NAMES.map(CallId),
    claim_number=_NAMES,
    line=_NAMES,
    language=st.sampled_from(["en", "zh"]),
    started_at=_TIMES,
    caller_id=st.none() | _TEXT,
    ended_at=st.none() | _TIMES,
    status=st.sampled_from(Status),
    fields=st.fixed_dictionaries(
        {}, optional={name: st.builds(Captured, value, _EVIDENCE) for name, value in _VALUES.items()}
    ),
    cues=st.dictionaries(_TEXT, _TEXT, max_size=3),
    for_person=st.frozensets(st.sampled_from(FieldName)),
    recording=st.none() | _TEXT,
)
"""Any report there can be."""
