//! The quick path (rules, part 6): the 29 questions that decide most, enough for a verdict and a first ranking.

use super::instrument::{Question as Q, Section};

/// The questions by the section that most of them belong to, in the order in which they are asked; the third group is the core of
/// operability, from two sections.
pub const QUICK: [(Section, &[Q]); 4] = [
    (
        Section::MandateSource,
        &[Q::MandateExplicit, Q::MandateObligation, Q::MandateBroader, Q::MandateNotProhibited, Q::MandateOwnAdoption],
    ),
    (
        Section::MandateScope,
        &[
            Q::MandateFitsNeeds,
            Q::MandateEarlyIntervention,
            Q::MandateCommunityProgrammes,
            Q::MandateSafetyBreadth,
            Q::MandatePrimary,
            Q::MandateSecondary,
            Q::MandateTertiary,
            Q::MandateThreatsCovered,
            Q::MandateMultiAgency,
            Q::MandateCivilSociety,
            Q::MandateCommunities,
            Q::MandatePrivateSector,
        ],
    ),
    (
        Section::MandateSpace,
        &[Q::MandatePoliticalWill, Q::MandateLegalSpace, Q::MandateDepartmentsAware, Q::MandateRolesUnderstood],
    ),
    (
        Section::FrameworkContext,
        &[
            Q::FrameworkNationalPcve,
            Q::FrameworkHealthBase,
            Q::FrameworkViolenceBase,
            Q::FrameworkSafeguardingBase,
            Q::FrameworkPcveExpertise,
            Q::FrameworkThreatFocus,
            Q::FrameworkLabelRisk,
            Q::FrameworkPoliticalAcceptance,
        ],
    ),
];
