"use strict";
// An app's page: verdicts by authority, findings with both sides of their
// evidence, and what they rest on.

const CATEGORIES = new Map(CATALOGUE.categories.map((category) => [category.id, category]));
const UNKNOWN = { code: "", title: ["?", "?"], clause: "", explanation: ["", ""], blind_spots: ["", ""], manual_check: ["", ""] };

function category(id) {
  return CATEGORIES.get(id) || { ...UNKNOWN, id, title: [id, id] };
}

function label() {
  const { labels, package: name } = DATA.app;
  const order = language() === "zh" ? [labels.zh, labels.default, labels.en] : [labels.en, labels.default, labels.zh];
  // A label of blanks alone names nothing.
  return order.find((text) => text && /[^\s\p{C}\u034f\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0]/u.test(text)) || name;
}

// Consecutive items with the same key.
function grouped(items, key) {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return [...groups.values()];
}

const SEVERITIES = CATALOGUE.severities.map(([severity]) => severity);
const VERDICT_ORDER = Object.values(VERDICTS);

function gravity(finding) {
  return VERDICT_ORDER.indexOf(finding.verdict) * 10 + SEVERITIES.indexOf(finding.severity);
}

// Findings by category, the gravest category first.
function findingGroups() {
  const groups = grouped(DATA.findings, (finding) => finding.category);
  for (const group of groups) group.sort((a, b) => gravity(a) - gravity(b));
  return groups.sort((a, b) => gravity(a[0]) - gravity(b[0]));
}

// Categories whose findings are all set aside.
const ASIDE = new Set(DATA.verdicts.map((row) => row.id).filter((id) => {
  const found = DATA.findings.filter((finding) => finding.category === id || finding.also.includes(id));
  return found.length && found.every((finding) => finding.set_aside);
}));

function masthead() {
  const { app } = DATA;
  const counts = VERDICT_ORDER.map((verdict) => DATA.verdicts.filter((row) => row.verdict === verdict && !ASIDE.has(row.id)).length);
  return el("section", { class: "masthead", id: "main", tabindex: "-1" },
    el("h1", {}, foreign(label()), " ", el("small", {}, foreign(app.version_name || ""))),
    el("p", { class: "meta" }, code(app.package), " · ", foreign(app.file.split(/[\\/]/).pop())),
    el("p", { class: "print-note" }, t("id.sha256"), " ", code(app.sha256), " · ", t("footer", DATA.tool.name, DATA.tool.version, DATA.tool.signatures_version, DATA.tool.signatures_sha256.slice(0, 16) + "…")),
    el("ul", { class: "tiles" }, VERDICT_ORDER.map((verdict, index) =>
      el("li", { class: `tile verdict-${LETTERS[verdict]}` }, el("b", {}, counts[index]), " ", named(CATALOGUE.verdicts, verdict)))),
    ASIDE.size ? el("p", { class: "note" }, t("aside.categories", ASIDE.size)) : null,
    warning(), scoreBox());
}

// What keeps the app from being judged comes before every verdict.
function warning() {
  const grave = DATA.limitations.filter((limit) => Object.hasOwn(CATALOGUE.weights.limitation, limit.code));
  if (!grave.length) return null;
  return el("div", { class: "warning", role: "note" }, el("h2", {}, t("warning")),
    el("ul", { class: "plain" }, grave.map((limit) => el("li", {}, foreign(of(limit.text))))));
}

function scoreBox() {
  const w = CATALOGUE.weights;
  return el("details", { class: "score" },
    el("summary", {}, t("app.score"), " ", el("b", {}, DATA.score), " · ", t("app.why")),
    el("p", { class: "note" }, t("app.whyNote", w.severity.low, w.severity.medium, w.severity.high, w.severity.critical, w.suspected_percent, w.further_percent)),
    table(t("app.why"), [[t("app.reason")], [t("verdict")], [t("app.count"), "number"], [t("app.points"), "number"]],
      DATA.score_parts.map((part) => [
        part.verdict ? jump("category-" + part.reason, of(category(part.reason).title)) : t(Object.hasOwn(WORDS, "limit." + part.reason) ? "limit." + part.reason : "limit.other"),
        part.verdict ? [verdictBadge(part.verdict), " ", severityBadge(part.severity)] : "",
        part.findings || "", part.points])));
}

