//! Where an app keeps its policies.
//!
//! By name first, then by content among files of moderate size, since names are
//! often obfuscated or say nothing (`assets/a.html`, `res/aB.txt`); inside
//! archives among the assets; among the string resources, where a policy may be
//! one long string or a series of them. The module knows nothing of packages: it
//! is handed a list of files and a way to read them.

mod archive;
mod content;
mod names;
mod strings;
mod urls;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::facts::{Area, Document, DocumentRole, Language, Limitation, Located, Policy};
use crate::limits::Limits;

use super::chars::is_word;
use super::document::{DocumentError, document};
use super::wrapped;
use content::could_be_policy;
use names::{Promise, promise};
pub use urls::is_of_sdk;

/// A file of the package.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// Path that a document from it gets.
    pub path: Cow<'a, str>,
    /// Name of the resource that it belongs to (`privacy` of `R.raw.privacy`),
    /// which outlives the renaming of files.
    pub resource: Option<Cow<'a, str>>,
    /// Bytes, not compressed.
    pub size: u64,
}

/// A string resource.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Name within its type.
    pub name: &'a str,
    /// Locale qualifier, e.g. `zh-rCN`; empty for the default.
    pub locale: &'a str,
    /// Value.
    pub value: &'a str,
}

/// Where to look.
pub struct Sources<'a> {
    /// Files, in the package's order.
    pub files: &'a [Candidate<'a>],
    /// Reads the file of that index; an error says why not.
    pub read: &'a dyn Fn(usize) -> Result<Vec<u8>, String>,
    /// String resources of all locales.
    pub strings: &'a [Text<'a>],
    /// Where the string resources are, e.g. `resources.arsc`.
    pub strings_location: &'a str,
    /// String constants of the code: addresses, and texts if there are any.
    pub constants: &'a [Located],
}

/// Files read for their content alone, and bytes of them.
const MAX_FILES: usize = 1_500;
const MAX_BYTES: u64 = 256 << 20;
/// Prompts kept.
const MAX_PROMPTS: usize = 8;

/// Finds and reads the policies of an app: documents in the order main policy,
/// other policies, lists, agreements, prompts; addresses that look like a
/// policy's. The declarations are not filled.
pub fn locate(sources: &Sources, limits: &Limits) -> (Policy, Vec<Limitation>) {
    let mut search = Search {
        limits,
        documents: Vec::new(),
        limitations: Vec::new(),
        bytes: 0,
    };
    let mut wanted: Vec<(Promise, usize)> = sources
        .files
        .iter()
        .enumerate()
        .filter_map(|(index, file)| {
            Some((
                promise(&file.path, file.resource.as_deref(), file.size)?,
                index,
            ))
        })
        .collect();
    wanted.sort();
    for (number, (promise, index)) in wanted.iter().enumerate() {
        let Some(file) = sources.files.get(*index) else {
            continue;
        };
        if *promise != Promise::Named && (number >= MAX_FILES || search.bytes > MAX_BYTES) {
            search.limit(
                "policy-candidates",
                "",
                format!("{} files not looked into", wanted.len() - number),
            );
            break;
        }
        search.bytes = search.bytes.saturating_add(file.size);
        match (sources.read)(*index) {
            Ok(bytes) => search.file(&file.path, &bytes, *promise, limits.nesting),
            Err(error) if *promise == Promise::Named => {
                search.limit("policy-unreadable", &file.path, error)
            }
            // The package's reader has noted it.
            Err(_) => {}
        }
    }
    let mut addresses = Vec::new();
    for joined in strings::texts(sources.strings) {
        let path = format!("{}!{}", sources.strings_location, joined.name);
        search.text(&path, joined.text.as_bytes(), joined.named);
    }
    for string in sources.strings {
        let location = format!("{}!string/{}", sources.strings_location, string.name);
        urls::collect(string.value, &location, &mut addresses);
    }
    for constant in sources.constants {
        urls::collect(&constant.value, &constant.location, &mut addresses);
        if constant.value.chars().take(300).count() == 300 {
            search.text(&constant.location, constant.value.as_bytes(), false);
        }
    }
    let documents = arrange(search.documents);
    for document in &documents {
        urls::collect(&document.text(), &document.path, &mut addresses);
    }
    addresses.sort();
    addresses.dedup();
    addresses.sort_by_key(|address| urls::rank(&address.value));
    let policy = Policy {
        documents,
        urls: addresses,
        declarations: None,
    };
    (policy, search.limitations)
}

