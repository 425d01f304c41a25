"""Named tasks that live as long as a block, for async generators.

A TaskGroup must not be held open across a `yield`: when one of its tasks fails it cancels whoever runs
the generator's consumer at that moment (PEP 789). A crew never cancels its owner: tasks report through a
queue, and all of them are ended, and waited for, when the block is left.
"""

import asyncio
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self


class Crew:
    """`async with Crew() as crew: crew.start(coroutine, name)`."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[Any]] = []

    def start(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        self._tasks.append(task)
        return task

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
