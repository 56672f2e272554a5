"use strict";
// The dashboard of a batch: numbers, a queue that filters and sorts, a heat map
// that follows it, and how often each category, SDK and permission is seen.

const PAGE = 50;
const FLAGS = { flagged: "is", indicated: "i", suspected: "s", inconclusive: "u", aside: "a" };
const SEVERITY_ORDER = CATALOGUE.severities.map(([severity]) => severity).reverse();

// Rows as objects; what filters and sorting ask for is counted once.
const APPS = DATA.apps.map(([folder, label, name, version, score, letters, severities, reasons, limits, aside], rank) => {
  const count = (letter) => letters.split(letter).length - 1;
  return {
    rank, folder, label, name, version, score, letters, severities, reasons, limits, aside,
    indicated: count("i"), suspected: count("s"), inconclusive: count("u"),
    gravest: severities.findLastIndex((found) => found > 0),
    sought: [folder, ...label, name].join("\n").toLowerCase(),
  };
});

// Categories with their place in an app's letters.
const CATEGORIES = CATALOGUE.categories.map((category, index) => ({ ...category, index }));
// What is assessable with a listing alone is shown where some app has one.
const STATIC = CATEGORIES.filter((category) => category.assessable !== "no" &&
  (category.assessable !== "listing" || APPS.some((app) => app.letters[category.index] !== "m")));
// Packages that share name and version are told apart by their files.
const EDITIONS = new Map();
for (const { name, version } of APPS) EDITIONS.set(name + "\n" + version, (EDITIONS.get(name + "\n" + version) || 0) + 1);
const ASIDE = APPS.reduce((sum, app) => sum + app.aside, 0);

// The word for a letter of an app's row.
function letterWord(letter) {
  return letter === "a" ? t("aside") : named(CATALOGUE.verdicts, VERDICTS[letter]);
}

function ranks(shared) {
  let rank = 0;
  return shared.gaps.map((gap) => (rank += gap));
}

function places() {
  const scope = state.scope || "";
  return CATEGORIES.filter((category) => !scope || category.id === scope || category.authority === scope).map((category) => category.index);
}

// The apps that pass all filters, in the order chosen.
function chosen() {
  const sought = (state.q || "").trim().toLowerCase();
  const letters = FLAGS[state.verdict] || (state.scope ? FLAGS.flagged : "");
  const within = places();
  const least = state.severity ? SEVERITY_ORDER.indexOf(state.severity) : -1;
  const sdk = holders(DATA.sdks, state.sdk);
  const permission = holders(DATA.permissions, state.permission);
  return APPS.filter((app) =>
    (!sought || app.sought.includes(sought)) &&
    (!letters || within.some((index) => letters.includes(app.letters[index]))) &&
    app.gravest >= least &&
    (!sdk || sdk.has(app.rank)) && (!permission || permission.has(app.rank))).sort(order());
}

function holders(list, key) {
  const found = key && list.find((shared) => shared.name[0] === key);
  return found ? new Set(ranks(found)) : null;
}

const KEYS = {
  rank: (app) => app.rank,
  app: (app) => of(app.label) || app.name,
  indicated: (app) => -app.indicated,
  suspected: (app) => -app.suspected,
  inconclusive: (app) => -app.inconclusive,
  gravest: (app) => -app.gravest,
  score: (app) => -app.score,
};

function order() {
  const key = KEYS[state.sort] || KEYS.rank;
  const sign = state.down ? -1 : 1;
  const collator = new Intl.Collator(LANGUAGES[language()]);
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    return sign * (typeof x === "string" ? collator.compare(x, y) : x - y) || a.rank - b.rank;
  };
}

// Shows the queue anew after a change of filters, without the rest of the page.
function refilter(changes) {
  remember({ page: undefined, ...changes });
  showQueue();
}

