//! The policy as a whole, and what it says point by point.

use crate::facts::Language;
use crate::judge::condition::{Field, Kind, Reason, Type, Value};
use crate::judge::evidence::both;
use crate::policy::Declarations;

use super::View;

const LANGUAGES: &[&str] = &["zh-hans", "zh-hant", "en", "other"];
const BORDERS: &[&str] = &["stored-in-china", "transfers", "none", "unclear"];

const TRUTH: Type = Type::Statement(&Type::Truth);
const TEXT: Type = Type::Statement(&Type::Text);
const TEXTS: Type = Type::Statement(&Type::Texts);
const NUMBER: Type = Type::Statement(&Type::Number);

/// A fact about the document.
macro_rules! fact {
    ($name:literal, $kind:expr, $zh:literal, $en:literal, |$view:pat_param| $value:expr) => {
        Field {
            name: $name,
            kind: $kind,
            about: ($zh, $en),
            get: |view, _| {
                let $view = view;
                $value
            },
        }
    };
}

/// A point on which a policy says something or nothing.
macro_rules! said {
    ($name:literal, $kind:expr, $($path:ident).+, $zh:literal, $en:literal) => {
        Field {
            name: $name,
            kind: $kind,
            about: ($zh, $en),
            get: |view, _| match view.declarations() {
                Some(declarations) => view.unless_said(&declarations.$($path).+),
                None => Value::Unknown(Reason::Policy),
            },
        }
    };
}

/// A value drawn from declarations, known only of a policy that was read whole.
fn drawn<'v>(view: &'v View<'v>, value: impl FnOnce(&'v Declarations) -> Value<'v>) -> Value<'v> {
    match (view.declarations(), &view.policy) {
        (Some(declarations), Ok(_)) => value(declarations),
        _ => Value::Unknown(Reason::Policy),
    }
}

