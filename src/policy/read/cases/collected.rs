//! What is collected or asked for beside what only looks like it: sentences that go on,
//! lists of what is not collected, tables below a title, permissions by their headings.

use super::*;

fn kinds(text: &str) -> Vec<String> {
    let read = read_text(text);
    let mut all: Vec<String> = read.pi_types.into_iter().map(|p| p.pi_type).collect();
    all.sort();
    all
}

fn permissions(text: &str) -> Vec<String> {
    let read = read_text(text);
    let names = read.permissions.iter();
    let mut all: Vec<String> = names
        .map(|p| p.permission.rsplit('.').next().unwrap_or("").to_owned())
        .collect();
    all.sort();
    all
}

#[test]
fn sentences_that_go_on_with_what_is_collected() {
    let chinese = "隐私政策\n\n我们会收集您的设备数据。它可能包括您设备的IP地址、您访问的页面。";
    assert_eq!(kinds(chinese), ["browsing", "device_info", "ip"]);
    let english = "Privacy Policy\n\nWe collect several types of information for these purposes:\n\n\
        - Usage Data: We may also collect information on how the Service is used. This may include \
        your IP address and crash reports.";
    assert_eq!(kinds(english), ["crash_log", "ip"]);
    let log = "Privacy Policy\n\nIn case of an error we collect Log Data. This Log Data may include \
        your IP address and the operating system version.";
    assert!(kinds(log).contains(&"ip".to_owned()));
    // Behind a denial, it goes on denying.
    let denied =
        "Privacy Policy\n\nWe do not collect usage data. This may include your IP address.";
    assert!(!kinds(denied).contains(&"ip".to_owned()));
}

#[test]
fn what_names_information_and_collects_none() {
    let front = "隐私政策\n\n一、我们收集的信息\n\n";
    let cases: &[(&str, &[&str])] = &[
        (
            "我们会收集您的姓名以及您公司的联系人、联系电话。",
            &["name", "phone_number"],
        ),
        ("我们会收集您的通讯录联系人。", &["contacts"]),
        (
            "宠物基本信息：我们会收集宠物的姓名、品种、年龄、体重。",
            &[],
        ),
        (
            "注册时，我们会收集您的账户信息中包含的您的家庭住址。",
            &["address"],
        ),
        ("客服不会向您索要登录密码。", &[]),
        (
            "这些信息和资料可能传送至您所在国家、地区的境外，并在境外被我们收集、访问和展示。",
            &[],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(kinds(&format!("{front}{text}\n")), *expected, "{text}");
    }
    let list = "# 隐私政策\n\n## 我们收集的信息\n\n我们会收集您的设备型号。\n\n\
        ## 我们不收集的信息\n\n- 您的姓名、电话号码\n- 设备位置信息\n";
    let document =
        crate::policy::document(list.as_bytes(), "policy.md", &Limits::default()).unwrap();
    let read = declare(&[document], SIGNATURES.lexicon());
    let found: Vec<&str> = read.pi_types.iter().map(|p| p.pi_type.as_str()).collect();
    assert_eq!(found, ["device_model"]);
}

#[test]
fn permissions_by_their_headings_and_enumerations() {
    let cases: &[(&str, &[&str])] = &[
        (
            "部分功能依赖设备权限，包括相机、麦克风、通讯录等。",
            &["CAMERA", "READ_CONTACTS", "RECORD_AUDIO"],
        ),
        (
            "6.浏览器的麦克风使用\n\n当您使用语音助手时，应用将会向您申请此权限。",
            &["RECORD_AUDIO"],
        ),
        ("为了联系门店，您需要授权我们拨电话权限。", &["CALL_PHONE"]),
        (
            "为判断是否已安装微信，需要访问App安装列表权限。",
            &["QUERY_ALL_PACKAGES"],
        ),
        ("敏感信息会加密存储，并设置访问权限控制。", &[]),
    ];
    for (text, expected) in cases {
        let text = format!("隐私政策\n\n一、设备权限\n\n{text}\n");
        assert_eq!(permissions(&text), *expected, "{text}");
    }
}

#[test]
fn one_denial_of_several_verbs() {
    let front = "Privacy Policy\n\n";
    let denied = "We do not collect, store, or upload your fingerprint.";
    assert!(kinds(&format!("{front}{denied}")).is_empty());
    let told = "We do not sell your data, and we collect your email address.";
    assert_eq!(kinds(&format!("{front}{told}")), ["email"]);
}

#[test]
fn a_table_below_its_title() {
    let page = "<h1>隐私政策</h1><h2>第三方SDK</h2><table>\
        <tr><td colspan=\"3\">某某应用接入第三方SDK目录</td></tr>\
        <tr><td>第三方名称</td><td>使用目的</td><td>涉及个人信息</td></tr>\
        <tr><td>百度地图SDK</td><td>定位</td><td>位置信息</td></tr></table>";
    let document =
        crate::policy::document(page.as_bytes(), "policy.html", &Limits::default()).unwrap();
    let list = declare(&[document], SIGNATURES.lexicon())
        .third_party
        .sdk_list;
    let names: Vec<&str> = list.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["百度地图SDK"]);
}

#[test]
fn classes_with_their_services() {
    let text = "# Privacy Policy\n\n## Third-Party Services\n\nOur app may integrate third-party \
        services for:\n\n- Analytics: Google Analytics to understand usage\n- Crash Reporting: \
        Firebase Crashlytics to find faults\n- To improve, maintain and extend our services\n";
    let document =
        crate::policy::document(text.as_bytes(), "policy.md", &Limits::default()).unwrap();
    let list = declare(&[document], SIGNATURES.lexicon())
        .third_party
        .sdk_list;
    let names: Vec<&str> = list.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Google Analytics", "Firebase Crashlytics"]);
    let denied = "# Privacy Policy\n\n## Third-Party Services\n\nThe app does not integrate any \
        advertising SDKs or analytics SDKs (such as Firebase, AppsFlyer).\n";
    assert!(read_text(denied).third_party.sdk_list.is_empty());
    let announced = "示例隐私政策\n\n四、其他\n\n本应用使用云上某某提供的以下服务：\n\n\
        Firebase Analytics：统计\n\nFirebase Crashlytics：崩溃\n";
    let list = read_text(announced).third_party.sdk_list;
    assert_eq!(list.len(), 2);
}

#[test]
fn terms_and_numbers() {
    let days = |text: &str| {
        let text = format!("隐私政策\n\n联系我们\n\n{text}\n");
        read_text(&text).complaint.response_days.value
    };
    assert_eq!(
        days("我们将在收到您的请求后10天内确认收到，并在45天内回复。"),
        Some(45)
    );
    let cancelled = "隐私政策\n\n八、注销账号\n\n您的五月花帐号可以申请注销。\n\n\
        我们将在您的账号注销之日起6个月后匿名化处理您的信息。\n";
    assert_eq!(read_text(cancelled).rights.cancel_account.days.value, None);
    let phone = "隐私政策\n\n联系我们\n\n联系电话：0571 - 28000937\n";
    let phones = read_text(phone).contact.phones.value.unwrap_or_default();
    assert_eq!(phones, ["0571 - 28000937"]);
    let name = "隐私政策\n\n服务提供者：成都蓝舟软件系统有限公司\n";
    let name = read_text(name).operator.name.value;
    assert_eq!(name.as_deref(), Some("成都蓝舟软件系统有限公司"));
}
