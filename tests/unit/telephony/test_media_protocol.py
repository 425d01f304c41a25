"""Control messages of the media websocket, and the cutting of audio."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceapp.ports import FRAME_BYTES
from voiceapp.telephony.media_protocol import (
    FLUSH,
    PART_BYTES,
    PARTS_AHEAD,
    START,
    Flow,
    Framer,
    Heard,
    mark,
    parse_control,
    parts,
)


def test_commands_are_short_enough_for_asterisk() -> None:
    for command in (START, FLUSH, mark("p999999.999", last=True), mark("p999999.999", last=False)):
        assert len(command) <= 128
        assert json.loads(command)["command"]


def test_the_last_mark_of_a_prompt_also_flushes_an_incomplete_frame() -> None:
    assert json.loads(mark("p1.2", last=True)) == {
        "command": "STOP_MEDIA_BUFFERING",
        "correlation_id": "p1.2",
    }
    assert json.loads(mark("p1.2", last=False)) == {"command": "MARK_MEDIA", "correlation_id": "p1.2"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ('{"event":"MEDIA_MARK_PROCESSED","correlation_id":"p1.1"}', Heard("p1.1")),
        ('{"event":"MEDIA_BUFFERING_COMPLETED","correlation_id":"p1.2"}', Heard("p1.2")),
        ('{"event":"MEDIA_XOFF"}', Flow(open=False)),
        ('{"event":"MEDIA_XON"}', Flow(open=True)),
        ('{"event":"MEDIA_START","format":"slin16"}', None),
        ('{"event":"MEDIA_MARK_PROCESSED"}', None),
        ("MEDIA_XOFF", None),
        ("[]", None),
        ("", None),
    ],
)
def test_control_messages_are_read_or_ignored(text: str, event: object) -> None:
    assert parse_control(text) == event


@given(st.integers(0, 5 * PART_BYTES))
def test_parts_are_the_audio_again_and_fit_a_message_and_the_queue(size: int) -> None:
    pcm = bytes(size)
    cut = parts(pcm)
    assert b"".join(cut) == pcm
    assert all(0 < len(part) <= PART_BYTES < 64_000 for part in cut)
    assert PARTS_AHEAD * PART_BYTES / FRAME_BYTES < 900  # MEDIA_XOFF


@given(st.lists(st.binary(max_size=3 * FRAME_BYTES), max_size=20))
def test_frames_are_20_ms_and_nothing_is_lost_between_packets(packets: list[bytes]) -> None:
    framer = Framer()
    frames = [frame for packet in packets for frame in framer.frames(packet)]
    said = b"".join(packets)
    assert {len(frame) for frame in frames} <= {FRAME_BYTES}
    assert b"".join(frames) == said[: len(said) // FRAME_BYTES * FRAME_BYTES]
