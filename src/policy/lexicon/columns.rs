//! Heads and keys that are put together of known parts: "信息收集类型",
//! "可能涉及的权限及信息", "第三方SDK运营主体名称".

use super::fold::fold;
use super::tag::Column;

/// Parts that tell what a column holds.
const CORES: &[(&str, Column)] = &[
    ("信息", Column::Pi),
    ("数据", Column::Pi),
    ("权限", Column::Permission),
    ("目的", Column::Purpose),
    ("用途", Column::Purpose),
    ("场景", Column::Purpose),
    ("功能", Column::Purpose),
    ("方式", Column::Method),
    ("方法", Column::Method),
    ("链接", Column::Url),
    ("网址", Column::Url),
    ("官网", Column::Url),
    ("隐私政策", Column::Url),
    ("隐私协议", Column::Url),
    ("公司", Column::Vendor),
    ("主体", Column::Vendor),
    ("机构", Column::Vendor),
    ("企业", Column::Vendor),
    ("提供方", Column::Vendor),
    ("提供者", Column::Vendor),
    ("提供商", Column::Vendor),
    ("开发者", Column::Vendor),
    ("运营者", Column::Vendor),
    ("运营方", Column::Vendor),
];

/// What is done with information: "收集信息" heads a column, "设备信息" stands in one.
const VERBS: &[&str] = &[
    "收集", "获取", "采集", "读取", "处理", "使用", "共享", "涉及", "传输", "上报", "访问", "申请",
    "调用", "获得", "请求", "需要",
];

/// Words for the kinds of something, which head a column as a verb does.
const KINDS: &[&str] = &["类型", "类别", "种类", "字段", "范围", "清单", "明细"];

/// Parts that tell nothing by themselves.
const FILLERS: &[&str] = &[
    "可能",
    "主要",
    "具体",
    "相关",
    "个人",
    "敏感",
    "必要",
    "可选",
    "用户",
    "第三方",
    "sdk",
    "内容",
    "名称",
    "列表",
    "情况",
    "说明",
    "描述",
    "合作方",
    "所属",
    "运营",
    "会",
    "所",
    "需",
    "将",
    "的",
    "及",
    "和",
    "或",
    "与",
    "等",
    "项",
    "、",
    "/",
    "其",
    "该",
];

/// Parts that stand before "权限" only: "安卓系统权限", not "系统信息".
const SYSTEM: &[&str] = &["操作", "系统", "设备", "手机", "安卓", "android", "应用"];

/// Heads that are no put-together words.
const WHOLE: &[&str] = &[
    "序号",
    "编号",
    "名称",
    "备注",
    "类型",
    "说明",
    "描述",
    "sdk名称",
    "第三方sdk名称",
    "第三方名称",
    "sdk",
    "第三方sdk",
    "sdk类型",
    "产品名称",
    "插件名称",
    "权限",
    "业务",
    "适用平台",
    "平台",
    "操作系统",
    "关闭路径",
    "开启方式",
    "关闭方式",
];

/// Whether the whole of `text` is such a word as heads a column.
pub(in crate::policy) fn is_column_head(text: &str) -> bool {
    let folded = fold(text);
    let whole = folded.trim();
    WHOLE.contains(&whole)
        || ["是否", "可否", "能否"]
            .iter()
            .any(|w| whole.starts_with(w))
            && whole.chars().count() <= 8
        || composed(whole).is_some()
}

/// The column that `head`, folded, names where all of it is put together of known parts.
pub(super) fn composed(head: &str) -> Option<Column> {
    const LONGEST: usize = 24;
    if head.chars().count() > LONGEST {
        return None;
    }
    let mut held: Vec<Column> = Vec::new();
    let (mut tells, mut system) = (false, false);
    let mut rest = head;
    while !rest.is_empty() {
        let core = CORES.iter().find(|(word, _)| rest.starts_with(word));
        if let Some((word, column)) = core {
            held.push(*column);
            rest = rest.strip_prefix(word)?;
            continue;
        }
        let part = |words: &[&str]| {
            let word = words.iter().find(|w| rest.starts_with(**w))?;
            rest.strip_prefix(*word)
        };
        rest = if let Some(behind) = part(VERBS).or_else(|| part(KINDS)) {
            tells = true;
            behind
        } else if let Some(behind) = part(SYSTEM) {
            system = true;
            behind
        } else {
            part(FILLERS)?
        };
    }
    let order = [
        Column::Url,
        Column::Method,
        Column::Vendor,
        Column::Purpose,
        Column::Pi,
        Column::Permission,
    ];
    let column = order.into_iter().find(|c| held.contains(c))?;
    let whole = match column {
        Column::Pi => tells && !system,
        Column::Permission => true,
        _ => !system,
    };
    whole.then_some(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_heads_by_their_parts() {
        let cases = [
            ("信息收集类型", Some(Column::Pi)),
            ("可能涉及的权限及信息", Some(Column::Pi)),
            ("第三方sdk获取的个人信息字段", Some(Column::Pi)),
            ("收集的用户信息明细", Some(Column::Pi)),
            ("sdk所需安卓系统权限", Some(Column::Permission)),
            ("信息收集/使用目的", Some(Column::Purpose)),
            ("个人信息的收集方式", Some(Column::Method)),
            ("sdk运营主体名称", Some(Column::Vendor)),
            ("第三方sdk隐私政策网址", Some(Column::Url)),
            // Kinds of information, not heads of a list of them.
            ("设备信息", None),
            ("网络信息", None),
            ("系统信息类型", None),
            ("用户信息", None),
            ("适用操作系统", None),
            ("备注", None),
        ];
        for (head, column) in cases {
            assert_eq!(composed(head), column, "{head}");
        }
    }
}
