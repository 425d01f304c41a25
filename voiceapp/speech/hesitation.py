"""Is the speaker likely to go on? Then wait longer before taking the answer. Pure.

"At the …" followed by a second of silence is somebody looking for a word, not somebody who is done.
"""

import re

from voiceapp.ports import ListenRule

COMPLETE_SILENCE = 0.5  # seconds of silence that end an answer which is whole already
HESITATION_EXTRA = 0.8  # seconds more after a word that wants another

_OPEN_ENDS = {
    "en": re.compile(
        r"\b(?:u+m+|u+h+|e+r+m?|hmm+|and|or|but|so|because|the|an?|my|his|her|their|at|on|in|near|by|of|to|from|"
        r"with|about|around|like|was|is|it's|let me see|i think)[\s,.…-]*$",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:嗯+|呃+|额|那个|这个|就是|然后|还有|因为|所以|但是|大概|好像|应该是|在|跟|和|到|从|我想想)"
        r"[\s，。、…,.]*$"
    ),
}


def wants_more(text: str, language: str) -> bool:
    """Does this partial end in a word that nobody ends with?"""
    pattern = _OPEN_ENDS.get(language)
    return pattern is not None and pattern.search(text) is not None


def end_silence(rule: ListenRule, text: str, *, language: str, complete: bool) -> float:
    """How long a silence ends the answer, given what was heard so far. Seconds."""
    if complete:
        return min(rule.end_silence, COMPLETE_SILENCE)
    if text and wants_more(text, language):
        return rule.end_silence + HESITATION_EXTRA
    return rule.end_silence
