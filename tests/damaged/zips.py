"""Manipulations of the archive."""

import struct
import zlib

from archive import (
    DEFLATED, DESCRIPTOR, DEX, MANIFEST, STORED, TABLE,
    Entry, archive, end_record, named,
)
from case import case

FIND = "libziparchive/zip_archive.cc FindEntry"
OPEN = "libziparchive/zip_archive.cc ParseZipArchive"
END = "libziparchive/zip_archive.cc FindCentralDirectoryInfo"
MAP = "libziparchive/zip_archive.cc MapCentralDirectory"
EXTRACT = "libziparchive/zip_archive.cc extractToWriter"
MAPPED = "libs/androidfw/AssetsProvider.cpp ZipAssetsProvider::OpenInternal"
DUPLICATE = "libziparchive/zip_cd_entry_map.cc AddToMap"
NAMES = "libziparchive/entry_name_utils-inl.h IsValidEntryName"
JUNK = bytes(range(0x40, 0x5c))


def changed(sample, name, method=None, /, **fields):
    """The sample with fields of one entry changed."""
    entries = sample.entries()
    entry = named(entries, name)
    if method is not None:
        entry.method = method
    for key, value in fields.items():
        setattr(entry, key, value)
    return archive(entries)


# Methods, flags, versions.


@case("same", MAPPED, "unknown-compression-method")
def method_both(sample):
    """Manifest stored, under method 0x4a1d in both headers (BadPack)"""
    return changed(sample, MANIFEST, STORED, both={"method": 0x4A1D})


@case("same", MAPPED, "unknown-compression-method", "local-method-mismatch")
def method_directory(sample):
    """Manifest stored, method 0x1f9a in the directory, 8 in the local header"""
    return changed(sample, MANIFEST, STORED, central={"method": 0x1F9A}, local={"method": 8})


@case("same", FIND, "local-method-mismatch")
def method_local(sample):
    """Manifest deflated, method 99 in the local header"""
    return changed(sample, MANIFEST, local={"method": 99})


@case("same", FIND, "local-method-mismatch")
def method_local_stored(sample):
    """Manifest deflated, said to be stored in the local header"""
    return changed(sample, MANIFEST, local={"method": 0})


@case("same", MAPPED, "unknown-compression-method")
def method_short(sample):
    """Manifest stored under method 11 with 8 packed bytes in both headers (BadPack)"""
    return changed(sample, MANIFEST, STORED, both={"method": 11, "packed": 8})


@case("refused", FIND, "unknown-compression-method", "entry-past-directory")
def method_long(sample):
    """Manifest stored under method 11, packed size past the directory in both headers"""
    return changed(sample, MANIFEST, STORED, both={"method": 11, "packed": 0x7FFFFFF0})


@case("same", MAPPED, "unknown-compression-method")
def method_resources(sample):
    """Resource table stored under method 0xbeef"""
    return changed(sample, TABLE, both={"method": 0xBEEF})


@case("no code", EXTRACT, "unknown-compression-method")
def method_dex(sample):
    """classes.dex stored under method 93"""
    return changed(sample, DEX, STORED, both={"method": 93})


@case("same", FIND, "encrypted-flag")
def encrypted_both(sample):
    """Encrypted flag on every entry, in both headers"""
    entries = sample.entries()
    for entry in entries:
        entry.both["flags"] = 1
    return archive(entries)


@case("same", FIND, "encrypted-flag")
def encrypted_directory(sample):
    """Encrypted flag on manifest and code, in the directory only"""
    entries = sample.entries()
    for name in (MANIFEST, DEX):
        named(entries, name).central["flags"] = 1
    return archive(entries)


@case("same", FIND, "encrypted-flag")
def encrypted_local(sample):
    """Encrypted and strong-encryption flags in the local header of the manifest"""
    return changed(sample, MANIFEST, local={"flags": 0x41})


@case("same", FIND, "encrypted-flag")
def encrypted_version(sample):
    """Encrypted flag and version 25.5 needed, in both headers of the manifest"""
    return changed(sample, MANIFEST, both={"flags": 1, "version": 255})


