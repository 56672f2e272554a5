"""Manipulations of the compiled manifest."""

import struct

from archive import MANIFEST
from axml import (
    ANDROID, END, END_NAMESPACE, INT, MAX_SDK, NAME, NONE, START, STRING, TEXT, UTF8,
    VERSION_CODE, Attribute, Document, Node, chunk, pool, string8, string16,
)
from case import case

TREE = "libs/androidfw/ResourceTypes.cpp ResXMLTree::setTo"
NODE = "libs/androidfw/ResourceTypes.cpp ResXMLTree::validateNode"
NEXT = "libs/androidfw/ResourceTypes.cpp ResXMLParser::nextNode"
STRINGS = "libs/androidfw/ResourceTypes.cpp ResStringPool::setTo"
STRING_AT = "libs/androidfw/ResourceTypes.cpp ResStringPool::string8At, android_util_StringBlock.cpp"
STYLEABLE = "libs/androidfw/AttributeResolution.cpp RetrieveAttributes"
BY_NAME = "core/java/android/content/res/XmlBlock.java getAttributeValue"
TAGS = "ParsingPackageUtils.java parseBaseApkTags, XmlBlock.java next"
HIDDEN = "android.permission.BODY_SENSORS"


def manifest(sample):
    return Document(sample[MANIFEST])


def packed(sample, document, **how):
    return sample.package(manifest=document.build(**how))


def hidden_name(document):
    return document.platform(NAME, STRING, document.string(HIDDEN))


# The outermost chunk.


@case("same", TREE, "manifest-header")
def root_header(sample):
    """Header of 12 bytes"""
    return packed(sample, manifest(sample), head=b"\xaa" * 4)


@case("same", TREE, "manifest-header")
def root_header_long(sample):
    """Header of 64 bytes"""
    return packed(sample, manifest(sample), head=b"\xaa" * 56)


@case("refused", TREE, "manifest-header")
def root_type(sample):
    """Chunk type 0 instead of 3"""
    return packed(sample, manifest(sample), kind=0)


@case("refused", TREE, "manifest-header")
def root_size(sample):
    """Size four bytes past the end"""
    size = len(manifest(sample).build()) + 4
    return packed(sample, manifest(sample), size=size)


@case("same", TREE, "manifest-header")
def root_trailing(sample):
    """40 bytes behind the document, not in its size"""
    return packed(sample, manifest(sample), behind=b"\xff" * 40)


@case("same", TAGS, "manifest-chunk-damaged")
def root_trailing_counted(sample):
    """40 zero bytes behind the last node, in the size"""
    return packed(sample, manifest(sample), counted=bytes(40))


