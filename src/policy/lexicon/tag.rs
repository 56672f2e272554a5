//! What a word of the lexicon means.

/// Meaning of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// A kind of personal information, by index into [`super::Lexicon::kinds`].
    Pi {
        /// Index.
        kind: u16,
        /// Counts only beside others.
        weak: bool,
    },
    /// A permission, by index into [`super::Lexicon::permissions`].
    Permission {
        /// Index.
        set: u16,
        /// Counts only where permissions are spoken of.
        weak: bool,
    },
    /// Tells how the sentence is meant.
    Cue(Cue),
    /// Tells what a section is about.
    Topic(Topic),
    /// Head of a list's column.
    Column(Column),
    /// An alias of an SDK, by index into [`super::Lexicon::sdks`].
    Sdk(u16),
    /// A longer phrase that contains a kind's name and means something else.
    Other,
}

/// Groups of tags of which only the longest match at a place counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Pi,
    Permission,
    Sdk,
    /// Cues, topics and columns live side by side.
    Free,
}

impl Tag {
    pub(super) fn family(self) -> Family {
        match self {
            Tag::Pi { .. } | Tag::Other => Family::Pi,
            Tag::Permission { .. } => Family::Permission,
            Tag::Sdk(_) => Family::Sdk,
            Tag::Cue(_) | Tag::Topic(_) | Tag::Column(_) => Family::Free,
        }
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the names say it; the words stand in `signatures/policy`
        pub enum $kind { $($variant),+ }

        impl $kind {
            /// All, in order.
            pub const ALL: &'static [$kind] = &[$($kind::$variant),+];

            /// By the name that the files use.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The name that the files use.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

names! {
    /// A word that tells how a sentence is meant.
    Cue {
        We = "we", You = "you", ThirdParty = "third-party", Affiliate = "affiliate",
        Authority = "authority", PersonalObject = "personal-object", Collect = "collect",
        Process = "process", Provide = "provide", Ask = "ask", NotCollect = "not-collect",
        Negation = "negation", Unless = "unless", WithoutConsent = "without-consent",
        WithConsent = "with-consent", SeparateConsent = "separate-consent",
        Conditional = "conditional", Refuse = "refuse", Required = "required",
        Optional = "optional", Purpose = "purpose", Definition = "definition",
        LawQuote = "law-quote", Ios = "ios", Android = "android",
        OtherProduct = "other-product", Warning = "warning", Exempt = "exempt",
        ListFollows = "list-follows", EtCetera = "et-cetera", Elsewhere = "elsewhere",
        May = "may", Path = "path", Access = "access", Correct = "correct", Delete = "delete",
        Cancel = "cancel", CancelAfter = "cancel-after", Withdraw = "withdraw",
        ConsentObject = "consent-object", WithdrawConsent = "withdraw-consent", Copy = "copy",
        Explain = "explain", Deceased = "deceased", Complain = "complain",
        Question = "question", Contact = "contact", Reply = "reply", Officer = "officer",
        Guardian = "guardian", Agree = "agree", Accompany = "accompany", Child = "child",
        Minor = "minor", Sensitive = "sensitive", Mark = "mark", Share = "share",
        Transfer = "transfer", Merger = "merger", Publish = "publish", Entrust = "entrust",
        Store = "store", Mainland = "mainland", Abroad = "abroad", Transmit = "transmit",
        Retain = "retain", Period = "period", Security = "security", Encrypt = "encrypt",
        DeIdentify = "deidentify", Breach = "breach", Notify = "notify",
        Automated = "automated", AutomatedDecision = "automated-decision", Remedy = "remedy",
        Personal = "personal", StrongPersonal = "strong-personal", Ads = "ads",
        Content = "content", TurnOff = "turn-off", SelfStart = "self-start",
        Implied = "implied", UseService = "use-service", Express = "express",
        Bundled = "bundled", DefaultChecked = "default-checked", ThisPolicy = "this-policy",
        Change = "change", Cookie = "cookie", Law = "law", Court = "court",
        Updated = "updated", Effective = "effective", ImpliedMinor = "implied-minor",
        WorkingDays = "working-days", Address = "address", License = "license",
        PermissionWord = "permission-word", Open = "open", Blank = "blank", Jargon = "jargon", Entity = "entity",
    }
}

names! {
    /// What a section is about.
    Topic {
        Collect = "collect", Use = "use", Share = "share", Sdk = "sdk",
        ThirdParty = "third-party", Permissions = "permissions", Rights = "rights",
        Cancel = "cancel", Minors = "minors", Sensitive = "sensitive",
        Security = "security", Storage = "storage", CrossBorder = "cross-border",
        Cookies = "cookies", Updates = "updates", Contact = "contact",
        Complaint = "complaint", Definitions = "definitions", Exempt = "exempt",
        Automated = "automated", Ads = "ads", Scope = "scope", Law = "law", Ios = "ios",
        Android = "android", Agreement = "agreement",
    }
}

names! {
    /// Head of a column in a list of SDKs, of permissions or of collected information.
    Column {
        Name = "name", Vendor = "vendor", Purpose = "purpose", Pi = "pi",
        Permission = "permission", Method = "method", Url = "url", Ask = "ask",
    }
}

/// Cues of a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cues(u128);

impl Cues {
    /// Adds one.
    pub fn insert(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u32;
    }

    /// Holds it.
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u32) != 0
    }

    /// Holds any of them.
    pub fn any(self, cues: &[Cue]) -> bool {
        cues.iter().any(|c| self.has(*c))
    }

    /// Holds all of them.
    pub fn all(self, cues: &[Cue]) -> bool {
        cues.iter().all(|c| self.has(*c))
    }
}

/// Topics of a section.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Topics(u32);

impl Topics {
    /// Adds one.
    pub fn insert(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u32;
    }

    /// Holds it.
    pub fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }

    /// Holds any of them.
    pub fn any(self, topics: &[Topic]) -> bool {
        topics.iter().any(|t| self.has(*t))
    }

    /// Holds none at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

// The sets above are one machine word each.
const _: () = assert!(Cue::ALL.len() <= 128 && Topic::ALL.len() <= 32);
