//! What lies between two states of the answers: which answers changed, what that moved, and which of them moves what by itself.

use super::answers::{Answers, Said};
use super::instrument::{Dimension, Question};
use super::mandate::authority;
use super::mandate::{OPERABILITY, SUFFICIENCY};
use super::readiness::{Figure, figure};
use super::sheet::{Sheet, Shown};

/// Sums in another order differ by less.
const ROUNDING: f64 = 1e-9;

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// There was none.
    Added,
    /// It was not known.
    Learned,
    /// It was another one.
    Changed,
    /// Now it is not known.
    Doubted,
    /// There was none, and it is not known.
    Asked,
    /// There is none any more, nor a "do not know".
    TakenBack,
}

impl How {
    /// All, in the order in which they are told.
    pub const ALL: [How; 6] = [How::Added, How::Learned, How::Changed, How::Doubted, How::Asked, How::TakenBack];

    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        ["added", "learned", "changed", "doubted", "asked", "taken_back"][self as usize]
    }

    fn of(before: Option<&Said>, after: Option<&Said>) -> Option<How> {
        Some(match (before, after) {
            (before, after) if before == after => return None,
            (_, None) => How::TakenBack,
            (None, Some(Said::Unknown)) => How::Asked,
            (None, Some(Said::Answer(_))) => How::Added,
            (Some(_), Some(Said::Unknown)) => How::Doubted,
            (Some(Said::Unknown), Some(Said::Answer(_))) => How::Learned,
            (Some(Said::Answer(_)), Some(Said::Answer(_))) => How::Changed,
        })
    }
}

/// Something that answers move, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Is the mandate sufficient?
    Sufficiency,
    /// Can it be used?
    Operability,
    /// How much authority is there?
    Authority,
    /// How far one dimension of readiness is.
    Of(Dimension),
}

impl Measure {
    /// The verdicts, in the order in which they are shown.
    pub const VERDICTS: [Measure; 3] = [Measure::Sufficiency, Measure::Operability, Measure::Authority];

    /// All: the verdicts, then the dimensions.
    pub fn all() -> impl Iterator<Item = Measure> {
        // The dimension of authority is its verdict on another scale: once is enough.
        let dimensions = Dimension::ALL.into_iter().filter(|d| *d != Dimension::Authority);
        Measure::VERDICTS.into_iter().chain(dimensions.map(Measure::Of))
    }
}

/// An answer that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The question.
    pub question: Question,
    /// What became of its answer.
    pub how: How,
    /// What it moves when it alone is changed in the earlier state.
    pub alone: Vec<Measure>,
}

/// A verdict in both states, its lowest and highest level 0..=3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which.
    pub measure: Measure,
    /// Before.
    pub before: (u8, u8),
    /// After.
    pub after: (u8, u8),
}

impl Verdict {
    /// Whether it moved.
    pub fn has_moved(&self) -> bool {
        self.before != self.after
    }
}

/// A dimension in both states; nothing where no question applies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Which.
    pub dimension: Dimension,
    /// Before.
    pub before: Option<Figure>,
    /// After.
    pub after: Option<Figure>,
}

impl Shift {
    /// How far its two ends moved together, 0..=2; a dimension that comes or goes as a whole has moved most.
    pub fn distance(&self) -> f64 {
        match (&self.before, &self.after) {
            (Some(a), Some(b)) => (a.low - b.low).abs() + (a.high - b.high).abs(),
            (None, None) => 0.0,
            _ => 2.0,
        }
    }

    /// Whether it moved.
    pub fn has_moved(&self) -> bool {
        self.distance() > ROUNDING
    }

    /// Whether anything is answered in either state.
    pub fn is_started(&self) -> bool {
        [&self.before, &self.after].into_iter().flatten().any(Figure::is_started)
    }
}

/// All that lies between two states.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The answers that changed, in the instrument's order.
    pub changes: Vec<Change>,
    /// The verdicts, in the order of [`Measure::VERDICTS`].
    pub verdicts: [Verdict; 3],
    /// Every dimension, what moved most first; what moved alike in the order in which they are shown.
    pub dimensions: Vec<Shift>,
}

