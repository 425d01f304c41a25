"""Tasks of a generator end with it."""

import asyncio

from voiceapp.speech.crew import Crew


async def test_leaving_ends_and_awaits_every_task() -> None:
    """No task runs on after the block, and each has had the time to clean up."""
    ended = []

    async def work(name: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append(name)

    async with Crew() as crew:
        task = crew.start(work("one"), "one")
        crew.start(work("two"), "two")
        await asyncio.sleep(0)
        assert task.get_name() == "one"
    assert sorted(ended) == ["one", "two"]


async def test_a_failed_task_does_not_break_its_owner() -> None:
    """Failures are reported through the owner's queue; leaving the block is quiet."""

    async def fail() -> None:
        raise RuntimeError("reported elsewhere")

    async with Crew() as crew:
        task = crew.start(fail(), "fails")
        await asyncio.wait([task])
    assert task.exception() is not None
