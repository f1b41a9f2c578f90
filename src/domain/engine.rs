//! The decision engine: an additive value model over many drawn weightings (SMAA-2, Lahdelma & Salminen 2001; rules, part 4).
//! One seed for all, and only + - x / and comparisons: the same input gives the same figures, bit for bit, on every machine.

use rand_core::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::collections::BTreeMap;

/// Draws of a full run.
pub const DRAWS: usize = 10_000;
/// Values nearer than this are tied.
pub const TIE: f64 = 1e-12;
/// The importance of a criterion when the user says nothing.
pub const NORMAL: u8 = 2;

const SEED: u64 = 0x7461_6677_6964; // "tafwid"

/// Numbers that look random and are the same for everybody.
pub struct Numbers(Xoshiro256PlusPlus);

impl Numbers {
    /// The stream for weights is 0, that for open answers 1: neither shifts the other.
    pub fn stream(stream: u64) -> Self {
        Numbers(Xoshiro256PlusPlus::seed_from_u64(SEED.wrapping_add(stream)))
    }

    /// Evenly spread over 0..1.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Evenly spread over 0..n.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }

    /// Random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}

/// Weightings drawn evenly from all those in which a criterion of a higher importance weighs at least as much as one of a lower.
pub struct Weighting {
    /// Criteria by falling importance, in runs of the same; those of importance 0 are left out.
    classes: Vec<Vec<usize>>,
    numbers: Numbers,
    gaps: Vec<f64>,
    /// Numbers taken for each draw whatever is left out, so that leaving a criterion out shifts no other draw.
    taken: usize,
}

impl Weighting {
    /// From each criterion's importance: 0 is ignored; all zero counts as all the same. `of` is how many criteria there could be.
    pub fn new(importance: &[u8], of: usize) -> Self {
        let importance: Vec<u8> =
            if importance.iter().all(|i| *i == 0) { vec![NORMAL; importance.len()] } else { importance.into() };
        let mut levels: Vec<u8> = importance.iter().copied().filter(|i| *i > 0).collect();
        levels.sort_unstable_by(|a, b| b.cmp(a));
        levels.dedup();
        let class = |level: &u8| (0..importance.len()).filter(|i| importance.get(*i) == Some(level)).collect();
        Weighting {
            classes: levels.iter().map(class).collect(),
            numbers: Numbers::stream(0),
            gaps: Vec::new(),
            taken: of.max(importance.len()).saturating_sub(1),
        }
    }

    /// One weighting: not negative, with sum 1.
    pub fn draw(&mut self, weights: &mut [f64]) {
        let n: usize = self.classes.iter().map(Vec::len).sum();
        self.gaps.clear();
        for i in 0..self.taken {
            let u = self.numbers.unit();
            if i + 1 < n {
                self.gaps.push(u);
            }
        }
        self.gaps.sort_unstable_by(f64::total_cmp);
        self.gaps.push(1.0);
        let mut last = 0.0;
        for gap in &mut self.gaps {
            (*gap, last) = (*gap - last, *gap);
        }
        if self.classes.len() > 1 {
            self.gaps.sort_unstable_by(|a, b| b.total_cmp(a));
        }
        weights.fill(0.0);
        let mut gaps = self.gaps.iter();
        let many = self.classes.len() > 1;
        for class in &mut self.classes {
            if many {
                for i in (1..class.len()).rev() {
                    class.swap(i, self.numbers.below(i + 1));
                }
            }
            for (criterion, gap) in class.iter().zip(&mut gaps) {
                if let Some(weight) = weights.get_mut(*criterion) {
                    *weight = *gap;
                }
            }
        }
    }
}

/// Where the draws come from.
pub trait Draws {
    /// The next draw's weights `[criterion]` and performances `[alternative * criteria + criterion]`. What is not written stays
    /// as the last draw left it.
    fn next(&mut self, weights: &mut [f64], performances: &mut [f64]);
}

/// What the draws say of each alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Performance by criterion, 0..=1; `None` where the draws vary.
    pub performance: Vec<Option<f64>>,
    /// Share of draws in which it takes each rank, best first.
    pub rank_acceptability: Vec<f64>,
    /// Mean value.
    pub mean_value: f64,
    /// The mean weighting of the draws in which it is first; `None` when it never is.
    pub central_weights: Option<Vec<f64>>,
    /// Share of the draws' performances in which it is first with its central weights; `None` when it never is, or was not asked for.
    pub confidence_factor: Option<f64>,
    /// Share of draws in which it beats each alternative, ties as one half; its own entry is one half.
    pub pairwise_win: Vec<f64>,
}

