//! Plain text and Markdown, and what lies between: text saved from web pages
//! with half of its marks left.

mod lines;
mod marks;
mod stacked;
mod table;

use super::glued;
use super::piece::{MAX_PIECES, Piece, Read, Shape};
use lines::{Line, Reader};
pub(super) use table::is_table_head;

/// Reads plain text or Markdown.
pub(super) fn read(text: &str) -> Read {
    let lines: Vec<&str> = text.lines().flat_map(glued::lines).collect();
    let tables = table::find(&lines);
    let mut reader = Reader::new(&lines);
    let mut read = Read::default();
    let mut pending: Option<Line> = None;
    let mut index = 0;
    let mut next_table = tables.into_iter().enumerate().peekable();
    while index < lines.len() {
        if read.pieces.len() >= MAX_PIECES {
            read.truncated = true;
            break;
        }
        if let Some((number, table)) = next_table.next_if(|(_, t)| t.start <= index) {
            flush(&mut read, pending.take());
            for (row, cells) in table.rows.iter().enumerate() {
                read.pieces.push(Piece {
                    text: marks::cells(cells),
                    shape: Shape::Row {
                        table: number.min(usize::from(u16::MAX)) as u16,
                        head: table.head && row == 0,
                    },
                    bold: false,
                    gap: false,
                });
            }
            index = table.end.max(index + 1);
            reader.gap();
            continue;
        }
        let stop = next_table.peek().map_or(lines.len(), |(_, t)| t.start);
        let (line, used) = reader.line(index, stop);
        index += used.max(1);
        let Some(line) = line else {
            reader.underline(&mut pending);
            continue;
        };
        read.images += line.images;
        match &mut pending {
            Some(open) if reader.continues(open, &line) => open.join(line),
            _ => {
                flush(&mut read, pending.take());
                pending = Some(line);
            }
        }
    }
    flush(&mut read, pending);
    read
}

