//! What a category, SDK, API, permission, app type or legal source means:
//! composed once from the signature set, shown by `tongbao explain` and by the
//! HTML report.

use serde::Serialize;

use crate::judge::unrelated_permissions;
use crate::signatures::Signatures;
use crate::signatures::model::{
    Api, AppType, Assessable, Bilingual, Category, Clause, Home, LegalSource, Permission,
    Protection, RegulatedFact, Sdk, SourceStatus,
};

use super::Lang;
use super::text;

/// Names that are suggested for an unknown one.
const SUGGESTIONS: usize = 5;
/// Explanations of one name that are shown at most.
const MATCHES: usize = 8;

/// An explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// What it is: `category`, `sdk`, `api`, `permission`, `app-type`, `document`.
    pub kind: &'static str,
    /// Id or full name.
    pub id: String,
    /// Name.
    pub title: Bilingual,
    /// In reading order; none is empty.
    pub sections: Vec<Section>,
}

/// A heading with lines below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Heading.
    pub heading: Bilingual,
    /// One paragraph or list item a line.
    pub lines: Vec<Bilingual>,
}

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
        let names: Vec<&str> = sdk_names(s).collect();
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

fn sdk_names(sdk: &Sdk) -> impl Iterator<Item = &str> {
    let product = [&sdk.name.zh, &sdk.name.en];
    let other = sdk.aliases.iter().chain(&sdk.short_names);
    product.into_iter().chain(other).map(String::as_str)
}

/// `android.telephony.TelephonyManager#getImei`, or the constant that decides.
fn member(api: &Api) -> String {
    match (&api.class, &api.name, &api.argument) {
        (Some(class), Some(name), _) => format!("{class}#{name}"),
        (_, _, Some(argument)) => argument.clone(),
        (class, _, _) => class.clone().unwrap_or_default(),
    }
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

/// Sections under construction; empty ones are not kept.
#[derive(Default)]
struct Sections(Vec<Section>);

impl Sections {
    fn add(&mut self, zh: &str, en: &str, lines: Vec<Bilingual>) {
        if !lines.is_empty() {
            self.0.push(Section {
                heading: both(zh, en),
                lines,
            });
        }
    }

    fn one(&mut self, zh: &str, en: &str, line: &Bilingual) {
        self.add(zh, en, vec![line.clone()]);
    }
}

fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        zh: zh.into(),
        en: en.into(),
    }
}

fn same(text: impl Into<String>) -> Bilingual {
    let text = text.into();
    both(text.clone(), text)
}

/// A category: meaning, clauses, detection, blind spots, remedy, manual check.
pub fn category(set: &Signatures, category: &Category) -> Explanation {
    let mut sections = Sections::default();
    sections.one(
        "含义与检测方法",
        "Meaning and detection",
        &category.explanation,
    );
    let severity = |lang| text::severity(category.severity, lang);
    let authority = |lang| text::authority(category.authority, lang);
    let settled = assessable(category.assessable);
    sections.add(
        "概要",
        "In short",
        vec![both(
            format!(
                "{}；严重程度：{}；{}",
                authority(Lang::Zh),
                severity(Lang::Zh),
                settled.zh
            ),
            format!(
                "{}; severity: {}; {}",
                authority(Lang::En),
                severity(Lang::En),
                settled.en
            ),
        )],
    );
    sections.add("依据", "Legal source", vec![cited(set, &category.clause)]);
    let fact = set
        .regulated
        .iter()
        .find(|f| f.categories.contains(&category.id));
    if let Some(fact) = fact {
        sections.add("相关条款", "Related clauses", related(set, fact));
        sections.add(
            "同一事实的其他类别",
            "Other categories of the same fact",
            others(set, fact, category),
        );
    }
    sections.one(
        "静态分析看不到的",
        "What static reading cannot see",
        &category.blind_spots,
    );
    sections.one("整改方法", "How to fix it", &category.remedy);
    sections.one("人工检测", "How to check by hand", &category.manual_check);
    Explanation {
        kind: "category",
        id: category.id.clone(),
        title: category.title.clone(),
        sections: sections.0,
    }
}