/// The policy.
pub(super) static POLICY: Kind = Kind {
    name: "policy",
    about: (
        "隐私政策：安装包内的全部政策文档合并阅读",
        "the policy: all policy documents of the app read together",
    ),
    single: true,
    areas: &[],
    fields: &[
        fact!(
            "found",
            Type::Truth,
            "安装包内有隐私政策正文；仅有网址或代码不可读时无法判断",
            "the package holds a policy's text; not known where there is only an address, or code could not be read",
            |view| view.has_policy()
        ),
        fact!(
            "readable",
            Type::Truth,
            "政策正文完整可读；本字段总有定论",
            "its text could be read whole; always known",
            |view| Value::Truth(view.policy.is_ok())
        ),
        fact!(
            "url",
            Type::Text,
            "安装包内发现的第一个政策网址；没有的不等于任何值",
            "the first address of a policy in the package; absent where there is none",
            |view| Value::text(view.case.policy_urls.first().map(|u| u.value.as_str()))
        ),
        fact!(
            "chars",
            Type::Number,
            "政策文档总字数",
            "characters over all documents",
            |view| drawn(view, |d| Value::Number(d.readability.chars.into()))
        ),
        fact!(
            "sentence_chars",
            Type::Number,
            "平均每句字数",
            "mean characters per sentence",
            |view| drawn(view, |d| Value::Number(d.readability.sentence_chars.into()))
        ),
        fact!(
            "undefined_jargon",
            Type::Texts,
            "未加解释的专业术语",
            "technical terms used without a definition",
            |view| drawn(view, |d| Value::Texts(
                d.readability
                    .undefined_jargon
                    .iter()
                    .map(String::as_str)
                    .collect()
            ))
        ),
        fact!(
            "language",
            Type::Word(LANGUAGES),
            "正文的语言",
            "language of the main document",
            |view| match &view.policy {
                Ok(document) => Value::Word(language(document.language)),
                Err(_) => Value::Unknown(Reason::Policy),
            }
        ),
        fact!(
            "simplified_chinese",
            Type::Truth,
            "有简体中文版本",
            "a version in Simplified Chinese exists",
            |view| match &view.policy {
                Ok(_) => Value::Truth(
                    view.facts()
                        .policy
                        .documents
                        .iter()
                        .any(|d| d.language == Language::SimplifiedChinese)
                ),
                Err(_) => Value::Unknown(Reason::Policy),
            }
        ),
        fact!(
            "sensitive_types",
            Type::Texts,
            "政策称收集的敏感个人信息种类编号",
            "ids of the sensitive kinds that the policy says are collected",
            |view| drawn(view, |d| Value::Texts(
                d.sensitive.types.iter().map(String::as_str).collect()
            ))
        ),
        said!(
            "operator.name",
            TEXT,
            operator.name,
            "App 运营者（个人信息处理者）的名称",
            "the name of the operator (personal information processor)"
        ),
        said!(
            "operator.address",
            TEXT,
            operator.address,
            "个人信息处理者的注册或常用办公地址",
            "the operator's registered or usual address"
        ),
        said!(
            "operator.registration",
            TEXT,
            operator.registration,
            "运营者的登记或备案号",
            "the operator's registration or filing number"
        ),
        said!(
            "contact.emails",
            TEXTS,
            contact.emails,
            "个人信息处理者的联系方式",
            "how to contact the processor"
        ),
        said!(
            "contact.phones",
            TEXTS,
            contact.phones,
            "联系电话",
            "a telephone number"
        ),
        said!(
            "contact.addresses",
            TEXTS,
            contact.addresses,
            "联系地址",
            "a postal address"
        ),
        said!(
            "contact.officer",
            TEXT,
            contact.officer,
            "个人信息保护负责人或部门",
            "the officer or department for personal information protection"
        ),
        said!(
            "complaint.channel",
            TRUTH,
            complaint.channel,
            "投诉、举报的渠道",
            "a channel for complaints and reports"
        ),
        said!(
            "complaint.response_days",
            NUMBER,
            complaint.response_days,
            "答复用户请求的时限（日）",
            "days promised for replies to users"
        ),
        said!(
            "dates.updated",
            TEXT,
            dates.updated,
            "隐私政策的更新日期",
            "the date of the policy's last update"
        ),
        said!(
            "dates.effective",
            TEXT,
            dates.effective,
            "隐私政策的生效日期",
            "the date from which the policy is in force"
        ),
        said!(
            "rights.access",
            TRUTH,
            rights.access,
            "查阅个人信息的途径",
            "how to access personal information"
        ),
        said!(
            "rights.correct",
            TRUTH,
            rights.correct,
            "更正个人信息的途径",
            "how to correct personal information"
        ),
        said!(
            "rights.delete",
            TRUTH,
            rights.delete,
            "删除个人信息的途径",
            "how to delete personal information"
        ),
        said!(
            "rights.cancel_account",
            TEXT,
            rights.cancel_account.how,
            "账号注销的途径",
            "how to cancel the account"
        ),
        said!(
            "rights.cancel_days",
            NUMBER,
            rights.cancel_account.days,
            "账号注销的办理时限（日）",
            "days promised for account cancellation"
        ),
        said!(
            "rights.cancel_conditions",
            TEXT,
            rights.cancel_account.conditions,
            "账号注销的条件",
            "conditions for account cancellation"
        ),
        said!(
            "rights.withdraw_consent",
            TRUTH,
            rights.withdraw_consent,
            "撤回同意的途径",
            "how to withdraw consent"
        ),
        said!(
            "rights.copy",
            TRUTH,
            rights.copy,
            "复制、转移个人信息的途径",
            "how to obtain a copy or a transfer"
        ),
        said!(
            "rights.explain",
            TRUTH,
            rights.explain,
            "要求解释说明个人信息处理规则的途径",
            "how to ask for an explanation of the rules"
        ),
        said!(
            "rights.deceased",
            TRUTH,
            rights.deceased,
            "死者近亲属行使权利的途径",
            "the rights of a deceased person's relatives"
        ),
        said!(
            "minors.under_14_rules",
            TRUTH,
            minors.under_14_rules,
            "不满十四周岁未成年人个人信息的处理规则和监护人同意",
            "rules for the personal information of minors under 14, and a guardian's consent"
        ),
        said!(
            "minors.guardian_consent",
            TRUTH,
            minors.guardian_consent,
            "监护人同意",
            "a guardian's consent"
        ),
        said!(
            "sensitive.notice",
            TRUTH,
            sensitive.notice,
            "敏感个人信息的标明，及处理的必要性和对个人权益的影响",
            "which items are sensitive, why they are needed and their effect on the person"
        ),
        said!(
            "sensitive.separate_consent",
            TRUTH,
            sensitive.separate_consent,
            "处理敏感个人信息取得单独同意",
            "separate consent for sensitive personal information"
        ),
        said!(
            "sharing.recipients",
            TEXTS,
            third_party.sharing.recipients,
            "向第三方提供个人信息",
            "providing personal information to third parties"
        ),
        said!(
            "sharing.separate_consent",
            TRUTH,
            third_party.sharing.separate_consent,
            "向第三方提供个人信息取得单独同意",
            "separate consent for providing personal information to third parties"
        ),
        said!(
            "entrusted",
            TRUTH,
            third_party.entrusted,
            "委托处理",
            "entrusted processing"
        ),
        said!(
            "transfer",
            TRUTH,
            third_party.transfer,
            "因合并、分立等转移个人信息",
            "transfer on merger and the like"
        ),
        said!(
            "public_disclosure",
            TRUTH,
            third_party.public_disclosure,
            "公开披露",
            "public disclosure"
        ),
        fact!(
            "sdk_rows",
            Type::Number,
            "第三方 SDK 清单的行数",
            "rows in the list of third-party SDKs",
            |view| match (view.declarations(), &view.policy) {
                (Some(d), _) if !d.third_party.sdk_list.is_empty() =>
                    Value::count(d.third_party.sdk_list.len()),
                (Some(_), Ok(_)) => Value::Number(0),
                _ => Value::Unknown(Reason::Policy),
            }
        ),
        said!(
            "cross_border",
            Type::Statement(&Type::Word(BORDERS)),
            cross_border.statement,
            "个人信息出境",
            "provision of personal information abroad"
        ),
        said!(
            "cross_border.recipients",
            TEXTS,
            cross_border.recipients,
            "境外接收方",
            "recipients abroad"
        ),
        said!(
            "retention",
            TRUTH,
            retention.stated,
            "个人信息的保存期限",
            "how long personal information is kept"
        ),
        said!(
            "retention.period",
            TEXT,
            retention.period,
            "具体的保存期限",
            "the period of retention"
        ),
        said!(
            "automated.used",
            TRUTH,
            automated.used,
            "自动化决策",
            "automated decisions"
        ),
        said!(
            "automated.opt_out",
            TRUTH,
            automated.opt_out,
            "拒绝自动化决策的途径",
            "how to refuse automated decisions"
        ),
        said!(
            "personalised.push",
            TRUTH,
            personalised.push,
            "个性化推送",
            "personalised push"
        ),
        said!(
            "personalised.ads",
            TRUTH,
            personalised.ads,
            "个性化广告",
            "personalised advertising"
        ),
        said!(
            "personalised.opt_out",
            TRUTH,
            personalised.opt_out,
            "关闭个性化推送或广告的途径",
            "how to turn personalised push or advertising off"
        ),
        said!(
            "security.measures",
            TRUTH,
            security.measures,
            "安全保护措施",
            "security measures"
        ),
        said!(
            "security.encryption",
            TRUTH,
            security.encryption,
            "加密、去标识化等安全技术措施",
            "encryption, de-identification or like measures"
        ),
        said!(
            "security.de_identification",
            TRUTH,
            security.de_identification,
            "去标识化或匿名化措施",
            "de-identification or anonymisation"
        ),
        said!(
            "security.breach_notice",
            TRUTH,
            security.breach_notice,
            "个人信息泄露后的补救和通知",
            "remedy and notice after a breach"
        ),
        said!(
            "self_start",
            TRUTH,
            self_start.declared,
            "自启动、关联启动的场景和目的",
            "scene and purpose of self-start or association start"
        ),
        said!(
            "clipboard",
            TRUTH,
            clipboard,
            "读取剪切板",
            "reading the clipboard"
        ),
        said!(
            "installed_apps",
            TRUTH,
            installed_apps,
            "读取应用安装列表",
            "reading the list of installed apps"
        ),
        said!(
            "consent.implied",
            TRUTH,
            consent.implied_wording,
            "以继续使用视为同意",
            "use taken for consent"
        ),
        said!(
            "consent.bundled",
            TRUTH,
            consent.bundled,
            "一揽子同意",
            "bundled consent"
        ),
        said!(
            "consent.default_checked",
            TRUTH,
            consent.default_checked,
            "默认勾选同意",
            "consent ticked beforehand"
        ),
        said!(
            "update_notice",
            TRUTH,
            update_notice,
            "政策变更时通知用户的方式",
            "notice of changes to the policy"
        ),
        said!(
            "cookies",
            TRUTH,
            cookies,
            "Cookie 及同类技术",
            "cookies and like technology"
        ),
        said!("law", TEXT, law, "适用法律", "governing law"),
    ],
    count: |_| 1,
    key: |_, _| String::new(),
    label: |_, _| both("隐私政策", "the privacy policy"),
    evidence: |view, _| match &view.policy {
        Err(_) => vec![view.no_policy()],
        Ok(document) => vec![crate::judge::verdict::Evidence {
            side: crate::judge::verdict::Side::Policy,
            ..crate::judge::evidence::seen(
                crate::judge::verdict::EvidenceKind::PolicyText,
                both(
                    format!("隐私政策正文，{} 字", document.chars),
                    format!("the privacy policy, {} characters", document.chars),
                ),
                &document.path,
            )
        }],
    },
};

fn language(language: Language) -> &'static str {
    match language {
        Language::SimplifiedChinese => "zh-hans",
        Language::TraditionalChinese => "zh-hant",
        Language::English => "en",
        Language::Undetermined => "other",
    }
}
