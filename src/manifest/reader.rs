//! From the tree of a manifest to [`Manifest`]: the elements and attributes that
//! `ParsingPackageUtils.java` of AOSP reads, references resolved.

use super::element::{Attr, CUT, Element, Oddities, Value, attr};
use super::icon::Icons;
use super::locale::Language;
use super::resources::{Resources, Steps};
use super::words;
use crate::facts::{
    Application, Component, ComponentKind, DefinedPermission, Feature, IntentFilter, Localized,
    Manifest, MetaData, Queries, UsesPermission, UsesPermissionKind,
};

const NEVER_FOR_LOCATION: u32 = 0x1_0000;

/// Configurations tried over all references of a manifest. A large app takes
/// some ten thousand.
const MAX_STEPS: usize = 20_000_000;

/// Bytes of text that one manifest may give: references can share a long one.
const MAX_TEXT: usize = 16 << 20;

/// Characters of a package name (`PackageManager` allows 223).
const MAX_PACKAGE: usize = 255;

/// Notes of one manifest.
const MAX_ODD: usize = 100;

/// Reads the manifest of one part into `manifest`, and what icons it declares
/// into `icons`; the base comes first. Codes and details of what was odd are
/// added to `odd`.
pub fn read<'a>(
    root: &Element<'a>,
    resources: &Resources,
    manifest: &mut Manifest,
    icons: &mut Icons<'a>,
    odd: &mut Oddities,
) {
    let mut reader = Reader {
        resources,
        package: String::new(),
        steps: Steps::new(MAX_STEPS),
        text: Steps::new(MAX_TEXT),
        icons,
        odd,
    };
    let package = reader.text(root, attr::PACKAGE);
    reader.package = package
        .filter(|p| p.len() <= MAX_PACKAGE)
        .unwrap_or_default();
    reader.manifest(root, manifest);
    if reader.steps.left() == 0 || reader.text.left() == 0 {
        reader.note(CUT, "too much to resolve".to_owned());
    }
}

struct Reader<'r, 'a> {
    resources: &'r Resources,
    package: String,
    steps: Steps,
    text: Steps,
    icons: &'r mut Icons<'a>,
    odd: &'r mut Oddities,
}

