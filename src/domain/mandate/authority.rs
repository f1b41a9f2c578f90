//! How much authority the city has, by whichever route gives most (rules, part 2).

use crate::domain::instrument::{Opt, Question};
use crate::domain::order;
use crate::domain::sheet::{Belief, Selections, Sheet};

/// The questions that authority rests on, in the instrument's order.
pub const QUESTIONS: [Question; 5] = [
    Question::MandateExplicit,
    Question::MandateObligation,
    Question::MandateBroader,
    Question::MandateNotProhibited,
    Question::MandateOwnAdoption,
];

/// How much authority the city has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Authority {
    None,
    Weak,
    Adequate,
    Strong,
}

impl Authority {
    /// All, lowest first.
    pub const ALL: [Authority; 4] = [Authority::None, Authority::Weak, Authority::Adequate, Authority::Strong];

    /// The id in files.
    pub const fn id(self) -> &'static str {
        ["none", "weak", "adequate", "strong"][self as usize]
    }

    /// Its place on the scale 0..=3.
    pub const fn level(self) -> u8 {
        self as u8
    }
}

/// What gives the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// A text that names the city's part in prevention, with how binding it is where that is known.
    Explicit(Option<Opt>),
    /// The city's own decision.
    OwnDecision,
    /// Wider functions.
    BroaderFunctions,
    /// Nothing.
    Nothing,
}

/// One possible world of the five questions.
#[derive(Clone, Copy)]
struct World {
    explicit: Opt,
    obligation: Option<Opt>,
    broader: bool,
    not_prohibited: Opt,
    own_adoption: Opt,
}

fn rate(w: World) -> (Authority, Via) {
    let binding = matches!(w.obligation, Some(Opt::Duty | Opt::Tasked | Opt::Empowered));
    let encouraged = w.obligation == Some(Opt::Encouraged);
    let via_text = Via::Explicit(w.obligation);
    match (w.explicit, w.not_prohibited) {
        (Opt::Yes, _) if binding => (Authority::Strong, via_text),
        (Opt::Yes, _) if encouraged => (Authority::Adequate, via_text),
        (Opt::Partly, _) if binding => (Authority::Adequate, via_text),
        (_, Opt::Yes | Opt::Partly) if w.own_adoption == Opt::Adopted => (Authority::Adequate, Via::OwnDecision),
        (_, Opt::Yes) if w.broader => (Authority::Adequate, Via::BroaderFunctions),
        (Opt::Yes | Opt::Partly, _) => (Authority::Weak, via_text),
        (_, Opt::Partly) if w.broader => (Authority::Weak, Via::BroaderFunctions),
        _ => (Authority::None, Via::Nothing),
    }
}

/// The worst or the best world that is possible. [`rate`] never falls when one of the five rises in its order, so these two give its
/// range; a property over random sheets compares them with all worlds.
fn corner(sheet: &Sheet, is_best: bool) -> World {
    let pick = |question: Question| {
        let order = question.order().unwrap_or_default();
        let possible = |o: &&Opt| sheet.options(question) & question.bit(**o) != 0;
        let found = if is_best { order.iter().rev().find(possible) } else { order.iter().find(possible) };
        found.copied().unwrap_or(Opt::No)
    };
    let explicit = pick(Question::MandateExplicit);
    let (may_be_empty, may_be_filled) = sheet.may_be_empty(Question::MandateBroader);
    World {
        explicit,
        obligation: (explicit != Opt::No).then(|| pick(Question::MandateObligation)),
        broader: if is_best { may_be_filled } else { !may_be_empty },
        not_prohibited: pick(Question::MandateNotProhibited),
        own_adoption: pick(Question::MandateOwnAdoption),
    }
}

/// The lowest and the highest authority that are possible.
pub fn range(sheet: &Sheet) -> (Authority, Authority) {
    (rate(corner(sheet, false)).0, rate(corner(sheet, true)).0)
}

/// What gives the highest authority that is possible: every clause that reaches it when each open answer is its best, in the rules'
/// order.
pub fn highest_via(sheet: &Sheet) -> Vec<Via> {
    let world = corner(sheet, true);
    let high = rate(world).0;
    let alone = [
        World { broader: false, own_adoption: Opt::NotPossible, ..world },
        World { explicit: Opt::No, obligation: None, broader: false, ..world },
        World { explicit: Opt::No, obligation: None, own_adoption: Opt::NotPossible, ..world },
    ];
    let mut found: Vec<Via> = Vec::new();
    for (authority, via) in alone.into_iter().map(rate) {
        if authority == high && !found.contains(&via) {
            found.push(via);
        }
    }
    found
}

/// A way to more authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteId {
    /// The council decides itself.
    OwnCouncilDecision,
    /// Wider functions carry the work.
    UseBroaderFunctions,
    /// A text at a higher level names the city's part.
    SeekExplicitRole,
}

