//! HTML: blocks, headings, lists, tables, and how readable the markup leaves them.

mod kind;
mod leads;
mod reader;
mod sheet;
mod style;
mod tables;
mod token;

pub(super) use reader::Found;
use reader::Reader;
pub(super) use style::{Colour, colour};
use token::Tokens;
pub(super) use token::unescape;

/// Reads a page. Where most of the text is hidden until a script shows it, the
/// hidden text is read.
pub(super) fn read(html: &str) -> Found<'_> {
    let found = pass(html, false);
    if found.hidden > 4 * found.read.shown && found.hidden > 300 {
        return pass(html, true);
    }
    found
}

fn pass(html: &str, show_hidden: bool) -> Found<'_> {
    let mut reader = Reader::new(html, show_hidden);
    for token in Tokens::new(html) {
        reader.take(token);
    }
    reader.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::outline;
    use proptest::prelude::*;

    fn shown(html: &str) -> Vec<String> {
        outline::shown(read(html).read.pieces)
    }

    #[test]
    fn reads_headings_lists_and_links() {
        let html = "<html><head><title>隐私政策</title><style>.x{color:red}</style></head><body>\
            <h1>示例隐私政策</h1><p>我们<b>重视</b>您的隐私，\n 请阅读。</p><h2>一、收集</h2>\
            <ul><li>手机号<li>位置信息<ul><li>精确位置</ul></ul>\
            <p>见<a href='https://a.cn/sdk.html'>SDK目录</a>。<br>另见<a href='#x'>下文</a></p>\
            <script>var a = '<p>no</p>';</script></body></html>";
        assert_eq!(
            shown(html),
            [
                "h1 示例隐私政策",
                "我们重视您的隐私，请阅读。",
                "h2 一、收集",
                "l0 手机号",
                "l0 位置信息",
                "l1 精确位置",
                "见SDK目录（https://a.cn/sdk.html）。",
                "另见下文",
            ]
        );
        assert_eq!(read(html).read.title.as_deref(), Some("隐私政策"));
    }

    #[test]
    fn reads_tables() {
        let html = "<table><tr><th>SDK名称<th>目的<th>链接</tr>\
            <tr><td rowspan=2>友盟<td>统计<td><a href=https://u.cn/p>政策</a></tr>\
            <tr><td colspan=2><p>推送</p><p>分享</p></td></tr></table>\
            <table><tr><td><h2>一、版式</h2><p>这是一段正文，说明我们如何处理个人信息。</p>\
            <table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>";
        assert_eq!(
            shown(html),
            [
                "t0h SDK名称|目的|链接",
                "t0 友盟|统计|政策（https://u.cn/p）",
                "t0 友盟|推送 分享|",
                "h1 一、版式",
                "这是一段正文，说明我们如何处理个人信息。",
                "t1 甲|乙",
            ]
        );
    }

    #[test]
    fn tells_headings_by_style() {
        let html = "<p><span style='font-size:20px'>我们收集的信息</span></p>\
            <p style='font-size:14px'>为了向您提供服务，我们会收集您的手机号码、设备信息以及位置信息。</p>\
            <p><strong>我们如何共享信息</strong></p>\
            <p style='font-size:14px'>我们不会向第三方共享您的个人信息，但取得您的单独同意的除外。</p>";
        let headings: Vec<String> = shown(html)
            .into_iter()
            .filter(|s| s.starts_with('h'))
            .collect();
        assert_eq!(headings, ["h1 我们收集的信息", "h1 我们如何共享信息"]);
    }

    #[test]
    fn sees_small_pale_and_hidden_text() {
        let html = "<style>.s{font-size:9px} p.g{color:#ccc}</style><p class=s>很小的字</p><p class=g>很浅的字</p><p style='display:none'>看不见</p>";
        let found = read(html);
        let read = &found.read;
        assert_eq!(
            (read.small.chars, read.small.detail.as_str()),
            (4, "font-size 9.0 px")
        );
        assert_eq!(read.pale.chars, 4);
        assert_eq!(read.pale.detail, "#cccccc on #ffffff, contrast 1.6:1");
        assert_eq!((read.shown, found.hidden), (8, 3));
    }

    #[test]
    fn sees_where_a_page_leads() {
        for html in [
            "<meta http-equiv=refresh content=\"0;url=https://a.cn/p\">",
            "<iframe src='https://a.cn/p'></iframe>",
            "<script>window.location.href = \"https://a.cn/p\";</script>",
        ] {
            assert_eq!(
                read(html).read.redirect.as_deref(),
                Some("https://a.cn/p"),
                "{html}"
            );
        }
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        let html =
            "<pre>隐私政策\n\n一、收集\n我们收集您的手机号码和设备信息，用于注册账号。\n</pre>";
        assert_eq!(
            shown(html),
            [
                "h1 隐私政策",
                "h2 一、收集",
                "我们收集您的手机号码和设备信息，用于注册账号。"
            ]
        );
    }

    #[test]
    fn nesting_costs_no_stack_and_little_time() {
        for unit in [
            "<div>",
            "<table><tr><td>",
            "<ul><li>",
            "<b>",
            "<p><a href=https://a.cn>",
            "</div>",
            "<",
        ] {
            let times = if unit == "<div>" { 100_000 } else { 20_000 };
            let html = unit.repeat(times) + "文字" + &"</div></td></table>".repeat(times / 2);
            let began = std::time::Instant::now();
            let read = read(&html).read;
            assert!(
                read.pieces.iter().any(|p| p.text.contains("文字")),
                "{unit}"
            );
            assert!(
                began.elapsed().as_secs() < 10,
                "{unit}: {:?}",
                began.elapsed()
            );
        }
    }

    proptest! {
        #[test]
        fn any_tags_are_read(tags in proptest::collection::vec(0usize..16, 0..60)) {
            const TAGS: [&str; 16] = [
                "<table>", "<tr>", "<td rowspan=3>", "<th>", "</td>", "</table>", "<ul>", "<li>", "</ul>", "<h2>", "</h2>",
                "<p style='font-size:8px'>", "</p>", "文字。", "<br>", "<pre>",
            ];
            let html: String = tags.iter().filter_map(|i| TAGS.get(*i)).copied().collect();
            let words = html.matches("文字").count();
            let found: usize = read(&html).read.pieces.iter().map(|p| p.text.matches("文字").count()).sum();
            // Cells that span rows are repeated; nothing is lost.
            prop_assert!(found >= words, "{found} of {words} in {html}");
        }
    }
}
