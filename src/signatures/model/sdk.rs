//! `signatures/sdks/*.toml`: one SDK a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bilingual;

/// A third-party SDK.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sdk {
    /// Stable id, kebab case; the file's name without `.toml`.
    pub id: String,
    /// Product name.
    pub name: Bilingual,
    /// Other names under which policies and developers know it, specific
    /// enough to count anywhere in a policy. Compared without white space and
    /// case; an ASCII name at word boundaries. No two SDKs share one.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names that count only as the whole name in a policy's list of SDKs or
    /// third parties (微信, 支付宝): in running text they mean the company or
    /// its own app. No two SDKs share one.
    #[serde(default)]
    pub short_names: Vec<String>,
    /// Ids of SDKs whose names stand for this one too, because the vendor
    /// ships this one inside them (JCore in JPush) or the market speaks of
    /// both as one (友盟+).
    #[serde(default)]
    pub named_with: Vec<String>,
    /// The vendor's legal name.
    pub vendor: Bilingual,
    /// Where the vendor processes data.
    pub home: Home,
    /// What it is for.
    pub category: SdkCategory,
    /// What betrays it in a package.
    #[serde(rename = "match")]
    pub traces: SdkTraces,
    /// Ids of the PI types that the vendor says it collects.
    #[serde(default)]
    pub collects: Vec<String>,
    /// The vendor's switch for consent or delayed initialisation.
    #[serde(default)]
    pub consent: Option<Bilingual>,
    /// The vendor's privacy policy.
    #[serde(default)]
    pub policy_url: Option<String>,
    /// Where the facts come from.
    pub source: String,
    /// Its own proof.
    #[serde(default)]
    pub examples: SdkExamples,
}

/// Where an SDK's vendor processes data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Home {
    /// In mainland China.
    Domestic,
    /// Elsewhere.
    Overseas,
}

/// What an SDK is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum SdkCategory {
    Analytics,
    Ads,
    Push,
    Login,
    OneKeyLogin,
    Share,
    Payment,
    Crash,
    Map,
    Im,
    Security,
    Identity,
    CustomerService,
    Live,
    Speech,
    Scan,
    Hotfix,
    Webview,
    VendorService,
    DeviceId,
    Framework,
    Other,
}

/// Traces of an SDK. Any one is a lead; `judge` weighs them.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SdkTraces {
    /// Java package prefixes, at least two labels, matched at label boundaries.
    pub packages: Vec<String>,
    /// Java package prefixes that are another SDK's inside `packages`.
    pub except: Vec<String>,
    /// Component class names; `*` at the end matches any rest.
    pub components: Vec<String>,
    /// Native library names; `*` matches any run.
    pub libraries: Vec<String>,
    /// Names of `<meta-data>`; `*` at the end matches any rest.
    pub meta_data: Vec<String>,
    /// Host names, matched with their subdomains.
    pub hosts: Vec<String>,
    /// Paths under `assets/` or `META-INF/`; `*` matches any run.
    pub assets: Vec<String>,
}

/// Examples that `signatures test` holds an SDK to.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SdkExamples {
    /// Class names, libraries or sentences of a policy that must match.
    pub matches: Vec<String>,
    /// Likewise, that must not.
    pub no_match: Vec<String>,
}
