"use strict";
// What both pages share: settings, words, and the one way in which text enters
// the page. Nothing here or elsewhere sets markup from a string.

const DATA = JSON.parse(document.getElementById("data").textContent);
const LANGUAGES = { zh: "zh-CN", en: "en" };
const THEMES = ["auto", "light", "dark"];
const SVG = "http://www.w3.org/2000/svg";

// Settings live in the fragment of the address: it works from disk, and links
// carry it from page to page.
const state = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
if (!Object.hasOwn(LANGUAGES, state.lang)) delete state.lang;
if (!THEMES.includes(state.theme)) delete state.theme;

function language() {
  return state.lang || DATA.language;
}

// A fragment with the settings given, and what stays the same.
function fragment(changes) {
  const kept = Object.entries({ ...state, ...changes }).filter(([, value]) => value);
  return kept.length ? "#" + new URLSearchParams(kept) : "";
}

function remember(changes) {
  Object.assign(state, changes);
  const address = fragment({}) || "#";
  history.replaceState(null, "", address);
}

// Settings that another page should open with.
function carried() {
  const kept = Object.entries({ lang: state.lang, theme: state.theme }).filter(([, v]) => v);
  return kept.length ? "#" + new URLSearchParams(kept) : "";
}

// Attributes of a link to another page; `dress` keeps its settings up to date.
function toPage(path) {
  return { href: path + carried(), "data-page": path };
}

// A pair [zh, en] in the language of the page.
function of(pair) {
  return language() === "zh" ? pair[0] : pair[1];
}

// Words of the page with {0}, {1}… filled in; the key itself for a value that
// has no words.
function t(key, ...values) {
  const pair = Object.hasOwn(WORDS, key) ? WORDS[key] : [key, key];
  return of(pair).replace(/\{(\d)\}/g, (_, index) => values[index]);
}

// The words of a value with a prefix, and the value where there are none.
function worded(prefix, value) {
  return Object.hasOwn(WORDS, prefix + value) ? t(prefix + value) : value;
}

// The words that the catalogue has for a value.
function named(list, value) {
  const entry = list.find(([known]) => known === value);
  return entry ? of(entry[1]) : String(value);
}

// Marks that reorder text, and control characters, shown as what they are.
function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

// An element. Attributes are ours; a function is a listener; false and absent
// values are left out. Strings become text nodes.
function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : visible(String(value)));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : visible(String(child)));
  }
  return node;
}

// Text from a package: its direction is its own affair.
function foreign(text, kind) {
  return el("bdi", { class: kind }, text);
}

function code(text) {
  return foreign(text, "code");
}

const VERDICTS = { i: "indicated", s: "suspected", u: "inconclusive", n: "not found", m: "not statically assessable" };
const MARKS = { i: "●", s: "◐", a: "○", u: "?", n: "–", m: "☐" };
const LETTERS = Object.fromEntries(Object.entries(VERDICTS).map(([letter, verdict]) => [verdict, letter]));

function verdictBadge(verdict) {
  const letter = LETTERS[verdict];
  return el("span", { class: `badge verdict-${letter}` },
    el("span", { "aria-hidden": "true" }, MARKS[letter] + " "), named(CATALOGUE.verdicts, verdict));
}

function severityBadge(severity) {
  return el("span", { class: `badge severity-${severity}` }, named(CATALOGUE.severities, severity));
}

function authority(id) {
  return named(CATALOGUE.authorities, id);
}

// A table that becomes a list of cards on a narrow screen. Roles are told, since
// such a layout takes them away. A column is [title, class]; a row is cells.
function table(caption, columns, rows, attributes) {
  const head = columns.map(([title, kind]) => el("th", { role: "columnheader", scope: "col", class: kind }, title));
  return el("div", { class: "scroll" }, el("table", { role: "table", class: "cards", ...attributes },
    el("caption", { class: "hidden" }, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, head)),
    el("tbody", { role: "rowgroup" }, rows.map((cells) => el("tr", { role: "row" },
      cells.map((cell, index) => {
        const [title, kind] = columns[index];
        const empty = cell === "" || cell === undefined || cell === null;
        return el("td", { role: "cell", class: [kind, empty && "empty"].filter(Boolean).join(" ") || null, "data-title": titleText(title) }, cell);
      }))))));
}

