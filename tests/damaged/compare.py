#!/usr/bin/env python3
"""Holds tools against what Android makes of the damaged packages.

  compare.py [TONGBAO]     prints a Markdown table; with -v each difference

Needs aapt and apktool on the path; androguard and apk-info are installed into
tests/.cache/damaged by pip. TONGBAO is target/release/tongbao by default. A tool
is asked for what all of them tell: package, version, requested permissions, and
the label where Android shows one. For packages that Android refuses, and code
that ART refuses, a tool must fail or complain (aapt and apktool: any message of
an error or warning that the undamaged package does not cause; tongbao: an
anomaly or a limitation).
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / "tests/.cache/damaged"
PACKAGES = ["androguard==4.1.4", "apk-info==1.0.13"]
SECONDS = 120

# Prints a reading of each path as a line of JSON, one process for each package.
ANDROGUARD = """
import json, sys
from androguard.util import set_log
set_log("ERROR")
from androguard.core.apk import APK
from androguard.core.dex import DEX
apk = APK(sys.argv[1])
assert apk.get_package(), "no package"
classes = 0
for data in apk.get_all_dex():
    classes += len(list(DEX(data).get_classes()))
print(json.dumps({
    "package": apk.get_package(), "version_code": apk.get_androidversion_code(),
    "version_name": apk.get_androidversion_name(), "label": apk.get_app_name() or None,
    "permissions": sorted(set(apk.get_permissions())), "classes": classes,
}))
"""
APK_INFO = """
import json, sys
from apk_info import APK
apk = APK(sys.argv[1])
print(json.dumps({
    "package": apk.get_package_name(), "version_code": apk.get_version_code(),
    "version_name": apk.get_version_name(), "label": apk.get_application_label() or None,
    "permissions": sorted(set(apk.get_permissions())),
}))
"""


def run(*command):
    """(ended well, output, messages)"""
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS, encoding="utf-8", errors="replace"
        )
    except subprocess.TimeoutExpired:
        return False, "", f"no end after {SECONDS} s"
    return done.returncode == 0, done.stdout, done.stderr


def script(text):
    def read(path):
        ended, out, messages = run(str(VENV / "bin/python"), "-c", text, str(path))
        lines = out.strip().splitlines()
        if not ended or not lines:
            return None, messages
        return json.loads(lines[-1]), messages

    return read


def aapt(path):
    ended, out, messages = run("aapt", "dump", "badging", str(path))
    found = re.search(r"^package: name='([^']*)' versionCode='([^']*)' versionName='([^']*)'", out)
    if not ended or not found:
        return None, messages
    label = re.search(r"^application-label:'([^']*)'", out, re.M)
    return {
        "package": found[1],
        "version_code": found[2],
        "version_name": found[3],
        "label": label and label[1] or None,
        "permissions": sorted(set(re.findall(r"^uses-permission(?:-sdk-23)?: name='([^']*)'", out, re.M))),
    }, messages


def apktool(path):
    from xml.etree import ElementTree

    android = "{http://schemas.android.com/apk/res/android}"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        ended, said, messages = run("apktool", "d", "-f", "-p", folder, "-o", str(out), str(path))
        messages = "\n".join(
            line for line in (said + messages).splitlines() if re.match(r"[WSE]:|Exception|Caused|\tat", line)
        )
        if not ended or not (out / "AndroidManifest.xml").exists():
            return None, messages
        try:
            root = ElementTree.parse(out / "AndroidManifest.xml").getroot()
        except ElementTree.ParseError as error:
            return None, str(error)
        versions = (out / "apktool.yml").read_text(encoding="utf-8", errors="replace")
        version = lambda key: (re.search(rf"{key}: '?([^'\n]*)", versions) or [None, ""])[1]
        application = root.find("application")
        label = None if application is None else application.get(android + "label")
        if label and label.startswith("@string/"):
            label = string(out, label[8:])
        smali = list(out.glob("smali*/**/*.smali"))
        return {
            "package": root.get("package"),
            "version_code": version("versionCode"),
            "version_name": version("versionName"),
            "label": label,
            "permissions": sorted(
                {p.get(android + "name") or "" for p in root.findall("uses-permission")}
            ),
            "classes": len(smali),
        }, messages


def string(out, name):
    from xml.etree import ElementTree

    try:
        root = ElementTree.parse(out / "res/values/strings.xml").getroot()
    except (OSError, ElementTree.ParseError):
        return None
    return next((e.text for e in root.findall("string") if e.get("name") == name), None)


def tongbao(binary):
    def read(path):
        with tempfile.TemporaryDirectory() as out:
            run(binary, "scan", str(path), "--quiet", "--format", "none", "--out", out, "--lang", "zh")
            summary = json.loads(Path(out, "summary.json").read_text())
            if not summary["apps"]:
                return None, json.dumps(summary["errors"])
            report = json.loads(Path(out, summary["apps"][0]["report"]).read_text())
        manifest = report["manifest"]
        notes = [n["code"] for key in ("anomalies", "limitations") for n in report[key]]
        return {
            "package": manifest["package"],
            "version_code": manifest["version_code"],
            "version_name": manifest["version_name"],
            "label": manifest["label"]["default"],
            "permissions": sorted({p["name"] for p in manifest["uses_permissions"]}),
            "classes": sum(d["classes"] for d in report["code"]["dex_files"] if d["loaded_by_android"]),
        }, "\n".join(sorted(set(notes)))

    return read


KEYS = ["package", "version_code", "version_name", "label", "permissions"]


def comparable(reading):
    found = {key: str(reading.get(key)) if key != "permissions" else reading[key] for key in KEYS}
    if found["version_code"].startswith("0x"):
        found["version_code"] = str(int(found["version_code"], 16))
    return found


def outcome(case, reading, messages, original, usual):
    """as Android, differently, fails, or nothing when the tool was not asked."""
    android = case["android"]
    if reading is not None and not reading["package"]:
        reading = None
    if android == "no code" and "classes" not in original:
        return None
    complains = bool(set(messages.splitlines()) - set(usual.splitlines()))
    if android in ("refused", "no code"):
        lost = reading is not None and reading.get("classes") == 0
        return "as" if reading is None or complains or lost else "silent"
    if reading is None:
        return "fails"
    wanted = comparable(original)
    for key, value in case["reading"].items():
        if key == "label" and value != "*":
            value = str(value["default"])
        if key in KEYS:
            wanted[key] = value
    found = comparable(reading)
    same = all(wanted[key] in ("*", found[key]) for key in KEYS)
    # A label that Android cannot resolve is its id, or nothing.
    if wanted["label"] == "None" and found["label"] != "None":
        same = all(wanted[k] in ("*", found[k]) for k in KEYS if k != "label") and (
            found["label"].startswith(("@", "0x")) or found["label"] == ""
        )
    code = ("classes" in original) and case["reading"].get("classes", original["classes"])
    if same and code is not False and reading["classes"] != code:
        same = False
    return "as" if same else "differs"


def main(arguments):
    verbose = "-v" in arguments
    arguments = [a for a in arguments if a != "-v"]
    binary = arguments[0] if arguments else str(ROOT / "target/release/tongbao")
    if not (VENV / "bin/androguard").exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "--quiet", *PACKAGES], check=True)
    tools = {
        "tongbao": tongbao(binary),
        "apk-info 1.0.13": script(APK_INFO),
        "androguard 4.1.4": script(ANDROGUARD),
        "aapt " + run("aapt", "version")[1].split()[-1].split("-")[0].strip("v,"): aapt,
        "apktool " + run("apktool", "--version")[1].strip().split()[-1]: apktool,
    }
    with tempfile.TemporaryDirectory() as folder:
        make = [sys.executable, "-B", str(HERE / "make.py"), folder]
        subprocess.run(make, check=True)
        cases = json.loads(Path(folder, "cases.json").read_text())
        counts = {}
        for tool, read in tools.items():
            original, usual = read(Path(folder, "original.apk"))
            assert original, f"{tool} does not read the undamaged package: {usual}"
            count = counts[tool] = Counter()
            paths = [Path(folder, case["name"] + ".apk") for case in cases]
            with ThreadPoolExecutor(os.cpu_count()) as threads:
                readings = list(threads.map(read, paths))
            for case, (reading, messages) in zip(cases, readings):
                result = outcome(case, reading, messages, original, usual)
                if result is None:
                    continue
                kind = "installs" if case["android"] in ("same", "other") else case["android"]
                count[kind, "all"] += 1
                count[kind, result] += 1
                if verbose and result != "as":
                    print(f"{tool}: {case['name']} ({case['android']}): {result}", file=sys.stderr, flush=True)
    table(counts)


def table(counts):
    print("| | read as Android | otherwise | not at all | refused: told | not told | ART refuses: told | not told |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for tool, count in counts.items():
        cells = [count["installs", key] for key in ("as", "differs", "fails")]
        cells += [count["refused", "as"], count["refused", "silent"]]
        asked = count["no code", "all"]
        cells += [count["no code", "as"], count["no code", "silent"]] if asked else ["not read"] * 2
        print(f"| {tool} | " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main(sys.argv[1:])
