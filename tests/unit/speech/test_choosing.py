"""Each language gets the best model there is, and the operator is told what would be better."""

from pathlib import Path

import pytest

from tests.unit.speech.models import VOSK, write
from voiceapp.errors import ModelError
from voiceapp.speech.choosing import choose
from voiceapp.speech.models import Model

HERE = Path("/models")


def model(name: str, engine: str, *languages: str, missing: tuple[str, ...] = ()) -> Model:
    return Model(name, engine, languages, HERE / name, "models folder", missing)


VOSK_EN = model("vosk-model-small-en-us-0.15", "vosk", "en")
TINY_EN = model("whisper-tiny.en", "whisper", "en")
BASE = model("whisper-base", "whisper", "zh", "en")
MANY = model("large-whisper", "whisper", "*")


def test_vosk_is_taken_wherever_there_is_one() -> None:
    """It answers while the caller speaks; there is nothing to tell."""
    choice = choose("en", [TINY_EN, BASE, VOSK_EN])
    assert (choice.model, choice.notice) == (VOSK_EN, "")
    assert str(choice) == "en: vosk small-en-us-0.15, models folder"


def test_whisper_stands_in_loudly() -> None:
    """Without a Vosk model Whisper hears, and the notice says what to fetch."""
    choice = choose("zh", [VOSK_EN, BASE])
    assert choice.model == BASE
    assert "no vosk model for zh is here" in choice.notice
    assert "voiceapp models fetch vosk-model-small-cn-0.22" in choice.notice
    assert "answers take longer" in str(choice)


def test_a_model_for_the_language_is_better_than_one_for_many() -> None:
    """English is heard by the English model, other languages by the one that knows many."""
    assert choose("en", [MANY, BASE, TINY_EN]).model == TINY_EN
    assert choose("fr", [MANY, BASE, TINY_EN]).model == MANY


def test_an_incomplete_vosk_model_is_not_taken_and_named() -> None:
    """Whisper hears, and the notice says what is missing."""
    broken = model("vosk-model-small-en-us-0.15", "vosk", "en", missing=("am/final.mdl",))
    choice = choose("en", [broken, TINY_EN])
    assert choice.model == TINY_EN
    assert "am/final.mdl missing" in choice.notice


def test_only_an_incomplete_model_is_an_error() -> None:
    """The line cannot hear; the message says which file is missing."""
    with pytest.raises(ModelError, match=r"incomplete: am/final\.mdl missing"):
        choose("en", [model("vosk-x", "vosk", "en", missing=("am/final.mdl",))])


def test_no_model_is_an_error_that_says_how_to_get_one() -> None:
    """Either way: fetched or installed."""
    with pytest.raises(ModelError, match=r"models fetch vosk-model-small-cn-0\.22.* or install the Python"):
        choose("zh", [VOSK_EN])


def test_an_unknown_language_is_an_error_too() -> None:
    """One for which the catalogue has nothing."""
    with pytest.raises(ModelError, match="put one into the models folder"):
        choose("xx", [])


def test_the_settings_can_insist() -> None:
    """On an engine or on a model; then there is nothing to tell."""
    assert choose("en", [VOSK_EN, TINY_EN], engine="whisper").model == TINY_EN
    choice = choose("en", [VOSK_EN, TINY_EN, BASE], model="whisper-base")
    assert (choice.model, choice.notice) == (BASE, "")
    with pytest.raises(ModelError, match="no vosk model for 'en'"):
        choose("en", [TINY_EN], engine="vosk")


@pytest.mark.parametrize(
    ("wanted", "engine", "says"),
    [
        ("nonsense", "auto", "there is no model 'nonsense'"),
        ("whisper-base", "vosk", "is for whisper, not for vosk"),
        ("vosk-model-small-en-us-0.15", "auto", "is for en, not for zh"),
        ("torn", "auto", "incomplete"),
        ("/nowhere/at/all", "auto", "is no speech model"),
    ],
)
def test_what_the_settings_insist_on_must_fit(wanted: str, engine: str, says: str) -> None:
    """A wrong name is an error and not another model."""
    models = [VOSK_EN, BASE, model("torn", "whisper", "zh", missing=("model.bin",))]
    with pytest.raises(ModelError, match=says):
        choose("zh", models, engine=engine, model=wanted)


def test_a_folder_anywhere_can_be_named(tmp_path: Path) -> None:
    """With a language in its name, or none: who names it knows what it is for."""
    folder = write(tmp_path / "our-own", VOSK)
    assert choose("zh", [], model=str(folder)).model.path == folder