fn assessable(assessable: Assessable) -> Bilingual {
    match assessable {
        Assessable::Yes => both("安装包可以说明", "the package can show it"),
        Assessable::Part => both(
            "安装包可以说明一部分或提出疑点",
            "the package can show a part or raise a suspicion",
        ),
        Assessable::Listing => both(
            "有应用商店上架资料时可以核对，否则需人工核对",
            "the store's listing can show it, where one is given; to be checked by hand otherwise",
        ),
        Assessable::No => both("需要运行应用检测", "needs a running app"),
    }
}

/// A document as cited, with its English title and what makes it less than binding.
fn cited(set: &Signatures, own: &Clause) -> Bilingual {
    let Clause { number, clause, .. } = own;
    let document = set
        .sources
        .iter()
        .find(|d| d.number == *number && d.title.zh == own.document);
    let zh = own.cite();
    match document {
        Some(document) => {
            let status = status(document.status);
            both(
                zh + &status.zh,
                format!("{}, {number}, {clause}{}", document.title.en, status.en),
            )
        }
        None => same(zh),
    }
}

fn status(status: SourceStatus) -> Bilingual {
    match status {
        SourceStatus::InForce => Bilingual::default(),
        SourceStatus::Recommended => both("（推荐性）", " (recommended)"),
        SourceStatus::Draft => both("（征求意见稿，未生效）", " (draft, not in force)"),
    }
}

fn related(set: &Signatures, fact: &RegulatedFact) -> Vec<Bilingual> {
    let mut lines = Vec::new();
    for reference in &fact.clauses {
        let Some((document, clause)) = reference.split_once('/') else {
            continue;
        };
        let document = set.sources.iter().find(|d| d.id == document);
        let clause = document.and_then(|d| d.clauses.iter().find(|c| c.id == clause));
        if let (Some(document), Some(clause)) = (document, clause) {
            let status = status(document.status);
            lines.push(both(
                format!(
                    "{}{}{}：{}",
                    document.title.zh, clause.cite, status.zh, clause.gist.zh
                ),
                format!(
                    "{}, {}{}: {}",
                    document.title.en, clause.cite, status.en, clause.gist.en
                ),
            ));
        }
    }
    lines
}

fn others(set: &Signatures, fact: &RegulatedFact, category: &Category) -> Vec<Bilingual> {
    let ids = fact.categories.iter().filter(|id| **id != category.id);
    let known = ids.filter_map(|id| set.category(id));
    known
        .map(|other| {
            let line = |lang: Lang| {
                let authority = text::authority(other.authority, lang);
                format!("{} [{authority}] {}", other.id, lang.of(&other.title))
            };
            both(line(Lang::Zh), line(Lang::En))
        })
        .collect()
}

/// An SDK: vendor, traces, what it collects, consent switch, names.
pub fn sdk(set: &Signatures, sdk: &Sdk) -> Explanation {
    let mut sections = Sections::default();
    let home = match sdk.home {
        Home::Domestic => both("境内", "in China"),
        Home::Overseas => both("境外", "overseas"),
    };
    sections.add(
        "提供者",
        "Vendor",
        vec![both(
            format!("{}（{}）", sdk.vendor.zh, home.zh),
            format!("{} ({})", sdk.vendor.en, home.en),
        )],
    );
    let kinds = sdk.collects.iter().filter_map(|id| set.pi_type(id));
    let collects: Vec<Bilingual> = kinds.map(|kind| kind.name.clone()).collect();
    sections.add("收集的信息", "What it collects", joined(&collects));
    if let Some(consent) = &sdk.consent {
        sections.one("同意与延迟初始化", "Consent and delayed start", consent);
    }
    let traces = &sdk.traces;
    for (zh, en, values) in [
        ("包名前缀", "Package prefixes", &traces.packages),
        ("组件", "Components", &traces.components),
        ("原生库", "Native libraries", &traces.libraries),
        ("meta-data", "Meta-data", &traces.meta_data),
        ("域名", "Hosts", &traces.hosts),
        ("资源文件", "Assets", &traces.assets),
    ] {
        sections.add(zh, en, list(values));
    }
    let names: Vec<String> = sdk_names(sdk).skip(2).map(String::from).collect();
    sections.add("隐私政策中的名称", "Names in policies", list(&names));
    sections.add("示例", "Examples", list(&sdk.examples.matches));
    let policy: Vec<Bilingual> = sdk.policy_url.iter().map(same).collect();
    sections.add("隐私政策", "Privacy policy", policy);
    sections.add("资料来源", "Source", vec![same(&sdk.source)]);
    Explanation {
        kind: "sdk",
        id: sdk.id.clone(),
        title: sdk.name.clone(),
        sections: sections.0,
    }
}