fn verdict(sheet: &Sheet, measure: Measure) -> (u8, u8) {
    match measure {
        Measure::Sufficiency => SUFFICIENCY.range(sheet),
        Measure::Operability => OPERABILITY.range(sheet),
        _ => {
            let (low, high) = authority::range(sheet);
            (low.level(), high.level())
        }
    }
}

/// The answers that are not the same, by the instrument's order.
pub fn changed(before: &Answers, after: &Answers) -> Vec<(Question, How)> {
    Question::ALL.into_iter().filter_map(|q| How::of(before.said(q), after.said(q)).map(|how| (q, how))).collect()
}

/// Everything that lies between two states.
pub fn compare(before: &Answers, after: &Answers) -> Comparison {
    let (old, new) = (Sheet::from(before), Sheet::from(after));
    let verdicts =
        Measure::VERDICTS.map(|measure| Verdict { measure, before: verdict(&old, measure), after: verdict(&new, measure) });
    let in_order =
        Dimension::ALL.map(|dimension| Shift { dimension, before: figure(&old, dimension), after: figure(&new, dimension) });
    let mut dimensions = in_order.to_vec();
    // Stable, and in whole steps, so that what differs by rounding alone keeps its order.
    dimensions.sort_by_key(|shift| std::cmp::Reverse((shift.distance() / ROUNDING).round() as i64));
    let base = Base { answers: before, verdicts: verdicts.map(|v| v.before), figures: in_order.map(|s| s.before) };
    let changes = changed(before, after)
        .into_iter()
        .map(|(question, how)| Change { question, how, alone: base.moved_by(question, after.said(question)) })
        .collect();
    Comparison { changes, verdicts, dimensions }
}

/// The earlier state, against which each change is tried.
struct Base<'a> {
    answers: &'a Answers,
    verdicts: [(u8, u8); 3],
    figures: [Option<Figure>; 11],
}

