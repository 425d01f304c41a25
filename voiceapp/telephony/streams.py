"""A buffer between one producer that never waits and one consumer that does."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Stream(Generic[T]):
    """Items in order; the producer calls `put` and `end`, the consumer iterates.

    At most `longest` items wait (None: any number); beyond that the oldest is dropped, so that a stuck
    consumer costs memory once and not for ever. The newest iteration owns the stream: an older one ends
    (a consumer that was abandoned in mid-iteration must not steal items).
    """

    def __init__(self, *, longest: int | None) -> None:
        self._items: deque[T] = deque(maxlen=longest)
        self._changed = asyncio.Event()
        self._ended = False
        self._error: Exception | None = None
        self._owner: object = None

    def put(self, item: T) -> None:
        """Add an item; ignored after `end`."""
        if not self._ended:
            self._items.append(item)
            self._changed.set()

    def clear(self) -> None:
        """Forget what waits."""
        self._items.clear()

    def end(self, error: Exception | None = None) -> None:
        """No more items. The consumer still gets what waits, then the end or `error` (the first given)."""
        if not self._ended:
            self._ended = True
            self._error = error
            self._changed.set()

    def drain(self) -> list[T]:
        """Take everything that waits."""
        items = list(self._items)
        self._items.clear()
        return items

    def __aiter__(self) -> AsyncIterator[T]:
        iterator = _Iterator(self)
        self._owner = iterator
        self._changed.set()
        return iterator

    async def _next(self, owner: object) -> T:
        while self._owner is owner:
            if self._items:
                return self._items.popleft()
            if self._ended:
                if self._error is not None:
                    raise self._error
                break
            self._changed.clear()
            await self._changed.wait()
        raise StopAsyncIteration


class _Iterator(Generic[T]):
    """One iteration over a stream."""

    def __init__(self, stream: Stream[T]) -> None:
        self._stream = stream

    def __aiter__(self) -> "AsyncIterator[T]":
        return self

    async def __anext__(self) -> T:
        return await self._stream._next(self)
