//! What both selectors share: worlds drawn from what is open, overruled cells, the strength of a recommendation, and which single
//! answer would put another alternative first (rules, part 4).

use super::answers::Value;
use super::engine::{self, Draws, NORMAL, Numbers, Outcome, Run, Weighting};
use super::instrument::{Kind, Opt, Question};
use super::sheet::{Belief, Selections, Sheet, Shown};

/// Draws for each tried change.
const FLIP_DRAWS: usize = 2_000;

/// A table of alternatives and criteria whose cells follow from answers.
pub trait Table: Copy {
    /// Ids of the alternatives, in table order.
    const ALTERNATIVES: &'static [&'static str];
    /// Ids of the criteria, in table order.
    const CRITERIA: &'static [&'static str];
    /// The questions that make the selector's context, in the instrument's order.
    fn context() -> Vec<Question>;
    /// Context questions that must be answered and known before an order is shown.
    const ENOUGH: usize;
    /// Alternatives that stand for election, as places in the table.
    fn alternatives(sheet: &Sheet) -> Vec<usize>;
    /// Criteria that count, as places in the table.
    fn criteria(sheet: &Sheet) -> Vec<usize>;
    /// All questions that a cell may rest on.
    fn questions() -> Vec<Question>;
    /// The performance of an alternative on a criterion in one world, 0..=1.
    fn performance(world: &World, alternative: usize, criterion: usize) -> f64;
}

/// One possible world: for each question an option's place, or a set of bits for a multi.
pub struct World {
    chosen: Vec<u16>,
}

impl World {
    /// The option chosen.
    pub fn option(&self, question: Question) -> Opt {
        let place = usize::from(self.chosen.get(question as usize).copied().unwrap_or(0));
        question.options().get(place).copied().unwrap_or(Opt::No)
    }

    /// The options chosen of a multi, as bits.
    pub fn selection(&self, question: Question) -> u16 {
        self.chosen.get(question as usize).copied().unwrap_or(0)
    }

    /// Whether an option of a multi is chosen.
    pub fn has(&self, question: Question, option: Opt) -> bool {
        self.selection(question) & question.bit(option) != 0
    }
}

/// The user's own hand in a selector.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preferences {
    /// Importance 0..=3 by criterion's place in the table; where missing, normal.
    pub importance: Vec<(usize, u8)>,
    /// Cells fixed by the user.
    pub overrides: Vec<Override>,
}

/// A cell of the table that the user has overruled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Override {
    /// The alternative's place in the table.
    pub alternative: usize,
    /// The criterion's.
    pub criterion: usize,
    /// The performance instead, 0..=1.
    pub value: f64,
}

/// How clear a recommendation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Strength {
    TooEarly,
    NoClearLead,
    Leaning,
    Clear,
}

impl Strength {
    /// The id in files.
    pub const fn id(self) -> &'static str {
        ["too_early", "no_clear_lead", "leaning", "clear"][self as usize]
    }

    /// From the best first-rank acceptability: clear from 0.60, leaning from 0.45.
    fn of(best: f64) -> Strength {
        match best {
            b if b >= 0.60 => Strength::Clear,
            b if b >= 0.45 => Strength::Leaning,
            _ => Strength::NoClearLead,
        }
    }
}

/// A run of one selector.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// Places in the table of the alternatives that stood, in table order; the outcome's standings follow this.
    pub alternatives: Vec<usize>,
    /// Places in the table of the criteria that counted; performances and weights follow this.
    pub criteria: Vec<usize>,
    /// The engine's figures.
    pub outcome: Outcome,
    /// How clear it is.
    pub strength: Strength,
    /// The alternatives in the lead, best first, as places in `alternatives`; none when it is too early.
    pub lead: Vec<usize>,
}

/// The worlds that a sheet leaves possible, drawn one after another.
struct Sampled<T> {
    sheet: Sheet,
    /// By cell, what the user has put there instead; of several the last.
    overruled: Vec<Option<f64>>,
    alternatives: Vec<usize>,
    criteria: Vec<usize>,
    questions: Vec<Question>,
    world: World,
    weighting: Weighting,
    numbers: Numbers,
    is_open: bool,
    is_filled: bool,
    table: std::marker::PhantomData<T>,
}

