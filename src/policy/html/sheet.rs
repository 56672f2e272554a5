//! The rules of `<style>` elements, and which of them apply to an element.

use std::borrow::Cow;
use std::collections::HashMap;

use super::style::{DEFAULT_PX, Declarations, Size};

/// Rules kept of a style sheet.
const MAX_RULES: usize = 4000;
/// Ancestors looked at for a selector.
const MAX_ANCESTORS: usize = 24;

/// Tag, id and classes of an element, for selectors.
#[derive(Debug, Clone, Default)]
pub(super) struct Identity<'a> {
    pub tag: Cow<'a, str>,
    pub id: Option<Cow<'a, str>>,
    pub class: Option<Cow<'a, str>>,
}

/// One compound of a selector, such as `p.small#x`.
#[derive(Debug, Clone, Default)]
struct Compound {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
}

impl Compound {
    /// `None` for what is not understood: a rule is rather skipped than misread.
    fn parse(text: &str) -> Option<Self> {
        let mut compound = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let body = rest.trim_start_matches(['.', '#']);
            let end = body.find(['.', '#', ':', '[', '*']).unwrap_or(body.len());
            let (name, after) = body.split_at(end);
            if name.is_empty() || after.starts_with([':', '[', '*']) {
                return None;
            }
            match rest.as_bytes().first() {
                Some(b'.') => compound.classes.push(name.to_owned()),
                Some(b'#') => compound.id = Some(name.to_owned()),
                _ => compound.tag = Some(name.to_ascii_lowercase()),
            }
            rest = after;
        }
        Some(compound)
    }

    fn matches(&self, element: &Identity) -> bool {
        self.tag
            .as_deref()
            .is_none_or(|t| element.tag.eq_ignore_ascii_case(t))
            && self
                .id
                .as_deref()
                .is_none_or(|id| element.id.as_deref() == Some(id))
            && self.classes.iter().all(|class| {
                element
                    .class
                    .as_deref()
                    .is_some_and(|list| list.split_ascii_whitespace().any(|c| c == class))
            })
    }
}

#[derive(Debug, Clone)]
struct Rule {
    /// The element's own compound last; ancestors before it.
    compounds: Vec<Compound>,
    declarations: Declarations,
}

/// The rules of a document's `<style>` elements.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    /// Rules by the key of their last compound: `#id`, `.class` or tag.
    keys: HashMap<String, Vec<usize>>,
}

impl Sheet {
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Adds the rules of a `<style>` element. Rules inside `@media` and the like
    /// are left out, since they may not apply.
    pub fn add(&mut self, css: &str) {
        let mut rest = css;
        while let Some(open) = rest.find('{') {
            if self.rules.len() >= MAX_RULES {
                return;
            }
            let selectors = &rest[..open];
            let body = &rest[open + 1..];
            if selectors.contains('@') {
                rest = skip_block(body);
                continue;
            }
            let close = body.find('}').unwrap_or(body.len());
            let declarations = Declarations::parse(&body[..close]);
            if !declarations.is_empty() {
                for selector in selectors.split(',').take(32) {
                    self.rule(selector, declarations);
                }
            }
            rest = body.get(close + 1..).unwrap_or("");
        }
    }

    fn rule(&mut self, selector: &str, declarations: Declarations) {
        let selector = match selector.rfind("*/") {
            Some(at) => &selector[at + 2..],
            None => selector,
        };
        if selector.contains(['+', '~']) {
            return;
        }
        let compounds: Option<Vec<Compound>> = selector
            .split(|c: char| c.is_whitespace() || c == '>')
            .filter(|part| !part.is_empty())
            .map(Compound::parse)
            .collect();
        let Some(compounds) = compounds.filter(|c| (1..=6).contains(&c.len())) else {
            return;
        };
        let Some(last) = compounds.last() else { return };
        let key = match (&last.id, last.classes.first(), &last.tag) {
            (Some(id), _, _) => format!("#{id}"),
            (_, Some(class), _) => format!(".{class}"),
            (_, _, Some(tag)) => tag.clone(),
            _ => return,
        };
        self.keys.entry(key).or_default().push(self.rules.len());
        self.rules.push(Rule {
            compounds,
            declarations,
        });
    }

    /// Declarations for an element, in order of the sheet; ids and classes after
    /// tags, which is as much of specificity as these texts need.
    pub fn matching<'s>(
        &'s self,
        element: &Identity,
        ancestors: &[Identity],
    ) -> impl Iterator<Item = &'s Declarations> {
        let mut found: Vec<usize> = Vec::new();
        let mut look = |key: &str| {
            for index in self.keys.get(key).into_iter().flatten().take(64) {
                if self
                    .rules
                    .get(*index)
                    .is_some_and(|rule| applies(rule, element, ancestors))
                {
                    found.push(*index);
                }
            }
        };
        look(&element.tag);
        for class in element
            .class
            .as_deref()
            .unwrap_or("")
            .split_ascii_whitespace()
            .take(8)
        {
            look(&format!(".{class}"));
        }
        if let Some(id) = &element.id {
            look(&format!("#{id}"));
        }
        found
            .into_iter()
            .filter_map(|i| self.rules.get(i).map(|r| &r.declarations))
    }

    /// The size that the sheet gives to `<html>`.
    pub fn root_px(&self) -> Option<f32> {
        let html = Identity {
            tag: Cow::Borrowed("html"),
            ..Identity::default()
        };
        self.matching(&html, &[])
            .filter_map(|d| d.size)
            .last()
            .and_then(|size| match size {
                Size::Px(px) => Some(px),
                Size::Times(times) => Some(times * DEFAULT_PX),
                Size::Root(_) => None,
            })
    }
}

fn applies(rule: &Rule, element: &Identity, ancestors: &[Identity]) -> bool {
    let Some((own, above)) = rule.compounds.split_last() else {
        return false;
    };
    if !own.matches(element) {
        return false;
    }
    let mut chain = ancestors.iter().rev().take(MAX_ANCESTORS);
    above
        .iter()
        .rev()
        .all(|compound| chain.any(|a| compound.matches(a)))
}

/// What follows the block whose `{` was just read.
fn skip_block(body: &str) -> &str {
    let mut depth = 1usize;
    for (at, b) in body.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return body.get(at + 1..).unwrap_or("");
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_selectors() {
        let mut sheet = Sheet::default();
        sheet.add("/* c */ html{font-size:20px} .a .b, p#x { color: #ccc } @media print { p { display:none } } p:hover{display:none}");
        let element =
            |tag: &'static str, id: Option<&'static str>, class: Option<&'static str>| Identity {
                tag: tag.into(),
                id: id.map(Into::into),
                class: class.map(Into::into),
            };
        let count = |e: &Identity, above: &[Identity]| sheet.matching(e, above).count();
        assert_eq!(sheet.root_px(), Some(20.0));
        assert_eq!(count(&element("p", Some("x"), None), &[]), 1);
        assert_eq!(
            count(
                &element("i", None, Some("z b")),
                &[element("div", None, Some("a"))]
            ),
            1
        );
        assert_eq!(count(&element("i", None, Some("b")), &[]), 0);
        assert_eq!(count(&element("p", None, None), &[]), 0);
    }
}
