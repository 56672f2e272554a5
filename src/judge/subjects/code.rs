//! The code as a whole, and its calls.

use crate::facts::{Code, Startup};
use crate::judge::calls::AttributedCall;
use crate::judge::condition::{Kind, Type, Value};
use crate::judge::evidence::{both, call as call_evidence, seen};
use crate::judge::verdict::EvidenceKind;

use super::app::{OWNERS, owner};
use super::{KEPT, View, fields};

fn one<'v>(view: &'v View<'v>, _: usize) -> Option<&'v Code> {
    Some(&view.facts().code)
}

/// The code.
pub(super) static CODE: Kind = Kind {
    name: "code",
    about: ("安装包内的代码", "the code in the package"),
    single: true,
    areas: &[],
    fields: fields![one;
        "readable", Type::Truth, "全部 DEX 可读，未加固", "every DEX could be read, and nothing is packed",
            |view, _| Value::Truth(view.limit(&[crate::facts::Area::Code]).is_none());
        "dex_files", Type::Number, "DEX 文件数", "number of DEX files",
            |_, c| Value::count(c.dex_files.len());
        "loads_more", Type::Truth, "运行时另行加载 DEX", "loads more DEX at run time",
            |view, c| view.if_code(!c.opacity.dex_loaders.is_empty());
        "native", Type::Truth, "带有原生库", "native libraries are in the package",
            |view, _| Value::Truth(!view.facts().contents.native_libraries.is_empty());
        "switches_called", Type::Texts, "调用了同意或延迟初始化开关的 SDK 编号", "ids of SDKs whose consent switch is called",
            |_, c| Value::Texts(c.switches.iter().map(|s| s.sdk.as_str()).collect());
    ],
    count: |_| 1,
    key: |_, _| String::new(),
    label: |_, _| both("代码", "the code"),
    evidence: |view, _| {
        let files = view.facts().code.dex_files.len();
        vec![seen(
            EvidenceKind::Call,
            both(
                format!("已检索 {files} 个 DEX 文件"),
                match files {
                    1 => "searched the one DEX file".to_owned(),
                    _ => format!("searched {files} DEX files"),
                },
            ),
            "classes*.dex",
        )]
    },
};

fn call<'v>(view: &'v View<'v>, index: usize) -> Option<&'v AttributedCall<'v>> {
    view.case.calls.get(index)
}

/// Calls of watched APIs, by API and owner.
pub(super) static CALL: Kind = Kind {
    name: "call",
    about: (
        "对受关注接口的调用，按接口和调用方归并",
        "calls of a watched API, joined by API and owner",
    ),
    single: false,
    areas: &[crate::facts::Area::Code],
    fields: fields![call;
        "api", Type::Text, "接口编号（signatures/apis）", "id of the API (signatures/apis)",
            |_, c| Value::Text(c.api.into());
        "pi", Type::Text, "读取的个人信息种类编号；仅需权限的调用没有", "id of the kind of personal information that it gives; absent where it merely needs a permission",
            |_, c| Value::text(c.pi_type);
        "permissions", Type::Texts, "需要的权限", "permissions that it needs",
            |_, c| Value::Texts(c.permissions.iter().map(String::as_str).collect());
        "owner", Type::Text, "调用方编号：SDK 或库的编号，App 自身代码为包名前缀", "id of the caller's owner: an SDK's, a library's, or the app's package prefix",
            |_, c| Value::Text(c.owner.id.as_str().into());
        "owner_kind", Type::Word(OWNERS), "调用方：app 自身代码，sdk，library 支持库，unknown 未识别", "whose code calls",
            |_, c| Value::Word(owner(c.owner.kind));
        "permitted", Type::Truth, "清单申请了所需的权限，或无需权限；否则系统会拒绝", "the manifest asks for a permission that it needs, or it needs none; else the system refuses",
            |_, c| Value::Truth(c.permitted);
        "at_startup", Type::Truth, "在启动路径上可达，途中未见同意判断", "reachable at start-up with no consent test seen on the way",
            |_, c| Value::Truth(c.callers.iter().any(|caller| caller.startup == Startup::Yes));
    ],
    count: |view| view.case.calls.len(),
    key: |view, index| {
        call(view, index)
            .map(|c| format!("{}/{}", c.owner.id, c.api))
            .unwrap_or_default()
    },
    label: |view, index| {
        call(view, index)
            .map(|c| match view.case.set.api(c.api) {
                Some(api) => api.gives.clone(),
                None => both(c.api, c.api),
            })
            .unwrap_or_default()
    },
    evidence: |view, index| {
        call(view, index)
            .map(|c| {
                let callers = c.callers.iter().take(KEPT);
                callers
                    .map(|caller| call_evidence(view.case, c, caller))
                    .collect()
            })
            .unwrap_or_default()
    },
};
