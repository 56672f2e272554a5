//! Build script: puts every signature file into the binary, as its text and as
//! JSON, and the digest of the set. TOML takes ten times as long to parse, which
//! showed at every start, as did reading all texts for the digest; they are for
//! messages and overlays.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let folder = root.join("signatures");
    println!("cargo::rerun-if-changed=signatures");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
    let mut out = String::from("pub(super) static FILES: &[(&str, &str, &str)] = &[\n");
    let mut hash = Sha256::new();
    for (number, file) in files.iter().enumerate() {
        let relative = file.strip_prefix(&folder).expect("under the folder");
        let name = relative.to_string_lossy().replace('\\', "/");
        let json = target.join(format!("{number}.json"));
        let text = std::fs::read_to_string(file).expect("signatures can be read");
        std::fs::write(&json, compiled(&text)).expect("writing to OUT_DIR");
        // As `signatures::load` digests a set; a test holds one against the other.
        for part in [&*name, "\0", &text, "\0"] {
            hash.update(part);
        }
        writeln!(
            out,
            "    ({name:?}, include_str!({file:?}), include_str!({json:?})),"
        )
        .expect("writing to a string");
    }
    out.push_str("];\npub(super) static SHA256: &str = \"");
    for byte in hash.finalize() {
        write!(out, "{byte:02x}").expect("writing to a string");
    }
    out.push_str("\";\n");
    std::fs::write(target.join("builtin_signatures.rs"), out).expect("writing to OUT_DIR");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in std::fs::read_dir(folder).expect("signatures can be listed") {
        let path = entry.expect("signatures can be listed").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}

/// A signature file as JSON. One that is no TOML stays out: loading it from its
/// text then says what is wrong with it, and where.
fn compiled(text: &str) -> String {
    match text.parse::<toml::Table>() {
        Ok(table) => serde_json::to_string(&table).expect("TOML is JSON"),
        Err(_) => String::new(),
    }
}