impl<'a> Reader<'_, 'a> {
    fn note(&mut self, code: &'static str, detail: String) {
        if self.odd.len() < MAX_ODD {
            self.odd.push((code, detail));
        }
    }

    fn manifest(&mut self, root: &Element<'a>, out: &mut Manifest) {
        if out.package.is_empty() {
            self.identity(root, out);
        }
        let mut application_seen = false;
        for child in &root.children {
            match &*child.name {
                "uses-sdk" => self.uses_sdk(child, out),
                "uses-permission" => {
                    self.uses_permission(child, UsesPermissionKind::UsesPermission, out)
                }
                "uses-permission-sdk-23" => {
                    self.uses_permission(child, UsesPermissionKind::UsesPermissionSdk23, out);
                }
                "uses-permission-sdk-m" => {
                    self.uses_permission(child, UsesPermissionKind::UsesPermissionSdkM, out);
                }
                "permission" => out.permissions.extend(self.permission(child)),
                "uses-feature" => out.features.extend(self.feature(child)),
                "queries" => self.queries(child, &mut out.queries),
                "application" if application_seen => {
                    // The platform reads the first and warns of others.
                    self.note("manifest-second-application", String::new());
                }
                "application" => {
                    application_seen = true;
                    self.application(child, out);
                }
                _ => {}
            }
        }
    }

    fn identity(&mut self, root: &Element, out: &mut Manifest) {
        out.package.clone_from(&self.package);
        if out.package.is_empty() {
            self.note("manifest-no-package", String::new());
        }
        let low = self.int(root, attr::VERSION_CODE);
        let high = self.int(root, attr::VERSION_CODE_MAJOR);
        if low.is_some() || high.is_some() {
            let wide = |part: Option<u32>| u64::from(part.unwrap_or(0));
            out.version_code = Some(wide(high) << 32 | wide(low));
        }
        out.version_name = self.text(root, attr::VERSION_NAME);
        out.compile_sdk = self
            .int(root, attr::COMPILE_SDK_VERSION)
            .or_else(|| self.int(root, attr::PLATFORM_BUILD_VERSION_CODE));
    }

    fn uses_sdk(&mut self, element: &Element, out: &mut Manifest) {
        let min = self.sdk(element, attr::MIN_SDK_VERSION);
        let target = self.sdk(element, attr::TARGET_SDK_VERSION);
        out.min_sdk = min.or(out.min_sdk);
        out.target_sdk = target.or(out.target_sdk);
    }

    /// An API level; the code name of a preview is noted instead.
    fn sdk(&mut self, element: &Element, attribute: Attr) -> Option<u32> {
        let value = self.value(element, attribute)?;
        let level = value.int();
        if level.is_none()
            && let Some(name) = value.text()
        {
            let detail = format!("{} {name}", attribute.name);
            self.note("sdk-code-name", detail);
        }
        level
    }

    fn uses_permission(&self, element: &Element, kind: UsesPermissionKind, out: &mut Manifest) {
        let Some(name) = self.text(element, attr::NAME) else {
            return;
        };
        let flags = self.value(element, attr::USES_PERMISSION_FLAGS);
        let never_for_location = flags.is_some_and(|flags| match flags.int() {
            Some(flags) => flags & NEVER_FOR_LOCATION != 0,
            // Text XML has the word.
            None => flags.text().is_some_and(|f| f.contains("neverForLocation")),
        });
        out.uses_permissions.push(UsesPermission {
            name,
            kind,
            max_sdk: self.int(element, attr::MAX_SDK_VERSION),
            never_for_location,
        });
    }

    fn permission(&self, element: &Element) -> Option<DefinedPermission> {
        let level = match self.value(element, attr::PROTECTION_LEVEL) {
            None => words::protection_level(0),
            Some(value) => match value.int() {
                Some(level) => words::protection_level(level),
                // Text XML has the words already.
                None => value.text().unwrap_or_default(),
            },
        };
        Some(DefinedPermission {
            name: self.text(element, attr::NAME)?,
            protection_level: level,
            group: self.text(element, attr::PERMISSION_GROUP),
        })
    }

    fn feature(&self, element: &Element) -> Option<Feature> {
        let version = || {
            let version = self.int(element, attr::GL_ES_VERSION)?;
            Some(format!("glEsVersion 0x{version:08x}"))
        };
        Some(Feature {
            name: self.text(element, attr::NAME).or_else(version)?,
            required: self.bool(element, attr::REQUIRED).unwrap_or(true),
        })
    }

    fn queries(&self, element: &Element, out: &mut Queries) {
        for child in &element.children {
            match &*child.name {
                "package" => out.packages.extend(self.text(child, attr::NAME)),
                "intent" => out.intents.push(self.intent_filter(child)),
                "provider" => out.providers.extend(self.authorities(child)),
                _ => {}
            }
        }
    }

    fn application(&mut self, element: &Element<'a>, out: &mut Manifest) {
        let base = out.application == Application::default() && out.components.is_empty();
        if base {
            self.icons.application(element);
            out.label = self.localized(element, attr::LABEL);
            out.description = self.localized(element, attr::DESCRIPTION);
            out.application = Application {
                class: self.class(element, attr::NAME),
                component_factory: self.class(element, attr::APP_COMPONENT_FACTORY),
                allow_backup: self.bool(element, attr::ALLOW_BACKUP),
                debuggable: self.bool(element, attr::DEBUGGABLE),
                cleartext_traffic: self.bool(element, attr::USES_CLEARTEXT_TRAFFIC),
                legacy_external_storage: self.bool(element, attr::REQUEST_LEGACY_EXTERNAL_STORAGE),
                process: self.text(element, attr::PROCESS),
            };
        }
        for child in &element.children {
            let kind = match &*child.name {
                "activity" => ComponentKind::Activity,
                "activity-alias" => ComponentKind::ActivityAlias,
                "service" => ComponentKind::Service,
                "receiver" => ComponentKind::Receiver,
                "provider" => ComponentKind::Provider,
                "meta-data" => {
                    out.meta_data.extend(self.meta_data(child));
                    continue;
                }
                "uses-library" | "uses-native-library" => {
                    out.uses_libraries.extend(self.text(child, attr::NAME));
                    continue;
                }
                _ => continue,
            };
            let Some(component) = self.component(child, kind) else {
                let detail = format!("<{}> without a name", child.name);
                self.note("manifest-component-without-name", detail);
                continue;
            };
            // Launchers show the activity's label where the application has none.
            if out.label == Localized::default() && component.is_launcher() {
                out.label = self.localized(child, attr::LABEL);
            }
            self.icons.component(child, &component);
            out.components.push(component);
        }
    }

    fn component(&self, element: &Element, kind: ComponentKind) -> Option<Component> {
        let types = self.value(element, attr::FOREGROUND_SERVICE_TYPE);
        let foreground_service_types = types.map_or_else(Vec::new, |value| match value.int() {
            Some(flags) => words::foreground_service_types(flags),
            None => split(&value.text().unwrap_or_default(), '|'),
        });
        Some(Component {
            kind,
            name: self.class(element, attr::NAME)?,
            enabled: self.bool(element, attr::ENABLED).unwrap_or(true),
            exported: self.bool(element, attr::EXPORTED),
            process: self.text(element, attr::PROCESS),
            permission: self
                .text(element, attr::PERMISSION)
                .or_else(|| self.text(element, attr::READ_PERMISSION)),
            authorities: self.authorities(element),
            target: self.class(element, attr::TARGET_ACTIVITY),
            foreground_service_types,
            intent_filters: element
                .named("intent-filter")
                .map(|filter| self.intent_filter(filter))
                .collect(),
            meta_data: element
                .named("meta-data")
                .filter_map(|data| self.meta_data(data))
                .collect(),
        })
    }

    fn authorities(&self, element: &Element) -> Vec<String> {
        let text = self.text(element, attr::AUTHORITIES);
        text.map_or_else(Vec::new, |text| split(&text, ';'))
    }

    fn intent_filter(&self, element: &Element) -> IntentFilter {
        let names = |tag| {
            let children = element.named(tag);
            children.filter_map(|c| self.text(c, attr::NAME)).collect()
        };
        IntentFilter {
            actions: names("action"),
            categories: names("category"),
            data: element.named("data").map(|data| self.data(data)).collect(),
            priority: self
                .int(element, attr::PRIORITY)
                .map_or(0, u32::cast_signed),
        }
    }

    fn data(&self, element: &Element) -> String {
        let attributes = [
            attr::SCHEME,
            attr::HOST,
            attr::PORT,
            attr::PATH,
            attr::PATH_PREFIX,
            attr::PATH_PATTERN,
            attr::PATH_SUFFIX,
            attr::PATH_ADVANCED_PATTERN,
            attr::MIME_TYPE,
        ];
        let pairs: Vec<String> = attributes
            .into_iter()
            .filter_map(|a| Some(format!("{}={}", a.name, self.text(element, a)?)))
            .collect();
        pairs.join(" ")
    }

    fn meta_data(&self, element: &Element) -> Option<MetaData> {
        let value = element.get(attr::VALUE).map(|value| {
            let text = self.text(element, attr::VALUE);
            text.or_else(|| self.reference(value)).unwrap_or_default()
        });
        let resource = element.get(attr::RESOURCE);
        Some(MetaData {
            name: self.text(element, attr::NAME)?,
            value,
            resource: resource.and_then(|r| self.reference(r).or_else(|| r.text())),
        })
    }

    /// The name of a resource, or its number where the name is not known.
    fn reference(&self, value: &Value) -> Option<String> {
        match value {
            Value::Reference(id) => {
                Some(self.resources.name(*id).unwrap_or(format!("@0x{id:08x}")))
            }
            Value::Named(name) => Some(name.to_string()),
            _ => None,
        }
    }

    fn localized(&self, element: &Element, attribute: Attr) -> Localized {
        let value = element.get(attribute);
        value.map_or_else(Localized::default, |v| {
            self.resources.localized(v, &self.steps)
        })
    }

    fn value<'e>(&'e self, element: &'e Element, attribute: Attr) -> Option<Value<'e>> {
        let value = element.get(attribute)?;
        self.resources
            .resolve_value(value, Language::Default, &self.steps)
    }

    fn text(&self, element: &Element, attribute: Attr) -> Option<String> {
        if self.text.left() == 0 {
            return None;
        }
        let text = self.value(element, attribute)?.text()?;
        self.text.take(text.len());
        Some(text)
    }

    fn int(&self, element: &Element, attribute: Attr) -> Option<u32> {
        self.value(element, attribute)?.int()
    }

    fn bool(&self, element: &Element, attribute: Attr) -> Option<bool> {
        self.value(element, attribute)?.bool()
    }

    /// A class name, completed as `buildClassName` does.
    fn class(&self, element: &Element, attribute: Attr) -> Option<String> {
        let name = self.text(element, attribute)?;
        if name.is_empty() {
            return None;
        }
        Some(if name.starts_with('.') {
            format!("{}{name}", self.package)
        } else if !name.contains('.') {
            format!("{}.{name}", self.package)
        } else {
            name
        })
    }
}

fn split(text: &str, separator: char) -> Vec<String> {
    let parts = text.split(separator).map(str::trim);
    parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}
