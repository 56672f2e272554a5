#!/usr/bin/env python3
"""What integrations/ promises, on the samples and the fetched APKs.

Usage: run.py TONGBAO [spark] [parallel] [sql]      all three by default

Exits 77 where a tool is missing (tests/integrations/tools brings them), 1 where a
promise is broken.
"""

import collections
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
INTEGRATIONS = ROOT / "integrations"
APKS = ROOT / "tests" / ".cache" / "apks"
MISSING = 77
DATE = "2026-11-15"

try:
    import duckdb
    import pyspark
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(MISSING)
for tool in ("java", "parallel"):
    if not shutil.which(tool):
        print(f"there is no {tool}", file=sys.stderr)
        sys.exit(MISSING)

if not any(APKS.glob("*.apk")):
    print("there are no fetched APKs; tests/real-packages brings them", file=sys.stderr)
    sys.exit(MISSING)

tongbao = str(pathlib.Path(sys.argv[1]).resolve())
os.environ["TONGBAO"] = tongbao
sys.path.insert(0, str(INTEGRATIONS / "sql"))
sys.dont_write_bytecode = True
import fleet  # noqa: E402


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}:\nfound    {found!r:.2000}\nexpected {expected!r:.2000}")


def packages(folder):
    """The samples, the fetched APKs, and two files that are no packages."""
    for path in sorted((ROOT / "samples").glob("*/*")):
        if path.suffix in (".apk", ".apks", ".xapk", ".aab") or ".policy." in path.name:
            target = folder / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
    for path in sorted(APKS.glob("*.apk")):
        shutil.copyfile(path, folder / path.name)
    (folder / "damaged.apk").write_bytes(b"PK\x03\x04 no more")
    (folder / "a name with 空格, % and #.apk").write_bytes(b"")


# Spark ----------------------------------------------------------------------
# Lets two packages of each worker through, and the others when `go` is there.
HELD = """#!/bin/sh
{ for _ in 1 2; do read -r line && printf '%%s\\n' "$line"; done
  touch "%(state)s/held.$$"
  while [ ! -e "%(state)s/go" ]; do sleep 0.1; done
  cat
} | "%(tongbao)s" "$@"
"""


# Dies of one package, as of one that takes all memory.
DYING = """#!/bin/sh
while read -r line; do
  case $line in *deadly.apk*) echo died >> "%(state)s/deaths"; kill -KILL $$; exit;; esac
  printf '%%s\\n' "$line"
done | "%(tongbao)s" "$@"
"""


def script(path, text):
    """An executable in the place of tongbao."""
    path.write_text(text % {"state": path.parent, "tongbao": tongbao})
    path.chmod(0o755)
    return path


def submit(scratch, master, binary, options):
    home = pathlib.Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(scratch / "spark"),
        # Short jobs: less compiling.
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    conf = ["spark.ui.enabled=false", "spark.sql.shuffle.partitions=2"]
    conf.append("spark.sql.codegen.wholeStage=false")
    command = [home / "bin/spark-submit", "--master", master]
    for setting in conf:
        command += ["--conf", setting]
    command += [INTEGRATIONS / "spark/scan.py", "--tongbao", binary, "--date", DATE]
    command += ["--partition-bytes", str(16 << 20), *options]
    command += [scratch / "in", scratch / "lake", "--", "--lang", "zh"]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def executor_of(pid):
    """The executor's JVM above a process of a task."""
    while pid > 1:
        process = pathlib.Path("/proc", str(pid))
        if b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes():
            return pid
        pid = int(re.search(r"PPid:\s+(\d+)", (process / "status").read_text())[1])
    sys.exit("no executor above the worker")


def killed_in_mid_run(scratch):
    """Runs the job on two executors and kills one; the driver's log."""
    held = script(scratch / "held-tongbao", HELD)
    job = submit(scratch, "local-cluster[2,1,1024]", held, [])
    while not (waiting := list(scratch.glob("held.*"))):
        if job.poll() is not None:
            sys.exit(f"the job ended by itself:\n{job.stderr.read()}")
        time.sleep(0.1)
    os.kill(executor_of(int(waiting[0].suffix[1:])), signal.SIGKILL)
    (scratch / "go").touch()
    _, log = job.communicate()
    if job.returncode != 0:
        sys.exit(f"the job failed:\n{log}")
    return log


