"""Models are found where they lie, and the incomplete ones too, to be told about."""

from pathlib import Path

import pytest

from tests.unit.speech.models import VOSK, WHISPER, digest, install, joined, packaged, write
from voiceapp.errors import ModelError
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.models import at, find, wrong_files


def test_a_folder_of_an_operator_is_found(tmp_path: Path) -> None:
    """Whatever it is called; other folders and hidden ones are passed over."""
    write(tmp_path / "models" / "our-en-model", VOSK)
    write(tmp_path / "models" / "notes", {"a.txt": b"x"})
    write(tmp_path / "models" / ".half-fetched", VOSK)
    [model] = find(tmp_path / "models", tmp_path, entries=())
    assert (model.name, model.engine, model.languages, model.ready) == ("our-en-model", "vosk", ("en",), True)
    assert model.title == "vosk our-en-model"


def test_a_known_model_in_the_models_folder_keeps_its_checksums(tmp_path: Path) -> None:
    """One that was copied by hand under its own name can be verified like a fetched one."""
    entry = Entry("vosk-model-x", "vosk", ("en",), "MIT", files={"am/final.mdl": digest(b"mdl")})
    folder = write(tmp_path / "vosk-model-x", VOSK)
    [model] = find(tmp_path, tmp_path, entries=(entry,))
    assert wrong_files(model) == []
    (folder / "am/final.mdl").write_bytes(b"another")
    assert wrong_files(model) == ["am/final.mdl"]


def test_an_incomplete_folder_is_found_with_what_it_lacks(tmp_path: Path) -> None:
    """The complaint names folder, files and remedy."""
    files = {name: content for name, content in VOSK.items() if name != "am/final.mdl"}
    write(tmp_path / "vosk-model-en", files)
    [model] = find(tmp_path, tmp_path, entries=())
    assert not model.ready
    assert "am/final.mdl missing; copy it again" in model.complaint
    assert str(tmp_path / "vosk-model-en") in model.complaint


def test_no_models_folder_is_no_error(tmp_path: Path) -> None:
    """There is simply none."""
    assert find(tmp_path / "none", tmp_path, entries=()) == []


def test_a_packaged_model_is_found_without_running_its_package(tmp_path: Path, site: Path) -> None:
    """Installing a package of data must not run its code."""
    entry = packaged("packaged-model", WHISPER)
    install(site, entry, {"packaged-model": WHISPER})
    [model] = find(tmp_path / "models", tmp_path, entries=(entry,))
    assert model.ready
    assert model.origin == "package packaged-model"
    assert model.path == site / "packaged_model" / "data"
    assert wrong_files(model) == []


def test_a_packaged_model_with_a_lost_file_is_incomplete(tmp_path: Path, site: Path) -> None:
    """A broken installation is told as what it is."""
    entry = packaged("torn-model", WHISPER)
    install(site, entry, {"torn-model": {name: WHISPER[name] for name in ("model.bin", "config.json")}})
    [model] = find(tmp_path, tmp_path, entries=(entry,))
    assert model.missing == ("tokenizer.json", "vocabulary.txt")
    assert "install the Python package torn-model" in model.complaint


def test_one_of_two_packages_is_not_enough(tmp_path: Path, site: Path) -> None:
    """The one that is not installed is named."""
    entry = joined("halved", (b"one", b"two"))
    install(site, entry, {"halved-one": {"part1": b"one"}})
    [model] = find(tmp_path, tmp_path, entries=(entry,))
    assert model.missing == ("the package halved-two",)


def test_packages_that_are_not_installed_are_not_found(tmp_path: Path) -> None:
    """They are only in the catalogue."""
    assert find(tmp_path, tmp_path, entries=(packaged("nowhere-model", WHISPER),)) == []


def test_a_folder_that_somebody_names(tmp_path: Path) -> None:
    """Is taken if it is a model, and refused with what one looks like if not."""
    assert at(write(tmp_path / "mine", VOSK)).engine == "vosk"
    for wrong in (tmp_path / "none", write(tmp_path / "other", {"a": b""})):
        with pytest.raises(ModelError, match="is no speech model"):
            at(wrong)
