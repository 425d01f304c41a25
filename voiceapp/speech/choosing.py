"""Which model hears a language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceapp.errors import ModelError
from voiceapp.speech import catalogue
from voiceapp.speech.models import Model, at

RECOGNISERS = ("vosk", "whisper")  # the preferred one first: it answers while the caller speaks


@dataclass(frozen=True, slots=True)
class Choice:
    """The model for a language, and what the operator should know about it ("" when all is as planned)."""

    language: str
    model: Model
    notice: str = ""

    def __str__(self) -> str:
        told = f" ({self.notice})" if self.notice else ""
        return f"{self.language}: {self.model.title}, {self.model.origin}{told}"


def choose(language: str, models: Iterable[Model], *, engine: str = "auto", model: str = "auto") -> Choice:
    """The model that hears `language`. Vosk wherever there is one; else Whisper, with a notice.

    `engine`: "auto", "vosk" or "whisper"; `model`: "auto", a name, or the path of a folder.
    Raises ModelError, saying what to install, when there is none or the wanted one is incomplete.
    """
    engines = RECOGNISERS if engine == "auto" else (engine,)
    if model != "auto":
        return Choice(language, _wanted(model, language, engines, models))
    candidates = [one for one in models if one.engine in engines and one.serves(language)]
    usable = sorted((one for one in candidates if one.ready), key=lambda one: _rank(one, language))
    if not usable:
        raise ModelError(_none_for(language, engines, candidates))
    best = usable[0]
    if engine != "auto" or best.engine == RECOGNISERS[0]:
        return Choice(language, best)
    return Choice(language, best, notice=_why_not_first(language, candidates))


def _rank(model: Model, language: str) -> tuple[int, int, str]:
    """Vosk first; a model made for the language before one that knows many; then as in the catalogue."""
    made_for = 0 if model.languages[:1] == (language,) else 1
    return RECOGNISERS.index(model.engine), made_for, "" if model.origin == "models folder" else model.name


def _wanted(name: str, language: str, engines: Sequence[str], models: Iterable[Model]) -> Model:
    model = next((one for one in models if one.name == name), None)
    if model is None and ("/" in name or Path(name).is_dir()):
        model = at(Path(name))
    if model is None:
        raise ModelError(f"there is no model {name!r}: 'voiceapp models list' shows those there are")
    if model.missing:
        raise ModelError(model.complaint)
    if model.engine not in engines:
        raise ModelError(f"the model {name} is for {model.engine}, not for {' or '.join(engines)}")
    if model.languages and not model.serves(language):
        raise ModelError(f"the model {name} is for {', '.join(model.languages)}, not for {language}")
    return model


def _none_for(language: str, engines: Sequence[str], broken: Sequence[Model]) -> str:
    if broken:
        return "; ".join(model.complaint for model in broken)
    remedies = [
        entry.remedy for entry in catalogue.known() if language in entry.languages and entry.engine in engines
    ]
    what = f"no {' or '.join(engines)} model for {language!r}"
    return f"{what}: {', or '.join(remedies)}" if remedies else f"{what}: put one into the models folder"


def _why_not_first(language: str, candidates: Sequence[Model]) -> str:
    first = RECOGNISERS[0]
    broken = [model for model in candidates if model.engine == first and model.missing]
    if broken:
        return broken[0].complaint
    remedies = [
        entry.remedy for entry in catalogue.known() if entry.engine == first and language in entry.languages
    ]
    told = f"no {first} model for {language} is here, so answers take longer"
    return f"{told}; {remedies[0]}" if remedies else told
