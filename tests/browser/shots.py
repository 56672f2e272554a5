#!/usr/bin/env python3
"""Pictures of a report folder, for looking at: the dashboard and some apps, at
1440 and 390 pixels, light and dark, in both languages, and on paper.
Usage: tests/browser/shots.py REPORT_DIR PICTURES_DIR [APP...]"""

import pathlib
import sys

from chromium import Chromium


def main():
    report, pictures, *apps = map(pathlib.Path, sys.argv[1:])
    pictures.mkdir(parents=True, exist_ok=True)
    pages = [("dashboard", report / "index.html")]
    pages += [(str(app), next(report.glob(f"{app}*")) / "index.html") for app in apps]
    with Chromium() as browser:
        for name, page in pages:
            for width in (1440, 390):
                for dark, lang in ((False, "zh"), (True, "en"), (False, "en"), (True, "zh")):
                    browser.size(width, dark=dark)
                    browser.open(page, f"#lang={lang}")
                    scheme = "dark" if dark else "light"
                    browser.screenshot(pictures / f"{name}-{width}-{scheme}-{lang}.png")
                    wide = browser.run("document.documentElement.scrollWidth")
                    if wide > width:
                        print(f"{name} at {width}, {lang}: {wide} pixels wide")
            browser.size(1440)
            browser.open(page, "#lang=zh")
            browser.pdf(pictures / f"{name}.pdf")
        for message in browser.messages + browser.fired:
            print(message)


main()