impl<T: Table> Sampled<T> {
    /// Each open answer falls on each of its options equally often. One number is taken for every question, open or not, so that
    /// trying another answer shifts nothing else.
    fn draw_world(&mut self) {
        for question in &self.questions {
            let bits = self.numbers.bits();
            let unit = (bits >> 11) as f64 * (1.0 / (1u64 << 53) as f64);
            let pick = |n: usize| ((unit * n as f64) as usize).min(n.saturating_sub(1));
            let chosen = match self.sheet.belief(*question) {
                Belief::One(set) => {
                    let mut left = pick(set.count_ones() as usize);
                    let nth = (0..16u16).filter(|i| set & (1 << i) != 0).find(|_| {
                        let found = left == 0;
                        left = left.saturating_sub(1);
                        found
                    });
                    nth.unwrap_or(0)
                }
                Belief::Many(Selections::Settled(set)) => *set,
                Belief::Many(Selections::Any) => (bits >> 48) as u16 & question.every_option(),
                Belief::Many(Selections::OneOf(sets)) => sets.get(pick(sets.len())).copied().unwrap_or(0),
                Belief::Free => 0,
            };
            if let Some(slot) = self.world.chosen.get_mut(*question as usize) {
                *slot = chosen;
            }
        }
    }
}

impl<T: Table> Draws for Sampled<T> {
    fn next(&mut self, weights: &mut [f64], performances: &mut [f64]) {
        self.weighting.draw(weights);
        if self.is_filled && !self.is_open {
            return;
        }
        self.is_filled = true;
        self.draw_world();
        let cells = self.alternatives.iter().flat_map(|a| self.criteria.iter().map(move |c| (*a, *c)));
        for ((cell, overruled), (a, c)) in performances.iter_mut().zip(&self.overruled).zip(cells) {
            *cell = overruled.unwrap_or_else(|| T::performance(&self.world, a, c));
        }
    }
}

/// A selector's run under way.
pub struct Drawing<T> {
    run: Run<Sampled<T>>,
    alternatives: Vec<usize>,
    criteria: Vec<usize>,
    is_enough: bool,
}

impl<T: Table> Drawing<T> {
    /// Begins a run. Without `confidence` it is faster and gives no confidence factors.
    pub fn new(table: T, sheet: &Sheet, preferences: &Preferences, confidence: bool) -> Self {
        let (alternatives, criteria, questions) = (T::alternatives(sheet), T::criteria(sheet), T::questions());
        let importance: Vec<u8> = criteria
            .iter()
            .map(|c| preferences.importance.iter().rev().find(|(place, _)| place == c).map_or(NORMAL, |(_, i)| *i))
            .collect();
        let cells = alternatives.iter().flat_map(|a| criteria.iter().map(move |c| (*a, *c)));
        let overruled = cells.map(|(a, c)| {
            let is_it = |o: &&Override| o.alternative == a && o.criterion == c;
            preferences.overrides.iter().rev().find(is_it).map(|o| o.value)
        });
        let source = Sampled {
            overruled: overruled.collect(),
            alternatives: alternatives.clone(),
            criteria: criteria.clone(),
            is_open: questions.iter().any(|q| !sheet.is_answered(*q)),
            is_filled: false,
            sheet: sheet.clone(),
            questions,
            world: World { chosen: vec![0; Question::ALL.len()] },
            weighting: Weighting::new(&importance, T::CRITERIA.len()),
            numbers: Numbers::stream(1),
            table: std::marker::PhantomData::<T>,
        };
        let run = Run::new(source, alternatives.len(), criteria.len(), confidence);
        Drawing { run, alternatives, criteria, is_enough: known(table, sheet) >= T::ENOUGH }
    }

    /// Draws so many times more; whether that completes the [`engine::DRAWS`].
    pub fn draw(&mut self, times: usize) -> bool {
        self.run.draw(times.min(engine::DRAWS.saturating_sub(self.run.drawn())));
        self.run.drawn() >= engine::DRAWS
    }

    /// What the draws made so far say.
    pub fn ranking(&self) -> Ranking {
        Ranking::of(self.run.outcome(), self.alternatives.clone(), self.criteria.clone(), self.is_enough)
    }
}

/// Places by falling first-rank acceptability; equal ones stay in table order.
fn by_first_rank(outcome: &Outcome) -> Vec<(usize, f64)> {
    let first = |s: &engine::Standing| s.rank_acceptability.first().copied().unwrap_or(0.0);
    let mut order: Vec<(usize, f64)> = outcome.standings.iter().map(first).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order
}

/// Context questions that are asked, answered and known.
pub fn known<T: Table>(_: T, sheet: &Sheet) -> usize {
    T::context().into_iter().filter(|q| sheet.shown(*q) == Shown::Yes && sheet.is_answered(*q)).count()
}

