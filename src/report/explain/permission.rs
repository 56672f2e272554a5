//! A permission.

use crate::judge::unrelated_permissions;
use crate::signatures::Signatures;
use crate::signatures::model::{Bilingual, Category, Permission, Protection};

use super::{Explanation, Sections, both, joined, list};

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
    let until = permission.until;
    let until = until.map(|n| both(format!("至 API {n} 止"), format!("until API level {n}")));
    sections.levels(permission.since, until);
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
