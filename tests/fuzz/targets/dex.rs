//! DEX files, read as a program with the built-in set; the first classes of the
//! file stand for the components that a manifest would name.
#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tongbao::dex::{DexInput, EntryPoints, analyse, parse};
use tongbao::limits::Limits;
use tongbao::signatures::Signatures;

static SET: LazyLock<Signatures> = LazyLock::new(Signatures::builtin);

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits {
        graph_edges: 100_000,
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    let (code, _) = analyse(
        vec![DexInput {
            path: "classes.dex".into(),
            bytes: bytes.to_vec(),
            loaded_by_android: true,
        }],
        &entry_points(bytes),
        SET.watch(),
        &limits,
    );
    for call in &code.calls {
        assert!(call.sites > 0);
    }
});

fn entry_points(bytes: &[u8]) -> EntryPoints {
    let mut entry = EntryPoints::default();
    for dex in parse(bytes).iter().flatten() {
        let names: Vec<String> = (0..dex.class_count().min(64))
            .filter_map(|index| dex.class(index))
            .filter_map(|class| dex.descriptor(class.class))
            .map(|name| {
                let name = String::from_utf8_lossy(name);
                name.trim_start_matches('L')
                    .trim_end_matches(';')
                    .replace('/', ".")
            })
            .collect();
        for (index, name) in names.into_iter().enumerate() {
            entry.components.push(name.clone());
            match index % 5 {
                0 => entry.application = Some(name),
                1 => entry.providers.push(name),
                2 => entry.launchers.push(name),
                3 => entry.boot_receivers.push(name),
                _ => entry.initializers.push(name),
            }
        }
    }
    entry
}
