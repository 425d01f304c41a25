"""Phone, policy, plate and claim numbers, as people dictate them and as they are read back."""

from functools import partial

from voiceapp.understanding.numbers import chinese, english
from voiceapp.understanding.numbers.choosing import choose
from voiceapp.understanding.numbers.formats import fit
from voiceapp.understanding.numbers.readback import spoken
from voiceapp.understanding.readings import NumberKind

__all__ = ["NumberKind", "parse", "spoken"]


def parse(text: str, *, kind: NumberKind, language: str) -> str | None:
    """The number in a normalised text: digits and capitals; a phone number may begin with "+".

    None when there is none, or none that can be such a number: a wrong number is worse than asking again.
    """
    fits = partial(fit, kind=kind, language=language)
    if language != "zh":
        return choose(english.items(text, kind), fits)
    found = choose(chinese.items(text, kind), fits)
    return (
        found
        if found is not None and fits(found) >= chinese.LIKELY
        else chinese.by_sound(text, kind, fits) or found
    )
