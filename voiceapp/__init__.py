"""An accident hotline: Asterisk rings, voiceapp asks, listens, reads back and stores the report."""

__version__ = "0.1.0"
