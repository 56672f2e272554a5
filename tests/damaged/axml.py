"""Compiled XML taken apart and put together again, every field at hand
(`ResourceTypes.h` of libandroidfw)."""

import struct
from dataclasses import dataclass, field

NONE = 0xFFFFFFFF
POOL, XML, MAP = 0x0001, 0x0003, 0x0180
START_NAMESPACE, END_NAMESPACE, START, END, TEXT = range(0x0100, 0x0105)
UTF8 = 0x100
STRING, INT = 3, 0x10
NAME, VERSION_CODE, MAX_SDK = 0x01010003, 0x0101021B, 0x01010271
ANDROID = "http://schemas.android.com/apk/res/android"


def chunk(kind, head, body, header=None, size=None):
    """A chunk; `head` follows the eight bytes that every header has."""
    header = 8 + len(head) if header is None else header
    size = 8 + len(head) + len(body) if size is None else size
    return struct.pack("<HHI", kind, header, size) + head + body


def string16(text, end=b"\0\0"):
    return struct.pack("<H", len(text)) + text.encode("utf-16le") + end


def string8(text, units=None, length=None, end=b"\0"):
    data = text.encode()
    units = len(text) if units is None else units
    length = len(data) if length is None else length
    wide = lambda n: bytes([n]) if n < 0x80 else bytes([0x80 | n >> 8, n & 0xFF])
    return wide(units) + wide(length) + data + end


def pool(strings, encode=string16, flags=0, count=None, styles=0, styles_at=0, head=b"", tail=b""):
    """A string pool. `head` lengthens its header."""
    index, data = b"", b""
    for text in strings:
        index += struct.pack("<I", len(data))
        data += encode(text)
    data += bytes(-len(data) % 4)
    count = len(strings) if count is None else count
    start = 28 + len(head) + len(index)
    fields = struct.pack("<IIIII", count, styles, flags, start, styles_at)
    return chunk(POOL, fields + head, index + data + tail)


@dataclass
class Attribute:
    namespace: int
    name: int
    raw: int
    kind: int
    data: int

    def bytes(self):
        head = struct.pack("<IIIHBB", self.namespace, self.name, self.raw, 8, 0, self.kind)
        return head + struct.pack("<I", self.data)


@dataclass
class Node:
    """A node. `head` lengthens its header; `gap` stands before the attributes,
    `step` bytes are one attribute, `start` is where they are said to be."""

    kind: int
    body: bytes = bytes([0xFF] * 8)
    name: int = NONE
    namespace: int = NONE
    attributes: list = field(default_factory=list)
    head: bytes = b""
    gap: bytes = b""
    step: int = 20
    start: int = None
    count: int = None
    header: int = None

    def bytes(self):
        body = self.body
        if self.kind == START:
            start = 20 + len(self.gap) if self.start is None else self.start
            count = len(self.attributes) if self.count is None else self.count
            body = struct.pack(
                "<IIHHHHHH", self.namespace, self.name, start, self.step, count, 0, 0, 0
            )
            body += self.gap
            for attribute in self.attributes:
                body += attribute.bytes() + b"\xee" * (self.step - 20)
        elif self.kind == END:
            body = struct.pack("<II", self.namespace, self.name)
        return chunk(self.kind, struct.pack("<II", 1, NONE) + self.head, body, self.header)


class Document:
    """A document: its strings, resource ids of the first of them, and nodes."""

    def __init__(self, data):
        self.nodes, self.ids, self.strings = [], [], []
        at = struct.unpack_from("<H", data, 2)[0]
        while at < len(data):
            kind, header, size = struct.unpack_from("<HHI", data, at)
            body = data[at + header : at + size]
            if kind == POOL:
                self.read_pool(data[at : at + size])
            elif kind == MAP:
                self.ids = list(struct.unpack(f"<{len(body) // 4}I", body))
            elif kind == START:
                self.nodes.append(self.read_start(body))
            elif kind == END:
                namespace, name = struct.unpack("<II", body)
                self.nodes.append(Node(END, name=name, namespace=namespace))
            else:
                self.nodes.append(Node(kind, body))
            at += size

    def read_pool(self, data):
        count, _, flags, start = struct.unpack_from("<IIII", data, 8)
        assert flags & UTF8 == 0, "the samples are of UTF-16"
        for offset in struct.unpack_from(f"<{count}I", data, 28):
            at = start + offset
            length = struct.unpack_from("<H", data, at)[0]
            self.strings.append(data[at + 2 : at + 2 + 2 * length].decode("utf-16le"))

    def read_start(self, body):
        namespace, name, start, step, count = struct.unpack_from("<IIHHH", body)
        node = Node(START, name=name, namespace=namespace)
        for i in range(count):
            at = start + i * step
            ns, attribute, raw, _, _, kind, data = struct.unpack_from("<IIIHBBI", body, at)
            node.attributes.append(Attribute(ns, attribute, raw, kind, data))
        return node

    def string(self, text):
        """Index of a string."""
        if text not in self.strings:
            self.strings.append(text)
        return self.strings.index(text)

    def new(self, text):
        """Index of a string that has no resource id, new behind the others."""
        self.strings.append(text)
        return len(self.strings) - 1

    def text(self, index):
        return "" if index == NONE else self.strings[index]

    def starts(self, name=None):
        return [n for n in self.nodes if n.kind == START and name in (None, self.text(n.name))]

    def element(self, name):
        return self.starts(name)[0]

    def index(self, kind, name):
        """Where the first node of a kind and name stands."""
        return next(
            i for i, n in enumerate(self.nodes) if n.kind == kind and self.text(n.name) == name
        )

    def attribute(self, element, key):
        """An attribute by resource id, or by name when it has none."""
        for a in element.attributes:
            known = self.ids[a.name] if a.name < len(self.ids) else self.text(a.name)
            if known == key:
                return a
        raise KeyError(key)

    def platform(self, key, kind, data):
        """An attribute of the platform, by resource id."""
        raw = data if kind == STRING else NONE
        return Attribute(self.string(ANDROID), self.ids.index(key), raw, kind, data)

    def permission(self, *attributes):
        """Nodes of a <uses-permission>."""
        name = self.string("uses-permission")
        return [Node(START, name=name, attributes=list(attributes)), Node(END, name=name)]

    def before_application(self, nodes):
        at = self.index(START, "application")
        self.nodes[at:at] = nodes

    def build(
        self, pool_chunk=None, before=b"", kind=XML, head=b"", size=None, counted=b"", behind=b"",
    ):
        """The bytes: `before` stands before the nodes, `counted` and `behind`
        at the end, within and without the size."""
        parts = [pool(self.strings) if pool_chunk is None else pool_chunk]
        if self.ids:
            parts.append(chunk(MAP, b"", struct.pack(f"<{len(self.ids)}I", *self.ids)))
        parts.append(before)
        parts += [n if isinstance(n, bytes) else n.bytes() for n in self.nodes]
        return chunk(kind, head, b"".join(parts) + counted, size=size) + behind
