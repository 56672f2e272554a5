//! What a document is for, by its title, its opening and its name.

use crate::facts::DocumentRole;

use super::outline::is_document_title;

/// Words of a title or name that give a role, the more specific first.
const WORDS: [(&str, DocumentRole); 52] = [
    // Not 儿童 alone: 儿童识字隐私政策 is the policy of an app for children.
    ("儿童个人信息", DocumentRole::ChildrenRules),
    ("儿童隐私", DocumentRole::ChildrenRules),
    ("儿童信息", DocumentRole::ChildrenRules),
    ("儿童用户", DocumentRole::ChildrenRules),
    ("儿童保护", DocumentRole::ChildrenRules),
    ("兒童", DocumentRole::ChildrenRules),
    ("未成年人个人信息", DocumentRole::ChildrenRules),
    ("未成年人隐私", DocumentRole::ChildrenRules),
    ("未成年人保护", DocumentRole::ChildrenRules),
    ("sdk目录", DocumentRole::SdkList),
    ("sdk列表", DocumentRole::SdkList),
    ("sdk清单", DocumentRole::SdkList),
    ("sdk说明", DocumentRole::SdkList),
    ("sdk服务商", DocumentRole::SdkList),
    ("第三方sdk", DocumentRole::SdkList),
    ("第三方信息共享", DocumentRole::SdkList),
    ("第三方共享", DocumentRole::SdkList),
    ("第三方信息数据共享", DocumentRole::SdkList),
    ("共享清单", DocumentRole::SdkList),
    ("共享个人信息清单", DocumentRole::SdkList),
    ("合作方清单", DocumentRole::SdkList),
    ("收集清单", DocumentRole::CollectionList),
    ("已收集个人信息", DocumentRole::CollectionList),
    ("信息收集明示", DocumentRole::CollectionList),
    ("权限申请", DocumentRole::PermissionList),
    ("权限说明", DocumentRole::PermissionList),
    ("权限列表", DocumentRole::PermissionList),
    ("权限清单", DocumentRole::PermissionList),
    ("权限使用说明", DocumentRole::PermissionList),
    ("应用权限", DocumentRole::PermissionList),
    ("隐私", DocumentRole::PrivacyPolicy),
    ("隱私", DocumentRole::PrivacyPolicy),
    ("私隱", DocumentRole::PrivacyPolicy),
    ("个人信息保护", DocumentRole::PrivacyPolicy),
    ("个人信息处理", DocumentRole::PrivacyPolicy),
    ("信息保护政策", DocumentRole::PrivacyPolicy),
    ("privacy", DocumentRole::PrivacyPolicy),
    ("用户协议", DocumentRole::UserAgreement),
    ("用戶協議", DocumentRole::UserAgreement),
    ("服务协议", DocumentRole::UserAgreement),
    ("使用协议", DocumentRole::UserAgreement),
    ("许可协议", DocumentRole::UserAgreement),
    ("注册协议", DocumentRole::UserAgreement),
    ("服务条款", DocumentRole::UserAgreement),
    ("服務條款", DocumentRole::UserAgreement),
    ("使用条款", DocumentRole::UserAgreement),
    ("用户须知", DocumentRole::UserAgreement),
    ("会员协议", DocumentRole::UserAgreement),
    ("terms of", DocumentRole::UserAgreement),
    ("user agreement", DocumentRole::UserAgreement),
    ("service agreement", DocumentRole::UserAgreement),
    ("end user license", DocumentRole::UserAgreement),
];

/// Parts of file and resource names, lower case.
const NAMES: [(&str, DocumentRole); 28] = [
    ("child", DocumentRole::ChildrenRules),
    ("minor", DocumentRole::ChildrenRules),
    ("ertong", DocumentRole::ChildrenRules),
    ("kids", DocumentRole::ChildrenRules),
    ("sdklist", DocumentRole::SdkList),
    ("sdk_list", DocumentRole::SdkList),
    ("third_sdk", DocumentRole::SdkList),
    ("thirdsdk", DocumentRole::SdkList),
    ("third_party", DocumentRole::SdkList),
    ("thirdparty", DocumentRole::SdkList),
    ("sharelist", DocumentRole::SdkList),
    ("share_list", DocumentRole::SdkList),
    ("collect_list", DocumentRole::CollectionList),
    ("collectlist", DocumentRole::CollectionList),
    ("info_list", DocumentRole::CollectionList),
    ("permission", DocumentRole::PermissionList),
    ("quanxian", DocumentRole::PermissionList),
    ("privacy", DocumentRole::PrivacyPolicy),
    ("yinsi", DocumentRole::PrivacyPolicy),
    ("ysxy", DocumentRole::PrivacyPolicy),
    ("yszc", DocumentRole::PrivacyPolicy),
    ("agreement", DocumentRole::UserAgreement),
    ("xieyi", DocumentRole::UserAgreement),
    ("yhxy", DocumentRole::UserAgreement),
    ("terms", DocumentRole::UserAgreement),
    ("protocol", DocumentRole::UserAgreement),
    ("license", DocumentRole::UserAgreement),
    ("eula", DocumentRole::UserAgreement),
];

