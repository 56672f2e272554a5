//! Icons of which nothing can be seen, and those of which something can.

use super::*;
use crate::facts::UnseenIcon;

const COLOR_CLEAR: u32 = 0x7f01_0000;
const COLOR_WHITE: u32 = 0x7f01_0001;
const CLEAR: u32 = 0x7f02_0000;
const SEEN: u32 = 0x7f02_0001;
const ONE_SEEN: u32 = 0x7f02_0002;
const SHAPE: u32 = 0x7f02_0003;
const ADAPTIVE: u32 = 0x7f02_0004;
const PLAIN: u32 = 0x7f02_0005;
const ITSELF: u32 = 0x7f02_0006;
const GONE: u32 = 0x7f02_0007;
const WEBP: u32 = 0x7f02_0008;
const MISSING: u32 = 0x7f02_0099;
const PLATFORM_CLEAR: u32 = 0x0106_000d;
const PLATFORM_OTHER: u32 = 0x0106_000c;

fn icons() -> Vec<Resource> {
    let one = |name, value| ("drawable", name, vec![("", value)]);
    vec![
        ("color", "clear", vec![("", Val::Color(0x00ff_ffff))]),
        ("color", "white", vec![("", Val::Color(0xffff_ffff))]),
        (
            "drawable",
            "clear",
            vec![
                ("", Val::Str("r/clear.png")),
                ("en", Val::Str("r/clear2.png")),
            ],
        ),
        one("seen", Val::Str("r/seen.png")),
        (
            "drawable",
            "one_seen",
            vec![
                ("", Val::Str("r/clear.png")),
                ("en", Val::Str("r/seen.png")),
            ],
        ),
        one("shape", Val::Str("r/shape.xml")),
        one("adaptive", Val::Str("r/adaptive.xml")),
        one("plain", Val::Ref(COLOR_CLEAR)),
        one("itself", Val::Ref(ITSELF)),
        one("gone", Val::Str("r/gone.png")),
        one("webp", Val::Str("r/icon.webp")),
    ]
}

fn png(color: png::ColorType, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 2, 2);
    encoder.set_color(color);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    drop(writer);
    out
}

fn clear_png() -> Vec<u8> {
    png(png::ColorType::Rgba, &[9, 9, 9, 0].repeat(4))
}

/// One pixel of alpha 1.
fn seen_png() -> Vec<u8> {
    let mut pixels = [0; 16];
    pixels[15] = 1;
    png(png::ColorType::Rgba, &pixels)
}

fn filled(tag: &'static str, color: Val) -> Node {
    node(tag, &[a(COLOR, color)], vec![])
}

