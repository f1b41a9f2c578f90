//! How ready the city is, in eleven dimensions (rules, part 3). Every figure is a pair of the lowest and the highest possible.

use super::answers::Value;
use super::instrument::{Dimension, Kind, Opt, Question, Section, value_of};
use super::mandate::{self, Criterion, Span, authority};
use super::sheet::{Sheet, Shown};

/// How far a dimension is, by its share of 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Band {
    Starting,
    Developing,
    Established,
}

impl Band {
    /// All, lowest first.
    pub const ALL: [Band; 3] = [Band::Starting, Band::Developing, Band::Established];

    /// The id in files.
    pub const fn id(self) -> &'static str {
        ["starting", "developing", "established"][self as usize]
    }

    /// Starting below 0.40, established from 0.75; with a tolerance of 1e-9, so that sums of halves fall on the right side.
    pub fn of(share: f64) -> Band {
        match share + 1e-9 {
            s if s < 0.40 => Band::Starting,
            s if s < 0.75 => Band::Developing,
            _ => Band::Established,
        }
    }
}

/// A dimension's figures, or an overall one's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Lowest possible share, 0..=1.
    pub low: f64,
    /// Highest possible share, 0..=1.
    pub high: f64,
    /// Share of the applicable questions that are answered and known, 0..=1.
    pub answered: f64,
}

impl Figure {
    /// Whether anything is answered and known.
    pub fn is_started(&self) -> bool {
        self.answered > 0.0
    }

    /// The bands of the lowest and the highest.
    pub fn band(&self) -> (Band, Band) {
        (Band::of(self.low), Band::of(self.high))
    }
}

/// How much each dimension counts, 0..=3, by [`Dimension::ALL`].
pub type Weights = [u8; 11];

/// Everything counts the same.
pub const EQUAL: Weights = [1; 11];

/// The whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// By [`Dimension::ALL`]; `None` where no question applies.
    pub dimensions: Vec<(Dimension, Option<Figure>)>,
    /// Over all of them.
    pub overall: Option<Figure>,
    /// Over those in which something is answered; `None` when nothing is.
    pub overall_started: Option<Figure>,
}

impl Readiness {
    /// The dimensions in which something is answered.
    pub fn started(&self) -> impl Iterator<Item = (Dimension, Figure)> + '_ {
        self.dimensions.iter().filter_map(|(d, figure)| figure.filter(Figure::is_started).map(|f| (*d, f)))
    }
}

/// One term of a mean: its span, and whether it may drop out.
struct Term {
    span: Span,
    may_drop: bool,
}

/// The mean of terms that may drop out: lowest and highest over every choice of those that do.
fn mean(terms: &[Term]) -> Option<Span> {
    let fixed = |pick: fn(&Span) -> f64| {
        terms.iter().filter(|t| !t.may_drop).fold((0.0, 0.0), |(sum, n), t| (sum + pick(&t.span), n + 1.0))
    };
    // A term that may drop out only stays in the lowest mean when it is below it, and in the highest when it is above.
    let bound = |pick: fn(&Span) -> f64, sign: f64| {
        let (mut sum, mut n) = fixed(pick);
        let mut optional: Vec<f64> = terms.iter().filter(|t| t.may_drop).map(|t| pick(&t.span)).collect();
        optional.sort_by(|a, b| (a * sign).total_cmp(&(b * sign)));
        for value in optional {
            if n == 0.0 || value * sign < sum / n * sign {
                (sum, n) = (sum + value, n + 1.0);
            }
        }
        (n > 0.0).then(|| sum / n)
    };
    Some(Span { low: bound(|s| s.low, 1.0)?, high: bound(|s| s.high, -1.0)? })
}