function verdictsSection() {
  return section("verdicts", t("nav.verdicts"), CATALOGUE.authorities.map(([id]) => {
    const rows = DATA.verdicts.filter((row) => category(row.id).authority === id);
    return rows.length ? authorityCard(id, rows) : null;
  }));
}

function authorityCard(id, rows) {
  const flagged = rows.filter((row) => "is".includes(LETTERS[row.verdict]));
  flagged.sort((a, b) => VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict));
  const counts = Object.entries(VERDICTS).map(([letter, verdict]) => [rows.filter((row) => row.verdict === verdict).length, "fill-" + letter]);
  const summary = Object.values(VERDICTS).map((verdict, index) => [verdict, counts[index][0]]).filter(([, count]) => count)
    .map(([verdict, count]) => `${named(CATALOGUE.verdicts, verdict)} ${count}`).join(" · ");
  return el("div", { class: "card" },
    el("div", { class: "card-head" }, el("h3", {}, authority(id)), el("span", { class: "note" }, summary)),
    bar(counts, rows.length, summary),
    flagged.length
      ? el("ul", { class: "rows" }, flagged.map((row) => el("li", {}, verdictBadge(row.verdict), el("span", {}, titleLink(row.id), ASIDE.has(row.id) ? [" ", el("span", { class: "badge verdict-m" }, t("aside"))] : null))))
      : el("p", { class: "note" }, t("flagged.none")),
    ["u", "n", "m"].map((letter) => folded(letter, rows.filter((row) => row.verdict === VERDICTS[letter]), letter === "u" && !flagged.length)));
}

// A category's title; a link where it, or the category that says the same, has findings.
function titleLink(id) {
  const title = [el("span", { class: "number" }, category(id).code), " ", of(category(id).title)];
  const found = DATA.findings.find((finding) => finding.category === id || finding.also.includes(id));
  return found ? jump("category-" + found.category, title) : el("span", {}, title);
}

// Categories without findings, under the note that they share.
function folded(letter, rows, open) {
  if (!rows.length) return null;
  // The list of checks by hand has the last ones on paper.
  return el("details", { class: letter === "m" ? "screen" : null, open }, el("summary", {}, named(CATALOGUE.verdicts, VERDICTS[letter]), ` ${rows.length}`),
    grouped(rows, (row) => (row.note ? row.note[0] : "")).map((group) => [
      group[0].note && el("p", { class: "note" }, of(group[0].note)),
      el("ul", { class: "plain" }, group.map((row) => el("li", {}, el("span", { class: "number" }, category(row.id).code), " ", of(category(row.id).title)))),
    ]));
}

function findingsSection() {
  const groups = findingGroups();
  return section("findings", t("nav.findings"),
    groups.length ? groups.map(categoryBlock) : el("p", { class: "note" }, t("noFindings")));
}

function categoryBlock(group) {
  const known = category(group[0].category);
  const remedies = new Set(group.map((finding) => finding.remedy[0]));
  const one = remedies.size === 1;
  return el("article", { class: "category", id: "category-" + known.id, tabindex: "-1" },
    el("header", {},
      el("p", { class: "over" }, authority(known.authority), " · ", known.code),
      el("h3", {}, of(known.title)),
      el("p", { class: "badges" }, verdictBadge(group[0].verdict), severityBadge(group[0].severity)),
      el("dl", { class: "facts" },
        fact(t("clause"), known.clause),
        group[0].also.length ? fact(t("also"), el("ul", { class: "plain" }, group[0].also.map((id) =>
          el("li", {}, authority(category(id).authority), el("span", { class: "number" }, " ", category(id).code), " ", of(category(id).title))))) : null,
        one ? fact(t("remedy"), of(group[0].remedy)) : null),
      el("details", { class: "screen" }, el("summary", {}, t("method")), el("p", {}, of(known.explanation)), el("p", {}, of(known.blind_spots)))),
    cardList(group, one));
}

const CARDS = 5;

// Findings with the same way out stand on one card, which tells it once. Of many
// findings the first shows what the evidence looks like; the others are lines.
function cardList(group, one) {
  const many = group.length > CARDS;
  const cards = grouped(group, (finding) => (one && !many ? finding.fingerprint : finding.remedy[0]))
    .map((findings) => el("li", {}, findings.map((finding) => findingItem(finding, group, many)),
      one ? null : el("p", { class: "remedy" }, el("b", {}, t("remedy")), " ", of(findings[0].remedy))));
  const list = (items) => el("ul", { class: "findings" }, items);
  if (cards.length <= CARDS + 1) return list(cards);
  return [list(cards.slice(0, CARDS)), el("details", { class: "rest" }, el("summary", {}, t("findings.more", cards.length - CARDS)), list(cards.slice(CARDS)))];
}