fn flush(read: &mut Read, line: Option<Line>) {
    if let Some(line) = line
        && !line.text.is_empty()
    {
        read.pieces.push(Piece {
            shape: line.shape,
            bold: line.bold,
            gap: line.gap,
            text: line.text,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        outline::shown(read(text).pieces)
    }

    fn check(cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            assert_eq!(shown(text), *expected, "{text}");
        }
    }

    const BODY: &str = "我们会收集您的手机号码、设备信息以及位置信息，用于注册账号和保障安全。";

    #[test]
    fn contents_are_no_headings() {
        let text = format!(
            "示例隐私政策\n更新日期：2024年1月1日\n==========\n本政策将帮助您了解以下内容：\n一、我们如何收集信息\n\
             二、我们如何共享信息\n三、如何联系我们\n==========\n一、我们如何收集信息\n{BODY}\n（一）注册登录\n{BODY}\n\
             二、我们如何共享信息\n1、共享\n{BODY}\n（1）与关联公司共享，我们会遵守本政策。\n2、转让\n{BODY}\n三、如何联系我们\n电话：010-12345678\n"
        );
        assert_eq!(
            shown(&text),
            [
                "h1 示例隐私政策",
                "更新日期：2024年1月1日",
                "本政策将帮助您了解以下内容：",
                "l0 一、我们如何收集信息",
                "l0 二、我们如何共享信息",
                "l0 三、如何联系我们",
                "h2 一、我们如何收集信息",
                BODY,
                "h3 （一）注册登录",
                BODY,
                "h2 二、我们如何共享信息",
                "h3 1、共享",
                BODY,
                "l0 （1）与关联公司共享，我们会遵守本政策。",
                "h3 2、转让",
                BODY,
                "h2 三、如何联系我们",
                "电话：010-12345678",
            ]
        );
    }

    #[test]
    fn headings_by_mark_weight_and_place() {
        check(&[
            (
                &format!("# 隐私政策\n\n## 1\\. 收集\n\n{BODY}\n\n### 1.1 手机号\n{BODY}"),
                &["h1 隐私政策", "h2 1. 收集", BODY, "h3 1.1 手机号", BODY],
            ),
            (
                &format!("隐私政策\n====\n\n收集\n----\n{BODY}"),
                &["h1 隐私政策", "h2 收集", BODY],
            ),
            (
                &format!("**引言**\n{BODY}\n**一、收集**\n{BODY}\n**您提供的信息**\n{BODY}"),
                &[
                    "h1 引言",
                    BODY,
                    "h1 一、收集",
                    BODY,
                    "h2 您提供的信息",
                    BODY,
                ],
            ),
            (
                &format!("引言\n{BODY}{BODY}\n\n广告服务\n{BODY}"),
                &["h1 引言", &(BODY.to_owned() + BODY), "h1 广告服务", BODY],
            ),
            // Sentences, signatures, labels and prompts are none.
            (
                &format!("{BODY}\n我们非常重视您的个人信息\n{BODY}"),
                &[BODY, "我们非常重视您的个人信息", BODY],
            ),
            (
                &format!("{BODY}\n北京某某科技有限公司\n{BODY}"),
                &[BODY, "北京某某科技有限公司", BODY],
            ),
            (
                &format!("**{BODY}**\n\n地址：北京市\n{BODY}"),
                &[BODY, "地址：北京市", BODY],
            ),
            (
                &format!("（3）不得从事以下活动：\n(a) 发布虚假信息；\n(b) 其他。\n{BODY}"),
                &[
                    "l0 （3）不得从事以下活动：",
                    "l1 (a) 发布虚假信息；",
                    "l1 (b) 其他。",
                    BODY,
                ],
            ),
        ]);
    }

    #[test]
    fn wrapped_lines_are_mended() {
        check(&[
            (
                "当您注册时，我行会收集您的 **手机号码**\n，以验证身份。您的头像用于展\n示。",
                &[
                    "当您注册时，我行会收集您的手机号码，以验证身份。您的头像用于展",
                    "示。",
                ],
            ),
            (
                "1.1\n当您使用志愿填报服务时，您将可能提供考生省份等信息。",
                &["l0 1.1 当您使用志愿填报服务时，您将可能提供考生省份等信息。"],
            ),
            (
                "我们会获取设备信息（如IMEI、\n系统版本）以保障安全。",
                &["我们会获取设备信息（如IMEI、系统版本）以保障安全。"],
            ),
            (
                "SDK名称：友盟，\n使用目的：统计",
                &["SDK名称：友盟，", "使用目的：统计"],
            ),
            (
                "[政策](https://a.cn/privacy-\npolicy)。",
                &["政策（https://a.cn/privacy-policy）。"],
            ),
            (
                "We collect the information that you give to us when you create an\naccount, such as your name. We use it to provide the\nservice.\n\nContact us.",
                &[
                    "We collect the information that you give to us when you create an account, such as your name. We use it to provide the service.",
                    "Contact us.",
                ],
            ),
        ]);
    }

    #[test]
    fn lines_cut_at_a_column_are_mended() {
        let wrapped = "当您注册账号时，我们会收集您的手\n机号码、昵称和头像，以便为您创建\n账号。为了保障安全，我们还会收集\n您的设备型号、操作系统版本以及设\n备标识符。\n我们接入了统计服务，该服务会收集\n您的设备信息和网络信息，用来分析\n产品的使用情况。";
        assert_eq!(
            shown(wrapped),
            [
                "当您注册账号时，我们会收集您的手机号码、昵称和头像，以便为您创建账号。为了保障安全，我们还会收集您的设备型号、操作系统版本以及设备标识符。",
                "我们接入了统计服务，该服务会收集您的设备信息和网络信息，用来分析产品的使用情况。",
            ]
        );
        // Lines of a list end where they end.
        let list = "我们会申请下列权限\n相机权限用于拍照\n麦克风权限用于语音输入和通话\n位置权限\n存储权限用于保存图片\n电话\n通知权限用于提醒\n日历权限用来写入日程提醒";
        assert_eq!(shown(list).len(), 8);
    }

    #[test]
    fn what_is_quoted_has_its_own_marks() {
        check(&[(
            "> ## 收集\n>\n> 我们会收集您的手机号码。\n>\n> + 昵称；\n> + 头像。",
            &[
                "h1 收集",
                "我们会收集您的手机号码。",
                "l0 昵称；",
                "l0 头像。",
            ],
        )]);
    }

    #[test]
    fn tables_of_text() {
        check(&[
            (
                "| SDK名称 | 目的 |\n|---|:--:|\n| 友盟 | **统计** |\n| 极光 | 推送 |\n\n完。",
                &["t0h SDK名称|目的", "t0 友盟|统计", "t0 极光|推送", "完。"],
            ),
            // html2text sets cells with paragraphs on lines of their own.
            (
                "**序号**\n|\n**服务**\n|\n**目的**  \n  \n---|---|---  \n  \n1\n|\n扫码\n|\n登录账号  \n  \n2\n|\n储存\n|\n保存图片  \n==========\n完。",
                &[
                    "t0h 序号|服务|目的",
                    "t0 1|扫码|登录账号",
                    "t0 2|储存|保存图片",
                    "完。",
                ],
            ),
            (
                "网络权限 | 网络连接 | 是否询问  \n---|---|---  \n存储 | 保存 | 首次安装  \n进行询问  \n",
                &[
                    "t0h 网络权限|网络连接|是否询问",
                    "t0 存储|保存|首次安装",
                    "进行询问",
                ],
            ),
            (
                "SDK名称\t目的\n友盟\t统计\n极光\t推送",
                &["t0h SDK名称|目的", "t0 友盟|统计", "t0 极光|推送"],
            ),
            (
                "SDK名称    使用目的    信息\n友盟    统计    IMEI\n极光    推送    MAC",
                &[
                    "t0h SDK名称|使用目的|信息",
                    "t0 友盟|统计|IMEI",
                    "t0 极光|推送|MAC",
                ],
            ),
            (
                "序号 权限名称 获取方式 目的\n1 相机 动态获取， 用户授权 拍照\n2 录音 动态获取 变声\n以上。",
                &[
                    "t0h 序号|权限名称|获取方式|目的",
                    "t0 1|相机|动态获取，用户授权|拍照",
                    "t0 2|录音|动态获取|变声",
                    "以上。",
                ],
            ),
            (
                "一．\t账号须知\n二．\t用户须知\n三．\t其他须知",
                &["l0 一．账号须知", "l0 二．用户须知", "l0 三．其他须知"],
            ),
        ]);
    }

    #[test]
    fn lists_nest_by_number() {
        check(&[(
            "1. 我们收集手机号。\n（1）用于注册。\n①用于登录。\n（2）用于安全。\n2. 我们收集位置。\n• 精确位置；\n  * 粗略位置。",
            &[
                "l0 1. 我们收集手机号。",
                "l1 （1）用于注册。",
                "l2 ①用于登录。",
                "l1 （2）用于安全。",
                "l0 2. 我们收集位置。",
                "l1 精确位置；",
                "l1 粗略位置。",
            ],
        )]);
    }
}
