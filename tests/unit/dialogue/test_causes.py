"""What happened: by voice, by two menus, and one of two readings."""

from collections.abc import Sequence

import pytest

from tests.unit.dialogue.playing import SILENT, Played, keys, play, prompt
from voiceapp.claims.incident import FieldName
from voiceapp.claims.loss import CauseClass
from voiceapp.dialogue.causes import _MENUS
from voiceapp.understanding.cause import Opinion

CAUSE = FieldName.CAUSE


def _asked_what(*answers: object, language: str = "en") -> Played:
    """A conversation that has come to the question about the cause."""
    told = ("no", "yesterday at noon on main street", "yes")
    if language == "zh":
        told = ("没有", "昨天中午在人民路", "对")
    return play(*told, *answers, language=language)  # type: ignore[arg-type]


def test_the_cause_is_asked_for_when_time_and_place_are_known() -> None:
    assert _asked_what().said == prompt("cause.ask")


def test_who_spoke_of_somebody_else_is_asked_how_it_happened() -> None:
    played = play("no", "yesterday at noon somebody hit me on main street", "yes")
    assert played.said == prompt("cause.others")


@pytest.mark.parametrize(
    ("group", "choice", "cause"),
    [
        (group, choice, cause)
        for group, menu in zip("12345", _MENUS.values(), strict=True)
        for choice, cause in menu.items()
    ],
)
def test_every_cause_is_reached_by_two_keys(group: str, choice: str, cause: CauseClass) -> None:
    played = _asked_what(keys(group), keys(choice))
    assert played.value(CAUSE).cause is cause
    assert played.asked[-1] == "confirm"


def test_the_menus_cover_the_whole_taxonomy() -> None:
    assert {cause for menu in _MENUS.values() for cause in menu.values()} == set(CauseClass)


def test_menu_keys_may_be_said_aloud() -> None:
    played = _asked_what("one", "press two")
    assert played.value(CAUSE).cause is CauseClass.COLLISION_SIDE
    assert _asked_what("一", "按二", language="zh").value(CAUSE).cause is CauseClass.COLLISION_SIDE


def test_a_wrong_key_gets_help_and_in_the_second_menu_the_menu_again() -> None:
    assert _asked_what(keys("9")).said == prompt("cause.nomatch")
    assert _asked_what(keys("3"), keys("9")).said == prompt("cause.menu.crime")
    assert _asked_what(keys("3"), "hello").said == prompt("cause.menu.crime")


def test_the_second_menu_is_answered_in_words_as_well() -> None:
    played = _asked_what(keys("1"), "he hit me from behind")
    assert played.value(CAUSE).cause is CauseClass.COLLISION_REAR_END


def test_the_cause_is_left_to_a_person_by_the_pound_key_or_after_three_tries() -> None:
    assert CAUSE in _asked_what(keys("#")).report.for_person
    assert CAUSE in _asked_what(keys("1"), keys("#")).report.for_person
    assert CAUSE in _asked_what(keys("1"), keys("9"), SILENT, keys("9")).report.for_person


def test_an_account_that_no_rule_knows_is_kept_in_the_callers_words() -> None:
    played = _asked_what("the thingamajig went bonkers", "yes", SILENT)
    assert CAUSE in played.report.for_person
    assert played.value(CAUSE).words == "the thingamajig went bonkers"
    assert played.value(CAUSE).cause is CauseClass.OTHER
    assert not played.evidence(CAUSE).confirmed


class Torn:
    """A second opinion that cannot decide between two causes of touching, and has none on anything else."""

    def __init__(self, first: CauseClass, second: CauseClass) -> None:
        self._favourites = (first, second)

    def rank(self, text: str, *, language: str) -> Sequence[Opinion]:
        return [Opinion(cause, 0.3) for cause in self._favourites] if "touched" in text else []


REAR, SIDE = CauseClass.COLLISION_REAR_END, CauseClass.COLLISION_SIDE


def _offered(*answers: object) -> Played:
    """A conversation in which two causes are offered."""
    told = ("no", "yesterday at noon on main street", "yes", "we sort of touched")
    return play(*told, *answers, scorer=Torn(REAR, SIDE))  # type: ignore[arg-type]


def test_two_likely_causes_are_offered() -> None:
    played = _offered()
    assert played.said.startswith("Just to be sure.")
    assert FieldName.CAUSE not in played.report.fields


@pytest.mark.parametrize(
    ("answer", "cause"),
    [("the first one", REAR), ("second", SIDE), (keys("2"), SIDE), ("from behind", REAR), ("one", REAR)],
)
def test_an_offered_cause_is_chosen_by_words_by_its_place_or_by_key(answer: str, cause: CauseClass) -> None:
    played = _offered(answer)
    assert played.value(CAUSE).cause is cause
    assert played.value(CAUSE).words == "we sort of touched"
    assert played.evidence(CAUSE).confirmed


def test_a_doubtful_cause_is_not_offered_when_something_else_was_asked() -> None:
    played = play("no", "yesterday at noon", "yes", "where we touched", scorer=Torn(REAR, SIDE))
    assert played.asked[-1] == "confirm"
    assert played.value(FieldName.LOSS_PLACE).words == "where we touched"


def test_another_cause_than_the_two_is_taken_and_read_back() -> None:
    played = _offered("a deer jumped into me")
    assert played.value(CAUSE).cause is CauseClass.ANIMAL
    assert played.value(CAUSE).words == "we sort of touched / a deer jumped into me"
    assert played.asked[-1] == "confirm"


@pytest.mark.parametrize("answer", [keys("3"), "three", "no"])
def test_neither_of_two_causes_asks_anew(answer: str) -> None:
    assert _offered(answer).said == prompt("cause.refused")


def test_who_cannot_choose_between_two_causes_keeps_his_words_for_a_person() -> None:
    played = _offered("i don't know")
    assert played.said.startswith("You can use the keys.")
    for answers in (("i don't know", "i don't know"), (keys("9"), "hello", SILENT)):
        played = _offered(*answers)
        assert CAUSE in played.report.for_person
        assert played.value(CAUSE).words == "we sort of touched"


def _one_offered(*answers: object) -> Played:
    """A conversation in which one cause is likely, but not sure."""
    told = ("no", "yesterday at noon on main street", "yes", "water everywhere")
    return play(*told, *answers)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", ["yes", keys("1"), "the first one"])
def test_a_single_likely_cause_is_confirmed_by_a_yes(answer: str) -> None:
    assert _one_offered(answer).value(CAUSE).cause is CauseClass.WEATHER_FLOOD


@pytest.mark.parametrize("answer", ["no", keys("2")])
def test_a_single_likely_cause_is_refused_by_a_no(answer: str) -> None:
    assert _one_offered(answer).said == prompt("cause.refused")


def test_a_single_likely_cause_is_asked_about_with_yes_and_no() -> None:
    assert _one_offered(SILENT).said == prompt("confirm.noinput", turn=1)
    assert _one_offered("the second").said == prompt("confirm.nomatch", turn=1)


def test_a_cause_refused_three_times_is_left_to_a_person() -> None:
    played = _asked_what("i hit a deer", "no", "my car caught fire", "no", "my car was stolen", "no")
    assert CAUSE in played.report.for_person
    assert played.evidence(CAUSE).tries == 3


def test_a_refused_cause_says_sorry() -> None:
    assert _asked_what("he hit me from behind", "no").said == prompt("cause.refused")
