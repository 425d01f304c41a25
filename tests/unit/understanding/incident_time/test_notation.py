"""The notation of the data files."""

import pytest

from voiceapp.understanding.incident_time.notation import NotationError, Slot, expand


def sequences(phrasing: str) -> set[str]:
    return {
        " ".join(
            f"<{element.name}:{element.kind}>" if isinstance(element, Slot) else element for element in found
        )
        for found in expand(phrasing, str.split)
    }


def test_brackets_may_be_left_out_and_bars_choose() -> None:
    """[a] is said or not, (a|b) is one of them, also inside each other."""
    assert sequences("[the] day before (yesterday|last [one])") == {
        "the day before yesterday",
        "the day before last one",
        "the day before last",
        "day before yesterday",
        "day before last one",
        "day before last",
    }


def test_slots_have_a_name_and_a_kind() -> None:
    """{kind} is bound to its own name, {name:kind} to another."""
    assert sequences("{weekday} or {other:weekday}") == {"<weekday:weekday> or <other:weekday>"}


def test_text_is_cut_by_the_language() -> None:
    """Chinese phrasings are cut into characters."""
    assert expand("上[个]周", list) == (("上", "个", "周"), ("上", "周"))


@pytest.mark.parametrize(
    ("phrasing", "complaint"),
    [
        ("[the", "lacks a ]"),
        ("(a|b", "lacks a )"),
        ("{day", "lacks a }"),
        ("a | b", "outside of"),
        ("a ) b", "too many"),
        ("a ] b", "too many"),
        ("a } b", "too many"),
        ("[perhaps]", "without a single word"),
        ("(a|b)" * 12, "more than 2000"),
    ],
)
def test_a_slip_of_the_pen_is_named(phrasing: str, complaint: str) -> None:
    """What is written wrongly is said so, with the phrasing."""
    with pytest.raises(NotationError, match=complaint.replace(")", r"\)").replace("]", r"\]")):
        expand(phrasing, str.split)
