"""A folder is recognised by what is in it, and told what it lacks."""

from pathlib import Path

import pytest

from voiceapp.speech.layouts import recognise

VOSK = ("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
IVECTOR = tuple(
    f"ivector/{name}" for name in ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "splice.conf")
)
WHISPER = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")


def folder(path: Path, *names: str) -> Path:
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text("x\n")
    return path


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("vosk-model-small-en-us-0.15", ("en",)),
        ("vosk-model-small-cn-0.22", ("zh",)),
        ("vosk-model-cn-0.22", ("zh",)),
        ("our.zh.model", ("zh",)),
        ("my-model", ()),
        ("english", ()),
    ],
)
def test_a_vosk_model_tells_its_language_by_its_name(
    tmp_path: Path, name: str, languages: tuple[str, ...]
) -> None:
    """As the official ones are named; without a language in the name nobody guesses one."""
    layout = recognise(folder(tmp_path / name, *VOSK, *IVECTOR))
    assert layout is not None
    assert (layout.engine, layout.languages, layout.missing) == ("vosk", languages, ())


def test_a_static_graph_is_whole(tmp_path: Path) -> None:
    """Large models have one graph file instead of two."""
    layout = recognise(
        folder(tmp_path, "am/final.mdl", "conf/mfcc.conf", "graph/HCLG.fst", "graph/words.txt")
    )
    assert layout is not None
    assert layout.missing == ()


@pytest.mark.parametrize("lost", [*VOSK, *IVECTOR])
def test_every_file_that_vosk_needs_is_missed(tmp_path: Path, lost: str) -> None:
    """A model of which one file was not copied is named with that file."""
    whole = folder(tmp_path / "vosk-model-small-en-us-0.15", *VOSK, *IVECTOR)
    (whole / lost).unlink()
    layout = recognise(whole)
    assert layout is not None
    assert layout.missing == (lost,)


@pytest.mark.parametrize("lost", WHISPER)
def test_every_file_that_whisper_needs_is_missed(tmp_path: Path, lost: str) -> None:
    """The tokenizer above all: without it faster-whisper would want to download one, in mid-call."""
    whole = folder(tmp_path, *WHISPER)
    (whole / lost).unlink()
    layout = recognise(whole)
    assert layout is not None
    assert layout.missing == (lost,)


def test_a_file_that_was_written_by_half_is_missing(tmp_path: Path) -> None:
    """An empty file is what a full disk leaves."""
    whole = folder(tmp_path, *WHISPER)
    (whole / "model.bin").write_bytes(b"")
    layout = recognise(whole)
    assert layout is not None
    assert layout.missing == ("model.bin",)


@pytest.mark.parametrize(("words", "languages"), [(51864, ("en",)), (51865, ("*",)), (51866, ("*",))])
def test_english_only_whisper_is_told_from_multilingual(
    tmp_path: Path, words: int, languages: tuple[str, ...]
) -> None:
    """By the number of words, in either form of the vocabulary."""
    text = folder(tmp_path / "a", *WHISPER)
    (text / "vocabulary.txt").write_text("word\n" * words)
    array = folder(tmp_path / "b", *WHISPER[:3])
    (array / "vocabulary.json").write_text("[" + ",".join(['"word"'] * words) + "]")
    for each in (text, array):
        layout = recognise(each)
        assert layout is not None
        assert layout.languages == languages


def test_a_piper_voice_needs_its_settings(tmp_path: Path) -> None:
    """The .json beside the .onnx."""
    voice = folder(tmp_path, "en_US-joe-medium.onnx")
    layout = recognise(voice)
    assert layout is not None
    assert (layout.engine, layout.languages) == ("piper", ("en",))
    assert layout.missing == ("en_US-joe-medium.onnx.json",)


def test_other_folders_are_no_models(tmp_path: Path) -> None:
    """Nothing is guessed into a folder of something else."""
    assert recognise(folder(tmp_path, "readme.txt")) is None
