"""The composition root: reads nothing itself, takes a Config and puts the parts together.

store, models, voice, ARI  ─►  Intake  ─►  one task for each call
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from voiceapp.config.settings import Config, Insurer
from voiceapp.dialogue import wording
from voiceapp.dialogue.wording import Wording
from voiceapp.errors import CallGoneError, SwitchError
from voiceapp.intake import Intake, Watcher
from voiceapp.logs import get_logger
from voiceapp.ports import Call, Switch
from voiceapp.speech.opening import open_ears, open_voice
from voiceapp.store.recordings import open_recordings
from voiceapp.store.sqlite import open_store
from voiceapp.telephony.link import AriAccount
from voiceapp.telephony.switch import open_switch
from voiceapp.understanding.cause import Scorer
from voiceapp.understanding.cause.embedding import load_scorer
from voiceapp.understanding.facts import understand

log = get_logger("service")

Progress = Callable[[str], None]
"""Told in a few words what is being done at start: loading and rendering take seconds."""


@dataclass(frozen=True, slots=True)
class LocalClock:
    """The time of day where the insurer is."""

    zone: ZoneInfo

    def now(self) -> datetime:
        return datetime.now(self.zone)


def wording_for(language: str, insurer: Insurer) -> Wording:
    """A language's prompts, for one insurer. ConfigError with everything that is wrong with the file."""
    # Digits one by one: no voice may make "nine hundred and eleven" of 911.
    constants = {"insurer": insurer.name, "emergency_number": " ".join(insurer.emergency_number)}
    return wording.load(wording.FOLDER / f"{language}.toml", constants=constants)


@asynccontextmanager
async def open_intake(
    config: Config, *, watch: Watcher | None = None, progress: Progress = lambda _: None
) -> AsyncIterator[Intake]:
    """Everything a conversation needs, ready: no call waits for a model, no fixed prompt for the voice."""
    languages = sorted({line.language for line in config.lines})
    wordings = {language: wording_for(language, config.insurer) for language in languages}
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(config.store.database))
        recordings = await stack.enter_async_context(open_recordings(config.store.recordings))
        ears = await stack.enter_async_context(open_ears(config.speech, languages, progress=progress))
        voice = await stack.enter_async_context(open_voice(config.voice, config.speech.cache_dir))
        progress("loading the words of " + " and ".join(languages))
        scorer = await asyncio.to_thread(_understanding, config.speech.cache_dir, languages)
        for language in languages:
            await voice.render_all(wordings[language].fixed(), language=language, progress=progress)
        yield Intake(
            lines=config.lines,
            wordings=wordings,
            ears=ears,
            voice=voice,
            store=store,
            recordings=recordings,
            clock=LocalClock(ZoneInfo(config.insurer.time_zone)),
            scorer=scorer,
            watch=watch or (lambda _call_id, _what: None),
        )


def _understanding(cache_dir: Path, languages: Sequence[str]) -> Scorer:
    """Reads all words and places now, so that no caller waits for it."""
    scorer = load_scorer(cache_dir, languages=languages)
    now = datetime.now(UTC)
    for language in languages:
        understand("", now=now, language=language, scorer=scorer)
    return scorer


async def serve(
    config: Config,
    *,
    ready: Callable[[], None] = lambda: None,
    watch: Watcher | None = None,
    progress: Progress = lambda _: None,
) -> None:
    """Take calls until cancelled. Raises what keeps it from starting: StoreError, ModelError, SwitchError."""
    asterisk = config.asterisk
    account = AriAccount(asterisk.url, asterisk.user, asterisk.app, asterisk.password)
    # Asterisk first: a wrong password is told before minutes of preparing, and callers whom a killed app
    # left behind are not kept waiting for it. Until we take calls they go on in the dialplan.
    async with (
        open_switch(account) as switch,
        open_intake(config, watch=watch, progress=progress) as intake,
    ):
        log.info("ready", lines=[line.extension for line in config.lines])
        ready()
        await take_calls(switch, intake)


async def take_calls(switch: Switch, intake: Intake) -> None:
    """One task for each call, until cancelled; then every call is handed to people before this returns."""
    async with asyncio.TaskGroup() as group:
        async for arrived in switch.calls():
            group.create_task(_take(arrived, intake), name="call")


async def _take(arrived: AbstractAsyncContextManager[Call], intake: Intake) -> None:
    try:
        async with arrived as call:
            await intake.take(call)
    except CallGoneError:
        log.info("caller_left_before_answer")
    except SwitchError as error:
        # Asterisk has sent the caller on to the next rung, or is gone itself.
        log.error("call_not_taken", reason=str(error))
