//! One function per check; a category names the check that decides it.

mod information;
mod permissions;
mod presence;
mod sdks;
mod self_start;
mod statements;
mod support;

use super::Case;
use super::verdict::Outcome;
use crate::signatures::model::Check;

/// Runs a check.
pub(super) fn run(check: Check, case: &Case) -> Outcome {
    match check {
        Check::NoPolicy => presence::no_policy(case),
        Check::PolicyForm => presence::form(case),
        Check::PermissionsNotTold => permissions::not_told(case),
        Check::PermissionPurposeNotTold => permissions::purpose_not_told(case),
        Check::PermissionsUnused => permissions::unused(case),
        Check::SdksNotListed => sdks::not_listed(case),
        Check::SharingNotTold => sdks::sharing_not_told(case),
        Check::CrossBorderNotTold => sdks::cross_border_not_told(case),
        Check::PiNotTold => information::not_told(case),
        Check::CollectAtStartup => information::at_startup(case),
        Check::SelfStart => self_start::unexplained(case),
        Check::OperatorNotStated => statements::operator(case),
        Check::ContactNotTold => statements::contact(case),
        Check::RetentionNotTold => statements::retention(case),
        Check::NoCancellation => statements::cancellation(case),
        Check::NoCorrectionDeletion => statements::correction_deletion(case),
        Check::HinderedRights => statements::hindered(case),
        Check::NoWithdrawal => statements::withdrawal(case),
        Check::NoComplaintChannel => statements::complaint(case),
        Check::NoMinorsRules => statements::minors(case),
        Check::NoSeparateConsent => statements::separate_consent(case),
        Check::NoPersonalisedOptOut => statements::personalised(case),
        Check::NoSecurityMeasures => statements::security(case),
        Check::ImpliedConsent => statements::implied_consent(case),
    }
}
