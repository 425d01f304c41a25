"""Whatever a caller says, keys or leaves unsaid, in whatever order: the promises of the line are kept.

Hypothesis plays the caller. After each event the promises are checked, and at the end what is stored.
"""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.unit.dialogue.playing import NOW, PHONE, STORY, STORY_ZH, fresh, words
from tests.unit.dialogue.test_prompts import seconds
from voiceapp.claims.incident import FieldName, IncidentReport, Status
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import Action, HandOff, HangUp, Listen, Save, Say
from voiceapp.dialogue.events import Answered, Event, Heard, HungUp, Keyed, Silence
from voiceapp.dialogue.readback import said
from voiceapp.dialogue.state import State
from voiceapp.understanding.answers import answer
from voiceapp.understanding.readings import Intent
from voiceapp.understanding.utterance import normalise

POOL = {
    "en": f"""no|yes|nobody is hurt|yes my wife is hurt|i don't know|uh|hello|repeat|agent|eight|{STORY}
        |somebody hit me|yesterday at eight|in the morning|the second one|no it was monday|on main street
        |no on oak street|at the old brewery|no by the zwiebelmarkt|i hit a deer|water everywhere
        |no it was hail
        |five five five nine nine nine one two one two|one|three|she is bleeding
        |no wait the time was five pm|my neck hurts|yes but it was yesterday|a|no no no|中文
        |the place is wrong it was route nine|yes and it was on pine street at noon|no zwiebelmarkt""",
    "zh": f"""没有|对|不对|有人受伤|不知道|嗯|喂|再说一遍|转人工|八点|{STORY_ZH}|有人撞了我|昨天八点|早上
        |第二个|不是，是前天|在人民路|不是，是建设路|老酒厂后面|我撞到护栏了|到处都是水|一三八一二三四五六七八|一|三
        |时间不对，是下午五点|他流血了|脖子疼|可以|english""",
}
KEYS = (
    "1",
    "2",
    "3",
    "4",
    "5",
    "7",
    "9",
    "#",
    "*",
    "0",
    "0310",
    "1530",
    "03101530",
    "9999",
    "5551234567",
    "*1#A",
)
CONFIDENCES = (None, 0.1, 1.0)
TRIES = 3
NAMED_ALIKE = ("cause", "confirm")  # two questions of one name may follow each other: two menus, say


