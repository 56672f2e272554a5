"""A ZIP writer in which every field can be given (APPNOTE.TXT 4.3)."""

import struct
import zlib
from dataclasses import dataclass, field

STORED, DEFLATED = 0, 8
DESCRIPTOR = 8  # general purpose flag: sizes stand behind the data


def deflate(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@dataclass
class Entry:
    """An entry. `both`, `local` and `central` give fields other values than
    the right ones: version, flags, method, crc, packed, size, name, extra,
    name_len, extra_len, offset; `descriptor` is written behind the data."""

    name: bytes
    data: bytes
    method: int = DEFLATED
    both: dict = field(default_factory=dict)
    local: dict = field(default_factory=dict)
    central: dict = field(default_factory=dict)
    descriptor: bytes = b""
    at: int = None  # of a local header that is there already

    def packed(self):
        return deflate(self.data) if self.method == DEFLATED else self.data

    def fields(self, changes):
        known = {
            "version": 20,
            "flags": 0,
            "method": self.method,
            "crc": zlib.crc32(self.data),
            "packed": len(self.packed()),
            "size": len(self.data),
            "name": self.name,
            "extra": b"",
            "name_len": None,
            "extra_len": None,
            "offset": None,
        }
        return known | self.both | changes

    def local_header(self):
        f = self.fields(self.local)
        name_len = len(f["name"]) if f["name_len"] is None else f["name_len"]
        extra_len = len(f["extra"]) if f["extra_len"] is None else f["extra_len"]
        return (
            struct.pack(
                "<4sHHHHHIIIHH", b"PK\3\4", f["version"], f["flags"], f["method"],
                0, 0x21, f["crc"], f["packed"], f["size"], name_len, extra_len,
            )
            + f["name"]
            + f["extra"]
        )

    def record(self, offset):
        f = self.fields(self.central)
        offset = offset if f["offset"] is None else f["offset"]
        return (
            struct.pack(
                "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, f["version"], f["flags"],
                f["method"], 0, 0x21, f["crc"], f["packed"], f["size"],
                len(f["name"]), len(f["extra"]), 0, 0, 0, 0, offset,
            )
            + f["name"]
            + f["extra"]
        )

    def align(self, at):
        """Stored data starts at a multiple of four, as zipalign puts it."""
        if self.method == STORED and "extra" not in self.local | self.both:
            self.local["extra"] = bytes(-(at + 30 + len(self.name)) % 4)


def end_record(records, size, offset, comment=b"", comment_len=None):
    comment_len = len(comment) if comment_len is None else comment_len
    return struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, records, records, size, offset, comment_len
    ) + comment


def archive(entries, prefix=b"", shift=0, comment=b"", trailing=b"", end=None, gap=b""):
    """An archive. `shift` is counted into no offset; `end` makes the end record
    from (records, size, offset)."""
    out = bytearray(prefix)
    offsets = []
    for entry in entries:
        if entry.at is not None:
            offsets.append(entry.at)
            continue
        entry.align(len(out))
        offsets.append(len(out) - shift)
        out += entry.local_header() + entry.packed() + entry.descriptor
    start = len(out) - shift
    directory = b"".join(e.record(at) for e, at in zip(entries, offsets))
    out += directory + gap
    if end:
        out += end(len(entries), len(directory), start)
    else:
        out += end_record(len(entries), len(directory), start, comment)
    return bytes(out) + trailing


class Sample:
    """What a sample holds, its signature left out."""

    def __init__(self, path):
        import zipfile

        with zipfile.ZipFile(path) as file:
            self.files = {
                info.filename: (file.read(info), info.compress_type)
                for info in file.infolist()
                if not info.filename.startswith("META-INF/")
            }

    def __getitem__(self, name):
        return self.files[name][0]

    def entries(self, **changed):
        """Fresh entries, in order; `manifest`, `table` and `dex` replace data."""
        names = {
            "AndroidManifest.xml": changed.get("manifest"),
            "resources.arsc": changed.get("table"),
            "classes.dex": changed.get("dex"),
        }
        made = []
        for name, (data, method) in self.files.items():
            new = names.get(name)
            made.append(Entry(name.encode(), data if new is None else new, method))
        return made

    def package(self, **changed):
        return archive(self.entries(**changed))


def named(entries, name):
    """The entry of this name."""
    return next(e for e in entries if e.name == name.encode())


MANIFEST, TABLE, DEX = "AndroidManifest.xml", "resources.arsc", "classes.dex"