function fact(term, ...value) {
  return [el("dt", {}, term), el("dd", {}, value)];
}

function findingItem(finding, group, folded) {
  const differs = finding.verdict !== group[0].verdict || finding.severity !== group[0].severity;
  const sides = ["package", "listing", "policy"].map((side) => [side, finding.evidence.filter((piece) => piece.side === side)]).filter(([, pieces]) => pieces.length);
  const title = [el("b", {}, foreign(of(finding.summary))), differs ? [" ", verdictBadge(finding.verdict), severityBadge(finding.severity)] : null];
  const place = { class: "finding", id: "finding-" + finding.fingerprint };
  const body = [finding.set_aside ? setAside(finding.set_aside) : null,
    el("div", { class: "sides sides-" + sides.length }, sides.map(([side, pieces]) =>
      el("div", { class: "side" }, el("h4", {}, t("side." + side)), evidenceList(pieces, group.length <= CARDS)))),
    el("p", { class: "print-note" }, t("fingerprint"), " ", code(finding.fingerprint))];
  return folded
    ? el("details", { ...place, open: finding === group[0] }, el("summary", { class: "summary" }, title), body)
    : el("div", place, el("p", { class: "summary" }, title), body);
}

// Why a finding does not count, though it stands.
function setAside(why) {
  if (why.by === "baseline") return el("p", { class: "note" }, t("aside.baseline"));
  const until = why.expires ? [" ", t("aside.until", why.expires)] : null;
  return el("p", { class: "note" }, t("aside.ignored"), " ", foreign(why.reason), until);
}

const SHOWN = 4;

// Evidence on one side; pieces on the same path stand together.
function evidenceList(pieces, open) {
  const groups = grouped(pieces, (piece) => piece.frames.map((frame) => frame.at).join(" ") || piece);
  const items = groups.map((group) => evidenceGroup(group, open));
  if (items.length <= SHOWN) return items;
  return [items.slice(0, SHOWN), el("details", {}, el("summary", {}, t("path.more", items.length - SHOWN)), items.slice(SHOWN))];
}

function evidenceGroup(group, open) {
  const texts = grouped(group, (piece) => piece.text[0] + piece.location).map(([piece]) => piece);
  return el("div", { class: "evidence" },
    texts.map((piece) => el("p", {}, foreign(of(piece.text)), " ", el("span", { class: "location" }, code(place(piece))))),
    group[0].context ? quotation(group[0].context) : null,
    group[0].searched.length ? el("div", { class: "searched" }, el("span", { class: "note" }, t("searched"), " "),
      el("ul", { class: "chips" }, group[0].searched.map((heading) => el("li", {}, foreign(heading))))) : null,
    group[0].frames.length ? callPath(group[0].frames, open) : null);
}

// Where a piece was seen, without what stands beside it: a quotation has its
// headings, a call's text its method.
function place(piece) {
  if (piece.location === DATA.app.file) return piece.location.split(/[\\/]/).pop();
  if (piece.context) return `${piece.context.document}#${piece.context.start}-${piece.context.end}`;
  const [, file, method] = /^(.*)!(.*)$/.exec(piece.location) || [];
  return method && piece.text[0].includes(method) ? file : piece.location;
}

function quotation(context) {
  return el("figure", { class: "quotation" },
    context.heading.length ? el("figcaption", {}, context.heading.flatMap((heading, index) => [index ? " › " : null, foreign(heading)])) : null,
    el("blockquote", { dir: "auto" }, el("span", { class: "around" }, context.before), el("mark", {}, context.words), el("span", { class: "around" }, context.after)));
}

// The owner of a frame is told where it changes.
function callPath(frames, open) {
  return el("details", { class: "path", open }, el("summary", {}, t("path", frames.length)),
    el("ol", {}, frames.map((frame, index) => el("li", {}, el("span", { class: "edge" }, worded("edge.", frame.edge)), " ",
      code(frame.at), frame.owner[0] === frames[index - 1]?.owner[0] ? null : [" ", el("span", { class: "owner" }, foreign(of(frame.owner)))]))));
}

