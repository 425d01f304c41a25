"""How long to wait before trying again."""

from collections.abc import Callable, Iterator


def delays(
    *, first: float, longest: float, random: Callable[[], float], factor: float = 2.0
) -> Iterator[float]:
    """Endless seconds to wait: doubling from `first` up to `longest`, each with jitter.

    `random` returns 0…1; between half and all of each delay is waited, so that many clients of one restarted
    Asterisk do not all come back in the same instant, yet none comes back at once.
    """
    ceiling = first
    while True:
        yield ceiling * (0.5 + random() / 2)
        ceiling = min(ceiling * factor, longest)
