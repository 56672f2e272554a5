//! What behaviour tests share: the binary, scratch folders, small archives.

#![allow(dead_code)] // each test file uses a part of it

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The samples.
pub fn samples() -> PathBuf {
    root().join("samples")
}

/// `tongbao` with a fixed language.
pub fn tongbao() -> Command {
    let mut command = Command::cargo_bin("tongbao").expect("the binary is built");
    command
        .env("LANG", "en_US.UTF-8")
        .env("LC_ALL", "en_US.UTF-8");
    command.env("COLUMNS", "140");
    command
}

/// What a Python script of the tests prints, run with the tools that
/// `tests/.cache` holds; nothing where one of them is missing (its exit code 77),
/// unless TONGBAO_REQUIRE_TOOLS says that none may be.
pub fn python(script: &str, arguments: &[&std::ffi::OsStr], tools: &str) -> Option<Vec<u8>> {
    let own = root().join("tests/.cache/python/bin/python3");
    let python = if own.exists() { own } else { "python3".into() };
    let run = std::process::Command::new(python)
        .arg("-B")
        .arg(root().join(script))
        .args(arguments)
        .output();
    let missing = match &run {
        Ok(run) => run.status.code() == Some(77),
        Err(_) => true,
    };
    if missing {
        assert!(
            std::env::var_os("TONGBAO_REQUIRE_TOOLS").is_none(),
            "a tool is required and missing: {tools}"
        );
        eprintln!("skipped: a tool is missing here; {tools} brings it");
        return None;
    }
    let run = run.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        run.status.success(),
        "{}{}",
        text(&run.stdout),
        text(&run.stderr)
    );
    Some(run.stdout)
}

/// A file in a scratch folder.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("has a parent")).expect("folder is made");
    std::fs::write(&path, bytes).expect("file is written");
    path
}

/// A ZIP archive with the entries given.
pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        archive.start_file(*name, options).expect("entry begins");
        archive.write_all(bytes).expect("entry is written");
    }
    archive.finish().expect("archive ends").into_inner()
}

/// The only sample package whose folder has this name.
pub fn sample(name: &str) -> PathBuf {
    let folder = samples().join(name);
    let mut found: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .flatten()
        .map(|e| e.path())
        .filter(|p| {
            p.extension()
                .and_then(|e| e.to_str())
                .is_some_and(|e| ["apk", "apks", "xapk", "apkm", "aab"].contains(&e))
        })
        .collect();
    assert_eq!(found.len(), 1, "{}: {found:?}", folder.display());
    found.remove(0)
}

/// Scans and returns `summary.json`.
pub fn scan_to(out: &Path, paths: &[&Path]) -> serde_json::Value {
    tongbao()
        .arg("scan")
        .args(paths)
        .args(["--quiet", "--format", "none", "--lang", "zh", "--out"])
        .arg(out)
        .output()
        .expect("runs");
    read_json(&out.join("summary.json"))
}

/// A JSON file.
pub fn read_json(path: &Path) -> serde_json::Value {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Every file below a folder, by relative path.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(current) = pending.pop() {
        for entry in std::fs::read_dir(&current).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_path_buf();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Assembles classes into one DEX; `None` if there is no assembler here.
pub fn assemble<'c>(classes: impl Iterator<Item = &'c String>) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    std::fs::create_dir(&source).unwrap();
    for (number, class) in classes.enumerate() {
        std::fs::write(source.join(format!("{number}.smali")), class).unwrap();
    }
    let out = folder.path().join("out.dex");
    let run = std::process::Command::new("smali")
        .args(["assemble", "--api", "28", "-o"])
        .arg(&out)
        .arg(&source)
        .output();
    let Ok(run) = run else {
        assert!(
            std::env::var_os("TONGBAO_REQUIRE_TOOLS").is_none(),
            "smali is required and missing"
        );
        eprintln!("skipped: no smali here");
        return None;
    };
    assert!(
        run.status.success(),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
    Some(std::fs::read(out).unwrap())
}
