//! Declarations as plain yes or no, by key.

use super::{Declarations, Declared, Span};

/// A declaration as yes or no.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'d> {
    /// Its key, as labels of policies name it.
    pub key: &'static str,
    /// Stated; false for silence and for an express denial.
    pub holds: bool,
    /// Sentences that state it.
    pub evidence: &'d [Span],
}

impl Declarations {
    /// Every declaration that is stated or not, in the order of the contract.
    pub fn statements(&self) -> Vec<Statement<'_>> {
        fn holds(v: &Declared<bool>) -> (bool, &[Span]) {
            (v.holds(), &v.evidence)
        }
        fn given<T>(v: &Declared<T>) -> (bool, &[Span]) {
            (v.is_stated(), &v.evidence)
        }
        let d = self;
        let shares = d
            .third_party
            .sharing
            .recipients
            .value
            .as_ref()
            .is_some_and(|r| !r.is_empty());
        let rows: Vec<(&'static str, (bool, &[Span]))> = vec![
            ("operator_name", given(&d.operator.name)),
            ("operator_address", given(&d.operator.address)),
            ("operator_registration", given(&d.operator.registration)),
            ("contact_email", given(&d.contact.emails)),
            ("contact_phone", given(&d.contact.phones)),
            ("contact_address", given(&d.contact.addresses)),
            ("contact_officer", given(&d.contact.officer)),
            ("complaint_channel", holds(&d.complaint.channel)),
            ("complaint_response_days", given(&d.complaint.response_days)),
            ("date_updated", given(&d.dates.updated)),
            ("date_effective", given(&d.dates.effective)),
            ("right_access", holds(&d.rights.access)),
            ("right_correct", holds(&d.rights.correct)),
            ("right_delete", holds(&d.rights.delete)),
            ("right_cancel_account", given(&d.rights.cancel_account.how)),
            ("right_withdraw_consent", holds(&d.rights.withdraw_consent)),
            ("right_copy", holds(&d.rights.copy)),
            ("right_explain", holds(&d.rights.explain)),
            ("right_deceased", holds(&d.rights.deceased)),
            ("minors_under_14_rules", holds(&d.minors.under_14_rules)),
            ("minors_guardian_consent", holds(&d.minors.guardian_consent)),
            ("sensitive_notice", holds(&d.sensitive.notice)),
            (
                "sensitive_separate_consent",
                holds(&d.sensitive.separate_consent),
            ),
            (
                "sdk_list",
                (!d.third_party.sdk_list.is_empty(), &[] as &[Span]),
            ),
            (
                "sharing",
                (shares, d.third_party.sharing.recipients.evidence.as_slice()),
            ),
            (
                "sharing_separate_consent",
                holds(&d.third_party.sharing.separate_consent),
            ),
            ("entrusted", holds(&d.third_party.entrusted)),
            ("transfer", holds(&d.third_party.transfer)),
            ("public_disclosure", holds(&d.third_party.public_disclosure)),
            ("cross_border", given(&d.cross_border.statement)),
            ("retention", holds(&d.retention.stated)),
            ("automated_used", holds(&d.automated.used)),
            ("automated_opt_out", holds(&d.automated.opt_out)),
            ("personalised_push", holds(&d.personalised.push)),
            ("personalised_ads", holds(&d.personalised.ads)),
            ("personalised_opt_out", holds(&d.personalised.opt_out)),
            ("security_measures", holds(&d.security.measures)),
            ("security_encryption", holds(&d.security.encryption)),
            (
                "security_de_identification",
                holds(&d.security.de_identification),
            ),
            ("security_breach_notice", holds(&d.security.breach_notice)),
            ("self_start", holds(&d.self_start.declared)),
            ("clipboard", holds(&d.clipboard)),
            ("installed_apps", holds(&d.installed_apps)),
            ("implied_consent", holds(&d.consent.implied_wording)),
            ("update_notice", holds(&d.update_notice)),
            ("cookies", holds(&d.cookies)),
            ("law", given(&d.law)),
        ];
        rows.into_iter()
            .map(|(key, (holds, evidence))| Statement {
                key,
                holds,
                evidence,
            })
            .collect()
    }
}
