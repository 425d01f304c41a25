"""The migrations of this installation are whole and in order."""

from voiceapp.store.schema import migrations


def test_migrations_are_numbered_without_a_gap_and_say_something() -> None:
    """Each step has the next number, and its file is named by it."""
    steps = migrations()
    assert steps
    for number, step in enumerate(steps, start=1):
        assert step.version == number
        assert step.name.startswith(f"{number:03d}_")
        assert "CREATE" in step.sql
