//! What the DEX files hold, read as one program.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Located;

/// Code over all DEX files of the app.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Code {
    /// Every DEX file, in the order in which Android loads them, then those
    /// found elsewhere.
    pub dex_files: Vec<DexFile>,
    /// Java packages that define classes, with direct class counts, sorted.
    pub packages: Vec<JavaPackage>,
    /// String constants that are URLs, each once, sorted.
    pub urls: Vec<Located>,
    /// String constants that are bare host names, each once, sorted.
    pub hosts: Vec<Located>,
    /// Calls to watched APIs, sorted by API, then caller.
    pub calls: Vec<ApiCall>,
    /// Calls of vendors' consent switches, sorted by SDK, then caller.
    pub switches: Vec<SwitchCall>,
    /// Watched consent switches that the code defines, called or not: `class.method`,
    /// sorted. `None` in facts that an earlier program extracted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defined_switches: Option<Vec<String>>,
    /// The call graph in numbers.
    pub graph: GraphFacts,
    /// Code that is loaded, reflected or decrypted beyond static sight.
    pub opacity: Opacity,
}

/// One DEX file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DexFile {
    /// Entry of the package.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Format version, e.g. 35.
    pub version: u32,
    /// `class_defs`.
    pub classes: u32,
    /// `method_ids`.
    pub method_ids: u32,
    /// `field_ids`.
    pub field_ids: u32,
    /// `string_ids`.
    pub strings: u32,
    /// Methods with a `code_item`.
    pub methods_with_code: u32,
    /// `method_ids` whose class no DEX of the app defines: framework and absent
    /// library methods.
    pub external_methods: u32,
    /// Likewise for fields.
    pub external_fields: u32,
    /// Android loads it by itself (`classes*.dex` at the root of a part).
    pub loaded_by_android: bool,
}

/// A Java package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JavaPackage {
    /// Dotted name; empty for the default package.
    pub name: String,
    /// Classes defined directly in it.
    pub classes: u32,
    /// Classes among them with at least one method body of more than a bare
    /// return, constructors aside: a stub has none.
    pub substantial: u32,
    /// The first DEX file that defines one.
    pub dex: String,
}

/// A call to a watched API, or a use of a watched field, URI or file. What is absent or
/// empty is left out of its JSON: calls are a third of what an app's facts take.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ApiCall {
    /// Id of the API in `signatures/apis`.
    pub api: String,
    /// The constant that decides it (`android_id`, a URI, a command), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<String>,
    /// Method that makes the call.
    pub caller: MethodName,
    /// Where the constant comes from if not from the caller itself: the method
    /// that passes it to the caller, a helper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<MethodName>,
    /// DEX file that holds the caller.
    pub dex: String,
    /// Call sites in this caller.
    pub sites: u32,
    /// How sure it is that the call is this API.
    pub confidence: Confidence,
    /// Whether a start-up root reaches the caller.
    pub startup: Startup,
    /// What kind of root the path begins with, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<RootKind>,
    /// Shortest path from a root to the caller, root first, the API itself left
    /// out; empty unless `startup` is `yes` or `guarded`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Frame>,
    /// Test of a consent flag on the way, if any. With `startup` `yes` it is a
    /// test that was seen and could not be shown to cover the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Guard>,
    /// For a caller in an obfuscated package: named packages that call into its
    /// package or are called by it, with the number of edges, strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<(String, u32)>,
}

/// A call of a vendor's consent switch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SwitchCall {
    /// Id of the SDK.
    pub sdk: String,
    /// Dotted class of the switch.
    pub class: String,
    /// Its method.
    pub name: String,
    /// What a call of it means.
    pub effect: SwitchMeaning,
    /// The boolean that is passed, where it is a constant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag: Option<bool>,
    /// Method that makes the call.
    pub caller: MethodName,
    /// DEX file that holds the caller.
    pub dex: String,
    /// Whether a start-up root reaches the caller.
    pub startup: Startup,
    /// What kind of root the path begins with, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root: Option<RootKind>,
    /// As in [`ApiCall`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Frame>,
    /// As in [`ApiCall`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Guard>,
}

/// What a call of a consent switch means.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SwitchMeaning {
    /// Registers without collecting.
    Prepares,
    /// Starts the SDK, which then collects.
    Starts,
    /// Passes the person's decision.
    GrantsOrDenies,
    /// Turns one kind of collection off.
    Limits,
}

