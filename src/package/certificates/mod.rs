//! Who signed a package: the certificates of signature schemes v1, v2, v3 and
//! v3.1. They are read, not verified: whether a device would install the
//! package is not asked.
//!
//! Read by hand rather than by the crate apk-info-zip, which knows the same
//! schemes, for three reasons. Its v1 path inflates every `META-INF/*.SF` and
//! signature file up to 4 GiB each; it opens the archive a second time with a
//! reader of its own, so that damaged headers are judged twice and differently;
//! and it brings a CMS implementation (a release candidate) of which five fields
//! are used. Certificates agree with `apksigner verify --print-certs`.

mod der;
mod name;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::archive::Archive;
use super::bytes::{u32_at, u64_at};
use super::source::Source;
use super::{Cause, Entry, Package};
use crate::facts::{Area, Certificate, Limitation};
use crate::hex;

const MAGIC: &[u8; 16] = b"APK Sig Block 42";

/// Ids of the schemes' blocks (apksig, `V2SchemeConstants`, `V3SchemeConstants`).
const SCHEMES: [(u32, &str); 3] = [
    (0x7109_871a, "v2"),
    (0xf053_68c0, "v3"),
    (0x1b93_ad61, "v3.1"),
];

/// Blocks of the signing block that are looked at, and bytes of one.
const MAX_BLOCKS: usize = 256;
const MAX_BLOCK: u64 = 4 << 20;

/// Bytes of one signature file, and files that are read.
const MAX_SIGNATURE_FILE: u64 = 4 << 20;
const MAX_SIGNATURE_FILES: usize = 64;

/// Certificates, and signers, of one signature file: each is held against each.
const MAX_CERTIFICATES: usize = 64;

/// The certificates of the base, each once with the schemes that carry it, and
/// what could not be read.
pub fn certificates(package: &Package) -> (Vec<Certificate>, Vec<Limitation>) {
    let mut found = Found::default();
    let Some(base) = package.parts().first() else {
        return (Vec::new(), Vec::new());
    };
    for entry in base
        .entries()
        .filter(is_signature_file)
        .take(MAX_SIGNATURE_FILES)
    {
        match jar_signers(&entry) {
            Ok(signers) => found.add("v1", &signers),
            Err(cause) => found.fail(&entry.location(), &cause),
        }
    }
    if let Some(archive) = base.archive() {
        for (id, value) in signing_blocks(archive) {
            let scheme = SCHEMES.iter().find(|(known, _)| *known == id);
            match (scheme, value) {
                (None, _) => {}
                (Some((_, scheme)), Ok(value)) => {
                    let signers = block_signers(&value);
                    if signers.is_empty() {
                        found.fail(scheme, &Cause::Damaged("no certificate in the block"));
                    }
                    found.add(scheme, &signers);
                }
                (Some((_, scheme)), Err(cause)) => found.fail(scheme, &cause),
            }
        }
    }
    found.finish()
}

#[derive(Default)]
struct Found {
    /// By SHA-256.
    certificates: BTreeMap<String, Certificate>,
    limitations: Vec<Limitation>,
}

impl Found {
    /// Adds DER certificates.
    fn add(&mut self, scheme: &str, signers: &[Vec<u8>]) {
        for der in signers {
            let sha256 = hex(&Sha256::digest(der));
            let subject = fields(der).map(|f| name::distinguished_name(&f.subject));
            let certificate =
                self.certificates
                    .entry(sha256.clone())
                    .or_insert_with(|| Certificate {
                        subject: subject.unwrap_or_default(),
                        sha256,
                        schemes: Vec::new(),
                    });
            if !certificate.schemes.iter().any(|known| known == scheme) {
                certificate.schemes.push(scheme.to_owned());
            }
        }
    }

    fn fail(&mut self, location: &str, cause: &Cause) {
        self.limitations.push(Limitation {
            area: Area::Certificates,
            code: "certificate-unreadable".to_owned(),
            location: location.to_owned(),
            detail: cause.to_string(),
        });
    }

    fn finish(mut self) -> (Vec<Certificate>, Vec<Limitation>) {
        let mut certificates: Vec<_> = self.certificates.into_values().collect();
        certificates.sort();
        if certificates.is_empty() && self.limitations.is_empty() {
            self.limitations.push(Limitation {
                area: Area::Certificates,
                code: "unsigned".to_owned(),
                location: String::new(),
                detail: "no signature of schemes v1 to v3.1".to_owned(),
            });
        }
        (certificates, self.limitations)
    }
}

/// `META-INF/*.RSA`, `.DSA` or `.EC`, not deeper (apksig, `V1SchemeVerifier`).
fn is_signature_file(entry: &Entry) -> bool {
    let Some((folder, file)) = entry.path().rsplit_once('/') else {
        return false;
    };
    let known = file.rsplit_once('.').is_some_and(|(_, extension)| {
        let extensions = ["RSA", "DSA", "EC"];
        extensions.iter().any(|e| extension.eq_ignore_ascii_case(e))
    });
    known && folder.eq_ignore_ascii_case("META-INF")
}

/// The signers of a PKCS #7 signature file (RFC 2315, 9): of all certificates
/// in it, those that a `SignerInfo` names.
fn jar_signers(entry: &Entry) -> Result<Vec<Vec<u8>>, Cause> {
    let read = entry.read_at_most(MAX_SIGNATURE_FILE);
    let bytes = read.map_err(|error| error.cause)?;
    signed_data_signers(&bytes).ok_or(Cause::Damaged("no PKCS #7 signed data with a signer"))
}

