"""Which of the texts that a recogniser offers for an answer to a yes/no question to go by.

Measured (docs/understanding.md): a recogniser that was told to expect a yes hears one where a no was said,
but then a no is among its alternatives, or it is not confident.
"""

from collections.abc import Callable, Sequence
from typing import Final

from voiceapp.understanding.readings import Answer, Intent

CONFIDENT_YES: Final = 0.37  # less sure a yes was a no too often; a caller is rather asked again


def settle(
    text: str, alternatives: Sequence[str], confidence: float | None, read: Callable[[str], Answer]
) -> str:
    """The text to understand; "" when it would be a yes that may have been a no.

    A text that answers nothing gives way to an alternative, if all that answer something say the same, and
    that is no yes: a yes is heard or it is none. (To be asked again is what happens anyway.) `read`: what a
    text answers.
    """
    answer = read(text).intent
    others = {read(other).intent: other for other in reversed(alternatives)}
    for nothing in (Intent.OTHER, Intent.REPEAT):
        others.pop(nothing, None)
    if answer is Intent.YES:
        doubtful = confidence is not None and confidence < CONFIDENT_YES
        return "" if doubtful or Intent.NO in others else text
    if answer is Intent.OTHER and len(others) == 1 and Intent.YES not in others:
        return others.popitem()[1]
    return text
