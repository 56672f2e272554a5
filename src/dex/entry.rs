//! Classes that the framework creates by itself.

use crate::facts::{ComponentKind, Manifest};

/// Classes that the framework creates, as the manifest names them: dotted full
/// names, disabled components left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryPoints {
    /// The Application class.
    pub application: Option<String>,
    /// `appComponentFactory`.
    pub component_factory: Option<String>,
    /// Content providers.
    pub providers: Vec<String>,
    /// `androidx.startup` initialisers: `<meta-data>` of a provider whose value
    /// is `androidx.startup`.
    pub initializers: Vec<String>,
    /// Activities that the launcher shows; an alias stands for its target.
    pub launchers: Vec<String>,
    /// Receivers of broadcasts that come without the person.
    pub boot_receivers: Vec<String>,
    /// Activities, services and receivers.
    pub components: Vec<String>,
    /// `minSdkVersion`.
    pub min_sdk: Option<u32>,
    /// `targetSdkVersion`.
    pub target_sdk: Option<u32>,
}

const STARTUP_VALUE: &str = "androidx.startup";

impl EntryPoints {
    /// Reads them from a manifest. `starts` tells intent actions of broadcasts
    /// that reach a receiver without the person.
    pub fn from_manifest(manifest: &Manifest, starts: impl Fn(&str) -> bool) -> Self {
        let mut entry = Self {
            application: manifest.application.class.clone(),
            component_factory: manifest.application.component_factory.clone(),
            min_sdk: manifest.min_sdk,
            target_sdk: manifest.target_sdk,
            ..Self::default()
        };
        for component in manifest.components.iter().filter(|c| c.enabled) {
            let class = match component.kind {
                ComponentKind::ActivityAlias => component.target.as_ref(),
                _ => Some(&component.name),
            };
            let Some(class) = class.cloned() else {
                continue;
            };
            match component.kind {
                ComponentKind::Provider => {
                    let initializers = component
                        .meta_data
                        .iter()
                        .filter(|meta| meta.value.as_deref() == Some(STARTUP_VALUE));
                    entry
                        .initializers
                        .extend(initializers.map(|meta| meta.name.clone()));
                    entry.providers.push(class);
                    continue;
                }
                ComponentKind::Activity | ComponentKind::ActivityAlias
                    if component.is_launcher() =>
                {
                    entry.launchers.push(class.clone());
                }
                ComponentKind::Receiver
                    if component
                        .intent_filters
                        .iter()
                        .flat_map(|filter| &filter.actions)
                        .any(|action| starts(action)) =>
                {
                    entry.boot_receivers.push(class.clone());
                }
                _ => {}
            }
            entry.components.push(class);
        }
        for list in [
            &mut entry.providers,
            &mut entry.initializers,
            &mut entry.launchers,
            &mut entry.boot_receivers,
            &mut entry.components,
        ] {
            list.sort();
            list.dedup();
        }
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Component, IntentFilter, MetaData};

    fn component(kind: ComponentKind, name: &str, action: &str) -> Component {
        Component {
            kind,
            name: name.into(),
            enabled: true,
            exported: None,
            process: None,
            permission: None,
            authorities: Vec::new(),
            target: None,
            foreground_service_types: Vec::new(),
            intent_filters: vec![IntentFilter {
                actions: vec![action.into()],
                categories: vec!["android.intent.category.LAUNCHER".into()],
                ..IntentFilter::default()
            }],
            meta_data: Vec::new(),
        }
    }

    #[test]
    fn a_manifest_gives_its_entry_points() {
        const MAIN: &str = "android.intent.action.MAIN";
        let alias = Component {
            target: Some("a.Main".into()),
            ..component(ComponentKind::ActivityAlias, "a.Alias", MAIN)
        };
        let disabled = Component {
            enabled: false,
            ..component(ComponentKind::Activity, "a.Off", MAIN)
        };
        let provider = Component {
            meta_data: vec![
                MetaData {
                    name: "a.Init".into(),
                    value: Some("androidx.startup".into()),
                    resource: None,
                },
                MetaData {
                    name: "a.NotInit".into(),
                    value: Some("1".into()),
                    resource: None,
                },
            ],
            ..component(ComponentKind::Provider, "a.Provider", "")
        };
        let boot = component(
            ComponentKind::Receiver,
            "a.Boot",
            "android.intent.action.BOOT_COMPLETED",
        );
        let other = component(ComponentKind::Receiver, "a.Other", "a.CUSTOM");
        let manifest = Manifest {
            components: vec![alias, disabled, provider, boot, other],
            ..Manifest::default()
        };
        let entry =
            EntryPoints::from_manifest(&manifest, |action| action.ends_with(".BOOT_COMPLETED"));
        assert_eq!(entry.launchers, ["a.Main"]);
        assert_eq!(entry.providers, ["a.Provider"]);
        assert_eq!(entry.initializers, ["a.Init"]);
        assert_eq!(entry.boot_receivers, ["a.Boot"]);
        assert_eq!(entry.components, ["a.Boot", "a.Main", "a.Other"]);
    }
}
