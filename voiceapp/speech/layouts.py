"""What kind of model lies in a folder, and what is missing in it. Looks at names and sizes only."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

_VOSK = ("am/final.mdl", "conf/mfcc.conf", "graph")
_VOSK_GRAPH = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
_VOSK_STATIC = ("graph/HCLG.fst", "graph/words.txt")
_VOSK_IVECTOR = ("final.ie", "final.dubm", "final.mat", "global_cmvn.stats", "splice.conf")
_WHISPER = ("model.bin", "config.json", "tokenizer.json")  # without the tokenizer it would be downloaded
_WHISPER_WORDS = ("vocabulary.txt", "vocabulary.json")
_ENGLISH_ONLY_WORDS = 51864  # Whisper's English-only models have one word less than the others

_LANGUAGES = {"cn": "zh", "us": "en"}
_KNOWN_LANGUAGES = [
    "ar",
    "br",
    "ca",
    "cn",
    "cs",
    "de",
    "el",
    "en",
    "eo",
    "es",
    "fa",
    "fr",
    "gu",
    "hi",
    "it",
    "ja",
    "ka",
    "ko",
    "ky",
    "kz",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "te",
    "tg",
    "tl",
    "tr",
    "uk",
    "uz",
    "vn",
    "zh",
]


@dataclass(frozen=True, slots=True)
class Layout:
    """A folder that is, or was meant to be, a model. `languages` is empty when nothing tells them;
    ("*",) stands for the many of a multilingual model."""

    engine: str
    languages: tuple[str, ...]
    missing: tuple[str, ...] = ()


def recognise(folder: Path) -> Layout | None:
    """The layout of a folder; None when it is no model of any kind."""
    if any((folder / part).exists() for part in ("am", "graph", "ivector")):
        return Layout("vosk", _languages_of(folder), tuple(_missing_in_vosk(folder)))
    if (folder / "model.bin").exists() or (folder / "tokenizer.json").exists():
        missing = [name for name in _WHISPER if not _there(folder / name)]
        if not any(_there(folder / name) for name in _WHISPER_WORDS):
            missing.append(_WHISPER_WORDS[0])
        return Layout("whisper", _whisper_languages(folder), tuple(missing))
    voices = sorted(folder.glob("*.onnx"))
    if voices:
        missing = [f"{voice.name}.json" for voice in voices if not _there(Path(f"{voice}.json"))]
        return Layout("piper", _languages_of(voices[0]), tuple(missing))
    return None


def _missing_in_vosk(folder: Path) -> list[str]:
    missing = [name for name in _VOSK if not _there(folder / name)]
    graph = _VOSK_STATIC if _there(folder / "graph/HCLG.fst") else _VOSK_GRAPH
    missing += [name for name in graph if not _there(folder / name)]
    if (folder / "ivector").is_dir():
        missing += [f"ivector/{name}" for name in _VOSK_IVECTOR if not _there(folder / "ivector" / name)]
    return missing


def _there(path: Path) -> bool:
    """A file that was half written is often empty."""
    return path.is_dir() or (path.is_file() and path.stat().st_size > 0)


def _languages_of(folder: Path) -> tuple[str, ...]:
    """From the name, as Vosk and Piper write theirs: vosk-model-small-en-us-0.15, en_US-joe-medium.onnx."""
    for word in re.split(r"[^a-z]+", folder.name.lower()):
        if word in _KNOWN_LANGUAGES:
            return (_LANGUAGES.get(word, word),)
    return ()


def _whisper_languages(folder: Path) -> tuple[str, ...]:
    text, array = folder / "vocabulary.txt", folder / "vocabulary.json"
    if text.is_file():
        count = text.read_bytes().count(b"\n")
    elif array.is_file():
        count = len(json.loads(array.read_bytes()))
    else:
        return ()
    return ("en",) if count <= _ENGLISH_ONLY_WORDS else ("*",)
