"""Town and region names from the gazetteer files."""

from voiceapp.claims.loss import SpanKind
from voiceapp.understanding.place.gazetteer import Gazetteer, Regions, regions, towns


def test_the_longest_town_wins() -> None:
    """ "new york city" is one town, and comment lines are none."""
    found = Gazetteer.of(["# Source: …", "*new york city", "york"])
    assert found.at(["new", "york", "city"], 0) == (3, True)
    assert found.at(["york"], 0) == (1, False)
    assert found.at(["leeds"], 0) == (0, False)


def test_a_short_name_of_two_regions_is_the_larger() -> None:
    """朝阳 is a city in Liaoning and a district of Beijing: by itself it is the city."""
    found = Regions.of(["district\t朝阳区\t朝阳", "city\t朝阳市\t朝阳", "state\t山东省\t山东"])
    assert found.full["朝阳区"] is SpanKind.DISTRICT
    assert found.short == {"朝阳": SpanKind.CITY, "山东": SpanKind.STATE}


def test_the_shipped_files_hold_what_everybody_knows() -> None:
    """The files that were built are whole."""
    assert towns("en").at(["san", "francisco"], 0) == (2, True)
    assert regions("zh").full["徐汇区"] is SpanKind.DISTRICT
    assert regions("zh").short["广东"] is SpanKind.STATE
