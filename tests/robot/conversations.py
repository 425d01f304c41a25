"""Whole conversations for the robot, to be started with `Robot.ring`."""

from datetime import UTC, datetime, timedelta

from tests.robot.caller import Conversation, Talk
from tests.robot.sounds import recorded


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
