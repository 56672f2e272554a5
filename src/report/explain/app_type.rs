//! A type of app.

use crate::signatures::Signatures;
use crate::signatures::model::{AppType, Bilingual, PermissionGroup};

use super::{Explanation, Sections, both, list};

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
    let dangerous = |groups: &[PermissionGroup]| {
        let inside = set
            .permissions
            .iter()
            .filter(|p| PermissionGroup::of(&p.name).is_some_and(|group| groups.contains(&group)));
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