fn signed_data_signers(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let content_info = der::elements(bytes).next()?.expect(der::SEQUENCE)?;
    let wrapper = content_info.children().nth(1)?.expect(der::CONTEXT_0)?;
    let signed_data = wrapper.children().next()?.expect(der::SEQUENCE)?;
    // version, digestAlgorithms and contentInfo come first; another SET is signerInfos.
    let after = || signed_data.children().skip(3);
    let certificates: Vec<&[u8]> = after()
        .find(|e| e.tag == der::CONTEXT_0)?
        .children()
        .take(MAX_CERTIFICATES)
        .map(|e| e.raw)
        .collect();
    let infos = after().find(|e| e.tag == der::SET)?;
    let mut signers = Vec::new();
    for info in infos.children().take(MAX_CERTIFICATES) {
        let Some((issuer, serial)) = issuer_and_serial(&info) else {
            continue;
        };
        let signer = certificates
            .iter()
            .find(|der| fields(der).is_some_and(|f| f.issuer.raw == issuer && f.serial == serial));
        signers.extend(signer.map(|der| der.to_vec()));
    }
    (!signers.is_empty()).then_some(signers)
}

fn issuer_and_serial<'a>(info: &der::Element<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let id = info.children().nth(1)?.expect(der::SEQUENCE)?;
    let mut fields = id.children();
    let issuer = fields.next()?.expect(der::SEQUENCE)?;
    let serial = fields.next()?.expect(der::INTEGER)?;
    Some((issuer.raw, serial.body))
}

/// What is read of an X.509 certificate (RFC 5280, 4.1).
struct Fields<'a> {
    serial: &'a [u8],
    issuer: der::Element<'a>,
    subject: der::Element<'a>,
}

fn fields(certificate: &[u8]) -> Option<Fields<'_>> {
    let certificate = der::elements(certificate).next()?.expect(der::SEQUENCE)?;
    let body = certificate.children().next()?.expect(der::SEQUENCE)?;
    // version is optional.
    let mut fields = body.children().skip_while(|e| e.tag == der::CONTEXT_0);
    let serial = fields.next()?.expect(der::INTEGER)?;
    let issuer = fields.nth(1)?.expect(der::SEQUENCE)?;
    let subject = fields.nth(1)?.expect(der::SEQUENCE)?;
    Some(Fields {
        serial: serial.body,
        issuer,
        subject,
    })
}

/// Id of a block, and its value.
type Block = (u32, Result<Vec<u8>, Cause>);

/// The blocks of the APK signing block, which ends where the central directory
/// starts: size, pairs of (size, id, value), size again, magic. Only values of
/// known schemes are read.
fn signing_blocks(archive: &Archive) -> Vec<Block> {
    let (source, end) = archive.before_directory();
    walk_blocks(source, end).unwrap_or_default()
}

fn walk_blocks(source: &Source, end: u64) -> Option<Vec<Block>> {
    let footer_at = end.checked_sub(24)?;
    let mut footer = [0; 24];
    source.read_exact_at(footer_at, &mut footer).ok()?;
    if !footer.ends_with(MAGIC) {
        return None;
    }
    // The size counts all but itself.
    let mut at = end.checked_sub(u64_at(&footer, 0)?)?;
    let mut blocks: Vec<Block> = Vec::new();
    for _ in 0..MAX_BLOCKS {
        let mut head = [0; 12];
        if at.checked_add(12)? > footer_at || source.read_exact_at(at, &mut head).is_err() {
            break;
        }
        let size = u64_at(&head, 0)?;
        let next = at.checked_add(8)?.checked_add(size)?;
        if size < 4 || next > footer_at {
            break;
        }
        let id = u32_at(&head, 8)?;
        // The platform takes the first block of an id.
        let wanted = SCHEMES.iter().any(|(known, _)| *known == id);
        if wanted && blocks.iter().all(|(seen, _)| *seen != id) {
            blocks.push((id, read_block(source, at + 12, size - 4)));
        }
        at = next;
    }
    Some(blocks)
}

fn read_block(source: &Source, at: u64, len: u64) -> Result<Vec<u8>, Cause> {
    if len > MAX_BLOCK {
        return Err(Cause::Limit {
            what: "bytes of a signature block",
            limit: MAX_BLOCK,
        });
    }
    Ok(source.read_vec_at(at, len as usize)?)
}

/// The first certificate of every signer. v2 and v3 begin alike: signers, in
/// each the signed data, in it the digests and then the certificates.
fn block_signers(value: &[u8]) -> Vec<Vec<u8>> {
    let Some((mut signers, _)) = prefixed(value) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    while let Some((signer, rest)) = prefixed(signers) {
        found.extend(first_certificate(signer));
        signers = rest;
    }
    found
}

fn first_certificate(signer: &[u8]) -> Option<Vec<u8>> {
    let (signed_data, _) = prefixed(signer)?;
    let (_digests, rest) = prefixed(signed_data)?;
    let (certificates, _) = prefixed(rest)?;
    let (first, _) = prefixed(certificates)?;
    Some(first.to_vec())
}

/// A value behind its length of four bytes, and what follows.
fn prefixed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let len = usize::try_from(u32_at(bytes, 0)?).ok()?;
    bytes.get(4..)?.split_at_checked(len)
}
