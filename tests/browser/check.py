#!/usr/bin/env python3
"""Opens report folders in headless Chromium and holds the pages to what they
promise. Usage: check.py REPORT_DIR HOSTILE_REPORT_DIR"""

import pathlib
import sys
import tempfile
import time

from chromium import Chromium, find
from many import multiply

COUNT = 10_000
MOST_BYTES = 5_000_000
MOST_SECONDS = 20  # a slow machine, no GPU; a fraction of a second on a desktop

failed = []


def expect(what, seen, wanted=True):
    if seen != wanted:
        failed.append(f"{what}: {seen!r}, not {wanted!r}")
        print("FAILED", failed[-1])


def quiet(browser, page):
    expect(f"{page}: console", browser.messages, [])
    expect(f"{page}: dialogs and requests", browser.fired, [])
    browser.messages.clear()
    browser.fired.clear()


def rows(browser):
    return browser.run("[...document.querySelectorAll('.queue tbody tr .lead a')].map((a) => a.textContent)")


def type_into(browser, selector, text):
    browser.run(f"document.querySelector({selector!r}).focus()")
    browser.call("Input.insertText", text=text)


def select(browser, index, value):
    browser.run(f"""(() => {{ const s = document.querySelectorAll('.filters select')[{index}];
        s.value = {value!r}; s.dispatchEvent(new Event('change')); }})()""")


def press(browser, key, code):
    for kind in ("rawKeyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)


def accessible(browser, page):
    """What a keyboard and a screen reader need at the least."""
    expect(f"{page}: one main heading", browser.run("document.querySelectorAll('h1').length"), 1)
    expect(f"{page}: fields without a label", browser.run(
        "[...document.querySelectorAll('input, select')].filter((f) => !f.labels.length && !f.ariaLabel).length"), 0)
    expect(f"{page}: buttons and links without a name", browser.run(
        "[...document.querySelectorAll('button, a, summary')].filter((b) => !b.textContent.trim() && !b.ariaLabel).length"), 0)
    expect(f"{page}: identifiers used twice", browser.run(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id); return ids.filter((id, i) => ids.indexOf(id) !== i); })()"), [])
    press(browser, "Tab", 9)
    expect(f"{page}: the first tab stop", browser.run("document.activeElement.className"), "skip")


def fits(browser, page):
    """No sideways scrolling at any width."""
    for width in (1440, 390):
        browser.size(width)
        for lang in ("zh", "en"):
            browser.open(page, f"#lang={lang}")
            wide = browser.run("document.documentElement.scrollWidth")
            expect(f"{page.name} at {width}, {lang}: width", wide <= width)
    browser.size(1440)


def dashboard(browser, report):
    page = report / "index.html"
    fits(browser, page)
    browser.open(page, "#lang=zh")
    accessible(browser, "dashboard")
    names = rows(browser)
    expect("apps in the queue", len(names) >= 8)
    ranks = "[...document.querySelectorAll('.queue tbody td:first-child')].map((c) => +c.textContent)"
    expect("ranks in order", browser.run(ranks), list(range(1, len(names) + 1)))

    type_into(browser, ".filters input", "linlijishi")
    expect("search", rows(browser), ["邻里集市"])
    browser.run("document.querySelector('.clear').click()")
    expect("search cleared", rows(browser), names)
    select(browser, 0, "cverc-no-policy")
    found = rows(browser)
    expect("filter by category", 0 < len(found) < len(names))
    select(browser, 1, "inconclusive")
    expect("filter by verdict", rows(browser) != found)
    browser.run("document.querySelector('.clear').click()")

    browser.run("document.querySelector('[data-sort=app]').click()")
    ordered = rows(browser)
    expect("sorting keeps the apps", sorted(ordered), sorted(names))
    expect("sorting by name", ordered, browser.run(
        "[...document.querySelectorAll('.queue tbody tr .lead a')].map((a) => a.textContent)"
        ".sort(new Intl.Collator('zh-CN').compare)"))
    expect("the sorted column is told", browser.run("document.querySelector('[aria-sort]').ariaSort"), "ascending")
    browser.run("document.querySelector('[data-sort=app]').click()")
    expect("sorting downwards", rows(browser), ordered[::-1])
    heat = "document.querySelectorAll('.heat tbody tr').length"
    expect("the heat map follows", browser.run(heat), len(names))

    browser.run("document.querySelector('[data-lang=en]').click()")
    expect("language", browser.run("document.documentElement.lang + document.querySelector('h1').textContent").startswith("enApp privacy"))
    browser.run("(() => { const s = document.querySelector('.theme select'); s.value = 'dark'; s.dispatchEvent(new Event('change')); })()")
    expect("dark", browser.run("getComputedStyle(document.body).backgroundColor"), "rgb(14, 16, 20)")
    quiet(browser, "dashboard")

    # The settings go along to the app's page, and back.
    browser.run("document.querySelector('.queue .lead a').click()")
    time.sleep(1)
    expect("an app's page", browser.run("document.documentElement.lang + document.documentElement.dataset.theme"), "endark")
    browser.run("document.querySelector('.back').click()")
    time.sleep(1)
    expect("the way back", browser.run("document.documentElement.lang + !!document.querySelector('.queue')"), "entrue")
    quiet(browser, "links")
    printed(browser, page)


