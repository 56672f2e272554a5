//! Differences for a person: on the terminal, and as Markdown.

use std::fmt::Write as _;

use super::{AppDiff, Changes, FindingChange};
use crate::report::{Lang, markdown, printable, text};

/// Lines for a terminal.
pub fn plain(diffs: &[AppDiff], lang: Lang) -> String {
    let mut out = String::new();
    for diff in diffs {
        let _ = writeln!(out, "{}", printable(&head(diff, lang)));
        for (title, changes) in lists(diff, lang) {
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(out, "  {title}");
            for (mark, name) in marked(changes) {
                let _ = writeln!(out, "    {mark} {}", printable(name));
            }
        }
        if !diff.findings.is_empty() {
            let _ = writeln!(out, "  {}", lang.pick("问题", "findings"));
        }
        for change in &diff.findings {
            let _ = writeln!(out, "    {}", printable(&line(change, lang)));
        }
        if diff.differs_in_version_alone() {
            let _ = writeln!(out, "  {}", none(diff, lang));
        }
    }
    out
}

/// A section for each app that differs.
pub fn markdown(diffs: &[AppDiff], lang: Lang) -> String {
    let mut out = String::new();
    for diff in diffs.iter().filter(|diff| !diff.is_empty()) {
        let _ = writeln!(out, "### {}\n", markdown::plain(&head(diff, lang)));
        for (title, changes) in lists(diff, lang) {
            if changes.is_empty() {
                continue;
            }
            let _ = writeln!(out, "**{title}**\n");
            for (mark, name) in marked(changes) {
                let _ = writeln!(out, "- {mark} {}", markdown::plain(name));
            }
            out.push('\n');
        }
        if !diff.findings.is_empty() {
            let _ = writeln!(out, "**{}**\n", lang.pick("问题", "findings"));
            for change in &diff.findings {
                let _ = writeln!(out, "- {}", markdown::plain(&line(change, lang)));
            }
            out.push('\n');
        }
        if diff.differs_in_version_alone() {
            let _ = writeln!(out, "{}\n", none(diff, lang));
        }
    }
    if out.is_empty() {
        out = lang.pick("没有差异。\n", "No difference.\n").into();
    }
    out
}

fn none(diff: &AppDiff, lang: Lang) -> &'static str {
    match diff.is_empty() {
        true => lang.pick("没有差异", "no difference"),
        false => lang.pick("除版本外没有差异", "no difference but the version"),
    }
}

fn head(diff: &AppDiff, lang: Lang) -> String {
    let name = text::name(diff.label.as_deref(), &diff.package, "");
    let none = lang.pick("无", "none");
    let version = |version: &Option<String>| version.clone().unwrap_or_else(|| none.into());
    format!(
        "{name} ({}) {} → {}",
        diff.package,
        version(&diff.versions.0),
        version(&diff.versions.1)
    )
}

fn lists(diff: &AppDiff, lang: Lang) -> [(&'static str, &Changes); 4] {
    [
        (lang.pick("权限", "permissions"), &diff.permissions),
        (lang.pick("第三方 SDK", "SDKs"), &diff.sdks),
        (
            lang.pick("读取个人信息的调用", "calls that read personal information"),
            &diff.calls,
        ),
        (
            lang.pick("隐私政策的声明", "statements of the policy"),
            &diff.policy,
        ),
    ]
}

fn marked(changes: &Changes) -> impl Iterator<Item = (char, &String)> {
    let added = changes.added.iter().map(|name| ('+', name));
    added.chain(changes.removed.iter().map(|name| ('-', name)))
}

fn line(change: &FindingChange, lang: Lang) -> String {
    let FindingChange {
        category,
        title,
        summary,
        ..
    } = change;
    let verdict = |v| text::verdict(v, lang);
    match (change.old, change.new) {
        (None, Some(new)) => format!("+ [{}] {title}: {summary} [{category}]", verdict(new)),
        (Some(old), Some(new)) => format!(
            "~ [{} → {}] {title}: {summary} [{category}]",
            verdict(old),
            verdict(new)
        ),
        (Some(old), None) => format!("- [{}] {title}: {summary} [{category}]", verdict(old)),
        (None, None) => String::new(),
    }
}
