"""Saves reports until no file may grow any more, then makes room and saves once more.

The limit on the size of files stands for a full disk: it needs no file system of its own, nor root.
"""

import asyncio
import itertools
import resource
import sys
from pathlib import Path

from tests.unit.store.reports import STARTED, a_report
from voiceapp.claims.claim_number import make
from voiceapp.errors import StoreError
from voiceapp.store.sqlite import open_store

LIMIT = 200_000


async def main() -> None:
    async with open_store(Path(sys.argv[1])) as store:
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
        for number in itertools.count():
            try:
                await store.save(a_report(f"call-{number}", make(STARTED.year, number)))
            except StoreError as error:
                sys.stdout.write(f"{error}\n")
                break
        before = len(await store.newest(limit=100_000))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        await store.save(a_report("last", make(STARTED.year, 999_999)))
        sys.stdout.write(f"saved {before + 1}\n")
        assert before == number


asyncio.run(main())
