//! `--format junit`: JUnit XML for CI servers. An app is a suite, a category a
//! case: it fails where `--fail-on` says so, and is skipped where it could not be
//! judged. Schema: the de-facto one of Jenkins and Surefire
//! (`testsuites/testsuite/testcase` with `failure`, `error`, `skipped`).

use std::io;

use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer as Xml;

use super::folder::{Folder, OutputError};
use super::json::{Category, Report};
use super::reread::reports;
use super::summary::{ErrorRow, Summary};
use super::{Lang, Writer, text};
use crate::judge::Verdict;

/// `junit.xml`.
pub struct JUnit(pub Lang);

impl Writer for JUnit {
    fn batch(&self, folder: &Folder, summary: &Summary) -> Result<(), OutputError> {
        folder.file("junit.xml", |out| {
            let mut xml = Xml::new_with_indent(out, b' ', 2);
            xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
            let suites = xml.create_element("testsuites");
            suites
                .with_attribute(("name", "tongbao"))
                .write_inner_content(|xml| {
                    for item in reports(folder, summary) {
                        let (_, report) = item.map_err(io::Error::other)?;
                        suite(xml, &report, self.0)?;
                    }
                    summary.errors.iter().try_for_each(|row| error(xml, row))
                })?;
            Ok(())
        })
    }
}

type Out<'a> = Xml<&'a mut dyn io::Write>;

fn suite(xml: &mut Out, report: &Report, lang: Lang) -> io::Result<()> {
    let app = &report.app;
    let skipped = report.categories.iter().filter(|c| is_skipped(c, report));
    let name = format!(
        "{} {}",
        app.package,
        app.version_name.as_deref().unwrap_or("")
    );
    xml.create_element("testsuite")
        .with_attributes([
            ("name", clean(name.trim()).as_str()),
            ("tests", report.categories.len().to_string().as_str()),
            ("failures", report.fails.len().to_string().as_str()),
            ("errors", "0"),
            ("skipped", skipped.count().to_string().as_str()),
            ("file", clean(&app.file).as_str()),
        ])
        .write_inner_content(|xml| {
            for category in &report.categories {
                case(xml, report, category, lang)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn is_skipped(category: &Category, report: &Report) -> bool {
    let open = matches!(
        category.verdict,
        Verdict::Inconclusive | Verdict::NotStaticallyAssessable
    );
    open && !report.fails.contains(&category.id)
}

fn case(xml: &mut Out, report: &Report, category: &Category, lang: Lang) -> io::Result<()> {
    let name = clean(&format!("{} [{}]", category.title, category.id));
    let class = clean(&format!(
        "{}.{}",
        report.app.package,
        text::authority(category.authority, lang)
    ));
    let element = xml
        .create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", class.as_str()));
    let verdict = text::verdict(category.verdict, lang);
    if report.fails.contains(&category.id) {
        let lines = findings(report, category, lang);
        element.write_inner_content(|xml| {
            xml.create_element("failure")
                .with_attribute(("message", verdict))
                .write_text_content(BytesText::new(&lines))?;
            Ok(())
        })?;
    } else if is_skipped(category, report) {
        let note = category.note.as_deref().unwrap_or_default();
        let message = clean(&format!("{verdict}: {note}"));
        element.write_inner_content(|xml| {
            xml.create_element("skipped")
                .with_attribute(("message", message.as_str()))
                .write_empty()?;
            Ok(())
        })?;
    } else {
        element.write_empty()?;
    }
    Ok(())
}

/// The findings that count, with their remedies.
fn findings(report: &Report, category: &Category, lang: Lang) -> String {
    let found = report
        .findings
        .iter()
        .filter(|f| f.category == category.id && f.set_aside.is_none());
    let lines: Vec<String> = found
        .map(|f| {
            let severity = text::severity(f.severity, lang);
            clean(&format!(
                "[{severity}] {}\n{}\n{}",
                f.summary, f.clause, f.remedy
            ))
        })
        .collect();
    lines.join("\n\n")
}

/// A package that could not be read.
fn error(xml: &mut Out, row: &ErrorRow) -> io::Result<()> {
    let file = clean(&row.file);
    xml.create_element("testsuite")
        .with_attributes([
            ("name", file.as_str()),
            ("tests", "1"),
            ("failures", "0"),
            ("errors", "1"),
            ("skipped", "0"),
        ])
        .write_inner_content(|xml| {
            xml.create_element("testcase")
                .with_attribute(("name", "read"))
                .with_attribute(("classname", file.as_str()))
                .write_inner_content(|xml| {
                    let message = clean(&format!("{} {}", row.entry, row.cause));
                    xml.create_element("error")
                        .with_attribute(("message", message.trim()))
                        .write_empty()?;
                    Ok(())
                })?;
            Ok(())
        })?;
    Ok(())
}

/// Without the characters that XML 1.0 does not allow (section 2.2).
fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(*c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}
