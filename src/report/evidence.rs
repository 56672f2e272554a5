//! `evidence.zip`: what a finding rests on, so that it can be defended when the
//! package or its policy has changed. The same package, program and signatures
//! give the same bytes.
//!
//! ```text
//! evidence.json        the app, the tool, and every file with size and SHA-256
//! SHA256SUMS           the same sums, for `sha256sum -c`
//! report.json          the report
//! manifest/01.xml      the decoded manifest of each part
//! policy/01.txt        the text of each policy
//! listing.json         what the store shows, where a listing was given
//! ```
//!
//! Names inside are this program's own; what a package or user called a file
//! stands in `evidence.json`.

use std::io::{self, Cursor, Write};
use std::path::Path;

use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::facts::AppFacts;
use crate::limits::Limits;
use crate::listing::ListingFacts;
use crate::{manifest, package, sha256_hex};

use super::json::{Report, Tool};

/// Name of the archive in an app's folder.
pub const FILE_NAME: &str = "evidence.zip";

/// What goes into an archive beside the report.
#[derive(Debug)]
pub struct Evidence {
    manifests: Vec<(String, String)>,
    policies: Vec<(String, String)>,
    listing: Option<ListingFacts>,
}

/// `evidence.json`.
#[derive(Serialize)]
struct Contents<'a> {
    /// Path of the package as given.
    file: &'a str,
    /// SHA-256 of the package.
    sha256: &'a str,
    size: u64,
    package: &'a str,
    version_name: Option<&'a str>,
    version_code: Option<u64>,
    tool: &'a Tool,
    files: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    /// Where it was read: an entry of the package, or a file beside it.
    from: &'a str,
    size: usize,
    sha256: String,
}

/// A file of the archive.
struct File {
    name: String,
    from: String,
    bytes: Vec<u8>,
}

impl Evidence {
    /// Gathers what a report rests on; the package is opened once more for its
    /// manifests.
    pub fn new(facts: &AppFacts, path: &Path, limits: &Limits) -> Self {
        let opened = package::open(path, limits);
        let documents = facts.policy.documents.iter();
        Self {
            manifests: opened.map_or_else(|_| Vec::new(), |p| manifest::decoded(&p)),
            policies: documents.map(|d| (d.path.clone(), d.text())).collect(),
            listing: facts.listing.clone(),
        }
    }

    /// Writes the archive.
    ///
    /// # Errors
    /// `out` takes no more.
    pub fn write(&self, out: &mut dyn Write, report: &Report) -> io::Result<()> {
        let files = self.files(report)?;
        let contents = Contents {
            file: &report.app.file,
            sha256: &report.app.sha256,
            size: report.app.size,
            package: &report.app.package,
            version_name: report.app.version_name.as_deref(),
            version_code: report.app.version_code,
            tool: &report.tool,
            files: files.iter().map(row).collect(),
        };
        let mut sums = String::new();
        for row in &contents.files {
            sums.push_str(&format!("{}  {}\n", row.sha256, row.name));
        }
        let contents = lines(&contents)?;
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let own = [
            ("evidence.json", contents.as_slice()),
            ("SHA256SUMS", sums.as_bytes()),
        ];
        let rest = files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice()));
        for (name, bytes) in own.into_iter().chain(rest) {
            archive.start_file(name, options())?;
            archive.write_all(bytes)?;
        }
        out.write_all(archive.finish()?.get_ref())
    }

    fn files(&self, report: &Report) -> io::Result<Vec<File>> {
        let mut files = vec![File {
            name: "report.json".into(),
            from: String::new(),
            bytes: lines(report)?,
        }];
        for (folder, ending, texts) in [
            ("manifest", "xml", &self.manifests),
            ("policy", "txt", &self.policies),
        ] {
            files.extend(texts.iter().enumerate().map(|(index, (from, text))| File {
                name: format!("{folder}/{:02}.{ending}", index + 1),
                from: from.clone(),
                bytes: text.clone().into_bytes(),
            }));
        }
        if let Some(listing) = &self.listing {
            files.push(File {
                name: "listing.json".into(),
                from: listing.location.clone(),
                bytes: lines(&listing.said)?,
            });
        }
        Ok(files)
    }
}

fn row(file: &File) -> Row<'_> {
    Row {
        name: &file.name,
        from: &file.from,
        size: file.bytes.len(),
        sha256: sha256_hex(&file.bytes),
    }
}

fn lines(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut json = serde_json::to_vec_pretty(value)?;
    json.push(b'\n');
    Ok(json)
}

/// No clock and no user: the date is the first that a ZIP can hold.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644)
}
