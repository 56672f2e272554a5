//! The declarations in groups, each with its label and what the policy says of it.

use crate::policy::{CrossBorderStatement, Declarations, Declared, Span};
use crate::report::Lang;

/// A label with what the policy says of it.
pub(super) struct Row<'d> {
    pub zh: &'static str,
    pub en: &'static str,
    pub said: Said,
    pub evidence: &'d [Span],
    pub searched: &'d [String],
}

pub(super) enum Said {
    Silent,
    Yes,
    Denied,
    Value(String),
}

/// A group of rows under one head.
pub(super) type Group<'d> = (&'static str, &'static str, Vec<Row<'d>>);

pub(super) fn groups<'d>(d: &'d Declarations, lang: Lang) -> Vec<Group<'d>> {
    let border = |v: &CrossBorderStatement| match v {
        CrossBorderStatement::StoredInChina => lang.pick("存储于境内", "stored in China"),
        CrossBorderStatement::Transfers => lang.pick("向境外提供", "provided abroad"),
        CrossBorderStatement::None => lang.pick("提及但未说明", "named, nothing stated"),
        CrossBorderStatement::Unclear => lang.pick("前后矛盾", "contradictory"),
    };
    let days = |v: &u32| lang.pick(format!("{v} 日"), format!("{v} days"));
    let own = |v: &String| v.clone();
    let list = |v: &Vec<String>| v.join(lang.pick("、", ", "));
    let t = &d.third_party;
    let cancel = &d.rights.cancel_account;
    vec![
        (
            "处理者与联系方式",
            "Processor and contact",
            vec![
                value("名称", "name", &d.operator.name, own),
                value("地址", "address", &d.operator.address, own),
                value(
                    "登记或备案号",
                    "registration",
                    &d.operator.registration,
                    own,
                ),
                value("电子邮箱", "e-mail", &d.contact.emails, list),
                value("电话", "telephone", &d.contact.phones, list),
                value("通信地址", "postal address", &d.contact.addresses, list),
                value(
                    "个人信息保护负责人",
                    "officer in charge",
                    &d.contact.officer,
                    own,
                ),
                yes("投诉渠道", "complaint channel", &d.complaint.channel),
                value(
                    "答复时限",
                    "time to reply",
                    &d.complaint.response_days,
                    days,
                ),
                value("更新日期", "updated", &d.dates.updated, own),
                value("生效日期", "in force from", &d.dates.effective, own),
            ],
        ),
        (
            "个人权利",
            "Rights of the person",
            vec![
                yes("查阅", "access", &d.rights.access),
                yes("更正、补充", "correction", &d.rights.correct),
                yes("删除", "deletion", &d.rights.delete),
                yes("复制、转移", "copy, portability", &d.rights.copy),
                yes(
                    "撤回同意",
                    "withdrawal of consent",
                    &d.rights.withdraw_consent,
                ),
                value("注销账号", "account cancellation", &cancel.how, own),
                value("注销时限", "time to cancel", &cancel.days, days),
                value(
                    "注销条件",
                    "conditions of cancelling",
                    &cancel.conditions,
                    own,
                ),
                yes("解释说明", "explanation of the rules", &d.rights.explain),
                yes(
                    "死者近亲属的权利",
                    "relatives of the deceased",
                    &d.rights.deceased,
                ),
            ],
        ),
        (
            "未成年人与敏感个人信息",
            "Minors and sensitive information",
            vec![
                yes(
                    "不满十四周岁专门规则",
                    "rules for those under 14",
                    &d.minors.under_14_rules,
                ),
                yes(
                    "监护人同意",
                    "guardian's consent",
                    &d.minors.guardian_consent,
                ),
                yes(
                    "标明敏感个人信息",
                    "tells what is sensitive",
                    &d.sensitive.notice,
                ),
                yes(
                    "敏感信息单独同意",
                    "separate consent",
                    &d.sensitive.separate_consent,
                ),
            ],
        ),
        (
            "对外提供与出境",
            "Others and abroad",
            vec![
                value("共享、提供", "sharing", &t.sharing.recipients, list),
                yes(
                    "共享前单独同意",
                    "separate consent to sharing",
                    &t.sharing.separate_consent,
                ),
                yes("委托处理", "entrusted processing", &t.entrusted),
                yes("转让", "transfer", &t.transfer),
                yes("公开披露", "public disclosure", &t.public_disclosure),
                value("出境", "cross-border", &d.cross_border.statement, |v| {
                    border(v).into()
                }),
                value(
                    "境外接收方",
                    "recipients abroad",
                    &d.cross_border.recipients,
                    list,
                ),
            ],
        ),
        (
            "保存与安全",
            "Retention and security",
            vec![
                yes("保存期限", "retention", &d.retention.stated),
                yes("安全措施", "measures", &d.security.measures),
                yes("加密", "encryption", &d.security.encryption),
                yes(
                    "去标识化、匿名化",
                    "de-identification",
                    &d.security.de_identification,
                ),
                yes(
                    "安全事件告知",
                    "notice of a breach",
                    &d.security.breach_notice,
                ),
            ],
        ),
        (
            "自动化决策与个性化",
            "Automated decisions and personalisation",
            vec![
                yes("自动化决策", "automated decisions", &d.automated.used),
                yes(
                    "拒绝自动化决策",
                    "refusal of decisions",
                    &d.automated.opt_out,
                ),
                yes("个性化推送", "personalised content", &d.personalised.push),
                yes(
                    "个性化广告",
                    "personalised advertising",
                    &d.personalised.ads,
                ),
                yes(
                    "关闭个性化",
                    "switch to turn it off",
                    &d.personalised.opt_out,
                ),
            ],
        ),
        (
            "行为与同意",
            "Behaviour and consent",
            vec![
                yes("自启动、关联启动", "self-start", &d.self_start.declared),
                yes("读取剪贴板", "reads the clipboard", &d.clipboard),
                yes("读取已安装应用", "reads installed apps", &d.installed_apps),
                yes(
                    "以使用视为同意",
                    "use counts as consent",
                    &d.consent.implied_wording,
                ),
                yes("捆绑同意", "bundled consent", &d.consent.bundled),
                yes(
                    "默认勾选",
                    "box ticked beforehand",
                    &d.consent.default_checked,
                ),
                yes("变更通知", "notice of changes", &d.update_notice),
                yes("Cookie", "cookies", &d.cookies),
                value("适用法律", "governing law", &d.law, own),
            ],
        ),
    ]
}

fn yes<'d>(zh: &'static str, en: &'static str, declared: &'d Declared<bool>) -> Row<'d> {
    let said = match declared.value {
        Some(true) => Said::Yes,
        Some(false) => Said::Denied,
        None => Said::Silent,
    };
    row(zh, en, said, declared)
}

fn value<'d, T>(
    zh: &'static str,
    en: &'static str,
    declared: &'d Declared<T>,
    show: impl Fn(&T) -> String,
) -> Row<'d> {
    let shown = declared.value.as_ref().map(show);
    let said = match shown {
        // An empty list denies: nothing is shared with anybody.
        Some(text) if text.is_empty() => Said::Denied,
        Some(text) => Said::Value(text),
        None => Said::Silent,
    };
    row(zh, en, said, declared)
}

fn row<'d, T>(
    zh: &'static str,
    en: &'static str,
    said: Said,
    declared: &'d Declared<T>,
) -> Row<'d> {
    Row {
        zh,
        en,
        said,
        evidence: &declared.evidence,
        searched: &declared.searched,
    }
}