/// Runs a selector.
pub fn rank<T: Table>(table: T, sheet: &Sheet, preferences: &Preferences) -> Ranking {
    let mut drawing = Drawing::new(table, sheet, preferences, true);
    drawing.draw(engine::DRAWS);
    drawing.ranking()
}

impl Ranking {
    /// What an outcome says; without enough answers there is no lead.
    fn of(outcome: Outcome, alternatives: Vec<usize>, criteria: Vec<usize>, is_enough: bool) -> Ranking {
        let order = by_first_rank(&outcome);
        let strength = match order.first() {
            Some((_, best)) if is_enough => Strength::of(*best),
            _ => Strength::TooEarly,
        };
        let lead = match strength {
            Strength::TooEarly => Vec::new(),
            Strength::NoClearLead => {
                let near = order.iter().filter(|(_, b)| *b >= 0.20).count().max(2);
                order.iter().take(near).map(|(a, _)| *a).collect()
            }
            _ => order.iter().take(1).map(|(a, _)| *a).collect(),
        };
        Ranking { alternatives, criteria, outcome, strength, lead }
    }

    /// The alternatives in the lead, best first, as places in the table.
    pub fn leading(&self) -> Vec<usize> {
        self.lead.iter().filter_map(|a| self.alternatives.get(*a).copied()).collect()
    }

    /// Alternatives outside the lead that beat its first in at least 35 of 100 draws.
    pub fn close(&self) -> Vec<usize> {
        let Some(first) = self.lead.first() else { return Vec::new() };
        let wins =
            |a: &usize| self.outcome.standings.get(*a).and_then(|s| s.pairwise_win.get(*first)).is_some_and(|p| *p >= 0.35);
        (0..self.alternatives.len()).filter(|a| !self.lead.contains(a)).filter(wins).collect()
    }

    /// The performance of an alternative (by its place in `alternatives`) on a criterion of the table, where it is settled.
    pub fn settled(&self, alternative: usize, criterion: usize) -> Option<f64> {
        let column = self.criteria.iter().position(|c| *c == criterion)?;
        self.outcome.standings.get(alternative)?.performance.get(column).copied().flatten()
    }
}

/// A single answer that would put another alternative first.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// The question.
    pub question: Question,
    /// What it would have to be.
    pub to: Value,
    /// The place in the table of the one that would then be first.
    pub lead: usize,
    /// By how much its share of first ranks grows.
    pub shift: f64,
}

/// What else could have been answered: every other option, or one option more or less of a multi.
fn alternatives_to(sheet: &Sheet, question: Question) -> Vec<Value> {
    if question.kind() == Kind::Multi {
        let Some(set) = sheet.selection(question) else { return Vec::new() };
        return (0..question.options().len()).map(|i| Value::Many(set ^ (1 << i))).collect();
    }
    let now = sheet.settled(question);
    question.options().iter().filter(|o| Some(**o) != now && **o != Opt::NotApplicable).map(|o| Value::One(*o)).collect()
}

/// The search for single answers that would put another alternative first, one change after another.
pub struct Search<T> {
    table: T,
    sheet: Sheet,
    preferences: Preferences,
    before: Vec<(usize, f64)>,
    /// Changes not tried yet, the next one last.
    left: Vec<(Question, Value)>,
    found: Vec<Flip>,
}

impl<T: Table> Search<T> {
    /// Begins a search.
    pub fn new(table: T, sheet: &Sheet, preferences: &Preferences) -> Self {
        let is_known = |q: &Question| sheet.shown(*q) == Shown::Yes && sheet.is_answered(*q);
        let changes = |q: Question| alternatives_to(sheet, q).into_iter().map(move |to| (q, to));
        let mut left: Vec<(Question, Value)> = T::context().into_iter().filter(is_known).flat_map(changes).collect();
        left.reverse();
        let before = shares(table, sheet, preferences);
        Search { table, sheet: sheet.clone(), preferences: preferences.clone(), before, left, found: Vec::new() }
    }

    /// Tries the next change; whether that was the last.
    pub fn try_next(&mut self) -> bool {
        let Some((question, to)) = self.left.pop() else { return true };
        let mut changed = self.sheet.clone();
        changed.settle(question, &to);
        let after = shares(self.table, &changed, &self.preferences);
        if let (Some((old, _)), Some((lead, share))) = (self.before.first(), after.first())
            && old != lead
        {
            let was = self.before.iter().find(|(a, _)| a == lead).map_or(0.0, |(_, b)| *b);
            self.found.push(Flip { question, to, lead: *lead, shift: share - was });
        }
        self.left.is_empty()
    }