function kinds(ids) {
  return ids.map((id) => (Object.hasOwn(CATALOGUE.pi_types, id) ? of(CATALOGUE.pi_types[id]) : id)).join(t("and"));
}

// Whether the code could be read well enough for silence to mean something.
function codeIsWhole() {
  return !DATA.limitations.some((limit) => limit.area === "code" || limit.area === "package");
}

// A row for each kind, its owners within it: what is read, by whom, how.
function informationSection() {
  const order = ["yes", "guarded", "unknown", "no"];
  const near = (row) => order.indexOf(row.startup);
  const groups = grouped([...DATA.information].sort((a, b) => near(a) - near(b)), (row) => row.pi_type);
  return section("information", t("nav.information"), el("p", { class: "note" }, t("info.note")),
    groups.length ? table(t("nav.information"), [[t("info.type")], [t("info.owner"), "wide"], [t("info.gives"), "wide"]],
      groups.map((rows) => [el("b", {}, kinds([rows[0].pi_type])), grouped(rows, (row) => row.startup).map(readers), ways(rows)]))
      : el("p", {}, t(codeIsWhole() ? "info.none" : "info.unread")));
}

// Owners that start-up reaches in the same manner.
function readers(rows) {
  return el("div", {}, el("span", { class: "state state-" + rows[0].startup }, t("startup." + rows[0].startup)), t("colon"),
    rows.map((row, index) => [index ? t("and") : null, foreign(of(row.owner)), el("span", { class: "note" }, ` ×${row.callers}`)]));
}

function ways(rows) {
  const all = [...new Set(rows.flatMap((row) => row.gives.map(of)))];
  const separator = language() === "zh" ? "；" : "; ";
  if (all.length <= SHOWN + 1) return all.join(separator);
  return [all.slice(0, SHOWN).join(separator), el("details", {}, el("summary", {}, t("info.more", all.length - SHOWN)), all.slice(SHOWN).join(separator))];
}

// Whether a policy names a thing; loud only where a finding says that it should.
const SUBJECTS = new Set(DATA.findings.map((finding) => finding.subject));

function policyState(value, subject) {
  const loud = value === "yes" || SUBJECTS.has(subject);
  return el("span", { class: "state" + (loud ? " policy-" + value : "") }, t("policy." + value));
}

function told(span, purpose) {
  if (!span) return "";
  return [purpose ? el("p", {}, foreign(purpose)) : null,
    el("details", {}, el("summary", {}, foreign(span.heading.at(-1) || span.document)), el("blockquote", { dir: "auto" }, span.quote))];
}

function permissionsSection() {
  const personal = DATA.permissions.filter((row) => row.pi_types.length);
  const others = DATA.permissions.filter((row) => !row.pi_types.length);
  return section("permissions", t("nav.permissions"),
    DATA.permissions.length ? el("p", { class: "note" }, t("permission.note")) : el("p", {}, t("permission.none")),
    personal.length ? permissionTable(personal) : null,
    others.length ? el("details", { open: !personal.length && others.length <= CARDS }, el("summary", {}, t("permission.others", others.length)), permissionTable(others)) : null);
}

function permissionTable(rows) {
  return table(t("nav.permissions"),
    [[t("permission")], [t("permission.used")], [t("permission.policy")], [t("permission.purpose"), "wide"]],
    rows.map((row) => [
      [row.label ? el("b", {}, of(row.label)) : null, el("div", {}, code(row.name)),
        row.pi_types.length ? el("div", { class: "note" }, kinds(row.pi_types)) : null,
        row.max_sdk ? el("div", { class: "note" }, t("permission.max", row.max_sdk)) : null],
      [el("span", { class: "state used-" + row.used }, named(CATALOGUE.used, row.used)),
        row.users.length ? el("div", { class: "note" }, row.users.map(of).join(t("and"))) : null],
      policyState(row.in_policy, row.name), told(row.span, row.purpose)]));
}

function sdksSection() {
  const rows = [...DATA.sdks].sort((a, b) => (a.confidence === "low") - (b.confidence === "low"));
  return section("sdks", t("nav.sdks"),
    rows.length ? table(t("nav.sdks"),
      [[t("sdk"), "wide"], [t("sdk.traces"), "wide"], [t("permission.policy")], [t("permission.purpose"), "wide"], [t("sdk.collects"), "wide"]],
      rows.map((row) => [
        [el("b", {}, of(row.name)), el("div", { class: "note" }, of(row.vendor)),
          el("div", { class: "note" }, named(CATALOGUE.sdk_categories, row.category)),
          row.confidence === "low" ? el("div", { class: "state state-unknown" }, t("sdk.weak")) : null],
        traces(row.traces), policyState(row.in_policy, row.id), told(row.span, row.purpose), kinds(row.collects)])) : el("p", {}, t("sdk.none")));
}

