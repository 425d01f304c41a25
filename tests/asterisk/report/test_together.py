"""All these callers rang at the same time."""

from tests.asterisk.report.about import about
from tests.asterisk.report.stories import Aftermath, Told
from tests.asterisk.report.test_by_keys import answers_with_keys


@about(answers_with_keys)
def test_no_call_leaves_a_channel_behind_and_nothing_went_wrong(told: Told, stories: Aftermath) -> None:
    assert told.report["ended_at"] is not None
    assert "0 active channels" in stories.channels
    assert stories.faults == []


@about(answers_with_keys)
def test_calls_at_the_same_time_do_not_mix(told: Told, stories: Aftermath) -> None:
    reports = [one.report for one in stories.told.values() if isinstance(one, Told)]
    for own in ("call_id", "claim_number", "recording"):
        assert len({report[own] for report in reports}) == len(reports)
