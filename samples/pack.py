#!/usr/bin/env python3
"""Archives and binary files of the samples, with fixed bytes.

  pack.py apk OUT IN.apk DIR     entries of IN.apk and of DIR, ordered
  pack.py zip OUT DIR            an archive of DIR
  pack.py unzip IN DIR           the entries of an archive as files
  pack.py docx OUT IN.txt        an Office Open XML document, one paragraph a line
  pack.py text ENCODING OUT IN   IN (UTF-8) in another encoding
  pack.py elf OUT SONAME BYTES   a shared object of about BYTES with no code
  pack.py noise OUT BYTES        what an encrypted file looks like
  pack.py toc OUT PACKAGE        bundletool's table of contents, the names only
  pack.py bundle-config OUT      bundletool's BundleConfig.pb, the version only
  pack.py same A B               whether two packages hold equal contents
"""

import hashlib
import io
import os
import struct
import sys
import zipfile
from xml.sax.saxutils import escape

EPOCH = (1980, 1, 1, 0, 0, 0)
STORED = (".so", ".arsc", ".apk", ".ogg", ".png")
SIGNATURES = (".RSA", ".SF", ".MF")


def files(folder):
    """Relative path and bytes of every file, sorted by path."""
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                found.append((os.path.relpath(path, folder), file.read()))
    return sorted(found)


def write_zip(out, entries):
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 0
            stored = name.endswith(STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)


def apk(out, compiled, folder):
    with zipfile.ZipFile(compiled) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    # Android reads the manifest first; so do people who look into the archive.
    order = {"AndroidManifest.xml": 0, "resources.arsc": 1}
    entries = sorted(entries + files(folder), key=lambda e: (order.get(e[0], 2), e[0]))
    write_zip(out, entries)


def docx(out, source):
    """Headings of the source are lines that start with `#`; rows of a table,
    lines that start with `|`."""
    body, rows = [], []

    def flush():
        if rows:
            cells = "".join(
                "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>"
                for row in rows
            )
            body.append(f"<w:tbl>{cells}</w:tbl>")
            rows.clear()

    def paragraph(text, style=""):
        # Word cuts a sentence into runs wherever someone edited it.
        half = len(text) // 2
        runs = "".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part in (text[:half], text[half:])
            if part
        )
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{properties}{runs}</w:p>"

    with open(source, encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("|"):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
                continue
            flush()
            level = len(line) - len(line.lstrip("#"))
            style = f"Heading{level}" if level else ""
            body.append(paragraph(line.lstrip("# "), style))
    flush()

    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    write_zip(
        out,
        [
            (
                "[Content_Types].xml",
                f'{head}<Types xmlns="{package}/content-types">'
                '<Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/>'
                f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/>'
                "</Types>",
            ),
            (
                "_rels/.rels",
                f'{head}<Relationships xmlns="{package}/relationships">'
                f'<Relationship Id="rId1" Type="{office}/officeDocument" '
                'Target="word/document.xml"/></Relationships>',
            ),
            (
                "word/_rels/document.xml.rels",
                f'{head}<Relationships xmlns="{package}/relationships">'
                f'<Relationship Id="rId1" Type="{office}/styles" '
                'Target="styles.xml"/></Relationships>',
            ),
            (
                "word/document.xml",
                f'{head}<w:document xmlns:w="{word}"><w:body>{"".join(body)}</w:body></w:document>',
            ),
            (
                "word/styles.xml",
                f'{head}<w:styles xmlns:w="{word}">'
                '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
                '<w:name w:val="Normal"/></w:style>'
                + "".join(
                    f'<w:style w:type="paragraph" w:styleId="Heading{n}">'
                    f'<w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/>'
                    "</w:pPr></w:style>"
                    for n in (1, 2, 3)
                )
                + "</w:styles>",
            ),
        ],
    )


def text(encoding, out, source):
    with open(source, encoding="utf-8", newline="") as file:
        content = file.read()
    with open(out, "w", encoding=encoding, newline="") as file:
        file.write(content)


def noise(count, seed):
    """SHA-256 in counter mode: incompressible, and the same everywhere."""
    stream = io.BytesIO()
    counter = 0
    while stream.tell() < count:
        stream.write(hashlib.sha256(f"{seed}:{counter}".encode()).digest())
        counter += 1
    return stream.getvalue()[:count]


def elf(out, soname, count):
    """An AArch64 shared object: header, one loadable segment, and a dynamic
    section that gives its name. The rest is filler."""
    strings = b"\0" + soname.encode() + b"\0"
    header, segment, tag = 64, 56, 16
    dynamic_at = header + 2 * segment
    strings_at = dynamic_at + 5 * tag
    tags = [(5, strings_at), (10, len(strings)), (14, 1), (6, strings_at), (0, 0)]
    dynamic = b"".join(struct.pack("<QQ", *t) for t in tags)
    size = max(count, strings_at + len(strings))
    image = struct.pack(
        "<16sHHIQQQIHHHHHH",
        b"\x7fELF\x02\x01\x01" + bytes(9),
        3,  # ET_DYN
        183,  # EM_AARCH64
        1,
        0,
        header,
        0,
        0,
        header,
        segment,
        2,
        0,
        0,
        0,
    )
    image += struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, size, size, 0x1000)  # PT_LOAD
    image += struct.pack(
        "<IIQQQQQQ", 2, 6, dynamic_at, dynamic_at, dynamic_at, len(dynamic), len(dynamic), 8
    )  # PT_DYNAMIC
    image += dynamic + strings
    image += noise(size - len(image), soname)
    with open(out, "wb") as file:
        file.write(image)