impl RouteId {
    /// All, in the rules' order.
    pub const ALL: [RouteId; 3] = [RouteId::OwnCouncilDecision, RouteId::UseBroaderFunctions, RouteId::SeekExplicitRole];

    /// The id in files; the advice has the same.
    pub const fn id(self) -> &'static str {
        ["own_council_decision", "use_broader_functions", "seek_explicit_role"][self as usize]
    }

    const fn may_change(self) -> [Question; 2] {
        match self {
            RouteId::OwnCouncilDecision => [Question::MandateOwnAdoption, Question::MandateNotProhibited],
            RouteId::UseBroaderFunctions => [Question::MandateBroader, Question::MandateNotProhibited],
            RouteId::SeekExplicitRole => [Question::MandateExplicit, Question::MandateObligation],
        }
    }
}

/// What an answer would have to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// This option.
    Option(Opt),
    /// Any option at all, of a multi.
    NotEmpty,
}

/// A way to the authority needed, with the fewest changed answers that reach it whatever is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which way.
    pub id: RouteId,
    /// The answers that would have to change, each to the lowest option that does.
    pub change: Vec<(Question, Target)>,
}

/// The changes that a question allows, lowest first; what it already is, is none.
fn changes(sheet: &Sheet, question: Question) -> Vec<(Target, Belief)> {
    if question == Question::MandateBroader {
        let settled = sheet.may_be_empty(question) == (false, true);
        return if settled { vec![] } else { vec![(Target::NotEmpty, Belief::Many(Selections::Settled(1)))] };
    }
    let now = sheet.settled(question);
    let order = question.order().unwrap_or_default();
    order.iter().filter(|o| now != Some(**o)).map(|o| (Target::Option(*o), Belief::One(question.bit(*o)))).collect()
}

/// The routes to the authority needed, fewest changes first.
pub fn routes(sheet: &Sheet, needed: Authority) -> Vec<Route> {
    let reaches = |s: &Sheet| range(s).0 >= needed;
    let mut found: Vec<Route> = Vec::new();
    for id in RouteId::ALL {
        let [first, second] = id.may_change();
        let one = [first, second].into_iter().find_map(|q| {
            let change = changes(sheet, q).into_iter().find(|(_, belief)| reaches(&sheet.with(q, belief)))?;
            Some(vec![(q, change.0)])
        });
        let both = || {
            changes(sheet, first).into_iter().find_map(|(a, belief)| {
                let changed = sheet.with(first, &belief);
                let b = changes(sheet, second).into_iter().find(|(_, belief)| reaches(&changed.with(second, belief)))?;
                Some(vec![(first, a), (second, b.0)])
            })
        };
        if let Some(mut change) = one.or_else(both) {
            order::sort_by(&mut change, |a, b| a.0 < b.0);
            found.push(Route { id, change });
        }
    }
    let key = |route: &Route| (route.change.len(), route.id as u8);
    order::sort_by(&mut found, |a, b| key(a) < key(b));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every world, one by one.
    fn by_all_worlds(sheet: &Sheet) -> (Authority, Authority) {
        let options = |q: Question| crate::domain::answers::options_in(q, sheet.options(q)).collect::<Vec<_>>();
        let (empty, filled) = sheet.may_be_empty(Question::MandateBroader);
        let mut rated = Vec::new();
        for explicit in options(Question::MandateExplicit) {
            let obligations = match explicit {
                Opt::No => vec![None],
                _ => options(Question::MandateObligation).into_iter().map(Some).collect(),
            };
            for obligation in obligations {
                for not_prohibited in options(Question::MandateNotProhibited) {
                    for own_adoption in options(Question::MandateOwnAdoption) {
                        for (broader, _) in [(false, empty), (true, filled)].into_iter().filter(|(_, may)| *may) {
                            rated.push(rate(World { explicit, obligation, broader, not_prohibited, own_adoption }).0);
                        }
                    }
                }
            }
        }
        (rated.iter().copied().min().unwrap(), rated.iter().copied().max().unwrap())
    }

    proptest! {
        #[test]
        fn the_worst_and_the_best_world_give_the_range(sets in prop::array::uniform4(1u16..32), broader in 0usize..3) {
            let mut sheet = Sheet::default();
            let questions = QUESTIONS.into_iter().filter(|q| *q != Question::MandateBroader);
            for (question, set) in questions.zip(sets) {
                let set = match set & question.every_option() { 0 => 1, set => set };
                sheet = sheet.with(question, &Belief::One(set));
            }
            let selections = [Selections::Any, Selections::Settled(0), Selections::Settled(2)];
            sheet = sheet.with(Question::MandateBroader, &Belief::Many(selections[broader].clone()));
            prop_assert_eq!(range(&sheet), by_all_worlds(&sheet));
        }
    }
}
