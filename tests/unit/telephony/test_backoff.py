"""Waiting longer each time, but never too long and never in step."""

from itertools import islice

from voiceapp.telephony.backoff import delays


def test_delays_double_up_to_the_longest() -> None:
    found = list(islice(delays(first=0.1, longest=1.0, random=lambda: 1.0), 6))
    assert found == [0.1, 0.2, 0.4, 0.8, 1.0, 1.0]


def test_jitter_takes_off_at_most_half() -> None:
    found = list(islice(delays(first=0.1, longest=1.0, random=lambda: 0.0), 3))
    assert found == [0.05, 0.1, 0.2]
