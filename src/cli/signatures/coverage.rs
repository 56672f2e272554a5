//! The table of categories: authority, how far assessable, tested by what.

use std::io::Write;

use crate::report::Lang;
use crate::report::text;
use crate::signatures::Signatures;
use crate::signatures::model::{Assessable, Category};

/// Prints it as Markdown, in English with the authorities' own titles.
pub(super) fn print(out: &mut impl Write, set: &Signatures) -> std::io::Result<()> {
    writeln!(
        out,
        "| authority | category | title | assessable | tested by |"
    )?;
    writeln!(out, "|---|---|---|---|---|")?;
    for category in &set.categories {
        let assessable = match category.assessable {
            Assessable::Yes => "yes",
            Assessable::Part => "in part",
            Assessable::Listing => "by its listing",
            Assessable::No => "no",
        };
        writeln!(
            out,
            "| {} | `{}` | {} | {assessable} | {} |",
            text::authority(category.authority, Lang::En),
            category.id,
            category.title.zh.replace('|', "\\|"),
            tests(set, category)
        )?;
    }
    Ok(())
}

fn tests(set: &Signatures, category: &Category) -> String {
    if category.rules.is_empty() {
        let kin = category.same_fact.iter().filter_map(|id| set.category(id));
        let holders: Vec<String> = kin
            .filter(|kin| !kin.rules.is_empty())
            .map(|kin| format!("`{}`", kin.id))
            .collect();
        return match holders.is_empty() {
            true => "manual check".into(),
            false => format!("as {}", holders.join(", ")),
        };
    }
    let hits = category.examples.iter().filter(|e| !e.finds.is_empty());
    let hits = hits.count();
    format!("{hits} + {} examples", category.examples.len() - hits)
}
