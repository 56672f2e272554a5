//! Lists of SDKs that lost their form, and clauses of agreements that look like
//! declarations and are none.

use std::sync::LazyLock;

use super::*;
use crate::limits::Limits;
use crate::signatures::Signatures;

static SIGNATURES: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

fn read_text(text: &str) -> Declarations {
    let document =
        crate::policy::document(text.as_bytes(), "policy.txt", &Limits::default()).unwrap();
    declare(&[document], SIGNATURES.lexicon())
}

fn sdks(text: &str) -> Vec<String> {
    let text = format!("示例隐私政策\n\n四、我们接入的第三方SDK\n\n{text}\n");
    let list = read_text(&text).third_party.sdk_list;
    list.into_iter().map(|entry| entry.name).collect()
}

#[test]
fn several_sdks_before_one_word() {
    let cases: &[(&str, &[&str])] = &[
        (
            "地理位置服务商高德、百度、滴滴SDK会收集您的设备信息。",
            &["高德", "百度", "滴滴SDK"],
        ),
        (
            "我们会使用优量汇、穿山甲、百青藤、InMobi的SDK，由它们处理设备信息。",
            &["优量汇", "穿山甲", "百青藤", "InMobi"],
        ),
        (
            "我们接入了微信、QQ、微博等第三方SDK用于登录。",
            &["微信", "QQ", "微博"],
        ),
        (
            "我们通过在程序中嵌入的支付宝以及其他第三方支付的软件工具开发包（SDK）与其共享信息。",
            &["支付宝"],
        ),
        (
            "微信SDK、支付宝支付可能会收集您的设备信息。",
            &["支付宝支付", "微信SDK"],
        ),
        (
            "我们会使用第三方SDK(头条SDK/北京有竹居SDK、快手SDK)。",
            &["头条SDK", "北京有竹居SDK", "快手SDK"],
        ),
        (
            "语音服务由阿里巴巴（中国）网络技术有限公司提供，我们会接入阿里云的SDK。",
            &["阿里云SDK"],
        ),
        (
            "“七牛”：由“上海七牛信息技术有限公司”提供，用于存储文件。",
            &["七牛"],
        ),
        ("我们接入提供微信支付等功能的SDK。", &["微信支付"]),
        ("某银行SDK使用场景列表", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(sdks(text), *expected, "{text}");
    }
}

#[test]
fn tables_that_lost_their_cells() {
    let together = "第三方服务提供方名称收集的信息与目的隐私政策\n\n优量汇腾讯展示第三方广告https://a.example.com/p.html\n\n极光IM极光为了可以更快的与用户沟通https://b.example.com/p";
    assert_eq!(sdks(together), ["优量汇", "极光IM"]);
    let addressed = "详情请见第三方隐私协议：\n\n推送：个推隐私协议\n\nhttps://c.example.com/p";
    assert_eq!(sdks(addressed), ["个推"]);
    let cells = "我们接入的第三方SDK如下：\n\n友盟统计SDK\n\n友盟同欣（北京）科技有限公司\n\n统计分析\n\nIMEI、MAC地址\n\n穿山甲广告SDK\n\n北京巨量引擎网络技术有限公司\n\n广告展示\n\nOAID";
    let read = read_text(cells).third_party.sdk_list;
    let told: Vec<(&str, Option<&str>)> = read
        .iter()
        .map(|e| (e.name.as_str(), e.vendor.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("友盟统计SDK", Some("友盟同欣（北京）科技有限公司")),
            ("穿山甲广告SDK", Some("北京巨量引擎网络技术有限公司")),
        ]
    );
}

/// Sentences with one declaration each; `false`: it looks so and is not.
#[test]
fn clauses_that_declare_and_clauses_that_do_not() {
    let cases = [
        (
            "right_cancel_account",
            "我们有权注销该账号，而无需向您承担责任。",
            false,
        ),
        ("right_cancel_account", "您有权要求我们注销您的账号。", true),
        ("right_delete", "公司有权直接删除您发布的信息。", false),
        (
            "right_correct",
            "您可根据自行需要更新“示例相机”版本。",
            false,
        ),
        (
            "right_withdraw_consent",
            "用户授予公司不可撤销的授权，同意其使用内容。",
            false,
        ),
        (
            "right_explain",
            "您对个人信息处理规则有疑问的，可以要求我们作出解释。",
            true,
        ),
        (
            "right_explain",
            "获得解释的权利：您有权就本政策的条款要求我们予以解释。",
            true,
        ),
        (
            "right_explain",
            "如果这些决定影响您的权益，您有权要求我们做出解释。",
            false,
        ),
        ("right_explain", "公司对本协议拥有最终解释权。", false),
        (
            "transfer",
            "公司许可您一项不可转让的使用本软件的权利，包括：",
            false,
        ),
        (
            "transfer",
            "我们不会将您的个人信息转让给任何公司，但合并时除外。",
            true,
        ),
        (
            "update_notice",
            "公司有权随时变更、中断或终止网络服务并提前公告。",
            false,
        ),
        (
            "update_notice",
            "协议修改后无需另行通知用户，请定期查阅本协议。",
            false,
        ),
        (
            "update_notice",
            "本政策变更时，我们会通过弹窗通知您。",
            true,
        ),
        (
            "complaint_channel",
            "如发现或收到他人举报用户违反本协议，公司有权封禁账号。",
            false,
        ),
        (
            "minors_guardian_consent",
            "用户或用户监护人授权许可人披露的；",
            false,
        ),
        (
            "minors_under_14_rules",
            "我们重视儿童等未成年人的保护，未成年人应在监护人同意后使用。",
            false,
        ),
        (
            "minors_under_14_rules",
            "如您是未满14周岁的未成年人，应在监护人同意后使用。",
            true,
        ),
        (
            "security_measures",
            "公司将采取必要措施保护用户的个人信息资料的安全。",
            false,
        ),
        (
            "cross_border",
            "公司保留在中国大陆法律允许的范围内编辑信息的权利。",
            false,
        ),
        ("entrusted", "我们会委托物流公司处理您的收货信息。", true),
        (
            "entrusted",
            "供应商仅会按照我们的指示处理您的个人信息。",
            true,
        ),
        (
            "entrusted",
            "这些供应商仅会按照某公司的指令处理您的数据。",
            true,
        ),
        (
            "right_access",
            "您可以通过系统设置查看并随时关闭您给予本产品的授权。",
            false,
        ),
        (
            "right_access",
            "您可以查询、更正、删除个人资料以及撤回授权。",
            true,
        ),
        (
            "personalised_push",
            "我们为您提供个性化、精准化的广告服务。",
            false,
        ),
        (
            "personalised_push",
            "由此形成用户画像，使“推荐书籍”的功能更具针对性。",
            true,
        ),
        (
            "entrusted",
            "我们不会委托任何第三方处理您的个人信息。",
            false,
        ),
        (
            "sensitive_notice",
            "请您不要向我们发送敏感的个人信息（例如宗教信仰、健康信息）。",
            false,
        ),
        (
            "personalised_ads",
            "产品展示、个性化推荐、发送营销信息。",
            false,
        ),
        (
            "personalised_opt_out",
            "若需要关闭用户定制信息推送功能，您可以在设置中关闭。",
            true,
        ),
        (
            "personalised_opt_out",
            "我们会进行定向推送，并向您提供相应的退出机制。",
            true,
        ),
        (
            "personalised_opt_out",
            "您可以控制以下设置：\n\n- 开启或关闭音乐个性化推荐；",
            true,
        ),
        (
            "automated_opt_out",
            "我们通过算法等非人工自动决策技术做出决定。如果您不希望参与此类展示，可以在设置中关闭。",
            true,
        ),
        (
            "sharing_separate_consent",
            "如有必要向第三方共享，我们会单独向您说明并获得您的授权。",
            true,
        ),
        ("retention", "我们会一直保存您的注册信息。", true),
        ("retention", "您的聊天记录将永久存储在服务器上。", true),
    ];
    let mut faults = Vec::new();
    for (key, text, expected) in cases {
        let declared = read_text(text);
        let holds = declared
            .statements()
            .iter()
            .any(|s| s.key == key && s.holds);
        if holds != expected {
            faults.push(format!("{key}: {holds}: {text}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn permissions_on_lines_of_their_own() {
    let text = "示例隐私政策\n\n四、我们产品所需的重要权限\n\n1. 读取、修改存储设备的内容\n\n示例使用此权限存储资源。\n\n2. 地理位置信息\n\n示例使用该权限提供服务。\n\n3. 读取、修改手机日历信息\n\n我们使用该权限添加日历提醒。\n";
    let mut names: Vec<String> = read_text(text)
        .permissions
        .into_iter()
        .map(|p| p.permission.replace("android.permission.", ""))
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "ACCESS_COARSE_LOCATION",
            "ACCESS_FINE_LOCATION",
            "READ_CALENDAR",
            "READ_EXTERNAL_STORAGE",
            "WRITE_CALENDAR",
            "WRITE_EXTERNAL_STORAGE",
        ]
    );
}

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
