"""A dashboard of many apps, made of the apps of a small one: for size and speed."""

import json
import pathlib
import re
import shutil

DATA = re.compile(r'(<script type="application/json" id="data">)(.*?)(</script>)', re.S)


def multiply(report, out, count):
    """Writes `out/index.html` with `count` apps; returns its path."""
    shutil.copytree(pathlib.Path(report) / "html", pathlib.Path(out) / "html")
    page = (pathlib.Path(report) / "index.html").read_text("utf-8")
    data = json.loads(DATA.search(page)[2])
    few = data["apps"]
    data["apps"] = [renamed(few[rank * len(few) // count], rank) for rank in range(count)]
    for shared in data["sdks"] + data["permissions"]:
        held = set(ranks(shared["gaps"]))
        now = [rank for rank in range(count) if rank * len(few) // count in held]
        shared["gaps"] = gaps(now)
        shared["untold"] = shared["untold"] * len(now) // max(len(held), 1)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    path = pathlib.Path(out) / "index.html"
    path.write_text(DATA.sub(lambda m: m[1] + text + m[3], page), "utf-8")
    return path


def renamed(row, rank):
    row = list(row)
    row[0] = f"{row[0]}-{rank:05}"
    row[1] = [f"{label} {rank:05}" for label in row[1]]
    row[2] = f"{row[2]}.n{rank:05}"
    return row


def ranks(gaps):
    rank = 0
    for gap in gaps:
        rank += gap
        yield rank


def gaps(ranks):
    return [rank - before for before, rank in zip([0, *ranks], ranks)]
