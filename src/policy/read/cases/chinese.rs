//! Chinese sentences that look alike and say different things.

use super::*;

fn holds(text: &str, key: &str) -> bool {
    let declared = read_text(text);
    let all = declared.statements();
    all.iter().any(|s| s.key == key && s.holds)
}

fn sdks(text: &str) -> Vec<String> {
    let list = read_text(text).third_party.sdk_list;
    list.into_iter().map(|entry| entry.name).collect()
}

#[test]
fn a_switch_is_no_refusal() {
    let cases = [
        ("您可以在“我的-设置-隐私”中关闭个性化推荐。", true),
        (
            "我们会保障您拒绝接收基于您个人信息推送的商业广告的权利。",
            true,
        ),
        (
            "我们根据您的喜好推荐内容。如果您不需要该推荐，可以在定制页面进行关闭。",
            true,
        ),
        (
            "我们根据您的喜好推荐内容。如您不想接受商业广告，可通过短信退订。",
            false,
        ),
        (
            "若您拒绝提供，我们将不会根据位置信息向您提供个性化推荐信息和服务，但您可以使用其他功能。",
            false,
        ),
        (
            "通过位置信息可以进行个性化同城阅读推荐，您也可以选择关闭地理位置。",
            false,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(holds(text, "personalised_opt_out"), expected, "{text}");
    }
}

#[test]
fn sensitive_items_are_told_by_a_list() {
    let cases = [
        (
            "个人敏感信息是指一旦泄露可能危害人身和财产安全的信息，例如您的财产信息、身份证号码、健康信息等。",
            true,
        ),
        (
            "个人敏感信息是指一旦泄露可能危害人身和财产安全的信息。",
            false,
        ),
        (
            "我们要求您提供身份证明。此为个人敏感信息，我们将采取严格的保密措施。",
            true,
        ),
        ("我们传输个人敏感信息时采取加密措施。", false),
    ];
    for (text, expected) in cases {
        assert_eq!(holds(text, "sensitive_notice"), expected, "{text}");
    }
}

#[test]
fn copies_are_of_the_person() {
    let cases = [
        ("您有权获取您的个人信息副本。", true),
        ("您不得删除软件及其副本上关于著作权的信息。", false),
        (
            "我们会请求您对跨境转移个人信息的同意，或者在跨境数据转移之前实施去标识化。",
            false,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(holds(text, "right_copy"), expected, "{text}");
    }
}

#[test]
fn consent_to_sharing_is_of_its_own() {
    let cases = [
        (
            "如需向第三方提供您的个人信息，我们将另行征得您的同意。",
            true,
        ),
        ("访问该等第三方网站时，您应另行同意其隐私政策。", false),
        (
            "个人信息使用目的发生变化时，我们会再次征得您对向第三方共享的同意。",
            false,
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(holds(text, "sharing_separate_consent"), expected, "{text}");
    }
}

#[test]
fn vendors_stand_for_sdks_without_a_name() {
    assert_eq!(
        sdks(
            "目前我们的广告由北京字节跳动科技有限公司、腾讯科技（深圳）有限公司提供，我们会接入这些公司的SDK。"
        ),
        ["北京字节跳动科技有限公司", "腾讯科技（深圳）有限公司"]
    );
    assert_eq!(
        sdks(
            "位置服务由高德软件有限公司提供，我们会接入高德的SDK，他们会通过SDK收集您的位置信息。"
        ),
        ["高德SDK"]
    );
    assert_eq!(
        sdks("1）、“动图宇宙”：该SDK由“上海动宇信息科技有限公司”提供，用于表情包服务。"),
        ["动图宇宙"]
    );
    assert_eq!(
        sdks("个推推送SDK由浙江每日互动网络科技股份有限公司提供推送技术服务。"),
        ["个推推送SDK"]
    );
}

#[test]
fn one_item_tells_of_all_its_sdks() {
    let declared = read_text("1.极光/华为/小米推送SDK：为了推送消息，需要获取您的设备标识符。");
    let list = declared.third_party.sdk_list;
    assert!(list.len() >= 2, "{list:?}");
    assert!(
        list.iter().all(|e| e.pi_types == ["device_identifier"]),
        "{list:?}"
    );
}

#[test]
fn a_denied_clipboard_is_not_silence() {
    let cases = [
        ("我们不会读取您的剪贴板。", Some(false)),
        ("我们会读取您的剪贴板以识别口令。", Some(true)),
        ("我们重视您的隐私。", None),
    ];
    for (text, expected) in cases {
        assert_eq!(read_text(text).clipboard.value, expected, "{text}");
    }
    let apps = read_text("我们不会获取您的已安装应用列表。").installed_apps;
    assert_eq!(apps.value, Some(false));
}

#[test]
fn where_information_goes_is_told_apart() {
    use crate::policy::CrossBorderStatement as Statement;
    let cases = [
        ("我们会将您的个人信息传输至境外。", Statement::Transfers),
        (
            "我们在境内运营中收集的个人信息，存储于合法合规的位置。",
            Statement::None,
        ),
        (
            "您的个人信息存储在中国境内。我们的合作伙伴包括中国境外实体。",
            Statement::Unclear,
        ),
        (
            "个人信息存储在中国境内。为处理跨境业务并在获得您的授权后，您的个人信息可能会被转移到境外。",
            Statement::StoredInChina,
        ),
    ];
    for (text, expected) in cases {
        let read = read_text(text).cross_border.statement.value;
        assert_eq!(read, Some(expected), "{text}");
    }
}

#[test]
fn names_on_lines_of_their_own_have_what_stands_below() {
    let text = "第三方SDK信息公示\n\n1.友盟统计SDK\n涉及信息：Mac地址、IMEI\n用途：统计分析\n\n2.QQ分享\n涉及信息：存储卡\n用途：完成分享\n";
    let list = read_text(text).third_party.sdk_list;
    let first = list.first().expect("an SDK");
    assert_eq!(first.name, "友盟统计SDK");
    assert_eq!(first.pi_types, ["mac", "imei"]);
    assert_eq!(first.purpose.as_deref(), Some("统计分析"));
    assert_eq!(list.len(), 2);
}