struct Search<'a> {
    limits: &'a Limits,
    documents: Vec<Document>,
    limitations: Vec<Limitation>,
    bytes: u64,
}

impl Search<'_> {
    fn file(&mut self, path: &str, bytes: &[u8], promise: Promise, nesting: u8) {
        match promise {
            Promise::Named => self.text(path, bytes, true),
            Promise::Text if could_be_policy(bytes) => self.text(path, bytes, false),
            Promise::Script if could_be_policy(bytes) => self.script(path, bytes),
            Promise::Archive if bytes.starts_with(b"PK\x03\x04") => {
                self.archive(path, bytes, nesting)
            }
            _ => {}
        }
    }

    fn text(&mut self, path: &str, bytes: &[u8], named: bool) {
        match document(bytes, path, self.limits) {
            Ok(document) => self.keep(document, named),
            // A file under such a name that is empty or binary data, such as a
            // picture or a key store, is no policy; a damaged document may be.
            Err(DocumentError::Empty { .. }) => {}
            Err(DocumentError::Binary { .. }) if !is_text_name(path) => {}
            Err(error) if named => self.limit("policy-unreadable", path, error.to_string()),
            Err(_) => {}
        }
    }

    fn keep(&mut self, mut document: Document, named: bool) {
        let role = content::judge(&document, named);
        // What is left of a cut policy may no longer look like one.
        if document.truncated && (named || role.is_some()) {
            let detail = format!("cut at {} bytes", self.limits.policy_bytes);
            self.limit("policy-cut", &document.path.clone(), detail);
        }
        if let Some(role) = role {
            document.role = role;
            self.documents.push(document);
        }
    }

    /// A script is no document, but one of its strings may be.
    fn script(&mut self, path: &str, bytes: &[u8]) {
        let source = super::encoding::decode(bytes, None).text;
        for text in wrapped::long_strings(&source) {
            if let Ok(document) = document(text.as_bytes(), path, self.limits) {
                self.keep(document, false);
            }
        }
    }

    fn archive(&mut self, path: &str, bytes: &[u8], nesting: u8) {
        if nesting == 0 {
            self.limit(
                "policy-candidates",
                path,
                "archives nested too deep".to_owned(),
            );
            return;
        }
        // The name of the archive says nothing of its files.
        let wanted =
            |inner: &str, size: u64| promise(&format!("assets/{inner}"), None, size).is_some();
        match archive::entries(bytes, self.limits.policy_bytes, &wanted) {
            Ok((entries, damaged)) => {
                for (inner, content) in entries {
                    let Some(promise) =
                        promise(&format!("assets/{inner}"), None, content.len() as u64)
                    else {
                        continue;
                    };
                    self.bytes = self.bytes.saturating_add(content.len() as u64);
                    if self.bytes <= MAX_BYTES || promise == Promise::Named {
                        self.file(&format!("{path}!/{inner}"), &content, promise, nesting - 1);
                    }
                }
                if damaged > 0 {
                    self.limit(
                        "policy-candidates",
                        path,
                        format!("{damaged} damaged entries"),
                    );
                }
            }
            Err(error) => self.limit("policy-candidates", path, error.to_string()),
        }
    }

    fn limit(&mut self, code: &str, location: &str, detail: String) {
        self.limitations.push(Limitation {
            area: Area::Policy,
            code: code.to_owned(),
            location: location.to_owned(),
            detail,
        });
    }
}

