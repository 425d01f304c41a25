"""A cable between the app and Asterisk that tests can cut: TCP, each connection known by its HTTP path."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from voiceapp.telephony.tasks import beside


class Proxy:
    """Made by `proxy_to`."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._relays: dict[asyncio.Task[None], bytes] = {}
        self._refused: tuple[bytes, ...] = ()
        self._opened = asyncio.Condition()
        self.url = ""

    def cut(self, path: str) -> int:
        """Break every connection whose request began with this path, no goodbye. How many there were."""
        found = [task for task, line in self._relays.items() if line.startswith(b"GET " + path.encode())]
        for task in found:
            task.cancel()
        return len(found)

    def refuse(self, *paths: str) -> None:
        """From now on connections for these paths are closed at once; none: all are let through."""
        self._refused = tuple(b"GET " + path.encode() for path in paths)

    async def relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        if any(line.startswith(path) for path in self._refused):
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None
        self._relays[task] = line
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        try:
            far_writer.write(line)
            with suppress(asyncio.CancelledError):
                async with beside(_pump(reader, far_writer), name="to asterisk"):
                    await _pump(far_reader, writer)
        finally:
            del self._relays[task]
            for end in (writer, far_writer):
                end.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy_to(host: str, port: int) -> AsyncIterator[Proxy]:
    """A Proxy that is listening on loopback, at `url`."""
    proxy = Proxy(host, port)
    server = await asyncio.start_server(proxy.relay, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()
        proxy.cut("/")