function overview() {
  const flagged = APPS.filter((app) => app.indicated);
  const suspected = APPS.filter((app) => !app.indicated && app.suspected);
  const opaque = APPS.filter((app) => app.letters.includes("u"));
  return el("section", { class: "masthead", id: "main", tabindex: "-1" },
    el("h1", {}, t("dash.title"), " ", el("small", {}, t("dash.count", APPS.length))),
    el("ul", { class: "tiles" },
      [["a", APPS.length, "dash.apps"], ["i", flagged.length, "dash.indicated"], ["s", suspected.length, "dash.suspected"],
        ["u", opaque.length, "dash.opaque"], ["e", DATA.errors.length, "dash.errors"]].map(([kind, count, key]) =>
        el("li", { class: `tile verdict-${kind}` }, el("b", {}, count), " ", t(key)))),
    ASIDE ? el("p", { class: "note" }, t("dash.aside", ASIDE, APPS.filter((app) => app.aside).length)) : null);
}

// A chart of rows [label, segments, ...texts]; the label may be a button, and
// `heads` name the texts where there are several.
function chart(caption, rows, whole, heads) {
  // The name stands in the head of a table that has one: it is repeated on paper.
  return el("table", { class: "chart" }, el("caption", { class: heads ? "hidden" : null }, caption),
    heads ? el("thead", {}, el("tr", {}, el("th", { colspan: 2, class: "name" }, caption), heads.map((head) => el("th", { scope: "col", class: "number" }, head)))) : null,
    el("tbody", {}, rows.map(([label, segments, ...texts]) => el("tr", {},
      el("th", { scope: "row" }, label), el("td", { class: "bar-cell" }, bar(segments, whole, texts.join(" "))),
      texts.map((text) => el("td", { class: "number" }, text))))));
}

function severitySection() {
  const levels = [4, 3, 2, 1, 0, -1].map((level) => {
    const severity = level < 0 ? "none" : SEVERITY_ORDER[level];
    const text = level < 0 ? t("severity.none") : named(CATALOGUE.severities, severity);
    return { severity, text, apps: APPS.filter((app) => app.gravest === level).length, findings: level < 0 ? 0 : APPS.reduce((sum, app) => sum + app.severities[level], 0) };
  });
  const most = Math.max(...levels.map((level) => level.findings));
  const authorities = CATALOGUE.authorities.map(([id]) => {
    const within = CATEGORIES.filter((category) => category.authority === id).map((category) => category.index);
    const has = (app, letter) => within.some((index) => app.letters[index] === letter);
    const indicated = APPS.filter((app) => has(app, "i")).length;
    const suspected = APPS.filter((app) => !has(app, "i") && has(app, "s")).length;
    return { id, within, indicated, suspected };
  }).filter((row) => row.within.length);
  return section("severity", t("dash.severity"), el("div", { class: "charts" },
    chart(t("dash.byAuthority"), authorities.map((row) => [pick({ scope: row.id }, authority(row.id)),
      [[row.indicated, "fill-i"], [row.suspected, "fill-s"]], row.indicated, row.suspected]), APPS.length,
      ["i", "s"].map((letter) => `${MARKS[letter]} ${named(CATALOGUE.verdicts, VERDICTS[letter])}`)),
    chart(t("dash.bySeverity"), levels.map((level) => [level.severity === "none" ? el("span", { class: "badge" }, level.text) : severityBadge(level.severity),
      [[level.apps, "fill-severity-" + level.severity]], level.apps]), APPS.length),
    chart(t("dash.findings"), levels.filter((level) => level.severity !== "none").map((level) => [severityBadge(level.severity),
      [[level.findings, "fill-severity-" + level.severity]], level.findings]), most)));
}

// A button that filters the queue.
function pick(changes, text) {
  return el("button", { type: "button", class: "link", click: () => {
    remember({ q: undefined, scope: undefined, verdict: undefined, severity: undefined, sdk: undefined, permission: undefined });
    refilter(changes);
    showFilters();
    focusOn("#queue");
  } }, text);
}