@case("same", FIND)
def version_needed(sample):
    """Version 0xffff needed for every entry"""
    entries = sample.entries()
    for entry in entries:
        entry.both["version"] = 0xFFFF
    return archive(entries)


# Sizes, checksums, descriptors.


@case("refused", FIND, "local-size-mismatch")
def local_sizes(sample):
    """Sizes of the manifest's local header are wrong, no data descriptor"""
    return changed(sample, MANIFEST, local={"packed": 77, "size": 99})


@case("refused", FIND, "local-crc-mismatch")
def local_crc(sample):
    """CRC of the manifest's local header is wrong, no data descriptor"""
    return changed(sample, MANIFEST, local={"crc": 0xDEADBEEF})


@case("same", "libziparchive/zip_archive.cc kCrcChecksEnabled")
def crc_both(sample):
    """CRC of manifest and code is wrong in both headers"""
    entries = sample.entries()
    for name in (MANIFEST, DEX):
        named(entries, name).both["crc"] = 0x12345678
    return archive(entries)


@case("same", MAPPED, "stored-size-mismatch")
def stored_sizes(sample):
    """Manifest stored, 5 packed bytes in both headers"""
    return changed(sample, MANIFEST, STORED, both={"packed": 5})


@case("refused", "libs/androidfw/ZipUtils.cpp inflateToBuffer", "size-mismatch")
def inflated_small(sample):
    """Manifest inflates to more than both headers say"""
    size = len(sample[MANIFEST]) - 100
    return changed(sample, MANIFEST, both={"size": size})


@case("refused", "libs/androidfw/ZipUtils.cpp inflateToBuffer", "size-mismatch")
def inflated_large(sample):
    """Manifest inflates to less than both headers say"""
    size = len(sample[MANIFEST]) + 100
    return changed(sample, MANIFEST, both={"size": size})


@case("no code", EXTRACT + ", inflateImpl", "size-mismatch")
def inflated_dex(sample):
    """classes.dex inflates to less than both headers say"""
    return changed(sample, DEX, both={"size": len(sample[DEX]) + 64})


def described(sample, name, crc=None, flags=DESCRIPTOR, local_sizes=0):
    entries = sample.entries()
    entry = named(entries, name)
    entry.both["flags"] = flags
    entry.local |= {"crc": 0, "packed": local_sizes, "size": local_sizes}
    crc = zlib.crc32(entry.data) if crc is None else crc
    entry.descriptor = struct.pack("<4sIII", b"PK\7\x08", crc, len(entry.packed()), len(entry.data))
    return archive(entries)


@case("same", FIND)
def descriptor(sample):
    """Sizes of the manifest stand in a data descriptor"""
    return described(sample, MANIFEST)


@case("same", MAPPED, "descriptor-mismatch")
def descriptor_wrong(sample):
    """The manifest's data descriptor holds another CRC, its local header junk sizes"""
    return described(sample, MANIFEST, 0x0BADF00D, local_sizes=0x41414141)


@case("no code", "libziparchive/zip_archive.cc ValidateDataDescriptor", "descriptor-mismatch")
def descriptor_wrong_dex(sample):
    """The data descriptor of classes.dex holds another CRC"""
    return described(sample, DEX, 0x0BADF00D)


@case("same", FIND)
def descriptor_flag_directory(sample):
    """Descriptor flag of the manifest in the directory only"""
    return changed(sample, MANIFEST, central={"flags": DESCRIPTOR})


# Names, offsets, extra fields.


@case("refused", FIND, "error")
def local_name(sample):
    """The manifest's local header has another name of equal length"""
    return changed(sample, MANIFEST, local={"name": b"AndroidManifest.xmL"})


@case("refused", FIND, "local-header-shifted")
def local_offset(sample):
    """The directory points 7 bytes past the manifest's local header"""
    return changed(sample, MANIFEST, central={"offset": 7})


@case("same", FIND)
def extra_local(sample):
    """28 bytes of junk as extra field of the manifest's local header only"""
    return changed(sample, MANIFEST, local={"extra": JUNK})


@case("same", OPEN)
def extra_directory(sample):
    """28 bytes of junk as extra field of the manifest's record only"""
    return changed(sample, MANIFEST, central={"extra": JUNK})


