//! What a policy holds many of: documents, rows, defects.

use crate::facts::{Area, Document, DocumentRole, FormIssue};
use crate::judge::condition::{Kind, Type, Value};
use crate::judge::evidence::{both, quoted, seen};
use crate::judge::verdict::EvidenceKind;
use crate::policy::{Contradiction, DeclaredPermission, DeclaredPi, Defect};
use crate::signatures::model::Bilingual;

use super::information::IntoCow;
use super::{View, fields};

const ROLES: &[&str] = &[
    "privacy-policy",
    "children-rules",
    "sdk-list",
    "collection-list",
    "permission-list",
    "consent-prompt",
    "user-agreement",
];

fn document<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Document> {
    view.facts().policy.documents.get(index)
}

fn role(role: DocumentRole) -> &'static str {
    match role {
        DocumentRole::PrivacyPolicy => "privacy-policy",
        DocumentRole::ChildrenRules => "children-rules",
        DocumentRole::SdkList => "sdk-list",
        DocumentRole::CollectionList => "collection-list",
        DocumentRole::PermissionList => "permission-list",
        DocumentRole::ConsentPrompt => "consent-prompt",
        DocumentRole::UserAgreement => "user-agreement",
    }
}

fn location(role: &str) -> (&'static str, &'static str) {
    match role {
        "privacy-policy" => ("隐私政策", "privacy policy"),
        "children-rules" => ("儿童个人信息保护规则", "rules for children"),
        "sdk-list" => ("第三方 SDK 清单", "list of SDKs"),
        "collection-list" => ("个人信息收集清单", "list of collected information"),
        "permission-list" => ("权限说明", "note on permissions"),
        "consent-prompt" => ("同意弹窗文案", "consent prompt"),
        _ => ("用户协议", "user agreement"),
    }
}

