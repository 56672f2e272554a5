//! The store's listing, and the permissions that it names.

use std::collections::BTreeSet;

use crate::facts::{AppFacts, Area, Document, DocumentRole};
use crate::judge::Case;
use crate::judge::condition::{Kind, Reason, Type, Value};
use crate::judge::evidence::{both, listed};
use crate::judge::verdict::Evidence;
use crate::listing::{ListedPermission, Listing, ListingFacts, is_app_filing, plain};
use crate::policy::Coverage;
use crate::policy::lexicon::Tag;
use crate::signatures::Signatures;
use crate::signatures::model::Bilingual;

use super::{View, fields};
use crate::judge::naming::covers;

const YES_NO: &[&str] = &["yes", "no"];

/// A listing, with what its words mean.
pub(crate) struct Heard<'a> {
    pub said: &'a Listing,
    place: &'a str,
    permissions: Vec<Named<'a>>,
    /// Kinds of personal information; absent where the listing is silent on them.
    kinds: Option<BTreeSet<String>>,
    /// What a store must show and this does not, in both languages.
    missing: Option<Bilingual>,
}

/// A permission of a listing, with the full names that its words stand for.
struct Named<'a> {
    said: &'a ListedPermission,
    exact: BTreeSet<String>,
    broad: BTreeSet<String>,
}

impl<'a> Heard<'a> {
    pub fn new(case: &'a Case<'a>) -> Option<Self> {
        let ListingFacts { location, said, .. } = case.facts.listing.as_ref()?;
        let permissions = said.permissions.iter();
        let kinds = said.data.as_ref().map(|data| {
            let named = data.iter().flat_map(|row| kinds(&row.kind, case.set));
            named.collect()
        });
        Some(Self {
            said,
            place: location,
            permissions: permissions.map(|p| named(p, case.set)).collect(),
            kinds,
            missing: missing(said),
        })
    }

    /// How well the list of permissions names one.
    fn names(&self, permission: &str) -> &'static str {
        let rows = || self.permissions.iter();
        if rows().any(|p| p.exact.contains(permission)) {
            "yes"
        } else if rows().any(|p| p.broad.contains(permission)) {
            "broad"
        } else {
            "no"
        }
    }
}

fn named<'a>(said: &'a ListedPermission, set: &Signatures) -> Named<'a> {
    let name = said.name.trim();
    let mut exact = BTreeSet::new();
    let mut broad = BTreeSet::new();
    if !name.contains(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_') {
        // A constant's name, with or without its package.
        exact.insert(name.to_owned());
        exact.insert(format!("android.permission.{}", name.to_uppercase()));
    }
    let lexicon = set.lexicon();
    for found in lexicon.find(name) {
        let Tag::Permission { set: index, .. } = found.tag else {
            continue;
        };
        if let Some(meant) = lexicon.permissions().get(usize::from(index)) {
            let names = meant.names.iter().chain(&meant.also).cloned();
            if meant.broad {
                broad.extend(names);
            } else {
                exact.extend(names);
            }
        }
    }
    // What people call it, exactly.
    let plain_name = plain(name);
    for known in &set.permissions {
        if plain(&known.label.zh) == plain_name || plain(&known.label.en) == plain_name {
            exact.insert(known.name.clone());
        }
    }
    Named { said, exact, broad }
}

/// Kinds of personal information that the words of a store name.
fn kinds(words: &str, set: &Signatures) -> Vec<String> {
    if let Some(known) = set.pi_type(words.trim()) {
        return vec![known.id.clone()];
    }
    let lexicon = set.lexicon();
    let found = lexicon.find(words).into_iter();
    let kinds = found.filter_map(|found| match found.tag {
        Tag::Pi { kind, .. } => Some(lexicon.kind_id(kind).to_owned()),
        _ => None,
    });
    kinds.collect()
}

/// Developer, functions, policy and permissions are told before an app is
/// installed (信管函〔2023〕26号); a name is what a listing is of.
fn missing(said: &Listing) -> Option<Bilingual> {
    let policy = said.policy_url().or(said.policy_text()).is_some();
    let missing: Vec<(&str, &str)> = [
        (
            Listing::shown(&said.name).is_some(),
            ("应用名称", "name of the app"),
        ),
        (
            Listing::shown(&said.developer).is_some(),
            ("开发者（运营者）", "developer"),
        ),
        (
            Listing::shown(&said.description).is_some(),
            ("产品功能", "functions"),
        ),
        (policy, ("隐私政策", "privacy policy")),
        (
            !said.permissions.is_empty(),
            ("权限列表", "list of permissions"),
        ),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect();
    let (zh, en): (Vec<&str>, Vec<&str>) = missing.into_iter().unzip();
    (!zh.is_empty()).then(|| both(zh.join("、"), en.join(", ")))
}

/// `yes` or `no`; nothing to compare is no value.
fn agree<'v>(same: Option<bool>) -> Value<'v> {
    match same {
        Some(true) => Value::Word("yes"),
        Some(false) => Value::Word("no"),
        None => Value::Absent,
    }
}

fn said<'v>(view: &'v View<'v>) -> Result<&'v Heard<'v>, Value<'v>> {
    view.listing.as_ref().ok_or(Value::Unknown(Reason::Listing))
}

/// A value drawn from the listing; unknown without one.
fn drawn<'v>(view: &'v View<'v>, value: impl FnOnce(&'v Heard<'v>) -> Value<'v>) -> Value<'v> {
    said(view).map_or_else(|unknown| unknown, value)
}

