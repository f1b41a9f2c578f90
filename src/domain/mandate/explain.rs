//! Why a verdict is what it is: what stands in the way, and which open answers would move it most.

use super::authority::{self, Authority, Route};
use super::{Criterion, Rule, Span, question_span, span};
use crate::domain::instrument::Question;
use crate::domain::order;
use crate::domain::sheet::{Belief, Selections, Sheet};

/// A criterion that keeps the lowest result from the next useful level.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocking {
    /// Which.
    pub criterion: Criterion,
    /// The lowest value that is possible; authority's on its scale 0..=3.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// The value that the next useful level needs.
    pub needed: f64,
    /// The questions that hold it back, in the instrument's order.
    pub by: Vec<Question>,
    /// For authority: the ways to it.
    pub routes: Vec<Route>,
}

impl Blocking {
    /// The answer that would decide is not known: it is asked for, not advised on.
    pub fn is_open(&self) -> bool {
        self.high >= self.needed
    }
}

/// What keeps the lowest result from the next useful level: level 2 from below it, then 3. Authority first, then the core, then
/// the supporting criteria.
pub fn blocking(rule: &'static Rule, sheet: &Sheet) -> Vec<Blocking> {
    let target = match rule.range(sheet).0 {
        3 => return Vec::new(),
        2 => 3,
        _ => 2,
    };
    let mut found = Vec::new();
    for criterion in rule.criteria() {
        let (Some(needed), Some(Span { low, high })) = (rule.needed(criterion, target), span(sheet, criterion)) else { continue };
        if low >= needed {
            continue;
        }
        let routes = match criterion {
            Criterion::Authority => authority::routes(sheet, Authority::ALL[needed as usize]),
            _ => Vec::new(),
        };
        let by: Vec<Question> = match criterion {
            Criterion::Authority => {
                let changed = |q: &Question| routes.iter().any(|r| r.change.iter().any(|(c, _)| c == q));
                authority::QUESTIONS.into_iter().filter(changed).collect()
            }
            _ => criterion.questions().into_iter().filter(|q| question_span(sheet, *q).is_some_and(|s| s.low < 1.0)).collect(),
        };
        found.push(Blocking { criterion, low, high, needed, by, routes });
    }
    found
}

/// An open question whose answer could move a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decisive {
    /// Which.
    pub question: Question,
    /// The most that the lowest and the highest level move together, in levels, over its answers.
    pub movement: u8,
    /// A later question that must be answered too before anything moves.
    pub with: Option<Question>,
}

/// Everything that a verdict rests on, so that trying an answer only works out again what it touches.
struct Trial {
    rule: &'static Rule,
    /// The sheet, in which answers are tried and taken back.
    sheet: Sheet,
    spans: Vec<(Criterion, Option<Span>)>,
    range: (u8, u8),
}

impl Trial {
    fn new(rule: &'static Rule, sheet: &Sheet) -> Self {
        let spans: Vec<_> = rule.criteria().map(|c| (c, span(sheet, c))).collect();
        let mut trial = Trial { rule, sheet: sheet.clone(), spans, range: (0, 0) };
        trial.range = trial.range_now();
        trial
    }

    fn range_now(&self) -> (u8, u8) {
        let of = |c: Criterion| self.spans.iter().find(|(d, _)| *d == c).and_then(|(_, s)| *s);
        (self.rule.level(|c| of(c).map(|s| s.low)), self.rule.level(|c| of(c).map(|s| s.high)))
    }

    fn work_out(&mut self, question: Question) {
        for (criterion, s) in self.spans.iter_mut().filter(|(c, _)| c.rests_on(question)) {
            *s = span(&self.sheet, *criterion);
        }
    }

    /// What `then` says while each possible answer to a question is tried; the most of it.
    fn most(&mut self, question: Question, then: &mut dyn FnMut(&mut Trial) -> u8) -> u8 {
        let before = self.sheet.belief(question).clone();
        let mut most = 0;
        for belief in tries(&self.sheet, question) {
            self.sheet.assume(question, belief);
            self.work_out(question);
            most = most.max(then(self));
        }
        self.sheet.assume(question, before);
        self.work_out(question);
        most
    }

    /// How far both ends have moved, in levels.
    fn movement(&self) -> u8 {
        let (low, high) = self.range_now();
        low.abs_diff(self.range.0) + high.abs_diff(self.range.1)
    }
}

/// The answers worth trying for an open question; of a multi only whether it is empty matters here.
fn tries(sheet: &Sheet, question: Question) -> Vec<Belief> {
    match sheet.belief(question) {
        Belief::One(set) => (0..16).filter(|i| set & (1 << i) != 0).map(|i| Belief::One(1 << i)).collect(),
        Belief::Many(_) => {
            let (empty, filled) = sheet.may_be_empty(question);
            let settled = |set| Belief::Many(Selections::Settled(set));
            [(empty, settled(0)), (filled, settled(1))].into_iter().filter(|(may, _)| *may).map(|(_, b)| b).collect()
        }
        Belief::Free => Vec::new(),
    }
}

/// The open questions whose answer alone could move the verdict, most first. While authority is not settled its questions come first.
pub fn decisive_alone(rule: &'static Rule, sheet: &Sheet) -> Vec<Decisive> {
    let mut trial = Trial::new(rule, sheet);
    let alone = open_questions(rule, sheet).into_iter().map(|question| {
        let movement = trial.most(question, &mut |trial| trial.movement());
        Decisive { question, movement, with: None }
    });
    in_order(sheet, alone.filter(|d| d.movement > 0).collect())
}

/// The same, then pairs of questions of which each alone moves nothing.
pub fn decisive(rule: &'static Rule, sheet: &Sheet) -> Vec<Decisive> {
    let mut found = decisive_alone(rule, sheet);
    let moves_alone = |q: &Question| found.iter().any(|d| d.question == *q);
    let still: Vec<Question> = open_questions(rule, sheet).into_iter().filter(|q| !moves_alone(q)).collect();
    let mut trial = Trial::new(rule, sheet);
    for (i, first) in still.iter().enumerate() {
        for second in still.iter().skip(i + 1) {
            let movement = trial.most(*first, &mut |trial| trial.most(*second, &mut |trial| trial.movement()));
            if movement > 0 {
                found.push(Decisive { question: *first, movement, with: Some(*second) });
            }
        }
    }
    in_order(sheet, found)
}

fn open_questions(rule: &'static Rule, sheet: &Sheet) -> Vec<Question> {
    let mut open: Vec<Question> = rule.criteria().flat_map(Criterion::questions).filter(|q| sheet.is_open(*q)).collect();
    order::sort(&mut open);
    open
}

fn in_order(sheet: &Sheet, mut found: Vec<Decisive>) -> Vec<Decisive> {
    let (low, high) = authority::range(sheet);
    let waits = |q: Question| low != high && !authority::QUESTIONS.contains(&q);
    let key = |d: &Decisive| (d.with.is_some(), waits(d.question), u8::MAX - d.movement, d.question, d.with);
    order::sort_by(&mut found, |a, b| key(a) < key(b));
    found
}
