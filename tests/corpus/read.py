#!/usr/bin/env python3
"""Reads a corpus with readers that are not tongbao: pyarrow and DuckDB.

Usage: read.py FOLDER      a folder that `tongbao scan --facts` wrote

Prints what each reader makes of each form as one JSON object. Exits 77 without
these readers.
"""

import json
import pathlib
import sys

try:
    import duckdb
    import pyarrow
    import pyarrow.parquet
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])
parquet, lines = str(folder / "facts.parquet"), str(folder / "facts.jsonl.zst")
found = {}

table = pyarrow.parquet.read_table(parquet)
found["pyarrow parquet"] = [
    [row["sha256"], row["package"], row["target_sdk"], [p["name"] for p in row["permissions"]]]
    for row in table.to_pylist()
]
whole = [json.loads(text) for text in table.column("facts").to_pylist()]
found["facts column"] = [
    [
        f["file"]["sha256"],
        f["manifest"]["package"],
        f["manifest"]["target_sdk"],
        [p["name"] for p in f["manifest"]["uses_permissions"]],
    ]
    for f in whole
]
columns = {
    "calls": lambda f: f["code"]["calls"],
    "packages": lambda f: f["code"]["packages"],
    "urls": lambda f: f["code"]["urls"],
    "components": lambda f: f["manifest"]["components"],
    "policies": lambda f: f["policy"]["documents"],
}
for name, of in columns.items():
    typed = [len(rows) for rows in table.column(name).to_pylist()]
    found[name] = typed == [len(of(f)) for f in whole] and sum(typed) > 0
found["startup"] = sorted({c["startup"] for row in table.column("calls").to_pylist() for c in row})

raw = pyarrow.input_stream(lines, compression="zstd").read()
found["pyarrow lines"] = [json.loads(line) for line in raw.splitlines()] == whole

db = duckdb.connect()
query = "SELECT sha256, package, target_sdk, list_transform(permissions, lambda p: p.name) FROM '{}'"
found["duckdb parquet"] = [list(row) for row in db.execute(query.format(parquet)).fetchall()]
query = (
    "SELECT file.sha256, manifest.package, manifest.target_sdk,"
    " list_transform(manifest.uses_permissions, lambda p: p.name)"
    " FROM read_json('{}', format='newline_delimited', maximum_object_size=67108864)"
)
found["duckdb lines"] = [list(row) for row in db.execute(query.format(lines)).fetchall()]
query = "SELECT count(*) FROM (SELECT unnest(calls) AS c FROM '{}') WHERE c.startup = 'yes'"
found["duckdb calls"] = db.execute(query.format(parquet)).fetchone()[0]
json.dump(found, sys.stdout)
