"""A model that comes in parts is put together once, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.unit.speech.models import WHISPER, install, joined, packaged
from voiceapp.errors import ModelError
from voiceapp.speech.catalogue import Entry
from voiceapp.speech.joining import prepared
from voiceapp.speech.models import Model, find

SMALL = {name: content for name, content in WHISPER.items() if name != "model.bin"}


def in_parts(site: Path, name: str, second: bytes = b"two") -> Entry:
    entry = joined(name, (b"one", b"two"))
    install(site, entry, {f"{name}-one": {**SMALL, "part1": b"one"}, f"{name}-two": {"part2": second}})
    return entry


def only(cache: Path, entry: Entry) -> Model:
    [model] = find(cache / "models", cache, entries=(entry,))
    return model


def test_parts_become_a_whole(tmp_path: Path, site: Path) -> None:
    """The joined model lies in the cache folder, and is found there the next time."""
    entry = in_parts(site, "parted")
    model = prepared(only(tmp_path, entry), tmp_path)
    assert (model.path / "model.bin").read_bytes() == b"onetwo"
    assert model.path.is_relative_to(tmp_path / "joined")
    again = only(tmp_path, entry)
    assert again.path == model.path
    assert prepared(again, tmp_path).path == model.path


def test_parts_that_do_not_fit_leave_nothing(tmp_path: Path, site: Path) -> None:
    """A damaged part is an error, not a model that crashes later."""
    entry = in_parts(site, "misfit", second=b"damaged")
    with pytest.raises(ModelError, match=r"model\.bin does not have the checksum"):
        prepared(only(tmp_path, entry), tmp_path)
    assert list((tmp_path / "joined").iterdir()) == []


def test_many_at_once_get_the_same_whole_model(tmp_path: Path, site: Path) -> None:
    """App and stand-by may start together on a new machine."""
    model = only(tmp_path, in_parts(site, "raced"))
    with ThreadPoolExecutor(8) as pool:
        paths = {one.path for one in pool.map(lambda _: prepared(model, tmp_path), range(8))}
    assert len(paths) == 1
    assert (paths.pop() / "model.bin").read_bytes() == b"onetwo"
    assert len(list((tmp_path / "joined").iterdir())) == 1


def test_an_incomplete_model_is_not_prepared(tmp_path: Path, site: Path) -> None:
    """It is refused with what is missing."""
    entry = joined("lonely", (b"one", b"two"))
    install(site, entry, {"lonely-one": {"part1": b"one"}})
    with pytest.raises(ModelError, match="the package lonely-two missing"):
        prepared(only(tmp_path, entry), tmp_path)


def test_a_model_in_one_piece_stays_where_it_is(tmp_path: Path, site: Path) -> None:
    """Nothing is copied that needs no joining."""
    entry = packaged("whole-model", WHISPER)
    install(site, entry, {"whole-model": WHISPER})
    model = only(tmp_path, entry)
    assert prepared(model, tmp_path) == model
