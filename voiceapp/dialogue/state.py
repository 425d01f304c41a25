"""What a conversation knows so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import FieldName, IncidentReport
from voiceapp.claims.loss import CauseClass, LossCause, LossPlace, LossTime
from voiceapp.dialogue.events import Heard, Keyed
from voiceapp.dialogue.wording import Wording
from voiceapp.understanding.cause import Scorer
from voiceapp.understanding.facts import understand
from voiceapp.understanding.readings import Facts

STORY = (FieldName.LOSS_TIME, FieldName.LOSS_PLACE, FieldName.CAUSE)
"""What the open question asks for."""


@dataclass(slots=True)
class State:
    """The report, and how far the conversation about it has got.

    `scorer`: the second opinion on causes, None for rules alone.
    `told`: the open question is behind us. `read_back`: the final read-back is.
    `one_by_one`: a whole read-back was refused, so single values are read back.
    `refusals` counts per field; `time_options` and `cause_options` wait to be offered;
    `keyed_day`: month and day keyed in, the time of day is still to come;
    `cause_group`: the first key of the menu of causes.
    """

    report: IncidentReport
    wording: Wording
    scorer: Scorer | None = None
    told: bool = False
    read_back: bool = False
    one_by_one: bool = False
    safety_again: bool = False
    own_number_refused: bool = False
    refusals: Counter[FieldName] = field(default_factory=Counter)
    time_options: tuple[LossTime, ...] = ()
    cause_options: tuple[CauseClass, ...] = ()
    keyed_day: str | None = None
    cause_group: str | None = None
    cause_words: str = ""

    @property
    def language(self) -> str:
        return self.wording.language

    def value(self, name: FieldName) -> Any:
        """The value of a field, None when there is none."""
        captured = self.report.fields.get(name)
        return None if captured is None else captured.value

    def settled(self, name: FieldName) -> bool:
        """Nothing more is asked about it: confirmed, or left to a person."""
        captured = self.report.fields.get(name)
        return name in self.report.for_person or (captured is not None and captured.confirmed)

    def pending(self, names: Sequence[FieldName]) -> tuple[FieldName, ...]:
        """Those that have a value which still needs a yes."""
        return tuple(n for n in names if n in self.report.fields and not self.settled(n))

    def capture(
        self, name: FieldName, value: object, event: Heard | Keyed, *, confirmed: bool | None = None
    ) -> None:
        """Take a value down with its evidence. It replaces an earlier value of the same field."""
        evidence = Evidence(
            source=Source.SPEECH if isinstance(event, Heard) else Source.KEYPAD,
            words=event.text if isinstance(event, Heard) else event.keys,
            confidence=event.confidence if isinstance(event, Heard) else None,
            audio_offset=event.offset if isinstance(event, Heard) else None,
            tries=self.refusals[name] + 1,
            confirmed=confirmed,
        )
        self.put(name, Captured(value, evidence))

    def put(self, name: FieldName, captured: Captured[Any]) -> None:
        fields = {**self.report.fields, name: captured}
        self.report = replace(self.report, fields=fields, for_person=self.report.for_person - {name})

    def confirm(self, names: Sequence[FieldName]) -> None:
        for name in names:
            self.put(name, self.report.fields[name].confirm())

    def refuse(self, name: FieldName) -> None:
        """The caller said no to this value; the next answer replaces it."""
        self.refusals[name] += 1
        self.drop(name)

    def drop(self, name: FieldName) -> None:
        """Forget a value; the field is asked for again."""
        fields = {k: v for k, v in self.report.fields.items() if k != name}
        self.report = replace(self.report, fields=fields)

    def leave_to_person(self, name: FieldName) -> None:
        """We stop asking. A value that is there is kept, unconfirmed."""
        self.report = replace(self.report, for_person=self.report.for_person | {name})

    def hear(self, event: Heard, *, now: datetime, wanted: Sequence[FieldName] = STORY) -> list[FieldName]:
        """Keep everything an utterance says of `wanted` fields; the names of those found.

        A field that is confirmed already is not touched. Open readings become options to offer.
        """
        facts = understand(event.text, now=now, language=self.language, scorer=self.scorer)
        self._note_cues(facts)
        found: list[FieldName] = []
        for name in wanted:
            if not self.settled(name) and self._take(name, facts, event):
                found.append(name)
        return found

    def _take(self, name: FieldName, facts: Facts, event: Heard) -> bool:
        if name is FieldName.LOSS_TIME and facts.time is not None:
            self.time_options = open_readings(facts.time.time, facts.time.alternatives)
            self.capture(name, facts.time.time, event)
            return True
        if name is FieldName.LOSS_PLACE and facts.place is not None:
            self.capture(name, LossPlace(facts.place.words, facts.place.spans), event)
            return True
        if name is FieldName.CAUSE and facts.cause is not None:
            if facts.cause.cause is not CauseClass.OTHER:
                self.cause_options = ()
                self.capture(name, LossCause(facts.cause.cause, event.text), event)
                return True
            if facts.cause.candidates and name not in self.report.fields:
                self.cause_options = facts.cause.candidates[:2]
                self.cause_words = event.text
                return True
        return False

    def _note_cues(self, facts: Facts) -> None:
        said = {
            cue: "yes" if value else "no"
            for cue in ("drivable", "others", "police")
            if (value := getattr(facts.cues, cue)) is not None
        }
        if said:
            self.report = replace(self.report, cues={**self.report.cues, **said})
        # Somebody speaks of an injury after saying that nobody is hurt: ask once more, never guess.
        if facts.cues.injury and self.value(FieldName.INJURED) is False:
            self.doubt_safety()

    def doubt_safety(self) -> None:
        """Ask the safety question once more (and only once more)."""
        if not self.safety_again:
            self.safety_again = True
            self.drop(FieldName.INJURED)


def open_readings(first: LossTime, others: Sequence[LossTime]) -> tuple[LossTime, ...]:
    """The readings worth asking about: two at most, none when one of them is by far the likeliest.

    Accidents at three in the afternoon are many, at three in the night few: an afternoon reading is read back
    (with its part of day) instead of asked about.
    """
    daytime = range(6, 24)
    likely = [t for t in (first, *others) if t.start.hour in daytime]
    if len(likely) < 2 or 12 <= first.start.hour < 18:
        return ()
    return tuple(likely[:2])
