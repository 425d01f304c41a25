"""A call from answer to hand-off or hang-up. One guard around it: whatever breaks, the caller is handed to a
person first, and the failure is logged second."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from voiceapp.claims.evidence import Captured, Evidence, Source
from voiceapp.claims.incident import CallId, FieldName, IncidentReport
from voiceapp.dialogue.accident import Dialogue
from voiceapp.dialogue.actions import Action, HandOff, HangUp, Listen, Save, Say
from voiceapp.dialogue.events import Answered, Broken, Event, HungUp
from voiceapp.dialogue.wording import Wording
from voiceapp.errors import CallGoneError
from voiceapp.intake.tap import AudioTap
from voiceapp.intake.timing import Stopwatch, percentile
from voiceapp.intake.turn import Keys, Mouth, Turn
from voiceapp.logs import bind_call, get_logger
from voiceapp.ports import (
    Call,
    CallerInfo,
    Clock,
    Ears,
    Line,
    RecordingStore,
    ReportStore,
    Synthesizer,
)
from voiceapp.understanding.cause import Scorer

log = get_logger(__name__)


Watcher = Callable[[str, object], None]
"""Told of events and actions as they happen, for a live transcript; must not raise or block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Takes calls, one `take` each, any number at once."""

    lines: Sequence[Line]
    wordings: dict[str, Wording]
    ears: Ears
    voice: Synthesizer
    store: ReportStore
    recordings: RecordingStore
    clock: Clock
    scorer: Scorer | None = None
    watch: Watcher = lambda _call_id, _what: None

    async def take(self, call: Call) -> None:
        """Have the conversation. Returns when the call is over or somebody else's; never raises, but for
        cancellation (shutdown), before which the caller is handed off as well."""
        with bind_call(call.id):
            line = self._line(call.info)
            try:
                await self._converse(call, line)
            except asyncio.CancelledError as error:
                await asyncio.shield(_rescue(call, line.queue))
                if _is_asked_to_stop():
                    raise
                _log_failure(error)  # a task of ours was cancelled by mistake: a fault like any other
            except BaseExceptionGroup as errors:
                await _rescue(call, line.queue)
                _log_failure(errors)
            except Exception as error:  # noqa: BLE001 - the one guard: no fault of ours may cost a caller
                await _rescue(call, line.queue)
                _log_failure(error)

    def _line(self, info: CallerInfo) -> Line:
        return next((line for line in self.lines if line.extension == info.extension), self.lines[0])

    async def _converse(self, call: Call, line: Line) -> None:
        stopwatch = Stopwatch()
        stopwatch.answered()
        report = await self._report(call, line)
        async with self.recordings.open(report.call_id) as recording:
            report = replace(report, recording=recording.name)
            dialogue = Dialogue(
                report, wording=self.wordings[line.language], queue=line.queue, scorer=self.scorer
            )
            tap, keys = AudioTap(call, recording), Keys()
            mouth = Mouth(call, self.voice, line.language, stopwatch)
            turn = Turn(mouth, self.ears, tap, keys, stopwatch, dialogue.is_complete)
            talk = _Talk(self, call, dialogue, turn, stopwatch)
            try:
                await talk.run()
            finally:
                self._summary(dialogue.report, stopwatch, line)

    async def _report(self, call: Call, line: Line) -> IncidentReport:
        """A fresh report, or the one this very call began before something broke."""
        known = await self.store.get(call.id)
        if known is not None:
            return known
        now = self.clock.now()
        return IncidentReport(
            call_id=CallId(str(call.id)),
            claim_number=await self.store.reserve_claim_number(now=now),
            line=line.extension,
            language=line.language,
            started_at=now,
            caller_id=call.info.caller_id,
            fields=dict(from_caller_id(call.info.caller_id)),
        )

    def _summary(self, report: IncidentReport, stopwatch: Stopwatch, line: Line) -> None:
        totals = [turn.total for turn in stopwatch.turns]
        ended = report.ended_at or self.clock.now()
        log.info(
            "call_ended",
            claim_number=report.claim_number,
            line=line.extension,
            language=line.language,
            engine=self.ears.engine(line.language),
            status=str(report.status),
            missing=[str(name) for name in report.missing],
            seconds=round((ended - report.started_at).total_seconds(), 1),
            first_word=stopwatch.first_word and round(stopwatch.first_word, 3),
            answer_p50=_rounded(percentile(totals, 0.5)),
            answer_p95=_rounded(percentile(totals, 0.95)),
            turns=[turn.as_dict() for turn in stopwatch.turns],
        )


@dataclass(frozen=True, slots=True)
class _Talk:
    """Carries actions out and feeds back what happens, until the dialogue is over."""

    intake: Intake
    call: Call
    dialogue: Dialogue
    turn: Turn
    stopwatch: Stopwatch

    async def run(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                background = (
                    group.create_task(self.turn.tap.run(), name="audio tap"),
                    group.create_task(self.turn.keys.collect(self.call.digits()), name="keys"),
                )
                await self._converse()
                for task in background:
                    task.cancel()
        except BaseException as error:
            if _caller_left(error):
                await self._finish(HungUp())
                return
            # The caller first, the paper second.
            await asyncio.shield(_rescue(self.call, self.dialogue.queue))
            await asyncio.shield(self._finish(Broken()))
            raise

    async def _converse(self) -> None:
        event: Event | None = Answered()
        while event is not None:
            event = await self._perform(await self._handle(event))

    async def _finish(self, event: HungUp | Broken) -> None:
        """Keep what there is of a call that ended before its time."""
        for action in await self._handle(event):
            if isinstance(action, Save):
                await self.intake.store.save(action.report)

    async def _handle(self, event: Event) -> tuple[Action, ...]:
        self.intake.watch(self.call.id, event)
        # In a thread: understanding a long story takes up to 60 ms, and other calls' audio must not wait.
        actions = await asyncio.to_thread(self.dialogue.handle, event, now=self._now())
        for action in actions:
            self.intake.watch(self.call.id, action)
        return actions

    def _now(self) -> datetime:
        return self.intake.clock.now()

    async def _perform(self, actions: tuple[Action, ...]) -> Event | None:
        pending: list[Say] = []
        for action in actions:
            match action:
                case Save(report):
                    await self.intake.store.save(report)
                case Say():
                    self.stopwatch.thought()
                    pending.append(action)
                case Listen():
                    return await self._ask(pending, action)
                case HandOff(queue, reason):
                    await self._speak(pending)
                    log.info("handed_off", queue=queue, reason=reason)
                    await self.call.hand_off(queue)
                case HangUp():
                    await self._speak(pending)
                    await self.call.hang_up()
        return None

    async def _speak(self, says: Sequence[Say]) -> None:
        for say in says:
            await self.turn.speak(say)

    async def _ask(self, says: Sequence[Say], listen: Listen) -> Event:
        *before, question = says
        await self._speak(before)
        return await self.turn.ask(question, listen)


async def _rescue(call: Call, queue: str) -> None:
    """Hand the caller to a person; nothing that goes wrong here may hide the first failure."""
    with suppress(Exception):
        await call.hand_off(queue)


def _is_asked_to_stop() -> bool:
    """Somebody cancelled this very task, and not only one it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _log_failure(error: BaseException) -> None:
    """Log it; a log that cannot be written must not end the call's task with yet another failure."""
    with suppress(Exception):
        log.error("call_failed", error=type(error).__name__, exc_info=error)


def from_caller_id(caller_id: str | None) -> Iterator[tuple[FieldName, Captured[str]]]:
    """The caller's own number is a number to call back, until he says otherwise."""
    if caller_id is not None and caller_id.lstrip("+").isdigit() and 5 <= len(caller_id) <= 16:
        evidence = Evidence(source=Source.CALLER_ID, words=caller_id)
        yield FieldName.CALLBACK_NUMBER, Captured(caller_id, evidence)


def _caller_left(error: BaseException) -> bool:
    """Nothing went wrong but that the caller is gone."""
    return isinstance(error, BaseExceptionGroup) and error.split(CallGoneError)[1] is None


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
