"""What happened: a cause of the taxonomy, cues said in passing, and how a cause is named aloud."""

from voiceapp.understanding.cause.classify import Opinion, Scorer, choose, classify
from voiceapp.understanding.cause.cues import cues_in
from voiceapp.understanding.cause.wording import offer, spoken

__all__ = ["Opinion", "Scorer", "choose", "classify", "cues_in", "offer", "spoken"]
