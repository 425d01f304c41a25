"""Work beside a body: plain exceptions, nothing left running."""

import asyncio

import pytest

from voiceapp.telephony.tasks import beside


async def _for_ever(started: asyncio.Event, ended: asyncio.Event) -> None:
    try:
        started.set()
        await asyncio.Event().wait()
    finally:
        ended.set()


async def _fail(error: Exception) -> None:
    raise error


async def test_work_runs_beside_the_body_and_has_ended_after_it() -> None:
    started, ended = asyncio.Event(), asyncio.Event()
    async with beside(_for_ever(started, ended), name="work"):
        await started.wait()
    assert ended.is_set()


async def test_the_bodys_exception_passes_as_it_is_and_the_work_has_ended() -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def body() -> None:
        async with beside(_for_ever(started, ended), name="work"):
            await started.wait()
            raise KeyError("body") from ValueError("cause")

    with pytest.raises(KeyError) as caught:
        await body()
    assert ended.is_set()
    assert isinstance(caught.value.__cause__, ValueError)


async def test_a_failure_of_the_work_ends_the_body_and_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match="work"):
        async with beside(_fail(ValueError("work")), name="work"):
            await asyncio.Event().wait()


async def test_an_exception_group_of_the_body_keeps_all_its_parts() -> None:
    started, ended = asyncio.Event(), asyncio.Event()
    with pytest.raises(ExceptionGroup) as caught:
        async with beside(_for_ever(started, ended), name="work"):
            raise ExceptionGroup("both", [KeyError("one"), ValueError("two")])
    assert len(caught.value.exceptions) == 2


async def test_a_cancelled_body_is_cancelled_and_the_work_has_ended() -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def body() -> None:
        async with beside(_for_ever(started, ended), name="work"):
            await asyncio.Event().wait()

    task = asyncio.ensure_future(body())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()


async def test_work_that_is_done_early_does_not_disturb_the_body() -> None:
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    async with beside(work(), name="work"):
        await done.wait()
        await asyncio.sleep(0)
