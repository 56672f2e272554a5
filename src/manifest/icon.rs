//! Whether anything of the app's icon can be seen.
//!
//! For an entry, launchers draw its own `icon`, else that of an alias' target,
//! else the application's (`ParsedActivityImpl.makeAlias`,
//! `ComponentInfo.getIconResource`); without an entry, settings draw the
//! application's. Which configuration a device takes is not known here, so each
//! must be transparent. The first that is not ends the look, and the smallest
//! file comes first: an ordinary app costs one small image, mostly its header.
//!
//! Transparent are colours of alpha 0, PNG images without a pixel above it, and
//! `<color>`, `<shape>` and `<adaptive-icon>` of nothing else. WebP, vectors,
//! other drawables, files in source form, and all that is large, damaged or not
//! found are taken to be seen.

use std::collections::BTreeSet;
use std::io::Cursor;

use super::decode;
use super::element::{Element, Value, attr};
use super::resources::{Resources, Steps};
use crate::facts::{Component, ComponentKind, UnseenIcon};
use crate::package::{Entry, Package};

/// `@android:color/transparent` (`core/res/res/values/public-final.xml`).
const PLATFORM_TRANSPARENT: u32 = 0x0106_000d;

/// Launcher entries that are looked at; apps with icons to choose from have ten.
const MAX_ENTRIES: usize = 64;

/// Drawables inside and behind each other.
const MAX_DEPTH: usize = 10;

/// Values that are looked at.
const MAX_STEPS: usize = 1 << 12;

/// Files that are read.
const MAX_FILES: usize = 64;

/// Bytes of a file. A transparent image of a million pixels has some 4000.
const MAX_FILE: u64 = 256 << 10;

/// Pixels of an image; stores ask for 512 × 512.
const MAX_PIXELS: u64 = 1024 * 1024;

/// Bytes that decoding may allocate: some rows, and chunks beside the image.
const MAX_DECODING: usize = 8 << 20;

/// The icons that a manifest declares.
#[derive(Debug, Default)]
pub struct Icons<'a> {
    application: Level<'a>,
    activities: Vec<Activity<'a>>,
}

#[derive(Debug)]
struct Activity<'a> {
    name: String,
    target: Option<String>,
    is_entry: bool,
    level: Level<'a>,
}

/// What one element declares. Devices with round icons take `roundIcon`, others
/// do not read it.
#[derive(Debug, Default)]
struct Level<'a> {
    icon: Option<Value<'a>>,
    round: Option<Value<'a>>,
}

impl<'a> Level<'a> {
    fn of(element: &Element<'a>) -> Self {
        // Only resources count (`TypedArray.getResourceId`).
        let resource = |attribute| {
            let value = element.get(attribute)?;
            let is_resource = match value {
                Value::Reference(id) => *id != 0,
                Value::Named(_) => true,
                _ => false,
            };
            is_resource.then(|| value.clone())
        };
        Self {
            icon: resource(attr::ICON),
            round: resource(attr::ROUND_ICON),
        }
    }
}

impl<'a> Icons<'a> {
    /// Adds the application of the base.
    pub fn application(&mut self, element: &Element<'a>) {
        self.application = Level::of(element);
    }

    /// Adds a component; those that are no activity have no entry.
    pub fn component(&mut self, element: &Element<'a>, component: &Component) {
        if let ComponentKind::Activity | ComponentKind::ActivityAlias = component.kind {
            self.activities.push(Activity {
                name: component.name.clone(),
                target: component.target.clone(),
                is_entry: component.enabled && component.is_launcher(),
                level: Level::of(element),
            });
        }
    }

    /// All that may be drawn; `None` where that is the platform's own icon, or
    /// too much.
    fn drawn(&self) -> Option<Vec<&Value<'a>>> {
        let entries: Vec<_> = self.activities.iter().filter(|a| a.is_entry).collect();
        if entries.len() > MAX_ENTRIES {
            return None;
        }
        let mut drawn = Vec::new();
        for entry in &entries {
            let target = entry.target.as_ref();
            let target = target.and_then(|t| self.activities.iter().find(|a| a.name == *t));
            let levels = [Some(&entry.level), target.map(|t| &t.level)];
            let levels = levels.into_iter().flatten().chain([&self.application]);
            drawn.extend(first(levels)?);
        }
        if entries.is_empty() {
            drawn.extend(first([&self.application])?);
        }
        Some(drawn)
    }
}

/// The icon of the first level that has one, with the round ones up to there.
fn first<'v, 'a: 'v>(
    levels: impl IntoIterator<Item = &'v Level<'a>>,
) -> Option<Vec<&'v Value<'a>>> {
    let mut drawn = Vec::new();
    for level in levels {
        drawn.extend(&level.round);
        if let Some(icon) = &level.icon {
            drawn.push(icon);
            return Some(drawn);
        }
    }
    None
}

/// The icon, where it is proven that nothing of it can be seen.
pub fn unseen(icons: &Icons, resources: &Resources, package: &Package) -> Option<UnseenIcon> {
    let mut look = Look {
        resources,
        package,
        steps: Steps::new(MAX_STEPS),
        files: MAX_FILES,
        adaptive: false,
        drawn: BTreeSet::new(),
    };
    let drawn = icons.drawn()?;
    let all = drawn.iter().all(|icon| look.drawable(icon, MAX_DEPTH));
    all.then(|| UnseenIcon {
        adaptive: look.adaptive,
        drawn: look.drawn.into_iter().collect(),
    })
}

