#!/usr/bin/env python3
"""Writes seed corpora for the fuzz targets: tests/fuzz/seeds.py [FOLDER]

They come out of the samples, the policy cases, the signature files and, where
smali is installed, the smali cases of the code analysis. FOLDER (default:
corpus, beside this script) gets one folder per target.
"""
import hashlib
import io
import pathlib
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
    signatures = ROOT / "signatures"
    for file in sorted(signatures.rglob("*.toml")):
        name = str(file.relative_to(signatures)).encode()
        write(out, "signatures", name + b"\n" + file.read_bytes())
    for folder in sorted(path for path in out.iterdir() if path.is_dir()):
        print(folder.name, len(list(folder.iterdir())))


main()