/// The result of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// By alternative, in table order.
    pub standings: Vec<Standing>,
    /// How spread the complete orders are, in bits; 0 when every draw gives the same.
    pub ranking_entropy: f64,
}

/// A run under way: it can be drawn in slices, so that a page stays awake.
pub struct Run<D> {
    source: D,
    alternatives: usize,
    criteria: usize,
    drawn: usize,
    weights: Vec<f64>,
    cells: Vec<f64>,
    first_cells: Vec<f64>,
    varying: Vec<bool>,
    /// Every draw's performances, once they begin to vary: what the confidence factor needs, and nothing else.
    kept: Option<Vec<f64>>,
    ranks: Vec<f64>,
    wins: Vec<f64>,
    sums: Vec<f64>,
    central: Vec<f64>,
    orders: BTreeMap<Vec<u16>, u32>,
    order: Vec<u16>,
    values: Vec<f64>,
}

impl<D: Draws> Run<D> {
    /// Over a table of `alternatives` x `criteria`. Without `confidence` no draw is kept, and no confidence factor is given.
    pub fn new(source: D, alternatives: usize, criteria: usize, confidence: bool) -> Self {
        Run {
            source,
            alternatives,
            criteria,
            drawn: 0,
            weights: vec![0.0; criteria],
            cells: vec![0.0; alternatives * criteria],
            first_cells: Vec::new(),
            varying: vec![false; alternatives * criteria],
            kept: confidence.then(Vec::new),
            ranks: vec![0.0; alternatives * alternatives],
            wins: vec![0.0; alternatives * alternatives],
            sums: vec![0.0; alternatives],
            central: vec![0.0; alternatives * criteria],
            orders: BTreeMap::new(),
            order: (0..alternatives as u16).collect(),
            values: vec![0.0; alternatives],
        }
    }

    /// Draws so many times more.
    pub fn draw(&mut self, times: usize) {
        (0..times).for_each(|_| self.draw_once());
    }

    /// Draws made so far.
    pub fn drawn(&self) -> usize {
        self.drawn
    }

    fn draw_once(&mut self) {
        self.source.next(&mut self.weights, &mut self.cells);
        if self.drawn == 0 {
            self.first_cells.clone_from(&self.cells);
        }
        let changed = self.cells != self.first_cells;
        if changed {
            for ((v, a), b) in self.varying.iter_mut().zip(&self.cells).zip(&self.first_cells) {
                *v |= a != b;
            }
        }
        // Performances are kept only once they begin to vary: the earlier ones are all like the first.
        if let Some(kept) = &mut self.kept {
            if changed && kept.is_empty() {
                (0..self.drawn).for_each(|_| kept.extend_from_slice(&self.first_cells));
            }
            if changed || !kept.is_empty() {
                kept.extend_from_slice(&self.cells);
            }
        }
        score(&self.cells, &self.weights, &mut self.values);
        let (values, alternatives, criteria) = (&self.values, self.alternatives, self.criteria);
        self.order.sort_unstable_by(|a, b| {
            let at = |i: &u16| values.get(usize::from(*i)).copied().unwrap_or(0.0);
            at(b).total_cmp(&at(a)).then(a.cmp(b))
        });
        let (ranks, central, weights) = (&mut self.ranks, &mut self.central, &self.weights);
        share_ranks(&mut self.order, values, |alternative, rank, share| {
            ranks[alternative * alternatives + rank] += share;
            if rank == 0 {
                for (c, w) in central[alternative * criteria..].iter_mut().zip(weights) {
                    *c += share * w;
                }
            }
        });
        for a in 0..alternatives {
            self.sums[a] += values[a];
            for b in 0..alternatives {
                self.wins[a * alternatives + b] += match values[a] - values[b] {
                    d if d > TIE => 1.0,
                    d if d < -TIE => 0.0,
                    _ => 0.5,
                };
            }
        }
        match self.orders.get_mut(&self.order) {
            Some(count) => *count += 1,
            None => {
                self.orders.insert(self.order.clone(), 1);
            }
        }
        self.drawn += 1;
    }

