//! Whether a word for a function ("摄像头", "位置") stands for the permission: what leads
//! up to it and what follows.

use super::text::Sentence;
use crate::policy::lexicon::Found;

/// "位置、通讯录、照片的访问权限", "开启摄像头", "权限（包括位置、相机）".
pub(super) fn joins_permission_word(
    sentence: &Sentence,
    wordings: &[&Found],
    found: &Found,
) -> bool {
    let named = sentence.says_any(&["权限", "permission"]);
    let after = sentence.slice(found.end, found.end + 40);
    if named && leads_to_permission(after) && !goes_on(after)
        || sentence.says("授权") && is_consented(after)
        || named && is_listed(sentence, found)
    {
        return true;
    }
    opens(sentence, found) || {
        // A later item of an enumeration whose first item is opened.
        wordings.iter().any(|first| {
            first.end <= found.start
                && found.start - first.end <= 20
                && is_joint(sentence.slice(first.end, found.start), sentence)
                && opens(sentence, first)
        })
    }
}

/// "权限（包括位置、相机）", "以下权限：位置".
fn is_listed(sentence: &Sentence, found: &Found) -> bool {
    const LISTS: &[&str] = &[
        "权限：",
        "权限（",
        "权限(",
        "权限:",
        "权限，包括",
        "权限包括",
        "权限如",
        "权限协同完成，包括",
        "权限来实现，包括",
        "权限，主要包括",
        "权限主要包括",
        "权限，例如",
        "权限例如",
        "权限，如",
        "permissions:",
    ];
    let from = found.start.saturating_sub(40).max(sentence.start);
    let before = sentence.slice(from, found.start);
    let last = before.rfind("权限");
    let bracketed = last.is_some_and(|at| {
        let gap = before.get(at + "权限".len()..).unwrap_or("");
        let lead: String = gap.chars().take(7).collect();
        lead.contains(['（', '(', '：', ':']) && !gap.contains(['。', '；', '）', ')'])
    });
    bracketed
        || (last.is_some() || before.contains("permissions:"))
            && LISTS
                .iter()
                .filter_map(|w| before.rfind(w).map(|at| at + w.len()))
                .max()
                .and_then(|at| before.get(at..))
                .is_some_and(|gap| !gap.contains(['。', '；']))
}

/// "取消您的地理位置信息授权", "撤回位置信息、相机、麦克风授权同意": the consent to
/// functions, enumerated in front of it.
fn is_consented(after: &str) -> bool {
    let Some((gap, next)) = after.split_once("授权") else {
        return false;
    };
    let ends = !next
        .trim_start_matches("同意")
        .starts_with(char::is_alphanumeric);
    let item = gap.is_empty() || gap.starts_with(['、', '）', ')', '和', '及', '与', '信', '的']);
    let broken = gap.contains(['，', '。', '；', '：', ',', ';', ':'])
        || ["您", "我们", "时", "将", "会", "可", "后"]
            .iter()
            .any(|w| gap.contains(w));
    ends && item && !broken && gap.chars().count() <= 30
}

/// Whether a wording is the front of a longer word: "网络质量" is no permission.
fn goes_on(after: &str) -> bool {
    const BEHIND: &[&str] = &[
        "的", "和", "及", "与", "或", "等", "以及", "访问", "使用", "读取", "读写", "写入", "功能",
        "信息", "相关", "状态", "服务", "录", "拍", "器", "权限", "调用", "获取", "存储", "定位",
        "空间", "设备", "中", "内容", "列表", "记录", "通知", "管理", "并", "这", "均", "都",
    ];
    after.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric())
        && !BEHIND.iter().any(|w| after.starts_with(w))
}

/// Whether only items of an enumeration stand before "权限".
fn leads_to_permission(after: &str) -> bool {
    let Some(at) = after.find("权限").or_else(|| after.find("permission")) else {
        return false;
    };
    let gap = after.get(..at).unwrap_or(after);
    let broken = gap.contains(['，', '。', '；', '：', ',', ';', ':'])
        || [
            "您", "我们", "时", "将", "会", "可以", "以便", "用于", "如果", "通过",
        ]
        .iter()
        .any(|w| gap.contains(w));
    !broken && gap.chars().count() <= 30
}

/// "开启定位", "授权我们访问相册": a verb of permission right before.
fn opens(sentence: &Sentence, found: &Found) -> bool {
    let from = found.start.saturating_sub(8).max(sentence.start);
    let before = sentence.slice(from, found.start);
    let verbs = [
        "开启", "打开", "授权", "调用", "访问", "启用", "允许", "关闭", "调取", "开放",
    ];
    let network = ["网络", "联网", "通知", "推送", "互联网"]
        .iter()
        .any(|w| sentence.slice(found.start, found.end).contains(w));
    !network
        && verbs.iter().filter(|v| sentence.says(v)).any(|v| {
            before.rfind(v).is_some_and(|at| {
                let gap = before.get(at + v.len()..).unwrap_or("");
                matches!(
                    gap,
                    "" | "您的"
                        | "了"
                        | "手机"
                        | "设备"
                        | "您设备的"
                        | "您的手机"
                        | "您手机的"
                        | "系统"
                        | "设备的"
                        | "您的设备"
                        | "手机的"
                        | "本机"
                        | "用户"
                        | "我们"
                        | "手机中的"
                        | "您"
                        | "使用"
                        | "您设备"
                        | "你的"
                        | "您手机"
                        | "基于"
                )
            })
        })
}

fn is_joint(gap: &str, _sentence: &Sentence) -> bool {
    !gap.contains(['。', '；', '，', ',']) && gap.chars().count() <= 6
}