function traces(list) {
  const items = list.map((trace) => el("li", {}, el("span", { class: "note" }, worded("trace.", trace.kind)), " ", code(trace.value),
    trace.classes ? el("span", { class: "note" }, " ", t("trace.classes", trace.classes)) : null));
  if (items.length <= SHOWN) return el("ul", { class: "plain" }, items);
  return [el("ul", { class: "plain" }, items.slice(0, SHOWN - 1)),
    el("details", {}, el("summary", {}, `+${items.length - SHOWN + 1}`), el("ul", { class: "plain" }, items.slice(SHOWN - 1)))];
}

function documentFaults(document) {
  const faults = document.form.map((issue) => el("div", {}, worded("form.", issue.code), " ", el("span", { class: "note" }, foreign(issue.detail))));
  if (document.truncated) faults.push(el("div", {}, t("document.truncated")));
  return faults.length ? faults : "";
}

function policySection() {
  return section("policy", t("nav.policy"),
    DATA.documents.length ? table(t("nav.policy"),
      [[t("document")], [t("document.role")], [t("document.language")], [t("document.chars"), "number"], [t("document.form")]],
      DATA.documents.map((document) => [
        [document.title ? el("b", {}, foreign(document.title)) : null, el("div", {}, code(document.path)),
          document.external ? el("div", { class: "note" }, t("document.external")) : null],
        worded("role.", document.role), worded("language.", document.language), document.chars,
        documentFaults(document)])) : el("p", {}, t("document.none")),
    DATA.told.length ? [el("h3", {}, t("document.told")), table(t("document.told"), [[t("told.what")], [t("told.value"), "wide"], [t("location"), "wide"]],
      DATA.told.map((row) => [el("b", {}, t("told." + row.what)),
        row.value === null ? el("span", { class: "note" }, t("document.silent")) : foreign(row.value),
        row.span ? told(row.span) : ""]))] : null,
    DATA.urls.length ? [el("h3", {}, t("document.urls")), el("ul", { class: "plain" }, DATA.urls.map((url) =>
      el("li", {}, code(url.value), " ", el("span", { class: "note" }, foreign(url.location)))))] : null);
}

// What the store shows, held against the package, and the items of its review.
function storeSection() {
  const { listing } = DATA;
  if (!listing) return null;
  const state = (same) => same === null ? "" : el("span", { class: "state policy-" + (same ? "yes" : "no") }, t(same ? "store.same" : "store.differs"));
  const items = DATA.verdicts.filter((row) => category(row.id).review);
  return section("store", t("nav.store"), el("p", { class: "note" }, t("store.note"), " ", code(listing.location)),
    table(t("nav.store"), [[t("told.what")], [t("store.listing"), "wide"], [t("store.own"), "wide"], [t("store.compared")]],
      listing.rows.map(([key, listed, own, same]) => [el("b", {}, t("store." + key)),
        listed === null ? el("span", { class: "note" }, t("store.none")) : foreign(listed), own === null ? "" : foreign(own), state(same)])),
    listing.description ? [el("h3", {}, t("store.description")), el("p", { class: "quoted" }, foreign(listing.description))] : null,
    listing.permissions.length ? [el("h3", {}, t("store.permissions")), listedTable(t("store.permissions"), listing.permissions.map((row) => [row.name, row.purpose]))] : null,
    listing.data ? [el("h3", {}, t("store.data")), listing.data.length
      ? listedTable(t("store.data"), listing.data.map((row) => [row.kind, [row.purpose, ...row.shared_with].filter(Boolean).join(" → ")])) : el("p", {}, t("store.noData"))] : null,
    el("h3", {}, t("store.review")), el("p", { class: "note" }, t("store.reviewNote")),
    table(t("store.review"), [[t("verdict")], [t("store.item"), "wide"], [t("store.todo"), "wide"]], items.map((row) => [
      LETTERS[row.verdict] === "n" ? el("span", { class: "badge verdict-n" }, t("store.agrees")) : verdictBadge(row.verdict),
      [el("div", { class: "over" }, authority(category(row.id).authority)), titleLink(row.id), el("div", { class: "note" }, category(row.id).clause)],
      "um".includes(LETTERS[row.verdict]) ? of(category(row.id).manual_check) : row.note ? of(row.note) : ""])));
}

