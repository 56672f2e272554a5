#!/usr/bin/env python3
"""Scans a store's packages on Apache Spark, with `tongbao worker` in each task.

Usage: spark-submit [SPARK OPTIONS] scan.py [OPTIONS] INPUT OUTPUT [-- WORKER OPTIONS]

INPUT   folder or object-store path (file:, hdfs:, s3a:, …) with packages below
OUTPUT  where the tables go: facts, findings and errors (see README.md)

One task scans one partition of the listing, package by package, through the
lines of JSON that `tongbao worker --help` describes. A bad package is a row of
`errors`. A run is named by its date: another run of that date takes its place.
"""

import argparse
import contextlib
import datetime
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
from urllib.parse import unquote

from pyspark.sql import SparkSession, functions as F

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from tables import FACTS, FINDINGS  # noqa: E402

# A glob of Hadoop, which tells capitals apart.
PACKAGES = "*.{[aA][pP][kK],[aA][pP][kK][sS],[xX][aA][pP][kK],[aA][pP][kK][mM],[aA][aA][bB]}"
MAX_FETCHED = 2**31 - 1  # bytes that Spark holds in one value
WRONG_USAGE = 2  # exit code of tongbao
ANSWER = "path STRING, file STRING, facts STRING, report STRING, entry STRING, cause STRING"


class Worker:
    """A running `tongbao worker`, asked one package at a time."""

    def __init__(self, command):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8")

    def ask(self, task):
        """The answer; None if the worker died of the package."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps(task) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
            if line.endswith("\n"):
                return json.loads(line)
        return None

    def end(self):
        """Says what became of it."""
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        code = self.process.wait()
        self.process.stdout.close()
        if code == WRONG_USAGE:
            raise RuntimeError(f"{self.process.args} was refused; see this executor's stderr")
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"the worker died of this package ({name})"


def local(path):
    """The path of a local file that Spark names by a URI; else None."""
    return "/" + path[5:].lstrip("/") if path.startswith("file:") else None


@contextlib.contextmanager
def on_disk(row):
    """The path of the package as a local file."""
    if "content" not in row:
        yield local(row.path)
        return
    with tempfile.NamedTemporaryFile(prefix="tongbao-", suffix=".package") as scratch:
        scratch.write(row.content)
        scratch.flush()
        yield scratch.name


def scanner(command):
    """What a task does with the rows of its partition."""

    def scan(rows):
        worker = None
        try:
            for row in rows:
                file = local(row.path) or row.path
                with on_disk(row) as path:
                    task = {"path": path, "file": file}
                    # Again if the worker died, which may be no fault of this package.
                    for _ in range(2):
                        worker = worker or Worker(command)
                        answer = worker.ask(task)
                        if answer is not None:
                            break
                        answer = {"error": {"entry": "", "cause": worker.end()}}
                        worker = None
                error = answer.get("error") or {}
                facts, report = (
                    json.dumps(answer[key], ensure_ascii=False, separators=(",", ":"))
                    if key in answer
                    else None
                    for key in ("facts", "report")
                )
                yield row.path, file, facts, report, error.get("entry"), error.get("cause")
        finally:
            if worker:
                worker.end()

    return scan


def file_system(spark, name):
    """Hadoop's file system of a path, and the path."""
    path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(name)
    return path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), path


def listing(spark, options):
    """Paths and sizes of the packages; Spark bundles them to partitions by size."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.option("pathGlobFilter", PACKAGES).load(options.input)


def empty(packages):
    """Paths of files without a byte: Spark finds them, and leaves them out of its rows."""
    if len(packages._jdf.inputFiles()) == packages.select("path").count():
        return []
    paths = {row.path for row in packages.select("path").collect()}
    found = (local(name) or name for name in map(unquote, packages.inputFiles()))
    return sorted(set(found) - {local(path) or path for path in paths})


def run(spark, options):
    spark.conf.set("spark.sql.files.maxPartitionBytes", options.partition_bytes)
    # What a task cannot read is told by `errors`, where no answer stands for it.
    spark.conf.set("spark.sql.files.ignoreCorruptFiles", "true")
    spark.conf.set("spark.sql.files.ignoreMissingFiles", "true")
    # The only compression that every reader of tongbao's corpora has.
    spark.conf.set("spark.sql.parquet.compression.codec", "zstd")

    packages = listing(spark, options)
    listed = packages.select("path", "length")
    file_store, _ = file_system(spark, options.input)
    if options.fetch or file_store.getScheme() != "file":
        work = packages.where(F.col("length") <= MAX_FETCHED).select("path", "content")
        nothing = [(path, b"") for path in empty(packages)]
    else:
        work = packages.select("path")
        nothing = [(f"file:{path}",) for path in empty(packages)]
    if nothing:
        work = work.union(spark.createDataFrame(nothing, work.schema))
    command = [options.tongbao, "worker", *options.worker]

    # Each package is scanned once; the tables are made of what was answered.
    staging = f"{options.output}/.staging-{options.date}"
    answered = spark.createDataFrame(work.rdd.mapPartitions(scanner(command)), ANSWER)
    answered.write.mode("overwrite").parquet(staging)
    answers = spark.read.schema(ANSWER).parquet(staging)

    def write(table, rows, prefix):
        target = f"{options.output}/{table}/date={options.date}"
        writer = rows.repartition(*prefix).write if prefix else rows.coalesce(1).write
        writer.partitionBy(*prefix).mode("overwrite").parquet(target)

    good = answers.where("facts IS NOT NULL")
    for table, column, ddl, columns in (("facts", "facts", *FACTS), ("findings", "report", *FINDINGS)):
        parsed = good.withColumn("j", F.from_json(column, ddl))
        rows = parsed.selectExpr(*columns).withColumn("prefix", F.expr("left(sha256, 2)"))
        write(table, rows, ["prefix"])
    silent = "IF(length > {0}, 'larger than {0} bytes', 'could not be read from the store')"
    lost = listed.join(answers, "path", "left_anti").selectExpr(
        "path AS file", "'' AS entry", silent.format(MAX_FETCHED) + " AS cause"
    )
    bad = answers.where("facts IS NULL").select("file", "entry", "cause")
    write("errors", bad.union(lost).orderBy("file"), [])

    for table in ("facts", "errors"):
        rows = spark.read.parquet(f"{options.output}/{table}/date={options.date}").count()
        print(f"{table}: {rows}", file=sys.stderr)
    store, path = file_system(spark, staging)
    store.delete(path, True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", metavar="INPUT")
    parser.add_argument("output", metavar="OUTPUT")
    parser.add_argument("--tongbao", default="tongbao", help="the binary on the executors")
    today = datetime.datetime.now(datetime.timezone.utc).date()
    parser.add_argument(
        "--date", type=datetime.date.fromisoformat, default=today, help="name of the run (today)"
    )
    parser.add_argument(
        "--partition-bytes",
        type=int,
        default=256 << 20,
        help="packages of a task, together at most so large (256 MiB)",
    )
    parser.add_argument(
        "--fetch",
        action="store_true",
        help="bring packages to the scratch disk of each task though INPUT is local",
    )
    own = sys.argv[1:]
    end = own.index("--") if "--" in own else len(own)
    options = parser.parse_args(own[:end])
    options.worker = own[end + 1 :]
    options.output = options.output.rstrip("/")
    spark = SparkSession.builder.appName(f"tongbao {options.date}").getOrCreate()
    run(spark, options)
    spark.stop()


if __name__ == "__main__":
    main()
