"""Manipulations of the resource table."""

import struct

from archive import STORED, TABLE
from axml import POOL, UTF8, chunk, string8
from case import case

LOAD = "libs/androidfw/LoadedArsc.cpp LoadedArsc::Load"
LOAD_TABLE = "libs/androidfw/LoadedArsc.cpp LoadedArsc::LoadTable"
LOAD_PACKAGE = "libs/androidfw/LoadedArsc.cpp LoadedPackage::Load"
VERIFY_TYPE = "libs/androidfw/LoadedArsc.cpp VerifyResTableType"
VERIFY_ENTRY = "libs/androidfw/LoadedArsc.cpp VerifyResTableEntry"
OFFSET = "libs/androidfw/LoadedArsc.cpp LoadedPackage::GetEntryOffset"
CHUNKS = "libs/androidfw/ChunkIterator.cpp VerifyNextChunk"
STRINGS = "libs/androidfw/ResourceTypes.cpp ResStringPool::setTo"
PACKAGE, TYPE, SPEC = 0x0200, 0x0201, 0x0202
NO_LABEL = {"label": {"default": None, "zh": None, "en": None}}


def split(data):
    """Chunks one behind the other."""
    at, parts = 0, []
    while at < len(data):
        size = struct.unpack_from("<I", data, at + 4)[0]
        parts.append(bytearray(data[at : at + size]))
        at += size
    return parts


def kind(part):
    return struct.unpack_from("<H", part)[0]


class Arsc:
    """A table: its string pool, the head of its one package, and the package's
    chunks."""

    def __init__(self, data):
        self.pool, package = split(data[12:])
        header = struct.unpack_from("<H", package, 2)[0]
        self.package, self.chunks = package[8:header], split(package[header:])
        self.packages = 1

    def find(self, wanted):
        return [part for part in self.chunks if kind(part) == wanted]

    def build(self, before=b"", between=b"", table=2, package=None):
        package = chunk(PACKAGE, bytes(self.package), b"".join(self.chunks)) if package is None else package
        head = struct.pack("<I", self.packages)
        return before + chunk(table, head, bytes(self.pool) + between + package)


def entries(part):
    """Header, and (index, entry) of a type chunk."""
    header = struct.unpack_from("<H", part, 2)[0]
    count, start = struct.unpack_from("<II", part, 12)
    offsets = struct.unpack_from(f"<{count}I", part, header)
    found = []
    for index, offset in enumerate(offsets):
        if offset != 0xFFFFFFFF:
            found.append((index, bytes(part[start + offset : start + offset + 16])))
    return bytes(part[8:header]), found


def retyped(part, flags, index, data, count):
    """A type chunk with another index."""
    head, _ = entries(part)
    index += bytes(-len(index) % 4)
    start = 8 + len(head) + len(index)
    head = bytes([head[0], flags]) + head[2:4] + struct.pack("<II", count, start) + head[12:]
    return bytearray(chunk(TYPE, head, index + data))


def with_types(sample, change):
    arsc = Arsc(sample[TABLE])
    arsc.chunks = [change(part) if kind(part) == TYPE else part for part in arsc.chunks]
    return sample.package(table=arsc.build())


@case("same", LOAD_TABLE)
def table_chunk_between(sample):
    """A chunk of unknown type between pool and package"""
    return sample.package(table=Arsc(sample[TABLE]).build(between=chunk(0x0777, b"", b"junk")))


@case("same", LOAD)
def table_chunk_before(sample):
    """A chunk of unknown type before the table"""
    return sample.package(table=Arsc(sample[TABLE]).build(before=chunk(0x0777, b"", b"junk")))


@case("same", LOAD_PACKAGE)
def package_chunk_unknown(sample):
    """A chunk of unknown type in the package"""
    arsc = Arsc(sample[TABLE])
    arsc.chunks.append(chunk(0x0299, b"", b"junk"))
    return sample.package(table=arsc.build())


@case("other", LOAD, "resources-unreadable", **NO_LABEL)
def table_type(sample):
    """The table has chunk type 0x7777"""
    return sample.package(table=Arsc(sample[TABLE]).build(table=0x7777))


@case("same", LOAD_TABLE)
def table_pool_second(sample):
    """A second pool of junk behind the first"""
    from axml import pool

    return sample.package(table=Arsc(sample[TABLE]).build(between=pool(["junk"] * 9)))


@case("refused", STRINGS, "resources-damaged")
def table_pool_count(sample):
    """The pool counts more strings than it could index"""
    arsc = Arsc(sample[TABLE])
    struct.pack_into("<I", arsc.pool, 8, 0x00FFFFFF)
    return sample.package(table=arsc.build())