@case("refused", TREE, "manifest-header")
def cut(sample):
    """The second half is missing"""
    whole = manifest(sample).build()
    return sample.package(manifest=whole[: len(whole) * 3 // 4 & ~3])


@case("refused", TREE, "manifest-not-compiled")
def text_manifest(sample):
    """The manifest is XML text"""
    text = (
        f'<manifest xmlns:android="{ANDROID}" package="com.liangliang.torch">'
        '<application android:label="x"/></manifest>'
    )
    return sample.package(manifest=text.encode())


# Chunks between.


@case("same", TREE, "manifest-unknown-chunk")
def chunk_before(sample):
    """A chunk of unknown type and short header before the nodes"""
    return packed(sample, manifest(sample), before=chunk(0x0999, b"", b"junk"))


@case("same", NEXT, "manifest-unknown-chunk")
def chunk_between(sample):
    """Chunks of unknown types between nodes"""
    document = manifest(sample)
    for kind in (0x0105, 0x0177, 0x0999):
        document.nodes.insert(4, chunk(kind, bytes(8), b"junk"))
    return packed(sample, document)


@case("refused", NODE, "manifest-unknown-chunk", "manifest-node-damaged")
def chunk_short(sample):
    """A chunk of unknown type with a header of 8 bytes between nodes"""
    document = manifest(sample)
    document.nodes.insert(4, chunk(0x0999, b"", b"junk"))
    return packed(sample, document)


@case("same", TREE)
def pools_two(sample):
    """A pool of junk before the right one"""
    document = manifest(sample)
    junk = pool(["junk"] * len(document.strings))
    return packed(sample, document, pool_chunk=junk + pool(document.strings))


@case("same", NEXT, "manifest-unknown-chunk")
def pool_between(sample):
    """A pool of junk between nodes"""
    document = manifest(sample)
    document.nodes.insert(4, pool(["junk"] * len(document.strings)))
    return packed(sample, document)


@case("same", NEXT, "manifest-unknown-chunk")
def map_between(sample):
    """A second resource map between nodes, all ids 0"""
    document = manifest(sample)
    document.nodes.insert(3, chunk(0x0180, bytes(8), bytes(4 * len(document.ids))))
    return packed(sample, document)


@case("same", NODE)
def node_header(sample):
    """Headers of 24 bytes in every node"""
    document = manifest(sample)
    for node in document.nodes:
        node.head = b"\xaa" * 8
    return packed(sample, document)


@case("refused", NODE, "manifest-node-damaged")
def node_header_short(sample):
    """Header of an end tag is 12 bytes"""
    document = manifest(sample)
    document.nodes[document.index(END, "uses-permission")].header = 12
    return packed(sample, document)


@case("refused", NODE, "manifest-node-damaged")
def node_unaligned(sample):
    """An end tag of 26 bytes"""
    document = manifest(sample)
    at = document.index(END, "uses-permission")
    document.nodes[at] = chunk(END, bytes(8), b"\xff" * 10)
    return packed(sample, document)


# The string pool.


@case("same", STRINGS)
def pool_header(sample):
    """Pool header of 44 bytes"""
    document = manifest(sample)
    return packed(sample, document, pool_chunk=pool(document.strings, head=b"\xaa" * 16))


@case("refused", STRINGS, "manifest-string-pool")
def pool_count(sample):
    """The pool counts more strings than it could index"""
    document = manifest(sample)
    return packed(sample, document, pool_chunk=pool(document.strings, count=0x00FFFFFF))


@case("same", STRINGS)
def pool_count_overlap(sample):
    """The pool counts 40 strings too many: its index runs into its data"""
    document = manifest(sample)
    count = len(document.strings) + 40
    return packed(sample, document, pool_chunk=pool(document.strings, count=count))


@case("refused", STRINGS, "manifest-string-pool")
def pool_styles(sample):
    """The pool counts styles, and their offset is garbage"""
    document = manifest(sample)
    bad = pool(document.strings, styles=1, styles_at=0x7FFFFFF0)
    return packed(sample, document, pool_chunk=bad)


@case("same", STRINGS)
def pool_styles_unsorted(sample):
    """The pool has styles whose offsets are out of order and out of range"""
    document = manifest(sample)
    strings = document.strings
    index, data = b"", b""
    for text in strings:
        index += struct.pack("<I", len(data))
        data += string16(text)
    data += bytes(-len(data) % 4)
    index += struct.pack("<III", 0x00FFFFFC, 8, 0)
    styles = struct.pack("<III", 0, 0, 1) + struct.pack("<III", NONE, NONE, NONE)
    start = 28 + len(index)
    fields = struct.pack("<IIIII", len(strings), 3, 0, start, start + len(data))
    return packed(sample, document, pool_chunk=chunk(1, fields, index + data + styles))


@case("same", STRINGS)
def pool_flags(sample):
    """Every flag of the pool but UTF-8 is set, sorted too"""
    document = manifest(sample)
    return packed(sample, document, pool_chunk=pool(document.strings, flags=0xFFFFFEFF))


@case("same", STRINGS)
def pool_utf8(sample):
    """The pool is of UTF-8"""
    document = manifest(sample)
    return packed(sample, document, pool_chunk=pool(document.strings, string8, UTF8))


@case("refused", STRINGS, "error")
def pool_flag_wrong(sample):
    """The UTF-8 flag is set on a pool of UTF-16 that ends in no NUL"""
    document = manifest(sample)
    bad = pool(document.strings, flags=UTF8, tail=b"\xff" * 4)
    return packed(sample, document, pool_chunk=bad)


@case("same", STRING_AT)
def string_units(sample):
    """UTF-8 strings state a wrong number of UTF-16 units"""
    document = manifest(sample)
    encode = lambda text: string8(text, units=(len(text) + 17) % 0x80)
    return packed(sample, document, pool_chunk=pool(document.strings, encode, UTF8))


@case("same", STRING_AT)
def string_nul(sample):
    """The length of UTF-8 strings counts a NUL and junk behind it"""
    document = manifest(sample)
    # Names that are looked for natively count as long as they are.
    short = {document.string("package"), document.string(ANDROID)}
    long = [i not in short for i in range(len(document.strings))]
    texts = [f"{t}\0junk" if flag else t for t, flag in zip(document.strings, long)]
    return packed(sample, document, pool_chunk=pool(texts, string8, UTF8))


@case("refused", STRING_AT, "manifest-no-package")
def string_unterminated(sample):
    """The package name is longer than its stated length"""
    document = manifest(sample)
    name = document.string("com.liangliang.torch")
    document.strings[name] = "com.liangliang.torch "
    encode = lambda text: (
        struct.pack("<H", len(text) - 1) + string16(text)[2:] if text.endswith("torch ") else string16(text)
    )
    return packed(sample, document, pool_chunk=pool(document.strings, encode))


@case("refused", STRING_AT, "manifest-no-package")
def string_outside(sample):
    """The package name lies outside the pool"""
    document = manifest(sample)
    at = document.string("com.liangliang.torch")
    data = bytearray(pool(document.strings))
    struct.pack_into("<I", data, 28 + 4 * at, 0x00FFFFF0)
    return packed(sample, document, pool_chunk=bytes(data))


@case("same", STRING_AT)
def string_odd_offset(sample):
    """Offsets of UTF-16 strings are odd by one"""
    document = manifest(sample)
    data = bytearray(pool(document.strings))
    for i in range(len(document.strings)):
        at = 28 + 4 * i
        struct.pack_into("<I", data, at, struct.unpack_from("<I", data, at)[0] | 1)
    return packed(sample, document, pool_chunk=bytes(data))


# Attributes.


@case("same", NODE, "manifest-attribute-size")
def attribute_size(sample):
    """Attributes of 24 bytes"""
    document = manifest(sample)
    for node in document.starts():
        node.step = 0x18
    return packed(sample, document)


@case("same", NODE)
def attribute_start(sample):
    """16 bytes of junk between element and attributes"""
    document = manifest(sample)
    for node in document.starts():
        node.gap = b"\xaa" * 16
    return packed(sample, document)


@case("refused", NODE, "manifest-node-damaged")
def attribute_outside(sample):
    """An element counts more attributes than it holds"""
    document = manifest(sample)
    document.element("uses-permission").count = 200
    return packed(sample, document)


@case("same", STYLEABLE)
def attribute_dummies(sample):
    """Attributes without name, namespace and id before those of every element"""
    document = manifest(sample)
    name = document.new("\u200b")
    for node in document.starts():
        node.attributes[:0] = [Attribute(NONE, name, NONE, 0, 0)] * 3
    return packed(sample, document)


@case("same", STYLEABLE, "manifest-attribute-without-id")
def attribute_by_name(sample):
    """A <uses-permission> whose android:name has no resource id"""
    document = manifest(sample)
    value = document.string(HIDDEN)
    name = document.new("name")
    attribute = Attribute(document.string(ANDROID), name, value, STRING, value)
    document.before_application(document.permission(attribute))
    return packed(sample, document)


@case("same", STYLEABLE, "manifest-attribute-order")
def attribute_order(sample):
    """A <uses-permission> whose android:name stands behind a greater id"""
    document = manifest(sample)
    late = [document.platform(MAX_SDK, INT, 99), hidden_name(document)]
    document.before_application(document.permission(*late))
    return packed(sample, document)


@case("same", STYLEABLE)
def attribute_twice(sample):
    """A second android:name with another value in <application> and permissions"""
    document = manifest(sample)
    for node in document.starts("application") + document.starts("uses-permission"):
        at = node.attributes.index(document.attribute(node, NAME))
        node.attributes.insert(at + 1, hidden_name(document))
    return packed(sample, document)


@case("same", STYLEABLE)
def attribute_null(sample):
    """A <uses-permission> whose android:name is null but has text"""
    document = manifest(sample)
    name = hidden_name(document)
    name.kind, name.data = 0, 0
    document.before_application(document.permission(name))
    return packed(sample, document)


@case("same", STYLEABLE)
def attribute_raw(sample):
    """The text of every android: attribute differs from its value"""
    document = manifest(sample)
    junk = document.new("junk")
    for node in document.starts():
        for attribute in node.attributes:
            if attribute.name < len(document.ids):
                attribute.raw = junk
    return packed(sample, document)


@case("same", BY_NAME)
def package_value(sample):
    """The value of package differs from its text"""
    document = manifest(sample)
    attribute = document.attribute(document.element("manifest"), "package")
    attribute.data = document.new("net.decoy.app")
    return packed(sample, document)


@case("refused", BY_NAME, "manifest-no-package")
def package_namespace(sample):
    """The attribute package is in a namespace"""
    document = manifest(sample)
    attribute = document.attribute(document.element("manifest"), "package")
    attribute.namespace = document.new("http://schemas.android.com/tools")
    return packed(sample, document)


@case("same", STYLEABLE)
def names_garbled(sample):
    """Names of all attributes with resource ids are invisible characters"""
    document = manifest(sample)
    for i in range(len(document.ids)):
        document.strings[i] = "\u200b" * (i + 1)
    return packed(sample, document)


@case("same", STYLEABLE)
def names_empty(sample):
    """Names of all attributes with resource ids are empty"""
    document = manifest(sample)
    for i in range(len(document.ids)):
        document.strings[i] = ""
    return packed(sample, document)


@case("same", STYLEABLE)
def names_swapped(sample):
    """Names of attributes with resource ids are those of other attributes"""
    document = manifest(sample)
    count = len(document.ids)
    document.strings[:count] = document.strings[1:count] + document.strings[:1]
    return packed(sample, document)


@case("same", STYLEABLE)
def namespace_wrong(sample):
    """Attributes with resource ids are in another namespace or in none"""
    document = manifest(sample)
    other = document.new("urn:other")
    for node in document.starts():
        for i, attribute in enumerate(node.attributes):
            if attribute.name < len(document.ids):
                attribute.namespace = [other, NONE, 0x00FFFFFF][i % 3]
    return packed(sample, document)


@case("refused", "ParsedComponentUtils.java parseComponent", "manifest-attribute-without-id")
def map_missing(sample):
    """There is no resource map"""
    document = manifest(sample)
    document.ids = []
    return packed(sample, document)


@case("same", "libs/androidfw/ResourceTypes.cpp ResXMLParser::getAttributeNameResID")
def map_long(sample):
    """The resource map has ids for strings that name no attribute of the platform"""
    document = manifest(sample)
    more = 0x7F010000 + len(document.ids)
    document.ids += range(more, more + len(document.strings) - len(document.ids))
    return packed(sample, document)


# Elements.


@case("same", TAGS)
def root_second(sample):
    """A second <manifest> behind the first"""
    document = manifest(sample)
    end = next(i for i, n in enumerate(document.nodes) if n.kind == END_NAMESPACE)
    name = document.string("manifest")
    decoy = document.new("net.decoy.app")
    package = Attribute(NONE, document.string("package"), decoy, STRING, decoy)
    second = [Node(START, name=name, attributes=[package])]
    second += document.permission(hidden_name(document)) + [Node(END, name=name)]
    document.nodes[end:end] = second
    return packed(sample, document)


@case("refused", "ApkLiteParseUtils.java parsePackageSplitNames", "error")
def root_other(sample):
    """A root element before <manifest>"""
    document = manifest(sample)
    name = document.new("resources")
    document.nodes[:0] = [Node(START, name=name), Node(END, name=name)]
    return packed(sample, document)


@case("same", TAGS, "manifest-second-application")
def application_second(sample):
    """A second <application> behind the first"""
    document = manifest(sample)
    at = document.index(END, "application") + 1
    name = document.string("application")
    document.nodes[at:at] = [Node(START, name=name), Node(END, name=name)]
    return packed(sample, document)


@case("same", TAGS)
def end_extra(sample):
    """An end tag too many behind <application>, then a <uses-permission>"""
    document = manifest(sample)
    at = document.index(END, "application") + 1
    extra = [Node(END, name=document.string("application"))]
    document.nodes[at:at] = extra + document.permission(hidden_name(document))
    return packed(sample, document)


@case("same", TAGS, "manifest-not-closed")
def end_missing(sample):
    """The end tags of <application> and <manifest> are missing"""
    document = manifest(sample)
    for name in ("application", "manifest"):
        del document.nodes[document.index(END, name)]
    return packed(sample, document)


@case("same", TAGS)
def end_names(sample):
    """End tags have names of other elements"""
    document = manifest(sample)
    for node in document.nodes:
        if node.kind == END:
            node.name = document.string("receiver")
    return packed(sample, document)


def text_node(document, text):
    index = document.new(text)
    return Node(TEXT, struct.pack("<IHBBI", index, 8, 0, 0, 0))


@case("same", TAGS)
def text_outside(sample):
    """Text before, in and behind <manifest>"""
    document = manifest(sample)
    text = text_node(document, "<!-- text -->")
    document.nodes.insert(document.index(START, "application"), text)
    document.nodes.insert(document.index(START, "manifest"), text)
    document.nodes.append(text)
    return packed(sample, document)


@case("same", TAGS)
def element_namespace(sample):
    """Elements are in a namespace"""
    document = manifest(sample)
    other = document.new("urn:other")
    for node in document.starts():
        node.namespace = other
    return packed(sample, document)


@case("same", "ParsingUtils.java unknownTag, XmlUtils.java skipCurrentTag")
def deep(sample):
    """5000 unknown elements one in another"""
    document = manifest(sample)
    name = document.new("unknown")
    nest = [Node(START, name=name)] * 5000 + [Node(END, name=name)] * 5000
    document.before_application(nest)
    return packed(sample, document)


@case("same", "ParsingUtils.java unknownTag")
def unknown_elements(sample):
    """A <uses-permission> inside an unknown element"""
    document = manifest(sample)
    name = document.new("unknown")
    inner = document.permission(hidden_name(document))
    document.before_application([Node(START, name=name)] + inner + [Node(END, name=name)])
    return packed(sample, document)


@case("same", STYLEABLE)
def version_hexadecimal(sample):
    """The version code is of type hexadecimal"""
    document = manifest(sample)
    document.attribute(document.element("manifest"), VERSION_CODE).kind = 0x11
    return packed(sample, document)