class AnyCaller(RuleBasedStateMachine):
    """One conversation."""

    @initialize(language=st.sampled_from(("en", "zh")), withheld=st.booleans())
    def ring(self, language: str, withheld: bool) -> None:
        self.language = language
        report = fresh(language, caller_id=None if withheld else PHONE[language])
        self.dialogue = Dialogue(report, wording=words(language), queue="claims")
        self.stored: IncidentReport | None = None
        self.actions: tuple[Action, ...] = ()
        self.troubles = 0
        self.read = dict.fromkeys(FieldName, "")
        self._happens(Answered())

    @precondition(lambda self: not self.dialogue.over)
    @rule(data=st.data())
    def says(self, data: st.DataObject) -> None:
        text = data.draw(st.one_of(st.sampled_from(_pool(self.language)), st.text(max_size=12)))
        confidence = data.draw(st.sampled_from(CONFIDENCES))
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
            self._happens(HungUp())
            assert self.actions == (Save(self.dialogue.report),)
        report = self.dialogue.report
        assert self.dialogue.over
        assert self.stored == report
        assert report.ended_at == NOW
        assert report.status is not Status.DRAFT
        assert (report.status is Status.COMPLETE) == (isinstance(self._end, HangUp) and not report.missing)
        assert set(report.missing) == {name for name in FieldName if not _confirmed(report, name)}
        assert not report.for_person - set(report.missing)

    def _happens(self, event: Event) -> None:
        before, asked = self.dialogue.report, self._end
        self.actions = self.dialogue.handle(event, now=NOW)
        self._only_what_was_read_back_is_confirmed(before, asked)
        self._nothing_confirmed_is_lost(before)
        self._count_troubles(before, asked, event)
        self._listen_to_what_is_said(before)
        for action in self.actions:
            if isinstance(action, Save):
                self.stored = action.report

    @property
    def _end(self) -> Action | None:
        return self.actions[-1] if self.actions else None

    def _only_what_was_read_back_is_confirmed(self, before: IncidentReport, asked: Action | None) -> None:
        after = self.dialogue.report
        for name in FieldName:
            if name is FieldName.INJURED or not _confirmed(after, name) or _confirmed(before, name):
                continue
            chosen = isinstance(asked, Listen) and asked.question == "cause"  # one of two, both spoken
            assert chosen or _spoken(after, name, self.language) in self.read[name], name

    def _nothing_confirmed_is_lost(self, before: IncidentReport) -> None:
        """A value that had its yes keeps it, or is asked about anew, or the call went to a person."""
        after = self.dialogue.report
        for name, held in before.fields.items():
            if held.confirmed and after.fields[name] != held and isinstance(self._end, Listen):
                assert name is FieldName.INJURED or not after.fields[name].confirmed

    def _count_troubles(self, before: IncidentReport, asked: Action | None, event: Event) -> None:
        """How often in a row the same was asked without getting anywhere."""
        same = asked == self._end and before == self.dialogue.report
        wished = event == Keyed("*") or (isinstance(event, Heard) and self._asks_to_repeat(event.text))
        self.troubles = self.troubles + (not wished) if same else 0
        assert isinstance(self._end, Listen) or self.dialogue.over
        if isinstance(self._end, Listen):
            assert self.troubles < TRIES * (2 if self._end.question in NAMED_ALIKE else 1)

    def _asks_to_repeat(self, text: str) -> bool:
        said = answer(normalise(text, self.language), language=self.language)
        return said.intent is Intent.REPEAT

    def _listen_to_what_is_said(self, before: IncidentReport) -> None:
        """What was said since a value was taken down: there must be its read-back among it."""
        prompt = " ".join(s for a in self.actions if isinstance(a, Say) for s in a.sentences)
        for name in FieldName:
            old, new = before.fields.get(name), self.dialogue.report.fields.get(name)
            changed = old is None or new is None or old.value != new.value
            self.read[name] = prompt if changed else self.read[name] + prompt

    @invariant()
    def changes_are_stored_before_anything_is_said(self) -> None:
        assert self.stored == self.dialogue.report
        assert not any(isinstance(action, Save) for action in self.actions[1:])

    @invariant()
    def every_answer_ends_in_listening_handing_off_or_hanging_up(self) -> None:
        assert isinstance(self._end, HandOff | HangUp if self.dialogue.over else Listen)
        assert sum(isinstance(a, Listen | HandOff | HangUp) for a in self.actions) == 1
        assert isinstance(self.actions[-2], Say)

    @invariant()
    def safety_is_never_skipped(self) -> None:
        if isinstance(self._end, Listen):
            known = _confirmed(self.dialogue.report, FieldName.INJURED)
            assert (self._end.question == "safety") != known
            assert not known or self.dialogue.report.fields[FieldName.INJURED].value is False

    @invariant()
    def nothing_is_said_for_longer_than_a_caller_can_listen(self) -> None:
        for say in (action for action in self.actions if isinstance(action, Say)):
            assert say.sentences
            assert seconds(" ".join(say.sentences), self.language) <= _LONGEST


_LONGEST = 26.0
"""Seconds, for the read-back of everything with a word before it; test_prompts.py has the rest."""


def _pool(language: str) -> list[str]:
    return [text.strip() for text in POOL[language].split("|")]


def _spoken(report: IncidentReport, name: FieldName, language: str) -> str:
    return said(State(report, words(language)), name, now=NOW)


def _confirmed(report: IncidentReport, name: FieldName) -> bool:
    return name in report.fields and report.fields[name].confirmed


AnyCaller.TestCase.settings = settings(
    max_examples=200, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnyCaller = AnyCaller.TestCase
