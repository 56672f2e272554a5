//! The columns of a Parquet corpus: what questions ask, typed, and the facts
//! whole.
//!
//! Columns are a choice, `facts` is all of it: a question that no column answers
//! reads JSON paths of that one. Who owns a call, or which SDK a package is of,
//! is no column: that is judged by a signature set, and would be out of date with
//! the next one.

use crate::facts::{AppFacts, Startup};

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Absent.
    Null,
    /// UTF-8.
    Text(String),
    /// 32 or 64 bits, as the column has.
    Number(i64),
    /// True or false.
    Flag(bool),
}

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// UTF-8.
    Text,
    /// JSON in UTF-8.
    Json,
    /// 32 bits.
    Int,
    /// 64 bits.
    Long,
    /// True or false.
    Flag,
}

/// A column, or a member of a list's elements: its name, type, and whether it
/// may be absent.
pub(super) type Member = (&'static str, Type, bool);

/// A field of a row.
pub(super) enum Field {
    /// One value.
    One(Member, fn(&AppFacts) -> Cell),
    /// A list of structures: the cells of each in the order of the members.
    Many(
        &'static str,
        &'static [Member],
        fn(&AppFacts) -> Vec<Vec<Cell>>,
    ),
}

/// Name of the column that holds the facts whole.
pub(super) const WHOLE: &str = "facts";

use Cell::{Flag, Null, Number, Text};

const fn text(name: &'static str) -> Member {
    (name, Type::Text, false)
}

const fn maybe(name: &'static str) -> Member {
    (name, Type::Text, true)
}

const fn int(name: &'static str) -> Member {
    (name, Type::Int, false)
}

const fn flag(name: &'static str) -> Member {
    (name, Type::Flag, false)
}

fn s(value: &str) -> Cell {
    Text(value.to_owned())
}

fn o(value: Option<&String>) -> Cell {
    value.map_or(Null, |v| s(v))
}

fn n(value: impl Into<i64>) -> Cell {
    Number(value.into())
}

fn on(value: Option<u32>) -> Cell {
    value.map_or(Null, n)
}

/// Saturates where a hostile value does not fit.
fn long(value: u64) -> Cell {
    Number(i64::try_from(value).unwrap_or(i64::MAX))
}

/// An enumeration by the name that JSON gives it.
fn e(value: &impl serde::Serialize) -> Cell {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Text(name),
        _ => Null,
    }
}

fn startup(value: Startup) -> Cell {
    e(&value)
}

