//! Rights of the person.

use super::cancel::cancel_account;
use super::english::English;
use super::english::rights as en;
use super::named_rights::calls_right;
use super::questions::{Answer, ask, best};
use super::text::{Reading, Sentence};
use crate::policy::chars::last;
use crate::policy::lexicon::{Cue, Topic};
use crate::policy::{Declared, Rights};

pub(super) const HOME: &[Topic] = &[Topic::Rights, Topic::Cancel];

pub(super) fn rights(reading: &Reading) -> Rights {
    let right = |question: fn(&Sentence) -> Answer, word: Cue, english: &en::Right| {
        ask(reading, HOME, |reading, sentence| {
            if sentence.has(Cue::Exempt) {
                return Answer::Silent;
            }
            if let Some(text) = English::of(sentence) {
                return en::right(reading, sentence, text, english);
            }
            let named = |word| calls_right(reading, sentence, word);
            let counted = enumerates(sentence) && sentence.has(word);
            question(sentence)
                .or(Answer::when(named(word), 3))
                .or(Answer::when(counted, 2))
        })
    };
    Rights {
        access: right(access, Cue::Access, &en::ACCESS),
        correct: right(correct, Cue::Correct, &en::CORRECT),
        delete: right(delete, Cue::Delete, &en::DELETE),
        cancel_account: cancel_account(reading),
        withdraw_consent: right(withdraw, Cue::Withdraw, &en::WITHDRAW),
        copy: right(copy, Cue::Copy, &en::COPY).or(copy_below_heading(reading)),
        explain: right(explain, Cue::Explain, &en::EXPLAIN),
        deceased: right(deceased, Cue::Deceased, &en::DECEASED),
    }
}

/// "您拥有对个人信息的控制权，包括访问、更正、删除以及注销账号": three rights or more, said to
/// be the person's.
pub(super) fn enumerates(sentence: &Sentence) -> bool {
    const RIGHTS: &[Cue] = &[
        Cue::Access,
        Cue::Correct,
        Cue::Delete,
        Cue::Cancel,
        Cue::Copy,
        Cue::Withdraw,
    ];
    let own = [
        "您拥有",
        "您享有",
        "你拥有",
        "你享有",
        "用户享有",
        "用户拥有",
    ];
    RIGHTS.iter().filter(|cue| sentence.has(**cue)).count() >= 3
        && !sentence.has(Cue::Negation)
        && sentence.says_any(&own)
}

/// The sentence speaks to the person of what he can do, or stands among rights.
fn offers(sentence: &Sentence) -> bool {
    let may = sentence.places(Cue::May).any(|(start, end)| {
        // "网站有权删除" is no right of the person.
        let before = sentence.slice(start.saturating_sub(6).max(sentence.start), start);
        // "我们需要您授权访问蓝牙" asks.
        let asks = sentence.slice(start, end) == "需要您" && before.ends_with("我们");
        // "为了保证您能够正常使用云电话".
        let used = sentence.slice(end, end + 4) == "正常使用";
        !asks && !used && sentence.slice(start, end) != "有权"
            || ["您", "你", "用户", "客户", "主体", "本人", "监护人", "儿童"]
                .iter()
                .any(|w| before.contains(w))
    });
    let right = || sentence.has(Cue::You) && sentence.says_any(&["的权利", "等权利"]);
    may || right() || sentence.topics.any(HOME) && sentence.any(&[Cue::Path, Cue::Contact])
}

fn of_information(sentence: &Sentence, verb: Cue) -> bool {
    // "访问您的信息，并…要求我们进行修改、补充和删除".
    let joined =
        sentence.has(Cue::PersonalObject) && sentence.says_any(&["自行完成或要求", "要求我们进行"]);
    // "您可以向我们提出删除信息的请求".
    let asked = verb == Cue::Delete && sentence.says("删除信息的请求");
    // "查看、编辑或删除您的创作数据": information by whatever name.
    let yours = sentence.places(verb).any(|(_, end)| {
        let behind = sentence.slice(end, end + 14);
        let clause = behind.split(['，', '。', '；']).next().unwrap_or(behind);
        clause.split_once("您的").is_some_and(|(_, what)| {
            ["数据", "信息", "资料", "记录"]
                .iter()
                .any(|w| what.contains(w))
        })
    });
    // "访问、更正或删除我们收集的您的部分个人信息": one object of several verbs.
    let shared = sentence.has(Cue::PersonalObject) || sentence.says("您的信息");
    let listed = shared
        && sentence.places(verb).any(|(_, end)| {
            let behind = sentence.slice(end, end + 10);
            let next = behind.trim_start_matches(['、', '和', '或', '及', '/', '，']);
            next.len() < behind.len()
                && [
                    "更正", "修改", "删除", "复制", "更新", "补充", "查询", "注销",
                ]
                .iter()
                .any(|w| next.starts_with(w))
        });
    joined
        || listed
        || asked
        || yours
        || sentence.near(&[verb], &[Cue::PersonalObject], 14)
        || sentence.places(verb).any(|(start, end)| {
            sentence.kinds().any(|k| {
                k.start >= end && k.start - end <= 12 || k.end <= start && start - k.end <= 8
            })
        })
}

