"""Packages that lack what most have."""

from archive import DEX, MANIFEST, TABLE, Entry, archive
from axml import END, START, Document
from case import case

LABEL, ICON = 0x01010001, 0x01010002
ATTRIBUTES = "ParsingPackageUtils.java parseBaseApplication"
NO_LABEL = {"label": {"default": None, "zh": None, "en": None}}


def without(sample, *keys):
    """The sample, its <application> without attributes."""
    document = Document(sample[MANIFEST])
    application = document.element("application")
    for key in keys:
        application.attributes.remove(document.attribute(application, key))
    return document.build()


def left(sample, *names):
    """The sample without entries."""
    return archive([e for e in sample.entries() if e.name.decode() not in names])


@case("same", ATTRIBUTES)
def no_icon(sample):
    """No icon"""
    return sample.package(manifest=without(sample, ICON))


@case("same", ATTRIBUTES)
def no_icon_file(sample):
    """The file of the icon is missing"""
    return left(sample, "res/drawable/icon.xml")


@case("other", ATTRIBUTES, **NO_LABEL)
def no_label(sample):
    """No label"""
    return sample.package(manifest=without(sample, LABEL))


@case("other", "libs/androidfw/ApkAssets.cpp ApkAssets::LoadImpl", **NO_LABEL)
def no_table(sample):
    """No resources.arsc"""
    return left(sample, TABLE)


@case("other", ATTRIBUTES, "no-code", label="*", classes=0, findings="*")
def manifest_only(sample):
    """Nothing but the manifest"""
    return left(sample, TABLE, DEX, "res/drawable/icon.xml")


@case("other", ATTRIBUTES, "no-code", classes=0, findings="*")
def no_dex(sample):
    """No classes.dex"""
    return left(sample, DEX)


@case("refused", "ApkLiteParseUtils.java parseApkLite", "error")
def no_manifest(sample):
    """No manifest"""
    return left(sample, MANIFEST)


@case(
    "other", "ParsingPackageUtils.java parseBaseApkTags",
    components=[], application="*", findings="*", **NO_LABEL,
)
def no_application(sample):
    """No <application> (refused from target 30 on)"""
    document = Document(sample[MANIFEST])
    first, last = document.index(START, "application"), document.index(END, "application")
    del document.nodes[first : last + 1]
    return sample.package(manifest=document.build())


@case("refused", "ApkLiteParseUtils.java parsePackageSplitNames", "manifest-no-package")
def no_package(sample):
    """No package name"""
    document = Document(sample[MANIFEST])
    root = document.element("manifest")
    root.attributes.remove(document.attribute(root, "package"))
    return sample.package(manifest=document.build())


@case("refused", "ApkLiteParseUtils.java parseApkLite", "error")
def manifest_empty(sample):
    """The manifest is empty"""
    return sample.package(manifest=b"")


@case("same", "libziparchive/zip_archive.cc extractToWriter")
def order_reversed(sample):
    """Entries in reverse order, the manifest last"""
    return archive(sample.entries()[::-1])


@case("same", "libs/androidfw/AssetsProvider.cpp ZipAssetsProvider::OpenInternal")
def all_stored(sample):
    """Every entry stored"""
    entries = sample.entries()
    for entry in entries:
        entry.method = 0
    return archive(entries)


@case("same", "libs/androidfw/AssetsProvider.cpp ZipAssetsProvider::OpenInternal")
def all_deflated(sample):
    """Every entry deflated, the resource table too (target below 30)"""
    entries = sample.entries()
    for entry in entries:
        entry.method = 8
    return archive(entries)
