//! The READMEs: what they tell a reader to type or to write is what the program
//! takes, in both languages alike.

mod support;

use std::process::Command;

use support::{read_json, root, sample, tongbao, write};

const READMES: [&str; 2] = ["README.md", "README.zh.md"];

/// Fenced blocks of a language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(readme)).unwrap();
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        // A block within a list is indented.
        if let Some(indent) = line.strip_suffix(&format!("```{language}"))
            && indent.trim().is_empty()
        {
            let block = lines.by_ref().take_while(|line| line.trim() != "```");
            let block = block.map(|line| line.strip_prefix(indent).unwrap_or(line));
            blocks.push(block.map(|line| format!("{line}\n")).collect());
        }
    }
    blocks
}

/// Every `tongbao …` of a text, as words; up to a comment or the next command.
fn commands(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\\\n", " ");
    let lines = text
        .lines()
        .map(|line| line.trim().trim_start_matches("- "));
    let lines = lines.map(|line| line.trim_start_matches("run: ").trim_start_matches("sh '"));
    lines
        .flat_map(|line| line.split("&& ").flat_map(|part| part.split(" | ")))
        .filter(|part| part.starts_with("tongbao "))
        .map(|part| {
            let words = part
                .split_whitespace()
                .take_while(|word| !word.starts_with('#'));
            words
                .map(|word| word.trim_matches(['\'', '"']).to_owned())
                .collect()
        })
        .collect()
}

#[test]
fn every_option_of_every_command_exists() {
    for readme in READMES {
        let text: String = ["sh", "yaml", "groovy"]
            .iter()
            .flat_map(|l| blocks(readme, l))
            .collect();
        let commands = commands(&text);
        assert!(commands.len() > 15, "{readme}: {}", commands.len());
        for command in commands {
            let subcommand = &command[1];
            let help = tongbao()
                .args([subcommand.as_str(), "--help"])
                .output()
                .unwrap();
            assert!(help.status.success(), "{readme}: {command:?}");
            let help = String::from_utf8(help.stdout).unwrap();
            for option in command
                .iter()
                .filter(|word| word.starts_with("--") && word.len() > 2)
            {
                // A subcommand of its own has its options in its own help.
                let known = help.contains(option.as_str()) || subcommand == "signatures";
                assert!(known, "{readme}: {option} in {command:?}");
            }
        }
    }
}

#[test]
fn both_languages_give_the_same_recipes() {
    for language in ["yaml", "groovy", "json"] {
        let [english, chinese] = READMES.map(|readme| blocks(readme, language));
        assert!(!english.is_empty());
        assert_eq!(english, chinese, "{language}");
    }
}

#[test]
fn the_ignore_entry_in_the_readme_is_one() {
    for readme in READMES {
        let toml = blocks(readme, "toml");
        let entry = toml.iter().find(|b| b.contains("[[ignore]]")).unwrap();
        let config = tongbao::config::Config::parse(entry, "tongbao.toml".as_ref()).unwrap();
        assert_eq!(config.ignore.len(), 1, "{readme}");
    }
}

#[test]
fn the_listing_in_the_readme_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(sample("linli-market")).unwrap();
    let package = write(folder.path(), "app.apk", &bytes);
    let json = blocks("README.md", "json").remove(0);
    write(folder.path(), "app.listing.json", json.as_bytes());
    let out = folder.path().join("out");
    let mut command = tongbao();
    command.args([
        "scan",
        "--quiet",
        "--format",
        "none,data",
        "--fail-on",
        "never",
        "--out",
    ]);
    command.arg(&out).arg(&package).assert().success();
    let summary = read_json(&out.join("summary.json"));
    let report = read_json(&out.join(summary["apps"][0]["report"].as_str().unwrap()));
    assert_eq!(report["listing"]["said"]["package"], "com.linlijishi.mall");
}

/// The hook, with the program of this build in its path.
#[cfg(unix)]
#[test]
fn the_hook_lets_pass_what_is_accepted_and_nothing_else() {
    use std::os::unix::fs::PermissionsExt;
    let program = assert_cmd::cargo::cargo_bin("tongbao");
    let paths = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    for readme in READMES {
        let folder = tempfile::tempdir().unwrap();
        let hook = blocks(readme, "sh")
            .into_iter()
            .find(|b| b.starts_with("#!/bin/sh"))
            .unwrap();
        let hook = write(folder.path(), "hook", hook.as_bytes());
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let run = || {
            let mut command = Command::new("sh");
            command
                .arg(&hook)
                .current_dir(folder.path())
                .env("PATH", &paths);
            command.output().unwrap().status.code()
        };
        assert_eq!(run(), Some(0), "{readme}: nothing to release");
        let bytes = std::fs::read(sample("liangliang-flashlight")).unwrap();
        write(folder.path(), "release/app.apk", &bytes);
        assert_eq!(run(), Some(1), "{readme}: findings");
        assert!(folder.path().join(".git/tongbao/index.html").is_file());
        let mut accept = tongbao();
        accept
            .current_dir(folder.path())
            .args(["scan", "release", "--quiet", "--out", "accepted"]);
        accept.output().unwrap();
        assert_eq!(run(), Some(0), "{readme}: all accepted");
    }
}
