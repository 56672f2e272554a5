#!/usr/bin/env python3
"""Holds tongbao's reports against the Android tools' own reading of the same
packages: aapt (manifest and resources), apksigner (certificates), dexdump
(DEX tables and call sites).

Usage: tests/oracles.py TONGBAO [PACKAGE...]
Without packages: those under samples/ and those of tests/real-packages, and for
the samples also the folder that apktool makes of them. Prints a table of what
was compared and every difference; exits 1 if there is one, 2 if a tool or all
packages are missing.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile
import tomllib

import android_tools
from android_tools import CALLS, HEADER, Missing

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "tests" / ".cache" / "apks"
KINDS = {".apk", ".apks", ".xapk", ".aab"}
# Versions and SDK levels go into apktool.yml, signatures are lost.
KEPT_BY_APKTOOL = (
    "package",
    "label",
    "label_zh",
    "label_en",
    "permissions",
    "components",
    "dex",
    "calls",
)


def reported(report, signatures):
    """The same facts out of a report."""
    app, manifest = report["app"], report["manifest"]
    label = manifest["label"]
    filters = lambda c: tuple(
        (tuple(f["actions"]), tuple(f["categories"]), f["priority"]) for f in c["intent_filters"]
    )
    calls = collections.Counter()
    for call in report["api_calls"]:
        for caller in call["callers"]:
            # Calls by reflection are no call sites of the method.
            if call["api"] in signatures and caller["confidence"] == "high":
                calls[signatures[call["api"]]] += caller["sites"]
    return {
        "package": app["package"],
        "version_code": app["version_code"] or 0,
        "version_name": app["version_name"] or "",
        "min_sdk": app["min_sdk"] and str(app["min_sdk"]),
        "target_sdk": app["target_sdk"] and str(app["target_sdk"]),
        "label": label["default"],
        "label_zh": label["zh"],
        "label_en": label["en"],
        "permissions": {(p["kind"], p["name"], p["max_sdk"]) for p in manifest["uses_permissions"]},
        "components": sorted(
            (
                c["kind"],
                c["name"],
                c["enabled"],
                c["exported"],
                c["process"],
                c["permission"],
                tuple(c["authorities"]),
                filters(c),
            )
            for c in manifest["components"]
        ),
        "certificates": {c["sha256"] for c in app["certificates"]},
        "dex": sorted(
            (
                {name: dex[name] for name in HEADER.values()}
                for dex in report["code"]["dex_files"]
                if dex["loaded_by_android"]
            ),
            key=repr,
        ),
        "calls": calls,
    }


def watched_methods():
    """API id to (class, method), for those of CALLS that no constant narrows."""
    found = {}
    for file in sorted((ROOT / "signatures" / "apis").glob("*.toml")):
        for api in tomllib.loads(file.read_text(encoding="utf-8")).get("api", []):
            method = (api.get("class"), api.get("name"))
            narrowed = {"argument", "numbers", "mask"} & api.keys()
            if api["kind"] == "method" and method in CALLS and not narrowed:
                found[api["id"]] = method
    return found


def differences(said, found):
    """(fact, tool's value, tongbao's value) for each that differs."""
    for fact, tool in said.items():
        ours = found[fact]
        if fact in ("label_zh", "label_en"):
            # aapt prints the default for a locale that has no text of its own.
            tool, ours = tool or said["label"], ours or found["label"]
        if isinstance(tool, (set, list)) and fact != "dex":
            left = collections.Counter(tool)
            right = collections.Counter(ours)
            for item in sorted((left - right).elements(), key=repr):
                yield fact, item, "absent"
            for item in sorted((right - left).elements(), key=repr):
                yield fact, "absent", item
        elif fact == "calls":
            for method in sorted(tool.keys() | ours.keys()):
                if tool[method] != ours[method]:
                    yield ".".join(method), tool[method], ours[method]
        elif tool != ours:
            yield fact, tool, ours


def scan(tongbao, paths):
    """Reports by path."""
    with tempfile.TemporaryDirectory() as out:
        named = [str(path) for path in paths]
        command = [tongbao, "scan", *named, "--out", out, "--quiet", "--format", "none"]
        subprocess.run(command, check=False)
        reports = {}
        for file in pathlib.Path(out).glob("*/report.json"):
            report = json.loads(file.read_text(encoding="utf-8"))
            reports[report["app"]["file"]] = report
        return reports


def compare(path, report, said, signatures):
    """Prints a row and the differences; returns whether all is equal."""
    name = path.name if len(path.name) <= 44 else path.name[:43] + "…"
    if report is None:
        print(f"{name:44} no report")
        return False
    found = list(differences(said, reported(report, signatures)))
    result = f"{len(found)} differ" if found else "equal"
    print(
        f"{name:44} {len(said['permissions']):11} {len(said['components']):10} "
        f"{len(said['dex']):4} {sum(said['calls'].values()):6}  {result}"
    )
    for fact, tool, ours in found:
        print(f"    {fact}: tools say {tool!r}, tongbao says {ours!r}")
    return not found


def main(arguments):
    if not arguments:
        sys.exit(__doc__)
    tongbao, *named = arguments
    if missing := android_tools.absent():
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    packages = [pathlib.Path(p) for p in named] or sorted(
        p for p in [*(ROOT / "samples").glob("*/*"), *CACHE.glob("*.apk")] if p.suffix in KINDS
    )
    if not packages:
        print("no packages; run tests/real-packages first", file=sys.stderr)
        return 2

    said = {}
    equal = 0
    with tempfile.TemporaryDirectory() as scratch:
        for package in packages:
            try:
                said[package] = android_tools.expected(package)
                if package.suffix == ".apk" and ROOT / "samples" in package.parents:
                    folder = pathlib.Path(scratch) / package.stem
                    android_tools.decoded(package, folder)
                    said[folder] = {fact: said[package][fact] for fact in KEPT_BY_APKTOOL}
            except Missing as cause:
                print(f"{package.name}: cannot be compared: {cause}")
        signatures = watched_methods()
        reports = scan(tongbao, said)
        print(f"{'package':44} permissions components  dex  calls  result")
        for path, facts in said.items():
            equal += compare(path, reports.get(str(path)), facts, signatures)
    print(f"{equal} of {len(said)} equal")
    return 0 if equal == len(said) and said.keys() >= set(packages) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