/// "公司有权直接删除", "我们可以注销您的账号": what the processor reserves to itself is no
/// right of the person. `at` is where the verb stands.
pub(super) fn by_processor(sentence: &Sentence, at: u32) -> bool {
    let before = sentence.slice(at.saturating_sub(30).max(sentence.start), at);
    let reserved = before.rsplit_once("有权").is_some_and(|(who, between)| {
        let person = ['您', '你', '户', '客', '体', '人', '童'];
        !last(who, 8).contains(person) && !between.contains(['您', '你'])
    });
    let own = [
        "我们可以",
        "我们可",
        "我们会",
        "公司可以",
        "公司可",
        "我司可以",
    ];
    reserved || own.iter().any(|w| before.ends_with(w))
}

/// "收集、存储、使用、传输、公开披露、删除": the kinds of processing that the law lists.
fn is_processing(sentence: &Sentence, at: u32) -> bool {
    let before = sentence.slice(at.saturating_sub(9).max(sentence.start), at);
    before.ends_with('、')
        && ["披露、", "传输、", "加工、", "转让、", "提供、", "公开、"]
            .iter()
            .any(|w| before.contains(w))
}

fn right_to(sentence: &Sentence, verb: Cue) -> Answer {
    if !sentence.has(verb) || !offers(sentence) || sentence.has(Cue::WithoutConsent) {
        return Answer::Silent;
    }
    if sentence
        .places(verb)
        .all(|(at, _)| by_processor(sentence, at) || is_processing(sentence, at))
    {
        return Answer::Silent;
    }
    Answer::when(
        of_information(sentence, verb),
        2 + u8::from(sentence.has(Cue::May)),
    )
}

fn access(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Access) {
        return Answer::Silent;
    }
    // "访问网页时", "浏览器": no information is looked at.
    let page = |(start, end): (u32, u32)| {
        let behind = sentence.slice(end, end + 20);
        let clause = behind
            .split(['，', '。', '、', '；'])
            .next()
            .unwrap_or(behind);
        let held = |words: &[&str]| words.iter().any(|w| clause.contains(w));
        sentence.slice(start, end) == "浏览" && behind.starts_with('器')
            || held(&["网页", "网站", "网络服务"]) && !held(&["信息", "资料", "数据"])
            // "您可以查询商家的营业执照": of others.
            || held(&["营业执照"])
            || behind.trim_start().starts_with("http")
    };
    if sentence.places(Cue::Access).all(page) {
        return Answer::Silent;
    }
    // "您可以点击《第三方共享清单》查看…": another document is looked at.
    if sentence.says_any(&["清单》查看", "目录》查看", "清单》了解"]) {
        return Answer::Silent;
    }
    let lost = sentence.says("失去") || sentence.says("访问权限");
    // "查看并随时关闭您给予本产品的授权" looks at authorisations, not at information.
    let authorised = |(_, end): (u32, u32)| {
        let behind = sentence.slice(end, end + 16);
        // "查询、更正、删除以及撤回授权": one right of several.
        let joined = ["撤回", "撤销", "同意", "修改", "更正", "删除"]
            .iter()
            .any(|w| behind.contains(w));
        behind.contains("授权") && !joined
    };
    if sentence.places(Cue::Access).all(authorised) && !sentence.has(Cue::PersonalObject) {
        return Answer::Silent;
    }
    if lost || sentence.near(&[Cue::Access], &[Cue::ThisPolicy], 6) {
        return Answer::Silent;
    }
    right_to(sentence, Cue::Access)
}

fn correct(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Correct) {
        return Answer::Silent;
    }
    // "更新“某相机”版本" is of the software.
    let software = |(_, end): (u32, u32)| {
        let behind = sentence.slice(end, end + 10);
        behind.contains("版本") || behind.contains("软件")
    };
    if sentence.near(&[Cue::Correct], &[Cue::ThisPolicy], 6)
        || sentence.places(Cue::Correct).all(software)
    {
        return Answer::Silent;
    }
    // "如果个人信息有误，您可以通过应用的设置功能进行修改".
    let faulty = sentence.says_any(&["有误", "错误", "不准确", "不正确", "不完整", "过时"]);
    let told = faulty && sentence.has(Cue::PersonalObject) && sentence.has(Cue::May);
    // "如果您认为我们持有的信息不准确，请联系我们。我们将纠正任何不准确的信息".
    let mended = faulty && sentence.says_any(&["我们将", "我们会"]) && sentence.says("纠正");
    right_to(sentence, Cue::Correct)
        .or(Answer::when(mended, 2))
        .or(Answer::when(
            told && sentence.before(&[Cue::May], &[Cue::Correct], 20),
            2,
        ))
}

