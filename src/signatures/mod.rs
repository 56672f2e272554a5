//! Signatures: the product's knowledge, as data.
//!
//! A [`Signatures`] is read once ([`Signatures::builtin`], or with an overlay
//! by [`Signatures::with_overlay`]), indexed once, and then shared read-only
//! between threads. Nothing in it changes while apps are judged.

mod diagnostic;
mod fixture;
pub mod import;
mod index;
mod knowledge;
mod lint;
mod load;
pub mod model;
mod place;
mod proof;
mod schema;

pub use diagnostic::Diagnostic;
pub use index::{
    PackageIndex, PackageOwner, PackerIndex, PermissionIndex, SdkIndex, SwitchIndex, glob,
};
pub use knowledge::{Gap, gap};
pub use lint::lint;
pub use load::{SignatureError, SourceFile};
pub use proof::{Failure, prove};
pub use schema::schemas;

use std::sync::OnceLock;

use foldhash::HashMap;

use crate::policy::{Lexicon, SdkName};

use model::{
    Api, AppType, Category, ConsentFile, LegalSource, LexiconFile, Library, Packer, Permission,
    PiType, RegulatedFact, Sdk, StartAction, Weights,
};

/// A loaded signature set.
#[derive(Debug)]
pub struct Signatures {
    /// Version that the set gives itself.
    pub version: String,
    /// Lower-case hexadecimal SHA-256 over names and texts of all files, in order.
    pub sha256: String,
    /// Kinds of personal information.
    pub pi_types: Vec<PiType>,
    /// SDKs with a bearing on personal information.
    pub sdks: Vec<Sdk>,
    /// Libraries and frameworks without one of their own.
    pub libraries: Vec<Library>,
    /// Watched APIs.
    pub apis: Vec<Api>,
    /// Permissions.
    pub permissions: Vec<Permission>,
    /// Packers.
    pub packers: Vec<Packer>,
    /// Broadcasts that start an app without the user.
    pub self_start: Vec<StartAction>,
    /// How code tells consent.
    pub consent: ConsentFile,
    /// Points of the rank in a queue.
    pub weights: Weights,
    /// Violation categories.
    pub categories: Vec<Category>,
    /// The rules of [`Self::categories`], checked.
    pub rulebook: crate::judge::Rulebook,
    /// Words and phrases of policies.
    lexicon: OnceLock<Lexicon>,
    /// The part that shapes facts.
    knowledge: OnceLock<crate::facts::Knowledge>,
    /// The words that [`Signatures::lexicon`] is compiled from.
    pub words: Vec<LexiconFile>,
    /// Common app types, in the order of 国信办秘字〔2021〕14号.
    pub app_types: Vec<AppType>,
    /// Legal sources.
    pub sources: Vec<LegalSource>,
    /// What categories and clauses speak of the same fact.
    pub regulated: Vec<RegulatedFact>,
    /// Look-up of SDKs by the traces that they leave.
    pub sdk_index: SdkIndex,
    /// Look-up of files that packers leave.
    pub packer_index: PackerIndex,
    /// Look-up of what explains permissions.
    pub permission_index: PermissionIndex,
    /// Look-up of the consent switches that govern an SDK.
    pub switch_index: SwitchIndex,
    /// Look-up of owners of Java packages.
    pub package_index: PackageIndex,
    /// Watched APIs and consent switches, compiled for reading code.
    watch: OnceLock<crate::dex::Watch>,
    api_by_id: HashMap<String, usize>,
    permission_by_name: HashMap<String, usize>,
    pi_by_id: HashMap<String, usize>,
    sdk_by_id: HashMap<String, usize>,
}

impl Signatures {
    /// Words and phrases of policies. Compiled when a first policy asks for it: it
    /// takes as long as all else of loading.
    ///
    /// # Panics
    /// Never: for all but the built-in set it was compiled on loading, and the
    /// tests do so for that.
    pub fn lexicon(&self) -> &Lexicon {
        let compile = || {
            self.compile_lexicon()
                .expect("the built-in words are tested")
        };
        self.lexicon.get_or_init(compile)
    }

    /// Watched APIs and consent switches, compiled when first code is read.
    pub fn watch(&self) -> &crate::dex::Watch {
        let compile = || crate::dex::Watch::new(&self.apis, &self.consent);
        self.watch.get_or_init(compile)
    }

    /// The part of the set that shapes facts, told apart by its digests. Computed
    /// when facts are first stored or judged.
    pub fn knowledge(&self) -> &crate::facts::Knowledge {
        self.knowledge.get_or_init(|| knowledge::of(self))
    }

    fn compile_lexicon(&self) -> Result<Lexicon, String> {
        let kinds = model::PiTypeFile {
            types: self.pi_types.clone(),
        };
        let names = self.sdks.iter().flat_map(SdkName::of);
        Lexicon::new(&self.words, &kinds, names).map_err(|cause| cause.to_string())
    }

    /// An API by its id.
    pub fn api(&self, id: &str) -> Option<&Api> {
        self.api_by_id.get(id).map(|&i| &self.apis[i])
    }

    /// An SDK by its id.
    pub fn sdk(&self, id: &str) -> Option<&Sdk> {
        self.sdk_by_id.get(id).map(|&i| &self.sdks[i])
    }

    /// A kind of personal information by its id.
    pub fn pi_type(&self, id: &str) -> Option<&PiType> {
        self.pi_by_id.get(id).map(|&i| &self.pi_types[i])
    }

    /// A permission by its full name; `*.suffix` entries match any package's.
    pub fn permission(&self, name: &str) -> Option<&Permission> {
        let exact = self.permission_by_name.get(name);
        exact
            .or_else(|| {
                name.match_indices('.')
                    .find_map(|(at, _)| self.permission_by_name.get(&format!("*{}", &name[at..])))
            })
            .map(|&i| &self.permissions[i])
    }

    /// A category by its id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|c| c.id == id)
    }
}
