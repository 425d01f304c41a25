"""Whatever a caller says, keys or leaves unsaid, in whatever order: the promises of the line are kept.

Hypothesis plays the caller. After each event the promises are checked, and at the end of each run what is stored.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.unit.dialogue.playing import NOW, PHONE, STORY, STORY_ZH, fresh, words
from tests.unit.dialogue.test_prompts import seconds
from voiceapp.claims.evidence import Captured
from voiceapp.claims.incident import FieldName, IncidentReport, Status
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import Action, HandOff, HangUp, Listen, Save, Say
from voiceapp.dialogue.events import Answered, Broken, Event, Heard, HungUp, Keyed, Silence

POOL = {
    "en": (
        "no", "yes", "nobody is hurt", "yes my wife is hurt", "i don't know", "uh", "hello", "repeat", "agent", "eight",
        STORY, "somebody hit me", "yesterday at eight", "in the morning", "the second one", "no it was monday",
        "on main street", "no on oak street", "at the old brewery", "no by the zwiebelmarkt", "i hit a deer",
        "water everywhere", "no it was hail", "five five five nine nine nine one two one two", "one", "three",
        "no wait the time was five pm", "she is bleeding", "my neck hurts", "yes but it was yesterday", "a",
        "the place is wrong it was route nine", "no no no", "yes and it was on pine street at noon", "中文",
    ),
    "zh": (
        "没有", "对", "不对", "有人受伤", "不知道", "嗯", "喂", "再说一遍", "转人工", "八点", STORY_ZH, "有人撞了我",
        "昨天八点", "早上", "第二个", "不是，是前天", "在人民路", "不是，是建设路", "老酒厂后面", "我撞到护栏了",
        "到处都是水", "一三八一二三四五六七八", "一", "三", "时间不对，是下午五点", "他流血了", "脖子疼", "可以", "english",
    ),
}  # fmt: skip
KEYS = ("1", "2", "3", "4", "5", "7", "9", "#", "*", "0", "0310", "1530", "03101530", "9999", "5551234567", "*1#A")
TRIES = 3


class AnyCaller(RuleBasedStateMachine):
    """One conversation."""

    @initialize(language=st.sampled_from(("en", "zh")), withheld=st.booleans())
    def ring(self, language: str, withheld: bool) -> None:
        self.language = language
        report = fresh(language, caller_id=None if withheld else PHONE[language])
        self.dialogue = Dialogue(report, wording=words(language), queue="claims")
        self.stored: IncidentReport | None = None
        self.questions: list[str] = []
        self.trouble = 0
        self.actions: tuple[Action, ...] = ()
        self.last: Event = Answered()
        self._happens(Answered())

    @precondition(lambda self: not self.dialogue.over)
    @rule(data=st.data())
    def says(self, data: st.DataObject) -> None:
        text = data.draw(st.one_of(st.sampled_from(POOL[self.language]), st.text(max_size=12)))
        confidence = data.draw(st.sampled_from((None, 0.1, 1.0)))
        self._happens(Heard(text, confidence, 1.0))

    @precondition(lambda self: not self.dialogue.over)
    @rule(keys=st.sampled_from(KEYS))
    def keys(self, keys: str) -> None:
        self._happens(Keyed(keys))

    @precondition(lambda self: not self.dialogue.over)
    @rule()
    def agrees(self) -> None:
        self._happens(Heard("yes" if self.language == "en" else "对"))

    @precondition(lambda self: not self.dialogue.over)
    @rule()
    def denies(self) -> None:
        self._happens(Heard("no" if self.language == "en" else "没有"))

    @precondition(lambda self: not self.dialogue.over)
    @rule()
    def is_silent(self) -> None:
        self._happens(Silence())

    @precondition(lambda self: self.dialogue.over)
    @rule(event=st.sampled_from((Heard("yes"), Keyed("1"), HungUp(), Silence())))
    def goes_on_after_the_end(self, event: Event) -> None:
        before = self.dialogue.report
        assert self.dialogue.handle(event, now=NOW) == ()
        assert self.dialogue.report == before

    @precondition(lambda self: self.dialogue.over)
    @rule()
    def nothing(self) -> None:
        """The conversation is over; a run may be longer."""

    def teardown(self) -> None:
        """The caller leaves in the middle, or something breaks: what there is is kept and told apart."""
        if not hasattr(self, "dialogue"):
            return
        if not self.dialogue.over:
            self._happens(Broken() if len(self.questions) % 5 == 0 else HungUp())
            assert all(isinstance(action, Save) for action in self.actions)
        report = self.dialogue.report
        assert self.dialogue.over
        assert self.stored == report
        assert report.ended_at == NOW
        assert report.status is not Status.DRAFT
        assert (report.status is Status.COMPLETE) == (isinstance(self._ended(), HangUp) and not report.missing)
        assert set(report.missing) == {name for name in FieldName if not _confirmed(report, name)}
        assert not report.for_person - set(report.missing)

    def _happens(self, event: Event) -> None:
        before = self.dialogue.report
        self.last = event
        self.actions = self.dialogue.handle(event, now=NOW)
        self._count()
        self._nothing_confirmed_is_lost(before.fields)
        for action in self.actions:
            if isinstance(action, Save):
                self.stored = action.report

    def _count(self) -> None:
        """How often the same question was asked in a row for the same trouble."""
        asked = self._ended()
        if isinstance(asked, Listen):
            self.questions.append(asked.question)

    def _ended(self) -> Action | None:
        return self.actions[-1] if self.actions else None

    def _nothing_confirmed_is_lost(self, before: Mapping[FieldName, Captured[Any]]) -> None:
        """A value that had its yes keeps it, or is asked about anew, or the call went to a person."""
        after = self.dialogue.report
        doubted = [n for n, held in before.items() if held.confirmed and after.fields.get(n) != held]
        if isinstance(self._ended(), Listen):
            assert all(name in after.fields for name in doubted)
            assert all(not after.fields[name].confirmed for name in doubted if name is not FieldName.INJURED)

    @invariant()
    def changes_are_stored_before_anything_is_said(self) -> None:
        if hasattr(self, "dialogue"):
            assert self.stored == self.dialogue.report
            assert not any(isinstance(action, Save) for action in self.actions[1:])

    @invariant()
    def every_answer_ends_in_listening_handing_off_or_hanging_up(self) -> None:
        if hasattr(self, "dialogue"):
            end = self._ended()
            assert isinstance(end, HandOff | HangUp if self.dialogue.over else Listen)
            assert sum(isinstance(a, Listen | HandOff | HangUp) for a in self.actions) == 1
            assert isinstance(self.actions[-2], Say)

    @invariant()
    def safety_is_never_skipped(self) -> None:
        if hasattr(self, "dialogue") and isinstance(self._ended(), Listen):
            asked = self.questions[-1]
            assert (asked == "safety") != _confirmed(self.dialogue.report, FieldName.INJURED)
            if asked != "safety":
                assert self.dialogue.report.fields[FieldName.INJURED].value is False

    @invariant()
    def nothing_is_said_for_longer_than_a_caller_can_listen(self) -> None:
        if hasattr(self, "dialogue"):
            for say in (action for action in self.actions if isinstance(action, Say)):
                assert say.sentences
                assert seconds(" ".join(say.sentences), self.language) <= _LONGEST

    @invariant()
    def only_what_was_read_back_is_confirmed(self) -> None:
        if hasattr(self, "dialogue") and not isinstance(self.last, Heard | Keyed):
            fields = self.dialogue.report.fields
            assert all(n is FieldName.INJURED or n in _known(self.stored) for n in fields)


_LONGEST = 40.0
"""Seconds: with whatever a caller may have called his place, a read-back of all may be longer than 20."""


def _known(report: IncidentReport | None) -> Sequence[FieldName]:
    return () if report is None else tuple(report.fields)


def _confirmed(report: IncidentReport, name: FieldName) -> bool:
    return name in report.fields and report.fields[name].confirmed


AnyCaller.TestCase.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnyCaller = AnyCaller.TestCase
