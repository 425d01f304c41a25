"""Structured concurrency that keeps exceptions plain.

`asyncio.TaskGroup` wraps every failure in an ExceptionGroup; a call that ends must reach the conversation as
the CallGoneError it is.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager


@asynccontextmanager
async def beside(work: Coroutine[None, None, None], *, name: str) -> AsyncIterator[None]:
    """Run `work` beside the body of the `async with`; it is cancelled and awaited when the body is left.

    A failure of `work` cancels the body and is raised in its place. An exception of the body passes as it is.
    """
    failure: BaseException | None = None
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(work, name=name)
            try:
                yield
            finally:
                task.cancel()
    except BaseExceptionGroup as errors:
        failure = errors.exceptions[0]  # the work's, if it failed; else the body's
    if failure is not None:
        raise failure
