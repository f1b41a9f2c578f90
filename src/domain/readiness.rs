//! How ready the city is, in eleven dimensions (rules, part 3). Every figure is a pair of the lowest and the highest possible.

use super::instrument::{Dimension, Opt, Question, Section, value_of};
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
    let started: Vec<(Figure, f64)> = figures.iter().copied().filter(|(f, _)| f.answered > 0.0).collect();
    Readiness { overall: weighted(&figures), overall_started: weighted(&started), dimensions }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
