//! Signatures: the product's knowledge, as data.
//!
//! A [`Signatures`] is read once ([`Signatures::builtin`], or with an overlay
//! by [`Signatures::with_overlay`]), indexed once, and then shared read-only
//! between threads. Nothing in it changes while apps are judged.

mod index;
mod lint;
mod load;
pub mod model;
mod proof;

pub use index::{PackageIndex, PackageOwner, SdkIndex, glob};
pub use lint::{Complaint, lint};
pub use load::{SignatureError, SourceFile};
pub use proof::{Failure, prove};

use std::collections::HashMap;

use model::{
    Api, Category, ConsentFile, LexiconFile, Library, Packer, Permission, PiType, Sdk, StartAction,
    Weights,
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
    /// Words and phrases of policies.
    pub lexicon: crate::policy::Lexicon,
    /// The words that [`Self::lexicon`] is compiled from.
    pub words: Vec<LexiconFile>,
    /// Look-up of SDKs by the traces that they leave.
    pub sdk_index: SdkIndex,
    /// Look-up of owners of Java packages.
    pub package_index: PackageIndex,
    /// Watched APIs and consent switches, compiled for reading code.
    pub watch: crate::dex::Watch,
    api_by_id: HashMap<String, usize>,
    permission_by_name: HashMap<String, usize>,
    pi_by_id: HashMap<String, usize>,
    sdk_by_id: HashMap<String, usize>,
}

impl Signatures {
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
