//! From an [`Example`] to facts, as if a package of that make had been read.

use crate::facts::{
    ApiCall, AppFacts, Area, Component, ComponentKind, Confidence, DexFile, Document, DocumentRole,
    FACTS_VERSION, IntentFilter, JavaPackage, Limitation, Located, MetaData, MethodName,
    NativeLibrary, Startup, UnseenIcon, UsesPermission, UsesPermissionKind,
};
use crate::judge::AppContext;
use crate::limits::Limits;
use crate::listing::{Listing, ListingFacts};
use crate::policy;

use super::Signatures;
use super::model::{Example, ExampleCall, ExampleComponent, ExampleIcon, Sdk};

/// Application id of every example.
const PACKAGE: &str = "com.example.app";
/// Fills a policy up to a length that can be judged, and declares nothing.
const FILLER: &str = "请您在使用前仔细阅读并充分理解本文的全部内容。本文各部分的标题仅为阅读方便而设，不影响条文的含义。本文所称“我们”与“您”，以正文的约定为准。本文适用于本应用的各个版本，包括手机版和平板版。如本文与其他文件的约定不一致，以本文为准。本文以中文写成。本文中的示例仅用于说明，不构成承诺。附录是本文的组成部分。日期和时间均以北京时间为准。数字均为阿拉伯数字。本文的排版可能因屏幕尺寸不同而有差异。本文的目录列于卷首，便于您查找。";
/// Characters from which on a text is taken for a whole policy.
const ENOUGH: usize = 220;

/// The facts of an example, and what is known from outside the package.
///
/// # Errors
/// An id that the set does not know, in words for the author.
pub(super) fn facts(example: &Example, set: &Signatures) -> Result<(AppFacts, AppContext), String> {
    let mut facts = AppFacts {
        facts_version: FACTS_VERSION,
        ..AppFacts::default()
    };
    facts.file.path = "example.apk".into();
    manifest(example, &mut facts)?;
    code(example, set, &mut facts)?;
    policies(example, set, &mut facts)?;
    facts.listing = example.listing.clone().map(|said| ListingFacts {
        location: "example.listing.json".into(),
        sha256: String::new(),
        said,
    });
    let context = AppContext {
        app_type: example.app_type,
    };
    Ok((facts, context))
}

fn manifest(example: &Example, facts: &mut AppFacts) -> Result<(), String> {
    let manifest = &mut facts.manifest;
    manifest.package = PACKAGE.into();
    manifest.version_name.clone_from(&example.version);
    manifest.label.default = Some(example.label.clone().unwrap_or_else(|| "示例".into()));
    manifest.unseen_icon = example.icon.map(|icon| UnseenIcon {
        adaptive: icon == ExampleIcon::LayersTransparent,
        drawn: vec!["res/mipmap/ic_launcher".into()],
    });
    manifest.target_sdk = Some(example.target_sdk.unwrap_or(33));
    manifest.min_sdk = Some(21);
    manifest.uses_permissions = example
        .permissions
        .iter()
        .map(|name| UsesPermission {
            name: name.clone(),
            kind: UsesPermissionKind::UsesPermission,
            max_sdk: None,
            never_for_location: false,
        })
        .collect();
    manifest.uses_permissions.sort();
    let data = example.meta_data.iter();
    manifest.meta_data = data
        .map(|(name, value)| MetaData {
            name: name.clone(),
            value: Some(value.clone()),
            resource: None,
        })
        .collect();
    if !example.no_launcher {
        manifest.components.push(launcher());
    }
    for (index, component) in example.components.iter().enumerate() {
        manifest.components.push(declared(component, index)?);
    }
    Ok(())
}

fn launcher() -> Component {
    Component {
        intent_filters: vec![IntentFilter {
            actions: vec!["android.intent.action.MAIN".into()],
            categories: vec!["android.intent.category.LAUNCHER".into()],
            ..IntentFilter::default()
        }],
        exported: Some(true),
        ..component(ComponentKind::Activity, format!("{PACKAGE}.MainActivity"))
    }
}

fn component(kind: ComponentKind, name: String) -> Component {
    Component {
        kind,
        name,
        enabled: true,
        exported: None,
        process: None,
        permission: None,
        authorities: Vec::new(),
        target: None,
        foreground_service_types: Vec::new(),
        intent_filters: Vec::new(),
        meta_data: Vec::new(),
    }
}

fn declared(example: &ExampleComponent, index: usize) -> Result<Component, String> {
    let kind = match example.kind.as_str() {
        "activity" => ComponentKind::Activity,
        "service" => ComponentKind::Service,
        "receiver" => ComponentKind::Receiver,
        "provider" => ComponentKind::Provider,
        other => return Err(format!("`{other}` is no kind of component")),
    };
    let name = example.name.clone();
    let filter = IntentFilter {
        actions: example.actions.clone(),
        ..IntentFilter::default()
    };
    Ok(Component {
        intent_filters: if example.actions.is_empty() {
            Vec::new()
        } else {
            vec![filter]
        },
        foreground_service_types: example.service_types.clone(),
        ..component(
            kind,
            name.unwrap_or_else(|| format!("{PACKAGE}.Component{index}")),
        )
    })
}

