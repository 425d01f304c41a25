"""What the recogniser gets to hear."""

from tests.unit.speech.fakes import spoken
from voiceapp.ports import AudioFrame, Pause
from voiceapp.speech.tape import Tape


async def played(tape: Tape) -> list[AudioFrame | Pause]:
    return [item async for item in tape.read()]


async def test_frames_come_out_as_they_went_in() -> None:
    """The look-back first, then what follows, until the end."""
    first, second = spoken("vv")
    tape = Tape([first])
    tape.write(second)
    tape.close()
    assert await played(tape) == [first, second]
    assert tape.frames == 2


async def test_silence_that_turns_out_to_be_the_end_is_dropped() -> None:
    """After a pause nothing is delivered unless the voice goes on."""
    voice, silence = spoken("v.")
    tape = Tape([voice])
    tape.pause()
    tape.pause()
    tape.write(silence)
    tape.close()
    assert await played(tape) == [voice, Pause()]


async def test_silence_within_the_answer_is_delivered() -> None:
    """When the voice goes on, so does the tape, without a gap."""
    frames = spoken("v.v")
    tape = Tape(frames[:1])
    tape.pause()
    tape.write(frames[1])
    tape.resume()
    tape.write(frames[2])
    tape.close()
    assert await played(tape) == [frames[0], Pause(), frames[1], frames[2]]