fn list(values: &[String]) -> Vec<Bilingual> {
    if values.is_empty() {
        return Vec::new();
    }
    vec![both(values.join("、"), values.join(", "))]
}

fn joined(values: &[Bilingual]) -> Vec<Bilingual> {
    let zh: Vec<String> = values.iter().map(|v| v.zh.clone()).collect();
    let en: Vec<String> = values.iter().map(|v| v.en.clone()).collect();
    if values.is_empty() {
        return Vec::new();
    }
    vec![both(zh.join("、"), en.join(", "))]
}

/// An API: what it gives, with which permission, since and until when.
pub fn api(set: &Signatures, api: &Api) -> Explanation {
    let mut sections = Sections::default();
    sections.one("作用", "What it does", &api.gives);
    sections.add("代码中的形式", "In code", vec![same(member(api))]);
    if let Some(kind) = api.pi_type.as_ref().and_then(|id| set.pi_type(id)) {
        sections.one("个人信息种类", "Kind of personal information", &kind.name);
    }
    sections.add(
        "所需权限（任一）",
        "Permissions, any one",
        list(&api.permissions),
    );
    sections.add(
        "扩大结果的权限",
        "Permissions that enlarge the answer",
        list(&api.widened_by),
    );
    let levels = [
        api.since
            .map(|n| both(format!("自 API {n} 起"), format!("since API level {n}"))),
        api.until.map(|n| {
            both(
                format!("目标版本高于 API {n} 的普通应用不再取得"),
                format!("ordinary apps that target above API level {n} no longer get it"),
            )
        }),
    ];
    sections.add(
        "系统版本",
        "API levels",
        levels.into_iter().flatten().collect(),
    );
    sections.add(
        "静态分析看不到的",
        "What static reading cannot see",
        vec![both(
            "反射的非常量调用、原生代码和运行时加载的代码；调用点存在不等于实际执行。",
            "Reflection with names that are no constants, native code and code loaded at run time; a call site is no proof of execution.",
        )],
    );
    sections.add("资料来源", "Source", api.source.iter().map(same).collect());
    Explanation {
        kind: "api",
        id: api.id.clone(),
        title: api.gives.clone(),
        sections: sections.0,
    }
}

/// A permission: protection, what it opens, which calls use it, whether a policy
/// must name it, and for which app types it is out of place.
pub fn permission(set: &Signatures, permission: &Permission) -> Explanation {
    let mut sections = Sections::default();
    let protection = match permission.protection {
        Protection::Normal => both("安装时自动授予", "granted at installation"),
        Protection::Dangerous => both("运行时向用户申请", "asked for at run time"),
        Protection::Special => both("在系统设置中授予", "granted on a settings page"),
        Protection::Signature => both("仅限系统或同签名应用", "for the system or the same signer"),
    };
    sections.one("授予方式", "Protection", &protection);
    let kinds = permission.pi_types.iter().filter_map(|id| set.pi_type(id));
    let kinds: Vec<Bilingual> = kinds.map(|kind| kind.name.clone()).collect();
    sections.add(
        "可收集的个人信息",
        "Personal information that it opens",
        joined(&kinds),
    );
    if permission.must_be_told {
        sections.add(
            "隐私政策",
            "Privacy policy",
            vec![both(
                "可收集个人信息的权限，应在隐私政策中写明并说明目的（GB/T 41391-2022 附录D、TC260-PG-20204A 附录A、B）。",
                "It opens personal information: the policy names it with its purpose (GB/T 41391-2022 annex D, TC260-PG-20204A annexes A and B).",
            )],
        );
        let told = ["cverc-permissions-not-told", "four-2.3", "four-4.1"];
        let told = told.iter().filter_map(|id| set.category(id));
        let line = |c: &Category| {
            both(
                format!("{} {}", c.id, c.title.zh),
                format!("{} {}", c.id, c.title.en),
            )
        };
        sections.add("相关类别", "Categories", told.map(line).collect());
    }
    let users = set
        .apis
        .iter()
        .filter(|api| api.permissions.contains(&permission.name));
    let users: Vec<String> = users.map(|api| api.id.clone()).collect();
    sections.add("使用它的调用", "Calls that use it", list(&users));
    let name = [permission.name.as_str()];
    let out_of_place = set
        .app_types
        .iter()
        .filter(|kind| !unrelated_permissions(kind, name.into_iter()).is_empty());
    let out_of_place: Vec<Bilingual> = out_of_place.map(|kind| kind.name.clone()).collect();
    sections.add(
        "相关程度低的应用类型",
        "App types of low relevance",
        joined(&out_of_place),
    );
    let levels = [
        permission
            .since
            .map(|n| both(format!("自 API {n} 起"), format!("since API level {n}"))),
        permission
            .until
            .map(|n| both(format!("至 API {n} 止"), format!("until API level {n}"))),
    ];
    sections.add(
        "系统版本",
        "API levels",
        levels.into_iter().flatten().collect(),
    );
    sections.add(
        "隐私政策中的说法",
        "Words in Chinese policies",
        list(&permission.phrases_zh),
    );
    Explanation {
        kind: "permission",
        id: permission.name.clone(),
        title: permission.label.clone(),
        sections: sections.0,
    }
}

