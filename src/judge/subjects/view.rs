//! One app as conditions see it: what was identified, joined once.

use crate::facts::{AppFacts, Area, Document, DocumentRole, Language};
use crate::judge::condition::{Reason, Said, Value};
use crate::judge::evidence::both;
use crate::judge::permissions::InPolicy;
use crate::judge::verdict::{Evidence, EvidenceKind, Side};
use crate::judge::{AppContext, Case, TypeOfApp, app_type};
use crate::policy::Declarations;
use crate::signatures::model::Bilingual;

use super::information::{Collected, Reached};
use super::listing::Heard;
use super::sdk::Disclosure;
use super::start::Starter;

/// A policy shorter than this, in characters, is a prompt or a fragment.
pub(crate) const MIN_POLICY_CHARS: u32 = 200;

/// One app, ready to be asked about.
pub(crate) struct View<'a> {
    pub case: &'a Case<'a>,
    /// The app's common type, told or inferred.
    pub app_type: Option<TypeOfApp<'a>>,
    /// The main document, where absence from it means something; else why not.
    pub policy: Result<&'a Document, Bilingual>,
    /// What a store shows of the app, where there is a listing.
    pub listing: Option<Heard<'a>>,
    pub(super) information: Vec<Collected<'a>>,
    pub(super) startup: Vec<Reached<'a>>,
    pub(super) disclosures: Vec<Disclosure<'a>>,
    pub(super) starters: Vec<Starter<'a>>,
    code: bool,
    graph: bool,
}

impl<'a> View<'a> {
    /// Joins what was identified.
    pub fn new(case: &'a Case<'a>, context: &'a AppContext) -> Self {
        Self {
            case,
            app_type: app_type(case.facts, &case.sdks, case.set, context),
            policy: readable(case),
            listing: Heard::new(case),
            information: super::information::collected(case),
            startup: super::information::reached(case),
            disclosures: super::sdk::disclosures(case),
            starters: super::start::starters(case),
            code: case.code_is_readable(),
            graph: case.limits(&[Area::Graph]).next().is_none(),
        }
    }

    /// The facts.
    pub fn facts(&self) -> &'a AppFacts {
        self.case.facts
    }

    /// What the policy declares, as far as there is one.
    pub fn declarations(&self) -> Option<&'a Declarations> {
        self.case.facts.policy.declarations.as_ref()
    }

    /// Whether lists that rest on these areas may be incomplete, and why.
    pub fn limit(&self, areas: &[Area]) -> Option<Reason> {
        areas.iter().find_map(|area| match area {
            Area::Code if !self.code => Some(Reason::Code),
            Area::Graph if !self.graph => Some(Reason::Graph),
            Area::Policy if self.policy.is_err() => Some(Reason::Policy),
            Area::Listing if self.listing.is_none() => Some(Reason::Listing),
            _ => None,
        })
    }

    /// Whether nobody gave a listing.
    pub fn has_no_listing(&self) -> bool {
        self.listing.is_none() && self.case.limits(&[Area::Listing]).next().is_none()
    }

    /// Whether something is unknown only because nobody gave a listing: no fault
    /// of the package, and no reason to call the rest undecided.
    pub fn lacks_listing(&self, reason: Reason) -> bool {
        reason == Reason::Listing && self.has_no_listing()
    }

    /// Silence means something only in a policy that could be read whole.
    pub fn unless_said<'v>(&self, said: &'v dyn Said) -> Value<'v> {
        match (&self.policy, said.value()) {
            (Err(_), Value::Absent) => Value::Unknown(Reason::Policy),
            _ => Value::Said(said),
        }
    }

    /// How well the policy names something. That it does is certain wherever it
    /// stands; that it does not takes a policy that could be read whole.
    pub fn named<'v>(&self, named: InPolicy) -> Value<'v> {
        match (named, &self.policy) {
            (InPolicy::Yes, _) => Value::Word("yes"),
            (InPolicy::NoPolicy, _) | (_, Err(_)) => Value::Unknown(Reason::Policy),
            (InPolicy::Broad, Ok(_)) => Value::Word("broad"),
            (InPolicy::No, Ok(_)) => Value::Word("no"),
        }
    }

    /// A fact that only readable code can deny.
    pub fn if_code<'v>(&self, value: bool) -> Value<'v> {
        if value || self.code {
            Value::Truth(value)
        } else {
            Value::Unknown(Reason::Code)
        }
    }

    /// Whether the package holds a policy.
    pub fn has_policy<'v>(&self) -> Value<'v> {
        if main_document(self.facts()).is_some() {
            Value::Truth(true)
        } else if !self.case.policy_urls.is_empty()
            || self.case.limits(&[Area::Policy]).next().is_some()
        {
            Value::Unknown(Reason::Policy)
        } else if !self.code {
            Value::Unknown(Reason::Code)
        } else {
            Value::Truth(false)
        }
    }

    /// Why something is not known, in words.
    pub fn reason(&self, reason: Reason) -> Bilingual {
        match reason {
            Reason::Policy => match &self.policy {
                Err(why) => why.clone(),
                Ok(document) => both(
                    format!("隐私政策未能完整读取（{}）", document.path),
                    format!("the policy could not be read in full ({})", document.path),
                ),
            },
            // What a packer hides explains the rest: a DEX that is none, components without code.
            Reason::Code => match self
                .case
                .limits(&[Area::Code])
                .min_by_key(|l| l.code != "packed")
            {
                Some(limit) => crate::report::text::limitation(limit),
                None => both(
                    "安装包内没有可读取的 DEX 代码",
                    "the package holds no readable DEX code",
                ),
            },
            Reason::Graph => match self.case.limits(&[Area::Graph]).next() {
                Some(limit) => crate::report::text::limitation(limit),
                None => both("调用图不完整", "the call graph is incomplete"),
            },
            Reason::Listing => match self.case.limits(&[Area::Listing]).next() {
                Some(limit) => crate::report::text::limitation(limit),
                None => both("没有应用商店的上架资料", "there is no listing of the store"),
            },
            Reason::AppType => both(
                "未能判断应用类型，无从比对该类型的必要个人信息范围；请在配置中告知类型",
                "the type of the app is not known, so there is no list to compare with; tell it in the configuration",
            ),
            Reason::Steps => both(
                "安装包内条目过多，规则未能逐一核对完毕",
                "the package holds more entries than the rule could go through",
            ),
        }
    }

    /// The policy side where there is nothing to quote: none, or none that can
    /// be read.
    pub fn no_policy(&self) -> Evidence {
        let text = match &self.policy {
            Err(why) if matches!(self.has_policy(), Value::Truth(true) | Value::Unknown(_)) => {
                why.clone()
            }
            _ => both(
                "已检索 assets/、res/raw/、字符串资源、内嵌压缩包和代码中的网址，均未发现隐私政策正文或其链接",
                "searched assets/, res/raw/, string resources, nested archives and addresses in code: no policy text and no link to one",
            ),
        };
        Evidence {
            kind: EvidenceKind::NoPolicy,
            side: Side::Policy,
            text,
            location: self.facts().file.path.clone(),
            span: None,
            searched: Vec::new(),
            path: Vec::new(),
        }
    }
}