/// A method in Java notation.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct MethodName {
    /// Dotted class name, `$` for inner classes.
    pub class: String,
    /// Method name.
    pub method: String,
    /// DEX descriptor, e.g. `(Landroid/content/Context;)Ljava/lang/String;`.
    pub descriptor: String,
}

/// One step on a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Frame {
    /// The method. Judging hands it on as it is.
    #[serde(flatten, serialize_with = "shared")]
    #[schemars(with = "MethodName")]
    pub method: Arc<MethodName>,
    /// How the frame before it leads here.
    pub edge: EdgeKind,
}

/// Frames are most of a corpus, and `flatten` would buffer each on its way in.
impl<'de> Deserialize<'de> for Frame {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Flat {
            class: String,
            method: String,
            descriptor: String,
            edge: EdgeKind,
        }
        let flat = Flat::deserialize(deserializer)?;
        Ok(Self {
            method: Arc::new(MethodName {
                class: flat.class,
                method: flat.method,
                descriptor: flat.descriptor,
            }),
            edge: flat.edge,
        })
    }
}

fn shared<S: serde::Serializer>(method: &Arc<MethodName>, to: S) -> Result<S::Ok, S::Error> {
    method.as_ref().serialize(to)
}

/// Why one method leads to the next.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeKind {
    /// A start-up root: the framework calls it.
    Root,
    /// A direct, static or super call.
    Call,
    /// A virtual or interface call, resolved by class hierarchy (CHA).
    Virtual,
    /// Class initialisation: `<clinit>`.
    Initialiser,
    /// Handed to a thread, executor, handler, timer, coroutine or Rx scheduler.
    Async,
    /// Registered as a listener that the framework fires.
    Listener,
    /// Reflected: the names of class and member are constants.
    Reflection,
}

/// Reachability from start-up roots.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Startup {
    /// A path exists and no consent test was seen on the shortest one.
    Yes,
    /// Every path found passes a consent test.
    Guarded,
    /// No path.
    No,
    /// Could not be decided: the graph is incomplete.
    #[default]
    Unknown,
}

/// Strength of evidence.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A hint.
    Low,
    /// Likely.
    Medium,
    /// Exact.
    High,
}

/// A branch on a consent flag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Guard {
    /// Method that branches.
    pub method: MethodName,
    /// What it tests: the preference key, method or field name.
    pub tests: String,
    /// The branch provably covers the call (`high`), or is merely in the same
    /// method or on the path (`medium`, `low`).
    pub confidence: Confidence,
}

/// The call graph in numbers, for judging how much to trust it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GraphFacts {
    /// Methods with code.
    pub methods: u32,
    /// Edges.
    pub edges: u32,
    /// Start-up roots that exist in the code, sorted.
    pub roots: Vec<Root>,
    /// Start-up roots that the manifest names and no DEX defines.
    pub missing_roots: Vec<String>,
    /// Methods reachable from the roots.
    pub reachable: u32,
    /// Virtual calls given up as hubs (too many targets): declared method and
    /// number of targets.
    pub hubs: Vec<(String, u32)>,
}

/// A method that the framework calls at start-up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Root {
    /// Why it is one.
    pub kind: RootKind,
    /// The method.
    pub method: MethodName,
}

/// Why the framework calls a method at start-up.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum RootKind {
    /// The Application class, or the component factory.
    Application,
    /// A content provider: created before the Application's `onCreate`.
    Provider,
    /// An `androidx.startup` initialiser.
    Startup,
    /// The launcher activity.
    Launcher,
    /// A receiver of a broadcast that comes without the person (boot).
    Boot,
}

/// Means by which code hides from static reading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opacity {
    /// Call sites of `Class.forName`, `Method.invoke` and the like.
    pub reflection_sites: u32,
    /// Among them, those whose target is a constant that was resolved.
    pub reflection_resolved: u32,
    /// Methods declared native.
    pub native_methods: u32,
    /// Callers of `DexClassLoader`, `InMemoryDexClassLoader` and the like.
    pub dex_loaders: Vec<MethodName>,
    /// Callers of `System.loadLibrary` with the library's name where constant.
    pub loaded_libraries: Vec<Located>,
    /// Share of class names of at most two letters, in thousandths.
    pub short_names_permille: u32,
    /// Callers that decode most of their strings at run time, if a known
    /// pattern of string encryption was seen.
    pub string_decryptors: Vec<MethodName>,
}
