#!/usr/bin/env python3
"""Score what is understood on the sets of sentences in tests/data/understanding.

    scripts/score_understanding.py [--errors] [--json] [SET ...]        SET as time_en; default: all

"held" are sentences written to see how words and rules do that were made without them, "tune" the others.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that it runs from a checkout

from tests.understanding.predicting import predictor
from tests.understanding.scoring import FOLDER, Item, Score, Verdict, judged, scores


def main() -> None:
    """Print a line for each part of each set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument(
        "--errors", action="store_true", help="print what was not right, but of held-out ones"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    args = parser.parse_args()
    found: list[Score] = []
    for path in sorted(FOLDER.glob("*_*.jsonl")):
        if args.sets and path.stem not in args.sets:
            continue
        results = judged(path, predictor(path.stem.split("_")[0]))
        found += scores(path.stem, results)
        for one in results:
            if args.errors and one.verdict is not Verdict.RIGHT and not _held(one.item):
                told = {"set": path.stem, "verdict": one.verdict, **one.item, "pred": one.pred}
                print(json.dumps(told, ensure_ascii=False))
    if args.json:
        print(json.dumps([asdict(score) for score in found]))
        return
    for score in found:
        print(_line(score))


def _held(item: Item) -> bool:
    return str(item.get("split") or item.get("part") or "held").startswith("held")


def _line(score: Score) -> str:
    extra = f"  F1 {score.f1:.3f}" if score.f1 is not None else ""
    extra += f"  flips {score.flips}" if score.name.startswith("intent") else ""
    return (
        f"{score.name:10} {score.part:8} {score.split:5} {score.right:4}/{score.count:<4} "
        f"{score.share_right:6.1%}  wrong {score.share_wrong:5.1%}  refused {score.share_refused:5.1%}{extra}"
    )


if __name__ == "__main__":
    main()
