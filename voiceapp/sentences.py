"""Sentences of a prompt. A voice speaks, and its cache keeps, one at a time: espeak-ng 1.51 crashes on long
texts, and a sentence that comes back is rendered once."""

import re

_END = re.compile(r"(?<=[.?!])\s+|(?<=[。？！])\s*")


def split(text: str) -> list[str]:
    """In order; none empty. What ends one: `.?!` with a space behind, or a Chinese full stop."""
    return [part for part in _END.split(text.strip()) if part]