function filters() {
  const scopes = [["", t("filter.all")], ...CATALOGUE.authorities.map(([id]) => ({
    group: authority(id),
    options: [[id, t("filter.allOf", authority(id))], ...STATIC.filter((category) => category.authority === id)
      .map((category) => [category.id, `${category.code} ${of(category.title)}`])],
  })).filter((group) => group.options.length > 1)];
  const listed = (list) => [["", t("filter.all")], ...list.map((shared) => [shared.name[0], `${of(shared.name)} (${shared.gaps.length})`])];
  const verdicts = [["", t("filter.all")], ["flagged", t("filter.flagged")], ...["indicated", "suspected", "inconclusive"].map((verdict) => [verdict, named(CATALOGUE.verdicts, verdict)]),
    ...(ASIDE ? [["aside", t("aside")]] : [])];
  const severities = [["", t("filter.all")], ...CATALOGUE.severities.map(([severity]) => [severity, t("filter.atLeast", named(CATALOGUE.severities, severity))])];
  return el("form", { class: "filters", id: "filters", role: "search", submit: (event) => event.preventDefault() },
    el("label", { class: "field search" }, el("span", {}, t("filter.search")),
      el("input", { type: "search", value: state.q || "", input: (event) => refilter({ q: event.target.value }) })),
    choice(t("filter.scope"), state.scope || "", scopes, (scope) => refilter({ scope })),
    choice(t("filter.verdict"), state.verdict || "", verdicts, (verdict) => refilter({ verdict })),
    choice(t("filter.severity"), state.severity || "", severities, (severity) => refilter({ severity })),
    choice(t("filter.sdk"), state.sdk || "", listed(DATA.sdks), (sdk) => refilter({ sdk })),
    choice(t("filter.permission"), state.permission || "", listed(DATA.permissions), (permission) => refilter({ permission })),
    el("button", { type: "button", class: "clear", click: () => {
      refilter({ q: undefined, scope: undefined, verdict: undefined, severity: undefined, sdk: undefined, permission: undefined });
      showFilters();
    } }, t("filter.clear")));
}

function showFilters() {
  document.getElementById("filters").replaceWith(filters());
}

function header(key, text) {
  const sorted = (state.sort || "rank") === key;
  return el("button", { type: "button", class: "sort", "data-sort": key, click: () => {
    refilter(sorted ? { down: state.down ? undefined : "1" } : { sort: key === "rank" ? undefined : key, down: undefined });
    focusOn(`[data-sort=${key}]`);
  } }, text, el("span", { "aria-hidden": "true" }, sorted ? (state.down ? " ▼" : " ▲") : ""));
}

function queueTable(apps) {
  const columns = [
    [header("rank", t("queue.rank")), "number"], [header("app", t("queue.app")), "lead"],
    [header("indicated", named(CATALOGUE.verdicts, "indicated")), "number"],
    [header("suspected", named(CATALOGUE.verdicts, "suspected")), "number"],
    [header("inconclusive", named(CATALOGUE.verdicts, "inconclusive")), "number"],
    [header("gravest", t("queue.severity"))], [t("queue.gravest"), "wide"], [header("score", t("queue.score")), "number"]];
  const view = table(t("queue.caption"), columns, apps.map((app) => [
    app.rank + 1, appCell(app), app.indicated || "", app.suspected || "", app.inconclusive || "",
    app.gravest < 0 ? "" : severityBadge(SEVERITY_ORDER[app.gravest]), gravestCell(app), scoreCell(app)]), { class: "cards queue" });
  for (const th of view.querySelectorAll("th")) {
    const key = th.querySelector("[data-sort]")?.dataset.sort;
    if (key && key === (state.sort || "rank")) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
  }
  return view;
}

function page(app) {
  return toPage(encodeURIComponent(app.folder) + "/index.html");
}

function appCell(app) {
  return [el("a", page(app), foreign(of(app.label) || app.name)), " ", foreign(app.version, "note"), el("div", {}, code(app.name)),
    EDITIONS.get(app.name + "\n" + app.version) > 1 ? el("div", { class: "note" }, foreign(app.folder.slice(0, app.folder.lastIndexOf(".")))) : null,
    app.aside ? el("div", { class: "note" }, t("queue.aside", app.aside)) : null];
}

