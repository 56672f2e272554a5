//! Build script: puts the text of every signature file into the binary.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo"));
    let folder = root.join("signatures");
    println!("cargo::rerun-if-changed=signatures");
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut out = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let relative = file.strip_prefix(&folder).expect("under the folder");
        let name = relative.to_string_lossy().replace('\\', "/");
        writeln!(out, "    ({name:?}, include_str!({file:?})),").expect("writing to a string");
    }
    out.push_str("];\n");
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
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