/// Policy documents.
pub(super) static DOCUMENT: Kind = Kind {
    name: "document",
    about: ("安装包内的一份政策文档", "a policy document in the package"),
    single: false,
    areas: &[],
    fields: fields![document;
        "role", Type::Word(ROLES), "文档类型", "what it is for",
            |_, d| Value::Word(role(d.role));
        "path", Type::Text, "所在位置", "where it is",
            |_, d| Value::Text(d.path.as_str().into());
        "chars", Type::Number, "字数", "characters",
            |_, d| Value::Number(d.chars.into());
        "external", Type::Truth, "来自安装包之外", "comes from outside the package",
            |_, d| Value::Truth(d.external);
    ],
    count: |view| view.facts().policy.documents.len(),
    key: |view, index| {
        document(view, index)
            .map(|d| d.path.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        document(view, index)
            .map(|d| {
                let (zh, en) = location(role(d.role));
                both(zh, en)
            })
            .unwrap_or_default()
    },
    evidence: |view, index| {
        document(view, index)
            .map(|d| {
                let (zh, en) = location(role(d.role));
                let text = both(
                    format!("{zh}，{} 字", d.chars),
                    format!("{en}, {} characters", d.chars),
                );
                vec![seen(EvidenceKind::PolicyText, text, &d.path)]
            })
            .unwrap_or_default()
    },
};

fn permission<'v>(view: &'v View<'v>, index: usize) -> Option<&'v DeclaredPermission> {
    view.declarations()?.permissions.get(index)
}

fn permission_label(view: &View, row: &DeclaredPermission) -> Bilingual {
    match view.case.set.permission(&row.permission) {
        Some(known) => known.label.clone(),
        None => both(&*row.permission, &*row.permission),
    }
}

/// Permissions that the policy names.
pub(super) static DECLARED_PERMISSION: Kind = Kind {
    name: "declared_permission",
    about: (
        "隐私政策提及的一项权限",
        "a permission that the policy names",
    ),
    single: false,
    areas: &[Area::Policy],
    fields: fields![permission;
        "name", Type::Text, "权限全名", "full name",
            |_, p| Value::Text(p.permission.as_str().into());
        "label", Type::Name, "权限的通称", "what people call it",
            |view, p| Value::Name(std::borrow::Cow::Owned(permission_label(view, p)));
        "has_purpose", Type::Truth, "写明用途", "its purpose is told",
            |_, p| Value::Truth(p.purpose.is_some());
        "broad", Type::Truth, "仅有上位表述", "only a broader word is used",
            |_, p| Value::Truth(p.broad);
        "requested", Type::Truth, "清单申请了该权限或同一表述涵盖的权限", "the manifest asks for it, or for one that the same wording covers",
            |view, p| Value::Truth(view.case.permissions.iter().any(|asked| {
                asked.name == p.permission || p.covers.iter().any(|name| name == asked.name)
            }));
    ],
    count: |view| view.declarations().map_or(0, |d| d.permissions.len()),
    key: |view, index| {
        permission(view, index)
            .map(|p| p.permission.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        permission(view, index)
            .map(|p| permission_label(view, p))
            .unwrap_or_default()
    },
    evidence: |view, index| {
        permission(view, index)
            .map(|p| {
                let text = both(
                    format!("政策提及“{}”", p.wording),
                    format!("the policy names \"{}\"", p.wording),
                );
                vec![quoted(text, &p.evidence)]
            })
            .unwrap_or_default()
    },
};

fn information<'v>(view: &'v View<'v>, index: usize) -> Option<&'v DeclaredPi> {
    view.declarations()?.pi_types.get(index)
}

/// Kinds of personal information that the policy names.
pub(super) static DECLARED_INFORMATION: Kind = Kind {
    name: "declared_information",
    about: (
        "隐私政策称收集的一种个人信息",
        "a kind of personal information that the policy says is collected",
    ),
    single: false,
    areas: &[Area::Policy],
    fields: fields![information;
        "pi", Type::Text, "种类编号（pi-types.toml）", "id of the kind (pi-types.toml)",
            |_, r| Value::Text(r.pi_type.as_str().into());
        "name", Type::Name, "规范名称", "its name in regulatory wording",
            |view, r| view.case.set.pi_type(&r.pi_type).map_or(Value::Absent, |pi| Value::Name((&pi.name).into_cow()));
        "sensitive", Type::Truth, "敏感个人信息（个人信息保护法第二十八条）", "sensitive under PIPL art. 28",
            |view, r| Value::Truth(view.case.set.pi_type(&r.pi_type).is_some_and(|pi| pi.sensitive));
        "has_purpose", Type::Truth, "写明目的", "its purpose is told",
            |_, r| Value::Truth(r.purpose.is_some());
    ],
    count: |view| view.declarations().map_or(0, |d| d.pi_types.len()),
    key: |view, index| {
        information(view, index)
            .map(|r| r.pi_type.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        information(view, index)
            .and_then(|r| view.case.set.pi_type(&r.pi_type))
            .map(|pi| pi.name.clone())
            .unwrap_or_default()
    },
    evidence: |view, index| {
        information(view, index)
            .map(|r| {
                let text = both(
                    format!("政策称收集“{}”", r.wording),
                    format!("the policy says that \"{}\" is collected", r.wording),
                );
                vec![quoted(text, &r.evidence)]
            })
            .unwrap_or_default()
    },
};

fn defect<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Defect> {
    view.declarations()?.defects.get(index)
}

const DEFECTS: &[&str] = &[
    "template-blank",
    "open-list",
    "list-elsewhere",
    "vague-purpose",
    "over-long-response",
];

fn defect_code(code: &str) -> Value<'static> {
    match DEFECTS.iter().find(|known| **known == code) {
        Some(known) => Value::Word(known),
        None => Value::Absent,
    }
}

/// Defects of wording.
pub(super) static DEFECT: Kind = Kind {
    name: "defect",
    about: ("隐私政策的一处文本缺陷", "a defect of the policy's wording"),
    single: false,
    areas: &[Area::Policy],
    fields: fields![defect;
        "code", Type::Word(DEFECTS), "template-blank 模板空白未填，open-list 以“等”概括，list-elsewhere 清单只给链接，vague-purpose 目的笼统，over-long-response 答复时限过长", "what it is: a blank of the template, an open list (等), a list only linked to, a vague purpose, an over-long time for replies",
            |_, d| defect_code(&d.code);
    ],
    count: |view| view.declarations().map_or(0, |d| d.defects.len()),
    key: |view, index| {
        defect(view, index)
            .map(|d| d.code.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        defect(view, index)
            .map(|d| both(&*d.code, &*d.code))
            .unwrap_or_default()
    },
    evidence: |view, index| {
        defect(view, index)
            .map(|d| vec![quoted(both("政策原文", "the policy's words"), &d.evidence)])
            .unwrap_or_default()
    },
};

fn contradiction<'v>(view: &'v View<'v>, index: usize) -> Option<&'v Contradiction> {
    view.declarations()?.contradictions.get(index)
}

/// Sentences that contradict each other.
pub(super) static CONTRADICTION: Kind = Kind {
    name: "contradiction",
    about: (
        "隐私政策中互相矛盾的两处表述",
        "two sentences of the policy that contradict each other",
    ),
    single: false,
    areas: &[Area::Policy],
    fields: fields![contradiction;
        "subject", Type::Text, "所涉事项：个人信息种类编号、sharing、cross-border", "what they speak of: the id of a kind of information, `sharing`, `cross-border`",
            |_, c| Value::Text(c.subject.as_str().into());
    ],
    count: |view| view.declarations().map_or(0, |d| d.contradictions.len()),
    key: |view, index| {
        contradiction(view, index)
            .map(|c| c.subject.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        contradiction(view, index)
            .map(
                |c| match (c.subject.as_str(), view.case.set.pi_type(&c.subject)) {
                    (_, Some(pi)) => pi.name.clone(),
                    ("sharing", _) => both(
                        "向第三方提供个人信息",
                        "providing information to third parties",
                    ),
                    ("cross-border", _) => both("个人信息出境", "provision abroad"),
                    (other, _) => both(other, other),
                },
            )
            .unwrap_or_default()
    },
    evidence: |view, index| {
        contradiction(view, index)
            .map(|c| {
                vec![
                    quoted(both("一处表述", "one sentence"), &c.a),
                    quoted(both("另一处表述", "the other"), &c.b),
                ]
            })
            .unwrap_or_default()
    },
};

const FORMS: &[&str] = &[
    "small-text",
    "pale-text",
    "image-only",
    "url-only",
    "no-simplified-chinese",
    "garbled",
];

fn form<'v>(view: &'v View<'v>, index: usize) -> Option<&'v FormIssue> {
    view.policy.as_ref().ok()?.form.get(index)
}

fn form_name(code: &str) -> Bilingual {
    match code {
        "small-text" => both("文字过小", "text is too small"),
        "pale-text" => both("文字颜色过淡", "text is too pale"),
        "image-only" => both("正文为图片", "the text is an image"),
        "garbled" => both("文字乱码", "the text is garbled"),
        other => both(other, other),
    }
}

/// Faults of presentation of the main document.
pub(super) static FORM: Kind = Kind {
    name: "form",
    about: (
        "隐私政策正文的一处版式问题",
        "a fault of presentation of the policy",
    ),
    single: false,
    areas: &[Area::Policy],
    fields: fields![form;
        "code", Type::Word(FORMS), "small-text 文字过小，pale-text 颜色过淡，image-only 正文为图片，garbled 乱码", "what it is",
            |_, f| match FORMS.iter().find(|known| **known == f.code) {
                Some(known) => Value::Word(known),
                None => Value::Absent,
            };
        "name", Type::Name, "中英文名称", "its name",
            |_, f| Value::Name(std::borrow::Cow::Owned(form_name(&f.code)));
        "detail", Type::Text, "所见样式、标签或比例", "the style, tag or ratio seen",
            |_, f| Value::Text(f.detail.as_str().into());
    ],
    count: |view| view.policy.as_ref().map_or(0, |d| d.form.len()),
    key: |view, index| {
        form(view, index)
            .map(|f| f.code.clone())
            .unwrap_or_default()
    },
    label: |view, index| {
        form(view, index)
            .map(|f| form_name(&f.code))
            .unwrap_or_default()
    },
    evidence: |view, index| {
        let path = view.policy.as_ref().map_or("", |d| d.path.as_str());
        form(view, index)
            .map(|f| {
                let name = form_name(&f.code);
                let text = both(
                    format!("{}：{}", name.zh, f.detail),
                    format!("{}: {}", name.en, f.detail),
                );
                vec![seen(EvidenceKind::PolicyText, text, path)]
            })
            .unwrap_or_default()
    },
};
