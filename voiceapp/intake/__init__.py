"""One call from answer to hand-off: carries the dialogue's actions out and brings it what happens."""

from voiceapp.intake.conversation import Intake, Watcher

__all__ = ["Intake", "Watcher"]
