//! The institutional model's table (rules, part 4): a lead agency, shared responsibility, a network built on an existing one, a
//! new network. An expert group is an addition to any of them.

use super::instrument::{Opt, Question as Q, Section};
use super::mandate::is;
use super::selector::{Table, World};
use super::sheet::Sheet;

/// The four models.
#[derive(Clone, Copy, Debug)]
pub struct Institutions;

const NETWORK_EXISTING: usize = 2;
const CAPACITY: usize = 6;

/// By criterion, then the question's options in the instrument's order, then the alternatives.
const TABLE: [(Q, [[f64; 4]; 3]); 9] = [
    (Q::InstitutionAccountabilityNeed, [[1.0; 4], [1.0, 0.5, 0.75, 0.75], [1.0, 0.25, 0.5, 0.5]]),
    (Q::InstitutionNaturalLead, [[1.0, 0.5, 0.5, 0.5], [0.5, 0.75, 0.75, 0.75], [0.0, 0.75, 0.75, 0.75]]),
    (Q::InstitutionManyContributors, [[0.25, 1.0, 0.75, 0.75], [0.5, 0.75, 0.75, 0.75], [1.0, 0.25, 0.5, 0.5]]),
    (Q::InstitutionCommunication, [[0.75, 1.0, 0.75, 0.5], [0.75, 0.5, 0.75, 0.5], [0.75, 0.0, 0.5, 0.25]]),
    (Q::InstitutionRivalry, [[0.75, 1.0, 0.75, 0.75], [0.75, 0.5, 0.75, 0.75], [0.5, 0.0, 0.5, 0.5]]),
    (Q::InstitutionExistingNetwork, [[0.5, 0.5, 0.0, 1.0], [0.5, 0.5, 0.75, 0.5], [0.5, 0.5, 1.0, 0.0]]),
    (Q::InstitutionNetworkOverloaded, [[0.5, 0.5, 1.0, 0.25], [0.5, 0.5, 0.5, 0.5], [0.75, 0.5, 0.25, 0.75]]),
    (Q::InstitutionFramingAgreed, [[0.75, 0.75, 1.0, 1.0], [0.75, 0.75, 0.75, 0.5], [0.75, 0.5, 0.5, 0.25]]),
    (Q::InstitutionMappingDone, [[0.75, 0.75, 1.0, 1.0], [0.75, 0.75, 0.75, 0.75], [0.75, 0.75, 0.5, 0.25]]),
];

fn has_no_network(sheet: &Sheet) -> bool {
    is(sheet, Q::InstitutionExistingNetwork, Opt::None)
}

impl Table for Institutions {
    const ALTERNATIVES: &'static [&'static str] = &["lead_agency", "shared", "network_existing", "network_new"];
    const CRITERIA: &'static [&'static str] = &[
        "accountability",
        "natural_lead",
        "breadth",
        "communication",
        "rivalry",
        "network_base",
        "capacity",
        "framing",
        "mapping",
    ];
    const ENOUGH: usize = 6;

    fn context() -> Vec<Q> {
        Section::InstitutionContext.questions().collect()
    }

    fn alternatives(sheet: &Sheet) -> Vec<usize> {
        (0..4).filter(|a| *a != NETWORK_EXISTING || !has_no_network(sheet)).collect()
    }

    fn criteria(sheet: &Sheet) -> Vec<usize> {
        (0..TABLE.len()).filter(|c| *c != CAPACITY || !has_no_network(sheet)).collect()
    }

    fn questions() -> Vec<Q> {
        TABLE.iter().map(|(q, _)| *q).collect()
    }

    fn performance(world: &World, model: usize, criterion: usize) -> f64 {
        let Some((question, table)) = TABLE.get(criterion) else { return 0.0 };
        let place = question.index_of(world.option(*question)).unwrap_or(0);
        table.get(place).and_then(|row| row.get(model)).copied().unwrap_or(0.0)
    }
}

/// The questions that a cell of the table rests on.
pub fn questions_behind(criterion: usize) -> Vec<Q> {
    match TABLE.get(criterion) {
        // How much a network bears matters where there is one.
        Some((Q::InstitutionNetworkOverloaded, _)) => vec![Q::InstitutionNetworkOverloaded, Q::InstitutionExistingNetwork],
        Some((question, _)) => vec![*question],
        None => Vec::new(),
    }
}

/// Whether an expert group goes with the model (S75).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ExpertGroup {
    Recommended,
    Offered,
}

impl ExpertGroup {
    /// The id in files.
    pub const fn id(self) -> &'static str {
        match self {
            ExpertGroup::Recommended => "recommended",
            ExpertGroup::Offered => "offered",
        }
    }
}

/// An expert group is recommended where the need for outside expertise is high, and offered where it is medium.
pub fn expert_group(sheet: &Sheet) -> Option<ExpertGroup> {
    match sheet.settled(Q::InstitutionExpertiseGap) {
        Some(Opt::High) => Some(ExpertGroup::Recommended),
        Some(Opt::Medium) => Some(ExpertGroup::Offered),
        _ => None,
    }
}
