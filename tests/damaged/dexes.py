"""Manipulations of the DEX file."""

import hashlib
import struct
import zlib

from archive import DEX, Entry, archive
from case import case

HEADER = "libdexfile/dex/dex_file_verifier.cc CheckHeader"
MAP = "libdexfile/dex/dex_file_verifier.cc CheckMap"
ITEMS = "libdexfile/dex/dex_file_verifier.cc CheckIntraSection"
MAGIC = "libdexfile/dex/standard_dex_file.cc IsVersionValid"
MULTIDEX = "libdexfile/dex/dex_file_loader.cc GetMultiDexClassesDexName, OpenAllDexFilesFromZip"
CHECKSUM, SIGNATURE, FILE_SIZE, HEADER_SIZE, ENDIAN, MAP_OFF = 8, 12, 0x20, 0x24, 0x28, 0x34
STRINGS, CLASSES = 0x38, 0x60


def word(data, at):
    return struct.unpack_from("<I", data, at)[0]


def signed(data):
    """With the right signature and checksum."""
    data = bytearray(data)
    data[SIGNATURE:32] = hashlib.sha1(data[32:]).digest()
    struct.pack_into("<I", data, CHECKSUM, zlib.adler32(data[SIGNATURE:]))
    return bytes(data)


def with_words(sample, sign=True, **fields):
    """The sample with words of its DEX file changed: `x20=…`."""
    data = bytearray(sample[DEX])
    for at, value in fields.items():
        struct.pack_into("<I", data, int(at[1:], 16), value)
    return sample.package(dex=signed(data) if sign else bytes(data))


def versioned(sample, version):
    return sample.package(dex=signed(b"dex\n" + version + b"\0" + sample[DEX][8:]))


@case("no code", HEADER, "dex-refused")
def checksum(sample):
    """Wrong checksum"""
    return with_words(sample, sign=False, x8=0xDEADBEEF)


@case("same", HEADER)
def signature(sample):
    """Wrong SHA-1 signature, right checksum"""
    data = bytearray(sample[DEX])
    data[SIGNATURE:32] = bytes(20)
    struct.pack_into("<I", data, CHECKSUM, zlib.adler32(data[SIGNATURE:]))
    return sample.package(dex=bytes(data))


@case("no code", HEADER, "dex-refused")
def file_size_large(sample):
    """file_size of 1 GB"""
    return with_words(sample, x20=1 << 30)


@case("no code", HEADER, "dex-refused")
def file_size_small(sample):
    """file_size ends in the header"""
    return with_words(sample, x20=0x70)


@case("same", HEADER, "dex-trailing-data")
def dex_trailing(sample):
    """100 bytes behind the file (refused before Android 14)"""
    return sample.package(dex=sample[DEX] + bytes(100))


@case("no code", HEADER, "dex-refused")
def header_size(sample):
    """Header of 0x78 bytes in version 035"""
    return with_words(sample, x24=0x78)


@case("same", MAGIC)
def version_039(sample):
    """Version 039"""
    return versioned(sample, b"039")


@case("same", MAGIC)
def version_040(sample):
    """Version 040"""
    return versioned(sample, b"040")


@case("same", "libdexfile/dex/dex_file.h HeaderV41")
def version_041(sample):
    """A container of version 041 with one file"""
    data = bytearray(sample[DEX])
    # The longer header lies over the string ids: they move to the end.
    count, at = struct.unpack_from("<II", data, STRINGS)
    data += bytes(-len(data) % 4)
    struct.pack_into("<I", data, STRINGS + 4, len(data))
    data += data[at : at + 4 * count]
    # So does the map, its items by offset.
    items = map_items(data)
    old_map, old_len = word(data, MAP_OFF), 4 + 12 * len(items)
    items = [(k, n, len(data) - 4 * count if k == 1 else o) for k, n, o in items]
    items = [(k, n, len(data) if k == 0x1000 else o) for k, n, o in items]
    struct.pack_into("<I", data, MAP_OFF, len(data))
    items.sort(key=lambda item: item[2])
    # What they leave must be zero, as padding is.
    data[0x78 : at + 4 * count] = bytes(at + 4 * count - 0x78)
    data[old_map : old_map + old_len] = bytes(old_len)
    data += struct.pack("<I", len(items))
    data += b"".join(struct.pack("<HHII", k, 0, n, o) for k, n, o in items)
    data[4:8] = b"041\0"
    struct.pack_into("<II", data, FILE_SIZE, len(data), 0x78)
    struct.pack_into("<II", data, 0x68, 0, 0)
    struct.pack_into("<II", data, 0x70, len(data), 0)
    return sample.package(dex=signed(data))