fn one<'v>(view: &'v View<'v>, _: usize) -> Option<&'v View<'v>> {
    Some(view)
}

/// Whether the policy inside the package is the one that was submitted, blanks
/// and punctuation aside.
fn same_policy(heard: &Heard, facts: &AppFacts) -> Option<bool> {
    heard.said.policy_text()?;
    let is_policy = |external: bool| {
        let mut documents = facts.policy.documents.iter();
        documents.find(|d| d.external == external && d.role == DocumentRole::PrivacyPolicy)
    };
    let text = |document: &Document| -> String {
        document
            .blocks
            .iter()
            .map(|block| plain(&block.text))
            .collect()
    };
    Some(text(is_policy(true)?) == text(is_policy(false)?))
}

/// The listing.
pub(super) static LISTING: Kind = Kind {
    name: "listing",
    about: (
        "应用商店的上架资料；没有上架资料时全部未知",
        "what the store shows of the app; unknown as a whole without a listing",
    ),
    single: true,
    areas: &[Area::Listing],
    fields: fields![one;
        "name", Type::Text, "应用名称", "name of the app",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.name)));
        "developer", Type::Text, "开发者（运营者）名称", "developer",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.developer)));
        "version", Type::Text, "版本", "version",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.version)));
        "package", Type::Text, "包名", "application id",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.package)));
        "category", Type::Text, "商店的分类", "the store's category",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.category)));
        "filing_number", Type::Text, "APP备案号", "filing number of the app",
            |view, _| drawn(view, |h| Value::text(Listing::shown(&h.said.filing_number)));
        "filed", Type::Word(FILED), "APP备案号：yes 符合 App 备案号的常见形式，odd 形式不符，no 未填写", "filing number: of the usual form of an app's, of another form, or none",
            |view, _| drawn(view, |h| Value::Word(match Listing::shown(&h.said.filing_number) {
                Some(number) if is_app_filing(number) => "yes",
                Some(_) => "odd",
                None => "no",
            }));
        "policy", Type::Word(YES_NO), "给出隐私政策链接或文本", "gives a privacy policy, as an address or a text",
            |view, _| drawn(view, |h| agree(Some(h.said.policy_url().or(h.said.policy_text()).is_some())));
        "data", Type::Word(YES_NO), "说明收集、使用个人信息的情况（可以说明不收集）", "says what personal information is handled, if only that there is none",
            |view, _| drawn(view, |h| agree(Some(h.said.data.is_some())));
        "missing", Type::Name, "应当明示而未明示的事项；齐全的不等于任何值", "what must be shown and is not; absent where all is shown",
            |view, _| drawn(view, |h| h.missing.as_ref().map_or(Value::Absent, |m| Value::Name(std::borrow::Cow::Borrowed(m))));
        "complete", Type::Truth, "名称、开发者、功能、隐私政策、权限列表齐全", "name, developer, functions, policy and permissions are all shown",
            |view, _| drawn(view, |h| Value::Truth(h.missing.is_none()));
        "same_name", Type::Word(YES_NO), "应用名称与安装包一致；任一方没有的不等于任何值", "its name is the package's; absent where either has none",
            |view, _| drawn(view, |h| agree(h.said.same_name(&view.facts().manifest)));
        "same_version", Type::Word(YES_NO), "版本与安装包一致", "its version is the package's",
            |view, _| drawn(view, |h| agree(h.said.same_version(&view.facts().manifest)));
        "same_package", Type::Word(YES_NO), "包名与安装包一致", "its application id is the package's",
            |view, _| drawn(view, |h| agree(h.said.same_package(&view.facts().manifest)));
        "same_file", Type::Word(YES_NO), "文件 SHA-256 与安装包一致", "its SHA-256 is the file's",
            |view, _| drawn(view, |h| agree(h.said.same_file(&view.facts().file.sha256)));
        "developer_is_operator", Type::Word(YES_NO), "开发者即隐私政策所称运营者；政策未写明的不等于任何值", "its developer is the operator that the policy names; absent where the policy names none",
            |view, _| drawn(view, |h| {
                let operator = view.declarations().and_then(|d| d.operator.name.value.as_deref());
                agree(h.said.same_operator(operator))
            });
        "operator", Type::Text, "隐私政策所称运营者", "the operator that the policy names",
            |view, _| Value::text(view.declarations().and_then(|d| d.operator.name.value.as_deref()));
        "same_policy", Type::Word(YES_NO), "送审的隐私政策文本与包内一致；任一方没有文本的不等于任何值", "the policy text submitted is the package's; absent where either has no text",
            |view, _| drawn(view, |h| agree(same_policy(h, view.facts())));
    ],
    count: |_| 1,
    key: |_, _| String::new(),
    label: |_, _| both("应用商店上架资料", "the store's listing"),
    evidence: |view, _| match &view.listing {
        Some(heard) => vec![listed(summary(heard.said), heard.place)],
        None => Vec::new(),
    },
};

