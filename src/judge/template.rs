//! Texts of rules: `{sdk.name}`, `{names(sdk: …)}`, `{count(sdk: …)}`.

use crate::signatures::model::Bilingual;

use super::condition::{self, ConditionError, Field, Kind, Node, Value, Walk};
use super::evidence::both;
use super::subjects::View;

/// A text in both languages, checked.
#[derive(Debug)]
pub(super) struct Template {
    zh: Vec<Piece>,
    en: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    Plain(String),
    /// A field of the rule's subject, or of a kind without plural.
    Field(&'static Field),
    Names(&'static Kind, Option<Node>),
    Count(&'static Kind, Option<Node>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lang {
    Zh,
    En,
}

impl Template {
    /// Checks a text of a rule over a kind. An error says which language it
    /// is in.
    pub fn new(
        text: &Bilingual,
        kind: &'static Kind,
    ) -> Result<Self, (&'static str, ConditionError)> {
        Ok(Self {
            zh: pieces(&text.zh, kind).map_err(|e| ("zh", e))?,
            en: pieces(&text.en, kind).map_err(|e| ("en", e))?,
        })
    }

    /// The text for one subject; a field without a value leaves nothing.
    pub fn fill(&self, walk: &Walk, view: &View, subject: usize) -> Bilingual {
        let fill = |pieces, lang| {
            let filled = filled(pieces, lang, walk, view, subject);
            filled.map(Option::unwrap_or_default).collect::<String>()
        };
        both(fill(&self.zh, Lang::Zh), fill(&self.en, Lang::En))
    }

    /// The text for one subject, if every field in it has a value.
    pub fn fill_whole(&self, walk: &Walk, view: &View, subject: usize) -> Option<Bilingual> {
        let fill =
            |pieces, lang| filled(pieces, lang, walk, view, subject).collect::<Option<String>>();
        Some(both(fill(&self.zh, Lang::Zh)?, fill(&self.en, Lang::En)?))
    }
}

fn filled<'t>(
    pieces: &'t [Piece],
    lang: Lang,
    walk: &'t Walk,
    view: &'t View,
    subject: usize,
) -> impl Iterator<Item = Option<String>> + 't {
    pieces.iter().map(move |piece| match piece {
        Piece::Plain(text) => Some(text.clone()),
        Piece::Field(field) => shown((field.get)(view, subject), lang),
        Piece::Names(kind, node) => {
            let names = walk.select(kind, node.as_ref(), subject).into_iter();
            let names: Vec<String> = names.map(|i| pick((kind.label)(view, i), lang)).collect();
            Some(names.join(separator(lang)))
        }
        Piece::Count(kind, node) => {
            Some(walk.select(kind, node.as_ref(), subject).len().to_string())
        }
    })
}

fn pick(text: Bilingual, lang: Lang) -> String {
    match lang {
        Lang::Zh => text.zh,
        Lang::En => text.en,
    }
}

fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

fn shown(value: Value, lang: Lang) -> Option<String> {
    Some(match value.inner() {
        Value::Unknown(_) | Value::Absent | Value::Said(_) => return None,
        Value::Truth(value) => match (lang, value) {
            (Lang::Zh, true) => "是".into(),
            (Lang::Zh, false) => "否".into(),
            (Lang::En, true) => "yes".into(),
            (Lang::En, false) => "no".into(),
        },
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.into_owned(),
        Value::Name(name) => pick(name.into_owned(), lang),
        Value::Word(word) => word.into(),
        Value::Texts(texts) => texts.join(separator(lang)),
        Value::Words(span) => span.quote.clone(),
    })
}

fn pieces(text: &str, kind: &'static Kind) -> Result<Vec<Piece>, ConditionError> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((plain, open)) = rest.split_once('{') else {
            pieces.push(Piece::Plain(rest.into()));
            break;
        };
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain.into()));
        }
        let start = at + plain.len() + 1;
        let Some((inner, _)) = open.split_once('}') else {
            return Err(ConditionError::new(
                start - 1..text.len(),
                "`{` is not closed",
            ));
        };
        pieces.push(placeholder(inner, kind).map_err(|e| e.moved(start))?);
        at = start + inner.len() + 1;
    }
    Ok(pieces)
}

fn placeholder(inner: &str, kind: &'static Kind) -> Result<Piece, ConditionError> {
    let called = |name: &str| {
        let inside = inner.strip_prefix(name)?.strip_prefix('(')?;
        Some((inside.strip_suffix(')')?, name.len() + 1))
    };
    if let Some((inside, offset)) = called("names") {
        let (kind, node) = condition::select(inside, kind).map_err(|e| e.moved(offset))?;
        return Ok(Piece::Names(kind, node));
    }
    if let Some((inside, offset)) = called("count") {
        let (kind, node) = condition::select(inside, kind).map_err(|e| e.moved(offset))?;
        return Ok(Piece::Count(kind, node));
    }
    let (field, _) = condition::field(inner, kind)?;
    Ok(Piece::Field(field))
}
