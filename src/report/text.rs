//! Words that reports share, in both languages.

use crate::facts::{Area, Limitation, is_seen};
use crate::judge::{Used, Verdict};
use crate::signatures::model::{Authority, Bilingual, SdkCategory, Severity};

use super::Lang;

/// What a reader calls an app: its label where it has one that can be seen, else
/// its package, else its file.
pub fn name<'a>(label: Option<&'a str>, package: &'a str, file: &'a str) -> &'a str {
    let names = [label.unwrap_or_default(), package];
    names.into_iter().find(|n| is_seen(n)).unwrap_or(file)
}

fn both(zh: impl Into<String>, en: impl Into<String>) -> Bilingual {
    Bilingual {
        zh: zh.into(),
        en: en.into(),
    }
}

/// A limitation in words. The parser's own words stay in English: they are for
/// engineers.
pub fn limitation(limit: &Limitation) -> Bilingual {
    let (zh, en) = match limit.code.as_str() {
        "packed" => (
            "应用已加固，安装包内的代码不是真实业务代码，无法静态判断",
            "the app is packed: the code in the package is not the app's own and cannot be judged",
        ),
        "dex-unreadable" => ("DEX 文件无法解析", "a DEX file could not be parsed"),
        "dynamic-loading" => (
            "应用从资源或网络加载代码，静态分析看不到这部分",
            "the app loads code from assets or the network, which static reading does not see",
        ),
        "strings-encrypted" => (
            "代码中的字符串经过加密，由常量决定的调用无法识别",
            "strings in the code are encrypted; calls that a constant decides cannot be told",
        ),
        "reflection-heavy" => (
            "代码大量使用反射，多数调用目标未知",
            "the code works by reflection, most targets of which are unknown",
        ),
        "native-heavy" => (
            "大量方法由原生库实现，静态分析看不到这部分",
            "many methods are native, which static reading does not see",
        ),
        "root-native" => (
            "启动方法被移入原生库，启动后的行为无法静态判断",
            "a start-up method was moved into a native library; what it does cannot be judged",
        ),
        "components-missing" => (
            "清单声明的组件多数不在 DEX 中，代码可能被加固或在运行时加载",
            "most components of the manifest are in no DEX; code may be packed or loaded at run time",
        ),
        "graph-hubs" => (
            "部分虚调用目标过多，调用图未展开",
            "some virtual calls have too many targets and were not followed",
        ),
        "native-at-startup" => (
            "启动时加载原生库，原生代码的行为未分析",
            "native libraries are loaded at start-up; what native code does was not read",
        ),
        "root-missing" => (
            "清单声明的启动组件在代码中不存在，可能由运行时加载",
            "a start-up component of the manifest is not in the code; it may be loaded at run time",
        ),
        "methods-too-large" => (
            "部分方法过大，未跟踪其中的常量",
            "some methods are too large to follow constants in",
        ),
        "analysis-cut" => (
            "分析达到上限，结果不完整",
            "the analysis was cut at a limit; results are incomplete",
        ),
        "dex-damaged" => ("DEX 文件部分损坏", "a DEX file is damaged in part"),
        "dex-count" => (
            "DEX 文件数量超过上限",
            "there are more DEX files than the limit",
        ),
        "time" => (
            "超出时间上限，结果不完整",
            "the time limit ran out; results are incomplete",
        ),
        "not-asked" => (
            "按要求只读取清单，未读取这部分",
            "not read: only the manifest was asked for",
        ),
        "unsigned" => ("安装包没有签名", "the package is not signed"),
        "no-code" => ("安装包内没有 DEX 代码", "the package holds no DEX code"),
        "smali-only" | "smali-not-read" => (
            "目录中只有 smali 源码，没有 DEX，未分析代码",
            "the folder holds smali and no DEX; code was not read",
        ),
        "apis-not-watched" => (
            "事实提取时尚未检查这些 API（或其定义已变），需重新扫描安装包才能判断",
            "the facts were extracted before these APIs were watched for, or by another definition; scan the package again to judge them",
        ),
        "switches-not-watched" => (
            "事实提取时尚未检查这些 SDK 合规开关，需重新扫描安装包才能判断",
            "the facts were extracted before these consent switches were watched for; scan the package again to judge them",
        ),
        "guards-changed" => (
            "识别“是否已同意”判断的规则在事实提取后有变化，启动路径结论需重新扫描确认",
            "what tells a consent test has changed since the facts were extracted; scan the package again for paths from start-up",
        ),
        "starts-changed" => (
            "自启动广播清单在事实提取后有变化，启动路径结论需重新扫描确认",
            "the list of broadcasts that start an app has changed since the facts were extracted; scan the package again for paths from start-up",
        ),
        "policy-cut" => (
            "隐私政策文件超过大小上限",
            "the policy file is over the size limit",
        ),
        _ => match limit.area {
            Area::Package => (
                "安装包部分内容未能读取",
                "part of the package could not be read",
            ),
            Area::Manifest => (
                "清单或资源未能完整读取",
                "the manifest or resources could not be read in full",
            ),
            Area::Code => ("代码未能完整读取", "code could not be read in full"),
            Area::Graph => ("调用图不完整", "the call graph is incomplete"),
            Area::Policy => (
                "隐私政策未能完整读取",
                "the privacy policy could not be read in full",
            ),
            Area::Listing => (
                "应用商店上架资料未能读取",
                "the store's listing could not be read",
            ),
            Area::Certificates => ("签名证书未能读取", "signing certificates could not be read"),
        },
    };
    let detail = detail(limit);
    let place = |detail: &str| {
        let parts = [limit.location.as_str(), detail];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(": ")
    };
    match (place(&detail.zh), place(&detail.en)) {
        (zh_place, _) if zh_place.is_empty() => both(zh, en),
        (zh_place, en_place) => both(format!("{zh}（{zh_place}）"), format!("{en} ({en_place})")),
    }
}