def whole(rows):
    """Facts, by file, of which none may be there twice."""
    names = collections.Counter(file for file, _ in rows)
    same("files that are there twice", [n for n, count in names.items() if count > 1], [])
    return {file: json.loads(text) for file, text in rows}


def compare(alone, lake, scratch):
    """Holds what Spark wrote against what one machine wrote."""
    one, many = fleet.connect(alone), fleet.connect(lake)
    ask = "SELECT file, facts FROM facts"
    same("facts", whole(many.sql(ask).fetchall()), whole(one.sql(ask).fetchall()))
    columns = ("column_name", "column_type")
    for name in ("facts", "findings"):
        described = {}
        for db in (one, many):
            rows = db.sql(f"DESCRIBE FROM {name}").project(", ".join(columns)).fetchall()
            described[db] = dict(rows)
        shared = [c for c in described[many] if c not in ("prefix", "facts")]
        kinds = {c: described[many][c] for c in shared}
        # Spark's fields may be null, and hold the same.
        same(f"columns of {name}", kinds, {c: described[one].get(c) for c in shared})
        picked = f"SELECT {', '.join(shared)} FROM {name} ORDER BY file"
        for found, expected in zip(many.sql(picked).fetchall(), one.sql(picked).fetchall()):
            for column, a, b in zip(shared, found, expected):
                same(f"{name}.{column} of {found[1]}", a, b)
    for path in fleet.queries():
        if "FROM next" not in path.read_text():
            same(path.name, fleet.ask(many, path.read_text()), fleet.ask(one, path.read_text()))

    errors = many.sql(f"SELECT file, entry, cause FROM '{lake}/errors/**/*.parquet' ORDER BY file")
    summary = json.loads((scratch / "alone/summary.json").read_text())
    expected = [(e["file"], e["entry"], e["cause"]) for e in summary["errors"]]
    same("errors", errors.fetchall(), sorted(expected))

    def judged(corpus):
        command = [tongbao, "judge", corpus, "--quiet", "--lang", "zh", "--format", "jsonl"]
        lines = subprocess.run(command, capture_output=True).stdout.splitlines()
        return {report["app"]["file"]: report for report in map(json.loads, lines)}

    same("judge of Spark's facts", judged(lake / "facts"), judged(alone / "facts"))
    return len(summary["apps"]), len(expected)


def spark(scratch):
    (scratch / "in").mkdir()
    packages(scratch / "in")
    scan = [tongbao, "scan", scratch / "in", "--quiet", "--lang", "zh", "--format", "none,data"]
    facts = scratch / f"one/facts/date={DATE}/facts.parquet"
    facts.parent.mkdir(parents=True)
    run = subprocess.run([*scan, "--out", scratch / "alone", "--facts", facts])
    same("exit code of the scan", run.returncode, fleet.BAD_PACKAGES)
    fleet.findings(scratch / "one", "findings", DATE, [])

    log = killed_in_mid_run(scratch)
    same("an executor was lost", "Lost executor" in log, True)
    apps, errors = compare(scratch / "one", scratch / "lake", scratch)
    print(f"spark: {apps} apps and {errors} errors as on one machine, one executor killed")

    # Another run of that date takes its place; packages come through Spark now.
    job = submit(scratch, "local[2]", tongbao, ["--fetch"])
    _, log = job.communicate()
    if job.returncode != 0:
        sys.exit(f"the job failed:\n{log}")
    compare(scratch / "one", scratch / "lake", scratch)
    print("spark: the same once more, fetched")


