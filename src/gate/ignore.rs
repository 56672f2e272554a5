//! Entries of the configuration that set findings aside, each for a reason and,
//! better, up to a day.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use toml::value::{Date, Datetime};

use crate::judge::SetAside;
use crate::report::summary::IdleIgnore;

/// `[[ignore]]`: a finding that matches every key that is there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// Category, or a finding's fingerprint.
    pub id: String,
    /// Application id.
    #[serde(default)]
    pub package: Option<String>,
    /// SDK by id.
    #[serde(default)]
    pub sdk: Option<String>,
    /// Permission by full name.
    #[serde(default)]
    pub permission: Option<String>,
    /// Why; never empty.
    pub reason: String,
    /// Last day on which the entry holds.
    #[serde(default)]
    pub expires: Option<Datetime>,
}

/// What entries are matched against: a finding, and whose it is.
pub(super) struct Marks<'a> {
    pub package: &'a str,
    pub category: &'a str,
    pub also: &'a [String],
    pub subject: &'a str,
    pub fingerprint: &'a str,
}

/// All entries, and which of them were used.
#[derive(Debug, Default)]
pub struct Ignores {
    entries: Vec<(Ignore, AtomicBool)>,
    today: Option<Date>,
}

impl Ignores {
    /// Entries as they stand on a day.
    pub fn new(entries: Vec<Ignore>, today: Date) -> Self {
        Self {
            entries: entries
                .into_iter()
                .map(|entry| (entry, AtomicBool::new(false)))
                .collect(),
            today: Some(today),
        }
    }

    /// The first entry that holds and matches.
    pub(super) fn find(&self, marks: &Marks) -> Option<SetAside> {
        let (entry, used) = self
            .entries
            .iter()
            .find(|(entry, _)| !self.is_over(entry) && entry.matches(marks))?;
        used.store(true, Ordering::Relaxed);
        Some(SetAside::Ignored {
            reason: entry.reason.clone(),
            expires: entry.expires.as_ref().map(ToString::to_string),
        })
    }

    /// Entries that are not over.
    pub(super) fn holding(&self) -> Vec<&Ignore> {
        let entries = self.entries.iter().map(|(entry, _)| entry);
        entries.filter(|entry| !self.is_over(entry)).collect()
    }

    /// Entries that set nothing aside: over, or matching nothing.
    pub fn idle(&self) -> Vec<IdleIgnore> {
        self.entries
            .iter()
            .filter(|(_, used)| !used.load(Ordering::Relaxed))
            .map(|(entry, _)| IdleIgnore {
                id: entry.id.clone(),
                reason: entry.reason.clone(),
                expired: self
                    .is_over(entry)
                    .then(|| entry.expires.as_ref().map(ToString::to_string))
                    .flatten(),
            })
            .collect()
    }

    fn is_over(&self, entry: &Ignore) -> bool {
        let day = |date: &Date| (date.year, date.month, date.day);
        match (
            &self.today,
            entry.expires.as_ref().and_then(|e| e.date.as_ref()),
        ) {
            (Some(today), Some(last)) => day(last) < day(today),
            _ => false,
        }
    }
}

impl Ignore {
    fn matches(&self, marks: &Marks) -> bool {
        let category = self.id == marks.category
            || self.id == marks.fingerprint
            || marks.also.contains(&self.id);
        // Subjects are a permission, or an owner and what it reads: `jpush/imei`.
        let owner = marks.subject.split('/').next().unwrap_or_default();
        category
            && self.package.as_deref().is_none_or(|p| p == marks.package)
            && self.sdk.as_deref().is_none_or(|sdk| sdk == owner)
            && self
                .permission
                .as_deref()
                .is_none_or(|permission| permission == marks.subject)
    }
}

/// The day to hold entries against: `SOURCE_DATE_EPOCH` where it is set, so that
/// a run can be repeated, else today (UTC).
pub fn today() -> Date {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = fixed.and_then(|text| text.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now();
        let since = now.duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |past| past.as_secs())
    });
    date(seconds / 86_400)
}

/// Gregorian date from days since 1970-01-01, by Howard Hinnant's
/// `civil_from_days` for years from 1970 on.
fn date(days: u64) -> Date {
    let z = days + 719_468;
    let (era, doe) = (z / 146_097, z % 146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + u64::from(month <= 2);
    Date {
        year: u16::try_from(year).unwrap_or(u16::MAX),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(doy - (153 * mp + 2) / 5 + 1).unwrap_or(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_781, "2026-11-24"),
        ] {
            assert_eq!(date(days).to_string(), expected);
        }
    }
}
