//! The code analysis, held to small programs in smali.
//!
//! `tests/dex/*.smali` hold cases. A case opens with `# case NAME`; `%` stands
//! for its package, and these comments say what it is about:
//!
//! ```text
//! # root KIND CLASS          a start-up class: application, factory, provider,
//!                            startup, launcher, boot or component
//! # want API[=CONSTANT] STARTUP[:ROOT] [FRAME…] [KEY=VALUE…]
//! # none API                 no such call is found
//! # switch SDK.NAME STARTUP [FRAME…] [KEY=VALUE…]
//! # limit CODE               the limitation is told
//! # nolimit CODE             it is not
//! ```
//!
//! Frames are `Class.method` from root to caller, exact if any is given. Keys:
//! `caller`, `via`, `guard=NAME:CONFIDENCE` (`guard=none`), `sites`,
//! `confidence`, `near` (first neighbour), `flag`.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use proptest::prelude::*;
use tongbao::dex::{DexInput, EntryPoints, Watch, analyse};
use tongbao::facts::{ApiCall, Code, Frame, Guard, Limitation, MethodName, Startup, SwitchCall};
use tongbao::limits::Limits;
use tongbao::signatures::model::{Api, ApiFile, ConsentFile};

use support::assemble;

const APIS: &str = include_str!("dex/apis.toml");
const CONSENT: &str = include_str!("dex/consent.toml");

fn watch() -> Watch {
    let file: ApiFile = toml::from_str(APIS).unwrap();
    let apis: Vec<Api> = file.apis;
    let consent: ConsentFile = toml::from_str(CONSENT).unwrap();
    Watch::new(&apis, &consent)
}

/// One case of a file.
struct Case {
    name: String,
    package: String,
    entry: EntryPoints,
    wants: Vec<Want>,
    /// Smali, one class each.
    classes: Vec<String>,
}

/// What a case asks for.
#[derive(Debug)]
struct Want {
    line: String,
    kind: WantKind,
    words: Vec<String>,
}

#[derive(Debug, PartialEq)]
enum WantKind {
    Call,
    None,
    Switch,
    Limit,
    NoLimit,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dex");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "smali"))
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for part in text.split("# case ").skip(1) {
            cases.push(case(part));
        }
    }
    cases.push(hub());
    cases
}

fn case(text: &str) -> Case {
    let (name, body) = text.split_once('\n').unwrap();
    let package = name.trim().replace('-', "_");
    let mut case = Case {
        name: name.trim().into(),
        package: package.clone(),
        entry: EntryPoints::default(),
        wants: Vec::new(),
        classes: Vec::new(),
    };
    for line in body.lines() {
        let line = line.trim_end();
        if let Some(rest) = line.strip_prefix("# ") {
            case.instruction(rest);
        } else if line.starts_with(".class") {
            case.classes.push(format!("{line}\n"));
        } else if let Some(class) = case.classes.last_mut() {
            class.push_str(line);
            class.push('\n');
        }
    }
    for class in &mut case.classes {
        *class = class.replace('%', &package);
    }
    case
}

impl Case {
    fn instruction(&mut self, text: &str) {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let (kind, words) = match words[0].as_str() {
            "root" => {
                let class = format!("{}.{}", self.package, words[2]);
                let entry = &mut self.entry;
                match words[1].as_str() {
                    "application" => entry.application = Some(class),
                    "factory" => entry.component_factory = Some(class),
                    "provider" => entry.providers.push(class),
                    "startup" => entry.initializers.push(class),
                    "launcher" => entry.launchers.push(class),
                    "boot" => entry.boot_receivers.push(class),
                    "component" => entry.components.push(class),
                    other => panic!("root {other}"),
                }
                return;
            }
            "want" => (WantKind::Call, &words[1..]),
            "none" => (WantKind::None, &words[1..]),
            "switch" => (WantKind::Switch, &words[1..]),
            "limit" => (WantKind::Limit, &words[1..]),
            "nolimit" => (WantKind::NoLimit, &words[1..]),
            _ => return, // a remark
        };
        self.wants.push(Want {
            line: text.into(),
            kind,
            words: words.to_vec(),
        });
    }

    /// Name without the case's package.
    fn short(&self, method: &MethodName) -> String {
        let name = format!("{}.{}", method.class, method.method);
        name.replacen(&format!("{}.", self.package), "", 1)
    }