fn is_text_name(path: &str) -> bool {
    [
        ".html", ".htm", ".txt", ".md", ".pdf", ".docx", ".doc", ".rtf",
    ]
    .iter()
    .any(|e| path.to_ascii_lowercase().ends_with(e))
}

/// Drops repetitions and puts the main policy first.
fn arrange(mut documents: Vec<Document>) -> Vec<Document> {
    // An app for children may call its only policy theirs.
    if documents
        .iter()
        .all(|d| d.role != DocumentRole::PrivacyPolicy)
    {
        for document in &mut documents {
            if document.role == DocumentRole::ChildrenRules {
                document.role = DocumentRole::PrivacyPolicy;
            }
        }
    }
    let rank = |d: &Document| {
        let role = match d.role {
            DocumentRole::PrivacyPolicy => 0,
            DocumentRole::ChildrenRules => 1,
            DocumentRole::SdkList => 2,
            DocumentRole::CollectionList => 3,
            DocumentRole::PermissionList => 4,
            DocumentRole::UserAgreement => 5,
            DocumentRole::ConsentPrompt => 6,
        };
        let language = match d.language {
            Language::SimplifiedChinese => 0,
            Language::TraditionalChinese => 1,
            Language::English => 2,
            Language::Undetermined => 3,
        };
        (role, language)
    };
    documents.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(b.chars.cmp(&a.chars))
            .then_with(|| a.path.cmp(&b.path))
    });
    let mut seen = HashSet::new();
    let mut prompts = 0;
    documents.retain(|document| {
        prompts += usize::from(document.role == DocumentRole::ConsentPrompt);
        let letters: String = document.text().chars().filter(|c| is_word(*c)).collect();
        let fresh = seen.insert(if letters.is_empty() {
            document.sha256.clone()
        } else {
            letters
        });
        fresh && (document.role != DocumentRole::ConsentPrompt || prompts <= MAX_PROMPTS)
    });
    documents
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const PART: &str = "我们非常重视您的个人信息和隐私。我们会收集您的设备信息，用于安全保障。我们不会向第三方共享、披露您的个人信息，除非取得您的同意。\
        您可以删除、更正个人信息，也可以注销账号、撤回授权。我们按照法律法规存储您的信息。未成年人应在监护人陪同下使用。请联系我们。";

    fn find(
        files: &[(&str, Vec<u8>)],
        strings: &[Text],
        constants: &[Located],
    ) -> (Policy, Vec<Limitation>) {
        let list: Vec<Candidate> = files
            .iter()
            .map(|(path, bytes)| Candidate {
                path: (*path).into(),
                resource: None,
                size: bytes.len() as u64,
            })
            .collect();
        let read = |index: usize| match files[index].1.as_slice() {
            b"unreadable" => Err("damaged".to_owned()),
            bytes => Ok(bytes.to_vec()),
        };
        let sources = Sources {
            files: &list,
            read: &read,
            strings,
            strings_location: "resources.arsc",
            constants,
        };
        locate(&sources, &Limits::default())
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn paths(policy: &Policy) -> Vec<&str> {
        policy.documents.iter().map(|d| d.path.as_str()).collect()
    }

    #[test]
    fn finds_policies_wherever_they_are() {
        let short = format!("某某隐私政策\n{}", PART.repeat(3));
        let long = format!("某某隐私政策\n{}", PART.repeat(6));
        let children = format!("儿童个人信息保护规则\n{}", PART.repeat(4));
        let inner = zipped(&[(
            "h5/a.html",
            format!("<h1>隐私政策</h1><p>{}</p><p>完。</p>", PART.repeat(9)).as_bytes(),
        )]);
        let gbk = encoding_rs::GB18030
            .encode(&format!("{}，修订版。", PART.repeat(4)))
            .0
            .into_owned();
        let files = [
            ("assets/children.txt", children.into_bytes()),
            ("assets/privacy.txt", short.clone().into_bytes()),
            ("assets/copy/yinsi.txt", format!("  {short}\n").into_bytes()),
            ("res/raw/a.txt", long.into_bytes()),
            ("assets/www.zip", zipped(&[("inner.zip", &inner)])),
            ("assets/q.dat", gbk),
            (
                "assets/city.json",
                "{\"城市\":\"北京\"}".repeat(200).into_bytes(),
            ),
            (
                "assets/LICENSE.txt",
                "Apache License, your privacy ".repeat(99).into_bytes(),
            ),
            ("assets/privacy.pdf", b"%PDF-1.4 broken".to_vec()),
            ("assets/agreement.html", b"unreadable".to_vec()),
        ];
        let (policy, limitations) = find(&files, &[], &[]);
        assert_eq!(
            paths(&policy),
            [
                "assets/www.zip!/inner.zip!/h5/a.html",
                "res/raw/a.txt",
                "assets/q.dat",
                "assets/copy/yinsi.txt",
                "assets/children.txt"
            ]
        );
        let codes: Vec<(&str, &str)> = limitations
            .iter()
            .map(|l| (l.code.as_str(), l.location.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                ("policy-unreadable", "assets/privacy.pdf"),
                ("policy-unreadable", "assets/agreement.html")
            ]
        );
    }

    #[test]
    fn finds_prompts_strings_and_addresses() {
        let part = format!("{PART}{PART}{PART}");
        let text = |name, value| Text {
            name,
            locale: "",
            value,
        };
        let strings = [
            text(
                "agree_tip",
                "请阅读并同意<a href=\"https://a.cn/privacy.html\">《隐私政策》</a>后使用",
            ),
            text("help", &part),
            text("umeng", "https://www.umeng.com/policy"),
        ];
        let constants = [Located {
            value: "https://a.cn/user/agreement".to_owned(),
            location: "classes.dex!Lcn/a/Web;".to_owned(),
        }];
        let prompt = r#"{"title":"服务协议和隐私政策","message":"请你务必审慎阅读、充分理解“服务协议”和“隐私政策”各条款，我们会收集设备信息等个人信息。点击同意即可开始使用。","buttonAccept":"同意"}"#;
        let files = [(
            "assets/apps/__UNI__1/www/androidPrivacy.json",
            prompt.as_bytes().to_vec(),
        )];
        let (policy, limitations) = find(&files, &strings, &constants);
        let roles: Vec<(&str, DocumentRole)> = policy
            .documents
            .iter()
            .map(|d| (d.path.as_str(), d.role))
            .collect();
        assert_eq!(
            roles,
            [
                ("resources.arsc!string/help", DocumentRole::PrivacyPolicy),
                (
                    "assets/apps/__UNI__1/www/androidPrivacy.json",
                    DocumentRole::ConsentPrompt
                ),
                (
                    "resources.arsc!string/agree_tip",
                    DocumentRole::ConsentPrompt
                ),
            ]
        );
        let urls: Vec<&str> = policy.urls.iter().map(|u| u.value.as_str()).collect();
        assert_eq!(
            urls,
            ["https://a.cn/privacy.html", "https://a.cn/user/agreement"]
        );
        assert!(limitations.is_empty());
    }

    #[test]
    fn scripts_are_read_for_their_strings() {
        let policy = format!("<h1>隐私政策</h1><p>{}</p><p>完</p>", PART.repeat(4));
        let code = "function f(a){return a==1?'隐私政策':g(a);}".repeat(100);
        let files = [
            (
                "assets/www/app.js",
                format!("{code}var p=\"{policy}\";{code}").into_bytes(),
            ),
            ("assets/www/vendor.js", code.into_bytes()),
        ];
        let (found, _) = find(&files, &[], &[]);
        assert_eq!(paths(&found), ["assets/www/app.js"]);
        assert!(found.documents[0].text().starts_with("隐私政策\n我们"));
    }
}
