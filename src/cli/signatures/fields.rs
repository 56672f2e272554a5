//! The reference of the condition language: subjects and their fields.

use std::io::Write;

use crate::judge::{Kind, Type, kinds};
use crate::report::Lang;

pub(super) fn print(out: &mut impl Write, only: Option<&str>, lang: Lang) -> anyhow::Result<()> {
    let chosen: Vec<&Kind> = kinds()
        .iter()
        .copied()
        .filter(|kind| only.is_none_or(|name| name == kind.name))
        .collect();
    if let (Some(name), true) = (only, chosen.is_empty()) {
        let names: Vec<&str> = kinds().iter().map(|kind| kind.name).collect();
        anyhow::bail!(
            "no kind of subject is called `{name}`: {}",
            names.join(", ")
        );
    }
    for kind in chosen {
        writeln!(out, "{}: {}", kind.name, pick(kind.about, lang))?;
        for field in kind.fields {
            let about = pick(field.about, lang);
            writeln!(
                out,
                "  {}.{} ({}) {about}",
                kind.name,
                field.name,
                of(field.kind)
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn pick(about: (&'static str, &'static str), lang: Lang) -> &'static str {
    lang.pick(about.0, about.1)
}

/// A type, with the words that it allows.
fn of(kind: Type) -> String {
    match kind {
        Type::Word(words) => words.join(" | "),
        Type::Statement(inner) => format!("statement: {}", of(*inner)),
        other => other.name().into(),
    }
}