/// A look at drawables; each method says whether nothing of one can be seen, and
/// takes how many may still lie inside each other.
struct Look<'p> {
    resources: &'p Resources,
    package: &'p Package,
    steps: Steps,
    files: usize,
    adaptive: bool,
    drawn: BTreeSet<String>,
}

impl Look<'_> {
    fn drawable(&mut self, value: &Value, depth: usize) -> bool {
        match value {
            Value::Reference(PLATFORM_TRANSPARENT) => {
                self.drawn.insert("@android:color/transparent".into());
                true
            }
            Value::Color(color) if is_transparent(*color) => {
                self.drawn.insert(format!("#{color:08x}"));
                true
            }
            Value::Reference(_) | Value::Named(_) => self.every(value, depth, Self::drawable),
            Value::Text(path) => self.file(path, depth),
            _ => false,
        }
    }

    fn color(&mut self, value: &Value, depth: usize) -> bool {
        match value {
            Value::Reference(PLATFORM_TRANSPARENT) => true,
            Value::Color(color) => is_transparent(*color),
            Value::Reference(_) | Value::Named(_) => self.every(value, depth, Self::color),
            _ => false,
        }
    }

    /// Whether a resource has values, and all of them are so.
    fn every(
        &mut self,
        resource: &Value,
        depth: usize,
        is_so: fn(&mut Self, &Value, usize) -> bool,
    ) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let resources = self.resources;
        let mut values = resources.every(resource, &self.steps);
        if self.steps.left() == 0 || values.is_empty() {
            return false;
        }
        values.sort_by_cached_key(|value| match value {
            Value::Text(path) => self.package.find(path).map_or(0, |entry| entry.size()),
            _ => 0,
        });
        values.iter().all(|value| is_so(self, value, depth))
    }

    /// A file, in all parts of the package that have it.
    fn file(&mut self, path: &str, depth: usize) -> bool {
        let parts = self.package.parts();
        let entries: Vec<Entry> = parts.iter().filter_map(|part| part.find(path)).collect();
        !entries.is_empty() && entries.iter().all(|entry| self.entry(entry, depth))
    }

    fn entry(&mut self, entry: &Entry, depth: usize) -> bool {
        let Some(files) = self.files.checked_sub(1) else {
            return false;
        };
        self.files = files;
        if entry.size() > MAX_FILE {
            return false;
        }
        let Ok(bytes) = entry.read_at_most(MAX_FILE) else {
            return false;
        };
        // By the name, as the platform (`ResourcesImpl.loadDrawableForCookie`).
        let unseen = if entry.path().ends_with(".xml") {
            decode(&bytes).is_ok_and(|(root, _)| self.xml(&root, depth))
        } else {
            is_transparent_png(&bytes).unwrap_or(false)
        };
        if unseen {
            self.drawn.insert(entry.location());
        }
        unseen
    }

    fn xml(&mut self, drawable: &Element, depth: usize) -> bool {
        // A tint may be added to what is transparent.
        if drawable.get(attr::TINT).is_some() {
            return false;
        }
        let children = &drawable.children;
        match &*drawable.name {
            "color" => children.is_empty() && self.filled(drawable, depth),
            "shape" => children.iter().all(|part| self.shape(part, depth)),
            "adaptive-icon" => {
                self.adaptive = true;
                !children.is_empty() && children.iter().all(|layer| self.layer(layer, depth))
            }
            _ => false,
        }
    }

    fn filled(&mut self, element: &Element, depth: usize) -> bool {
        let color = element.get(attr::COLOR);
        color.is_some_and(|color| self.color(color, depth))
    }

    /// A part of a `<shape>` (`GradientDrawable.java`).
    fn shape(&mut self, part: &Element, depth: usize) -> bool {
        match &*part.name {
            "corners" | "padding" | "size" => true,
            "solid" | "stroke" => self.filled(part, depth),
            "gradient" => {
                let mut color = |attribute| part.get(attribute).map(|c| self.color(c, depth));
                color(attr::START_COLOR) == Some(true)
                    && color(attr::END_COLOR) == Some(true)
                    && color(attr::CENTER_COLOR) != Some(false)
            }
            _ => false,
        }
    }

    /// A layer of an `<adaptive-icon>`: a resource, or a drawable inside.
    fn layer(&mut self, layer: &Element, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        if !matches!(&*layer.name, "background" | "foreground" | "monochrome") {
            return false;
        }
        match (layer.get(attr::DRAWABLE), layer.children.as_slice()) {
            (Some(drawable), _) => self.drawable(drawable, depth),
            (None, [inside]) => self.xml(inside, depth),
            _ => false,
        }
    }
}

fn is_transparent(color: u32) -> bool {
    color >> 24 == 0
}

/// Whether every pixel of an image has alpha 0; up to the first that has not.
fn is_transparent_png(bytes: &[u8]) -> Result<bool, png::DecodingError> {
    let limits = png::Limits {
        bytes: MAX_DECODING,
    };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    // Alpha of its own byte, also for palettes and a colour that is transparent.
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let (width, height) = reader.info().size();
    let pixel = match reader.output_color_type().0 {
        png::ColorType::Rgba => 4,
        png::ColorType::GrayscaleAlpha => 2,
        _ => return Ok(false),
    };
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Ok(false);
    }
    while let Some(row) = reader.next_row()? {
        let mut pixels = row.data().chunks_exact(pixel);
        if pixels.any(|pixel| pixel.last() != Some(&0)) {
            return Ok(false);
        }
    }
    Ok(true)
}