def dying(scratch):
    """A package that kills its worker each time is an error; the others stand."""
    folder = scratch / "in"
    folder.mkdir(parents=True)
    good = ["habit-garden", "liangliang-flashlight", "trip-ledger"]
    for name in good:
        shutil.copyfile(ROOT / f"samples/{name}/{name}.apk", folder / f"{name}.apk")
    shutil.copyfile(folder / f"{good[0]}.apk", folder / "deadly.apk")
    job = submit(scratch, "local[1]", script(scratch / "dying-tongbao", DYING), [])
    _, log = job.communicate()
    if job.returncode != 0:
        sys.exit(f"the job failed:\n{log}")
    same("deaths", (scratch / "deaths").read_text(), "died\ndied\n")
    lake, expected = scratch / "lake", sorted(str(folder / f"{name}.apk") for name in good)
    for table in ("facts", "findings"):
        ask = f"SELECT file FROM '{lake}/{table}/**/*.parquet' ORDER BY file"
        same(table, [file for file, in duckdb.sql(ask).fetchall()], expected)
    errors = duckdb.sql(f"SELECT file, cause FROM '{lake}/errors/**/*.parquet'").fetchall()
    cause = "the worker died of this package (SIGKILL)"
    same("errors", errors, [(str(folder / "deadly.apk"), cause)])
    print(f"dying: {len(good)} apps, one package that the worker died of twice")


# GNU parallel -----------------------------------------------------------------
def parallel(scratch):
    """Runs the lines of the README."""
    text = (INTEGRATIONS / "spark/README.md").read_text()
    [lines] = re.findall(r"```sh\n([^`]*parallel [^`]*)```", text)
    same("lines", lines.count("\n"), 5)
    (scratch / "bin").mkdir()
    (scratch / "bin/tongbao").symlink_to(tongbao)
    environment = {**os.environ, "PATH": f"{scratch}/bin:{os.environ['PATH']}"}
    folder = scratch / "store"
    folder.mkdir()
    packages(folder)
    lines = lines.replace("/store", str(folder))
    run = subprocess.run(["bash", "-euo", "pipefail", "-c", lines], cwd=scratch, env=environment)
    same("exit code", run.returncode, 0)
    answers = [json.loads(line) for line in (scratch / "answers.jsonl").open()]
    found = sorted(answer["file"] for answer in answers)
    expected = sorted(str(p) for p in folder.rglob("*") if p.suffix in (".apk", ".apks", ".xapk", ".aab"))
    same("packages answered for", found, expected)
    rows = [json.loads(line) for line in (scratch / "facts.jsonl").open()]
    good = sorted(answer["file"] for answer in answers if "error" not in answer)
    same("facts", sorted(row["file"]["path"] for row in rows), good)
    print(f"parallel: {len(answers)} answers, {len(rows)} apps")


# SQL --------------------------------------------------------------------------
def sql(scratch):
    """The answers of the README are those of the queries, and the queries' answers
    are those that their questions have in the reports."""
    fleet.example(scratch)
    if fleet.documented(scratch) != fleet.README.read_text():
        sys.exit("integrations/sql/README.md is not what the queries say: fleet.py document")
    db = fleet.connect(scratch)
    command = [*fleet.JUDGE, scratch / "facts"]
    lines = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
    reports = [json.loads(line) for line in lines]
    command[-1:] = ["--signatures", fleet.HERE / "example-signatures", scratch / "facts"]
    later = subprocess.run(command, capture_output=True, check=True).stdout.splitlines()
    facts = [json.loads(text) for text, in db.sql("SELECT facts FROM facts").fetchall()]
    expected = by_hand(reports, [json.loads(line) for line in later], facts)
    same("queries", [p.stem for p in fleet.queries()], list(expected))
    for path in fleet.queries():
        _, rows = fleet.ask(db, path.read_text())
        same(path.name, sorted(map(str, rows)), sorted(map(str, expected[path.stem])))
        same(f"{path.name} has an answer", bool(rows), True)
    print(f"sql: {len(expected)} queries answer as the reports of {len(reports)} apps do")