/// The span of a question's value without what lies outside the order, and whether it may lie outside or be hidden.
fn term(sheet: &Sheet, question: Question) -> Option<Term> {
    let shown = sheet.shown(question);
    let options = super::answers::options_in(question, sheet.options(question));
    let (mut values, mut outside) = (Vec::new(), shown == Shown::Maybe);
    for option in options {
        match value_of(question, option) {
            Some(value) => values.push(value),
            None => outside = true,
        }
    }
    let low = values.iter().copied().reduce(f64::min)?;
    let high = values.iter().copied().reduce(f64::max)?;
    (shown != Shown::No).then_some(Term { span: Span { low, high }, may_drop: outside })
}

/// The share of applicable questions that are answered and known.
fn answered(sheet: &Sheet, questions: impl Iterator<Item = Question>) -> Option<f64> {
    let applies =
        |q: &Question| sheet.shown(*q) != Shown::No && !matches!(sheet.settled(*q), Some(Opt::NotApplicable | Opt::NoSafetyRole));
    let (n, of) =
        questions.filter(applies).fold((0.0, 0.0), |(n, of), q| (n + f64::from(u8::from(sheet.is_answered(q))), of + 1.0));
    (of > 0.0).then(|| n / of)
}

fn scope(sheet: &Sheet) -> Option<Span> {
    let rule = &mandate::SUFFICIENCY;
    let terms: Vec<Term> = rule
        .criteria()
        .filter_map(|c| match c {
            Criterion::Authority => None,
            Criterion::Levels => mandate::span(sheet, c).map(|span| Term { span, may_drop: false }),
            Criterion::Question(q) => term(sheet, q),
        })
        .collect();
    mean(&terms)
}

/// The figure of one dimension; `None` where no question applies.
pub fn figure(sheet: &Sheet, dimension: Dimension) -> Option<Figure> {
    let counted = || Question::ALL.into_iter().filter(move |q| q.dimension() == Some(dimension));
    let (span, answered) = match dimension {
        Dimension::Authority => {
            let (low, high) = authority::range(sheet);
            let share = |a: authority::Authority| f64::from(a.level()) / 3.0;
            (Some(Span { low: share(low), high: share(high) }), answered(sheet, authority::QUESTIONS.into_iter()))
        }
        Dimension::Scope => (scope(sheet), answered(sheet, Section::MandateScope.questions())),
        _ => (mean(&counted().filter_map(|q| term(sheet, q)).collect::<Vec<_>>()), answered(sheet, counted())),
    };
    let span = span?;
    Some(Figure { low: span.low, high: span.high, answered: answered? })
}

fn weighted(figures: &[(Figure, f64)]) -> Option<Figure> {
    let total: f64 = figures.iter().map(|(_, w)| w).sum();
    let over = |pick: fn(&Figure) -> f64| figures.iter().map(|(f, w)| pick(f) * w).sum::<f64>() / total;
    (total > 0.0).then(|| Figure { low: over(|f| f.low), high: over(|f| f.high), answered: over(|f| f.answered) })
}

/// The whole picture. All weights zero count as all one.
pub fn readiness(sheet: &Sheet, weights: &Weights) -> Readiness {
    let weights = if weights.iter().all(|w| *w == 0) { &EQUAL } else { weights };
    let dimensions: Vec<(Dimension, Option<Figure>)> = Dimension::ALL.into_iter().map(|d| (d, figure(sheet, d))).collect();
    let figures: Vec<(Figure, f64)> =
        dimensions.iter().zip(weights).filter_map(|((_, figure), w)| figure.map(|f| (f, f64::from(*w)))).collect();
    let started: Vec<(Figure, f64)> = figures.iter().copied().filter(|(f, _)| f.is_started()).collect();
    Readiness { overall: weighted(&figures), overall_started: weighted(&started), dimensions }
}

/// The section with the questions that a dimension rests on, or most of them.
pub const fn section_of(dimension: Dimension) -> Section {
    match dimension {
        Dimension::Authority => Section::MandateSource,
        Dimension::Scope => Section::MandateScope,
        Dimension::Space => Section::MandateSpace,
        Dimension::Awareness => Section::MandateAwareness,
        Dimension::Framework => Section::FrameworkStrategy,
        Dimension::Integration => Section::FrameworkIntegration,
        Dimension::Principles => Section::Principles,
        Dimension::Community => Section::Community,
        Dimension::Institution => Section::InstitutionArrangements,
        Dimension::Sustainability => Section::Sustainability,
        Dimension::Resources => Section::Resources,
    }
}