def printed(browser, page):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "page.pdf"
        browser.open(page, "#lang=zh&theme=dark")
        browser.pdf(path)
        expect(f"{page}: PDF", path.read_bytes().startswith(b"%PDF"))
        expect(f"{page}: folds close after printing", browser.run("document.querySelectorAll('[data-folded]').length"), 0)


def app(browser, report):
    page = next(report.glob("linli-market.*")) / "index.html"
    fits(browser, page)
    browser.open(page, "#lang=zh")
    accessible(browser, "app page")
    text = browser.run("document.body.textContent")
    for part in ("邻里集市", "违规收集个人信息", "com.igexin.sdk.PushManager.initialize", "整改建议", "人工检测清单", "SHA-256"):
        expect(f"app page: {part}", part in text)
    expect("a quotation is marked in its surroundings", browser.run(
        "[...document.querySelectorAll('.quotation')].some((q) => q.querySelector('mark').textContent && q.querySelector('.around').textContent)"))
    expect("a path has owners", browser.run("document.querySelectorAll('.path .owner').length") > 3)
    expect("findings with both sides", browser.run("document.querySelectorAll('.sides-2').length") > 3)
    expect("verdicts lead to findings", browser.run(
        "(() => { document.querySelector('.rows a').click(); return document.activeElement.className; })()"), "category")
    browser.run("document.querySelector('[data-lang=en]').click()")
    expect("language", "Checks by hand" in browser.run("document.body.textContent"))
    expect("no word without a translation", browser.run(
        "(document.querySelector('main').textContent.match(/\\b(edge|trace|role|form|told|startup|policy|nav|limit)\\.[a-z-]+/g) || [])"
        ".filter((w) => Object.keys(WORDS).some((k) => k === w))"), [])
    quiet(browser, "app page")
    printed(browser, page)


def folded(browser, report):
    """Of many findings in a category the first is open, the others are lines."""
    browser.open(next(report.glob("linli-market.*")) / "index.html", "#lang=zh")
    many = "[...document.querySelectorAll('details.finding')]"
    expect("findings are folded", browser.run(f"{many}.length > 5"))
    expect("one finding of each category is open", browser.run(
        "[...document.querySelectorAll('.category:has(details.finding)')].every((c) => c.querySelectorAll('details.finding[open]').length === 1)"))
    expect("a folded finding has a name", browser.run(f"{many}.every((f) => f.querySelector('summary').textContent.trim())"))
    expect("an owner is told where it changes", browser.run(
        "[...document.querySelectorAll('.path ol')].every((path) => path.firstChild.querySelector('.owner'))"))


def all_apps(browser, report):
    browser.open(report / "index.html")
    expect("no app without a name", browser.run(
        "[...document.querySelectorAll('.queue .lead a, .heat tbody a')].filter((a) => !a.textContent.trim()).length"), 0)
    for page in sorted(report.glob("*/index.html")):
        browser.open(page)
        expect(f"{page.parent.name}: sections", browser.run("document.querySelectorAll('main section').length"), 10)
        quiet(browser, page.parent.name)