/// The parser's words, where they add to the sentence.
fn detail(limit: &Limitation) -> Bilingual {
    let digits = |c: char| c.is_ascii_digit();
    let numbers = limit.detail.split(|c| !digits(c)).filter(|n| !n.is_empty());
    let numbers: Vec<&str> = numbers.collect();
    match (limit.code.as_str(), numbers.as_slice()) {
        ("native-at-startup" | "root-missing" | "not-asked" | "unsigned", _) => both("", ""),
        ("components-missing", [missing, all]) => {
            both(format!("{missing}/{all} 个组件"), limit.detail.as_str())
        }
        ("graph-hubs", [methods, most]) => both(
            format!("{methods} 个虚方法的重写超过 {most} 个"),
            limit.detail.as_str(),
        ),
        _ => both(limit.detail.as_str(), limit.detail.as_str()),
    }
}

/// A verdict in words.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Indicated => lang.pick("存在", "indicated"),
        Verdict::Suspected => lang.pick("疑似", "suspected"),
        Verdict::Inconclusive => lang.pick("无法判断", "inconclusive"),
        Verdict::NotFound => lang.pick("未发现", "not found"),
        Verdict::NotStaticallyAssessable => lang.pick("需人工检测", "not statically assessable"),
    }
}

/// A severity in words.
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Info => lang.pick("提示", "info"),
        Severity::Low => lang.pick("低", "low"),
        Severity::Medium => lang.pick("中", "medium"),
        Severity::High => lang.pick("高", "high"),
        Severity::Critical => lang.pick("严重", "critical"),
    }
}

/// An authority in words.
pub fn authority(authority: Authority, lang: Lang) -> &'static str {
    match authority {
        Authority::Miit => lang.pick("工信部", "MIIT"),
        Authority::Cverc => lang.pick("国家计算机病毒应急处理中心", "CVERC"),
        Authority::FourMinistries => lang.pick("网信办等四部门", "CAC, MIIT, MPS, SAMR"),
        Authority::Pipl => lang.pick("个人信息保护法", "PIPL"),
        Authority::Cac => lang.pick("网信部门", "CAC"),
        Authority::Standard => lang.pick("标准和指南", "standards"),
    }
}

/// Use of a permission in words.
pub fn used(used: Used, lang: Lang) -> &'static str {
    match used {
        Used::Yes => lang.pick("有使用", "used"),
        Used::No => lang.pick("未见使用", "unused"),
        Used::Unknown => lang.pick("未知", "unknown"),
    }
}

/// Every category of SDKs.
pub const SDK_CATEGORIES: [SdkCategory; 22] = [
    SdkCategory::Analytics,
    SdkCategory::Ads,
    SdkCategory::Push,
    SdkCategory::Login,
    SdkCategory::OneKeyLogin,
    SdkCategory::Share,
    SdkCategory::Payment,
    SdkCategory::Crash,
    SdkCategory::Map,
    SdkCategory::Im,
    SdkCategory::Security,
    SdkCategory::Identity,
    SdkCategory::CustomerService,
    SdkCategory::Live,
    SdkCategory::Speech,
    SdkCategory::Scan,
    SdkCategory::Hotfix,
    SdkCategory::Webview,
    SdkCategory::VendorService,
    SdkCategory::DeviceId,
    SdkCategory::Framework,
    SdkCategory::Other,
];

/// A category of SDKs in words.
pub fn sdk_category(category: SdkCategory, lang: Lang) -> &'static str {
    match category {
        SdkCategory::Analytics => lang.pick("统计分析", "analytics"),
        SdkCategory::Ads => lang.pick("广告", "advertising"),
        SdkCategory::Push => lang.pick("消息推送", "push"),
        SdkCategory::Login => lang.pick("第三方登录", "login"),
        SdkCategory::OneKeyLogin => lang.pick("一键登录", "one-key login"),
        SdkCategory::Share => lang.pick("社交分享", "sharing"),
        SdkCategory::Payment => lang.pick("支付", "payment"),
        SdkCategory::Crash => lang.pick("崩溃监测", "crash reports"),
        SdkCategory::Map => lang.pick("地图定位", "maps and location"),
        SdkCategory::Im => lang.pick("即时通讯", "instant messaging"),
        SdkCategory::Security => lang.pick("安全风控", "security and risk control"),
        SdkCategory::Identity => lang.pick("实人认证", "identity verification"),
        SdkCategory::CustomerService => lang.pick("客服", "customer service"),
        SdkCategory::Live => lang.pick("音视频直播", "live audio and video"),
        SdkCategory::Speech => lang.pick("语音识别", "speech"),
        SdkCategory::Scan => lang.pick("扫码识别", "scanning"),
        SdkCategory::Hotfix => lang.pick("热修复", "hot fixes"),
        SdkCategory::Webview => lang.pick("网页内核", "web engine"),
        SdkCategory::VendorService => lang.pick("厂商服务", "vendor services"),
        SdkCategory::DeviceId => lang.pick("设备标识", "device identifier"),
        SdkCategory::Framework => lang.pick("框架", "framework"),
        SdkCategory::Other => lang.pick("其他", "other"),
    }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_blank_label_is_no_name() {
        for (label, package, expected) in [
            (Some("记账"), "com.a", "记账"),
            (Some(""), "com.a", "com.a"),
            (Some(" \u{200b}\u{3000}\u{2800}\u{3164}"), "com.a", "com.a"),
            (None, "com.a", "com.a"),
            (None, "", "a.apk"),
        ] {
            assert_eq!(name(label, package, "a.apk"), expected, "{label:?}");
        }
    }
}
