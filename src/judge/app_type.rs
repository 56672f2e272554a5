//! Which of the 39 common types (国信办秘字〔2021〕14号) an app is of: told by
//! the user or the store's listing, or inferred from what its package and listing
//! say of it.
//!
//! An inference is a lead, never a fact: whatever rests on it is `suspected` at
//! most. Where two types have as much for them, there is none.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{AppFacts, Confidence, Localized};
use crate::listing::Listing;
use crate::signatures::model::{AppType, Bilingual, PermissionGroup};
use crate::signatures::{Signatures, glob};

use super::{AppContext, EmbeddedSdk};

/// A word in the app's name.
const IN_NAME: u32 = 4;
/// An English word in the package name.
const IN_PACKAGE: u32 = 2;
/// A word in the store's category.
const IN_CATEGORY: u32 = 6;
/// A word in the description.
const IN_DESCRIPTION: u32 = 1;
/// A category of an intent filter by which an app says what it is (`APP_BROWSER`).
const DECLARED: u32 = 5;
/// A service that only the system may bind. Tools have one by the way, as a test
/// tool types through an input method of its own: not enough alone.
const BOUND: u32 = 2;
/// An SDK that is frequent in this type.
const SDK: u32 = 1;
/// From this on a type is inferred.
const ENOUGH: u32 = 3;
/// From this on the inference is of medium confidence: a long word in the name,
/// or a short one with something beside it.
const CONFIDENT: u32 = 9;
/// By how much the best must lead.
const LEAD: u32 = 2;

/// The type of an app.
#[derive(Debug, Clone)]
pub struct TypeOfApp<'a> {
    /// The type.
    pub kind: &'a AppType,
    /// The user or the listing told it; else it is inferred.
    pub told: bool,
    /// `high` where told; `medium` or `low` where inferred.
    pub confidence: Confidence,
    /// What speaks for it: words, components, SDKs; empty where told.
    pub signs: Vec<String>,
}

/// The type of an app, as reports show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedType {
    /// Number in article 5 of the rules, 1 to 39.
    pub number: u8,
    /// Id.
    pub id: String,
    /// Names as the rules write them, without 类.
    pub names: Bilingual,
    /// The user told it; else it is inferred.
    pub told: bool,
    /// `high` where told; `medium` or `low` where inferred.
    pub confidence: Confidence,
}

impl From<&TypeOfApp<'_>> for JudgedType {
    fn from(of: &TypeOfApp<'_>) -> Self {
        Self {
            number: of.kind.number,
            id: of.kind.id.clone(),
            names: of.kind.name.clone(),
            told: of.told,
            confidence: of.confidence,
        }
    }
}

/// The type that the user told, or that name, package name, description,
/// components and SDKs point to.
pub fn app_type<'a>(
    facts: &AppFacts,
    sdks: &[EmbeddedSdk],
    set: &'a Signatures,
    context: &AppContext,
) -> Option<TypeOfApp<'a>> {
    let submitted = facts.listing.as_ref().and_then(|l| l.said.app_type);
    if let Some(number) = context.app_type.or(submitted) {
        let kind = set.app_types.iter().find(|kind| kind.number == number)?;
        return Some(TypeOfApp {
            kind,
            told: true,
            confidence: Confidence::High,
            signs: Vec::new(),
        });
    }
    let words = Words::of(facts);
    let mut best: Option<(u32, TypeOfApp<'a>)> = None;
    let mut second = 0;
    for kind in &set.app_types {
        let (score, signs) = weigh(kind, &words, sdks);
        let leads = best.as_ref().is_none_or(|(top, _)| score > *top);
        if leads {
            second = best.as_ref().map_or(0, |(top, _)| *top);
            let confidence = if score >= CONFIDENT {
                Confidence::Medium
            } else {
                Confidence::Low
            };
            best = Some((
                score,
                TypeOfApp {
                    kind,
                    told: false,
                    confidence,
                    signs,
                },
            ));
        } else {
            second = second.max(score);
        }
    }
    let (score, kind) = best?;
    (score >= ENOUGH && score >= second + LEAD).then_some(kind)
}

/// Requested permissions that neither the type's basic function nor a usual
/// further function calls for, in the order given.
pub fn unrelated_permissions<'p>(
    kind: &AppType,
    permissions: impl Iterator<Item = &'p str>,
) -> Vec<&'p str> {
    permissions
        .filter(|name| PermissionGroup::of(name).is_some_and(|g| kind.unrelated.contains(&g)))
        .collect()
}

/// What the package says of itself, and the store of it, as words.
struct Words<'a> {
    name: Text,
    category: Text,
    description: Text,
    package: Text,
    /// Categories of intent filters, each once.
    filters: BTreeSet<&'a String>,
    /// Permissions that guard components, each once.
    guards: BTreeSet<&'a String>,
}