def by_hand(reports, later, facts):
    """The answers, without SQL."""
    count = collections.Counter
    sure = lambda r: [s for s in r["sdks"] if s["confidence"] != "low"]
    parts = lambda r: {("permission", p["name"]) for p in r["permissions"]} | {("sdk", s["id"]) for s in r["sdks"]}
    numbers = lambda version: [int(n) for n in re.findall(r"\d+", version)]
    id_of = lambda r: r["app_type"]["id"] if r["app_type"] else "-"
    named = ("indicated", "suspected")

    embedded, silent, unread = count(), count(), count()
    undisclosed, startup, signers = count(), collections.defaultdict(list), {}
    for r in reports:
        for s in sure(r):
            key = (s["id"], s["category"])
            embedded[key] += 1
            silent[key] += s["in_policy"] == "no"
            unread[key] += s["in_policy"] == "unknown"
        for p in r["permissions"]:
            if p["in_policy"] == "no" and p["pi_types"]:
                undisclosed[id_of(r), p["name"].replace("android.permission.", "")] += 1
        for a in r["api_calls"]:
            if a["owner"]["kind"] == "sdk" and any(c["startup"] == "yes" for c in a["callers"]):
                startup[a["owner"]["id"]].append((r["app"]["sha256"], a["pi_type"]))
        for k in r["app"]["certificates"]:
            signer = signers.setdefault(k["sha256"], [k["subject"], set(), 0, 0])
            signer[1].add(r["app"]["package"])
            signer[2] += r["score"]
            signer[3] += sum(f["verdict"] == "indicated" for f in r["findings"])

    releases = collections.defaultdict(dict)
    for r in reports:
        releases[r["app"]["package"]][r["app"]["version_code"]] = parts(r)
    changes = []
    for package, versions in releases.items():
        order = sorted(versions) if len(versions) > 1 else []
        for old, new in zip(order, order[1:]):
            for sign, more, less in (("+", new, old), ("-", old, new)):
                changes += [(package, old, new, sign, *p) for p in versions[more] - versions[less]]

    cross = {}
    for f in facts:
        declared = f["policy"]["declarations"]
        told = declared and declared["cross_border"]["statement"]["value"]
        cross[f["file"]["sha256"]] = bool(f["policy"]["documents"]) and told is None
    known = {c["id"] for r in reports for c in r["categories"]}
    packed = count()
    for r in reports:
        for p in r.get("packers", []):
            packed[p["name"]] += 1
    top = sorted(signers.items(), key=lambda s: (-s[1][2], s[0][:16]))[:10]
    return {
        "01-sdk-below-version": [
            (f["manifest"]["package"], f["manifest"]["version_name"], v["artifact"], v["version"])
            for f in facts
            for v in f["contents"]["library_versions"]
            if v["artifact"] == "androidx.core_core" and numbers(v["version"]) < [1, 9, 0]
        ],
        "02-sdks-not-disclosed": [
            (*key, n, silent[key], unread[key]) for key, n in embedded.items() if silent[key]
        ],
        "03-undisclosed-permissions": [(*key, n) for key, n in undisclosed.items()],
        "04-between-releases": changes,
        "05-new-category": [
            (r["app"]["package"], r["app"]["label"], c["id"], c["verdict"])
            for r in later
            for c in r["categories"]
            if c["verdict"] in named and c["id"] not in known
        ],
        "06-startup-calls": [
            (sdk, len({sha for sha, _ in found}), ", ".join(sorted({pi for _, pi in found})))
            for sdk, found in startup.items()
        ],
        "07-overseas": [
            (r["app"]["package"], ", ".join(sorted({s["id"] for s in sure(r) if s["home"] == "overseas"})))
            for r in reports
            if cross[r["app"]["sha256"]] and any(s["home"] == "overseas" for s in sure(r))
        ],
        "08-packers-by-month": [("2026-10", packer, n) for packer, n in packed.items()],
        "09-no-retention-period": [
            (r["app"]["package"], r["app"]["label"], c["verdict"])
            for r in reports
            for c in r["categories"]
            if c["id"] == "cverc-retention-not-told" and c["verdict"] in named
        ],
        "10-riskiest-signers": [
            (sha[:16], subject, len(apps), score, indicated)
            for sha, (subject, apps, score, indicated) in top
        ],
    }


def main():
    parts = {"spark": spark, "dying": dying, "parallel": parallel, "sql": sql}
    for name in sys.argv[2:] or parts:
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as scratch:
            parts[name](pathlib.Path(scratch))
        print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
