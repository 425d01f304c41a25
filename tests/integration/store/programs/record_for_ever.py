"""Records noise into the folder given and prints the seconds written so far. To be killed."""

import asyncio
import itertools
import sys
from pathlib import Path

from voiceapp.claims.incident import CallId
from voiceapp.ports import FRAME_BYTES
from voiceapp.store.recordings import open_recordings


async def main() -> None:
    async with open_recordings(Path(sys.argv[1])) as recordings, recordings.open(CallId("c")) as sink:
        sys.stdout.write(f"{sink.name}\n")
        for frame in itertools.count():
            await sink.write(bytes([frame % 251]) * FRAME_BYTES)
            if frame % 50 == 0:
                await asyncio.sleep(0.01)
                sys.stdout.write(f"{frame // 50}\n")
                sys.stdout.flush()


asyncio.run(main())
