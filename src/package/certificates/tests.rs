//! Signatures written in code: no key is needed for what is not verified.

use super::super::fixtures::Zip;
use super::super::from_bytes;
use super::*;
use crate::limits::Limits;

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let len = u16::try_from(body.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], &len[..], &body].concat()
}

/// The same with an indefinite length.
fn indefinite(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    [&[tag, 0x80][..], &parts.concat(), &[0, 0]].concat()
}

fn name(common: &str) -> Vec<u8> {
    let pair = tlv(
        0x30,
        &[&tlv(6, &[&[0x55, 4, 3]]), &tlv(12, &[common.as_bytes()])],
    );
    tlv(0x30, &[&tlv(0x31, &[&pair])])
}

fn certificate(issuer: &str, subject: &str, serial: u8) -> Vec<u8> {
    let body = tlv(
        0x30,
        &[
            &tlv(0xa0, &[&tlv(2, &[&[2]])]),
            &tlv(2, &[&[serial]]),
            &tlv(0x30, &[]),
            &name(issuer),
            &tlv(0x30, &[]),
            &name(subject),
            &tlv(0x30, &[]),
        ],
    );
    tlv(0x30, &[&body, &tlv(0x30, &[]), &tlv(3, &[&[0]])])
}

type Wrap = fn(u8, &[&[u8]]) -> Vec<u8>;

fn signature_file(wrap: Wrap, certificates: &[Vec<u8>], issuer: &str, serial: u8) -> Vec<u8> {
    let all: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
    let id = tlv(0x30, &[&name(issuer), &tlv(2, &[&[serial]])]);
    let info = tlv(0x30, &[&tlv(2, &[&[1]]), &id]);
    let data = wrap(
        0x30,
        &[
            &tlv(2, &[&[1]]),
            &tlv(0x31, &[]),
            &tlv(0x30, &[]),
            &wrap(0xa0, &all),
            &tlv(0x31, &[&info]),
        ],
    );
    wrap(0x30, &[&tlv(6, &[&[0x2a]]), &wrap(0xa0, &[&data])])
}

fn prefixed(parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&(body.len() as u32).to_le_bytes(), &body[..]].concat()
}

fn signer(certificates: &[Vec<u8>]) -> Vec<u8> {
    let certificates: Vec<Vec<u8>> = certificates.iter().map(|c| prefixed(&[c])).collect();
    let certificates: Vec<&[u8]> = certificates.iter().map(Vec::as_slice).collect();
    let data = prefixed(&[&prefixed(&[]), &prefixed(&certificates), &prefixed(&[])]);
    prefixed(&[&data, &prefixed(&[]), &prefixed(&[])])
}

fn signing_block(blocks: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut pairs = Vec::new();
    for (id, value) in blocks {
        pairs.extend_from_slice(&(value.len() as u64 + 4).to_le_bytes());
        pairs.extend_from_slice(&id.to_le_bytes());
        pairs.extend_from_slice(value);
    }
    let size = (pairs.len() as u64 + 24).to_le_bytes();
    [&size[..], &pairs, &size, MAGIC].concat()
}

fn read(zip: &Zip) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let package = from_bytes("a.apk", zip.build(), &Limits::default()).unwrap();
    let (found, limitations) = certificates(&package);
    let found = found.into_iter().map(|c| (c.subject, c.schemes)).collect();
    (found, limitations.into_iter().map(|l| l.code).collect())
}

fn apk() -> Zip {
    Zip::default().stored("AndroidManifest.xml", b"m")
}

fn expect(subject: &str, schemes: &[&str]) -> (String, Vec<String>) {
    let schemes = schemes.iter().map(|s| (*s).to_owned()).collect();
    (subject.to_owned(), schemes)
}

#[test]
fn every_scheme_and_each_certificate_once() {
    let mine = certificate("me", "me", 1);
    let new = certificate("new", "new", 3);
    let mut zip = apk().deflated(
        "META-INF/CERT.RSA",
        &signature_file(tlv, std::slice::from_ref(&mine), "me", 1),
    );
    let one = prefixed(&[&signer(std::slice::from_ref(&mine))]);
    zip.before_directory = signing_block(&[
        (0x4272_6577, vec![0; 100]),
        (0x7109_871a, one.clone()),
        (0xf053_68c0, one),
        (0x1b93_ad61, prefixed(&[&signer(&[new])])),
    ]);
    let (found, limitations) = read(&zip);
    assert_eq!(
        found,
        [
            expect("CN=me", &["v1", "v2", "v3"]),
            expect("CN=new", &["v3.1"])
        ]
    );
    assert!(limitations.is_empty());
}

#[test]
fn of_a_chain_only_the_signer_counts() {
    let chain = [
        certificate("root", "root", 1),
        certificate("root", "leaf", 2),
    ];
    for wrap in [tlv as Wrap, indefinite] {
        let zip = apk().stored("META-INF/A.EC", &signature_file(wrap, &chain, "root", 2));
        assert_eq!(read(&zip), (vec![expect("CN=leaf", &["v1"])], vec![]));
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let mine = [certificate("me", "me", 1)];
    let no_signer = signature_file(tlv, &mine, "someone else", 1);
    let block = |value: Vec<u8>| {
        let mut zip = apk();
        zip.before_directory = signing_block(&[(0x7109_871a, value)]);
        zip
    };
    for (name, zip, code) in [
        ("unsigned", apk(), "unsigned"),
        (
            "no signature",
            apk().stored("META-INF/A.RSA", b"x"),
            "certificate-unreadable",
        ),
        (
            "no signer",
            apk().stored("META-INF/A.RSA", &no_signer),
            "certificate-unreadable",
        ),
        ("deeper", apk().stored("META-INF/x/A.RSA", b"x"), "unsigned"),
        ("empty block", block(Vec::new()), "certificate-unreadable"),
        ("cut block", block(vec![0xff; 8]), "certificate-unreadable"),
        (
            "large block",
            block(vec![0; 5 << 20]),
            "certificate-unreadable",
        ),
    ] {
        assert_eq!(read(&zip), (vec![], vec![code.to_owned()]), "{name}");
    }
}

#[test]
fn the_first_of_two_blocks_counts() {
    let value = |name| prefixed(&[&signer(&[certificate(name, name, 1)])]);
    let mut zip = apk();
    zip.before_directory = signing_block(&[(0x7109_871a, value("a")), (0x7109_871a, value("b"))]);
    assert_eq!(read(&zip).0, [expect("CN=a", &["v2"])]);
}

proptest::proptest! {
    #[test]
    fn damaged_signatures(
        changes in proptest::collection::vec((0_usize..400, proptest::num::u8::ANY), 1..10),
    ) {
        let mine = [certificate("me", "me", 1)];
        let mut file = signature_file(indefinite, &mine, "me", 1);
        let mut block = signing_block(&[(0x7109_871a, prefixed(&[&signer(&mine)]))]);
        for (at, value) in changes {
            let (file_at, block_at) = (at % file.len(), at % block.len());
            file[file_at] = value;
            block[block_at] = value;
        }
        let mut zip = apk().stored("META-INF/A.RSA", &file);
        zip.before_directory = block;
        read(&zip);
    }
}
