//! What a policy declares: the shape of `policy.declarations` in `report.json`.
//!
//! Keys are a contract and may grow. Every leaf is a [`Declared`] value with
//! the sentences that support it, or with the sections that were searched in
//! vain; lists carry a span per row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::Language;

/// A place in a document, quoted.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Span {
    /// Path of the document.
    pub document: String,
    /// First character (Unicode scalar values of the document's text).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// Headings above, outermost first.
    pub heading: Vec<String>,
    /// The text, cut to 240 characters.
    pub quote: String,
}

/// A value that a policy states, denies, or is silent about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Declared<T> {
    /// The value; for a boolean `Some(false)` is an express denial; `None` is silence.
    pub value: Option<T>,
    /// Sentences that state it, the clearest first, at most five.
    pub evidence: Vec<Span>,
    /// Where nothing was found: headings of the sections that were searched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<String>,
}

impl<T> Default for Declared<T> {
    fn default() -> Self {
        Self {
            value: None,
            evidence: Vec::new(),
            searched: Vec::new(),
        }
    }
}

impl<T> Declared<T> {
    /// Whether the policy says anything of it.
    pub fn is_stated(&self) -> bool {
        self.value.is_some()
    }
}

impl<T> Declared<T> {
    /// This one, or `other` where only that one says anything.
    pub(super) fn or(self, other: Self) -> Self {
        if self.value.is_none() && other.value.is_some() {
            other
        } else {
            self
        }
    }
}

impl Declared<bool> {
    /// Whether the policy states it affirmatively.
    pub fn holds(&self) -> bool {
        self.value == Some(true)
    }
}

/// Everything that the policy documents of one app declare.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Declarations {
    /// Language of the main document.
    pub language: Language,
    /// Title of the main document.
    pub title: Declared<String>,
    /// Name of the app or product that the policy is for.
    pub app_name: Declared<String>,
    /// The processor: 个人信息处理者, App运营者.
    pub operator: Operator,
    /// How to reach the processor.
    pub contact: Contact,
    /// Complaints and reports (投诉、举报).
    pub complaint: Complaint,
    /// Dates.
    pub dates: Dates,
    /// Rights of the person.
    pub rights: Rights,
    /// Minors under 14.
    pub minors: Minors,
    /// Sensitive personal information.
    pub sensitive: Sensitive,
    /// Third parties.
    pub third_party: ThirdParty,
    /// Provision abroad.
    pub cross_border: CrossBorder,
    /// Retention.
    pub retention: Retention,
    /// Automated decisions.
    pub automated: Automated,
    /// Personalised push and advertising.
    pub personalised: Personalised,
    /// Security.
    pub security: Security,
    /// Self-start and association start.
    pub self_start: SelfStart,
    /// Reads the clipboard.
    pub clipboard: Declared<bool>,
    /// Reads the list of installed apps.
    pub installed_apps: Declared<bool>,
    /// Permissions named, each with its purpose.
    pub permissions: Vec<DeclaredPermission>,
    /// Kinds of personal information named, each with its purpose.
    pub pi_types: Vec<DeclaredPi>,
    /// Wording of consent.
    pub consent: Consent,
    /// Notice of changes.
    pub update_notice: Declared<bool>,
    /// Cookies and the like.
    pub cookies: Declared<bool>,
    /// Governing law.
    pub law: Declared<String>,
    /// Defects of wording that a regulator names by themselves.
    pub defects: Vec<Defect>,
    /// Pairs of sentences that contradict each other.
    pub contradictions: Vec<Contradiction>,
    /// Form and readability.
    pub readability: Readability,
}

impl Declarations {
    /// What the policy says of a kind of personal information, by its id: the
    /// app's own collection.
    pub fn pi(&self, id: &str) -> Option<&DeclaredPi> {
        self.pi_types.iter().find(|p| p.pi_type == id)
    }

    /// What the policy says of a permission, by its full name: the row that
    /// names it, or else one whose wording covers it besides.
    pub fn permission(&self, name: &str) -> Option<&DeclaredPermission> {
        let named = self.permissions.iter().find(|p| p.permission == name);
        named.or_else(|| {
            self.permissions
                .iter()
                .find(|p| p.covers.iter().any(|c| c == name))
        })
    }
}

