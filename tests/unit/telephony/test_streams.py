"""The buffer between a producer that never waits and a consumer that does."""

import asyncio

import pytest

from voiceapp.telephony.streams import Stream


async def test_items_come_in_order_and_then_the_end() -> None:
    stream: Stream[int] = Stream(longest=None)
    stream.put(1)
    stream.put(2)
    stream.end()
    stream.put(3)
    assert [item async for item in stream] == [1, 2]


async def test_a_consumer_that_waits_is_woken() -> None:
    stream: Stream[int] = Stream(longest=None)
    waiting = asyncio.ensure_future(anext(aiter(stream)))
    await asyncio.sleep(0)
    stream.put(1)
    assert await waiting == 1


async def test_the_error_of_an_end_comes_after_what_was_waiting() -> None:
    stream: Stream[int] = Stream(longest=None)
    stream.put(1)
    stream.end(ValueError("first"))
    stream.end(KeyError("second"))
    items = aiter(stream)
    assert await anext(items) == 1
    with pytest.raises(ValueError, match="first"):
        await anext(items)


async def test_a_full_stream_drops_the_oldest() -> None:
    stream: Stream[int] = Stream(longest=2)
    for item in (1, 2, 3):
        stream.put(item)
    assert stream.drain() == [2, 3]
    assert stream.drain() == []


async def test_cleared_items_are_not_delivered() -> None:
    stream: Stream[int] = Stream(longest=None)
    stream.put(1)
    stream.clear()
    stream.put(2)
    assert await anext(aiter(stream)) == 2


async def test_the_newest_iteration_owns_the_stream_and_the_older_ends_even_while_waiting() -> None:
    stream: Stream[int] = Stream(longest=None)
    old = aiter(stream)
    waiting = asyncio.ensure_future(_collect(old))
    await asyncio.sleep(0)
    new = aiter(stream)
    stream.put(1)
    assert await waiting == []
    assert await anext(new) == 1


async def _collect(items: object) -> list[object]:
    return [item async for item in items]  # type: ignore[attr-defined]