    fn owns(&self, method: &MethodName) -> bool {
        method.class.starts_with(&format!("{}.", self.package))
            || self.name == "neighbours" && method.class.starts_with("q.")
    }

    fn check(&self, code: &Code, limitations: &[Limitation]) -> Result<(), String> {
        for want in &self.wants {
            let found = match want.kind {
                WantKind::Limit | WantKind::NoLimit => {
                    limitations.iter().any(|limit| limit.code == want.words[0])
                }
                WantKind::Switch => code
                    .switches
                    .iter()
                    .filter(|call| self.owns(&call.caller))
                    .any(|call| self.switch_fits(call, &want.words)),
                _ => code
                    .calls
                    .iter()
                    .filter(|call| self.owns(&call.caller))
                    .any(|call| self.call_fits(call, &want.words)),
            };
            if found == matches!(want.kind, WantKind::None | WantKind::NoLimit) {
                let seen: Vec<String> = code
                    .calls
                    .iter()
                    .filter(|call| self.owns(&call.caller))
                    .map(|call| self.tell(call))
                    .collect();
                return Err(format!(
                    "{}: {}\n  found:\n    {}\n  switches: {:?}",
                    self.name,
                    want.line,
                    seen.join("\n    "),
                    code.switches
                        .iter()
                        .filter(|call| self.owns(&call.caller))
                        .map(|call| (&call.name, call.startup, call.flag))
                        .collect::<Vec<_>>()
                ));
            }
        }
        Ok(())
    }

    fn tell(&self, call: &ApiCall) -> String {
        let frames: Vec<String> = call.path.iter().map(|f| self.short(&f.method)).collect();
        format!(
            "{}={:?} {:?}:{:?} [{}] caller={} via={:?} guard={:?} sites={} {:?} {:?}",
            call.api,
            call.constant,
            call.startup,
            call.root,
            frames.join(" "),
            self.short(&call.caller),
            call.via.as_ref().map(|m| self.short(m)),
            call.guard.as_ref().map(guard),
            call.sites,
            call.confidence,
            call.neighbours,
        )
    }

    fn call_fits(&self, call: &ApiCall, words: &[String]) -> bool {
        let mut key = words[0].splitn(2, '=');
        let api = key.next() == Some(call.api.as_str());
        let constant = key.next();
        let via = call.via.as_ref().map(|method| self.short(method));
        api && constant.is_none_or(|c| call.constant.as_deref() == Some(&c.replace('~', " ")))
            && self.placed_fits(
                &words[1..],
                &format!("{:?}", call.startup).to_lowercase(),
                call.root.map(|root| format!("{root:?}").to_lowercase()),
                &call.path,
                |key, value| match key {
                    "caller" => self.short(&call.caller) == value,
                    "via" => via.as_deref().unwrap_or("none") == value,
                    "guard" => call.guard.as_ref().map_or("none".into(), guard) == value,
                    "sites" => call.sites.to_string() == value,
                    "confidence" => format!("{:?}", call.confidence).to_lowercase() == value,
                    "near" => call
                        .neighbours
                        .first()
                        .is_some_and(|(name, _)| name == value),
                    other => panic!("key {other}"),
                },
            )
    }

    fn switch_fits(&self, call: &SwitchCall, words: &[String]) -> bool {
        words[0] == format!("{}.{}", call.sdk, call.name)
            && self.placed_fits(
                &words[1..],
                &format!("{:?}", call.startup).to_lowercase(),
                call.root.map(|root| format!("{root:?}").to_lowercase()),
                &call.path,
                |key, value| match key {
                    "flag" => call.flag.map_or("none".into(), |f| f.to_string()) == value,
                    "guard" => call.guard.as_ref().map_or("none".into(), guard) == value,
                    "caller" => self.short(&call.caller) == value,
                    other => panic!("key {other}"),
                },
            )
    }

