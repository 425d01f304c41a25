"""Recogniser text → facts. Pure functions and data files; `None` beats a wrong answer."""
