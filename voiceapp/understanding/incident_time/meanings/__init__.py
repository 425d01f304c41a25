"""What phrasings mean, by the names that the data files use."""

from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, Final

from voiceapp.understanding.incident_time import numbers
from voiceapp.understanding.incident_time.meanings import clocks, days, festive, longer, moments, phrases

MEANINGS: Final[Mapping[str, Callable[..., Any]]] = {
    name: value
    for module in (numbers, days, longer, festive, clocks, moments, phrases)
    for name, value in vars(module).items()
    if isinstance(value, FunctionType) and value.__module__ == module.__name__ and not name.startswith("_")
}
