//! JSON Schemas of signature files, for editors that complete and check TOML.

use super::model::{
    ApiFile, AppTypeFile, Category, ConsentFile, FactFile, LegalSource, LexiconFile, Libraries,
    Packer, PermissionFile, PiTypeFile, Sdk, SelfStartFile, Weights,
};

/// The name of each kind of file, with its schema as JSON text.
pub fn schemas() -> Vec<(&'static str, String)> {
    macro_rules! schema {
        ($($name:literal: $kind:ty),* $(,)?) => {
            vec![$(($name, pretty(&schemars::schema_for!($kind)))),*]
        };
    }
    schema! {
        "api": ApiFile,
        "category": Category,
        "consent": ConsentFile,
        "clauses": LegalSource,
        "app-types": AppTypeFile,
        "facts": FactFile,
        "libraries": Libraries,
        "packer": Packer,
        "permission": PermissionFile,
        "pi-types": PiTypeFile,
        "score": Weights,
        "sdk": Sdk,
        "self-start": SelfStartFile,
        "words": LexiconFile,
    }
}

fn pretty(schema: &schemars::Schema) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default()
}
