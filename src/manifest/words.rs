//! Flags of the manifest in the words of the platform's documentation
//! (`core/res/res/values/attrs_manifest.xml`).

/// `protectionLevel`: the base level in the low four bits, then flags.
pub fn protection_level(level: u32) -> String {
    let base = match level & 0xf {
        0 => "normal",
        1 => "dangerous",
        2 => "signature",
        // signatureOrSystem, deprecated for what it stands for.
        3 => "signature|privileged",
        4 => "internal",
        _ => "unknown",
    };
    let mut words = base.to_owned();
    for (bit, word) in [
        (0x10, "privileged"),
        (0x20, "development"),
        (0x40, "appop"),
        (0x80, "pre23"),
        (0x100, "installer"),
        (0x200, "verifier"),
        (0x400, "preinstalled"),
        (0x800, "setup"),
        (0x1000, "instant"),
        (0x2000, "runtime"),
        (0x4000, "oem"),
        (0x8000, "vendorPrivileged"),
        (0x1_0000, "textClassifier"),
        (0x8_0000, "configurator"),
        (0x10_0000, "incidentReportApprover"),
        (0x20_0000, "appPredictor"),
        (0x40_0000, "module"),
        (0x80_0000, "companion"),
        (0x100_0000, "retailDemo"),
        (0x200_0000, "recents"),
        (0x400_0000, "role"),
        (0x800_0000, "knownSigner"),
    ] {
        if level & bit != 0 && !(bit == 0x10 && level & 0xf == 3) {
            words.push('|');
            words.push_str(word);
        }
    }
    words
}

/// `foregroundServiceType`, each flag a word.
pub fn foreground_service_types(flags: u32) -> Vec<String> {
    [
        (0x1, "dataSync"),
        (0x2, "mediaPlayback"),
        (0x4, "phoneCall"),
        (0x8, "location"),
        (0x10, "connectedDevice"),
        (0x20, "mediaProjection"),
        (0x40, "camera"),
        (0x80, "microphone"),
        (0x100, "health"),
        (0x200, "remoteMessaging"),
        (0x400, "systemExempted"),
        (0x800, "shortService"),
        (0x1000, "fileManagement"),
        (0x2000, "mediaProcessing"),
        (0x4000_0000, "specialUse"),
    ]
    .into_iter()
    .filter(|(bit, _)| flags & bit != 0)
    .map(|(_, word)| word.to_owned())
    .collect()
}
