"""The live transcript of calls, one line for each thing said, keyed or done."""

from voiceapp.dialogue.actions import HandOff, HangUp, Say
from voiceapp.dialogue.events import Heard, HungUp, Keyed, Silence


def show(call_id: str, what: object) -> None:
    """Print one line on standard output, if it is something to see."""
    for line in lines(what):
        print(f"{call_id[-8:]}  {line}", flush=True)


def lines(what: object) -> tuple[str, ...]:
    """An event or action in words; empty for what nobody hears."""
    match what:
        case Say(sentences):
            return ("hotline: " + " ".join(sentences),)
        case Heard(text):
            return (f"caller:  {text or '(not understood)'}",)
        case Keyed(keys):
            return (f"caller:  [keys {keys}]",)
        case Silence():
            return ("caller:  [silent]",)
        case HungUp():
            return ("caller:  [hung up]",)
        case HandOff(queue, reason):
            return (f"hotline: [hands over to {queue}: {reason}]",)
        case HangUp():
            return ("hotline: [hangs up]",)
        case _:
            return ()
