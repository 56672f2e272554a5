#!/usr/bin/env python3
"""Damaged packages, made from a sample.

  make.py OUT       writes OUT/<case>.apk, OUT/original.apk and OUT/cases.json
  make.py --table   prints what each case does and what Android makes of it

The bytes depend on nothing but the sample and the deflate of the zlib at hand.
"""

import json
import sys
from pathlib import Path

import archive
import case
import contents  # noqa: F401 the modules of cases register them
import dexes  # noqa: F401
import manifests  # noqa: F401
import tables  # noqa: F401
import zips  # noqa: F401

SAMPLE = "samples/liangliang-flashlight/liangliang-flashlight.apk"


def main(arguments):
    if arguments == ["--table"]:
        for c in case.CASES:
            print(f"| {c.name} | {c.what} | {c.android} | {c.source} |")
        return
    (out,) = map(Path, arguments)
    out.mkdir(parents=True, exist_ok=True)
    sample = archive.Sample(Path(__file__).parents[2] / SAMPLE)
    (out / "original.apk").write_bytes(sample.package())
    for c in case.CASES:
        (out / f"{c.name}.apk").write_bytes(c.make(sample))
    rows = [
        {
            "name": c.name,
            "area": c.make.__module__,
            "what": c.what,
            "android": c.android,
            "source": c.source,
            "told": c.told,
            "reading": c.reading,
        }
        for c in case.CASES
    ]
    (out / "cases.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