/// The role of a document by its title, else by its name, else by what its first
/// lines call it.
pub(super) fn role(title: Option<&str>, name: &str, opening: &str) -> DocumentRole {
    let compact = |text: &str| text.to_lowercase().replace([' ', '“', '”', '《', '》'], "");
    if let Some(role) = title.map(compact).and_then(|t| by_title(&t)) {
        return role;
    }
    let file = name.rsplit(['/', '!']).next().unwrap_or(name);
    let named = compact(file);
    by_words(&named)
        .or_else(|| {
            NAMES
                .iter()
                .find(|(part, _)| named.contains(part))
                .map(|(_, role)| *role)
        })
        .or_else(|| {
            opening
                .lines()
                .take(6)
                .filter(|line| is_document_title(line))
                .find_map(|line| by_title(&compact(line)))
        })
        .unwrap_or_else(|| by_opening(opening))
}

/// A title that names both, such as 用户协议及隐私政策, is the policy's.
fn by_title(title: &str) -> Option<DocumentRole> {
    by_words(title)
}

fn by_words(text: &str) -> Option<DocumentRole> {
    // 服务协议 in English titles has its blanks taken out as well.
    WORDS
        .iter()
        .find(|(word, _)| text.contains(&word.replace(' ', "")))
        .map(|(_, role)| *role)
}

/// What the first lines speak of more.
fn by_opening(opening: &str) -> DocumentRole {
    let count = |words: &[&str]| {
        words
            .iter()
            .map(|w| opening.matches(w).count())
            .sum::<usize>()
    };
    let policy = count(&["隐私政策", "隐私权政策", "个人信息", "隐私", "rivacy"]);
    let agreement = count(&[
        "用户协议",
        "服务协议",
        "本协议",
        "本条款",
        "greement",
        "Terms",
    ]);
    if agreement > policy {
        DocumentRole::UserAgreement
    } else {
        DocumentRole::PrivacyPolicy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_roles() {
        let cases = [
            (
                Some("示例隐私政策"),
                "a.txt",
                "",
                DocumentRole::PrivacyPolicy,
            ),
            (
                Some("示例儿童隐私保护声明"),
                "privacy.html",
                "",
                DocumentRole::ChildrenRules,
            ),
            (
                Some("第三方信息共享清单"),
                "privacy.html",
                "",
                DocumentRole::SdkList,
            ),
            (
                Some("个人信息收集清单"),
                "x",
                "",
                DocumentRole::CollectionList,
            ),
            (Some("应用权限说明"), "x", "", DocumentRole::PermissionList),
            (Some("用户服务协议"), "x", "", DocumentRole::UserAgreement),
            (
                Some("用户协议及隐私政策"),
                "x",
                "",
                DocumentRole::PrivacyPolicy,
            ),
            (
                Some("Terms of Service"),
                "x",
                "",
                DocumentRole::UserAgreement,
            ),
            (None, "assets/yinsi.html", "", DocumentRole::PrivacyPolicy),
            (
                None,
                "assets/user_agreement.html",
                "",
                DocumentRole::UserAgreement,
            ),
            (
                None,
                "assets/b.txt",
                "用户协议\n本协议",
                DocumentRole::UserAgreement,
            ),
            (
                None,
                "assets/b.txt",
                "我们重视您的个人信息",
                DocumentRole::PrivacyPolicy,
            ),
        ];
        for (title, name, opening, expected) in cases {
            assert_eq!(role(title, name, opening), expected, "{title:?} {name}");
        }
    }
}