    fn placed_fits(
        &self,
        words: &[String],
        startup: &str,
        root: Option<String>,
        path: &[Frame],
        key_fits: impl Fn(&str, &str) -> bool,
    ) -> bool {
        let (keys, words): (Vec<&String>, Vec<&String>) =
            words.iter().partition(|word| word.contains('='));
        let fits = |(state, frames): (&&String, &[&String])| {
            let mut state = state.splitn(2, ':');
            let frames: Vec<&str> = frames.iter().map(|f| f.as_str()).collect();
            let path: Vec<String> = path.iter().map(|frame| self.short(&frame.method)).collect();
            state.next() == Some(startup)
                && state
                    .next()
                    .is_none_or(|want| root.as_deref() == Some(want))
                && (frames.is_empty() || frames == path)
        };
        words.split_first().is_none_or(fits)
            && keys.iter().all(|word| {
                let (key, value) = word.split_once('=').unwrap();
                key_fits(key, value)
            })
    }
}

fn guard(guard: &Guard) -> String {
    format!(
        "{}:{}",
        guard.tests,
        format!("{:?}", guard.confidence).to_lowercase()
    )
}

/// A virtual call with more overrides than are followed.
fn hub() -> Case {
    let mut text = String::from(
        "hub\n# root application App\n# want imei no caller=C0.go\n\
         .class public L%/App;\n.super Landroid/app/Application;\n\
         .method public onCreate()V\n.registers 3\n",
    );
    for number in 0..60 {
        text.push_str(&format!("new-instance v0, L%/C{number};\n"));
    }
    text.push_str("invoke-virtual {v0}, L%/Base;->go()V\nreturn-void\n.end method\n");
    text.push_str(
        ".class public L%/Base;\n.super Ljava/lang/Object;\n\
         .method public go()V\n.registers 1\nreturn-void\n.end method\n",
    );
    for number in 0..60 {
        text.push_str(&format!(
            ".class public L%/C{number};\n.super L%/Base;\n.method public go()V\n.registers 1\n\
             invoke-static {{}}, Lpi/Api;->imei()V\nreturn-void\n.end method\n"
        ));
    }
    case(&text)
}

fn input(number: usize, bytes: Vec<u8>) -> DexInput {
    DexInput {
        path: match number {
            0 => "classes.dex".into(),
            n => format!("classes{}.dex", n + 1),
        },
        bytes,
        loaded_by_android: true,
    }
}

/// All cases in one DEX, assembled once.
fn whole() -> Option<&'static Vec<u8>> {
    static WHOLE: OnceLock<Option<Vec<u8>>> = OnceLock::new();
    WHOLE
        .get_or_init(|| {
            let cases = cases();
            assemble(cases.iter().flat_map(|case| &case.classes))
        })
        .as_ref()
}

fn run(dex: &[Vec<u8>], entry: &EntryPoints) -> (Code, Vec<Limitation>) {
    let dex = dex
        .iter()
        .enumerate()
        .map(|(number, bytes)| input(number, bytes.clone()))
        .collect();
    analyse(dex, entry, &watch(), &Limits::default())
}

#[test]
fn every_case_holds() {
    let Some(dex) = whole() else { return };
    let cases = cases();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            assert!(!case.wants.is_empty(), "{} asks for nothing", case.name);
            let (code, limitations) = run(std::slice::from_ref(dex), &case.entry);
            case.check(&code, &limitations).err()
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases failed:\n\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n\n")
    );
}

#[test]
fn hubs_are_noted() {
    let Some(dex) = whole() else { return };
    let (code, limitations) = run(std::slice::from_ref(dex), &hub().entry);
    assert_eq!(code.graph.hubs, [("hub.Base.go".to_owned(), 60)]);
    assert!(limitations.iter().any(|limit| limit.code == "graph-hubs"));
}

/// A class of 600 static methods with this body, and `extra`.
fn many(flags: &str, body: &str, extra: &str) -> Vec<String> {
    let mut class = String::from(".class public Lm/Many;\n.super Ljava/lang/Object;\n");
    for number in 0..600 {
        class.push_str(&format!(
            ".method public static {flags} f{number}(Ljava/lang/String;)V\n{body}\n.end method\n"
        ));
    }
    let mut classes = vec![class];
    classes.extend(
        extra
            .split(".class")
            .skip(1)
            .map(|text| format!(".class{text}")),
    );
    classes
}

