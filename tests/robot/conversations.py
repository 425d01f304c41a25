"""Whole conversations for the robot, to be started with `Robot.ring`."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.robot.caller import Conversation, Talk
from tests.robot.sounds import recorded
from tests.robot.transcript import transcribed


def by_voice(language: str = "en", voice: str = "jm_kumo") -> Conversation:
    """Tells everything in one breath, and says yes to every read-back."""

    async def talk(talk: Talk) -> None:
        await talk.answer(
            *(
                recorded(f"{language}_{voice}_{name}")
                for name in ("safety_no", "open_full", "yes", "yes", "yes")
            )
        )
        await talk.ended()

    return talk


async def by_keys(talk: Talk) -> None:
    """Keys only, but for the place, which is spoken: two days ago at 15:30, hit from behind."""
    day = datetime.now(UTC) - timedelta(days=2)
    await talk.answer(
        "2",  # nobody is hurt
        "1",  # step by step
        f"{day:%m%d}#",
        "1530",
        "1",  # the time is right
        recorded("en_jm_kumo_place_cross"),
        "1",  # the place is right
        "1",  # a collision
        "1",  # hit from behind
        "1",  # right
        "1",  # this number
        "1",  # everything is right
    )
    await talk.ended()


ANSWERS: Mapping[str, str] = {
    "is anyone hurt": "safety_no",
    "in your own words": "open_full",
    "is that right|is everything right|you are calling from": "yes",
    "when did it happen": "time_ago",
    "where did it happen": "place_cross",
    "what happened": "cause_side",
}
"""What a prompt must hold → what is said to it; the first that fits."""


@dataclass(slots=True)
class Attentive:
    """A caller who listens to what is asked and answers that, in English, whatever the order.

    `interrupts`: talks over the open question. `asked`: what each spoken answer was given to.
    """

    voice: str = "jm_kumo"
    interrupts: bool = False
    asked: list[str] = field(default_factory=list)

    async def __call__(self, talk: Talk) -> None:
        while True:
            try:
                prompt = await talk.prompt(patience=20)
            except EOFError:
                return
            heard = (await asyncio.to_thread(transcribed, prompt.pcm)).lower()
            if "goodbye" in heard:
                await talk.ended()
                return
            name = next((said for words, said in ANSWERS.items() if re.search(words, heard)), None)
            if name is None:
                continue  # something that needs no answer, or was misheard: it is asked again
            await self._say(talk, name)
            if name == "safety_no" and self.interrupts:
                self.asked.append("open_full")
                await talk.cut_in(recorded(f"en_{self.voice}_open_full"), after=3.0)

    async def _say(self, talk: Talk, name: str) -> None:
        self.asked.append(name)
        await talk.say(recorded(f"en_{self.voice}_{name}"))
