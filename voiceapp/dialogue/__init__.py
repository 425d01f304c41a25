"""The conversation: events in, actions out. No clock, no I/O, nothing asynchronous.

The same `Dialogue` serves a telephone call (intake.py), a terminal (`voiceapp simulate`) and property tests.
"""