    /// What the draws made so far say.
    pub fn outcome(&self) -> Outcome {
        let (alternatives, criteria) = (self.alternatives, self.criteria);
        let n = self.drawn.max(1) as f64;
        let performances = self.kept.as_ref().map(|kept| if kept.is_empty() { &self.first_cells } else { kept });
        let standings = (0..alternatives).map(|a| {
            let row = |list: &[f64], width: usize| list.iter().skip(a * width).take(width).map(|x| x / n).collect::<Vec<f64>>();
            let first = self.ranks[a * alternatives];
            let central_weights: Option<Vec<f64>> =
                (first > 0.0).then(|| self.central.iter().skip(a * criteria).take(criteria).map(|c| c / first).collect());
            Standing {
                performance: (a * criteria..(a + 1) * criteria)
                    .map(|i| (!self.varying[i]).then(|| self.first_cells.get(i).copied()).flatten())
                    .collect(),
                rank_acceptability: row(&self.ranks, alternatives),
                mean_value: self.sums[a] / n,
                confidence_factor: central_weights
                    .as_ref()
                    .zip(performances)
                    .map(|(weights, performances)| confidence(a, weights, performances, alternatives)),
                central_weights,
                pairwise_win: row(&self.wins, alternatives),
            }
        });
        let standings = standings.collect();
        Outcome { standings, ranking_entropy: entropy(self.orders.values().copied(), n) }
    }
}

/// Runs `draws` draws over a table of `alternatives` x `criteria`.
pub fn run(source: impl Draws, alternatives: usize, criteria: usize, draws: usize) -> Outcome {
    let mut run = Run::new(source, alternatives, criteria, true);
    run.draw(draws);
    run.outcome()
}

fn score(cells: &[f64], weights: &[f64], values: &mut [f64]) {
    for (value, row) in values.iter_mut().zip(cells.chunks_exact(weights.len().max(1))) {
        *value = row.iter().zip(weights).fold(0.0, |sum, (p, w)| sum + p * w);
    }
}

/// Calls `share(alternative, rank, share)` for each rank that an alternative takes; tied ones take theirs in equal shares, and
/// stand in table order afterwards.
fn share_ranks(order: &mut [u16], values: &[f64], mut share: impl FnMut(usize, usize, f64)) {
    let value = |i: u16| values.get(usize::from(i)).copied().unwrap_or(0.0);
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && value(order[end - 1]) - value(order[end]) <= TIE {
            end += 1;
        }
        let tied = &mut order[start..end];
        tied.sort_unstable();
        for alternative in tied.iter() {
            for rank in start..end {
                share(usize::from(*alternative), rank, 1.0 / (end - start) as f64);
            }
        }
        start = end;
    }
}

/// How often an alternative is first, ties included, with the weights given.
fn confidence(alternative: usize, weights: &[f64], performances: &[f64], alternatives: usize) -> f64 {
    let mut values = vec![0.0; alternatives];
    let (mut first, mut of) = (0.0, 0.0_f64);
    for cells in performances.chunks_exact((alternatives * weights.len()).max(1)) {
        score(cells, weights, &mut values);
        let best = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        of += 1.0;
        if values[alternative] >= best - TIE {
            first += 1.0;
        }
    }
    first / of.max(1.0)
}

/// The one logarithm, rounded so that it is the same everywhere.
fn entropy(counts: impl Iterator<Item = u32>, n: f64) -> f64 {
    let bits: f64 = counts.map(|c| f64::from(c) / n).map(|p| -p * p.log2()).sum();
    (bits * 1e9).round() / 1e9 + 0.0
}

/// A table whose performances are all known, with drawn weights.
pub struct Fixed {
    weighting: Weighting,
    performances: Vec<f64>,
}