/// An app type: basic function, necessary information, permissions.
pub fn app_type(set: &Signatures, kind: &AppType) -> Explanation {
    let mut sections = Sections::default();
    sections.one("基本功能服务", "Basic function", &kind.basic_function);
    let mut necessary: Vec<Bilingual> = kind
        .necessary
        .iter()
        .map(|item| item.text.clone())
        .collect();
    if necessary.is_empty() {
        necessary.push(both(
            "无须个人信息，即可使用基本功能服务",
            "none: the basic function works without personal information",
        ));
    }
    sections.add("必要个人信息", "Necessary information", necessary);
    let dangerous = |groups: &[crate::signatures::model::PermissionGroup]| {
        let inside = set.permissions.iter().filter(|p| {
            crate::signatures::model::PermissionGroup::of(&p.name)
                .is_some_and(|group| groups.contains(&group))
        });
        let names: Vec<String> = inside
            .map(|p| p.name.trim_start_matches("android.permission.").to_string())
            .collect();
        list(&names)
    };
    sections.add(
        "基本功能对应的权限",
        "Permissions that follow",
        dangerous(&kind.needs),
    );
    sections.add(
        "相关程度低的权限",
        "Permissions of low relevance",
        dangerous(&kind.unrelated),
    );
    sections.add(
        "依据",
        "Legal source",
        vec![both(
            format!("《常见类型移动互联网应用程序必要个人信息范围规定》（国信办秘字〔2021〕14号）第五条第{}项；权限为本工具的归纳", kind.number),
            format!("国信办秘字〔2021〕14号, article 5, item {}; the permissions are this tool's reading", kind.number),
        )],
    );
    Explanation {
        kind: "app-type",
        id: kind.id.clone(),
        title: kind.name.clone(),
        sections: sections.0,
    }
}

/// A legal source with its clauses in use.
pub fn document(document: &LegalSource) -> Explanation {
    let mut sections = Sections::default();
    let effective = document.effective.as_deref();
    let status = status(document.status);
    let dates = both(
        effective.map_or(String::new(), |day| format!("，{day} 起施行")),
        effective.map_or(String::new(), |day| format!(", in force from {day}")),
    );
    sections.add(
        "文件",
        "Document",
        vec![both(
            format!(
                "{}，{}，{}{}{}",
                document.number, document.issuer.zh, document.issued, dates.zh, status.zh
            ),
            format!(
                "{}, {}, {}{}{}",
                document.number, document.issuer.en, document.issued, dates.en, status.en
            ),
        )],
    );
    let clauses = document.clauses.iter();
    let line = |c: &crate::signatures::model::SourceClause| {
        both(
            format!("{}：{}", c.cite, c.gist.zh),
            format!("{}: {}", c.cite, c.gist.en),
        )
    };
    sections.add("条款", "Clauses", clauses.map(line).collect());
    Explanation {
        kind: "document",
        id: document.id.clone(),
        title: document.title.clone(),
        sections: sections.0,
    }
}
