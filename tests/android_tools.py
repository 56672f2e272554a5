"""What the Android tools say of a package: aapt (manifest and resources),
apksigner (certificates), dexdump (DEX tables and call sites), aapt2 and apktool
(other forms of a package)."""

import collections
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

TOOLS = ("aapt", "aapt2", "apksigner", "apktool", "dexdump", "grep")
COMPONENTS = {"activity", "activity-alias", "service", "receiver", "provider"}
PERMISSIONS = {"uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m"}

# Methods whose call sites are counted. Their classes are the framework's own and
# nobody's superclass, so that a call site names them or means something else.
CALLS = [
    ("android.telephony.TelephonyManager", "getDeviceId"),
    ("android.telephony.TelephonyManager", "getImei"),
    ("android.telephony.TelephonyManager", "getSubscriberId"),
    ("android.telephony.TelephonyManager", "getSimSerialNumber"),
    ("android.telephony.TelephonyManager", "getLine1Number"),
    ("android.telephony.TelephonyManager", "getNetworkOperator"),
    ("android.telephony.TelephonyManager", "getSimOperator"),
    ("android.net.wifi.WifiInfo", "getMacAddress"),
    ("android.net.wifi.WifiInfo", "getSSID"),
    ("android.net.wifi.WifiInfo", "getBSSID"),
    ("android.net.wifi.WifiInfo", "getIpAddress"),
    ("android.net.wifi.WifiManager", "getConnectionInfo"),
    ("android.net.wifi.WifiManager", "getScanResults"),
    ("android.location.LocationManager", "getLastKnownLocation"),
    ("android.location.LocationManager", "requestLocationUpdates"),
    ("android.content.pm.PackageManager", "getInstalledPackages"),
    ("android.content.pm.PackageManager", "getInstalledApplications"),
    ("android.app.ActivityManager", "getRunningAppProcesses"),
    ("android.app.ActivityManager", "getRunningTasks"),
    ("android.bluetooth.BluetoothAdapter", "getAddress"),
    ("android.content.ClipboardManager", "getPrimaryClip"),
    ("android.accounts.AccountManager", "getAccounts"),
    ("android.hardware.Camera", "open"),
    ("android.hardware.camera2.CameraManager", "openCamera"),
    ("android.media.MediaRecorder", "setAudioSource"),
]


class Missing(Exception):
    """A tool is not installed, or refuses the package."""


def absent():
    """Tools that are not installed."""
    return [tool for tool in TOOLS if not shutil.which(tool)]


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise Missing(f"{command[0]}: {done.stderr.decode(errors='replace').strip()[-300:]}")
    return done.stdout.decode(errors="replace")


# ---------------------------------------------------------------- aapt

ELEMENT = re.compile(r"^( *)E: (\S+) \(line=\d+\)$")
ATTRIBUTE = re.compile(r"^( *)A: (?:[\w.-]+:)?([\w.:-]*?)(?:\((0x[0-9a-f]+)\))?=(.*)$")
RESOURCE = re.compile(r"^ +resource (0x[0-9a-f]{8}) [^:]+:\S+: t=(0x[0-9a-f]+) d=(0x[0-9a-f]+)")
STRING = re.compile(r'^ +\(string\d+\) "(.*)"$')


class Node:
    def __init__(self, tag):
        self.tag, self.attributes, self.children = tag, {}, []

    def all(self, *tags):
        return [child for child in self.children if child.tag in tags]


def xml_tree(apk, resources):
    """`aapt dump xmltree` of the manifest as nodes; references are resolved."""
    root = Node("")
    stack = [(-1, root)]
    for line in run("aapt", "dump", "xmltree", apk, "AndroidManifest.xml").splitlines():
        if element := ELEMENT.match(line):
            indent, node = len(element[1]), Node(element[2])
            while stack[-1][0] >= indent:
                stack.pop()
            stack[-1][1].children.append(node)
            stack.append((indent, node))
        elif attribute := ATTRIBUTE.match(line):
            stack[-1][1].attributes[attribute[2]] = value(attribute[4], resources)
    return root.all("manifest")[0]


