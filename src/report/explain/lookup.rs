//! Which things go by a name, and which names are near to an unknown one.

use crate::signatures::Signatures;

use super::api::member;
use super::sdk::names;
use super::{Explanation, api, app_type, category, document, permission, sdk};

/// Names that are suggested for an unknown one.
const SUGGESTIONS: usize = 5;
/// Explanations of one name that are shown at most.
const MATCHES: usize = 8;

/// Explains whatever goes by this id or name, exact matches first.
///
/// # Errors
/// The nearest known names where nothing does; possibly none.
pub fn explain(set: &Signatures, query: &str) -> Result<Vec<Explanation>, Vec<String>> {
    let wanted = fold(query);
    let by_id = find(set, &|ids, _| ids.iter().any(|id| fold(id) == wanted));
    if !by_id.is_empty() {
        return Ok(by_id);
    }
    let by_name = find(set, &|_, names| {
        names.iter().any(|name| fold(name) == wanted)
    });
    if !by_name.is_empty() {
        return Ok(by_name);
    }
    Err(nearest(set, &wanted))
}

/// A test over ids (one a thing) and names (many).
type Wanted<'a> = &'a dyn Fn(&[&str], &[&str]) -> bool;

fn find(set: &Signatures, wanted: Wanted) -> Vec<Explanation> {
    let mut found = Vec::new();
    let mut each = |ids: &[&str], names: &[&str], make: &dyn Fn() -> Explanation| {
        if found.len() < MATCHES && wanted(ids, names) {
            found.push(make());
        }
    };
    for c in &set.categories {
        each(&[&c.id], &[&c.title.zh, &c.title.en], &|| category(set, c));
    }
    for s in &set.sdks {
        let names: Vec<&str> = names(s).collect();
        each(&[&s.id], &names, &|| sdk(set, s));
    }
    for p in &set.permissions {
        let short = p.name.rsplit('.').next().unwrap_or_default();
        let phrases = p.phrases_zh.iter().chain(&p.phrases_en).map(String::as_str);
        let labels = [p.label.zh.as_str(), p.label.en.as_str()];
        let names: Vec<&str> = phrases.chain(labels).collect();
        let android = p.name.starts_with("android.permission.");
        let ids: &[&str] = if android {
            &[&p.name, short]
        } else {
            &[&p.name]
        };
        each(ids, &names, &|| permission(set, p));
    }
    for a in &set.apis {
        let method = member(a);
        each(&[&a.id, &method], &[&a.gives.zh, &a.gives.en], &|| {
            api(set, a)
        });
    }
    for t in &set.app_types {
        let names = [t.name.zh.as_str(), t.name.en.as_str()];
        each(&[&t.id], &names, &|| app_type(set, t));
    }
    for d in &set.sources {
        let names = [d.title.zh.as_str(), d.title.en.as_str()];
        each(&[&d.id, &d.number], &names, &|| document(d));
    }
    found
}

/// Without white space, case and book-title marks.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !"《》".contains(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Names that hold the query or are held by it, then those few letters away.
fn nearest(set: &Signatures, wanted: &str) -> Vec<String> {
    let categories = set.categories.iter().flat_map(|c| [&c.id, &c.title.zh]);
    let sdks = set
        .sdks
        .iter()
        .flat_map(|s| [&s.id, &s.name.zh, &s.name.en]);
    let permissions = set.permissions.iter().map(|p| &p.name);
    let apis = set.apis.iter().map(|a| &a.id);
    let types = set.app_types.iter().flat_map(|t| [&t.id, &t.name.zh]);
    let documents = set.sources.iter().flat_map(|d| [&d.id, &d.number]);
    let names = categories.chain(sdks).chain(permissions);
    let names = names.chain(apis).chain(types).chain(documents);
    let mut near: Vec<(u32, &String)> = names
        .filter_map(|name| {
            let folded = fold(name);
            let last = folded.rsplit('.').next().unwrap_or_default();
            let likeness =
                strsim::jaro_winkler(wanted, &folded).max(strsim::jaro_winkler(wanted, last));
            let holds = wanted.chars().count() > 1 && folded.contains(wanted);
            let score = if holds { likeness + 1.0 } else { likeness };
            // Hundredths are fine enough, and integers can be sorted by.
            (score > 0.8).then_some(((score * 100.0) as u32, name))
        })
        .collect();
    near.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    near.dedup_by(|a, b| a.1 == b.1);
    let near = near.into_iter().take(SUGGESTIONS);
    near.map(|(_, name)| name.clone()).collect()
}
