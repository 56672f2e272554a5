//! One signature, as it could be written in a file.

use std::io::Write;

use serde::Serialize;

use crate::signatures::Signatures;

pub(super) fn print(out: &mut impl Write, set: &Signatures, id: &str) -> anyhow::Result<()> {
    let mut found = 0;
    let mut show = |kind: &str, text: Result<String, toml::ser::Error>| -> anyhow::Result<()> {
        found += 1;
        writeln!(out, "# {kind}/{id}\n{}", text?)?;
        Ok(())
    };
    fn text(item: &impl Serialize) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(item)
    }
    if let Some(category) = set.category(id) {
        show("categories", text(category))?;
    }
    if let Some(sdk) = set.sdk(id) {
        show("sdks", text(sdk))?;
    }
    if let Some(api) = set.api(id) {
        show("apis", text(api))?;
    }
    if let Some(permission) = set.permission(id) {
        show("permissions", text(permission))?;
    }
    if let Some(packer) = set.packers.iter().find(|p| p.id == id) {
        show("packers", text(packer))?;
    }
    if let Some(library) = set.libraries.iter().find(|l| l.id == id) {
        show("libraries", text(library))?;
    }
    if let Some(pi) = set.pi_type(id) {
        show("policy/pi-types", text(pi))?;
    }
    if let Some(document) = set.sources.iter().find(|d| d.number == id || d.id == id) {
        show("clauses", text(document))?;
    }
    anyhow::ensure!(
        found > 0,
        "no signature is called `{id}`; `tongbao signatures list` names them"
    );
    Ok(())
}