def map_items(data):
    at = word(data, MAP_OFF)
    found = []
    for i in range(word(data, at)):
        kind, _, count, offset = struct.unpack_from("<HHII", data, at + 4 + 12 * i)
        found.append((kind, count, offset))
    return found


@case("no code", HEADER, "dex-refused")
def version_041_short(sample):
    """Version 041 with a header of 0x70 bytes"""
    return versioned(sample, b"041")


@case("no code", MAGIC, "dex-unreadable")
def version_034(sample):
    """Version 034"""
    return versioned(sample, b"034")


@case("no code", MAGIC, "dex-unreadable")
def version_042(sample):
    """Version 042"""
    return versioned(sample, b"042")


@case("no code", MAGIC, "dex-unreadable")
def magic(sample):
    """Magic of an encrypted file"""
    return sample.package(dex=bytes(byte ^ 0x5A for byte in sample[DEX]))


@case("no code", HEADER, "dex-unreadable")
def endian(sample):
    """Endian tag of big-endian"""
    return with_words(sample, x28=0x78563412)


@case("no code", MAP, "dex-refused")
def map_outside(sample):
    """The map list lies outside"""
    return with_words(sample, x34=0x7FFFFFFC)


@case("no code", MAP, "dex-refused")
def map_garbage(sample):
    """The map list holds garbage"""
    data = bytearray(sample[DEX])
    at = word(data, MAP_OFF)
    data[at + 4 : at + 64] = b"\xa5" * 60
    return sample.package(dex=signed(data))


@case("no code", HEADER, "dex-unreadable")
def strings_outside(sample):
    """string_ids lie outside"""
    return with_words(sample, x3c=0x7FFFFFFC)


@case("no code", ITEMS, "dex-refused")
def string_data_outside(sample):
    """The data of ten strings lies outside"""
    data = bytearray(sample[DEX])
    at = word(data, STRINGS + 4)
    for i in range(10):
        struct.pack_into("<I", data, at + 4 * i, 0x7FFFFFF0)
    return sample.package(dex=signed(data))


def code_offsets(data):
    """(place, length) of the ULEB128 code offsets of all methods."""
    found = []

    def uleb(at):
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value, at

    count, classes = struct.unpack_from("<II", data, CLASSES)
    for i in range(count):
        at = word(data, classes + 32 * i + 24)
        if not at:
            continue
        counts = []
        for _ in range(4):
            value, at = uleb(at)
            counts.append(value)
        for _ in range(2 * (counts[0] + counts[1])):
            _, at = uleb(at)
        for _ in range(counts[2] + counts[3]):
            _, at = uleb(at)
            _, at = uleb(at)
            value, end = uleb(at)
            if value:
                found.append((at, end - at))
            at = end
    return found


@case("no code", ITEMS, "dex-damaged")
def code_outside(sample):
    """The code of three methods lies outside"""
    data = bytearray(sample[DEX])
    for at, length in code_offsets(data)[:3]:
        data[at : at + length] = b"\xfc" + b"\xff" * (length - 2) + b"\x7f"
    return sample.package(dex=signed(data))


@case("no code", ITEMS, "dex-damaged")
def code_length(sample):
    """The instructions of a method run past the file"""
    data = bytearray(sample[DEX])
    at, length = code_offsets(data)[0]
    offset = sum((data[at + i] & 0x7F) << 7 * i for i in range(length))
    struct.pack_into("<I", data, offset + 12, 0x00FFFFFF)
    return sample.package(dex=signed(data))


@case("no code", ITEMS, "dex-damaged")
def class_data_outside(sample):
    """The class data of a class lies outside"""
    data = bytearray(sample[DEX])
    struct.pack_into("<I", data, word(data, CLASSES + 4) + 24, 0x7FFFFFF0)
    return sample.package(dex=signed(data))


@case("no code", "libdexfile/dex/dex_file_loader.cc OpenOneDexFileFromZip", "dex-unreadable")
def dex_empty(sample):
    """classes.dex is empty"""
    return sample.package(dex=b"")


@case("no code", "libdexfile/dex/dex_file_loader.cc OpenCommon", "dex-unreadable")
def dex_cut(sample):
    """classes.dex ends in its header"""
    return sample.package(dex=sample[DEX][:0x40])


@case("same", MULTIDEX)
def dex_gap(sample):
    """A classes3.dex, and no classes2.dex"""
    return archive(sample.entries() + [Entry(b"classes3.dex", sample[DEX])])


@case("same", MULTIDEX)
def dex_numbers(sample):
    """classes1.dex, classes02.dex and Classes2.dex"""
    names = [b"classes1.dex", b"classes02.dex", b"Classes2.dex"]
    return archive(sample.entries() + [Entry(name, sample[DEX]) for name in names])
