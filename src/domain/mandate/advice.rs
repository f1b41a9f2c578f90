//! What to do next and what to check: ids only, the words are elsewhere.

use super::authority::RouteId;
use super::explain::Blocking;
use super::{Criterion, is};
use crate::domain::instrument::{Opt, Question};
use crate::domain::sheet::Sheet;

/// A piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum AdviceId {
    OwnCouncilDecision,
    UseBroaderFunctions,
    SeekExplicitRole,
    WidenWithOtherLevels,
    InnovateWithin,
    StartInExistingServices,
    ShowSafetyReachesCohesion,
    AgreeCooperationRules,
    BuildSharedPicture,
    AskNationalLevelToShare,
    ClarifyAuthority,
    SpreadKnowledge,
}

impl AdviceId {
    /// All, in the rules' order.
    pub const ALL: [AdviceId; 12] = {
        use AdviceId::*;
        [
            OwnCouncilDecision,
            UseBroaderFunctions,
            SeekExplicitRole,
            WidenWithOtherLevels,
            InnovateWithin,
            StartInExistingServices,
            ShowSafetyReachesCohesion,
            AgreeCooperationRules,
            BuildSharedPicture,
            AskNationalLevelToShare,
            ClarifyAuthority,
            SpreadKnowledge,
        ]
    };

    const fn row(self) -> (&'static str, &'static [u8]) {
        match self {
            AdviceId::OwnCouncilDecision => ("own_council_decision", &[21, 84]),
            AdviceId::UseBroaderFunctions => ("use_broader_functions", &[20, 38]),
            AdviceId::SeekExplicitRole => ("seek_explicit_role", &[37, 27]),
            AdviceId::WidenWithOtherLevels => ("widen_with_other_levels", &[37]),
            AdviceId::InnovateWithin => ("innovate_within", &[38]),
            AdviceId::StartInExistingServices => ("start_in_existing_services", &[38, 89]),
            AdviceId::ShowSafetyReachesCohesion => ("show_safety_reaches_cohesion", &[32]),
            AdviceId::AgreeCooperationRules => ("agree_cooperation_rules", &[35, 36, 56]),
            AdviceId::BuildSharedPicture => ("build_shared_picture", &[2, 3]),
            AdviceId::AskNationalLevelToShare => ("ask_national_level_to_share", &[6, 25, 27]),
            AdviceId::ClarifyAuthority => ("clarify_authority", &[5, 1]),
            AdviceId::SpreadKnowledge => ("spread_knowledge", &[24, 28]),
        }
    }

    /// The id in files.
    pub const fn id(self) -> &'static str {
        self.row().0
    }

    /// The question that it stands closest to.
    pub const fn question(self) -> Question {
        match self {
            AdviceId::OwnCouncilDecision => Question::MandateOwnAdoption,
            AdviceId::UseBroaderFunctions => Question::MandateBroader,
            AdviceId::SeekExplicitRole => Question::MandateExplicit,
            AdviceId::WidenWithOtherLevels => Question::MandateFitsNeeds,
            AdviceId::InnovateWithin => Question::MandateThreatsCovered,
            AdviceId::StartInExistingServices => Question::MandateCommunityProgrammes,
            AdviceId::ShowSafetyReachesCohesion => Question::MandateSafetyBreadth,
            AdviceId::AgreeCooperationRules => Question::MandateMultiAgency,
            AdviceId::BuildSharedPicture => Question::MandateThreatAwareness,
            AdviceId::AskNationalLevelToShare => Question::MandateFrameworkShared,
            AdviceId::ClarifyAuthority => Question::MandateClear,
            AdviceId::SpreadKnowledge => Question::MandateDepartmentsAware,
        }
    }

    /// Items of the source chapter that it rests on: 37 is S37.
    pub const fn seed(self) -> &'static [u8] {
        self.row().1
    }
}

/// A piece of advice with the criteria that call for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Which.
    pub id: AdviceId,
    /// What calls for it, in the order in which it stands in the way.
    pub because: Vec<Criterion>,
}

