"""A call, from answer to its end: what is said, stored and done, whatever happens on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.fakes.parts import (
    NOISE,
    SILENT,
    FakeClock,
    FakeEars,
    FakeRecordings,
    FakeStore,
    FakeVoice,
    spoken_text,
)
from tests.fakes.switch import CallState, FakeCall, FakeSwitch
from voiceapp.claims.incident import FieldName, IncidentReport, Status
from voiceapp.claims.loss import CauseClass, Precision
from voiceapp.dialogue import wording
from voiceapp.intake import Intake
from voiceapp.ports import FRAME_BYTES, Audio, Ears, Line, Synthesizer

FULL = (
    "no nobody is hurt we are all fine",
    "yesterday at about half past three a truck hit me from behind on main street near the post office",
    "yes that's right",
    "yes",
    "yes",
)


def intake(ears: Ears, *, store: FakeStore | None = None, voice: Synthesizer | None = None) -> Intake:
    constants = {"insurer": "Example Insurance", "emergency_number": "9 1 1"}
    return Intake(
        lines=(Line(extension="100", name="Motor", language="en", queue="claims"),),
        wordings={"en": wording.load(wording.FOLDER / "en.toml", constants=constants)},
        ears=ears,
        voice=voice or FakeVoice(),
        store=store or FakeStore(),
        recordings=FakeRecordings(),
        clock=FakeClock(),
    )


@asynccontextmanager
async def ringing(*, caller_id: str | None = "5550142277") -> AsyncIterator[FakeCall]:
    call = FakeSwitch().ring(caller_id=caller_id)
    async with call.session():
        yield call


async def taken(call: FakeCall, hotline: Intake, *, patience: float = 5.0) -> None:
    async with asyncio.timeout(patience):
        await hotline.take(call)


def heard(call: FakeCall) -> str:
    return " ".join(spoken_text(played.audio) for played in call.played)


def only(store: FakeStore) -> IncidentReport:
    (report,) = store.reports.values()
    return report


async def test_a_caller_who_tells_everything_in_one_breath_gets_a_claim_number_after_five_answers() -> None:
    store = FakeStore()
    async with ringing() as call:
        await taken(call, intake(FakeEars(FULL), store=store))
        assert call.state is CallState.HUNG_UP
        report = only(store)
        assert report.status is Status.COMPLETE
        assert report.missing == ()
        assert report.fields[FieldName.INJURED].value is False
        time = report.fields[FieldName.LOSS_TIME].value
        assert (time.start.day, time.start.hour, time.precision) == (10, 15, Precision.ABOUT)
        assert "main street" in report.fields[FieldName.LOSS_PLACE].value.words
        assert report.fields[FieldName.CAUSE].value.cause is CauseClass.COLLISION_REAR_END
        assert report.fields[FieldName.CALLBACK_NUMBER].value == "5550142277"
        spaced = ", ".join(" ".join(report.claim_number[i : i + 3]) for i in (0, 3, 6))
        assert heard(call).count(spaced) == 2


async def test_every_answer_is_stored_before_the_next_prompt_is_heard() -> None:
    class Watching(FakeVoice):
        """Notes how many saves there were when each sentence was asked for."""

        def __init__(self) -> None:
            self.saves_at: dict[str, int] = {}

        async def render(self, text: str, *, language: str) -> Audio:
            self.saves_at.setdefault(text, len(store.saves))
            return await super().render(text, language=language)

    store, voice = FakeStore(), Watching()
    async with ringing() as call:
        await taken(call, intake(FakeEars(FULL), store=store, voice=voice))
    saved = next(n for text, n in voice.saves_at.items() if "in your own words" in text)
    assert store.saves[saved - 1].fields[FieldName.INJURED].value is False


async def test_the_first_thing_heard_is_the_greeting_whole_even_if_the_caller_talks_over_it() -> None:
    async with ringing() as call:
        await taken(call, intake(FakeEars(FULL, hold=False)))
        assert [played.whole for played in call.played[:2]] == [True, True]
        assert "recorded" in spoken_text(call.played[1].audio)


async def test_speech_cuts_a_question_short() -> None:
    gate = asyncio.Event()
    async with ringing() as call, asyncio.TaskGroup() as group:
        group.create_task(intake(FakeEars(FULL, hold=False, gate=gate)).take(call))
        await call.until_played(2)
        call.hold_prompts()
        question = await call.until_playing()
        gate.set()
        await call.until_played(3)
        assert call.played[2].audio == question
        assert not call.played[2].whole
        call.release_prompts()


async def test_a_cough_lets_the_prompt_go_on_where_it_broke_off() -> None:
    async with ringing() as call:
        await taken(call, intake(FakeEars(["no nobody is hurt", NOISE, *FULL[1:]])))
    assert any("in your own words" in spoken_text(p.audio) and p.whole for p in call.played)
    assert "I can help you with that" not in heard(call)


async def test_keys_answer_and_cut_short_at_once() -> None:
    store = FakeStore()
    async with ringing() as call:
        call.press("2")
        await taken(call, intake(FakeEars(FULL), store=store))
        assert only(store).fields[FieldName.INJURED].evidence.source == "keypad"
        assert only(store).status is Status.COMPLETE


async def test_the_keys_of_one_entry_may_come_one_by_one() -> None:
    store = FakeStore()
    async with ringing() as call, asyncio.TaskGroup() as group:
        group.create_task(intake(FakeEars([], line=True), store=store).take(call))
        call.press("21")
        while not any("When did it happen" in spoken_text(p.audio) for p in call.played):
            await call.until_played(len(call.played) + 1)
        for key in "0309#":
            call.press(key)
            for _ in range(20):
                await asyncio.sleep(0)
        while "At what time" not in heard(call):
            await call.until_played(len(call.played) + 1)
        call.leave()
    assert only(store).status is Status.PARTIAL


async def test_a_task_cancelled_by_mistake_is_a_fault_that_hands_the_caller_off() -> None:
    class CancelledVoice(FakeVoice):
        async def render(self, text: str, *, language: str) -> Audio:
            raise asyncio.CancelledError

    store = FakeStore()
    async with ringing() as call:
        await taken(call, intake(FakeEars([]), store=store, voice=CancelledVoice()))
        assert call.queue == "claims"
    assert only(store).status is Status.HANDED_OVER


async def test_zero_reaches_a_person_with_what_was_captured() -> None:
    store = FakeStore()
    async with ringing() as call:
        call.press("20")
        await taken(call, intake(FakeEars([]), store=store))
        assert call.queue == "claims"
        assert only(store).status is Status.HANDED_OVER
        assert only(store).fields[FieldName.INJURED].value is False


async def test_a_silent_caller_is_asked_three_times_and_then_given_to_a_person() -> None:
    store = FakeStore()
    async with ringing() as call:
        await taken(call, intake(FakeEars([SILENT] * 5), store=store))
        assert call.queue == "claims"
        assert len(only(store).fields) == 1  # the number he calls from


async def test_hanging_up_in_the_middle_leaves_a_partial_report_with_what_is_missing() -> None:
    store = FakeStore()
    async with ringing() as call, asyncio.TaskGroup() as group:
        said = ["no", "yesterday at three in the afternoon"]
        group.create_task(intake(FakeEars(said, line=True), store=store).take(call))
        while not any("Let me repeat" in spoken_text(p.audio) for p in call.played):
            await call.until_played(len(call.played) + 1)
        call.leave()
    report = only(store)
    assert report.status is Status.PARTIAL
    assert FieldName.LOSS_TIME in report.fields
    assert set(report.missing) >= {FieldName.LOSS_PLACE, FieldName.CAUSE}
    assert report.ended_at is not None


@pytest.mark.parametrize("broken", ["voice", "store", "ears"])
async def test_whatever_breaks_the_caller_is_handed_to_a_person(broken: str) -> None:
    class BrokenVoice(FakeVoice):
        async def render(self, text: str, *, language: str) -> Audio:
            raise RuntimeError("no voice")

    class BrokenEars(FakeEars):
        def engine(self, language: str) -> str:
            raise RuntimeError("no engine")

        listen = None  # type: ignore[assignment]

    store = FakeStore(fail=broken == "store")
    hotline = intake(
        BrokenEars(FULL) if broken == "ears" else FakeEars(FULL),
        store=store,
        voice=BrokenVoice() if broken == "voice" else None,
    )
    async with ringing() as call:
        await taken(call, hotline)
        assert call.queue == "claims"
    if broken == "voice":
        assert only(store).status is Status.HANDED_OVER


async def test_a_shutdown_hands_the_caller_to_a_person_before_it_goes_through() -> None:
    store = FakeStore()
    async with ringing() as call:
        call.hold_prompts()
        taking = asyncio.ensure_future(intake(FakeEars([]), store=store).take(call))
        await call.until_playing()
        taking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await taking
        assert call.queue == "claims"
        assert only(store).status is Status.HANDED_OVER


async def test_a_call_that_another_app_began_goes_on_with_what_is_stored() -> None:
    store = FakeStore()
    async with ringing() as call:
        await taken(call, intake(FakeEars([*FULL[:3], "agent"]), store=store))
    first = only(store)
    async with ringing() as again:
        again._id = first.call_id
        await taken(again, intake(FakeEars(["yes", "yes"]), store=store))
    report = only(store)
    assert report.claim_number == first.claim_number
    assert report.status is Status.COMPLETE
    assert not any("anyone hurt" in spoken_text(played.audio) for played in again.played)


async def test_the_recording_holds_the_caller_and_nothing_is_lost_when_the_disk_is_full() -> None:
    hotline = intake(FakeEars(FULL))
    async with ringing() as call:
        call.say(b"\1\0" * (FRAME_BYTES // 2) * 10)
        await taken(call, hotline)
    recordings = hotline.recordings
    assert isinstance(recordings, FakeRecordings)
    (recording,) = recordings.made.values()
    assert len(recording.pcm) == 10 * FRAME_BYTES
    assert recording.closed