function listedTable(caption, rows) {
  return table(caption, [[t("store.word"), "wide"], [t("store.purpose"), "wide"]],
    rows.map(([word, purpose]) => [el("b", {}, foreign(word)), purpose ? foreign(purpose) : el("span", { class: "note" }, t("store.none"))]));
}

// What is left to do by hand, each check once.
function manualSection() {
  const open = DATA.verdicts.filter((row) => "um".includes(LETTERS[row.verdict]) && of(category(row.id).manual_check));
  const checks = grouped(open, (row) => category(row.id).manual_check[0]);
  return section("manual", t("nav.manual"), checks.length ? [el("p", { class: "note" }, t("manual.note")),
    grouped(checks, (group) => category(group[0].id).authority).map((list, index) =>
      el("details", { open: !index }, el("summary", {}, authority(category(list[0][0].id).authority), ` ${list.length}`),
        el("ul", { class: "checks" }, list.map(manualCheck))))] : el("p", {}, t("manual.none")));
}

function manualCheck(rows) {
  return el("li", {}, el("div", {}, of(category(rows[0].id).manual_check)),
    el("div", { class: "note" }, rows.map((row, index) => [index ? " · " : "", authority(category(row.id).authority), " ", category(row.id).code, " ", of(category(row.id).title)])));
}

function limitsSection() {
  return section("limits", t("nav.limits"),
    DATA.limitations.length ? el("ul", { class: "plain" }, grouped(DATA.limitations, (limit) => limit.code).map(([limit, ...others]) => el("li", {}, foreign(of(limit.text)),
      others.length ? el("details", {}, el("summary", {}, t("limits.more", others.length)), el("ul", { class: "plain" }, others.map((other) => el("li", {}, foreign(of(other.text)))))) : null))) : el("p", {}, t("limits.none")),
    DATA.anomalies.length ? [el("h3", {}, t("anomalies")), el("ul", { class: "plain" }, DATA.anomalies.map((anomaly) =>
      el("li", {}, Object.values(anomaly).map((value) => [code(String(value)), " "]))))] : null);
}

function identitySection() {
  const { app, tool } = DATA;
  const version = [app.version_name, app.version_code === null ? null : `(${app.version_code})`].filter(Boolean).join(" ");
  return section("identity", t("nav.identity"), el("dl", { class: "facts" },
    fact(t("id.label"), foreign(label())),
    fact(t("id.package"), code(app.package)),
    fact(t("id.version"), foreign(version || "–")),
    fact(t("id.sdk"), t("id.sdkValue", app.min_sdk ?? "–", app.target_sdk ?? "–")),
    fact(t("id.file"), code(app.file)),
    fact(t("id.kind"), app.kind.toUpperCase()),
    fact(t("id.size"), t("id.bytes", app.size.toLocaleString(LANGUAGES[language()]))),
    fact(t("id.sha256"), code(app.sha256)),
    fact(t("id.certificate"), app.certificates.length ? app.certificates.map((certificate) => el("div", {}, foreign(certificate.subject),
      " ", el("span", { class: "note" }, certificate.schemes.join(", ")), el("div", {}, code(certificate.sha256)))) : t("id.unsigned")),
    fact(t("id.tool"), `${tool.name} ${tool.version}`),
    fact(t("id.signatures"), tool.signatures_version, " ", code(tool.signatures_sha256))));
}

const SECTIONS = ["verdicts", "findings", ...(DATA.listing ? ["store"] : []), "information", "permissions", "sdks", "policy", "manual", "limits", "identity"];

function contents() {
  return el("nav", { class: "contents", "aria-label": t("contents") },
    el("ul", {}, SECTIONS.map((id) => el("li", {}, jump(id, t("nav." + id))))));
}

function render() {
  show(() => [`${label()} ${DATA.app.version_name || ""} – tongbao`, [
    toolbar(true),
    el("div", { class: "columns" }, contents(),
      el("main", {}, masthead(), verdictsSection(), findingsSection(), storeSection(), informationSection(), permissionsSection(), sdksSection(),
        policySection(), manualSection(), limitsSection(), identitySection())),
    footer(),
  ]]);
}

render();