#[test]
fn code_that_hides_is_told() {
    const QUIET: &str = ".registers 1\nreturn-void";
    const REFLECTS: &str = ".registers 2\n\
        invoke-static {p0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\n\
        return-void";
    const DECODES: &str = ".registers 2\n\
        invoke-static {p0}, Lm/Decoder;->decode(Ljava/lang/String;)Ljava/lang/String;\n\
        return-void";
    let decoder = |operation: &str| {
        let mut text = format!(
            ".class public Lm/Decoder;\n.super Ljava/lang/Object;\n\
             .method public static decode(Ljava/lang/String;)Ljava/lang/String;\n.registers 3\n\
             const/4 v0, 0x1\n{operation} v0, v0, 0x5\nreturn-object p0\n.end method\n"
        );
        for number in 0..24 {
            text.push_str(&format!(
                ".class public Lm/User{number};\n.super Ljava/lang/Object;\n\
                 .method public static f(Ljava/lang/String;)V\n{DECODES}\n.end method\n"
            ));
        }
        text
    };
    // Bodiless methods do not count as code, so some stand beside them.
    let bodies = ".class public Lm/Rest;\n.super Ljava/lang/Object;\n".to_owned()
        + &(0..600)
            .map(|n| {
                format!(".method public static g{n}()V\n.registers 0\nreturn-void\n.end method\n")
            })
            .collect::<String>();
    for (classes, code, want) in [
        (many("", REFLECTS, ""), "reflection-heavy", true),
        (many("", QUIET, ""), "reflection-heavy", false),
        (many("native", "", &bodies), "native-heavy", true),
        (many("", QUIET, &bodies), "native-heavy", false),
        (
            many("", DECODES, &decoder("xor-int/lit8")),
            "strings-encrypted",
            true,
        ),
        (
            many("", DECODES, &decoder("add-int/lit8")),
            "strings-encrypted",
            false,
        ),
    ] {
        let Some(dex) = assemble(classes.iter()) else {
            return;
        };
        let (_, limitations) = run(&[dex], &EntryPoints::default());
        let told = limitations.iter().any(|limit| limit.code == code);
        assert_eq!(told, want, "{code}: {limitations:?}");
    }
}

#[test]
fn results_are_repeatable() {
    let Some(dex) = whole() else { return };
    let entry = all_entries(&cases());
    let first = run(std::slice::from_ref(dex), &entry);
    assert_eq!(first, run(std::slice::from_ref(dex), &entry));
}

#[test]
fn a_damaged_file_does_not_lose_the_others() {
    let Some(dex) = whole() else { return };
    let damaged = dex[..200].to_vec();
    let (alone, _) = run(std::slice::from_ref(dex), &EntryPoints::default());
    let (code, limitations) = run(&[dex.clone(), damaged], &EntryPoints::default());
    assert_eq!(
        code.calls,
        alone.calls.iter().cloned().map(unknown).collect::<Vec<_>>()
    );
    assert!(
        limitations
            .iter()
            .any(|limit| limit.location == "classes2.dex")
    );
}

/// With part of the code out of sight, "not reached" is not known.
fn unknown(mut call: ApiCall) -> ApiCall {
    call.startup = Startup::Unknown;
    call
}

fn all_entries(cases: &[Case]) -> EntryPoints {
    let mut all = EntryPoints::default();
    for case in cases {
        all.providers.extend(case.entry.providers.iter().cloned());
        all.launchers.extend(case.entry.launchers.iter().cloned());
        all.launchers.extend(case.entry.application.iter().cloned());
        all.boot_receivers
            .extend(case.entry.boot_receivers.iter().cloned());
    }
    all
}

/// What is cut at a limit is told.
#[test]
fn limits_are_told() {
    let Some(dex) = whole() else { return };
    let entry = all_entries(&cases());
    let base = Limits::default();
    for (limits, code) in [
        (
            Limits {
                dex_files: 1,
                ..base.clone()
            },
            "dex-count",
        ),
        (
            Limits {
                graph_edges: 10,
                ..base.clone()
            },
            "analysis-cut",
        ),
        (
            Limits {
                time: Duration::ZERO,
                ..base
            },
            "time",
        ),
    ] {
        let inputs = vec![input(0, dex.clone()), input(1, dex.clone())];
        let (facts, limitations) = analyse(inputs, &entry, &watch(), &limits);
        assert!(
            limitations.iter().any(|l| l.code == code),
            "{code}: {limitations:?}"
        );
        assert!(facts.calls.iter().all(|call| call.startup != Startup::No));
    }
}