def field(number, data):
    """A length-delimited protobuf field of less than 128 bytes."""
    return bytes([number << 3 | 2, len(data)]) + data


def bundletool():
    """`Bundletool` of bundletool's config.proto: its version."""
    return field(2, b"1.15.6")


def toc(out, package):
    """`BuildApksResult` of commands.proto without its variants."""
    with open(out, "wb") as file:
        file.write(field(2, bundletool()) + field(4, package.encode()))


def bundle_config(out):
    """`BundleConfig` of config.proto."""
    with open(out, "wb") as file:
        file.write(field(1, bundletool()))


def contents(path):
    """Name to digest, archives inside opened, signatures and times left out."""
    found = {}

    def walk(prefix, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith("META-INF/") and name.endswith(SIGNATURES):
                    continue
                inner = archive.read(name)
                if inner[:4] == b"PK\x03\x04":
                    walk(f"{prefix}{name}!/", inner)
                else:
                    found[prefix + name] = hashlib.sha256(inner).hexdigest()

    with open(path, "rb") as file:
        walk("", file.read())
    return found


def same(a, b):
    left, right = contents(a), contents(b)
    differences = sorted(n for n in left.keys() | right.keys() if left.get(n) != right.get(n))
    for name in differences:
        print(f"{name}: {left.get(name, 'absent')[:12]} {right.get(name, 'absent')[:12]}")
    return not differences


def main(verb, *args):
    if verb == "apk":
        apk(*args)
    elif verb == "zip":
        write_zip(args[0], files(args[1]))
    elif verb == "unzip":
        with zipfile.ZipFile(args[0]) as archive:
            archive.extractall(args[1])
    elif verb == "docx":
        docx(*args)
    elif verb == "text":
        text(*args)
    elif verb == "elf":
        elf(args[0], args[1], int(args[2]))
    elif verb == "noise":
        with open(args[0], "wb") as file:
            file.write(noise(int(args[1]), os.path.basename(args[0])))
    elif verb == "toc":
        toc(*args)
    elif verb == "bundle-config":
        bundle_config(*args)
    elif verb == "same":
        return 0 if same(*args) else 1
    else:
        sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