/// A text in lower case, and the English words in it.
struct Text {
    whole: String,
    chars: Chars,
    english: BTreeSet<String>,
    is_ascii: bool,
}

/// Which characters a text has, by a bit that some share: most words begin with
/// one that it has not, and need not be searched for.
#[derive(Clone, Copy)]
struct Chars(u64);

impl Chars {
    fn of(text: impl Iterator<Item = char>) -> Self {
        Self(text.fold(0, |all, c| all | 1 << (u32::from(c) % 61)))
    }

    /// Whether a word may stand in the text.
    fn may_have(self, word: &str) -> bool {
        self.0 & Self::of(word.chars().take(1)).0 != 0
    }
}

impl Text {
    fn new(whole: String) -> Self {
        Self {
            chars: Chars::of(whole.chars()),
            english: english(&whole),
            is_ascii: whole.is_ascii(),
            whole,
        }
    }

    /// Whether an English word stands in it by itself.
    fn says(&self, word: &str) -> bool {
        self.chars.may_have(word) && self.english.contains(word)
    }

    /// Whether there is no word in it.
    fn is_empty(&self) -> bool {
        self.is_ascii && self.english.is_empty()
    }
}

impl<'a> Words<'a> {
    fn of(facts: &'a AppFacts) -> Self {
        let listing = facts.listing.as_ref().map(|l| &l.said);
        let said = |of: fn(&Listing) -> &Option<String>| {
            listing
                .and_then(|l| Listing::shown(of(l)))
                .unwrap_or_default()
                .to_lowercase()
        };
        let text = |text: &Localized| {
            let parts = [&text.default, &text.zh, &text.en];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            parts.join("\n").to_lowercase()
        };
        let components = &facts.manifest.components;
        let filters = components.iter().flat_map(|c| &c.intent_filters);
        Self {
            filters: filters.flat_map(|filter| &filter.categories).collect(),
            guards: components
                .iter()
                .filter_map(|c| c.permission.as_ref())
                .collect(),
            name: Text::new(format!(
                "{}\n{}",
                text(&facts.manifest.label),
                said(|l| &l.name)
            )),
            category: Text::new(said(|l| &l.category)),
            description: Text::new(format!(
                "{}\n{}",
                text(&facts.manifest.description),
                said(|l| &l.description)
            )),
            package: Text::new(facts.manifest.package.to_lowercase()),
        }
    }
}

/// Runs of ASCII letters and digits.
fn english(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(String::from)
        .collect()
}

/// Points for a type, and the signs that gave them. Of the words in one place
/// the longest counts once: 短视频 is not 视频 as well.
fn weigh(kind: &AppType, words: &Words, sdks: &[EmbeddedSdk]) -> (u32, Vec<String>) {
    let mut score = 0;
    let mut signs = Vec::new();
    let mut add = |points: u32, sign: Option<String>| {
        if let Some(sign) = sign {
            score += points;
            signs.push(sign);
        }
    };
    if let Some(word) = longest(kind, &words.name) {
        // A longer word is more specific: it beats a shorter one of another type.
        let length = u32::try_from(word.chars().count()).unwrap_or_default();
        let bonus = if word.is_ascii() {
            0
        } else {
            2 * length.min(4)
        };
        add(IN_NAME + bonus, Some(word.into()));
    }
    add(IN_CATEGORY, in_category(kind, &words.category));
    add(
        IN_DESCRIPTION,
        longest(kind, &words.description).map(String::from),
    );
    let mut in_package = kind.signs.words_en.iter();
    add(
        IN_PACKAGE,
        in_package.find(|w| words.package.says(w)).cloned(),
    );
    add(
        DECLARED,
        first(&kind.signs.intent_categories, &words.filters),
    );
    add(BOUND, first(&kind.signs.binds, &words.guards));
    let mut frequent = sdks.iter().filter(|sdk| sdk.confidence > Confidence::Low);
    let matches = |id: &str| kind.signs.sdks.iter().any(|pattern| glob(pattern, id));
    add(
        SDK,
        frequent
            .find(|sdk| matches(&sdk.id))
            .map(|sdk| sdk.id.clone()),
    );
    (score, signs)
}

/// The type's own name in the store's category, or a word of the type.
fn in_category(kind: &AppType, category: &Text) -> Option<String> {
    let name = kind.name.zh.trim_end_matches('类');
    let named = !name.is_empty() && category.whole.contains(name);
    named
        .then(|| name.to_owned())
        .or_else(|| longest(kind, category).map(String::from))
}

