"""From items to the one number meant: corrections applied, and of all readings the best fitting one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise, product

from voiceapp.understanding.numbers.items import Break, Item, Redo, Symbols

Fit = Callable[[str], int]

PERFECT = 3  # the fit of a number that has exactly the form of its kind
_ECHO = (2, 3, 4)  # so many symbols may be said twice at the beginning
_MOST = 64  # readings looked at for one stretch; more are never needed for real numbers


def choose(items: Sequence[Item], fit: Fit) -> str | None:
    """The best number in it, or None. Among equally good ones the longest, then the first."""
    best = [max(_readings(stretch, fit), key=fit, default="") for stretch in _stretches(items)]
    best = [number for number in best if number]
    chosen = max(best, key=lambda number: (fit(number), len(number)), default="")
    joined = next((one + other for one, other in pairwise(best) if fit(one + other) >= PERFECT), chosen)
    if fit(chosen) < PERFECT and fit(joined) > fit(chosen):
        chosen = joined  # "nine two oh that's the area code then five five five …"
    for size in _ECHO:
        begun_anew = chosen[size:]
        # Said three times and more it is no false start but a number full of the same digits.
        twice = begun_anew.startswith(chosen[:size]) and not begun_anew.startswith(chosen[:size], size)
        if fit(chosen) < PERFECT <= fit(begun_anew) and twice:
            return begun_anew  # "nine eight five um nine eight five five five five …"
    return chosen if chosen and fit(chosen) else None


def _stretches(items: Iterable[Item]) -> Iterator[list[Symbols | Redo]]:
    """Cut at breaks."""
    stretch: list[Symbols | Redo] = []
    for item in items:
        if not isinstance(item, Break):
            stretch.append(item)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _readings(stretch: Sequence[Symbols | Redo], fit: Fit) -> Iterator[str]:
    """Every number the stretch may mean, likeliest first."""
    if not any(isinstance(item, Symbols) and item.sure for item in stretch):
        return
    said: list[str] = []
    for redo, part in _parts(stretch):
        readings = ["".join(p) for p in islice(product(*(s.readings for s in part)), _MOST)]
        said = _put_right(said, readings, fit) if said and not redo.all else readings
    yield from said


def _parts(stretch: Sequence[Symbols | Redo]) -> Iterator[tuple[Redo, list[Symbols]]]:
    """The pieces between corrections, each with the correction in front of it."""
    redo, part = Redo(), list[Symbols]()
    for item in stretch:
        if isinstance(item, Symbols):
            part.append(item)
        elif part:
            yield redo, part
            redo, part = item, []
        else:
            redo = Redo(all=redo.all or item.all)
    if part:
        yield redo, part


def _put_right(before: Sequence[str], after: Sequence[str], fit: Fit) -> list[str]:
    """What a correction may mean, best fit first: the whole anew, its end anew, or from an echo on."""
    found: list[str] = []
    for old in before:
        for new in after:
            whole = [new] if len(new) >= len(old) else []
            end = [old[: -len(new)] + new] if len(new) < len(old) else []
            echo = [old[:at] + new for at in range(len(old) - 1, 0, -1) if old[at] == new[0]]
            found += [*whole, *end, *echo, old[:-1] + new, new]
    return sorted(dict.fromkeys(found), key=lambda number: -fit(number))[:_MOST]