fn entry(tag: &'static str, name: &'static str, more: &[(u32, &'static str, Val)]) -> Node {
    let filter = vec![
        named("action", "android.intent.action.MAIN"),
        named("category", "android.intent.category.LAUNCHER"),
    ];
    let attributes = [&[a(NAME, Val::Str(name))], more].concat();
    node(tag, &attributes, vec![node("intent-filter", &[], filter)])
}

/// An app with files besides those that all have.
fn app(
    icon: &[(u32, &'static str, Val)],
    components: Vec<Node>,
    files: &[(&str, &[u8])],
) -> Option<UnseenIcon> {
    let root = node(
        "manifest",
        &[a(PACKAGE, Val::Str("a.b"))],
        vec![node("application", icon, components)],
    );
    let mut zip = Zip::default()
        .stored(MANIFEST, &axml(&root, Style::default()))
        .stored(
            "resources.arsc",
            &arsc(0x7f, &icons(), Packing::Plain, false),
        )
        .stored("r/clear.png", &clear_png())
        .stored(
            "r/clear2.png",
            &png(png::ColorType::GrayscaleAlpha, &[7, 0].repeat(4)),
        )
        .stored("r/seen.png", &seen_png())
        .stored("r/icon.webp", b"RIFF\x1a\0\0\0WEBPVP8L");
    for (name, data) in files {
        zip = zip.stored(name, data);
    }
    read_zip(&zip).unwrap().0.unseen_icon
}

fn of_application(icon: u32) -> Option<UnseenIcon> {
    app(&[a(ICON, Val::Ref(icon))], vec![], &[])
}

fn drawn(icon: Option<UnseenIcon>) -> Vec<String> {
    icon.map(|icon| icon.drawn).unwrap_or_default()
}

#[test]
fn every_configuration_must_be_transparent() {
    assert_eq!(
        drawn(of_application(CLEAR)),
        ["r/clear.png", "r/clear2.png"]
    );
    assert_eq!(drawn(of_application(PLAIN)), ["#00ffffff"]);
    assert_eq!(
        drawn(of_application(PLATFORM_CLEAR)),
        ["@android:color/transparent"]
    );
    for (name, seen) in [
        ("one pixel of alpha 1", SEEN),
        ("one of two languages", ONE_SEEN),
        ("a colour", COLOR_WHITE),
        ("a reference to itself", ITSELF),
        ("a file that is not there", GONE),
        ("a resource that is not there", MISSING),
        ("WebP", WEBP),
        ("another colour of the platform", PLATFORM_OTHER),
        ("@null", 0),
    ] {
        assert_eq!(of_application(seen), None, "{name}");
    }
    assert_eq!(app(&[], vec![], &[]), None, "no icon");
    let literal = [a(ICON, Val::Color(0))];
    assert_eq!(app(&literal, vec![], &[]), None, "a colour is no resource");
}

#[test]
fn what_launchers_draw_for_an_entry() {
    let application = |icon| [a(ICON, Val::Ref(icon))];
    let icon = |icon| [a(ICON, Val::Ref(icon))];
    let main = |more: &[_]| entry("activity", ".Main", more);
    let disabled = entry(
        "activity",
        ".Old",
        &[a(ICON, Val::Ref(SEEN)), a(ENABLED, Val::Bool(false))],
    );
    let hidden = node(
        "activity",
        &[a(NAME, Val::Str(".Hidden")), a(ICON, Val::Ref(CLEAR))],
        vec![],
    );
    let alias = |more: &[_]| {
        let target = [&[a(TARGET_ACTIVITY, Val::Str(".Hidden"))], more].concat();
        entry("activity-alias", ".Alias", &target)
    };
    for (name, app_icon, components, unseen) in [
        ("the activity's own", SEEN, vec![main(&icon(CLEAR))], true),
        (
            "also where the app's is not",
            CLEAR,
            vec![main(&icon(SEEN))],
            false,
        ),
        ("the app's for one without", CLEAR, vec![main(&[])], true),
        (
            "an alias' target's",
            SEEN,
            vec![hidden.clone(), alias(&[])],
            true,
        ),
        (
            "an alias' own",
            SEEN,
            vec![hidden.clone(), alias(&icon(SEEN))],
            false,
        ),
        (
            "one of two",
            SEEN,
            vec![main(&icon(CLEAR)), alias(&[])],
            false,
        ),
        (
            "a disabled one beside",
            SEEN,
            vec![main(&icon(CLEAR)), disabled],
            true,
        ),
        (
            "a round one",
            SEEN,
            vec![main(
                &[icon(CLEAR), [a(ROUND_ICON, Val::Ref(SEEN))]].concat(),
            )],
            false,
        ),
    ] {
        let found = app(&application(app_icon), components, &[]);
        assert_eq!(found.is_some(), unseen, "{name}");
    }
}

#[test]
fn drawables_of_transparent_colours() {
    let layer = |name, drawable| node(name, &[a(DRAWABLE, Val::Ref(drawable))], vec![]);
    let inside = |name, drawable| node(name, &[], vec![drawable]);
    let shape = |parts| node("shape", &[], parts);
    let clear = || filled("solid", Val::Color(0));
    let gradient = |end| {
        node(
            "gradient",
            &[
                a(START_COLOR, Val::Color(0x0012_3456)),
                a(END_COLOR, Val::Color(end)),
            ],
            vec![],
        )
    };
    let adaptive = |layers| node("adaptive-icon", &[], layers);
    for (name, drawable, expected) in [
        ("color", filled("color", Val::Ref(COLOR_CLEAR)), Some(false)),
        ("white", filled("color", Val::Ref(COLOR_WHITE)), None),
        (
            "platform's",
            filled("color", Val::Ref(PLATFORM_CLEAR)),
            Some(false),
        ),
        (
            "solid",
            shape(vec![clear(), node("corners", &[], vec![])]),
            Some(false),
        ),
        (
            "stroke",
            shape(vec![clear(), filled("stroke", Val::Color(0xff00_0000))]),
            None,
        ),
        ("gradient", shape(vec![gradient(0)]), Some(false)),
        ("to a colour", shape(vec![gradient(0xff00_0000)]), None),
        (
            "tinted",
            node("shape", &[a(TINT, Val::Color(0xff00_0000))], vec![clear()]),
            None,
        ),
        ("vector", node("vector", &[], vec![]), None),
        (
            "layers",
            adaptive(vec![
                layer("background", COLOR_CLEAR),
                layer("foreground", CLEAR),
            ]),
            Some(true),
        ),
        (
            "inside",
            adaptive(vec![inside("background", shape(vec![clear()]))]),
            Some(true),
        ),
        (
            "a seen layer",
            adaptive(vec![
                layer("background", COLOR_CLEAR),
                layer("foreground", SEEN),
            ]),
            None,
        ),
        (
            "a seen monochrome",
            adaptive(vec![layer("background", CLEAR), layer("monochrome", SEEN)]),
            None,
        ),
        (
            "itself",
            adaptive(vec![layer("background", ADAPTIVE)]),
            None,
        ),
        ("no layer", adaptive(vec![]), None),
    ] {
        let xml = axml(&drawable, Style::default());
        let files: [(&str, &[u8]); 2] = [("r/shape.xml", &xml), ("r/adaptive.xml", &xml)];
        for icon in [SHAPE, ADAPTIVE] {
            let found = app(&[a(ICON, Val::Ref(icon))], vec![], &files);
            assert_eq!(found.map(|icon| icon.adaptive), expected, "{name}");
        }
    }
}

#[test]
fn images_that_are_damaged_large_or_opaque_are_seen() {
    let clear = clear_png();
    let cut = &clear[..clear.len() - 20];
    let mut wide = Vec::new();
    let mut encoder = png::Encoder::new(&mut wide, 1025, 1024);
    encoder.set_color(png::ColorType::Rgba);
    let pixels = vec![0; 1025 * 1024 * 4];
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    drop(writer);
    let mut long = clear.clone();
    long.resize(300 << 10, 0);
    for (name, bytes) in [
        ("cut", cut),
        ("too many pixels", &wide),
        ("too many bytes", &long),
        ("opaque", &png(png::ColorType::Rgb, &[0; 12])),
        ("nothing", b""),
    ] {
        let found = app(&[a(ICON, Val::Ref(GONE))], vec![], &[("r/gone.png", bytes)]);
        assert_eq!(found, None, "{name}");
    }
    let found = app(
        &[a(ICON, Val::Ref(GONE))],
        vec![],
        &[("r/gone.png", &clear)],
    );
    assert_eq!(drawn(found), ["r/gone.png"]);
}

#[test]
fn a_bundle_has_icons_too() {
    let root = node(
        "manifest",
        &[a(PACKAGE, Val::Str("a.b"))],
        vec![node("application", &[a(ICON, Val::Ref(ADAPTIVE))], vec![])],
    );
    let layer = |name, color| node(name, &[], vec![filled("color", color)]);
    let adaptive = |front| {
        let layers = vec![
            layer("background", Val::Color(0)),
            layer("foreground", front),
        ];
        xml_node(&node("adaptive-icon", &[], layers))
    };
    for (front, unseen) in [(Val::Color(0), true), (Val::Ref(COLOR_WHITE), false)] {
        let zip = Zip::default()
            .stored("base/manifest/AndroidManifest.xml", &xml_node(&root))
            .stored("base/resources.pb", &resource_table(0x7f, &icons()))
            .stored("base/r/adaptive.xml", &adaptive(front));
        assert_eq!(read_zip(&zip).unwrap().0.unseen_icon.is_some(), unseen);
    }
}
