//! What lists of SDKs tell of each: kinds and permissions in items, values, tables and
//! lines; and what a policy says of kinds and permissions without declaring them.

use super::*;

/// Name, kinds and permissions (without their prefix) of each entry.
fn entries(text: &str) -> Vec<(String, String, String)> {
    let text = format!("示例隐私政策\n\n四、我们接入的第三方SDK\n\n{text}\n");
    let list = read_text(&text).third_party.sdk_list;
    let names = |all: &[String]| all.join(" ").replace("android.permission.", "");
    list.into_iter()
        .map(|e| (e.name, names(&e.pi_types), names(&e.permissions)))
        .collect()
}

fn told(name: &str, kinds: &str, permissions: &str) -> (String, String, String) {
    (name.to_owned(), kinds.to_owned(), permissions.to_owned())
}

#[test]
fn items_go_on_about_their_sdk() {
    let text = "（1）语音示例SDK：为了语音输入，我们使用了语音示例SDK。需要访问您的麦克风、通讯录权限。\n\n（2）com.example.download：为了下载文件，需要访问您的存储权限。\n\n（3）地图示例SDK：用于定位。需要获取设备信息、存储权限。";
    assert_eq!(
        entries(text),
        [
            told(
                "语音示例SDK",
                "contacts audio",
                "RECORD_AUDIO READ_CONTACTS"
            ),
            told(
                "com.example.download",
                "storage",
                "READ_EXTERNAL_STORAGE WRITE_EXTERNAL_STORAGE"
            ),
            told(
                "地图示例SDK",
                "device_info storage",
                "READ_EXTERNAL_STORAGE WRITE_EXTERNAL_STORAGE"
            ),
        ]
    );
}

#[test]
fn values_that_go_on() {
    let semicolons = "第三方SDK名称：甲推送 使用目的：推送消息 收集数据类型：设备信息；IMEI；经纬度 官网链接：https://a.example/p";
    assert_eq!(
        entries(semicolons),
        [told("甲推送", "device_info imei location_fine", "")]
    );
    let below = "SDK名称：甲推送SDK\n\n使用目的：推送消息\n\n使用场景：启动时\n\n收集的个人信息：\n\n- 设备信息：IMEI、OAID\n\n- 网络信息：IP地址\n\n隐私政策：https://a.example/p";
    assert_eq!(
        entries(below),
        [told(
            "甲推送SDK",
            "device_info imei oaid network_info ip",
            ""
        )]
    );
    let item = "“甲推送”：该SDK由“示例（北京）科技有限公司”提供，用于推送。需要收集的手机信息包括：\n\niOS版本：设备信息（IDFV）\n\nandroid版本：IMEI、定位权限";
    assert_eq!(
        entries(item),
        [told(
            "甲推送",
            "imei location",
            "ACCESS_FINE_LOCATION ACCESS_COARSE_LOCATION"
        )]
    );
    let table = "甲地图SDK（com.example.map）\n\n| 收集的个人信息 | 收集目的 |\n|---|---|\n| 运营商信息 | 提升精度 |\n| IP地址 | 网络定位 |\n";
    assert_eq!(
        entries(table),
        [told("甲地图SDK（com.example.map）", "operator ip", "")]
    );
}

