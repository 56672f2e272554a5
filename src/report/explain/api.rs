//! A watched API.

use crate::signatures::Signatures;
use crate::signatures::model::Api;

use super::{Explanation, Sections, both, list, same};

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
    let until = api.until.map(|n| {
        both(
            format!("目标版本高于 API {n} 的普通应用不再取得"),
            format!("ordinary apps that target above API level {n} no longer get it"),
        )
    });
    sections.levels(api.since, until);
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

/// `android.telephony.TelephonyManager#getImei`, or the constant that decides.
pub(super) fn member(api: &Api) -> String {
    match (&api.class, &api.name, &api.argument) {
        (Some(class), Some(name), _) => format!("{class}#{name}"),
        (_, _, Some(argument)) => argument.clone(),
        (class, _, _) => class.clone().unwrap_or_default(),
    }
}