const FILED: &[&str] = &["yes", "odd", "no"];

/// What the listing says the app is, in a line.
fn summary(said: &Listing) -> Bilingual {
    let or = |value: &Option<String>, none: &str| Listing::shown(value).unwrap_or(none).to_owned();
    both(
        format!(
            "上架资料：应用“{}”，版本 {}，开发者 {}",
            or(&said.name, "未填写"),
            or(&said.version, "未填写"),
            or(&said.developer, "未填写")
        ),
        format!(
            "the listing: app \"{}\", version {}, developer {}",
            or(&said.name, "none given"),
            or(&said.version, "none given"),
            or(&said.developer, "none given")
        ),
    )
}

fn row<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Named<'v>> {
    view.listing.as_ref()?.permissions.get(index)
}

fn requested(view: &View, row: &Named) -> bool {
    let asked = |name: &String| view.case.permissions.iter().any(|p| p.name == *name);
    row.exact.iter().chain(&row.broad).any(asked)
}

fn known(view: &View, row: &Named) -> bool {
    let known = |name: &String| view.case.set.permission(name).is_some();
    row.exact.iter().chain(&row.broad).any(known)
}

/// Permissions that the listing names.
pub(super) static LISTING_PERMISSION: Kind = Kind {
    name: "listing_permission",
    about: (
        "上架资料权限列表中的一项",
        "a permission that the listing names",
    ),
    single: false,
    areas: &[Area::Listing],
    fields: fields![row;
        "name", Type::Text, "上架资料的用语", "in the listing's words",
            |_, r| Value::Text(r.said.name.trim().into());
        "known", Type::Truth, "特征库认识的权限", "a permission that the set knows",
            |view, r| Value::Truth(known(view, r));
        "requested", Type::Truth, "安装包清单申请了它", "the manifest asks for it",
            |view, r| Value::Truth(requested(view, r));
        "purpose_told", Type::Truth, "说明了用途", "its purpose is told",
            |_, r| Value::Truth(Listing::shown(&r.said.purpose).is_some());
        "must_be_told", Type::Truth, "对应清单中可收集个人信息、须向用户明示的权限", "stands for a requested permission that opens personal information",
            |view, r| Value::Truth(view.case.permissions.iter().any(|p| {
                p.must_be_told && (r.exact.contains(p.name) || r.broad.contains(p.name))
            }));
    ],
    count: |view| view.listing.as_ref().map_or(0, |h| h.permissions.len()),
    key: |view, index| {
        row(view, index)
            .map(|r| r.said.name.trim().to_owned())
            .unwrap_or_default()
    },
    label: |view, index| {
        let name = row(view, index).map_or("", |r| r.said.name.trim());
        both(name, name)
    },
    evidence: |view, index| {
        let place = view.listing.as_ref().map_or("", |h| h.place);
        let rows = row(view, index).into_iter();
        rows.map(|r| permission_listed(r.said, place)).collect()
    },
};

fn permission_listed(said: &ListedPermission, place: &str) -> Evidence {
    let name = said.name.trim();
    let text = match Listing::shown(&said.purpose) {
        Some(purpose) => both(
            format!("上架资料列出权限“{name}”，用途：{purpose}"),
            format!("the listing names the permission \"{name}\", purpose: {purpose}"),
        ),
        None => both(
            format!("上架资料列出权限“{name}”，未说明用途"),
            format!("the listing names the permission \"{name}\" without a purpose"),
        ),
    };
    listed(text, place)
}

impl View<'_> {
    /// How well the listing's permissions name one that the manifest asks for.
    pub(super) fn permission_in_listing<'v>(&self, name: &str) -> Value<'v> {
        match &self.listing {
            Some(heard) => Value::Word(heard.names(name)),
            None => Value::Unknown(Reason::Listing),
        }
    }

    /// How well the listing's declaration names a kind that code reads.
    pub(super) fn kind_in_listing<'v>(&self, pi: &str) -> Value<'v> {
        let Some(heard) = &self.listing else {
            return Value::Unknown(Reason::Listing);
        };
        let Some(kinds) = &heard.kinds else {
            return Value::Absent;
        };
        let named = kinds.iter().map(|kind| covers(self.case.set, kind, pi));
        let best = named.fold(Coverage::No, |best, next| match (best, next) {
            (Coverage::Exact, _) | (_, Coverage::Exact) => Coverage::Exact,
            (Coverage::Broad, _) | (_, Coverage::Broad) => Coverage::Broad,
            _ => Coverage::No,
        });
        Value::Word(super::information::word(best))
    }
}
