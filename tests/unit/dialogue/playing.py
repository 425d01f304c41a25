"""Plays the caller: a list of answers in, everything said, asked and stored out.

An answer is what the caller says; `keys("1")` is pressed, SILENT is nothing, GONE hangs up.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import CallId, FieldName, IncidentReport
from voiceapp.dialogue import wording
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import Action, HandOff, HangUp, Listen, Save, Say
from voiceapp.dialogue.events import Answered, Event, Heard, HungUp, Keyed, Silence
from voiceapp.dialogue.wording import Wording
from voiceapp.understanding.cause import Scorer

NOW = datetime(2026, 3, 11, 14, 20, tzinfo=ZoneInfo("Europe/London"))  # a Wednesday
PHONE = {"en": "5551234567", "zh": "13812345678"}
SILENT = Silence()
GONE = HungUp()
STORY = "this morning at eight somebody hit me from behind on main street"
STORY_ZH = "今天上午八点半我在人民路被追尾了"


def keys(pressed: str) -> Keyed:
    return Keyed(pressed)


@cache
def words(language: str) -> Wording:
    """The shipped prompts."""
    constants = {"insurer": "Example", "emergency_number": "911"}
    return wording.load(wording.FOLDER / f"{language}.toml", constants=constants)


def fresh(language: str = "en", *, caller_id: str | None = None) -> IncidentReport:
    """A report as it is when the call is answered."""
    fields = {}
    if caller_id is not None:
        evidence = Evidence(source=Source.CALLER_ID, words=caller_id)
        fields[FieldName.CALLBACK_NUMBER] = Captured(caller_id, evidence)
    return IncidentReport(
        call_id=CallId("call"),
        claim_number="260000006",
        line="1",
        language=language,
        started_at=NOW,
        caller_id=caller_id,
        fields=fields,
    )


@dataclass
class Played:
    """What came of a conversation. `turns` holds the actions that answered each event, greeting first."""

    dialogue: Dialogue
    turns: list[tuple[Action, ...]] = field(default_factory=list)

    def happens(self, event: Event) -> None:
        self.turns.append(self.dialogue.handle(event, now=NOW))

    @property
    def report(self) -> IncidentReport:
        return self.dialogue.report

    @property
    def prompts(self) -> list[str]:
        """What was said each turn, as one text."""
        return [" ".join(s for a in turn if isinstance(a, Say) for s in a.sentences) for turn in self.turns]

    @property
    def said(self) -> str:
        """What was said last."""
        return self.prompts[-1]

    @property
    def asked(self) -> list[str]:
        """The names of the questions, one a turn that asks."""
        return [a.question for turn in self.turns for a in turn if isinstance(a, Listen)]

    @property
    def saved(self) -> list[IncidentReport]:
        return [a.report for turn in self.turns for a in turn if isinstance(a, Save)]

    @property
    def end(self) -> HandOff | HangUp | None:
        """How the hotline ended it, None when it did not."""
        last = self.turns[-1][-1] if self.turns[-1] else None
        return last if isinstance(last, HandOff | HangUp) else None

    def value(self, name: FieldName) -> Any:
        return self.report.fields[name].value

    def evidence(self, name: FieldName) -> Evidence:
        return self.report.fields[name].evidence


def play(
    *answers: str | Event,
    language: str = "en",
    withheld: bool = False,
    report: IncidentReport | None = None,
    scorer: Scorer | None = None,
) -> Played:
    """Have a conversation. `withheld`: the caller shows no number. `report`: go on with this one."""
    begun = report or fresh(language, caller_id=None if withheld else PHONE[language])
    played = Played(Dialogue(begun, wording=words(language), queue="claims", scorer=scorer))
    played.happens(Answered())
    for answer in answers:
        played.happens(Heard(answer, 0.9, 1.5) if isinstance(answer, str) else answer)
    return played


def prompt(key: str, language: str = "en", turn: int = 0) -> str:
    """A prompt with nothing filled in, as `Played.prompts` shows it."""
    return " ".join(words(language).sentences(key, turn=turn))
