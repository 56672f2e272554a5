//! Whether a listing and a package mean the same, as a person would see it.

use crate::facts::Manifest;

use super::Listing;

impl Listing {
    /// Whether the name is one of the package's; `None` where either has none.
    pub fn same_name(&self, manifest: &Manifest) -> Option<bool> {
        let name = Self::shown(&self.name)?;
        let label = &manifest.label;
        let labels = [&label.default, &label.zh, &label.en];
        let mut labels = labels.into_iter().flatten().peekable();
        labels.peek()?;
        Some(labels.any(|label| same_name(name, label)))
    }

    /// Whether the version is the package's, a `v` in front aside.
    pub fn same_version(&self, manifest: &Manifest) -> Option<bool> {
        let bare = |text: &str| text.trim().trim_start_matches(['v', 'V']).to_lowercase();
        let listed = Self::shown(&self.version)?;
        Some(bare(listed) == bare(manifest.version_name.as_deref()?))
    }

    /// Whether the application id is the package's.
    pub fn same_package(&self, manifest: &Manifest) -> Option<bool> {
        Some(Self::shown(&self.package)? == manifest.package)
    }

    /// Whether the hash is the file's.
    pub fn same_file(&self, sha256: &str) -> Option<bool> {
        Some(Self::shown(&self.sha256)?.eq_ignore_ascii_case(sha256))
    }

    /// Whether the developer is the operator that a policy names.
    pub fn same_operator(&self, operator: Option<&str>) -> Option<bool> {
        Some(same_name(Self::shown(&self.developer)?, operator?))
    }
}

/// Letters and digits alone, in lower case and half width.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            // Full-width forms of ASCII stand at a fixed distance.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Equal, or one stands in the other whole: 邻里集市 in “邻里集市-社区好物”. One
/// letter alone is no name to be found in another.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.chars().nth(1).is_some() && long.contains(&short))
}

/// Whether a number has the usual form of an app's filing: that of its operator
/// (京ICP备12345678号, 粤B2-20090059), a serial number, and `A` for app.
pub(crate) fn is_app_filing(number: &str) -> bool {
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((operator, serial)) = number.rsplit_once('-') else {
        return false;
    };
    let serial = serial.strip_suffix(['A', 'a']).unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut letters = operator.chars();
    let province = letters
        .next()
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let rest = letters.as_str();
    let icp = rest
        .strip_prefix("ICP备")
        .and_then(|rest| rest.strip_suffix('号'))
        .is_some_and(is_number);
    let licence = rest
        .strip_prefix(['A', 'B'])
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(class, digits)| is_number(class) && is_number(digits));
    province && (icp || licence) && is_number(serial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_person_would_take_for_the_same() {
        for (a, b, same) in [
            ("邻里集市", "邻里集市-社区好物", true),
            ("Torch Light", "torchlight", true),
            ("ＡＢＣ商城", "abc商城", true),
            ("邻里集市", "邻里超市", false),
            ("记", "记账本", false),
            ("记", "记", true),
            ("", "邻里", false),
            ("", "", true),
            (
                "北京示例科技有限公司",
                "北京示例科技有限公司（示例集团）",
                true,
            ),
        ] {
            assert_eq!(same_name(a, b), same, "{a} / {b}");
            assert_eq!(same_name(b, a), same, "{b} / {a}");
        }
    }

    #[test]
    fn filing_numbers_of_apps() {
        for (number, expected) in [
            ("京ICP备12345678号-3A", true),
            ("浙ICP备2023012345号-12A", true),
            ("粤B2-20090059-1621A", true),
            ("京ICP备12345678号-3", false),
            ("京ICP备12345678号", false),
            ("ICP备12345678号-3A", false),
            ("京公网安备11010802012345号", false),
            ("京ICP备号-A", false),
            ("", false),
            ("-", false),
        ] {
            assert_eq!(is_app_filing(number), expected, "{number}");
        }
    }
}