/// A class that two files define is the first one's; the second's calls are
/// still seen.
#[test]
fn a_repeated_class_is_the_first() {
    let Some(dex) = whole() else { return };
    let entry = all_entries(&cases());
    let (one, _) = run(std::slice::from_ref(dex), &entry);
    let (two, _) = run(&[dex.clone(), dex.clone()], &entry);
    assert_eq!(one.graph.reachable, two.graph.reachable);
    assert_eq!(one.packages, two.packages);
    assert_eq!(two.calls.len(), 2 * one.calls.len());
}

#[test]
fn addresses_and_packages_are_listed() {
    let class = ".class public Lcom/example/net/Api;\n.super Ljava/lang/Object;\n\
        .method public static f()V\n.registers 1\n\
        const-string v0, \"https://api.example.com/v1\"\n\
        const-string v0, \"log.example.cn\"\n\
        const-string v0, \"com.example.action\"\n\
        invoke-static {}, Lcom/example/net/Api;->f()V\nreturn-void\n.end method\n";
    let stub = ".class public Lcom/example/Stub;\n.super Ljava/lang/Object;\n\
        .method public f()I\n.registers 2\nconst/4 v0, 0x0\nreturn v0\n.end method\n";
    let Some(dex) = assemble([class.to_owned(), stub.to_owned()].iter()) else {
        return;
    };
    let (code, limitations) = run(&[dex], &EntryPoints::default());
    assert!(limitations.is_empty(), "{limitations:?}");
    let located = |list: &[tongbao::facts::Located]| -> Vec<String> {
        list.iter()
            .map(|l| format!("{} {}", l.value, l.location))
            .collect()
    };
    assert_eq!(
        located(&code.urls),
        ["https://api.example.com/v1 classes.dex!com.example.net.Api"]
    );
    assert_eq!(
        located(&code.hosts),
        ["log.example.cn classes.dex!com.example.net.Api"]
    );
    let packages: Vec<_> = code
        .packages
        .iter()
        .map(|p| (p.name.as_str(), p.classes, p.substantial))
        .collect();
    assert_eq!(packages, [("com.example", 1, 0), ("com.example.net", 1, 1)]);
    let file = &code.dex_files[0];
    assert_eq!(
        (
            file.version,
            file.classes,
            file.methods_with_code,
            file.external_methods
        ),
        (39, 2, 2, 0)
    );
}

#[test]
fn opacity_is_told() {
    let class = ".class public Lcom/example/Loader;\n.super Ljava/lang/Object;\n\
        .method public static native n()V\n.end method\n\
        .method public static f(Ljava/lang/String;)V\n.registers 7\n\
        const-string v0, \"shield\"\n\
        invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V\n\
        invoke-static {p0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;\n\
        const/4 v1, 0x0\nnew-instance v0, Ldalvik/system/DexClassLoader;\n\
        invoke-direct {v0, p0, p0, p0, v1}, Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V\n\
        return-void\n.end method\n";
    let Some(dex) = assemble([class.to_owned()].iter()) else {
        return;
    };
    let (code, _) = run(&[dex], &EntryPoints::default());
    let opacity = code.opacity;
    assert_eq!(opacity.native_methods, 1);
    assert_eq!(
        (opacity.reflection_sites, opacity.reflection_resolved),
        (3, 1)
    );
    assert_eq!(opacity.dex_loaders[0].method, "f");
    assert_eq!(opacity.loaded_libraries[0].value, "shield");
    assert_eq!(
        opacity.loaded_libraries[0].location,
        "classes.dex!com.example.Loader"
    );
}

/// Two DEX files of version 41 in one container: shared tables, each with half
/// of the classes, offsets from the start of the container.
#[test]
fn a_container_is_read_like_its_parts() {
    let Some(dex) = whole() else { return };
    let mut bytes = dex.clone();
    let word = |bytes: &[u8], at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    let set = |bytes: &mut [u8], at: usize, value: usize| {
        bytes[at..at + 4].copy_from_slice(&(value as u32).to_le_bytes());
    };
    // The longer header lies over the string ids: move them to the end.
    let (count, from) = (word(dex, 0x38) as usize, word(dex, 0x3c) as usize);
    set(&mut bytes, 0x3c, dex.len());
    bytes.extend(&dex[from..from + count * 4]);
    let second = bytes.len();
    bytes[4..8].copy_from_slice(b"041\0");
    set(&mut bytes, 0x20, second);
    set(&mut bytes, 0x24, 0x78);
    let (classes, first_class) = (word(dex, 0x60) as usize, word(dex, 0x64) as usize);
    let half = classes / 2;
    set(&mut bytes, 0x60, half);
    let mut header = bytes[..0x78].to_vec();
    set(&mut header, 0x20, 0x78);
    set(&mut header, 0x60, classes - half);
    set(&mut header, 0x64, first_class + half * 32);
    set(&mut header, 0x70, second + 0x78);
    set(&mut header, 0x74, second);
    bytes.extend(header);
    set(&mut bytes, 0x70, second + 0x78);
    set(&mut bytes, 0x74, 0);

    let entry = all_entries(&cases());
    let (one, _) = run(std::slice::from_ref(dex), &entry);
    let (two, limitations) = run(&[bytes], &entry);
    assert_eq!(two.dex_files.len(), 2, "{limitations:?}");
    assert_eq!(
        two.dex_files[0].classes + two.dex_files[1].classes,
        classes as u32
    );
    assert_eq!(summary(&one), summary(&two));
}

