//! What all pages of a batch share: the categories, and words for every value
//! that a report can hold.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::judge::{Used, Verdict};
use crate::report::{Lang, text};
use crate::signatures::Signatures;
use crate::signatures::model::{
    Assessable, Authority, Bilingual, Category, SdkCategory, Severity, Weights,
};

/// The guide by which stores review apps.
const REVIEW_GUIDE: &str = "GB/T 43739-2024";

/// A text in both languages, `[zh, en]`.
pub type Both<'a> = (&'a str, &'a str);

/// Everything shared.
#[derive(Serialize)]
pub struct Catalogue<'a> {
    categories: Vec<CategoryEntry<'a>>,
    pi_types: BTreeMap<&'a str, Both<'a>>,
    verdicts: Vec<(Verdict, Both<'static>)>,
    severities: Vec<(Severity, Both<'static>)>,
    authorities: Vec<(Authority, Both<'static>)>,
    used: Vec<(Used, Both<'static>)>,
    sdk_categories: Vec<(SdkCategory, Both<'static>)>,
    weights: &'a Weights,
}

/// A category, as `signatures/categories` tells it.
#[derive(Serialize)]
struct CategoryEntry<'a> {
    id: &'a str,
    authority: Authority,
    /// A name short enough for the head of a column.
    code: String,
    title: Both<'a>,
    clause: String,
    severity: Severity,
    assessable: Assessable,
    /// An item of a store's review.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    review: bool,
    explanation: Both<'a>,
    blind_spots: Both<'a>,
    manual_check: Both<'a>,
}

impl<'a> Catalogue<'a> {
    /// The catalogue of a signature set.
    pub fn new(set: &'a Signatures) -> Self {
        Self {
            categories: set.categories.iter().map(category).collect(),
            pi_types: set
                .pi_types
                .iter()
                .map(|pi| (pi.id.as_str(), both(&pi.name)))
                .collect(),
            verdicts: words_of(
                [
                    Verdict::Indicated,
                    Verdict::Suspected,
                    Verdict::Inconclusive,
                    Verdict::NotFound,
                    Verdict::NotStaticallyAssessable,
                ],
                text::verdict,
            ),
            severities: words_of(
                [
                    Severity::Critical,
                    Severity::High,
                    Severity::Medium,
                    Severity::Low,
                    Severity::Info,
                ],
                text::severity,
            ),
            authorities: words_of(
                [
                    Authority::Miit,
                    Authority::Cverc,
                    Authority::FourMinistries,
                    Authority::Pipl,
                    Authority::Cac,
                    Authority::Standard,
                ],
                text::authority,
            ),
            used: words_of([Used::Yes, Used::No, Used::Unknown], text::used),
            sdk_categories: words_of(text::SDK_CATEGORIES, text::sdk_category),
            weights: &set.weights,
        }
    }
}

fn words_of<T: Copy>(
    values: impl IntoIterator<Item = T>,
    word: fn(T, Lang) -> &'static str,
) -> Vec<(T, Both<'static>)> {
    values
        .into_iter()
        .map(|value| (value, (word(value, Lang::Zh), word(value, Lang::En))))
        .collect()
}

fn category(category: &Category) -> CategoryEntry<'_> {
    CategoryEntry {
        id: &category.id,
        authority: category.authority,
        code: code(category),
        title: both(&category.title),
        clause: category.clause.cite(),
        severity: category.severity,
        assessable: category.assessable,
        review: category.assessable == Assessable::Listing
            || category.clause.number == REVIEW_GUIDE,
        explanation: both(&category.explanation),
        blind_spots: both(&category.blind_spots),
        manual_check: both(&category.manual_check),
    }
}

/// The clause's number where the id tells it (`four-2.1` is 2.1 of 191号), the
/// place in the authority's own order otherwise.
fn code(category: &Category) -> String {
    let number = category.id.split('-').nth(1).unwrap_or_default();
    if category.authority == Authority::FourMinistries && number.contains('.') {
        number.into()
    } else {
        category.order.to_string()
    }
}

/// Both texts.
pub fn both(text: &Bilingual) -> Both<'_> {
    (&text.zh, &text.en)
}
