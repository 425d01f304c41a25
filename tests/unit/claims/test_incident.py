"""A report knows what it lacks."""

from tests.unit.store.reports import a_report
from voiceapp.claims.incident import REQUIRED, FieldName


def test_missing_are_the_fields_without_a_confirmed_value_in_asking_order() -> None:
    """What was never understood and what was never confirmed are both missing."""
    complete = a_report()
    assert complete.missing == ()
    fields = dict(complete.fields)
    del fields[FieldName.INJURED]
    fields[FieldName.CAUSE] = fields[FieldName.CAUSE].unconfirm()
    assert a_report(fields=fields).missing == (FieldName.INJURED, FieldName.CAUSE)
    assert a_report(fields={}).missing == REQUIRED
