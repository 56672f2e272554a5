//! What an app does with its SDKs' consent switches.
//!
//! A vendor's switch holds the vendor's code back (`JCollectionAuth.setAuth(context,
//! false)`, `UMConfigure.preInit` before `init`). Whether the app calls it decides
//! what a path into that code is worth, and what the remedy is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::{AppFacts, Confidence, Guard, MethodName, Startup, SwitchCall, SwitchMeaning};
use crate::signatures::Signatures;
use crate::signatures::model::{Bilingual, ConsentSwitch, SwitchEffect};

use super::calls::OwnedFrame;
use super::ownership::{Ownership, packer};

/// Calls of switches kept per SDK.
const KEPT: usize = 8;

/// Whether an SDK waits for consent, as far as its vendor's switches tell.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentState {
    /// No switch of this SDK is known, or code could not be read.
    #[default]
    Unknown,
    /// The vendor offers a switch, and the app never calls it.
    NeverCalled,
    /// Started, or told that the person agreed, on a start-up path with no
    /// consent test.
    StartsAtStartup,
    /// Told at start-up to wait (a constant `false`, or prepared only), and
    /// started nowhere on an unguarded start-up path.
    HeldBack,
    /// Called, and none of the above.
    Called,
}

/// An SDK's consent switches in one app.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SdkConsent {
    /// The sum of it.
    pub state: ConsentState,
    /// Calls from outside the SDK, those that start-up reaches first.
    pub calls: Vec<SwitchCall>,
    /// What to do, naming the switch; `None` where there is nothing to do or no
    /// switch is known.
    pub remedy: Option<Bilingual>,
}

/// The switches of all SDKs in one app.
pub(super) struct Switches<'a> {
    set: &'a Signatures,
    /// Calls from outside the SDK itself.
    calls: Vec<(&'a SwitchCall, Named<'a>)>,
    defined: Defined<'a>,
    code_is_readable: bool,
}

/// Which switches the code of the app defines; `None` where that is not known.
#[derive(Clone, Copy)]
struct Defined<'a>(Option<&'a [String]>);

impl Defined<'_> {
    /// Whether a switch is known to be absent: the SDK is older, or was shrunk.
    fn lacks(self, switch: &ConsentSwitch) -> bool {
        let is_it = |known: &String| {
            let name = known.strip_prefix(switch.class.as_str());
            name.and_then(|name| name.strip_prefix('.')) == Some(switch.name.as_str())
        };
        self.0.is_some_and(|defined| !defined.iter().any(is_it))
    }
}

impl<'a> Switches<'a> {
    pub(super) fn new(
        facts: &'a AppFacts,
        set: &'a Signatures,
        ownership: &Ownership,
        code_is_readable: bool,
    ) -> Self {
        let mut calls: Vec<(&SwitchCall, Named)> = facts
            .code
            .switches
            .iter()
            .map(|call| (call, Named::new(set, &call.sdk)))
            .filter(|(call, sdk)| {
                let caller = ownership.of(&call.caller.class, &[]);
                // What a packer's stub calls is not for the app to move.
                let packed = packer(set, &call.caller.class).is_some();
                !packed && !sdk.is_related(&Named::new(set, &caller.id))
            })
            .collect();
        calls.sort_by_key(|(call, _)| (call.startup, call.path.len()));
        let defined = facts.code.defined_switches.as_deref();
        Self {
            set,
            calls,
            defined: Defined(defined.filter(|_| code_is_readable)),
            code_is_readable,
        }
    }

    fn of<'s>(&'s self, sdk: &'s str) -> impl Iterator<Item = &'a SwitchCall> + 's {
        let sdk = Named::new(self.set, sdk);
        let calls = self.calls.iter();
        calls.filter_map(move |(call, own)| own.is_related(&sdk).then_some(*call))
    }

    /// What the app does with the switches of one SDK.
    pub(super) fn consent(&self, sdk: &str) -> SdkConsent {
        let known = self.set.switch_index.governing(sdk).iter();
        let known: Vec<&ConsentSwitch> = known
            .filter_map(|&index| self.set.consent.switches.get(index))
            .collect();
        let calls: Vec<&SwitchCall> = self.of(sdk).collect();
        let state = state(&known, &calls, self.code_is_readable);
        SdkConsent {
            state,
            remedy: remedy(sdk, &known, self.defined, &calls, state),
            calls: calls.into_iter().take(KEPT).cloned().collect(),
        }
    }

    /// The switch that holds a path into an SDK's code back, if one does: the
    /// path runs through the vendor's preparation, or start-up has told the SDK
    /// to wait. That the SDK obeys is the vendor's word, not seen in code.
    pub(super) fn guard(&self, sdk: &str, path: &[OwnedFrame]) -> Option<Guard> {
        let at_startup = |call: &&SwitchCall| call.startup == Startup::Yes;
        if self.of(sdk).filter(at_startup).any(starts) {
            return None;
        }
        let holds = |call: &&SwitchCall| match call.effect {
            SwitchMeaning::GrantsOrDenies => call.flag == Some(false),
            SwitchMeaning::Prepares => path
                .iter()
                .any(|frame| frame.method.class == call.class && frame.method.method == call.name),
            SwitchMeaning::Starts | SwitchMeaning::Limits => false,
        };
        let call = self.of(sdk).filter(at_startup).find(holds)?;
        Some(Guard {
            method: call.caller.clone(),
            tests: shown(call),
            confidence: Confidence::Medium,
        })
    }
}