@case("refused", STRINGS, "resources-damaged")
def table_pool_start(sample):
    """The strings of the pool start behind it"""
    arsc = Arsc(sample[TABLE])
    struct.pack_into("<I", arsc.pool, 20, 0x7FFFFFFC)
    return sample.package(table=arsc.build())


@case("refused", CHUNKS, "resources-damaged")
def table_cut(sample):
    """The last 40 bytes are missing"""
    return sample.package(table=Arsc(sample[TABLE]).build()[:-40])


@case("refused", CHUNKS, "resources-damaged")
def table_chunk_unaligned(sample):
    """A chunk of 13 bytes between pool and package"""
    return sample.package(table=Arsc(sample[TABLE]).build(between=chunk(0x0777, b"", b"junk.")))


@case("refused", LOAD_TABLE, "resources-damaged")
def packages_uncounted(sample):
    """The table counts no package, and has one"""
    arsc = Arsc(sample[TABLE])
    arsc.packages = 0
    return sample.package(table=arsc.build())


@case("other", LOAD_TABLE, **NO_LABEL)
def packages_missing(sample):
    """The table counts a package, and has none"""
    return sample.package(table=Arsc(sample[TABLE]).build(package=b""))


@case("refused", LOAD_PACKAGE, "resources-damaged")
def spec_missing(sample):
    """Types without their specifications"""
    arsc = Arsc(sample[TABLE])
    arsc.chunks = [part for part in arsc.chunks if kind(part) != SPEC]
    return sample.package(table=arsc.build())


@case("refused", VERIFY_TYPE, "resources-damaged")
def type_zero(sample):
    """A type of id 0"""

    def change(part):
        part[8] = 0
        return part

    return with_types(sample, change)


@case("refused", VERIFY_TYPE, "resources-damaged")
def type_overlap(sample):
    """The entries of a type start inside its index"""

    def change(part):
        struct.pack_into("<I", part, 16, struct.unpack_from("<H", part, 2)[0])
        return part

    return with_types(sample, change)


@case("other", VERIFY_ENTRY, **NO_LABEL)
def entry_outside(sample):
    """Offsets of entries lie behind their chunk"""

    def change(part):
        header = struct.unpack_from("<H", part, 2)[0]
        struct.pack_into("<I", part, header, 0x00FFFF00)
        return part

    return with_types(sample, change)


@case("same", OFFSET)
def sparse(sample):
    """Types have a sparse index"""

    def change(part):
        _, found = entries(part)
        index = b"".join(struct.pack("<HH", i, 4 * n) for n, (i, _) in enumerate(found))
        return retyped(part, 1, index, b"".join(e for _, e in found), len(found))

    return with_types(sample, change)


@case("same", OFFSET)
def offset16(sample):
    """Types have an index of 16 bits"""

    def change(part):
        _, found = entries(part)
        places = {i: 4 * n for n, (i, _) in enumerate(found)}
        count = found[-1][0] + 1
        index = b"".join(struct.pack("<H", places.get(i, 0xFFFF)) for i in range(count))
        return retyped(part, 2, index, b"".join(e for _, e in found), count)

    return with_types(sample, change)


@case("same", VERIFY_ENTRY)
def compact(sample):
    """Entries are compact"""

    def change(part):
        _, found = entries(part)
        places = {i: 8 * n for n, (i, _) in enumerate(found)}
        count = found[-1][0] + 1
        index = b"".join(struct.pack("<I", places.get(i, 0xFFFFFFFF)) for i in range(count))
        data = b""
        for _, entry in found:
            key, value = struct.unpack_from("<I", entry, 4)[0], entry[12:16]
            data += struct.pack("<HBB", key, 8, entry[11]) + value
        return retyped(part, 0, index, data, count)

    return with_types(sample, change)


@case("same", "libs/androidfw/ResourceTypes.cpp ResStringPool::stringAt")
def table_pool_utf8(sample):
    """The pool of values is of UTF-8 and states wrong numbers of UTF-16 units"""
    from axml import pool

    arsc = Arsc(sample[TABLE])
    count, _, flags, start = struct.unpack_from("<IIII", arsc.pool, 8)
    texts = []
    for offset in struct.unpack_from(f"<{count}I", arsc.pool, 28):
        at = start + offset
        if flags & UTF8:
            at += 2 if arsc.pool[at] & 0x80 else 1
            length = arsc.pool[at]
            at += 1
            texts.append(bytes(arsc.pool[at : at + length]).decode())
        else:
            length = struct.unpack_from("<H", arsc.pool, at)[0]
            texts.append(bytes(arsc.pool[at + 2 : at + 2 + 2 * length]).decode("utf-16le"))
    encode = lambda text: string8(text, units=(len(text) + 3) % 0x80)
    arsc.pool = bytearray(pool(texts, encode, UTF8))
    return sample.package(table=arsc.build())
