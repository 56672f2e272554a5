//! Lists of SDKs that lost their form, and clauses of agreements that look like
//! declarations and are none.

use super::*;

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
