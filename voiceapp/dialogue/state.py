"""What a conversation knows so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

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

REFUSALS = 3
"""After so many refused values a field is left to a person."""

Lead = Literal["ask", "next", "corrected", "one_by_one"]
"""How a read-back begins: the first, a further one, after a correction, and the first of single values."""


@dataclass(slots=True)
class State:
    """The report, and how far the conversation about it has got.

    `scorer`: the second opinion on causes, None for rules alone.
    `told`: the open question is behind us. `read_back`: the final read-back is.
    `one_by_one`: a whole read-back was refused, so single values are read back.
    `safety_again`: the safety question was asked once more, for danger came up later.
    `refusals` and `failures` count per field: values the caller refused, and answers that brought none.
    `time_options` and `cause_options` wait to be offered;
    `keyed_day`: month and day keyed in, the time of day is still to come;
    `cause_group`: the first key of the menu of causes;
    `cause_words`: what the caller said of the cause while its class is open.
    """

    report: IncidentReport
    wording: Wording
    scorer: Scorer | None = None
    told: bool = False
    read_back: bool = False
    one_by_one: bool = False
    safety_again: bool = False
    lead: Lead = "ask"
    refusals: Counter[FieldName] = field(default_factory=Counter)
    failures: Counter[FieldName] = field(default_factory=Counter)
    time_options: tuple[LossTime, ...] = ()
    cause_options: tuple[CauseClass, ...] = ()
    keyed_day: str | None = None
    cause_group: str | None = None
    cause_words: str = ""

    @property
    def language(self) -> str:
        return self.wording.language

    def held(self, name: FieldName) -> Captured[Any] | None:
        """What we believe of a field; None when nothing was said, or what was said was refused."""
        captured = self.report.fields.get(name)
        return None if captured is None or captured.evidence.confirmed is False else captured

    def value(self, name: FieldName) -> Any:
        """The value of a field, None when there is none."""
        captured = self.held(name)
        return None if captured is None else captured.value

    def confirmed(self, name: FieldName) -> bool:
        captured = self.held(name)
        return captured is not None and captured.confirmed

    def settled(self, name: FieldName) -> bool:
        """Nothing more is asked about it: confirmed, or left to a person."""
        return name in self.report.for_person or self.confirmed(name)

    def pending(self, names: Sequence[FieldName]) -> tuple[FieldName, ...]:
        """Those that have a value which still needs a yes."""
        return tuple(n for n in names if self.held(n) is not None and not self.settled(n))

    def capture(
        self,
        name: FieldName,
        value: object,
        event: Heard | Keyed,
        *,
        confirmed: bool | None = None,
        basis: Captured[Any] | None = None,
    ) -> None:
        """Take a value down with its evidence. It replaces an earlier value of the same field.

        `basis`: an earlier capture that the value is made from as well; its words stay part of the proof.
        """
        said = event.spoken or event if isinstance(event, Keyed) else event
        words = said.text if isinstance(said, Heard) else said.keys
        offset = said.offset if isinstance(said, Heard) else None
        if basis is not None and basis.evidence.words != words:
            words = f"{basis.evidence.words} / {words}"
            offset = basis.evidence.audio_offset if basis.evidence.audio_offset is not None else offset
        evidence = Evidence(
            source=Source.SPEECH if isinstance(said, Heard) else Source.KEYPAD,
            words=words,
            confidence=said.confidence if isinstance(said, Heard) else None,
            audio_offset=offset,
            tries=self.failures[name] + 1,
            confirmed=confirmed,
        )
        self.put(name, Captured(value, evidence))

    def put(self, name: FieldName, captured: Captured[Any]) -> None:
        fields = {**self.report.fields, name: captured}
        self.report = replace(self.report, fields=fields, for_person=self.report.for_person - {name})

    def confirm(self, names: Sequence[FieldName]) -> None:
        for name in names:
            self.put(name, self.report.fields[name].confirm())
        self.lead = "next"

    def reopen(self, names: Sequence[FieldName]) -> None:
        """Those of these values that there are need a yes again."""
        for name in self.report.fields.keys() & set(names):
            self.put(name, self.report.fields[name].unconfirm())

    def refuse(self, name: FieldName) -> None:
        """The caller said no to this value. It stays as evidence until the next answer replaces it."""
        self.refusals[name] += 1
        self.failures[name] += 1
        self.discredit(name)
        self.lead = "corrected"

    def discredit(self, name: FieldName) -> None:
        """Keep a value as evidence only: nobody should work with it."""
        captured = self.report.fields.get(name)
        if captured is not None:
            evidence = replace(captured.evidence, confirmed=False)
            self.put(name, Captured(captured.value, evidence))

    def leave_to_person(self, name: FieldName) -> None:
        """We stop asking. A value that is there is kept, unconfirmed."""
        self.report = replace(self.report, for_person=self.report.for_person | {name})

    def hear(
        self,
        event: Heard,
        *,
        now: datetime,
        wanted: Sequence[FieldName] = STORY,
        words: str | None = None,
        in_passing: bool = False,
    ) -> list[FieldName]:
        """Keep everything an utterance says of `wanted` fields; the names of those found.

        `words`: the part of it that counts, None for all. A field that is confirmed already is not touched.
        Open readings become options to offer. `in_passing`: something else was asked, so a cause counts only
        when the rules are sure of it: whoever compares meanings finds some accident in every answer.
        """
        text = event.text if words is None else words
        scorer = None if in_passing else self.scorer
        facts = understand(text, now=now, language=self.language, scorer=scorer)
        self._note_cues(facts)
        if in_passing and facts.cause is not None and facts.cause.candidates:
            facts = replace(facts, cause=None)
        return [n for n in wanted if self._still_open(n) and self._take(n, facts, event)]

    def _still_open(self, name: FieldName) -> bool:
        """What was left to a person for want of an answer may still come; what was refused often may not."""
        return not self.confirmed(name) and self.refusals[name] < REFUSALS

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
            if facts.cause.candidates and self.held(name) is None and not self.settled(name):
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
            cues = {**self.report.cues, "injury": "yes"}
            self.report = replace(
                self.report, cues=cues, for_person=self.report.for_person - {FieldName.INJURED}
            )
            self.reopen((FieldName.INJURED,))


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