/// The privacy policy, or a user agreement with the privacy rules in it.
fn main_document(facts: &AppFacts) -> Option<&Document> {
    let with = |role| facts.policy.documents.iter().find(move |d| d.role == role);
    with(DocumentRole::PrivacyPolicy).or_else(|| with(DocumentRole::UserAgreement))
}

/// The policy of a case, or why nothing can be said from its silence.
fn readable<'a>(case: &'a Case) -> Result<&'a Document, Bilingual> {
    let policy = &case.facts.policy;
    let Some(main) = main_document(case.facts).filter(|_| policy.declarations.is_some()) else {
        return Err(no_text(case));
    };
    if let Some(limit) = case.limits(&[Area::Policy]).next() {
        return Err(both(
            format!(
                "隐私政策未能完整读取（{}：{}）",
                limit.location, limit.detail
            ),
            format!(
                "the privacy policy could not be read in full ({}: {})",
                limit.location, limit.detail
            ),
        ));
    }
    if main.truncated || main.chars < MIN_POLICY_CHARS {
        return Err(both(
            format!("包内隐私政策文本不完整（{}，{} 字）", main.path, main.chars),
            format!(
                "the bundled privacy policy is incomplete ({}, {} characters)",
                main.path, main.chars
            ),
        ));
    }
    if main.language == Language::Undetermined {
        return Err(both(
            format!("隐私政策的语言无法识别（{}）", main.path),
            format!(
                "the language of the policy is not understood ({})",
                main.path
            ),
        ));
    }
    Ok(main)
}

fn no_text(case: &Case) -> Bilingual {
    if let Some(url) = case.policy_urls.first() {
        return both(
            format!(
                "安装包内没有隐私政策正文，仅在 {} 处发现网址 {}，需人工打开核对",
                url.location, url.value
            ),
            format!(
                "no policy text in the package, only the address {} in {}: open it and check by hand",
                url.value, url.location
            ),
        );
    }
    match case.limits(&[Area::Policy]).next() {
        Some(limit) => crate::report::text::limitation(limit),
        None => both(
            "安装包内没有隐私政策正文，无从核对其内容",
            "no policy text in the package, so its content cannot be checked",
        ),
    }
}
