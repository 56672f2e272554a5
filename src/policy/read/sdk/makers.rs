//! Makers, partners and vendors that a sentence names in place of their SDKs.

use super::text::{is_alias, looks_like_name, split};
use crate::policy::chars::find_sdk;
use crate::policy::lexicon::{Cue, Tag};
use crate::policy::read::name;
use crate::policy::read::text::{Reading, Sentence};

/// Makers of phones whose push or channel SDKs are named together.
const MAKERS: &[&str] = &[
    "华为", "小米", "OPPO", "oppo", "vivo", "VIVO", "Vivo", "魅族", "荣耀", "一加", "三星",
];

/// "手机厂商Push SDK", "华为、小米、OPPO等手机厂商推送": at least two makers.
pub(super) fn makers(text: &str) -> Vec<String> {
    let told = text.contains("厂商") || text.contains("品牌手机") || text.contains("手机品牌");
    let sdk = || find_sdk(text).is_some() || text.to_ascii_lowercase().contains("push");
    if !told || !sdk() {
        return Vec::new();
    }
    let named: Vec<String> = MAKERS
        .iter()
        .filter(|m| text.contains(**m))
        .map(|m| (*m).to_owned())
        .collect();
    if named.len() >= 2 { named } else { Vec::new() }
}

/// "第三方合作伙伴极光、友盟", "第三方合作伙伴【如艾狄墨搏、优量汇】".
pub(super) fn partners(reading: &Reading, sentence: &Sentence) -> Vec<String> {
    let mut all = Vec::new();
    let places = sentence.places(Cue::ThirdParty).collect::<Vec<_>>();
    for (_, end) in places {
        let rest = sentence.slice(end, sentence.end);
        let bracket = rest.starts_with(['（', '(', '【', '“', '：']);
        let list = rest
            .trim_start_matches(['（', '(', '【', '“', '：'])
            .trim_start_matches("如")
            .trim_start_matches("例如")
            .trim_start_matches("包括")
            .trim_start_matches('：');
        let close: &[char] = match rest.starts_with(['（', '(', '【']) {
            true => &['）', ')', '】', '。', '；'],
            false => &[
                '）', ')', '】', '”', '，', '。', '；', '会', '可', '提', '将', '为', '对', '的',
            ],
        };
        let stop = list.find(close).unwrap_or(list.len());
        let items = split(list.get(..stop).unwrap_or(""));
        let known = items.iter().filter(|i| is_known(reading, i)).count();
        if known == 0 || !bracket && known < items.len() {
            continue;
        }
        for item in items {
            let name =
                name::clean(&item).filter(|n| is_alias(reading, n) || looks_like_name(reading, n));
            all.extend(name);
        }
    }
    all
}

/// "由友盟同欣（北京）科技有限公司提供推送技术服务", "广告由甲有限公司、乙有限公司提供，
/// 我们会接入这些公司的SDK": the vendors stand for their SDKs.
pub(super) fn providers(sentence: &Sentence) -> Vec<String> {
    const SERVICES: &[&str] = &[
        "推送", "统计", "广告", "分享", "登录", "支付", "存储", "地图", "定位", "分析",
    ];
    if let Some(vendor) = introduced(sentence) {
        return vec![vendor];
    }
    let text = sentence.text;
    // "本政策适用的产品和服务由某某有限公司提供": the processor itself.
    let own = [
        "适用的产品",
        "本政策",
        "本隐私",
        "本服务",
        "这个服务",
        "本软件",
        "本产品",
        "本应用",
    ];
    if own
        .iter()
        .any(|w| text.split('由').next().is_some_and(|b| b.contains(w)))
        && find_sdk(text).is_none()
    {
        return Vec::new();
    }
    let Some((before, rest)) = text.split_once('由') else {
        return Vec::new();
    };
    let Some(end) = rest.find("提供").filter(|end| *end <= 360) else {
        return Vec::new();
    };
    let (named, behind) = rest.split_at(end);
    let service: String = behind.chars().take(18).collect();
    let served = SERVICES.iter().any(|w| service.contains(w)) || before.contains("服务");
    let sdk = find_sdk(text).is_some();
    if !named.ends_with("公司") || named.contains(['，', '。']) || !(served || sdk) {
        return Vec::new();
    }
    // "由甲公司提供、乙公司，".
    let more = behind.trim_start_matches("提供");
    let more = more.strip_prefix('、').and_then(|m| m.split('，').next());
    named
        .split(['、', '和', '与', '及'])
        .chain(more)
        .filter(|v| v.contains("有限公司") && v.chars().count() <= 30)
        .map(|v| v.trim().to_owned())
        .collect()
}

/// "服务提供商甲有限公司向我们提供验证服务，该服务提供商将独立采集…".
fn introduced(sentence: &Sentence) -> Option<String> {
    let (_, rest) = ["服务提供商", "服务商"]
        .into_iter()
        .filter(|word| sentence.says(word))
        .find_map(|word| sentence.text.split_once(word))?;
    let (named, behind) = rest.split_once("公司")?;
    let provides = ["向我们提供", "为我们提供", "将独立", "会独立"]
        .iter()
        .any(|w| behind.starts_with(w));
    let collects = ["采集", "收集"].iter().any(|w| behind.contains(w));
    let whole = named.ends_with("有限") && named.chars().count() <= 28;
    let clean = !named.contains(['，', '。', '、', '；', '（', '(']) || named.contains('）');
    (provides && collects && whole && clean).then(|| format!("{named}公司"))
}

/// "个推推送SDK由甲有限公司提供", "“友盟”：该SDK由…提供": the SDK is named already.
pub(super) fn told_of_named(text: &str) -> bool {
    text.split_once('由')
        .is_some_and(|(before, _)| before.to_ascii_lowercase().ends_with("sdk"))
}

/// The quoted name that opens an item: "1）、“友盟”：该SDK由…提供", "“七牛”：由…提供".
pub(super) fn heads_item(sentence: &Sentence) -> Option<String> {
    if !sentence.says_any(&["“", "「", "\""]) {
        return None;
    }
    let (front, rest) = sentence.text.split_once(['：', ':'])?;
    let about = ["该SDK", "该sdk", "此SDK", "该第三方"]
        .iter()
        .any(|w| rest.starts_with(w))
        || rest.starts_with('由') && rest.contains("提供") && front.chars().count() <= 24;
    let (_, named) = front.split_once(['“', '「', '"'])?;
    let named = named.trim_end_matches(['”', '」', '"']);
    about.then(|| name::clean(named)).flatten()
}

/// "详见《个推隐私政策》": the product whose vendor the sentence named.
pub(super) fn cited(text: &str) -> Option<String> {
    text.match_indices('《').find_map(|(at, open)| {
        let title = text.get(at + open.len()..)?;
        let title = title.get(..title.find('》')?)?;
        let product = ["隐私政策", "隐私权政策", "隐私协议", "隐私条款", "隐私保护"]
            .iter()
            .find_map(|w| title.find(w))?;
        name::clean(title.get(..product)?)
    })
}

/// An alias covers nearly the whole of it.
fn is_known(reading: &Reading, name: &str) -> bool {
    let length = name::key(name).chars().count() as u32;
    let covered = reading
        .lexicon
        .find(name)
        .iter()
        .any(|f| matches!(f.tag, Tag::Sdk(_)) && (f.end - f.start) * 5 >= length * 4);
    covered && !name.contains(['“', '”']) || length > 0 && length <= 4 && is_alias(reading, name)
}
