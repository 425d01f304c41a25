"""The settings file: found, read, checked. Only service.py and the command line read it."""

from voiceapp.config.load import load, locate, read
from voiceapp.config.settings import Config, Engine

__all__ = ["Config", "Engine", "load", "locate", "read"]
