//! The framework selector's table (rules, part 4): public health, violence prevention, safeguarding and public safety, P/CVE.

use super::instrument::{Opt, Question as Q, Section};
use super::mandate::is;
use super::selector::{Ranking, Strength, Table, World};
use super::sheet::Sheet;

/// The four frameworks.
#[derive(Clone, Copy, Debug)]
pub struct Frameworks;

const PH: usize = 0;
const VP: usize = 1;
const SG: usize = 2;
const PC: usize = 3;

/// What each framework does for a threat, by the options of `framework.threat_focus`.
const THREATS: [[f64; 4]; 5] =
    [[0.5, 0.5, 0.5, 1.0], [0.75, 0.5, 0.75, 0.5], [1.0, 0.25, 0.5, 0.25], [0.75, 1.0, 0.5, 0.0], [0.75, 0.5, 1.0, 0.0]];
/// What each does on a prevention level, by the options of `framework.level_focus`.
const LEVELS: [[f64; 4]; 3] = [[1.0, 0.75, 0.5, 0.5], [0.5, 0.75, 1.0, 0.75], [0.25, 0.5, 0.5, 1.0]];
/// By low, medium, high.
const LABEL: [[f64; 4]; 3] = [[1.0; 4], [1.0, 0.75, 0.75, 0.5], [1.0, 0.75, 0.75, 0.0]];
/// By low, medium, high.
const POLICE: [[f64; 4]; 3] = [[1.0, 0.5, 0.5, 0.25], [1.0, 0.75, 0.75, 0.5], [1.0; 4]];
/// By yes, partly, no.
const DATA: [[f64; 4]; 3] = [[1.0; 4], [0.5, 0.5, 0.75, 0.75], [0.0, 0.25, 0.5, 0.5]];

const OPTIONS: [Opt; 4] = [Opt::PublicHealth, Opt::ViolencePrevention, Opt::Safeguarding, Opt::Pcve];

/// What each framework could stand on.
const BASES: [Q; 4] = [Q::FrameworkHealthBase, Q::FrameworkViolenceBase, Q::FrameworkSafeguardingBase, Q::FrameworkPcveExpertise];

const BASE: usize = 1;
const FUNDING: usize = 7;
const POLITICS: usize = 8;

/// Wider functions that give a framework something to stand on, though not its own.
const NEAR_HEALTH: [Opt; 4] = [Opt::SocialWellbeing, Opt::SocialCohesion, Opt::EducationYouth, Opt::CitizenParticipation];
const NEAR_SAFEGUARDING: [Opt; 5] =
    [Opt::SocialWellbeing, Opt::CrimePrevention, Opt::SocialCohesion, Opt::EducationYouth, Opt::CitizenParticipation];

fn mandate_fit(world: &World, framework: usize) -> f64 {
    let has = |o: &Opt| world.has(Q::MandateBroader, *o);
    let half = |any: bool| if any { 0.5 } else { 0.0 };
    let own: f64 = match framework {
        PH if has(&Opt::PublicHealth) => 1.0,
        PH => half(NEAR_HEALTH.iter().any(has)),
        VP if has(&Opt::ViolencePrevention) || has(&Opt::CrimePrevention) => 1.0,
        VP => half(has(&Opt::PublicSafety)),
        SG if has(&Opt::PublicSafety) => 1.0,
        SG => half(NEAR_SAFEGUARDING.iter().any(has)),
        _ => match world.option(Q::FrameworkNationalPcve) {
            Opt::RequiresLocalPlan => 1.0,
            Opt::NamesLocalRole => 0.75,
            Opt::Exists => 0.25,
            _ => 0.0,
        },
    };
    if world.option(Q::MandateExplicit) == Opt::Yes { own.max(0.5) } else { own }
}

/// An extent's value.
fn extent(world: &World, question: Q) -> f64 {
    match world.option(question) {
        Opt::Yes => 1.0,
        Opt::Partly => 0.5,
        _ => 0.0,
    }
}

/// The row of a table whose rows follow the question's options.
fn row(world: &World, question: Q, table: &[[f64; 4]; 3], framework: usize) -> f64 {
    let place = question.index_of(world.option(question)).unwrap_or(0);
    table.get(place).and_then(|row| row.get(framework)).copied().unwrap_or(0.0)
}

/// The mean over the chosen rows; none chosen counts as all.
fn mean(set: u16, table: &[[f64; 4]], framework: usize) -> f64 {
    let chosen = |i: &usize| set == 0 || set & (1 << i) != 0;
    let rows = table.iter().enumerate().filter(|(i, _)| chosen(i)).filter_map(|(_, row)| row.get(framework));
    let (sum, n) = rows.fold((0.0, 0.0), |(sum, n), v| (sum + v, n + 1.0));
    sum / n
}

