"""What is said in passing: injuries, whether the vehicle drives, others, police. Fixed rules."""

from voiceapp.claims.loss import CauseClass
from voiceapp.understanding.cause.mishearing import put_right
from voiceapp.understanding.cause.rules import CauseRules, CueRules
from voiceapp.understanding.readings import Cues


def cues_in(text: str, cause: CauseClass, rules: CauseRules) -> Cues:
    """The cues of a normalised text whose cause is known. Some causes involve others by what they are."""
    found = {name: _said(text, rule, rules) for name, rule in rules.cues.items()}
    if rules.sounds is not None:
        heard = put_right(text, rules.sounds)
        for name, rule in rules.cues.items():
            found[name] = _said(heard, rule, rules) if found[name] is None else found[name]
    others = found["others"]
    if others is None and cause in rules.involving:
        others = True
    return Cues(injury=found["injury"], drivable=found["drivable"], others=others, police=found["police"])


def _said(text: str, rule: CueRules, rules: CauseRules) -> bool | None:
    """A yes anywhere outside the words of a no wins: "nobody else is hurt but my neck aches" is a yes."""
    prepared = rules.unit.prepare(text)
    left, denials = rule.no.subn("¦ ", rule.aside.sub("¦ ", prepared))
    if rule.yes.search(left):
        return True
    return False if denials else None
