"""Rendered sentences are found again, whole or not at all."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from voiceapp.ports import Audio
from voiceapp.speech.voice_cache import VoiceCache, key

NAME = key(text="Hello.", engine="pyttsx3", version="1", voice="en-us", rate=160)
LONG = Audio(b"\x01\x02" * 50_000)


def test_what_was_put_is_there(tmp_path: Path) -> None:
    """Also for another process that looks later."""
    VoiceCache(tmp_path).put(NAME, LONG)
    assert VoiceCache(tmp_path).get(NAME) == LONG


def test_what_was_not_put_is_not(tmp_path: Path) -> None:
    """None, not silence."""
    assert VoiceCache(tmp_path).get(NAME) is None


@pytest.mark.parametrize("content", [b"", b"RIFF", b"something else", b"\0" * 5000])
def test_a_file_that_cannot_be_read_is_not_there(tmp_path: Path, content: bytes) -> None:
    """After a crash of the machine a file may be empty or full of zeros: it is made again."""
    cache = VoiceCache(tmp_path)
    cache.put(NAME, LONG)
    cache.path(NAME).write_bytes(content)
    assert cache.get(NAME) is None
    cache.put(NAME, LONG)
    assert cache.get(NAME) == LONG


def test_half_a_file_is_not_there(tmp_path: Path) -> None:
    """A sentence that stops in the middle is worse than none."""
    cache = VoiceCache(tmp_path)
    cache.put(NAME, LONG)
    path = cache.path(NAME)
    path.write_bytes(path.read_bytes()[:-100])
    assert cache.get(NAME) is None


def test_everything_that_changes_the_sound_changes_the_name() -> None:
    """Another wording, engine, version, voice or pace is another file."""
    known = {"text": "Hello.", "engine": "pyttsx3", "version": "1", "voice": "en-us"}
    names = {key(**{**known, part: "other"}, rate=160) for part in known}
    names |= {key(**known, rate=160), key(**known, rate=150)}
    assert len(names) == 6


def _put_and_get(folder: Path) -> bool:
    cache = VoiceCache(folder)
    ok = True
    for _ in range(20):
        cache.put(NAME, LONG)
        ok = ok and cache.get(NAME) == LONG
    return ok


def test_processes_that_write_the_same_sentence_do_not_disturb_each_other(tmp_path: Path) -> None:
    """At no moment does anybody see half a file, and no scraps are left."""
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert all(pool.map(_put_and_get, [tmp_path] * 4))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [VoiceCache(tmp_path).path(NAME)]


def test_a_full_disk_leaves_no_scraps(tmp_path: Path) -> None:
    """The error comes out, and what was begun is removed."""
    cache = VoiceCache(tmp_path)
    cache.path(NAME).mkdir(parents=True)  # a file cannot take the place of a folder
    with pytest.raises(OSError, match="directory"):
        cache.put(NAME, LONG)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