impl Fixed {
    /// `performances` by `[alternative * criteria + criterion]`, any real numbers.
    pub fn new(importance: &[u8], performances: Vec<f64>) -> Self {
        Fixed { weighting: Weighting::new(importance, importance.len()), performances }
    }
}

impl Draws for Fixed {
    fn next(&mut self, weights: &mut [f64], performances: &mut [f64]) {
        self.weighting.draw(weights);
        performances.copy_from_slice(&self.performances);
    }
}

/// Draws that are given instead of drawn.
pub struct Given {
    /// Each draw's weights and performances.
    pub draws: std::vec::IntoIter<(Vec<f64>, Vec<f64>)>,
}

impl Draws for Given {
    fn next(&mut self, weights: &mut [f64], performances: &mut [f64]) {
        if let Some((w, p)) = self.draws.next() {
            weights.copy_from_slice(&w);
            performances.copy_from_slice(&p);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: f64, b: f64, by: f64) -> bool {
        (a - b).abs() <= by
    }

    #[test]
    fn weights_are_even_on_the_simplex_and_keep_to_their_classes() {
        let mut weighting = Weighting::new(&[2, 2, 2], 3);
        let mut mean = [0.0; 3];
        let mut w = [0.0; 3];
        for _ in 0..20_000 {
            weighting.draw(&mut w);
            assert!(close(w.iter().sum(), 1.0, 1e-12));
            mean.iter_mut().zip(w).for_each(|(m, w)| *m += w / 20_000.0);
        }
        assert!(mean.iter().all(|m| close(*m, 1.0 / 3.0, 0.005)), "{mean:?}");

        // Of three ordered weights the expected gaps are 1/9, 5/18 and 11/18.
        let mut ordered = Weighting::new(&[1, 3, 2, 0], 4);
        let mut mean = [0.0; 4];
        let mut w = [0.0; 4];
        for _ in 0..20_000 {
            ordered.draw(&mut w);
            assert!(w[1] >= w[2] && w[2] >= w[0] && w[3] == 0.0);
            mean.iter_mut().zip(w).for_each(|(m, w)| *m += w / 20_000.0);
        }
        for (m, expected) in mean.into_iter().zip([1.0 / 9.0, 11.0 / 18.0, 5.0 / 18.0, 0.0]) {
            assert!(close(m, expected, 0.005), "{m} {expected}");
        }
    }

    #[test]
    fn two_criteria_that_oppose_each_other_are_first_half_the_time() {
        let source = Fixed::new(&[2, 2], vec![1.0, 0.0, 0.0, 1.0]);
        let outcome = run(source, 2, 2, 20_000);
        let a = &outcome.standings[0];
        assert!(close(a.rank_acceptability[0], 0.5, 0.02));
        assert!(close(a.central_weights.as_ref().unwrap()[0], 0.75, 0.01));
        assert_eq!(a.confidence_factor, Some(1.0));
        assert!(close(outcome.ranking_entropy, 1.0, 0.001));
    }

    #[test]
    fn numbers_are_those_of_the_generator_written_down() {
        // Worked out apart from this code, from the published xoshiro256++ and SplitMix64 and the seed "tafwid".
        let first = |stream| {
            let mut numbers = Numbers::stream(stream);
            [(); 4].map(|()| numbers.unit())
        };
        assert_eq!(first(0), [0.19888318570271368, 0.6703331283306153, 0.30296526464052065, 0.29401778510706533]);
        assert_eq!(first(1), [0.7786743533999171, 0.7050844763793358, 0.7723607189188131, 0.36900453973762337]);
        let mut numbers = Numbers::stream(0);
        for _ in 0..4 {
            numbers.bits();
        }
        assert_eq!(numbers.bits(), 0xadb0_b547_4a00_9b8f);
        let mut numbers = Numbers::stream(1);
        assert_eq!([2, 3, 5, 7, 10, 1].map(|n| numbers.below(n)), [1, 2, 3, 2, 7, 0]);
    }

    #[test]
    fn weightings_are_those_of_the_rule_written_down() {
        // Worked out apart from this code: gaps of sorted uniforms; with classes the largest to the highest, shuffled inside.
        /// Importances, criteria that there could be, and weights by draw.
        type Case = (&'static [u8], usize, &'static [&'static [f64]]);
        let cases: [Case; 3] = [
            (
                &[1, 3, 2, 2, 0, 2],
                8,
                &[
                    &[
                        0.008947479533455316,
                        0.36736786369009466,
                        0.3296668716693847,
                        0.09513459940435165,
                        0.0,
                        0.19888318570271368,
                    ],
                    &[0.03274242653472559, 0.4687844030459416, 0.3250129976689329, 0.07876669923294544, 0.0, 0.0946934735174545],
                    &[
                        0.052155381982814664,
                        0.35847994502110037,
                        0.24229103444734468,
                        0.2508993887008444,
                        0.0,
                        0.09617424984789591,
                    ],
                    &[
                        0.015638128859584377,
                        0.4870889478604913,
                        0.24177047053183576,
                        0.0180043442429616,
                        0.0,
                        0.23749810850512698,
                    ],
                ],
            ),
            (
                &[2, 2, 2],
                3,
                &[
                    &[0.19888318570271368, 0.47144994262790163, 0.3296668716693847],
                    &[0.29401778510706533, 0.008947479533455316, 0.6970347353594794],
                    &[0.5035798526555465, 0.17489774925843826, 0.32152239808601524],
                ],
            ),
            (&[0, 0], 2, &[&[0.19888318570271368, 0.8011168142972863], &[0.6703331283306153, 0.3296668716693847]]),
        ];
        for (importance, of, expected) in cases {
            let mut weighting = Weighting::new(importance, of);
            let mut weights = vec![0.0; importance.len()];
            for expected in expected {
                weighting.draw(&mut weights);
                assert_eq!(weights, *expected);
            }
        }
    }

    #[test]
    fn in_a_class_each_criterion_is_as_likely_to_weigh_most() {
        let mut weighting = Weighting::new(&[2, 3, 2, 2], 4);
        let mut weights = [0.0; 4];
        let mut most = [0.0; 4];
        for _ in 0..20_000 {
            weighting.draw(&mut weights);
            let heaviest = [0, 2, 3].into_iter().max_by(|a, b| weights[*a].total_cmp(&weights[*b])).unwrap();
            most[heaviest] += 1.0 / 20_000.0;
        }
        assert!([0, 2, 3].iter().all(|i| close(most[*i], 1.0 / 3.0, 0.015)), "{most:?}");
    }

    fn given(draws: &[([f64; 2], [f64; 4])]) -> Given {
        Given { draws: draws.iter().map(|(w, p)| (w.to_vec(), p.to_vec())).collect::<Vec<_>>().into_iter() }
    }

    #[test]
    fn what_draws_say_is_as_worked_out_by_hand() {
        let usual = [1.0, 0.0, 0.0, 1.0];
        let draws = [([0.8, 0.2], usual), ([0.6, 0.4], usual), ([0.5, 0.5], [0.25, 0.0, 0.0, 1.0]), ([0.3, 0.7], usual)];
        let mut run = Run::new(given(&draws), 2, 2, true);
        run.draw(3);
        assert_eq!(run.drawn(), 3);
        run.draw(1);
        let outcome = run.outcome();
        let [a, b] = outcome.standings.as_slice() else { panic!("two alternatives") };
        assert_eq!(a.performance, [None, Some(0.0)]);
        assert_eq!(b.performance, [Some(0.0), Some(1.0)]);
        assert_eq!(a.rank_acceptability, [0.5, 0.5]);
        assert_eq!(a.pairwise_win, [0.5, 0.5]);
        assert!(close(a.mean_value, 0.45625, 1e-12) && close(b.mean_value, 0.45, 1e-12));
        let central = |s: &Standing| s.central_weights.clone().unwrap();
        assert!(close(central(a)[0], 0.7, 1e-12) && close(central(a)[1], 0.3, 1e-12));
        assert!(close(central(b)[0], 0.4, 1e-12) && close(central(b)[1], 0.6, 1e-12));
        // With its central weights a is first in every performance but the third.
        assert_eq!((a.confidence_factor, b.confidence_factor), (Some(0.75), Some(1.0)));
        assert_eq!(outcome.ranking_entropy, 1.0);

        let mut run = Run::new(given(&draws), 2, 2, false);
        run.draw(4);
        assert!(run.outcome().standings.iter().all(|s| s.confidence_factor.is_none() && s.central_weights.is_some()));
    }

    #[test]
    fn values_tie_up_to_the_limit_and_not_beyond() {
        let one = |of_a: f64, of_b: f64| ([1.0, 0.0], [of_a, 0.0, of_b, 0.0]);
        let run = |draws: &[([f64; 2], [f64; 4])]| run(given(draws), 2, 2, draws.len());
        let at_limit = run(&[one(TIE, 0.0)]);
        assert_eq!(at_limit.standings[1].rank_acceptability, [0.5, 0.5]);
        assert_eq!(at_limit.standings[0].pairwise_win, [0.5, 0.5]);
        assert_eq!(at_limit.standings[1].pairwise_win, [0.5, 0.5]);
        assert_eq!(at_limit.standings[1].confidence_factor, Some(1.0));
        let beyond = run(&[one(2.0 * TIE, 0.0)]);
        assert_eq!(beyond.standings[0].rank_acceptability, [1.0, 0.0]);
        assert_eq!(beyond.standings[0].pairwise_win, [0.5, 1.0]);
        assert_eq!(beyond.standings[1].pairwise_win, [0.0, 0.5]);
        // Tied ones stand in table order, whichever is ahead by a hair.
        assert_eq!(run(&[one(TIE / 2.0, 0.0), one(0.0, TIE / 2.0)]).ranking_entropy, 0.0);
    }

    #[test]
    fn the_spread_of_orders_is_in_bits() {
        let bits = |counts: &[u32]| entropy(counts.iter().copied(), counts.iter().sum::<u32>().into());
        assert_eq!(bits(&[5]), 0.0);
        assert!(bits(&[5]).is_sign_positive(), "-0 would be written as such");
        assert_eq!(bits(&[1, 1]), 1.0);
        assert_eq!(bits(&[1, 1, 1]), 1.584962501);
        assert_eq!(bits(&[3, 1]), 0.811278124);
    }

    #[test]
    fn ties_share_ranks_and_one_never_first_has_no_central_weights() {
        let source = Fixed::new(&[2], vec![0.5, 0.5, 0.25]);
        let outcome = run(source, 3, 1, 100);
        assert_eq!(outcome.standings[0].rank_acceptability, [0.5, 0.5, 0.0]);
        assert_eq!(outcome.standings[1].pairwise_win, [0.5, 0.5, 1.0]);
        assert_eq!(outcome.standings[2].central_weights, None);
        assert_eq!(outcome.standings[2].confidence_factor, None);
        assert_eq!(outcome.ranking_entropy, 0.0);
    }

    proptest! {
        #[test]
        fn shares_add_up_whatever_is_drawn(
            table in prop::collection::vec(prop::sample::select(vec![0.0, 0.25, 0.5, 0.75, 1.0]), 12),
            importance in prop::collection::vec(0u8..=3, 3),
        ) {
            let outcome = run(Fixed::new(&importance, table), 4, 3, 200);
            for rank in 0..4 {
                let sum: f64 = outcome.standings.iter().map(|s| s.rank_acceptability[rank]).sum();
                prop_assert!(close(sum, 1.0, 1e-9));
            }
            for (i, s) in outcome.standings.iter().enumerate() {
                prop_assert!(close(s.rank_acceptability.iter().sum(), 1.0, 1e-9));
                prop_assert!((0.0..=1.0).contains(&s.mean_value));
                for (j, t) in outcome.standings.iter().enumerate() {
                    prop_assert!(close(s.pairwise_win[j] + t.pairwise_win[i], 1.0, 1e-9));
                }
                if let Some(w) = &s.central_weights {
                    prop_assert!(close(w.iter().sum(), 1.0, 1e-9));
                }
            }
        }
    }
}
