"""The question being asked, and how it went so far."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceapp.claims.incident import FieldName, IncidentReport
from voiceapp.dialogue.questions import Question, Trouble

UNSURE = 2  # who does not know it twice will not know it the third time


@dataclass(slots=True)
class Trying:
    """Each kind of trouble has its own counter. `said`: the words it was asked with last, for repeating.
    `values`: what was known when it was asked."""

    question: Question
    troubles: Counter[Trouble] = field(default_factory=Counter)
    repeats: int = 0
    said: tuple[str, ...] = ()
    values: Mapping[FieldName, object] = field(default_factory=dict)

    @property
    def spent(self) -> bool:
        """No further try is left."""
        return self.troubles.total() >= self.question.tries or self.troubles["unsure"] >= UNSURE


def values(report: IncidentReport) -> Mapping[FieldName, object]:
    """All that is known, whether confirmed or not."""
    return {name: captured.value for name, captured in report.fields.items()}