@case("refused", FIND, "error")
def extra_length(sample):
    """Extra field of the manifest's local header reaches past the directory"""
    return changed(sample, MANIFEST, local={"extra_len": 0xFFFF})


@case("same", FIND)
def overlap(sample):
    """The manifest lies inside the data of a stored asset"""
    entries = sample.entries()
    inner = entries.pop(0)
    data = inner.local_header() + inner.packed()
    outer = Entry(b"assets/outer.bin", data, STORED, local={"extra": b""})
    inner.at = 30 + len(outer.name)
    return archive([outer, inner] + entries)


@case("refused", DUPLICATE, "duplicate-name")
def duplicate_manifest(sample):
    """A second manifest, of another package"""
    entries = sample.entries()
    entries.append(Entry(MANIFEST.encode(), decoy(sample)))
    return archive(entries)


@case("refused", DUPLICATE, "duplicate-name")
def duplicate_dex(sample):
    """A second classes.dex, first in the archive"""
    return archive([Entry(DEX.encode(), b"not code")] + sample.entries())


@case("refused", "ApkLiteParseUtils.java parseApkLite", "error")
def manifest_case(sample):
    """The manifest is called androidmanifest.xml"""
    return changed(sample, MANIFEST, name=b"androidmanifest.xml")


@case("same", OPEN, "folder-named-as-file")
def folder_manifest(sample):
    """A folder AndroidManifest.xml/ with a file, before the manifest"""
    decoys = [Entry(b"AndroidManifest.xml/", b"", STORED), Entry(b"AndroidManifest.xml/a", b"x")]
    return archive(decoys + sample.entries())


@case("same", OPEN, "folder-named-as-file")
def folder_dex(sample):
    """Folders classes.dex/ and resources.arsc/"""
    decoys = [Entry(b"classes.dex/", b"", STORED), Entry(b"resources.arsc/", b"", STORED)]
    return archive(sample.entries() + decoys)


@case("same", OPEN, "path-traversal-name")
def traversal(sample):
    """Names that lead out: ../../evil, /etc/passwd, ..\\evil"""
    names = [b"../../../../data/local/tmp/evil", b"/etc/passwd", b"assets/..\\..\\evil"]
    return archive(sample.entries() + [Entry(name, b"x") for name in names])


