"""A loss time that makes no sense cannot exist."""

from datetime import UTC, datetime, timedelta

import pytest

from voiceapp.claims.loss import LossTime, Precision

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_loss_time_may_be_a_moment_or_a_span() -> None:
    """Start and end are kept as they are."""
    assert LossTime(NOW, NOW, Precision.EXACT).end == NOW
    assert LossTime(NOW, NOW + timedelta(days=1), Precision.DAY).start == NOW


def test_a_loss_time_without_a_time_zone_is_refused() -> None:
    """Eight o'clock somewhere is no time."""
    for start, end in ((NOW.replace(tzinfo=None), NOW), (NOW, NOW.replace(tzinfo=None))):
        with pytest.raises(ValueError, match="time zone"):
            LossTime(start, end, Precision.EXACT)


def test_a_loss_time_that_ends_before_it_starts_is_refused() -> None:
    """Two ends that were mixed up are noticed where it happens."""
    with pytest.raises(ValueError, match="end before"):
        LossTime(NOW, NOW - timedelta(seconds=1), Precision.RANGE)