def value(text, resources):
    """A value as aapt prints it: a string, a reference, or a typed number."""
    if text.startswith("@0x"):
        return resources.get(text[1:])
    if text.startswith('"'):
        return text[1:].rsplit('" (Raw: "', 1)[0].removesuffix('"')
    if typed := re.match(r"\(type (0x[0-9a-f]+)\)(0x[0-9a-f]+)", text):
        return number(int(typed[1], 16), int(typed[2], 16))
    return text


def number(kind, data):
    if kind == 0x12:
        return data != 0
    return data - (1 << 32) if data >= 1 << 31 else data


def resource_values(apk):
    """Resource id to its value in the default configuration."""
    found, wanted, default = {}, None, False
    for line in run("aapt", "dump", "--values", "resources", apk).splitlines():
        if line.lstrip().startswith("config "):
            default = line.strip() == "config (default):"
        elif entry := RESOURCE.match(line):
            wanted = entry[1] if default and entry[1] not in found else None
            kind, data = int(entry[2], 16), int(entry[3], 16)
            if wanted and kind in (0x10, 0x11, 0x12):
                found[wanted] = number(kind, data)
            elif wanted and kind == 0x01:
                found[wanted] = ("reference", f"0x{data:08x}")
        elif wanted and (text := STRING.match(line)):
            found[wanted] = text[1]
    for key, held in list(found.items()):
        for _ in range(8):
            if not isinstance(held, tuple):
                break
            held = found.get(held[1])
        found[key] = held
    return found


def badging(apk):
    """Identity as `aapt dump badging` prints it."""
    text = run("aapt", "dump", "badging", apk)
    package = re.search(r"^package: (.*)$", text, re.M)[1]
    field = dict(re.findall(r"(\w+)='([^']*)'", package))
    single = lambda name: (re.search(rf"^{name}:'(.*)'$", text, re.M) or [None, None])[1]
    # Locales are printed in order, so that the most general one comes first.
    label = lambda suffix: unescape(single(f"application-label{suffix}"))
    implied = set(re.findall(r"^uses-implied-permission: name='([^']*)'", text, re.M))
    permissions = set()
    for kind, name, rest in re.findall(
        r"^(uses-permission(?:-sdk-23)?): name='([^']*)'(.*)$", text, re.M
    ):
        limit = re.search(r"maxSdkVersion='(\d+)'", rest)
        if name not in implied:
            permissions.add((kind, name, int(limit[1]) if limit else None))
    return {
        "package": field["name"],
        "version_code": int(field["versionCode"] or 0),
        "version_name": field["versionName"],
        "min_sdk": single("sdkVersion"),
        "target_sdk": single("targetSdkVersion"),
        "label": label(""),
        "label_zh": label("-zh[^:]*"),
        "label_en": label("-en[^:]*"),
        "permissions": permissions,
    }


def unescape(text):
    return text and re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), text)


def full_name(name, package):
    if name.startswith("."):
        return package + name
    return name if "." in name else f"{package}.{name}"


def components(manifest, package):
    """(kind, name, enabled, exported, process, permission, authorities, filters)"""
    rows = []
    for application in manifest.all("application"):
        for node in application.all(*COMPONENTS):
            get = node.attributes.get
            filters = []
            for wanted in node.all("intent-filter"):
                names = lambda tag: tuple(n.attributes.get("name") for n in wanted.all(tag))
                filters.append(
                    (names("action"), names("category"), wanted.attributes.get("priority", 0))
                )
            rows.append(
                (
                    node.tag,
                    full_name(get("name"), package),
                    get("enabled", True),
                    get("exported"),
                    get("process"),
                    get("permission"),
                    tuple((get("authorities") or "").split(";")) if get("authorities") else (),
                    tuple(filters),
                )
            )
    return rows


def requested(manifest):
    return {
        (n.tag, n.attributes.get("name"), n.attributes.get("maxSdkVersion"))
        for n in manifest.all(*PERMISSIONS)
    }


# ---------------------------------------------------------------- apksigner

def certificates(apk):
    """Digests, or None where the signature does not verify."""
    try:
        # From level 24 on a scheme v2 signature is enough.
        text = run("apksigner", "verify", "--min-sdk-version", "24", "--print-certs", apk)
    except Missing:
        return None
    return set(re.findall(r"certificate SHA-256 digest: ([0-9a-f]{64})", text))


# ---------------------------------------------------------------- dexdump