@case("same", OPEN)
def invisible_names(sample):
    """3000 folders and files named by invisible characters"""
    signs = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"]
    names = ["".join(signs[i // 5**d % 5] for d in range(6)) for i in range(3000)]
    decoys = [Entry(f"assets/{n}/{n[::-1]}".encode(), b"") for n in names]
    return archive(decoys[:1500] + sample.entries() + decoys[1500:])


@case("refused", NAMES, "non-utf8-name")
def latin_name(sample):
    """An asset whose name is no UTF-8"""
    return archive(sample.entries() + [Entry(b"assets/\xe4\xf6\xfc.txt", b"x")])


@case("refused", NAMES, "non-utf8-name")
def nul_name(sample):
    """An asset with NUL in its name"""
    return archive(sample.entries() + [Entry(b"assets/a\0b", b"x")])


@case("refused", NAMES, "error")
def name_nul_behind(sample):
    """The manifest's name with a NUL behind it, in both headers"""
    return changed(sample, MANIFEST, name=b"AndroidManifest.xml\0")


# The end record.


@case("same", END)
def comment(sample):
    """A comment of 40000 bytes"""
    return archive(sample.entries(), comment=b"c" * 40000)


@case("refused", END, "second-end-record")
def comment_signature(sample):
    """The comment holds the signature of an end record"""
    return archive(sample.entries(), comment=b"ab" + b"PK\5\6" + b"z" * 40)


def decoy(sample):
    """The manifest of another package."""
    old, new = "com.liangliang.torch", "net.ziangliang.torch"
    return sample[MANIFEST].replace(old.encode("utf-16le"), new.encode("utf-16le"))


@case("same", END)
def two_archives(sample):
    """An archive of another app first, with directory and end record of its own"""
    first = archive(sample.entries(manifest=decoy(sample)))
    return archive(sample.entries(), prefix=first)


@case(
    "other", END, "second-end-record",
    package="net.ziangliang.torch", application="*", components="*", findings="*",
)
def end_record_planted(sample):
    """The comment is a second archive, of another package, with an end record"""
    second = sample.entries(manifest=decoy(sample))
    length = len(archive(sample.entries()))
    comment = archive(second, prefix=bytes(length))[length:]
    return archive(sample.entries(), comment=comment)


@case("refused", END, "trailing-data")
def trailing(sample):
    """100 bytes behind the archive"""
    return archive(sample.entries(), trailing=b"\0" * 100)


@case("refused", OPEN, "prefix-bytes")
def prefix_jpeg(sample):
    """A JPEG before the archive, counted into the offsets"""
    return archive(sample.entries(), prefix=b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(200))


@case("refused", OPEN, "prefix-bytes")
def prefix_uncounted(sample):
    """A DEX file before the archive, not counted into the offsets"""
    dex = sample[DEX]
    return archive(sample.entries(), prefix=dex, shift=len(dex))


@case("same", OPEN)
def prefix_local_header(sample):
    """A local header and junk before the first entry, in no record"""
    return archive(sample.entries(), prefix=Entry(b"ghost", JUNK * 20).local_header() + JUNK * 20)


def wide_end(sample, **fields):
    def end(records, size, offset):
        record = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, records, records, size, offset)
        at = offset + size
        locator = struct.pack("<4sIQI", b"PK\6\7", 0, fields.get("at", at), 1)
        return record + locator + end_record(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)

    return archive(sample.entries(), end=end)


@case("same", "libziparchive/zip_archive.cc FindCentralDirectoryInfoForZip64")
def zip64_end(sample):
    """Counts and offsets stand in a ZIP64 end record"""
    return wide_end(sample)


@case("refused", "libziparchive/zip_archive.cc FindCentralDirectoryInfoForZip64", "directory-damaged")
def zip64_end_missing(sample):
    """The end record is saturated, and there is no ZIP64 end record"""
    end = lambda records, size, offset: end_record(0xFFFF, size, offset)
    return archive(sample.entries(), end=end)


@case("same", FIND)
def zip64_sizes(sample):
    """Sizes of the manifest stand in ZIP64 extra fields"""
    entries = sample.entries()
    entry = named(entries, MANIFEST)
    extra = struct.pack("<HHQQ", 1, 16, len(entry.data), len(entry.packed()))
    entry.both |= {"size": 0xFFFFFFFF, "packed": 0xFFFFFFFF, "extra": extra, "version": 45}
    return archive(entries)


@case("refused", FIND, "size-mismatch")
def zip64_marker(sample):
    """Size of the manifest is 0xffffffff in both headers, without an extra field"""
    return changed(sample, MANIFEST, both={"size": 0xFFFFFFFF})


@case("refused", OPEN, "directory-damaged")
def count_large(sample):
    """The end record counts 60000 entries"""
    return archive(sample.entries(), end=lambda n, size, at: end_record(60000, size, at))


@case("same", OPEN)
def count_small(sample):
    """The end record does not count the last entry, a classes2.dex"""
    entries = sample.entries() + [Entry(b"classes2.dex", sample[DEX])]
    return archive(entries, end=lambda n, size, at: end_record(n - 1, size, at))


@case("refused", MAP, "error")
def count_zero(sample):
    """The end record counts no entry"""
    return archive(sample.entries(), end=lambda n, size, at: end_record(0, size, at))


@case("refused", OPEN, "directory-size")
def directory_short(sample):
    """The end record gives the directory 60 bytes"""
    return archive(sample.entries(), end=lambda n, size, at: end_record(n, 60, at))


@case("refused", END, "directory-size")
def directory_long(sample):
    """The end record gives the directory 1000 bytes too many"""
    return archive(sample.entries(), end=lambda n, size, at: end_record(n, size + 1000, at))


@case("same", MAP)
def directory_gap(sample):
    """64 bytes between directory and end record"""
    return archive(sample.entries(), gap=b"\xaa" * 64)


@case("refused", MAP, "error")
def truncated(sample):
    """The last third is missing"""
    whole = sample.package()
    return whole[: len(whole) * 2 // 3]