/// All typed columns in their order; [`WHOLE`] comes behind them.
pub(super) const FIELDS: &[Field] = &[
    Field::One(text("sha256"), |f| s(&f.file.sha256)),
    Field::One(text("file"), |f| s(&f.file.path)),
    Field::One(("size", Type::Long, false), |f| long(f.file.size)),
    Field::One(text("kind"), |f| e(&f.file.kind)),
    Field::One(text("package"), |f| s(&f.manifest.package)),
    Field::One(maybe("label_zh"), |f| {
        f.manifest.label.best(true).map_or(Null, s)
    }),
    Field::One(maybe("label_en"), |f| {
        f.manifest.label.best(false).map_or(Null, s)
    }),
    Field::One(("version_code", Type::Long, true), |f| {
        f.manifest.version_code.map_or(Null, long)
    }),
    Field::One(maybe("version_name"), |f| {
        o(f.manifest.version_name.as_ref())
    }),
    Field::One(("min_sdk", Type::Int, true), |f| on(f.manifest.min_sdk)),
    Field::One(("target_sdk", Type::Int, true), |f| {
        on(f.manifest.target_sdk)
    }),
    Field::Many("certificates", &[text("sha256"), text("subject")], |f| {
        let rows = f.certificates.iter();
        rows.map(|c| vec![s(&c.sha256), s(&c.subject)]).collect()
    }),
    Field::Many(
        "permissions",
        &[text("name"), text("kind"), ("max_sdk", Type::Int, true)],
        |f| {
            let rows = f.manifest.uses_permissions.iter();
            rows.map(|p| vec![s(&p.name), e(&p.kind), on(p.max_sdk)])
                .collect()
        },
    ),
    Field::Many(
        "components",
        &[
            text("kind"),
            text("name"),
            flag("exported"),
            flag("enabled"),
        ],
        |f| {
            let rows = f.manifest.components.iter();
            rows.map(|c| {
                vec![
                    e(&c.kind),
                    s(&c.name),
                    Flag(c.is_exported()),
                    Flag(c.enabled),
                ]
            })
            .collect()
        },
    ),
    Field::Many("splits", &[text("name")], |f| {
        f.contents.splits.iter().map(|name| vec![s(name)]).collect()
    }),
    Field::Many(
        "native_libraries",
        &[text("abi"), text("name"), ("size", Type::Long, false)],
        |f| {
            let rows = f.contents.native_libraries.iter();
            rows.map(|l| vec![s(&l.abi), s(&l.name), long(l.size)])
                .collect()
        },
    ),
    Field::Many(
        "library_versions",
        &[text("artifact"), text("version")],
        |f| {
            let rows = f.contents.library_versions.iter();
            rows.map(|l| vec![s(&l.artifact), s(&l.version)]).collect()
        },
    ),
    Field::Many(
        "packages",
        &[text("name"), int("classes"), int("substantial")],
        |f| {
            let rows = f.code.packages.iter();
            rows.map(|p| vec![s(&p.name), n(p.classes), n(p.substantial)])
                .collect()
        },
    ),
    Field::Many("hosts", &[text("name"), text("location")], |f| {
        let rows = f.code.hosts.iter();
        rows.map(|h| vec![s(&h.value), s(&h.location)]).collect()
    }),
    Field::Many("urls", &[text("url"), text("location")], |f| {
        let rows = f.code.urls.iter();
        rows.map(|u| vec![s(&u.value), s(&u.location)]).collect()
    }),
    Field::Many(
        "calls",
        &[
            text("api"),
            maybe("constant"),
            text("class"),
            text("method"),
            int("sites"),
            text("confidence"),
            text("startup"),
            maybe("root"),
            maybe("guard"),
        ],
        |f| {
            let rows = f.code.calls.iter();
            rows.map(|c| {
                vec![
                    s(&c.api),
                    o(c.constant.as_ref()),
                    s(&c.caller.class),
                    s(&c.caller.method),
                    n(c.sites),
                    e(&c.confidence),
                    startup(c.startup),
                    c.root.as_ref().map_or(Null, e),
                    c.guard.as_ref().map_or(Null, |g| s(&g.tests)),
                ]
            })
            .collect()
        },
    ),
    Field::Many(
        "switches",
        &[
            text("sdk"),
            text("class"),
            text("method"),
            text("effect"),
            ("flag", Type::Flag, true),
            text("caller"),
            text("startup"),
        ],
        |f| {
            let rows = f.code.switches.iter();
            rows.map(|c| {
                vec![
                    s(&c.sdk),
                    s(&c.class),
                    s(&c.name),
                    e(&c.effect),
                    c.flag.map_or(Null, Flag),
                    s(&c.caller.class),
                    startup(c.startup),
                ]
            })
            .collect()
        },
    ),
    Field::Many(
        "policies",
        &[
            text("path"),
            text("role"),
            text("format"),
            text("language"),
            maybe("title"),
            int("chars"),
            text("sha256"),
            flag("external"),
        ],
        |f| {
            let rows = f.policy.documents.iter();
            rows.map(|d| {
                vec![
                    s(&d.path),
                    e(&d.role),
                    e(&d.format),
                    e(&d.language),
                    o(d.title.as_ref()),
                    n(d.chars),
                    s(&d.sha256),
                    Flag(d.external),
                ]
            })
            .collect()
        },
    ),
    Field::Many(
        "declared_permissions",
        &[text("name"), maybe("purpose"), flag("broad")],
        |f| {
            let rows = f.policy.declarations.iter().flat_map(|d| &d.permissions);
            rows.map(|p| vec![s(&p.permission), o(p.purpose.as_ref()), Flag(p.broad)])
                .collect()
        },
    ),
    Field::Many(
        "declared_information",
        &[text("pi_type"), text("wording"), maybe("purpose")],
        |f| {
            let rows = f.policy.declarations.iter().flat_map(|d| &d.pi_types);
            rows.map(|p| vec![s(&p.pi_type), s(&p.wording), o(p.purpose.as_ref())])
                .collect()
        },
    ),
    Field::Many(
        "declared_sdks",
        &[
            text("name"),
            maybe("sdk"),
            maybe("vendor"),
            maybe("purpose"),
        ],
        |f| {
            let declarations = f.policy.declarations.iter();
            let rows = declarations.flat_map(|d| &d.third_party.sdk_list);
            rows.map(|r| {
                vec![
                    s(&r.name),
                    o(r.sdk.as_ref()),
                    o(r.vendor.as_ref()),
                    o(r.purpose.as_ref()),
                ]
            })
            .collect()
        },
    ),
    Field::Many(
        "limitations",
        &[text("area"), text("code"), text("location"), text("detail")],
        |f| {
            let rows = f.limitations.iter();
            rows.map(|l| vec![e(&l.area), s(&l.code), s(&l.location), s(&l.detail)])
                .collect()
        },
    ),
    Field::Many(
        "anomalies",
        &[text("code"), text("entry"), text("detail")],
        |f| {
            let rows = f.anomalies.iter();
            rows.map(|a| vec![s(&a.code), s(&a.entry), s(&a.detail)])
                .collect()
        },
    ),
    Field::One(int("facts_version"), |f| n(f.facts_version)),
    Field::One(text("tongbao_version"), |f| s(&f.extraction.version)),
    Field::One(text("settings_sha256"), |f| s(&f.extraction.settings)),
];