/// An SDK with those that stand for it.
#[derive(Clone, Copy)]
struct Named<'a> {
    id: &'a str,
    with: &'a [String],
}

impl<'a> Named<'a> {
    fn new(set: &'a Signatures, id: &'a str) -> Self {
        let with = set.sdk(id).map_or(&[][..], |sdk| &sdk.named_with);
        Self { id, with }
    }

    /// Whether a switch of one SDK governs another: the same, or the vendor ships one
    /// inside the other.
    fn is_related(&self, other: &Named) -> bool {
        let stands_for = |a: &Named, b: &Named| a.with.iter().any(|id| id == b.id);
        self.id == other.id || stands_for(self, other) || stands_for(other, self)
    }
}

fn starts(call: &SwitchCall) -> bool {
    match call.effect {
        SwitchMeaning::Starts => true,
        SwitchMeaning::GrantsOrDenies => call.flag == Some(true),
        SwitchMeaning::Prepares | SwitchMeaning::Limits => false,
    }
}

fn waits(call: &SwitchCall) -> bool {
    match call.effect {
        SwitchMeaning::Prepares => true,
        SwitchMeaning::GrantsOrDenies => call.flag == Some(false),
        SwitchMeaning::Starts | SwitchMeaning::Limits => false,
    }
}

fn state(known: &[&ConsentSwitch], calls: &[&SwitchCall], readable: bool) -> ConsentState {
    let at_startup = |is: fn(&SwitchCall) -> bool| {
        calls
            .iter()
            .any(|call| call.startup == Startup::Yes && is(call))
    };
    // A bare start is no switch: it holds nothing back.
    let offers = known.iter().any(|s| s.effect != SwitchEffect::Starts);
    if at_startup(starts) {
        ConsentState::StartsAtStartup
    } else if at_startup(waits) {
        ConsentState::HeldBack
    } else if !calls.is_empty() {
        ConsentState::Called
    } else if offers && readable {
        ConsentState::NeverCalled
    } else {
        ConsentState::Unknown
    }
}

/// The vendor's advice, for the switch that the app misses or misuses.
fn remedy(
    sdk: &str,
    known: &[&ConsentSwitch],
    defined: Defined,
    calls: &[&SwitchCall],
    state: ConsentState,
) -> Option<Bilingual> {
    match state {
        ConsentState::NeverCalled => never_called(sdk, known, defined),
        ConsentState::StartsAtStartup => starts_early(known, defined, calls),
        ConsentState::Unknown | ConsentState::HeldBack | ConsentState::Called => None,
    }
}

fn never_called(sdk: &str, known: &[&ConsentSwitch], defined: Defined) -> Option<Bilingual> {
    // Its own before those of an SDK that stands for it, what holds it back before a mere
    // start, and what can be called before what cannot.
    let first = |switch: &&&ConsentSwitch| {
        let foreign = switch.sdk != sdk;
        let starts = switch.effect == SwitchEffect::Starts;
        (foreign, starts, defined.lacks(switch), rank(switch.effect))
    };
    let switch = known.iter().min_by_key(first)?;
    let name = name(&switch.class, &switch.name);
    Some(match defined.lacks(switch) {
        false => Bilingual {
            zh: format!("安装包内未见调用 {name}。{}", switch.remedy.zh),
            en: format!("No call of {name} in the package. {}", switch.remedy.en),
        },
        true => Bilingual {
            zh: format!(
                "安装包内的该 SDK 没有 {name}（版本较旧，或已被裁剪），请先升级。{}",
                switch.remedy.zh
            ),
            en: format!(
                "The SDK in this package has no {name} (an older version, or shrunk away): update it first. {}",
                switch.remedy.en
            ),
        },
    })
}

fn starts_early(
    known: &[&ConsentSwitch],
    defined: Defined,
    calls: &[&SwitchCall],
) -> Option<Bilingual> {
    let call = calls
        .iter()
        .find(|call| call.startup == Startup::Yes && starts(call))?;
    let switch = known
        .iter()
        .find(|switch| switch.class == call.class && switch.name == call.name)?;
    let (name, at) = (shown(call), place(&call.caller));
    let holds = |effect| {
        matches!(
            effect,
            SwitchEffect::GrantsOrDenies | SwitchEffect::Prepares
        )
    };
    let mut holding = known.iter().filter(|s| holds(s.effect));
    let old = match holding.next() {
        Some(first) if defined.lacks(first) && holding.all(|s| defined.lacks(s)) => (
            "安装包内的该 SDK 没有这类开关接口，如须使用请先升级。",
            " None of its vendor's switches is in this package: to use one, update the SDK first.",
        ),
        _ => ("", ""),
    };
    Some(Bilingual {
        zh: format!(
            "{at} 在启动路径上调用 {name}，途中未见同意判断。{}{}",
            switch.remedy.zh, old.0
        ),
        en: format!(
            "{at} calls {name} on a start-up path with no consent test. {}{}",
            switch.remedy.en, old.1
        ),
    })
}

