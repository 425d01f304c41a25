"""What is understood of the sentences of a set, by the parts that `voiceapp understand` uses."""

from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tests.understanding.scoring import Item, Predict
from voiceapp.cli import understand as command
from voiceapp.understanding.cause import classify
from voiceapp.understanding.cause.nearest import NearestPhrasings
from voiceapp.understanding.cause.phrasings import load_phrasings
from voiceapp.understanding.data import LANGUAGES
from voiceapp.understanding.utterance import normalise


def predictor(kind: str) -> Predict:
    """Predictions of one kind, in the form that the command prints."""
    understand = command.KINDS[kind]

    def predict(item: Item, language: str) -> Any:
        return understand(command.Item(item["utterance"], language, _now(item), item.get("ask") or "none"))

    return predict


def model_free(kind: str) -> Predict:
    """The same, but causes by rules and likeness of wording: not every machine has the embedding."""
    return _cause if kind == "cause" else predictor(kind)


def _cause(item: Item, language: str) -> Any:
    found = classify(normalise(item["utterance"], language), language=language, scorer=_wording())
    return {"class": found.cause.value}


@cache
def _wording() -> NearestPhrasings:
    return NearestPhrasings([load_phrasings(language) for language in LANGUAGES], {})


def _now(item: Item) -> datetime:
    if not item.get("now"):
        return datetime(2026, 3, 11, 14, 20, tzinfo=UTC)
    return datetime.fromisoformat(item["now"]).astimezone(ZoneInfo(item.get("tz") or "UTC"))