fn code(example: &Example, set: &Signatures, facts: &mut AppFacts) -> Result<(), String> {
    facts.code.dex_files = vec![DexFile {
        path: "classes.dex".into(),
        classes: 100,
        loaded_by_android: true,
        ..DexFile::default()
    }];
    facts.code.packages = vec![classes(PACKAGE)];
    for id in &example.sdks {
        let sdk = set
            .sdk(id)
            .ok_or_else(|| format!("no SDK is called `{id}`"))?;
        embed(sdk, facts);
    }
    for call in &example.calls {
        facts.code.calls.push(api_call(call, set)?);
    }
    facts.code.calls.sort();
    if example.native {
        facts
            .contents
            .native_libraries
            .push(library("libexample.so"));
    }
    let names = example.libraries.iter();
    facts
        .contents
        .native_libraries
        .extend(names.map(|name| library(name)));
    let hosts = example.hosts.iter().map(|host| Located {
        value: host.clone(),
        location: format!("classes.dex!{PACKAGE}.Api"),
    });
    facts.code.hosts.extend(hosts);
    if example.packed {
        facts.limitations.push(Limitation {
            area: Area::Code,
            code: "packed".into(),
            location: "classes.dex".into(),
            detail: "example".into(),
        });
    }
    Ok(())
}

fn classes(package: &str) -> JavaPackage {
    JavaPackage {
        name: package.into(),
        classes: 10,
        substantial: 10,
        dex: "classes.dex".into(),
    }
}

fn library(name: &str) -> NativeLibrary {
    NativeLibrary {
        abi: "arm64-v8a".into(),
        name: name.replace('*', "0"),
        size: 1,
    }
}

/// The strongest trace that the SDK's signature knows.
fn embed(sdk: &Sdk, facts: &mut AppFacts) {
    let traces = &sdk.traces;
    if let Some(package) = traces.packages.first() {
        facts.code.packages.push(classes(package));
    } else if let Some(name) = traces.libraries.first() {
        facts.contents.native_libraries.push(library(name));
    } else if let Some(name) = traces.components.first() {
        let name = name.replace('*', "Example");
        let service = component(ComponentKind::Service, name);
        facts.manifest.components.push(service);
    }
}

fn api_call(example: &ExampleCall, set: &Signatures) -> Result<ApiCall, String> {
    if set.api(&example.api).is_none() {
        return Err(format!("no API is called `{}`", example.api));
    }
    let package = match example.by.as_deref() {
        None | Some("app") => PACKAGE,
        Some(id) => package(id, set)?,
    };
    let method = |class: String| MethodName {
        class,
        method: "run".into(),
        descriptor: "()V".into(),
    };
    let startup = if example.at_startup {
        Startup::Yes
    } else {
        Startup::No
    };
    Ok(ApiCall {
        api: example.api.clone(),
        constant: None,
        caller: method(format!("{package}.Example")),
        via: None,
        dex: "classes.dex".into(),
        sites: 1,
        confidence: Confidence::High,
        startup,
        root: None,
        path: Vec::new(),
        guard: None,
        neighbours: Vec::new(),
    })
}

fn package<'a>(id: &str, set: &'a Signatures) -> Result<&'a str, String> {
    let sdk = set.sdk(id).map(|sdk| &sdk.traces.packages);
    let library = set.libraries.iter().find(|l| l.id == id);
    let packages = sdk.or_else(|| library.map(|l| &l.packages));
    match packages.map(|packages| packages.first()) {
        Some(Some(package)) => Ok(package),
        Some(None) => Err(format!("`{id}` has no package of its own")),
        None => Err(format!("no SDK or library is called `{id}`")),
    }
}

fn policies(example: &Example, set: &Signatures, facts: &mut AppFacts) -> Result<(), String> {
    let policy = &mut facts.policy;
    let listing = example.listing.as_ref();
    if let Some(text) = listing.and_then(Listing::policy_text) {
        let submitted = document("listing", text, DocumentRole::PrivacyPolicy)?;
        policy.documents.push(Document {
            external: true,
            ..submitted
        });
    }
    if let Some(text) = &example.policy {
        let mut text = text.clone();
        if text.chars().count() < ENOUGH {
            text.push('\n');
            text.push_str(FILLER);
        }
        let path = "assets/privacy.txt";
        policy
            .documents
            .push(document(path, &text, DocumentRole::PrivacyPolicy)?);
    }
    if let Some(text) = &example.prompt {
        let path = "assets/prompt.txt";
        policy
            .documents
            .push(document(path, text, DocumentRole::ConsentPrompt)?);
    }
    if !policy.documents.is_empty() {
        policy.declarations = Some(policy::declare(&policy.documents, set.lexicon()));
    }
    policy.urls = example
        .policy_url
        .iter()
        .map(|url| Located {
            value: url.clone(),
            location: "classes.dex".into(),
        })
        .collect();
    Ok(())
}

fn document(path: &str, text: &str, role: DocumentRole) -> Result<Document, String> {
    let read = policy::document(text.as_bytes(), path, &Limits::default());
    let mut document = read.map_err(|error| error.to_string())?;
    document.role = role;
    Ok(document)
}