#[test]
fn names_in_the_run_of_a_list() {
    let text = "甲推送SDK\n\n运营方：甲有限公司\n\n收集信息：IMEI\n\n示例开放平台\n\n运营方：乙有限公司\n\n收集信息：OAID\n\n示例联盟\n\n使用目的：广告\n\n收集信息：IP地址";
    assert_eq!(
        entries(text),
        [
            told("甲推送SDK", "imei", ""),
            told("示例开放平台", "oaid", ""),
            told("示例联盟", "ip", ""),
        ]
    );
    let cases: &[(&str, &[&str])] = &[
        (
            "示例广告（甲/乙）SDK：用于广告展示、优化与反作弊。",
            &["示例广告（甲/乙）SDK"],
        ),
        (
            "我们在客户端中嵌入的支付宝软件工具开发包（简称“SDK”）与其共享信息。",
            &["支付宝"],
        ),
        (
            "我们会与广告合作伙伴（如穿山甲，优量汇，示例联盟）的SDK共享信息。",
            &["穿山甲", "优量汇", "示例联盟"],
        ),
        (
            "Share SDK：为了分享，我们使用了Share SDK。\n\n隐私政策：https://a.example/p",
            &["Share SDK"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(sdks(text), *expected, "{text}");
    }
}

#[test]
fn information_in_a_table_is_no_permission() {
    let text = "第三方SDK | 使用目的 | 收集信息 |\n---|---|---\n甲统计SDK | 统计 | IMEI |\n乙地图SDK | 定位 | 位置信息 |\n丙分享SDK | 分享 | 手机设备信息 |\n";
    assert_eq!(
        entries(text),
        [
            told("甲统计SDK", "imei", ""),
            told("乙地图SDK", "location", ""),
            told("丙分享SDK", "device_info", ""),
        ]
    );
}

/// Kinds that the app is read to collect.
fn kinds(text: &str) -> Vec<String> {
    let text = format!("示例隐私政策\n\n一、我们如何收集和使用您的个人信息\n\n{text}\n");
    let mut kinds: Vec<String> = read_text(&text)
        .pi_types
        .into_iter()
        .map(|p| p.pi_type)
        .collect();
    kinds.sort();
    kinds
}

#[test]
fn what_is_explained_or_denied_is_not_collected() {
    let cases: &[(&str, &[&str])] = &[
        (
            "个人信息是指能够识别特定自然人的各种信息。个人信息包括：姓名、住址；银行账号；消费记录。",
            &[],
        ),
        (
            "1、注册、登录：\n\n（1）您的基本身份信息，可能包括姓名、性别、职业；\n\n（2）您的网络身份信息，包括邮箱地址和密码；",
            &["email", "gender", "name", "occupation", "password"],
        ),
        (
            "我们不会将您的个人身份信息（指可以识别您身份的信息，例如姓名或电子邮箱）与广告合作伙伴分享。",
            &[],
        ),
        (
            "我们可能与广告合作伙伴共享信息，但我们不会分享用于识别您个人身份的信息，例如您的姓名、身份证号。",
            &[],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(kinds(text), *expected, "{text}");
    }
}

#[test]
fn kinds_of_third_parties() {
    let third = |text: &str| {
        let text = format!("示例隐私政策\n\n三、我们如何共享您的个人信息\n\n{text}\n");
        read_text(&text).third_party.pi_types
    };
    let none = [
        "除非得到您的许可，否则我们不会将您的姓名或电子邮箱与提供广告服务的合作伙伴共享。",
        "我们会将您的第三方账户与您的账户绑定，使您可以通过第三方账户登录。",
        "我们可能会与关联方或第三方共享产品使用情况（崩溃、闪退）的统计性数据。",
    ];
    for text in none {
        assert_eq!(third(text), [""; 0], "{text}");
    }
    assert_eq!(third("我们会向广告合作伙伴共享您的IMEI。"), ["imei"]);
}

#[test]
fn permissions_by_consent_and_by_deed() {
    let names = |text: &str| {
        let text = format!("示例隐私政策\n\n五、您授权我们使用的权限\n\n{text}\n");
        let mut names: Vec<String> = read_text(&text)
            .permissions
            .into_iter()
            .map(|p| p.permission.replace("android.permission.", ""))
            .collect();
        names.sort();
        names.join(" ")
    };
    let cases = [
        (
            "您可以随时取消您的地理位置信息授权。",
            "ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION",
        ),
        (
            "撤回相机、麦克风授权同意：点击“设置”。",
            "CAMERA RECORD_AUDIO",
        ),
        (
            "您可通过手机定位关闭功能停止分享您的地理位置信息。",
            "ACCESS_COARSE_LOCATION ACCESS_FINE_LOCATION",
        ),
        (
            "当您注册时，我们将通过发送短信验证码的方式来验证您填写的号码是否有效。",
            "",
        ),
        ("您需要开启基于摄像头（相机）的附加功能。", "CAMERA"),
        ("我们会收集网络质量数据、操作日志、应用权限。", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn a_remark_may_name_another_sdk() {
    let text = "|SDK名称|公司|\n|---|---|\n|极光推送SDK（含极光JCore）|和讯华谷|\n\n\
                我们使用极光推送SDK向您发送通知。";
    assert_eq!(sdks(text), ["极光推送SDK（含极光JCore）", "极光推送SDK"]);
}

#[test]
fn services_below_an_announcement() {
    let cases: &[(&str, &[&str])] = &[
        (
            "本应用使用以下第三方服务：\n\n- Google AdMob：展示广告\n\n- Firebase Analytics：统计",
            &["Google AdMob", "Firebase Analytics"],
        ),
        (
            "第三方服务提供商可能收集您的信息，包括第三方工具：\n\n高德地图\n\n友盟+（统计分析）",
            &["高德地图", "友盟+"],
        ),
        // What is not known, in a run with what is.
        (
            "本应用使用以下第三方服务：\n\n- Google AdMob：展示广告\n\n- 云上某某：数据存储",
            &["Google AdMob", "云上某某"],
        ),
        ("本应用使用以下第三方服务：\n\n- 云上某某：数据存储", &[]),
        (
            "本应用使用以下第三方服务：\n\n- 高德地图：定位\n\n- 位置信息：用于导航",
            &["高德地图"],
        ),
        // Keys below a name.
        (
            "六、第三方服务\n\n6.1 高德地图\n\n- 目的：导航\n\n- 保护措施：加密传输",
            &["高德地图"],
        ),
        // Not announced, and what is no name.
        ("您可能喜欢的应用：\n\n- 高德地图：出行", &[]),
        (
            "本应用使用以下第三方服务：\n\n- 您可以在高德地图中查看：路线",
            &[],
        ),
    ];
    for (text, expected) in cases {
        let text = format!("示例隐私政策\n\n四、其他\n\n{text}\n");
        let list = read_text(&text).third_party.sdk_list;
        let names: Vec<&str> = list.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, *expected, "{text}");
    }
}