/// The processor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Operator {
    /// Legal name; a template blank counts as missing.
    pub name: Declared<String>,
    /// Registered or usual address.
    pub address: Declared<String>,
    /// Registration: 统一社会信用代码, ICP备案号, APP备案号.
    pub registration: Declared<String>,
}

/// How to reach the processor.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contact {
    /// E-mail addresses.
    pub emails: Declared<Vec<String>>,
    /// Telephone numbers.
    pub phones: Declared<Vec<String>>,
    /// Postal addresses.
    pub addresses: Declared<Vec<String>>,
    /// The officer for personal information protection, or a department.
    pub officer: Declared<String>,
}

/// Complaints.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Complaint {
    /// A channel is published.
    pub channel: Declared<bool>,
    /// Days promised for a reply; working days count as days.
    pub response_days: Declared<u32>,
}

/// Dates as `YYYY-MM-DD`, or as much of it as is given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Dates {
    /// Last update.
    pub updated: Declared<String>,
    /// In force from.
    pub effective: Declared<String>,
}

/// Rights of the person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Rights {
    /// Access (查询、查阅).
    pub access: Declared<bool>,
    /// Correction (更正).
    pub correct: Declared<bool>,
    /// Deletion (删除).
    pub delete: Declared<bool>,
    /// Account cancellation (注销).
    pub cancel_account: CancelAccount,
    /// Withdrawal of consent (撤回同意).
    pub withdraw_consent: Declared<bool>,
    /// A copy, or transfer to another processor (复制、转移).
    pub copy: Declared<bool>,
    /// An explanation of the rules (解释说明).
    pub explain: Declared<bool>,
    /// Rights of a deceased person's relatives.
    pub deceased: Declared<bool>,
}

/// Account cancellation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CancelAccount {
    /// It is offered, and how.
    pub how: Declared<String>,
    /// Days promised; working days count as days.
    pub days: Declared<u32>,
    /// Conditions set.
    pub conditions: Declared<String>,
}

/// Minors.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Minors {
    /// Dedicated rules for those under 14.
    pub under_14_rules: Declared<bool>,
    /// A guardian's consent is asked for.
    pub guardian_consent: Declared<bool>,
}

/// Sensitive personal information.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Sensitive {
    /// Tells which items are sensitive, or marks them.
    pub notice: Declared<bool>,
    /// Separate consent is promised (单独同意).
    pub separate_consent: Declared<bool>,
    /// Ids of the sensitive kinds that the policy says are collected.
    pub types: Vec<String>,
}

/// Third parties.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ThirdParty {
    /// Third-party SDKs listed.
    pub sdk_list: Vec<SdkEntry>,
    /// SDKs named outside lists, by their aliases.
    pub mentions: Vec<SdkMention>,
    /// Kinds of personal information that SDKs or other third parties inside
    /// the app are said to collect.
    pub pi_types: Vec<String>,
    /// Full names of permissions that only SDKs are said to use.
    pub permissions: Vec<String>,
    /// Sharing with others (共享、提供).
    pub sharing: Sharing,
    /// Entrusted processing (委托处理).
    pub entrusted: Declared<bool>,
    /// Transfer on merger and the like (转让).
    pub transfer: Declared<bool>,
    /// Public disclosure (公开披露).
    pub public_disclosure: Declared<bool>,
}

/// One row of a list of SDKs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SdkEntry {
    /// Name as written.
    pub name: String,
    /// Id of the SDK in `signatures/sdks`, where an alias tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk: Option<String>,
    /// Vendor as written.
    pub vendor: Option<String>,
    /// Purpose as written.
    pub purpose: Option<String>,
    /// Ids of the kinds of personal information named in the row.
    pub pi_types: Vec<String>,
    /// Full names of the permissions named in the row.
    pub permissions: Vec<String>,
    /// Method of processing or sharing as written.
    pub method: Option<String>,
    /// Address of the vendor's policy.
    pub url: Option<String>,
    /// Where.
    pub evidence: Span,
}