// What counts most, each fact once: a category that repeats another's findings
// has no points of its own.
function gravestCell(app) {
  const weight = (category) => "is".indexOf(app.letters[category.index]) * 10 - SEVERITY_ORDER.indexOf(category.severity);
  const named = app.reasons.filter(([reason]) => typeof reason === "number").map(([index]) => CATEGORIES[index]);
  const seen = (named.length ? named : CATEGORIES).filter((category) => "is".includes(app.letters[category.index])).sort((a, b) => weight(a) - weight(b));
  const titles = [...new Map(seen.map((category) => [of(category.title), category])).values()].slice(0, 3);
  const limit = app.reasons.filter(([reason]) => typeof reason === "string").map(([reason]) => reasonText(reason));
  if (!limit.length && !titles.length) return el("span", { class: "note" }, app.inconclusive ? t("queue.open", app.inconclusive) : t("queue.clear"));
  return el("ul", { class: "plain" }, limit.map((text) => el("li", {}, el("span", { class: "mark verdict-u" }, MARKS.u), " ", text)),
    titles.map((category) => el("li", {}, el("span", { class: `mark verdict-${app.letters[category.index]}` }, MARKS[app.letters[category.index]]), " ", of(category.title))));
}

function reasonText(reason) {
  if (typeof reason === "number") return of(CATEGORIES[reason].title);
  return t(Object.hasOwn(WORDS, "limit." + reason) ? "limit." + reason : "limit.other");
}

function scoreCell(app) {
  return el("details", { class: "why screen" }, el("summary", { "aria-label": `${t("queue.score")} ${app.score} · ${t("app.why")}` }, app.score),
    el("ul", { class: "plain" }, app.reasons.map(([reason, points]) => el("li", {}, el("b", {}, points), " ", reasonText(reason)))));
}

function heatMap(apps) {
  const groups = CATALOGUE.authorities.map(([id]) => [id, STATIC.filter((category) => category.authority === id)]).filter(([, list]) => list.length);
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("dash.heat") }, el("table", { class: "heat" },
    el("caption", { class: "hidden" }, t("dash.heat")),
    el("thead", {},
      el("tr", {}, el("td"), groups.map(([id, list]) => el("th", { scope: "colgroup", colspan: list.length }, el("span", {}, authority(id))))),
      el("tr", {}, el("td"), groups.map(([, list]) => list.map((category, index) =>
        el("th", { scope: "col", class: index ? null : "first", title: of(category.title) }, category.code))))),
    el("tbody", {}, apps.map((app) => el("tr", {},
      el("th", { scope: "row", title: `${of(app.label) || app.name} ${app.version}` }, el("a", page(app), foreign(of(app.label) || app.name)), " ", foreign(app.version, "note")),
      groups.map(([, list]) => list.map((category, index) => {
        const letter = app.letters[category.index];
        const verdict = letterWord(letter);
        return el("td", { class: `heat-${letter}${index ? "" : " first"}`, title: `${of(category.title)}: ${verdict}` },
          el("span", { "aria-hidden": "true" }, letter === "n" ? "" : MARKS[letter]), el("span", { class: "hidden" }, verdict));
      })))))));
}

function legend() {
  return el("p", { class: "legend" }, ["i", "s", ...(ASIDE ? ["a"] : []), "u", "n", ...(STATIC.some((category) => category.assessable === "listing") ? ["m"] : [])].map((letter) =>
    el("span", {}, el("span", { class: `key heat-${letter}`, "aria-hidden": "true" }, letter === "n" ? "" : MARKS[letter]), letterWord(letter))));
}