impl Base<'_> {
    /// What moves when one answer alone becomes what it is later. Each is tried once, and what no rule counts not at all.
    fn moved_by(&self, question: Question, said: Option<&Said>) -> Vec<Measure> {
        if question.report_only() {
            return Vec::new();
        }
        let mut answers = self.answers.clone();
        match said {
            Some(Said::Answer(answer)) => answers.set(answer.clone()),
            Some(Said::Unknown) => answers.set_unknown(question),
            None => answers.clear(question),
        }
        let sheet = Sheet::from(&answers);
        if sheet.shown(question) == Shown::No {
            return Vec::new();
        }
        let moves = |measure: &Measure| match measure {
            Measure::Of(dimension) => {
                let before = self.figures.get(*dimension as usize).copied().flatten();
                Shift { dimension: *dimension, before, after: figure(&sheet, *dimension) }.has_moved()
            }
            measure => {
                Measure::VERDICTS.iter().position(|m| m == measure).and_then(|i| self.verdicts.get(i))
                    != Some(&verdict(&sheet, *measure))
            }
        };
        Measure::all().filter(moves).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::Opt;

    fn one(answers: &mut Answers, question: Question, option: Opt) {
        answers.set(Answer::one(question, option).unwrap());
    }

    #[test]
    fn every_way_of_changing_has_its_name() {
        let q = Question::MandateClear;
        let state = |said: Option<Option<Opt>>| {
            let mut answers = Answers::default();
            match said {
                Some(Some(option)) => one(&mut answers, q, option),
                Some(None) => answers.set_unknown(q),
                None => {}
            }
            answers
        };
        let (none, unknown, yes, no) = (None, Some(None), Some(Some(Opt::Yes)), Some(Some(Opt::No)));
        for (before, after, how) in [
            (none, yes, Some(How::Added)),
            (none, unknown, Some(How::Asked)),
            (unknown, yes, Some(How::Learned)),
            (yes, no, Some(How::Changed)),
            (yes, unknown, Some(How::Doubted)),
            (yes, none, Some(How::TakenBack)),
            (unknown, none, Some(How::TakenBack)),
            (yes, yes, None),
            (none, none, None),
            (unknown, unknown, None),
        ] {
            let found = changed(&state(before), &state(after));
            assert_eq!(found.first().map(|(_, how)| *how), how, "{before:?} {after:?}");
        }
    }

    #[test]
    fn what_moved_and_by_which_answer() {
        let mut before = Answers::default();
        one(&mut before, Question::MandateExplicit, Opt::No);
        before.set(Answer::many(Question::MandateBroader, []).unwrap());
        one(&mut before, Question::MandateNotProhibited, Opt::Yes);
        one(&mut before, Question::MandateOwnAdoption, Opt::InProgress);
        let mut after = before.clone();
        one(&mut after, Question::MandateOwnAdoption, Opt::Adopted);
        one(&mut after, Question::ProfileStage, Opt::Updating);
        one(&mut after, Question::ResourcesHuman, Opt::No);
        let found = compare(&before, &after);
        let names: Vec<(Question, How)> = found.changes.iter().map(|c| (c.question, c.how)).collect();
        assert_eq!(
            names,
            [
                (Question::ProfileStage, How::Added),
                (Question::MandateOwnAdoption, How::Changed),
                (Question::ResourcesHuman, How::Added)
            ]
        );
        assert_eq!(found.changes[0].alone, []);
        // With authority there is a mandate, and something that can be used.
        assert_eq!(found.changes[1].alone, [Measure::Sufficiency, Measure::Operability, Measure::Authority]);
        assert_eq!(found.changes[2].alone, [Measure::Of(Dimension::Resources)]);
        assert_eq!(found.verdicts[0], Verdict { measure: Measure::Sufficiency, before: (0, 0), after: (1, 3) });
        assert_eq!(found.verdicts[2], Verdict { measure: Measure::Authority, before: (0, 0), after: (2, 2) });
        assert_eq!(found.dimensions[0].dimension, Dimension::Authority, "it moved most");
        assert_eq!(found.dimensions[1].dimension, Dimension::Resources);
        let rest: Vec<Dimension> = found.dimensions[2..].iter().map(|s| s.dimension).collect();
        assert!(rest.windows(2).all(|w| w[0] < w[1]), "what did not move keeps its order");
    }

    #[test]
    fn an_answer_that_is_hidden_without_another_moves_nothing_by_itself() {
        let mut before = Answers::default();
        one(&mut before, Question::MandateExplicit, Opt::No);
        let mut after = Answers::default();
        one(&mut after, Question::MandateExplicit, Opt::Yes);
        one(&mut after, Question::MandateObligation, Opt::Duty);
        let found = compare(&before, &after);
        assert!(found.changes[0].alone.contains(&Measure::Authority));
        assert_eq!(found.changes[1].alone, []);
    }

    #[test]
    fn each_verdict_is_its_own() {
        let mut before = Answers::default();
        one(&mut before, Question::MandateExplicit, Opt::Yes);
        one(&mut before, Question::MandateObligation, Opt::Duty);
        let mut after = before.clone();
        one(&mut after, Question::MandatePoliticalWill, Opt::No);
        let found = compare(&before, &after);
        let moved: Vec<Measure> = found.verdicts.iter().filter(|v| v.has_moved()).map(|v| v.measure).collect();
        assert_eq!(moved, [Measure::Operability]);
        assert_eq!(found.changes[0].alone, [Measure::Operability, Measure::Of(Dimension::Space)]);
    }

    #[test]
    fn a_dimension_that_comes_or_goes_has_moved_most() {
        let figure = |low, high, answered| Some(Figure { low, high, answered });
        let shift = |before, after| Shift { dimension: Dimension::Space, before, after };
        assert_eq!(shift(None, None).distance(), 0.0);
        assert_eq!(shift(figure(0.0, 1.0, 0.0), None).distance(), 2.0);
        assert_eq!(shift(None, figure(0.5, 0.5, 1.0)).distance(), 2.0);
        assert_eq!(shift(figure(0.25, 1.0, 0.0), figure(0.5, 0.75, 0.0)).distance(), 0.5);
        assert!(!shift(None, None).has_moved());
        assert!(shift(None, figure(0.0, 1.0, 0.0)).has_moved());
        let begun = figure(0.0, 0.9, 0.1);
        assert!(shift(None, begun).is_started() && shift(begun, None).is_started());
        assert!(!shift(None, figure(0.0, 1.0, 0.0)).is_started() && !shift(None, None).is_started());
    }
}
