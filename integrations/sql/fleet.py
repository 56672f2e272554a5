#!/usr/bin/env python3
"""Fills a lake of facts and findings on one machine, and asks it the queries.

Usage: fleet.py fill LAKE DATE PACKAGES...        scans and judges, for a date
       fleet.py judge LAKE TABLE [SIGNATURES]     judges all facts again, to a table
       fleet.py ask LAKE [QUERY.sql...]           prints answers; all queries by default
       fleet.py document                          writes the answers into README.md

Needs duckdb from PyPI, and `tongbao` on the PATH or in TONGBAO. `integrations/spark`
fills the same tables from many machines. `document` takes the samples, and the
APKs that tests/real-packages fetched.
"""

import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

import duckdb

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
README = HERE / "README.md"
TONGBAO = os.environ.get("TONGBAO", "tongbao")
BEGIN, END = "<!-- answers -->\n", "<!-- /answers -->\n"

JUDGE = [TONGBAO, "judge", "--quiet", "--lang", "zh", "--fail-on", "never", "--format", "jsonl"]
SCAN = [TONGBAO, "scan", "--quiet", "--fail-on", "never", "--format", "none", "--facts"]
BAD_PACKAGES = 3  # exit code where some package could not be read

# An older release of an app that tests/real-packages has: (package, version), file, SHA-256.
RELEASE = ("io.appium.settings", "5.14.15")
RELEASE_FILE = "settings_apk-debug.apk"
RELEASE_SHA256 = "955ba0c8b4a887c1eb9f48b7a7f7dbec18bedd41f673ee34a9e521884cd51e9b"


def fill(lake, date, packages):
    facts = lake / "facts" / f"date={date}" / "facts.parquet"
    facts.parent.mkdir(parents=True, exist_ok=True)
    code = subprocess.run([*SCAN, facts, *packages], stdin=subprocess.DEVNULL).returncode
    if code not in (0, BAD_PACKAGES):
        sys.exit(f"{SCAN[0]} scan exited with {code}")
    findings(lake, "findings", date, [])


def judge(lake, table, signatures):
    options = ["--signatures", str(signatures)] if signatures else []
    for folder in sorted((lake / "facts").glob("date=*")):
        findings(lake, table, folder.name.removeprefix("date="), options)


def findings(lake, table, date, options):
    """Judges the facts of one date; the table's part for it is whole or absent."""
    out = lake / table / f"date={date}" / "findings.parquet"
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [*JUDGE, *options, lake / "facts" / f"date={date}"]
    # findings.sql reads the standard input of a process.
    reader = """
import duckdb, sys
db = duckdb.connect()
db.execute("SET enable_progress_bar = false")
db.execute("SET VARIABLE findings = $1", [sys.argv[2]])
db.execute(open(sys.argv[1]).read())
"""
    part = out.with_suffix(".part")
    judging = subprocess.Popen(command, stdout=subprocess.PIPE)
    copy = [sys.executable, "-c", reader, HERE / "findings.sql", part]
    copied = subprocess.run(copy, stdin=judging.stdout)
    judging.stdout.close()
    if judging.wait() != 0 or copied.returncode != 0:
        sys.exit(f"judging {date} failed")
    part.rename(out)


def connect(lake):
    db = duckdb.connect()
    db.execute("SET file_search_path = ?", [str(lake)])
    text = (HERE / "views.sql").read_text()
    for statement in db.extract_statements(text):
        if (lake / table_of(statement.query)).is_dir():
            db.execute(statement)
    return db


def table_of(view):
    return view.partition(" VIEW ")[2].split()[0]


def ask(db, query):
    """Names of the columns, and the rows."""
    for statement in db.extract_statements(query):
        db.execute(statement)
    return [column[0] for column in db.description], db.fetchall()


def table(columns, rows):
    """Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    cell = lambda value: str(value).replace("|", "\\|")
    return "".join("| " + " | ".join(map(cell, line)) + " |\n" for line in lines)


def queries():
    return sorted((HERE / "queries").glob("*.sql"))


def example(lake):
    """The lake that README.md shows."""
    tools = importlib.machinery.SourceFileLoader("packages", str(ROOT / "tests/real-packages"))
    spec = importlib.util.spec_from_loader("packages", tools)
    packages = importlib.util.module_from_spec(spec)
    tools.exec_module(packages)
    apks = packages.CACHE
    names = [name for *_, wanted in packages.PACKAGES for name in wanted]
    packages.CACHE = apks.parent / "releases"
    packages.CACHE.mkdir(parents=True, exist_ok=True)
    if not packages.present(RELEASE_FILE, RELEASE_SHA256):
        packages.fetch("npm", *RELEASE, {RELEASE_FILE: RELEASE_SHA256})
    fill(lake, "2026-10-15", [ROOT / "samples", packages.CACHE / RELEASE_FILE])
    fill(lake, "2026-11-15", [apks / name for name in sorted(names)])
    judge(lake, "next", HERE / "example-signatures")


def answers(lake):
    """The queries and what they say of a lake, as Markdown."""
    db = connect(lake)
    text = ""
    for path in queries():
        query = path.read_text()
        comment = [line[3:] for line in query.splitlines() if line.startswith("-- ")]
        english, chinese = comment
        body = "\n".join(line for line in query.splitlines() if not line.startswith("-- "))
        text += f"### {english}\n\n{chinese} [`{path.name}`](queries/{path.name})\n\n"
        text += f"```sql\n{body}\n```\n\n{table(*ask(db, query))}\n"
    return text


def documented(lake):
    """README.md with the answers of a lake."""
    before, _, rest = README.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{answers(lake)}{END}{after}"


def main():
    match sys.argv[1:]:
        case ["fill", lake, date, *packages] if packages:
            fill(pathlib.Path(lake), date, packages)
        case ["judge", lake, name, *signatures] if len(signatures) < 2:
            judge(pathlib.Path(lake), name, *(signatures or [None]))
        case ["ask", lake, *paths]:
            db = connect(pathlib.Path(lake))
            for path in map(pathlib.Path, paths or queries()):
                print(f"{path.name}\n\n{table(*ask(db, path.read_text()))}")
        case ["document"]:
            with tempfile.TemporaryDirectory() as lake:
                example(pathlib.Path(lake))
                README.write_text(documented(pathlib.Path(lake)))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