def packed(browser, report):
    """A packed app is never shown clean."""
    browser.open(next(report.glob("jinhui-wallet.*")) / "index.html", "#lang=zh")
    expect("packed: a warning", "加固" in browser.run("document.querySelector('.warning').textContent"))
    expect("packed: silence is no finding", "不能据此认为" in browser.run("document.querySelector('#information').textContent"))


def many(browser, report):
    with tempfile.TemporaryDirectory() as folder:
        page = multiply(report, folder, COUNT)
        size = page.stat().st_size
        expect(f"{size} bytes for {COUNT} apps", size < MOST_BYTES)
        start = time.monotonic()
        browser.open(page, "#lang=zh")
        loaded = time.monotonic() - start
        expect("a page of the queue", len(rows(browser)), 50)
        start = time.monotonic()
        type_into(browser, ".filters input", "n09999")
        expect("search among many", len(rows(browser)), 1)
        browser.run("document.querySelector('.clear').click()")
        browser.run("document.querySelector('[data-sort=app]').click()")
        browser.run("document.querySelector('[data-turn=\"queue.next\"]').click()")
        expect("the second page", browser.run("document.querySelector('.pages span').textContent"), f"第 2 / {COUNT // 50} 页")
        used = time.monotonic() - start
        expect(f"{loaded:.1f} s to load, {used:.1f} s to search, sort and turn", loaded + used < MOST_SECONDS)
        quiet(browser, "many apps")
        print(f"{COUNT} apps: {size / 1e6:.2f} MB, {loaded:.2f} s to load, {used:.2f} s to search, sort and turn a page")


def hostile(browser, report):
    """Nothing that a package says runs, is fetched, or hides."""
    pages = [report / "index.html", *sorted(report.glob("*/index.html"))]
    expect("hostile pages", len(pages) > 1)
    for page in pages:
        name = page.relative_to(report)
        browser.open(page, "#lang=<script>alert(1)</script>&theme=x&sort=constructor&page=-1&__proto__=x")
        for lang in ("zh", "en"):
            browser.run(f"document.querySelector('[data-lang={lang}]').click()")
            browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
            browser.run("new Promise((done) => setTimeout(done, 300))")
            expect(f"{name}: a mark left by a script", browser.run("typeof window.fired"), "undefined")
            expect(f"{name}: elements of others", browser.run(
                "document.querySelectorAll('img, iframe, object, embed, video, audio, base, style, body form:not(.filters), #page script, [style]').length"), 0)
            expect(f"{name}: attributes of others", browser.run(
                "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name) || /^\\s*(javascript|data|https?):/i.test(a.value)).length"), 0)
            expect(f"{name}: marks that reorder text", browser.run(
                "/[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008]/.test(document.documentElement.outerHTML.replace(document.getElementById('data').outerHTML, ''))"), False)
            if page.parent != report:
                expect(f"{name}: the listing is shown as text", "</script><script>fired=5" in browser.run("document.getElementById('store').textContent"))
            expect(f"{name}: hostile text is shown as text", "<script>" in browser.run("document.getElementById('page').textContent"))
        expect(f"{name}: links stay in the folder", browser.run(
            "[...document.querySelectorAll('a')].every((a) => a.protocol === 'file:' && !a.pathname.includes('<'))"))
        quiet(browser, str(name))
        # The policy stands even where the page's own care would fail.
        browser.run("""(() => { const script = document.createElement('script'); script.textContent = 'window.fired = 1'; document.body.append(script);
            const div = document.createElement('div'); div.innerHTML = '<img src="https://example.com/x" onerror="window.fired = 2">'; document.body.append(div); })()""")
        browser.run("new Promise((done) => setTimeout(done, 300))")
        expect(f"{name}: the security policy stands", browser.run("typeof window.fired"), "undefined")
        expect(f"{name}: the security policy is told", any("Content Security Policy" in m for m in browser.messages))
        browser.messages.clear()
        browser.fired.clear()


def main():
    if not find():
        sys.exit("no Chromium on this machine")
    report, bad = map(pathlib.Path, sys.argv[1:])
    with Chromium() as browser:
        for check in (dashboard, app, folded, all_apps, packed, many):
            check(browser, report)
        hostile(browser, bad)
    print(f"{len(failed)} failed" if failed else "all held")
    sys.exit(bool(failed))


main()