fn longest<'a>(kind: &'a AppType, text: &Text) -> Option<&'a str> {
    if text.is_empty() {
        return None;
    }
    let lower_case = |word: &'a String| match word.bytes().any(|b| b.is_ascii_uppercase()) {
        true => Cow::Owned(word.to_lowercase()),
        false => Cow::Borrowed(word.as_str()),
    };
    let chinese = kind.signs.words_zh.iter();
    let chinese = chinese.filter(|word| word.is_ascii() || !text.is_ascii);
    let chinese = chinese.filter(|word| {
        let word = lower_case(word);
        text.chars.may_have(&word) && text.whole.contains(&*word)
    });
    let english = kind.signs.words_en.iter();
    chinese
        .chain(english.filter(|word| text.says(word)))
        .max_by_key(|word| word.len())
        .map(String::as_str)
}

/// The first of the wanted that is there.
fn first(wanted: &[String], there: &BTreeSet<&String>) -> Option<String> {
    wanted.iter().find(|name| there.contains(name)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Manifest;
    use crate::listing::ListingFacts;

    fn app(label: &str, package: &str, description: &str) -> AppFacts {
        let text = |text: &str| Localized {
            default: Some(text.into()),
            ..Localized::default()
        };
        AppFacts {
            manifest: Manifest {
                package: package.into(),
                label: text(label),
                description: text(description),
                ..Manifest::default()
            },
            ..AppFacts::default()
        }
    }

    #[test]
    fn types_by_what_an_app_says_of_itself() {
        let set = Signatures::builtin();
        for (label, package, expected) in [
            ("某某地图", "com.example.x", Some(1)),
            ("示例短视频", "com.example.x", Some(29)),
            ("示例银行", "cn.example.bank", Some(24)),
            ("Example Torch", "org.example.torch", Some(38)),
            ("示例输入法", "com.example.x", Some(33)),
            ("我的应用", "com.example.app", None),
            ("视频会议", "com.example.x", None),
            ("", "", None),
        ] {
            let facts = app(label, package, "");
            let found = app_type(&facts, &[], &set, &AppContext::default());
            assert_eq!(found.map(|t| t.kind.number), expected, "{label} {package}");
        }
    }

    #[test]
    fn an_input_method_of_a_tool_makes_it_no_input_method() {
        let set = Signatures::builtin();
        for (label, package, expected) in [
            ("Example Settings", "org.example.settings", None),
            ("示例输入法", "org.example.x", Some(33)),
            ("Example", "org.example.inputmethod.latin", Some(33)),
        ] {
            let mut facts = app(label, package, "");
            let service = serde_json::json!({
                "kind": "service", "name": "org.example.Typing", "enabled": true, "exported": true,
                "process": null, "target": null, "intent_filters": [],
                "permission": "android.permission.BIND_INPUT_METHOD",
            });
            facts.manifest.components = vec![serde_json::from_value(service).unwrap()];
            let found = app_type_of(&facts, &set);
            assert_eq!(found.map(|(number, _)| number), expected, "{label}");
        }
    }

    #[test]
    fn the_stores_listing_tells_a_type_or_hints_at_one() {
        let set = Signatures::builtin();
        let listed = |category: Option<&str>, app_type| {
            let mut facts = app("我的应用", "com.example.app", "");
            facts.listing = Some(ListingFacts {
                said: Listing {
                    category: category.map(Into::into),
                    app_type,
                    ..Listing::default()
                },
                ..ListingFacts::default()
            });
            app_type_of(&facts, &set)
        };
        assert_eq!(listed(None, Some(18)), Some((18, true)));
        let shopping = listed(Some("网上购物"), None).unwrap();
        assert!(!shopping.1);
        assert_eq!(
            set.app_types[usize::from(shopping.0) - 1].name.zh,
            "网上购物"
        );
        assert_eq!(listed(Some("其他"), None), None);
    }

    fn app_type_of(facts: &AppFacts, set: &Signatures) -> Option<(u8, bool)> {
        let found = app_type(facts, &[], set, &AppContext::default());
        found.map(|t| (t.kind.number, t.told))
    }

    #[test]
    fn a_told_type_wins_and_an_unknown_number_is_none() {
        let set = Signatures::builtin();
        let facts = app("某某地图", "com.example.map", "");
        let told = |number| AppContext {
            app_type: Some(number),
        };
        let found = app_type(&facts, &[], &set, &told(18)).unwrap();
        assert_eq!((found.kind.number, found.told), (18, true));
        assert!(app_type(&facts, &[], &set, &told(40)).is_none());
        let inferred = app_type(&facts, &[], &set, &AppContext::default()).unwrap();
        assert!(!inferred.told && inferred.confidence < Confidence::High);
    }

    #[test]
    fn unrelated_permissions_of_a_type() {
        let set = Signatures::builtin();
        let torch = &set.app_types[37];
        let asked = [
            "android.permission.CAMERA",
            "android.permission.READ_SMS",
            "android.permission.INTERNET",
            "android.permission.READ_CALL_LOG",
        ];
        assert_eq!(
            unrelated_permissions(torch, asked.into_iter()),
            [
                "android.permission.READ_SMS",
                "android.permission.READ_CALL_LOG"
            ]
        );
    }
}