function showQueue() {
  const apps = chosen();
  const pages = Math.max(1, Math.ceil(apps.length / PAGE));
  const current = Math.min(Math.max(1, Number.parseInt(state.page, 10) || 1), pages);
  const shown = apps.slice((current - 1) * PAGE, current * PAGE);
  const turn = (to, key) => el("button", { type: "button", "data-turn": key, disabled: to < 1 || to > pages, click: () => {
    remember({ page: to });
    showQueue();
    focusOn("#queue");
  } }, t(key));
  document.getElementById("rows").replaceChildren(
    el("p", { class: "count", role: "status" }, t("queue.shown", apps.length, APPS.length)),
    shown.length ? queueTable(shown) : el("p", {}, t("queue.empty")),
    pages > 1 ? el("nav", { class: "pages", "aria-label": t("dash.queue") }, turn(current - 1, "queue.previous"),
      el("span", {}, t("queue.page", current, pages)), turn(current + 1, "queue.next")) : "");
  document.getElementById("map").replaceChildren(heatMap(shown));
}

function categoriesSection() {
  const counted = STATIC.map((category) => {
    const count = (letter) => APPS.filter((app) => app.letters[category.index] === letter).length;
    return { category, counts: ["i", "s", "u"].map((letter) => [count(letter), "fill-" + letter]) };
  });
  const heads = ["i", "s", "u"].map((letter) => `${MARKS[letter]} ${named(CATALOGUE.verdicts, VERDICTS[letter])}`);
  return section("categories", t("dash.categories"), el("p", { class: "note" }, t("dash.categoriesNote")),
    CATALOGUE.authorities.map(([id]) => {
      const rows = counted.filter(({ category }) => category.authority === id);
      return rows.length ? chart(authority(id), rows.map(({ category, counts }) => [
        el("span", { class: "numbered" }, el("span", { class: "number" }, category.code), pick({ scope: category.id }, of(category.title))), counts,
        ...counts.map(([count]) => count || "–")]), APPS.length, heads) : null;
    }), el("p", { class: "note" }, t("dash.manualRest", CATEGORIES.length - STATIC.length)));
}

const LISTED = 20;

function prevalence(key, list, describe, empty) {
  const rows = list.map((shared) => [
    [pick({ [key]: shared.name[0] }, foreign(of(shared.name))), describe(shared)],
    [[shared.untold, "fill-untold"], [shared.gaps.length - shared.untold, "fill-plain"]],
    shared.gaps.length, shared.untold || "–"]);
  const heads = [t("dash.apps"), t("policy.no")];
  const all = () => chart("", rows, APPS.length, heads);
  const few = el("div", {}, chart("", rows.slice(0, LISTED), APPS.length, heads),
    rows.length > LISTED ? el("button", { type: "button", class: "more", click: () => few.replaceChildren(all()) }, t("dash.more", rows.length)) : null);
  return rows.length ? few : el("p", {}, empty);
}

function errorsSection() {
  if (!DATA.errors.length) return null;
  return section("errors", t("dash.errors"), table(t("dash.errors"), [[t("error.file"), "wide"], [t("error.cause"), "wide"]],
    DATA.errors.map((error) => [code(error.file), [error.entry ? [code(error.entry), ": "] : null, foreign(error.cause)]])));
}

function render() {
  const personal = DATA.permissions.filter((shared) => shared.kind);
  show(() => [`${t("dash.title")} – tongbao`, [
    toolbar(false),
    el("main", { class: "wide-page" }, overview(), severitySection(),
      section("queue", t("dash.queue"), el("p", { class: "note" }, t("dash.queueNote")), filters(), el("div", { id: "rows" })),
      section("heat", t("dash.heat"), el("p", { class: "note" }, t("dash.heatNote")), legend(), el("div", { id: "map" })),
      categoriesSection(),
      section("prevalence", t("dash.sdks"), el("p", { class: "note" }, t("dash.prevalenceNote")),
        prevalence("sdk", DATA.sdks, (shared) => el("span", { class: "note" }, " ", named(CATALOGUE.sdk_categories, shared.kind)), t("dash.noSdk"))),
      section("requested", t("dash.permissions"), el("p", { class: "note" }, t("dash.permissionNote")),
        prevalence("permission", personal, () => null, t("dash.noPermission"))),
      errorsSection()),
    footer(),
  ]]);
  showQueue();
}

render();
