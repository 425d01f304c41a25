"""Does a partial end in a word that nobody ends with ("at the …")? Then it is no whole answer yet."""

import re
from typing import Final

_OPEN_END: Final = {
    "en": re.compile(
        r"\b(?:u+m+|u+h+|e+r+m?|hmm+|and|or|but|so|then|because|the|an?|my|his|her|their|our|at|on|in|near|by|of|"
        r"to|from|with|about|around|between|like|was|is|it's|i|we|he|she|they|past|half|quarter)[\s,.…-]*$",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:嗯+|呃+|额|那个|这个|就是|然后|还有|因为|所以|但是|大概|好像|应该是|在|跟|和|到|从|我|他|被|把|的|点)"
        r"[\s，。、…,.]*$"
    ),
}


def unfinished(text: str, language: str) -> bool:
    """True when more must come."""
    return _OPEN_END[language].search(text) is not None
