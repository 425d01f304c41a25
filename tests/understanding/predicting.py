"""What is understood of the sentences of a set, by the parts that `voiceapp understand` uses."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.understanding.scoring import Item, Predict
from voiceapp.cli import understand as command


def predictor(kind: str) -> Predict:
    """Predictions of one kind, in the form that the command prints."""
    understand = command.KINDS[kind]

    def predict(item: Item, language: str) -> Any:
        return understand(
            command.Item(item["utterance"], language, _now(item), item.get("ask") or "none"),
        )

    return predict


def _now(item: Item) -> datetime:
    if not item.get("now"):
        return datetime(2026, 3, 11, 14, 20, tzinfo=UTC)
    return datetime.fromisoformat(item["now"]).astimezone(ZoneInfo(item.get("tz") or "UTC"))
