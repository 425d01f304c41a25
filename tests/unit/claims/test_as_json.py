"""What others get of a report is JSON with everything they need and nothing that was denied."""

import json
from datetime import timedelta

from hypothesis import given

from tests.unit.store.reports import REPORTS, STARTED, a_report
from voiceapp.claims.as_json import report_as_json
from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import FieldName, IncidentReport


def test_a_complete_report_has_every_part() -> None:
    """Names and shapes are those other programs rely on."""
    shown = report_as_json(a_report())
    assert shown["claim_number"] == "261234564"
    assert shown["status"] == "complete"
    assert shown["started_at"] == "2026-11-22T03:14:15+00:00"
    assert shown["injured"] is False
    assert shown["loss_time"] == {
        "start": (STARTED - timedelta(hours=8)).isoformat(),
        "end": (STARTED - timedelta(hours=8)).isoformat(),
        "precision": "exact",
    }
    assert shown["loss_place"] == {
        "words": "corner of Elm and Fifth",
        "spans": [{"type": "road", "text": "Elm"}, {"type": "cross", "text": "Fifth"}],
    }
    assert shown["cause"] == {"class": "collision_rear_end", "words": "he ran into my back"}
    assert shown["callback_number"] == "+15551234"
    assert shown["missing"] == []
    assert shown["evidence"]["cause"] == {
        "source": "speech",
        "words": "yesterday at eight",
        "confidence": 0.9,
        "audio_offset": 12.5,
        "tries": 1,
        "confirmed": True,
    }


def test_a_value_the_caller_refused_is_null_but_its_evidence_stays() -> None:
    """Nobody books a wrong place; somebody can still hear why."""
    refused = Evidence(source=Source.SPEECH, words="no", confirmed=False)
    fields = {name: Captured(captured.value, refused) for name, captured in a_report().fields.items()}
    shown = report_as_json(a_report(fields=fields))
    for name in ("injured", "loss_time", "loss_place", "cause", "callback_number"):
        assert shown[name] is None
        assert shown["evidence"][name]["confirmed"] is False
    assert shown["missing"] == [name.value for name in FieldName]


@given(report=REPORTS)
def test_any_report_is_json_and_says_null_for_what_is_not_known(report: IncidentReport) -> None:
    """Every name is always there, whatever was said."""
    shown = json.loads(json.dumps(report_as_json(report)))
    assert list(shown) == list(report_as_json(a_report()))
    for name in FieldName:
        known = name in report.fields and report.fields[name].evidence.confirmed is not False
        assert (shown[name.value] is not None) == known