/// Which switch to name first.
fn rank(effect: SwitchEffect) -> u8 {
    match effect {
        SwitchEffect::GrantsOrDenies => 0,
        SwitchEffect::Prepares => 1,
        SwitchEffect::Limits => 2,
        SwitchEffect::Starts => 3,
    }
}

/// A call of a switch as a person would write it, e.g.
/// `JCollectionAuth.setAuth(…, false)`.
pub(super) fn shown(call: &SwitchCall) -> String {
    let name = name(&call.class, &call.name);
    match call.flag {
        Some(flag) => format!("{name}(…, {flag})"),
        None => name,
    }
}

fn name(class: &str, method: &str) -> String {
    let simple = class.rsplit('.').next().unwrap_or(class);
    format!("{simple}.{method}")
}

fn place(method: &MethodName) -> String {
    format!("{}.{}", method.class, method.method)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(name: &str, effect: SwitchMeaning, flag: Option<bool>, startup: Startup) -> SwitchCall {
        SwitchCall {
            sdk: "x".into(),
            class: "x.Auth".into(),
            name: name.into(),
            effect,
            flag,
            caller: MethodName::default(),
            dex: String::new(),
            startup,
            root: None,
            path: Vec::new(),
            guard: None,
        }
    }

    fn known(name: &str, effect: SwitchEffect) -> ConsentSwitch {
        let text = |t: &str| Bilingual {
            zh: t.into(),
            en: t.into(),
        };
        ConsentSwitch {
            sdk: "x".into(),
            class: "x.Auth".into(),
            name: name.into(),
            descriptor: None,
            effect,
            flag: None,
            remedy: text("Wait."),
            source: String::new(),
        }
    }

    #[test]
    fn states() {
        use SwitchMeaning::{GrantsOrDenies, Prepares, Starts};
        let auth = known("setAuth", SwitchEffect::GrantsOrDenies);
        let init = known("init", SwitchEffect::Starts);
        let both = [&auth, &init];
        let bare = [&init];
        for (switches, calls, want) in [
            (&both[..], vec![], ConsentState::NeverCalled),
            (&bare[..], vec![], ConsentState::Unknown),
            (&[][..], vec![], ConsentState::Unknown),
            (
                &both[..],
                vec![call("setAuth", GrantsOrDenies, Some(false), Startup::Yes)],
                ConsentState::HeldBack,
            ),
            (
                &both[..],
                vec![call("preInit", Prepares, None, Startup::Yes)],
                ConsentState::HeldBack,
            ),
            (
                &both[..],
                vec![
                    call("preInit", Prepares, None, Startup::Yes),
                    call("init", Starts, None, Startup::Yes),
                ],
                ConsentState::StartsAtStartup,
            ),
            (
                &both[..],
                vec![call("setAuth", GrantsOrDenies, Some(true), Startup::Yes)],
                ConsentState::StartsAtStartup,
            ),
            (
                &both[..],
                vec![call("setAuth", GrantsOrDenies, None, Startup::No)],
                ConsentState::Called,
            ),
            (
                &both[..],
                vec![call("init", Starts, None, Startup::Guarded)],
                ConsentState::Called,
            ),
        ] {
            let calls: Vec<&SwitchCall> = calls.iter().collect();
            assert_eq!(state(switches, &calls, true), want, "{calls:?}");
        }
        assert_eq!(state(&both, &[], false), ConsentState::Unknown);
    }

    #[test]
    fn remedies_name_the_switch() {
        let auth = known("setAuth", SwitchEffect::GrantsOrDenies);
        let init = known("init", SwitchEffect::Starts);
        let early = call("init", SwitchMeaning::Starts, None, Startup::Yes);
        let told = |defined: Option<&[String]>, calls: &[&SwitchCall], state| {
            remedy(&auth.sdk, &[&init, &auth], Defined(defined), calls, state).unwrap()
        };
        let both = [
            format!("{}.init", init.class),
            format!("{}.setAuth", auth.class),
        ];
        let old = &both[..1];
        for (defined, missing, advice) in [
            (None, "No call of Auth.setAuth", false),
            (Some(&both[..]), "No call of Auth.setAuth", false),
            (
                Some(old),
                "The SDK in this package has no Auth.setAuth",
                true,
            ),
        ] {
            let never = told(defined, &[], ConsentState::NeverCalled);
            assert!(never.en.starts_with(missing), "{never:?}");
            let starts = told(defined, &[&early], ConsentState::StartsAtStartup);
            assert!(starts.zh.contains("Auth.init"), "{starts:?}");
            assert_eq!(
                starts.en.contains("update the SDK first"),
                advice,
                "{starts:?}"
            );
        }
    }
}