fn delete(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Delete) {
        return Answer::Silent;
    }
    // "当您注销账户后，我们将删除": what follows a cancellation is no right of its own.
    let follows = sentence.says("注销")
        && sentence.says_any(&["后，我们将删除", "后，我们会删除", "后，我们将会删除"]);
    // "如果不再需要您的信息，我们将删除它": the end of retention.
    let ended = sentence.says_any(&["不再需要", "不再必要"]) && sentence.says("我们将");
    if sentence.has(Cue::Cookie) || follows || ended {
        return Answer::Silent;
    }
    right_to(sentence, Cue::Delete)
}

fn withdraw(sentence: &Sentence) -> Answer {
    // "不可撤销的授权" in a licence is the opposite.
    let licence = || sentence.says_any(&["不可撤销", "不可撤回", "不可取消"]);
    if !sentence.any(&[Cue::Withdraw, Cue::WithdrawConsent]) || licence() {
        return Answer::Silent;
    }
    let phrase = sentence.has(Cue::WithdrawConsent);
    let verb = sentence.before(&[Cue::Withdraw], &[Cue::ConsentObject], 12) && offers(sentence);
    let close = sentence.says("授权") || sentence.says("同意");
    Answer::when(phrase, 4).or(Answer::when(
        verb && close && !sentence.near(&[Cue::Change], &[Cue::ThisPolicy], 8),
        2,
    ))
}

fn copy(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Copy) {
        return Answer::Silent;
    }
    let of_person = sentence.has(Cue::May) || sentence.topics.any(HOME) || sentence.has(Cue::You);
    let kept = sentence.has(Cue::Security) && !sentence.says("导出");
    let merger = sentence.has(Cue::Merger) || kept && !sentence.has(Cue::May);
    // Copies of the software or of works, and data sent abroad.
    let other = sentence.says_any(&[
        "云端副本",
        "备份副本",
        "跨境",
        "境外",
        "版权",
        "著作权",
        "知识产权",
        "复制权",
        "许可协议",
        "安装",
        "软件",
        "再许可",
    ]);
    Answer::when(of_person && !merger && !other, 3)
}

/// "获取个人信息副本" as a heading, with a way below it: "您有权登录…执行此操作".
fn copy_below_heading(reading: &Reading) -> Declared<bool> {
    let titled = |s: &Sentence| s.has(Cue::Copy) && s.topics.any(HOME) && s.text.len() < 90;
    let pairs = reading.sentences.windows(2);
    let place = pairs.filter_map(|pair| match pair {
        [head, way] if titled(head) && way.has(Cue::May) => Some((3, way.index)),
        _ => None,
    });
    let places: Vec<(u8, usize)> = place.collect();
    Declared {
        value: (!places.is_empty()).then_some(true),
        evidence: best(reading, places),
        searched: Vec::new(),
    }
}

fn explain(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Explain) && !asks_to_explain(sentence) {
        return Answer::Silent;
    }
    let automated = sentence.any(&[Cue::Automated, Cue::AutomatedDecision]);
    // "如果这些决定显著影响您的权益，您有权要求解释" is of art. 24, not of art. 48; who
    // has the last word on the terms explains nothing to the user.
    let other = sentence.says_any(&["决定", "最终解释", "解释权", "争议", "诉讼"]);
    Answer::when(!automated && !other, 3)
}

/// "要求我们就处理规则作出解释": asked for, and of the rules.
fn asks_to_explain(sentence: &Sentence) -> bool {
    let has = |words: &[&str]| sentence.says_any(words);
    // "公司有权对本政策进行解释" has the last word, and asks for none.
    let may = || {
        sentence.text.match_indices("有权").any(|(at, _)| {
            let who = last(sentence.text.get(..at).unwrap_or(""), 6);
            who.contains(['您', '你', '户', '客', '体', '人', '童'])
        })
    };
    has(&["解释", "说明"])
        && (has(&["要求", "请求"]) || may())
        && has(&[
            "处理规则",
            "个人信息规则",
            "政策的条款",
            "隐私政策",
            "本政策",
        ])
        && has(&[
            "作出解释",
            "做出解释",
            "予以解释",
            "进行解释",
            "给予解释",
            "提供解释",
            "解释与说明",
            "解释和说明",
            "说明和解释",
            "予以说明",
            "进行说明",
            "作出说明",
            "做出说明",
            "获得解释",
        ])
}

fn deceased(sentence: &Sentence) -> Answer {
    if !sentence.has(Cue::Deceased) {
        return Answer::Silent;
    }
    let kin = sentence.says("亲属") || sentence.text.to_lowercase().contains("kin");
    Answer::when(
        (kin || sentence.says("死者") || sentence.says("deceased"))
            && (sentence.has(Cue::May)
                || sentence.any(&[Cue::Access, Cue::Copy, Cue::Correct, Cue::Delete])),
        3,
    )
}
