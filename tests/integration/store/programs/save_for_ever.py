"""Saves one report after the other and prints the call id of each once it is saved. To be killed."""

import asyncio
import itertools
import sys
import uuid
from pathlib import Path

from tests.unit.store.reports import STARTED, a_report
from voiceapp.store.sqlite import open_store


async def main() -> None:
    async with open_store(Path(sys.argv[1])) as store:
        for _ in itertools.count():
            report = a_report(uuid.uuid4().hex, await store.reserve_claim_number(now=STARTED))
            await store.save(report)
            sys.stdout.write(f"{report.call_id}\n")
            sys.stdout.flush()


asyncio.run(main())