/// An SDK named somewhere in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SdkMention {
    /// Id of the SDK in `signatures/sdks`.
    pub sdk: String,
    /// The sentence that names it.
    pub evidence: Span,
}

/// Sharing with others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Sharing {
    /// Kinds or names of recipients; `value` is an empty list where the policy
    /// denies all sharing.
    pub recipients: Declared<Vec<String>>,
    /// Separate consent is promised.
    pub separate_consent: Declared<bool>,
}

/// Provision abroad.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CrossBorder {
    /// What is stated.
    pub statement: Declared<CrossBorderStatement>,
    /// Recipients abroad as written.
    pub recipients: Declared<Vec<String>>,
}

/// Statement on provision abroad. Silence is `Declared::value == None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CrossBorderStatement {
    /// Stored in China and not provided abroad, or only after separate consent.
    StoredInChina,
    /// Provided abroad.
    Transfers,
    /// Expressly no statement can be drawn although the topic is named.
    None,
    /// Contradictory or conditional beyond reading.
    Unclear,
}

/// Retention.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Retention {
    /// A rule on retention is stated.
    pub stated: Declared<bool>,
    /// The period or the rule for it, as written.
    pub period: Declared<String>,
}

/// Automated decisions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Automated {
    /// Used.
    pub used: Declared<bool>,
    /// Refusal or appeal is offered.
    pub opt_out: Declared<bool>,
}

/// Personalised push and advertising.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Personalised {
    /// Personalised content or push is used.
    pub push: Declared<bool>,
    /// Personalised advertising is used.
    pub ads: Declared<bool>,
    /// A switch to turn it off is offered.
    pub opt_out: Declared<bool>,
}

/// Security.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Security {
    /// Measures are stated.
    pub measures: Declared<bool>,
    /// Encryption.
    pub encryption: Declared<bool>,
    /// De-identification or anonymisation as a measure.
    pub de_identification: Declared<bool>,
    /// Notice after a breach.
    pub breach_notice: Declared<bool>,
}

/// Self-start and association start.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SelfStart {
    /// Declared, with scene and purpose.
    pub declared: Declared<bool>,
}

/// A permission named by the policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredPermission {
    /// Full name of the permission.
    pub permission: String,
    /// As the policy names it.
    pub wording: String,
    /// Purpose as written.
    pub purpose: Option<String>,
    /// Only a broader word was used, which covers it by the lexicon's hierarchy.
    pub broad: bool,
    /// Full names that the same wording covers besides: newer permissions that
    /// took over a part of this one, and halves of a pair named by one word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// Where.
    pub evidence: Span,
}

/// A kind of personal information named by the policy as collected.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredPi {
    /// Id in `signatures/policy/pi-types.toml`.
    #[serde(rename = "type")]
    pub pi_type: String,
    /// As the policy names it.
    pub wording: String,
    /// Purpose as written.
    pub purpose: Option<String>,
    /// `Some(true)` where it is called necessary, `Some(false)` where optional.
    pub required: Option<bool>,
    /// Where.
    pub evidence: Span,
}

/// Wording of consent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Consent {
    /// Use counts as consent (使用即视为同意).
    pub implied_wording: Declared<bool>,
    /// Consent to several things at once, all or nothing.
    pub bundled: Declared<bool>,
    /// A box is ticked beforehand.
    pub default_checked: Declared<bool>,
}

/// A defect of wording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Defect {
    /// `template-blank`, `open-list` (等 closes a list of information or third
    /// parties), `list-elsewhere` (a list promised at a link), `vague-purpose`,
    /// `over-long-response`.
    pub code: String,
    /// Where.
    pub evidence: Span,
}

/// Two sentences that cannot both hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// What they speak of: a PI type, `sharing`, `cross-border`.
    pub subject: String,
    /// One.
    pub a: Span,
    /// The other.
    pub b: Span,
}

/// Form and readability (191号 1.4, 2.4).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Readability {
    /// Characters over all policy documents.
    pub chars: u32,
    /// Mean characters per sentence.
    pub sentence_chars: u32,
    /// Technical terms used without a definition.
    pub undefined_jargon: Vec<String>,
}