# Fields of a DEX header, in its order, and their names in a report.
HEADER = {
    "string_ids_size": "strings",
    "field_ids_size": "field_ids",
    "method_ids_size": "method_ids",
    "class_defs_size": "classes",
}


def dex_headers(file):
    """Per DEX file: the sizes of its tables."""
    text = run("dexdump", "-f", file)
    sizes = [re.findall(rf"^{name} *: (\d+)$", text, re.M) for name in HEADER]
    return [dict(zip(HEADER.values(), map(int, row))) for row in zip(*sizes)]


def call_sites(file):
    """Call sites of CALLS in the disassembly."""
    wanted = {f"L{c.replace('.', '/')};.{m}:": (c, m) for c, m in CALLS}
    counts = collections.Counter()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as patterns:
        patterns.write("\n".join(wanted))
        patterns.flush()
        dump = subprocess.Popen(
            ["dexdump", "-d", file], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        hits = subprocess.run(
            ["grep", "-a", "-F", "-f", patterns.name], stdin=dump.stdout, capture_output=True
        ).stdout.decode(errors="replace")
        dump.stdout.close()
        if dump.wait() != 0:
            raise Missing(f"dexdump -d {file} failed")
    for line in hits.splitlines():
        if site := re.search(r"\|[0-9a-f]+: invoke-\S+ \{[^}]*\}, (L[^;]+;\.[^:]+:)", line):
            if site[1] in wanted:
                counts[wanted[site[1]]] += 1
    return counts


# ---------------------------------------------------------------- packages

def parts(package, folder):
    """The APKs of a package, the base first, and where dexdump finds its DEX."""
    if package.suffix == ".apk":
        return [str(package)]
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    if package.suffix == ".aab":
        return [converted(folder)]
    apks = sorted(folder.rglob("*.apk"))
    is_base = lambda apk: " split='" not in run("aapt", "dump", "badging", str(apk)).split("\n")[0]
    return [str(apk) for apk in sorted(apks, key=lambda a: not is_base(a))]


def converted(folder):
    """The base module of a bundle as an APK with binary XML, by aapt2."""
    base, proto, binary = folder / "base", folder / "proto.apk", folder / "binary.apk"
    with zipfile.ZipFile(proto, "w") as archive:
        archive.write(base / "manifest" / "AndroidManifest.xml", "AndroidManifest.xml")
        for file in sorted(base.rglob("*")):
            inside = file.relative_to(base).as_posix()
            if file.is_file() and inside.startswith(("res/", "resources.pb")):
                archive.write(file, inside)
    run("aapt2", "convert", "--output-format", "binary", "-o", str(binary), str(proto))
    with zipfile.ZipFile(binary, "a") as archive:
        for dex in sorted((base / "dex").glob("*.dex")):
            archive.write(dex, dex.name)
    return str(binary)


def expected(package):
    """What the tools say of a package."""
    with tempfile.TemporaryDirectory() as folder:
        apks = parts(package, pathlib.Path(folder))
        said = badging(apks[0])
        said["permissions"] = set()
        said["components"], said["dex"], said["calls"] = [], [], collections.Counter()
        # A bundle is signed by the store; a broken signature proves nothing.
        signers = None if package.suffix == ".aab" else certificates(apks[0])
        if signers is not None:
            said["certificates"] = signers
        if len(apks) > 1:
            # aapt reads one part at a time, and languages are parts of their own.
            del said["label_zh"], said["label_en"]
        for apk in apks:
            manifest = xml_tree(apk, resource_values(apk))
            asked = requested(manifest)
            printed = badging(apk)["permissions"]
            if not printed <= asked:
                raise Missing(f"aapt contradicts itself on {printed - asked}")
            said["permissions"] |= asked
            said["components"] += components(manifest, said["package"])
            with zipfile.ZipFile(apk) as archive:
                has_dex = "classes.dex" in archive.namelist()
            if has_dex:
                said["dex"] += dex_headers(apk)
                said["calls"] += call_sites(apk)
        said["components"].sort(key=repr)
        said["dex"].sort(key=repr)
        return said


def decoded(apk, folder):
    """The folder that apktool makes of an APK, DEX files left as they are."""
    run("apktool", "decode", "--no-src", "--force", "--output", str(folder), str(apk))
    return folder
