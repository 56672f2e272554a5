//! Which file, and where in it, a signature is written.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use crate::signatures::SourceFile;

/// Files by the signatures that they define.
pub(super) struct Atlas<'a> {
    files: &'a [SourceFile],
    /// `sdks/jpush` to a file and the path of the entry in it.
    entries: HashMap<String, (usize, String)>,
}

impl<'a> Atlas<'a> {
    pub fn of(files: &'a [SourceFile]) -> Self {
        let mut entries = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            if file.name == "score.toml" {
                entries.insert(super::score::SUBJECT.into(), (index, String::new()));
                continue;
            }
            let folder = file.name.split('/').next().unwrap_or_default();
            let (kind, list, key) = match (folder, &*file.name) {
                (_, "libraries.toml") => ("libraries", "library", "id"),
                (_, "policy/pi-types.toml") => ("policy/pi-types", "type", "id"),
                ("apis", _) => ("apis", "api", "id"),
                ("permissions", _) => ("permissions", "permission", "name"),
                ("consent", _) => ("consent", "switch", "name"),
                (folder, _) => (folder, "", "id"),
            };
            let Ok(table) = DeTable::parse(&file.text) else {
                continue;
            };
            let table = table.get_ref();
            if list.is_empty() {
                if let Some(id) = text(table, key) {
                    entries.insert(format!("{kind}/{id}"), (index, String::new()));
                }
                continue;
            }
            let rows = table.iter().find(|(k, _)| k.get_ref() == list);
            if let Some(DeValue::Array(rows)) = rows.map(|(_, v)| v.get_ref()) {
                for (row, value) in rows.iter().enumerate() {
                    let DeValue::Table(entry) = value.get_ref() else {
                        continue;
                    };
                    let class = text(entry, "class").map_or(String::new(), |c| c + ".");
                    let prefix = if kind == "consent" {
                        class
                    } else {
                        String::new()
                    };
                    if let Some(id) = text(entry, key) {
                        let path = format!("{list}[{row}]");
                        entries.insert(format!("{kind}/{prefix}{id}"), (index, path));
                    }
                }
            }
        }
        Self { files, entries }
    }

    /// The file of a signature, and the whole path of a value in it.
    pub fn find(&self, subject: &str, path: &str) -> Option<(&'a SourceFile, String)> {
        let (index, entry) = self.entries.get(subject)?;
        let path = match (entry.is_empty(), path.is_empty()) {
            (false, false) => format!("{entry}.{path}"),
            (false, true) => entry.clone(),
            (true, _) => path.to_string(),
        };
        Some((self.files.get(*index)?, path))
    }
}

fn text(table: &DeTable, key: &str) -> Option<String> {
    let (_, value) = table.iter().find(|(k, _)| k.get_ref() == key)?;
    value.get_ref().as_str().map(str::to_string)
}
