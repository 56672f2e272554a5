//! What shapes the facts of an app beside its package, the program and its
//! knowledge.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Input, Plan};
use crate::limits::Limits;

/// SHA-256 over bounds, scope, the policies from outside and the listing beside
/// the package. Begun once for a batch, ended for each input.
pub(super) struct Settings(Sha256);

impl Settings {
    /// What all inputs of a batch share.
    pub fn of(plan: &Plan) -> Self {
        let mut hasher = Sha256::new();
        let Plan { limits, only, .. } = plan;
        hasher.update(format!("{limits:?} {only:?}"));
        for app in &plan.judging.config.app {
            for policy in &app.policies {
                hasher.update(&app.package);
                add_file(&mut hasher, policy, limits);
            }
        }
        for policy in &plan.policies {
            add_file(&mut hasher, policy, limits);
        }
        Self(hasher)
    }

    /// With the policies and the listing beside one input.
    pub fn with(&self, input: &Input, limits: &Limits) -> String {
        let mut hasher = self.0.clone();
        for file in input.policies.iter().chain(&input.listing) {
            add_file(&mut hasher, file, limits);
        }
        crate::hex(&hasher.finalize())
    }
}

/// A file from outside the package, by name and content.
fn add_file(hasher: &mut Sha256, file: &Path, limits: &Limits) {
    hasher.update([0]);
    hasher.update(file.as_os_str().as_encoded_bytes());
    hasher.update([0]);
    match std::fs::metadata(file) {
        // One that is over the bound is told as such, whatever it holds.
        Ok(meta) if meta.len() <= limits.policy_bytes => {
            hasher.update(std::fs::read(file).unwrap_or_default());
        }
        Ok(meta) => hasher.update(meta.len().to_le_bytes()),
        Err(_) => {}
    }
}
