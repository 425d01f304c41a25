"""The settings file: found, read, checked. Only service.py and the command line read it."""

from voiceapp.config.load import load, locate, read
from voiceapp.config.settings import Config, Engine, Line

__all__ = ["Config", "Engine", "Line", "load", "locate", "read"]
