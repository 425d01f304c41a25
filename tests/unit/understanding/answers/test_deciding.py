"""From pieces to an intent: what wins over what."""

import pytest

from voiceapp.understanding.answers.deciding import decide
from voiceapp.understanding.answers.saying import Limits
from voiceapp.understanding.answers.tagging import Phrases, Tag
from voiceapp.understanding.readings import Answer, Intent

WORDS: dict[str, set[Tag]] = {
    "yes": {Tag.YES},
    "right": {Tag.YES_WEAK, Tag.RIGHT},
    "did": {Tag.YES_ALONE},
    "no": {Tag.NO},
    "not": {Tag.NOT, Tag.INSTEAD},
    "wrong": {Tag.WRONG},
    "unsure": {Tag.UNSURE},
    "maybe": {Tag.UNSURE_WEAK},
    "repeat": {Tag.REPEAT},
    "sorry": {Tag.REPEAT_WEAK},
    "transfer": {Tag.AGENT},
    "want": {Tag.ASK},
    "agent": {Tag.PERSON},
    "someone": {Tag.SOMEBODY},
    "robot": {Tag.MACHINE},
    "actually": {Tag.FIX},
    "but": {Tag.BUT},
    "it's": {Tag.FILLER, Tag.RESTART},
    "um": {Tag.FILLER},
    "said": {Tag.TOLD},
    "right?": {Tag.ASSENT},
    "without": {Tag.NO, Tag.NOT},
    "what": {Tag.QUESTION},
    "agree": {Tag.HINT_YES},
    "mixed": {Tag.HINT_NO},
    "foggy": {Tag.HINT_UNSURE},
    "volume": {Tag.HINT_REPEAT},
    "automated": {Tag.HINT_AGENT},
}
KNOWN = Phrases({(word,): frozenset(tags) for word, tags in WORDS.items()}, 1)
LIMITS = Limits(reach=3, few=3, more=5, stray=1, story=9)
STORY = "the truck came over the hill much too fast and hit us"


@pytest.mark.parametrize(
    ("text", "intent", "correction"),
    [
        ("yes", Intent.YES, None),
        ("um yes right?", Intent.YES, None),
        ("yes monday", Intent.YES, "monday"),
        ("right", Intent.YES, None),
        ("right lane", Intent.OTHER, None),
        ("did", Intent.YES, None),
        ("did monday", Intent.OTHER, None),
        ("right? yes", Intent.OTHER, None),
        ("no", Intent.NO, None),
        ("no monday", Intent.NO, "monday"),
        ("no actually monday", Intent.NO, "monday"),
        ("wrong monday", Intent.NO, "monday"),
        ("yes no", Intent.NO, None),
        ("no yes", Intent.OTHER, None),
        ("yes blue no", Intent.OTHER, None),
        ("he said no", Intent.OTHER, None),
        ("saw no sign", Intent.OTHER, None),
        ("five not nine", Intent.NO, "five"),
        ("not monday it's tuesday", Intent.NO, "it's tuesday"),
        ("not monday", Intent.NO, None),
        ("no monday not tuesday", Intent.NO, "monday"),
        ("yes not blue", Intent.OTHER, None),
        ("right not", Intent.NO, None),
        ("actually monday", Intent.NO, "monday"),
        ("yes but monday", Intent.NO, "monday"),
        ("unsure", Intent.UNSURE, None),
        ("yes unsure", Intent.UNSURE, None),
        ("maybe", Intent.UNSURE, None),
        ("maybe yes maybe no", Intent.UNSURE, None),
        ("maybe monday", Intent.OTHER, None),
        ("repeat", Intent.REPEAT, None),
        ("sorry", Intent.REPEAT, None),
        ("sorry no", Intent.NO, None),
        ("transfer", Intent.AGENT, None),
        ("agent", Intent.AGENT, None),
        ("want someone", Intent.AGENT, None),
        ("someone", Intent.OTHER, None),
        ("robot", Intent.AGENT, None),
        ("not agent", Intent.NO, None),
        ("without a road sign that i saw there", Intent.OTHER, None),
        ("without lights", Intent.NO, "lights"),
        ("what", Intent.REPEAT, None),
        ("yes what", Intent.OTHER, None),
        ("i agree", Intent.YES, None),
        ("agree right? mixed", Intent.OTHER, None),
        ("you mixed that", Intent.NO, None),
        ("not anything mixed", Intent.OTHER, None),
        ("quite foggy", Intent.UNSURE, None),
        ("the volume", Intent.REPEAT, None),
        ("automated thing", Intent.AGENT, None),
        ("foggy volume", Intent.OTHER, None),
        ("maybe maybe not", Intent.UNSURE, None),
        (f"{STORY} foggy", Intent.OTHER, None),
        (f"{STORY} transfer", Intent.OTHER, None),
        (f"{STORY} repeat", Intent.OTHER, None),
        (f"{STORY} unsure", Intent.OTHER, None),
        (f"{STORY} no", Intent.OTHER, None),
        (f"{STORY} not", Intent.OTHER, None),
        (f"not {STORY}", Intent.OTHER, None),
        (f"yes {STORY}", Intent.OTHER, None),
        (STORY, Intent.OTHER, None),
    ],
)
def test_which_meaning_wins(text: str, intent: Intent, correction: str | None) -> None:
    """A person, a repeat, a doubt, a no, and last a yes; in a story none of them."""
    assert decide(text.split(), KNOWN, LIMITS, " ") == Answer(intent, correction)