function titleText(title) {
  return title instanceof Node ? title.textContent : title;
}

// A bar of segments [value, class], on a scale that ends at `whole`.
function bar(segments, whole, label) {
  let x = 0;
  const rects = segments.filter(([value]) => value > 0).map(([value, kind]) => {
    const width = 100 * value / Math.max(whole, 1);
    const rect = svg("rect", { x, y: 0, width, height: 10, class: kind });
    x += width;
    return rect;
  });
  return svg("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": label },
    svg("rect", { x: 0, y: 0, width: 100, height: 10, class: "fill-track" }), rects);
}

function choice(label, current, options, change) {
  return el("label", { class: "field" }, el("span", {}, label),
    el("select", { change: (event) => change(event.target.value) }, options.map((option) => {
      if (option.group !== undefined) {
        return el("optgroup", { label: option.group },
          option.options.map(([value, text]) => el("option", { value, selected: value === current }, text)));
      }
      const [value, text] = option;
      return el("option", { value, selected: value === current }, text);
    })));
}

function toolbar(back) {
  const languages = [["zh", "中文"], ["en", "English"]].map(([lang, name]) =>
    el("button", { type: "button", lang: LANGUAGES[lang], "aria-pressed": String(language() === lang),
      click: () => { remember({ lang }); render(); focusOn(`[data-lang=${lang}]`); }, "data-lang": lang }, name));
  return el("header", { class: "toolbar" },
    el("a", { class: "skip", href: "#main", click: (event) => { event.preventDefault(); focusOn("#main"); } }, t("skip")),
    el("span", { class: "brand" }, el("b", { lang: "zh-CN" }, "通报"), el("span", { class: "latin" }, " tongbao")),
    back && el("a", { class: "back", ...toPage("../index.html") }, "‹ ", t("app.back")),
    el("span", { class: "grow" }),
    el("span", { class: "switch", role: "group", "aria-label": t("language") }, languages),
    el("label", { class: "theme" }, el("span", { class: "hidden" }, t("theme")),
      el("select", { "aria-label": t("theme"), change: (event) => { remember({ theme: event.target.value }); dress(); } },
        THEMES.map((theme) => el("option", { value: theme, selected: theme === (state.theme || "auto") }, t("theme." + theme))))),
    el("button", { type: "button", class: "print", click: () => window.print() }, t("print")));
}

function footer() {
  const tool = DATA.tool;
  return el("footer", {}, el("p", {}, t("caveat")),
    el("p", {}, t("footer", tool.name, tool.version, tool.signatures_version, tool.signatures_sha256.slice(0, 16) + "…")));
}

function section(id, title, ...children) {
  return el("section", { id, tabindex: "-1", "aria-labelledby": id + "-title" }, el("h2", { id: id + "-title" }, title), children);
}

function focusOn(selector) {
  const target = document.querySelector(selector);
  if (!target) return;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

// A link within the page; the fragment is taken by the settings.
function jump(id, ...children) {
  return el("a", { href: "#" + id, click: (event) => {
    event.preventDefault();
    for (let up = document.getElementById(id); up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    focusOn("#" + CSS.escape(id));
  } }, children);
}

function dress() {
  if (state.theme && state.theme !== "auto") document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  for (const link of document.querySelectorAll("a[data-page]")) link.href = link.dataset.page + carried();
}

// Shows a page; `compose` returns [title, nodes].
function show(compose) {
  document.documentElement.lang = LANGUAGES[language()];
  const [title, nodes] = compose();
  document.title = visible(title);
  document.getElementById("page").replaceChildren(...nodes);
  dress();
}

// Paper has no folds, but for what only a reader at a screen asks for.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open], .screen)")) {
    fold.open = true;
    fold.dataset.folded = "";
  }
});
window.addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-folded]")) {
    fold.open = false;
    delete fold.dataset.folded;
  }
});