/// The schema in Parquet's own notation; lists in the three levels that its
/// specification names.
pub(super) fn schema() -> String {
    let mut text = String::from("message tongbao_facts {\n");
    for field in FIELDS {
        match field {
            Field::One(member, _) => text += &format!("  {}\n", leaf(*member)),
            Field::Many(name, members, _) => {
                text += &format!("  required group {name} (LIST) {{\n");
                text += "    repeated group list {\n      required group element {\n";
                for member in *members {
                    text += &format!("        {}\n", leaf(*member));
                }
                text += "      }\n    }\n  }\n";
            }
        }
    }
    text += &format!("  {}\n}}\n", leaf((WHOLE, Type::Json, false)));
    text
}

fn leaf((name, kind, nullable): Member) -> String {
    let repetition = if nullable { "optional" } else { "required" };
    match kind {
        Type::Text => format!("{repetition} binary {name} (UTF8);"),
        Type::Json => format!("{repetition} binary {name} (JSON);"),
        Type::Int => format!("{repetition} int32 {name};"),
        Type::Long => format!("{repetition} int64 {name};"),
        Type::Flag => format!("{repetition} boolean {name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fit_their_members() {
        let mut facts = AppFacts::default();
        facts.manifest.version_code = Some(u64::MAX);
        facts.limitations.push(crate::facts::Limitation {
            area: crate::facts::Area::Code,
            code: "no-code".into(),
            location: String::new(),
            detail: String::new(),
        });
        facts.code.calls = serde_json::from_value(serde_json::json!([{
            "api": "a", "constant": null, "caller": {"class": "C", "method": "m", "descriptor": "()V"},
            "dex": "classes.dex", "sites": 1, "confidence": "high", "startup": "yes", "root": "boot",
            "path": [], "guard": null, "neighbours": [],
        }]))
        .unwrap();
        let fits = |(name, kind, nullable): Member, cell: &Cell| {
            let fits = match cell {
                Null => nullable,
                Text(_) => matches!(kind, Type::Text | Type::Json),
                Number(_) => matches!(kind, Type::Int | Type::Long),
                Flag(_) => kind == Type::Flag,
            };
            assert!(fits, "{name}: {cell:?}");
        };
        for field in FIELDS {
            match field {
                Field::One(member, get) => fits(*member, &get(&facts)),
                Field::Many(name, members, get) => {
                    for row in get(&facts) {
                        assert_eq!(row.len(), members.len(), "{name}");
                        for (member, cell) in members.iter().zip(&row) {
                            fits(*member, cell);
                        }
                    }
                }
            }
        }
    }
}