fn for_entry(entry: &Blocking) -> Vec<AdviceId> {
    use AdviceId::*;
    let Criterion::Question(question) = entry.criterion else {
        return match entry.criterion {
            Criterion::Levels => vec![WidenWithOtherLevels, InnovateWithin],
            _ => entry
                .routes
                .iter()
                .map(|r| match r.id {
                    RouteId::OwnCouncilDecision => OwnCouncilDecision,
                    RouteId::UseBroaderFunctions => UseBroaderFunctions,
                    RouteId::SeekExplicitRole => SeekExplicitRole,
                })
                .collect(),
        };
    };
    match question {
        Question::MandateFitsNeeds | Question::MandateThreatsCovered | Question::MandateEarlyIntervention => {
            vec![WidenWithOtherLevels, InnovateWithin]
        }
        Question::MandateCommunityProgrammes => vec![StartInExistingServices],
        Question::MandateSafetyBreadth => vec![ShowSafetyReachesCohesion],
        Question::MandateMultiAgency
        | Question::MandateCivilSociety
        | Question::MandateCommunities
        | Question::MandatePrivateSector => vec![AgreeCooperationRules],
        Question::MandatePoliticalWill | Question::MandateThreatAwareness => vec![BuildSharedPicture],
        Question::MandateRecognisedNational
        | Question::MandateRecognisedLocal
        | Question::MandateNlc
        | Question::MandateFrameworkShared
        | Question::MandateFrameworkInput => vec![AskNationalLevelToShare],
        Question::MandateLegalSpace | Question::MandateClear => vec![ClarifyAuthority],
        Question::MandateDepartmentsAware
        | Question::MandateRolesUnderstood
        | Question::MandateWidelyHeld
        | Question::MandateLeadersBriefed
        | Question::MandatePartnersAware => vec![SpreadKnowledge],
        _ => Vec::new(),
    }
}

/// Advice for everything that surely stands in the way, each id once; what is merely open is asked, not advised on.
pub fn advice<'a>(blocking: impl IntoIterator<Item = &'a Blocking>) -> Vec<Advice> {
    let mut found: Vec<Advice> = Vec::new();
    for entry in blocking.into_iter().filter(|entry| !entry.is_open()) {
        for id in for_entry(entry) {
            match found.iter_mut().find(|a| a.id == id) {
                Some(a) if a.because.contains(&entry.criterion) => {}
                Some(a) => a.because.push(entry.criterion),
                None => found.push(Advice { id, because: vec![entry.criterion] }),
            }
        }
    }
    found
}

/// Two answers that may not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tension {
    T1,
    T2,
    T3,
    T4,
    T5,
    T6,
}

impl Tension {
    /// All.
    pub const ALL: [Tension; 6] = [Tension::T1, Tension::T2, Tension::T3, Tension::T4, Tension::T5, Tension::T6];

    /// The id in files.
    pub const fn id(self) -> &'static str {
        ["T1", "T2", "T3", "T4", "T5", "T6"][self as usize]
    }

    /// The two answers.
    pub const fn pair(self) -> [(Question, Opt); 2] {
        use Question::*;
        match self {
            Tension::T1 => [(MandateOwnAdoption, Opt::Adopted), (MandateNotProhibited, Opt::No)],
            Tension::T2 => [(FrameworkNationalPcve, Opt::RequiresLocalPlan), (MandateExplicit, Opt::No)],
            Tension::T3 => [(MandateNotProhibited, Opt::No), (MandateLegalSpace, Opt::Yes)],
            Tension::T4 => [(MandateFrameworkShared, Opt::Yes), (MandateDepartmentsAware, Opt::No)],
            Tension::T5 => [(SustainLegalBasis, Opt::No), (MandateOwnAdoption, Opt::Adopted)],
            Tension::T6 => [(FrameworkNationalPcve, Opt::None), (MandateFrameworkShared, Opt::Yes)],
        }
    }
}

/// The tensions between settled answers.
pub fn tensions(sheet: &Sheet) -> Vec<Tension> {
    Tension::ALL.into_iter().filter(|t| t.pair().iter().all(|(q, o)| is(sheet, *q, *o))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mandate::authority::Route;

    #[test]
    fn advice_stands_at_a_question_that_calls_for_it() {
        let entry = |criterion: Criterion, routes: Vec<Route>| Blocking {
            criterion,
            low: 0.0,
            high: 0.0,
            needed: 1.0,
            by: Vec::new(),
            routes,
        };
        for id in AdviceId::ALL {
            let called_for = match RouteId::ALL.into_iter().find(|r| r.id() == id.id()) {
                Some(route) => {
                    let route = Route { id: route, change: Vec::new() };
                    for_entry(&entry(Criterion::Authority, vec![route]))
                }
                None => for_entry(&entry(Criterion::Question(id.question()), Vec::new())),
            };
            assert!(called_for.contains(&id), "{}", id.id());
        }
    }
}
