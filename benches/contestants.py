"""Other tools that read packages: how each is installed, run on a list of APKs,
and held to its own answer.

A contestant that did not do its work is no measure of speed, so each has a
check of what it printed against what tongbao reports of the same files.
"""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "tests" / ".cache"

WHOLE, MANIFEST, TWO = "tongbao", "tongbao-manifest", "tongbao-two"


@dataclass
class App:
    """What tongbao reports of one file."""

    package: str
    sha256: str
    permissions: int
    classes: int
    dex_files: int
    dex_bytes: int


@dataclass
class Contestant:
    """`command(files, jobs, folder)`; `folder` is empty and goes away afterwards.
    `check(output, apps, folder)` ends the run when the work was not done.
    `against` is the mode of tongbao that does the same job or more."""

    command: Callable
    check: Callable
    against: str = WHOLE


def python(requirement):
    """The interpreter of a virtual environment with one requirement, made when missing."""
    environment = CACHE / f"venv-{requirement}"
    if not (environment / "ready").exists():
        print(f"installing {requirement}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        pip = [environment / "bin" / "python", "-m", "pip", "install", "-q"]
        subprocess.run([*pip, "--disable-pip-version-check", requirement], check=True)
        (environment / "ready").touch()
    return environment / "bin" / "python"


def script(requirement, text):
    """A contestant's command that prints a name and a number for every file."""

    def command(files, jobs, folder):
        return [str(python(requirement)), "-c", text, *files]

    return command


def numbers(output):
    rows = (line.rpartition(" ") for line in output.splitlines())
    return {file: int(number) for file, _, number in rows}


def same(name, what, seen, expected):
    if seen != expected:
        sys.exit(f"{name}: {what} {seen}, tongbao {expected}")


# exodus-core ------------------------------------------------------------------
# androguard writes a log by default, which would be measured too; exodus-core
# turns it on as it is imported.
EXODUS = """
import sys
from exodus_core.analysis.static_analysis import StaticAnalysis
from loguru import logger
logger.remove()
for file in sys.argv[1:]:
    print(file, len(StaticAnalysis(file).get_embedded_classes()))
"""


def check_exodus(output, apps, folder):
    seen = numbers(output)
    same("exodus", "files", seen.keys(), apps.keys())
    if not all(seen.values()):
        sys.exit(f"exodus-core found no class in {[f for f, n in seen.items() if not n]}")


# androguard -------------------------------------------------------------------
ANALYZE = """
import sys
from androguard.util import set_log
set_log("ERROR")
from androguard.misc import AnalyzeAPK
for file in sys.argv[1:]:
    _, dexes, _ = AnalyzeAPK(file)
    print(file, sum(len(dex.get_classes()) for dex in dexes))
"""
MANIFESTS = """
import sys
from androguard.util import set_log
set_log("ERROR")
from androguard.core.apk import APK
for file in sys.argv[1:]:
    print(file, len(APK(file).get_permissions()))
"""


def check_androguard(output, apps, folder):
    expected = {file: app.classes for file, app in apps.items()}
    same("androguard", "classes", numbers(output), expected)


def check_permissions(output, apps, folder):
    expected = {file: app.permissions for file, app in apps.items()}
    same("androguard", "permissions", numbers(output), expected)


# apkid ------------------------------------------------------------------------
def apkid(files, jobs, folder):
    return [str(python("apkid==3.2.0").parent / "apkid"), "-j", *files]


def check_apkid(output, apps, folder):
    answers = map(json.loads, output.splitlines())
    names = {found["filename"] for answer in answers for found in answer["files"]}
    for file, app in apps.items():
        dex = [n for n in names if n.startswith(f"{file}!") and n.endswith(".dex")]
        # It leaves out files in which no rule matches.
        if app.dex_files and not dex:
            sys.exit(f"apkid saw no DEX in {file}")


# apk-analyzer -----------------------------------------------------------------
def apk_analyzer(files, jobs, folder):
    inputs = folder / "in"
    inputs.mkdir()
    for number, file in enumerate(files):
        (inputs / f"{number}.apk").symlink_to(pathlib.Path(file).resolve())
    tool = python("apk-analyzer==1.32.0").parent / "apk-analyzer"
    return [str(tool), "--batch", str(inputs), "--output-dir", str(folder / "out"),
            "--format", "json"]


def check_apk_analyzer(output, apps, folder):
    reports = list((folder / "out").glob("*.json"))
    same("apk-analyzer", "reports", len(reports), len(apps))


# apk-info ---------------------------------------------------------------------
def apk_info(files, jobs, folder):
    root = CACHE / "apk-info-1.1.0"
    tool = root / "bin" / "apk-info"
    if not tool.exists():
        print("building apk-info-cli 1.1.0", file=sys.stderr)
        install = ["cargo", "install", "--quiet", "--locked", "apk-info-cli@1.1.0"]
        subprocess.run([*install, "--root", root], check=True)
    return [str(tool), "show", *files]


def apk_info_digest(files, jobs, folder):
    """It gives no digest of the file, which an inventory has as the file's identity."""
    tool, *_ = apk_info(files, jobs, folder)
    both = '"$0" show "$@" && ' + shlex.join(digest([], jobs, folder)) + ' "$@"'
    return ["sh", "-c", both, tool, *files]


def check_packages(output, apps, folder):
    for file, app in apps.items():
        if app.package not in output:
            sys.exit(f"{app.package} of {file} was not printed")


# aapt -------------------------------------------------------------------------
def aapt(files, jobs, folder):
    if not shutil.which("aapt"):
        sys.exit("aapt is missing")
    # One file a call is all that it takes; a file that it rejects ends nothing.
    return ["sh", "-c", 'for file; do aapt dump badging "$file"; done; true', "aapt", *files]


# openssl ----------------------------------------------------------------------
def digest(files, jobs, folder):
    if not shutil.which("openssl"):
        sys.exit("openssl is missing")
    return ["openssl", "dgst", "-sha256", *files]


def check_digest(output, apps, folder):
    for file, app in apps.items():
        if app.sha256 not in output:
            sys.exit(f"{app.sha256} of {file} was not printed")


# libdeflate -------------------------------------------------------------------
def inflate(files, jobs, folder):
    """The benchmark `inflate`, built by cargo."""
    build = subprocess.run(
        ["cargo", "bench", "--bench", "inflate", "--no-run", "--message-format=json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    for line in build.stdout.splitlines():
        message = json.loads(line)
        if message.get("target", {}).get("name") == "inflate" and message.get("executable"):
            return [message["executable"], "--jobs", str(jobs), *files]
    sys.exit("cargo built no benchmark named inflate")


def check_inflate(output, apps, folder):
    files = int(output.split()[0])
    same("inflate", "DEX files", files, sum(app.dex_files for app in apps.values()))


CONTESTANTS = {
    "inflate": Contestant(inflate, check_inflate),
    "digest": Contestant(digest, check_digest),
    "exodus": Contestant(script("exodus-core==1.3.15", EXODUS), check_exodus),
    "apkid": Contestant(apkid, check_apkid),
    "apk-analyzer": Contestant(apk_analyzer, check_apk_analyzer),
    "androguard": Contestant(script("androguard==4.1.4", ANALYZE), check_androguard),
    "manifest": Contestant(script("androguard==4.1.4", MANIFESTS), check_permissions, MANIFEST),
    "apk-info": Contestant(apk_info, check_packages, MANIFEST),
    "apk-info-digest": Contestant(apk_info_digest, check_packages, MANIFEST),
    "aapt": Contestant(aapt, check_packages, MANIFEST),
}
