#!/usr/bin/env python3
"""Writes seed corpora for the fuzz targets: tests/fuzz/seeds.py [FOLDER]

They come out of the samples, the policy cases, the signature files, the README
and, where smali is installed, the smali cases of the code analysis. Stored facts
are those of the samples, by a tongbao that is built. FOLDER (default:
corpus, beside this script) gets one folder per target.
"""
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LARGEST = 64 << 10  # bytes; larger seeds slow a fuzzer down


def write(out, target, content):
    if len(content) <= LARGEST:
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)


def from_archive(out, content):
    """Entries of a package, by the target that reads their kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            entry = archive.read(name)
            if name.endswith(".dex"):
                write(out, "dex", entry)
            elif name.endswith("AndroidManifest.xml"):
                write(out, "axml", entry)
            elif name.endswith((".arsc", "resources.pb")):
                write(out, "arsc", entry)
            elif name.endswith(".docx"):
                write(out, "policy_docx", entry)
            elif name.endswith((".apk", ".zip")):
                write(out, "package", entry)
                from_archive(out, entry)


def from_smali(out):
    """One DEX file for each file of cases."""
    if not shutil.which("smali"):
        print("smali is not installed: no DEX files of the smali cases", file=sys.stderr)
        return
    for cases in sorted((ROOT / "tests/dex").glob("*.smali")):
        with tempfile.TemporaryDirectory() as scratch:
            number = 0
            for case in cases.read_text().split("# case ")[1:]:
                name, _, body = case.partition("\n")
                body = body.replace("%", name.strip().replace("-", "_"))
                for text in body.split(".class")[1:]:
                    number += 1
                    pathlib.Path(scratch, f"{number}.smali").write_text(".class" + text)
            built = pathlib.Path(scratch, "classes.dex")
            subprocess.run(
                ["smali", "assemble", "-a", "30", "-o", built, scratch],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            write(out, "dex", built.read_bytes())


def pdf(lines):
    """A page of text in a PDF without compression (ISO 32000-1, 7.5)."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R"
        " /Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode()


def listings(out):
    """The README's listing, its parts, and lists of them."""
    text = re.search(r"```json\n(.*?)```", (ROOT / "README.md").read_text(), re.S)[1]
    whole = json.loads(text)
    named = {"file": "app.apk", "sha256": "0" * 64, "app_type": 5}
    policy = {"privacy_policy": {"text": "我们会收集您的位置信息，用于查找附近的商店。"}}
    parts = [{key: value} for key, value in (whole | named | policy).items()]
    each = [{**part, "package": f"com.example.n{number}"} for number, part in enumerate(parts)]
    for listing in [whole, whole | named | policy, *each]:
        write(out, "listing", json.dumps(listing, ensure_ascii=False, indent=1).encode())
    lines = [json.dumps(listing, ensure_ascii=False) for listing in each]
    write(out, "listing", "\n".join(lines).encode())
    write(out, "listing", b"\xef\xbb\xbf" + "\r\n".join(lines).encode())


def stored_facts(out):
    """Facts of each sample in all three forms."""
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    built = [path for path in (target / "release/tongbao", target / "debug/tongbao") if path.is_file()]
    if not built:
        print("no tongbao is built: no stored facts", file=sys.stderr)
        return
    for package in sorted((ROOT / "samples").glob("*/*.apk")):
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            command = [built[0], "scan", package.relative_to(ROOT), "--quiet", "--format", "none", "--facts"]
            # Exit code 1 says that something was found.
            subprocess.run([*command, folder], cwd=ROOT, stderr=subprocess.DEVNULL)
            for stored in sorted(folder.iterdir()):
                write(out, "corpus", stored.read_bytes())
        task = json.dumps({"path": str(package), "file": package.name, "want": ["facts"]})
        answer = subprocess.run([built[0], "worker"], input=task + "\n", stdout=subprocess.PIPE, text=True)
        facts = json.loads(answer.stdout)["facts"]
        write(out, "corpus", json.dumps(facts, ensure_ascii=False).encode())


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "corpus"
    for kind in ("apk", "aab", "apks", "xapk"):
        for package in sorted((ROOT / "samples").glob(f"*/*.{kind}")):
            content = package.read_bytes()
            write(out, "package", content)
            from_archive(out, content)
    from_smali(out)
    texts = [*ROOT.glob("tests/policy/cases/*"), *ROOT.glob("samples/*/source/**/*")]
    for text in sorted(texts):
        if text.suffix in (".html", ".htm"):
            write(out, "policy_html", text.read_bytes())
        elif text.suffix in (".txt", ".md") and text.is_file():
            content = text.read_bytes()
            write(out, "policy_text", content)
            for encoding in ("gbk", "utf-16", "big5"):
                decoded = content.decode("utf-8", "ignore")
                write(out, "policy_text", decoded.encode(encoding, "ignore"))
    listings(out)
    stored_facts(out)
    write(out, "policy_pdf", pdf(["Privacy Policy", "We collect your location to show shops nearby."]))
    config = (ROOT / "src/config/template.toml").read_bytes()
    write(out, "config", config)
    # The same with every setting set: settings are commented out without a space.
    settings = (l[1:] if l[:1] == b"#" != l[:2].strip() else l for l in config.splitlines())
    write(out, "config", b"\n".join(settings))
    signatures = ROOT / "signatures"
    for file in sorted(signatures.rglob("*.toml")):
        name = str(file.relative_to(signatures)).encode()
        write(out, "signatures", name + b"\n" + file.read_bytes())
    for folder in sorted(path for path in out.iterdir() if path.is_dir()):
        print(folder.name, len(list(folder.iterdir())))


main()
