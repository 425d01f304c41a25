"""How long the caller waits for an answer, split by who is to blame."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from voiceapp.ports import Utterance


@dataclass(frozen=True, slots=True)
class TurnTiming:
    """One turn, in seconds, from the last voiced frame of the caller to our first sound.

    `endpoint`: silence waited for; `decode`: speech to text after that; `think`: understanding, deciding and
    saving; `render`: text to speech of the first sentence; `send`: until the first frame was handed over.
    """

    question: str
    endpoint: float
    decode: float
    think: float
    render: float
    send: float

    @property
    def total(self) -> float:
        return self.endpoint + self.decode + self.think + self.render + self.send

    def as_dict(self) -> dict[str, object]:
        figures = {k: round(v, 3) if isinstance(v, float) else v for k, v in asdict(self).items()}
        return {**figures, "total": round(self.total, 3)}


@dataclass(slots=True)
class Stopwatch:
    """Collects the marks of the turn that is going on; a turn begins with an utterance."""

    turns: list[TurnTiming] = field(default_factory=list)
    first_word: float | None = None  # seconds from answer to the first frame of the greeting
    _answered_at: float | None = None
    _question: str = ""
    _utterance: Utterance | None = None
    _thought_at: float = 0.0
    _rendered_at: float = 0.0

    def answered(self) -> None:
        self._answered_at = time.monotonic()

    def heard(self, question: str, utterance: Utterance) -> None:
        self._question, self._utterance = question, utterance

    def thought(self) -> None:
        """Decided and saved."""
        self._thought_at = time.monotonic()

    def rendered(self) -> None:
        """The first sentence of the answer is audio."""
        self._rendered_at = time.monotonic()

    def sounded(self) -> None:
        """The first frame of a prompt went out."""
        now = time.monotonic()
        if self.first_word is None and self._answered_at is not None:
            self.first_word = now - self._answered_at
        said = self._utterance
        if said is None:
            return
        self._utterance = None
        self.turns.append(
            TurnTiming(
                question=self._question,
                endpoint=said.endpointed_at - said.speech_ended_at,
                decode=said.decoded_at - said.endpointed_at,
                think=self._thought_at - said.decoded_at,
                render=max(0.0, self._rendered_at - self._thought_at),
                send=now - max(self._rendered_at, self._thought_at),
            )
        )


def percentile(values: Sequence[float], share: float) -> float | None:
    """The nearest-rank percentile; None of nothing. `share` is 0…1."""
    if not values:
        return None
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, round(share * len(ranked) + 0.5) - 1))]