    /// Changes still to be tried.
    pub fn left(&self) -> usize {
        self.left.len()
    }

    /// What was found, largest shift first.
    pub fn found(&self) -> Vec<Flip> {
        let mut found = self.found.clone();
        found.sort_by(|a, b| b.shift.total_cmp(&a.shift));
        found
    }
}

/// Alternatives by falling first-rank acceptability, as places in the table.
fn shares<T: Table>(table: T, sheet: &Sheet, preferences: &Preferences) -> Vec<(usize, f64)> {
    let mut drawing = Drawing::new(table, sheet, preferences, false);
    drawing.draw(FLIP_DRAWS);
    let order = by_first_rank(&drawing.run.outcome());
    order.into_iter().filter_map(|(a, b)| Some((*drawing.alternatives.get(a)?, b))).collect()
}

/// The single answers that would put another alternative first, largest shift first.
pub fn flips<T: Table>(table: T, sheet: &Sheet, preferences: &Preferences) -> Vec<Flip> {
    let mut search = Search::new(table, sheet, preferences);
    while !search.try_next() {}
    search.found()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::engine::Standing;

    /// An outcome in which these are the shares of first ranks, and the first alternative is beaten this often by each.
    fn ranking(first: &[f64], beaten: &[f64]) -> Ranking {
        let standing = |(i, share): (usize, &f64)| Standing {
            performance: vec![Some(0.25 * i as f64), None],
            rank_acceptability: vec![*share],
            mean_value: 0.0,
            central_weights: None,
            confidence_factor: None,
            pairwise_win: vec![beaten.get(i).copied().unwrap_or(0.0); first.len()],
        };
        let outcome = Outcome { standings: first.iter().enumerate().map(standing).collect(), ranking_entropy: 0.0 };
        Ranking::of(outcome, (10..10 + first.len()).collect(), vec![4, 6], true)
    }

    #[test]
    fn the_lead_is_as_clear_as_its_share_of_first_ranks() {
        for (first, strength, lead) in [
            (&[0.39, 0.61, 0.0] as &[f64], Strength::Clear, &[1usize] as &[usize]),
            (&[0.4, 0.6, 0.0], Strength::Clear, &[1]),
            (&[0.5999, 0.4001, 0.0], Strength::Leaning, &[0]),
            (&[0.3, 0.25, 0.45], Strength::Leaning, &[2]),
            (&[0.2, 0.4, 0.4], Strength::NoClearLead, &[1, 2, 0]),
            (&[0.1999, 0.4499, 0.3502], Strength::NoClearLead, &[1, 2]),
            (&[0.15, 0.15, 0.16, 0.18, 0.17, 0.19], Strength::NoClearLead, &[5, 3]),
        ] {
            let found = ranking(first, &[]);
            assert_eq!((found.strength, found.lead.as_slice()), (strength, lead), "{first:?}");
            assert_eq!(found.leading(), lead.iter().map(|a| a + 10).collect::<Vec<_>>());
        }
        let early = Ranking::of(ranking(&[1.0], &[]).outcome, vec![0], vec![], false);
        assert_eq!((early.strength, early.lead), (Strength::TooEarly, vec![]));
        assert_eq!(
            Ranking::of(Outcome { standings: vec![], ranking_entropy: 0.0 }, vec![], vec![], true).strength,
            Strength::TooEarly
        );
    }

    #[test]
    fn close_is_who_beats_the_lead_often_and_is_not_in_it() {
        let close = |beaten: &[f64]| ranking(&[0.7, 0.1, 0.1, 0.1], beaten).close();
        assert_eq!(close(&[0.5, 0.35, 0.3499, 0.9]), [1, 3]);
        assert_eq!(close(&[0.5, 0.0, 0.0, 0.0]), [0; 0]);
        // With no clear lead those in it are not beside it.
        assert_eq!(ranking(&[0.4, 0.4, 0.1, 0.1], &[0.5, 0.5, 0.4, 0.1]).close(), [2]);
    }

    #[test]
    fn a_cell_is_found_by_its_criterion_and_only_where_it_is_settled() {
        let found = ranking(&[0.5, 0.5], &[]);
        assert_eq!(found.settled(1, 4), Some(0.25));
        assert_eq!(found.settled(0, 4), Some(0.0));
        assert_eq!(found.settled(1, 6), None);
        assert_eq!(found.settled(1, 0), None);
        assert_eq!(found.settled(2, 4), None);
    }
}