/// The questions that a dimension rests on.
fn questions_of(dimension: Dimension) -> Vec<Question> {
    match dimension {
        Dimension::Authority => authority::QUESTIONS.to_vec(),
        Dimension::Scope => Section::MandateScope.questions().collect(),
        _ => Question::ALL.into_iter().filter(|q| q.dimension() == Some(dimension)).collect(),
    }
}

/// A single answer that would raise a dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raise {
    /// The question.
    pub question: Question,
    /// What it would have to be.
    pub to: Opt,
    /// By how much the lowest and the highest share grow together, 0..=2.
    pub gain: f64,
}

/// What would raise a dimension most: for each question asked its best answer, the largest gain first; at most `most`.
pub fn raises(sheet: &Sheet, dimension: Dimension, most: usize) -> Vec<Raise> {
    let Some(now) = figure(sheet, dimension) else { return Vec::new() };
    let gain = |question: Question, to: Opt| {
        let value = if question.kind() == Kind::Multi { Value::Many(question.bit(to)) } else { Value::One(to) };
        let mut changed = sheet.clone();
        changed.settle(question, &value);
        figure(&changed, dimension).map_or(0.0, |then| then.low - now.low + then.high - now.high)
    };
    let mut found: Vec<Raise> = Vec::new();
    for question in questions_of(dimension).into_iter().filter(|q| sheet.shown(*q) != Shown::No) {
        let counted = question.options().iter().filter(|o| !matches!(o, Opt::NotApplicable | Opt::NoSafetyRole));
        let tried = counted.map(|to| Raise { question, to: *to, gain: gain(question, *to) }).filter(|r| r.gain > 1e-9);
        // Of equal gains the lowest option is enough.
        found.extend(tried.reduce(|best, next| if next.gain > best.gain + 1e-9 { next } else { best }));
    }
    found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::{Answer, Answers};
    use proptest::prelude::*;

    #[test]
    fn bands_meet_at_their_thresholds_despite_rounding() {
        for (share, band) in [
            (0.0, Band::Starting),
            (0.3999, Band::Starting),
            (0.1 + 0.3 - 1e-12, Band::Developing),
            (0.75 - 1e-12, Band::Established),
        ] {
            assert_eq!(Band::of(share), band, "{share}");
        }
    }

    #[test]
    fn what_would_raise_most_does_raise_and_comes_first() {
        let mut answers = Answers::default();
        answers.set(Answer::one(Question::MandatePoliticalWill, Opt::No).unwrap());
        answers.set(Answer::one(Question::MandateLegalSpace, Opt::Yes).unwrap());
        let raises = raises(&Sheet::from(&answers), Dimension::Space, 3);
        assert_eq!(raises.len(), 3);
        assert_eq!((raises[0].question, raises[0].to), (Question::MandatePoliticalWill, Opt::Yes));
        assert!(raises.iter().all(|r| r.question != Question::MandateLegalSpace && r.gain > 0.0));
        let none = super::raises(&Sheet::from(&Answers::default()), Dimension::Authority, 9);
        assert!(none.iter().any(|r| r.question == Question::MandateExplicit && r.to == Opt::Yes), "{none:?}");
    }

    #[test]
    fn most_questions_of_a_dimension_are_asked_in_its_section() {
        for dimension in Dimension::ALL {
            let questions = questions_of(dimension);
            let there = questions.iter().filter(|q| q.section() == section_of(dimension)).count();
            assert!(2 * there > questions.len(), "{}", dimension.id());
        }
    }

    #[test]
    fn a_term_that_may_drop_out_is_taken_both_ways() {
        let at = |v| Span { low: v, high: v };
        let span = mean(&[
            Term { span: at(0.5), may_drop: false },
            Term { span: at(1.0), may_drop: true },
            Term { span: at(0.0), may_drop: true },
        ]);
        assert_eq!(span, Some(Span { low: 0.25, high: 0.75 }));
        assert_eq!(mean(&[]), None);
    }

    /// Every choice of the terms that may drop out, tried.
    fn tried(terms: &[Term]) -> Option<Span> {
        let mut found: Option<Span> = None;
        for stays in 0u32..1 << terms.len() {
            let chosen: Vec<&Term> =
                terms.iter().enumerate().filter(|(i, t)| !t.may_drop || stays & (1 << i) != 0).map(|(_, t)| t).collect();
            if chosen.is_empty() {
                continue;
            }
            let mean = |pick: fn(&Span) -> f64| chosen.iter().map(|t| pick(&t.span)).sum::<f64>() / chosen.len() as f64;
            let (low, high) = (mean(|s| s.low), mean(|s| s.high));
            let known = found.get_or_insert(Span { low, high });
            *known = Span { low: known.low.min(low), high: known.high.max(high) };
        }
        found
    }

    proptest! {
        #[test]
        fn the_mean_goes_as_far_as_any_choice_of_what_drops_out(
            terms in prop::collection::vec((0u8..=4, 0u8..=4, any::<bool>()), 0..7)
        ) {
            let terms: Vec<Term> = terms
                .into_iter()
                .map(|(a, b, may_drop)| {
                    let span = Span { low: f64::from(a.min(b)) / 4.0, high: f64::from(a.max(b)) / 4.0 };
                    Term { span, may_drop }
                })
                .collect();
            match (mean(&terms), tried(&terms)) {
                (Some(found), Some(tried)) => {
                    prop_assert!((found.low - tried.low).abs() < 1e-12 && (found.high - tried.high).abs() < 1e-12);
                }
                (found, tried) => prop_assert_eq!(found, tried),
            }
        }
    }

    #[test]
    fn only_what_is_begun_counts_among_the_started() {
        let mut answers = Answers::default();
        let of = |answers: &Answers| readiness(&Sheet::from(answers), &EQUAL);
        let nothing = of(&answers);
        assert_eq!((nothing.started().count(), nothing.overall_started), (0, None));
        assert!(nothing.overall.is_some());
        answers.set_unknown(Question::ResourcesHuman);
        assert_eq!(of(&answers).overall_started, None);
        answers.set(Answer::one(Question::ResourcesHuman, Opt::Yes).unwrap());
        answers.set(Answer::one(Question::MandateClear, Opt::No).unwrap());
        let begun = of(&answers);
        let started: Vec<Dimension> = begun.started().map(|(dimension, _)| dimension).collect();
        assert_eq!(started, [Dimension::Space, Dimension::Resources]);
        let figure = |dimension| super::figure(&Sheet::from(&answers), dimension).unwrap();
        let (space, resources) = (figure(Dimension::Space), figure(Dimension::Resources));
        let overall = begun.overall_started.unwrap();
        assert!((overall.low - (space.low + resources.low) / 2.0).abs() < 1e-12);
        assert!((overall.high - (space.high + resources.high) / 2.0).abs() < 1e-12);
        assert!(overall.low > begun.overall.unwrap().low);
    }

    #[test]
    fn answered_is_the_share_of_the_questions_that_apply() {
        let mut answers = Answers::default();
        let share = |answers: &Answers| figure(&Sheet::from(answers), Dimension::Resources).unwrap().answered;
        let asked = questions_of(Dimension::Resources);
        let all = asked.len() as f64;
        assert_eq!(share(&answers), 0.0);
        answers.set_unknown(Question::ResourcesHuman);
        assert_eq!(share(&answers), 0.0);
        answers.set(Answer::one(Question::ResourcesHuman, Opt::No).unwrap());
        assert_eq!(share(&answers), 1.0 / all);
        // A broader function's budget is not asked about without one, and may not apply.
        answers.set(Answer::many(Question::MandateBroader, []).unwrap());
        assert_eq!(share(&answers), 1.0 / (all - 1.0));
        answers.set(Answer::many(Question::MandateBroader, [Opt::PublicSafety]).unwrap());
        answers.set(Answer::one(Question::MandateBroaderBudget, Opt::NotApplicable).unwrap());
        assert_eq!(share(&answers), 1.0 / (all - 1.0));
        answers.set(Answer::one(Question::MandateBroaderBudget, Opt::Partly).unwrap());
        assert_eq!(share(&answers), 2.0 / all);
    }

    #[test]
    fn weights_say_how_much_each_dimension_counts() {
        let mut answers = Answers::default();
        answers.set(Answer::one(Question::MandateClear, Opt::Yes).unwrap());
        let sheet = Sheet::from(&answers);
        let weights = |of: &[(Dimension, u8)]| {
            let mut weights = [0; 11];
            of.iter().for_each(|(dimension, weight)| weights[*dimension as usize] = *weight);
            readiness(&sheet, &weights)
        };
        let (space, scope) = (figure(&sheet, Dimension::Space).unwrap(), figure(&sheet, Dimension::Scope).unwrap());
        let found = weights(&[(Dimension::Space, 3), (Dimension::Scope, 1)]).overall.unwrap();
        let mean = |pick: fn(&Figure) -> f64| (3.0 * pick(&space) + pick(&scope)) / 4.0;
        for pick in [(|f| f.low) as fn(&Figure) -> f64, |f| f.high, |f| f.answered] {
            assert!((pick(&found) - mean(pick)).abs() < 1e-12);
        }
        assert_eq!(weights(&[(Dimension::Scope, 2)]).overall_started, None);
        assert_eq!(weights(&[]), readiness(&sheet, &EQUAL));
    }

    #[test]
    fn what_would_raise_is_the_lowest_of_the_best_options_of_each_question() {
        let mut answers = Answers::default();
        for (question, option) in [
            (Question::MandateExplicit, Opt::Partly),
            (Question::MandateObligation, Opt::Encouraged),
            (Question::MandateNotProhibited, Opt::No),
            (Question::MandateThreatsCovered, Opt::OneThreat),
            (Question::MandateSafetyBreadth, Opt::PhysicalSecurityOnly),
            (Question::MandateNlc, Opt::NotApplicable),
            (Question::MandateClear, Opt::Partly),
        ] {
            answers.set(Answer::one(question, option).unwrap());
        }
        let sheet = Sheet::from(&answers);
        for dimension in Dimension::ALL {
            let now = figure(&sheet, dimension).unwrap();
            let mut expected = Vec::new();
            for question in questions_of(dimension) {
                let mut best: Option<(Opt, f64)> = None;
                for option in question.options() {
                    let mut then = answers.clone();
                    then.set(match question.kind() {
                        Kind::Multi => Answer::many(question, [*option]).unwrap(),
                        _ => Answer::one(question, *option).unwrap(),
                    });
                    let Some(then) = figure(&Sheet::from(&then), dimension) else { continue };
                    let gain = (then.low + then.high) - (now.low + now.high);
                    let is_outside = matches!(option, Opt::NotApplicable | Opt::NoSafetyRole);
                    if !is_outside && gain > 1e-6 && best.is_none_or(|(_, most)| gain > most + 1e-6) {
                        best = Some((*option, gain));
                    }
                }
                if sheet.shown(question) != Shown::No {
                    expected.extend(best.map(|(option, gain)| (question, option, gain)));
                }
            }
            let found = raises(&sheet, dimension, 99);
            assert_eq!(found.len(), expected.len(), "{}", dimension.id());
            assert!(found.windows(2).all(|w| w[0].gain >= w[1].gain));
            for (question, option, gain) in expected {
                let raise = found.iter().find(|r| r.question == question).unwrap();
                assert_eq!(raise.to, option, "{}", question.id());
                assert!((raise.gain - gain).abs() < 1e-9, "{}", question.id());
            }
        }
    }
}