#[test]
fn a_truncated_or_garbled_file_ends_without_a_panic() {
    let Some(dex) = whole() else { return };
    let mut random = 0x9e37_79b9_u32;
    for round in 0..60 {
        let mut bytes = dex.clone();
        for _ in 0..40 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = random as usize % bytes.len();
            if at >= 0x70 || round % 3 == 0 && at >= 8 {
                bytes[at] = (random >> 24) as u8;
            }
        }
        if round % 4 == 0 {
            bytes.truncate(random as usize % bytes.len());
        }
        run(&[bytes], &all_entries(&cases()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    /// Splitting the classes over two files loses no call, and no call loses
    /// its way from a root.
    #[test]
    fn splitting_a_dex_loses_nothing(seed in any::<u64>()) {
        let Some(dex) = whole() else { return Ok(()) };
        let cases = cases();
        let mut random = seed;
        let mut second = || {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            random >> 63 == 1
        };
        let (left, right): (Vec<&String>, Vec<&String>) =
            cases.iter().flat_map(|case| &case.classes).partition(|_| second());
        let parts = [left, right].map(|part| assemble(part.into_iter()).unwrap());
        let entry = all_entries(&cases);
        let (one, _) = run(std::slice::from_ref(dex), &entry);
        let (two, _) = run(&parts, &entry);
        prop_assert_eq!(summary(&one), summary(&two));
        prop_assert_eq!(one.graph.reachable, two.graph.reachable);
    }
}

/// Calls without what depends on the file: its path and the order of ties.
/// A file whose strings all run into one that does not end: `count` strings and
/// methods named by them, before `region` bytes without a NUL.
fn endless_names(count: u32, region: usize) -> Vec<u8> {
    let mut bytes = b"dex\n035\0".to_vec();
    bytes.resize(0x70, 0);
    let types = 0x70 + 4 * count;
    let (protos, methods) = (types + 4, types + 16);
    let data = methods + 8 * count;
    let header = [
        (0x20, data + region as u32),
        (0x24, 0x70),
        (0x28, 0x1234_5678),
        (0x38, count),
        (0x3c, 0x70),
        (0x40, 1),
        (0x44, types),
        (0x48, 1),
        (0x4c, protos),
        (0x58, count),
        (0x5c, methods),
    ];
    for (at, value) in header {
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    bytes.extend((0..count).flat_map(|string| (data + string % 1000).to_le_bytes()));
    bytes.resize(methods as usize, 0);
    bytes.extend((0..count).flat_map(|name| [[0; 4], name.to_le_bytes()].concat()));
    bytes.resize(bytes.len() + region, b'a');
    bytes
}

#[test]
fn names_that_never_end_cost_no_time() {
    let (done, finished) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let dex = [endless_names(30_000, 16 << 20)];
        let (code, _) = run(&dex, &EntryPoints::default());
        let _ = done.send(code.dex_files[0].method_ids);
    });
    let methods = finished.recv_timeout(Duration::from_secs(60));
    assert_eq!(methods, Ok(30_000), "read in time");
}

fn summary(code: &Code) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for call in &code.calls {
        let key = format!(
            "{} {:?} {:?} {:?} {:?} {:?} {}",
            call.api,
            call.constant,
            call.caller,
            call.via,
            call.startup,
            call.guard.is_some(),
            call.path.len()
        );
        *counts.entry(key).or_default() += 1;
    }
    counts
}
