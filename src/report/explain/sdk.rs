//! An SDK.

use crate::signatures::Signatures;
use crate::signatures::model::{Bilingual, Home, Sdk};

use super::{Explanation, Sections, both, joined, list, same};

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
    let names: Vec<String> = names(sdk).skip(2).map(String::from).collect();
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

/// Names of the product: Chinese, English, then the others.
pub(super) fn names(sdk: &Sdk) -> impl Iterator<Item = &str> {
    let product = [&sdk.name.zh, &sdk.name.en];
    let other = sdk.aliases.iter().chain(&sdk.short_names);
    product.into_iter().chain(other).map(String::as_str)
}
