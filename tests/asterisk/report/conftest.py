"""One hotline and one robot for all stories. The stories that the chosen tests need are told side by side
before the first of these tests runs: calls take their time, but not one after the other."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.asterisk.report.stories import Aftermath, Story, Told, tell
from tests.robot.caller import robot
from tests.robot.hotline import hotline
from voiceapp.instance.paths import cache_folder
from voiceapp.speech.opening import open_voice_cached

TOLD = "told"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test waits for all stories, and for the prompts of a machine that has never rendered them."""
    for item in items:
        if TOLD in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A short path that the unprivileged user who runs Asterisk may enter."""
    folder = Path(tempfile.mkdtemp(prefix="voiceapp-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stories(request: pytest.FixtureRequest, open_folder: Path) -> AsyncIterator[Aftermath]:
    """What became of every story that a chosen test is about."""
    wanted: dict[Story, None] = {}
    for item in request.session.items:
        # Tests elsewhere may have an argument of that name too.
        params = (
            item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        )
        if isinstance(story := params.get(TOLD), Story):
            wanted[story] = None
    async with (
        hotline(open_folder, lines={"100": "en"}) as line,
        open_voice_cached(cache_folder()) as voice,
        line.app() as app,
        robot(open_folder / "gateway", line.asterisk.sip, voice=voice) as caller,
    ):
        yield await tell(list(wanted), hotline=line, app=app, robot=caller)


@pytest.fixture
def told(request: pytest.FixtureRequest, stories: Aftermath) -> Told:
    """The story the test is about, told; see `about`."""
    outcome = stories.told[request.param]
    if isinstance(outcome, Exception):
        raise outcome
    return outcome