impl Table for Frameworks {
    const ALTERNATIVES: &'static [&'static str] = &["public_health", "violence_prevention", "safeguarding", "pcve"];
    const CRITERIA: &'static [&'static str] = &[
        "mandate_fit",
        "base",
        "threat_fit",
        "level_fit",
        "label_safety",
        "police_independence",
        "data",
        "funding",
        "political_acceptance",
        "partner_acceptance",
    ];
    const ENOUGH: usize = 8;

    fn context() -> Vec<Q> {
        Section::FrameworkContext.questions().collect()
    }

    fn alternatives(_: &Sheet) -> Vec<usize> {
        (0..4).collect()
    }

    fn criteria(_: &Sheet) -> Vec<usize> {
        (0..Self::CRITERIA.len()).collect()
    }

    fn questions() -> Vec<Q> {
        [Q::MandateExplicit, Q::MandateBroader].into_iter().chain(Self::context()).collect()
    }

    fn performance(world: &World, framework: usize, criterion: usize) -> f64 {
        let chosen = |question: Q| {
            let option = OPTIONS.get(framework).copied().unwrap_or(Opt::No);
            if world.has(question, option) { 1.0 } else { 0.0 }
        };
        match criterion {
            0 => mandate_fit(world, framework),
            BASE => BASES.get(framework).map_or(0.0, |q| extent(world, *q)),
            2 => mean(world.selection(Q::FrameworkThreatFocus), &THREATS, framework),
            3 => mean(world.selection(Q::FrameworkLevelFocus), &LEVELS, framework),
            4 => row(world, Q::FrameworkLabelRisk, &LABEL, framework),
            5 => row(world, Q::FrameworkPoliceTrust, &POLICE, framework),
            6 => row(world, Q::FrameworkDataSharing, &DATA, framework),
            FUNDING => chosen(Q::FrameworkFunding),
            POLITICS => chosen(Q::FrameworkPoliticalAcceptance),
            _ => chosen(Q::FrameworkPartnerAcceptance),
        }
    }
}

/// The questions that a cell of the table rests on.
pub fn questions_behind(framework: usize, criterion: usize) -> Vec<Q> {
    match criterion {
        0 if framework == PC => vec![Q::FrameworkNationalPcve, Q::MandateExplicit],
        0 => vec![Q::MandateBroader, Q::MandateExplicit],
        BASE => BASES.get(framework).copied().into_iter().collect(),
        2 => vec![Q::FrameworkThreatFocus],
        3 => vec![Q::FrameworkLevelFocus],
        4 => vec![Q::FrameworkLabelRisk],
        5 => vec![Q::FrameworkPoliceTrust],
        6 => vec![Q::FrameworkDataSharing],
        FUNDING => vec![Q::FrameworkFunding],
        POLITICS => vec![Q::FrameworkPoliticalAcceptance],
        _ => vec![Q::FrameworkPartnerAcceptance],
    }
}

/// A framework beside the lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supporting {
    /// Its place in the table.
    pub framework: usize,
    /// It is close to the lead.
    pub is_close: bool,
    /// Chosen threats and levels that the lead leaves open and this fills.
    pub gaps: Vec<Opt>,
}

/// The recommendation beyond strength and lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recommendation {
    /// Frameworks that are a duty whatever leads, as places in the table.
    pub required: Vec<usize>,
    /// A lead has neither base nor money nor political acceptance.
    pub has_no_foundation: bool,
    /// The frameworks beside the lead, in table order.
    pub supporting: Vec<Supporting>,
}

fn gaps(sheet: &Sheet, lead: usize, other: usize) -> Vec<Opt> {
    let filled = |question: Q, table: &[[f64; 4]]| -> Vec<Opt> {
        let Some(set) = sheet.selection(question) else { return Vec::new() };
        let chosen = if set == 0 { question.every_option() } else { set };
        let rows = question.options().iter().zip(table).enumerate().filter(|(i, _)| chosen & (1 << i) != 0);
        rows.filter(|(_, (_, row))| row[other] >= 0.75 && row[lead] < 0.5).map(|(_, (option, _))| *option).collect()
    };
    let mut found = filled(Q::FrameworkThreatFocus, &THREATS);
    found.extend(filled(Q::FrameworkLevelFocus, &LEVELS));
    found
}

/// What goes with a ranking; a lead without any foundation is never clear.
pub fn recommend(sheet: &Sheet, ranking: &mut Ranking) -> Recommendation {
    let required = if is(sheet, Q::FrameworkNationalPcve, Opt::RequiresLocalPlan) { vec![PC] } else { Vec::new() };
    let Some(first) = ranking.lead.first().copied() else { return Recommendation { required, ..Recommendation::default() } };
    let bare = |a: &usize| [BASE, FUNDING, POLITICS].iter().all(|c| ranking.settled(*a, *c) == Some(0.0));
    let has_no_foundation = ranking.lead.iter().any(bare);
    let close = ranking.close();
    let supporting = (0..4)
        .filter(|a| !ranking.lead.contains(a))
        .map(|a| Supporting { framework: a, is_close: close.contains(&a), gaps: gaps(sheet, first, a) })
        .filter(|s| s.is_close || !s.gaps.is_empty())
        .collect();
    if has_no_foundation && ranking.strength == Strength::Clear {
        ranking.strength = Strength::Leaning;
    }
    Recommendation { required, has_no_foundation, supporting }
}
