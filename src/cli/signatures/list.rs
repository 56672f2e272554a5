//! What a set knows, in numbers and names.

use std::io::Write;

use crate::report::Lang;
use crate::signatures::Signatures;

pub(super) fn print(out: &mut impl Write, set: &Signatures, lang: Lang) -> std::io::Result<()> {
    writeln!(out, "signatures {} ({})", set.version, set.sha256)?;
    for (name, count) in [
        ("categories", set.categories.len()),
        ("legal documents", set.sources.len()),
        ("sdks", set.sdks.len()),
        ("libraries", set.libraries.len()),
        ("apis", set.apis.len()),
        ("permissions", set.permissions.len()),
        ("packers", set.packers.len()),
        ("consent switches", set.consent.switches.len()),
        ("kinds of personal information", set.pi_types.len()),
        ("policy phrases", set.lexicon().phrases()),
    ] {
        writeln!(out, "{count:6} {name}")?;
    }
    for category in &set.categories {
        writeln!(out, "category {} {}", category.id, lang.of(&category.title))?;
    }
    for sdk in &set.sdks {
        writeln!(
            out,
            "sdk {} {} ({})",
            sdk.id,
            lang.of(&sdk.name),
            lang.of(&sdk.vendor)
        )?;
    }
    for api in &set.apis {
        writeln!(out, "api {} {}", api.id, lang.of(&api.gives))?;
    }
    Ok(())
}
