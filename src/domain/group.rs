//! Several respondents: what each question's answers are, how far they agree, and the group's own answer (rules, part 5). Which
//! file counts for whom is the document room's business; here a respondent is a set of answers.

use super::answers::{Answer, Answers, Said, Value, options_in};
use super::instrument::{Opt, Question, value_of};
use super::sheet::{Sheet, Shown};

/// What respondents said to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// How often each answer was given, in the instrument's order, those given only: the ids of options (of a multi each, and
    /// `none` for the empty one), or the texts.
    pub counts: Vec<(String, usize)>,
    /// Respondents who do not know.
    pub unknown: usize,
    /// Respondents who said nothing, or were not asked.
    pub unanswered: usize,
    /// Mean agreement over pairs of respondents who answered, 0..=1; `None` with fewer than two, or where answers are not compared.
    pub agreement: Option<f64>,
}

/// An answer that counts: given, and to a question that this respondent is asked.
fn counted<'a>(answers: &'a Answers, sheet: &Sheet, question: Question) -> Option<&'a Said> {
    answers.said(question).filter(|_| sheet.shown(question) != Shown::No)
}

/// How far two answers to a question are apart, 0..=1; `None` where they are not compared.
pub fn distance(question: Question, a: &Value, b: &Value) -> Option<f64> {
    match (a, b) {
        (Value::One(a), Value::One(b)) => {
            let place = |o: &Opt| question.order().and_then(|order| order.iter().position(|x| x == o).map(|i| (i, order.len())));
            Some(match (place(a), place(b)) {
                (Some((i, n)), Some((j, _))) => i.abs_diff(j) as f64 / (n - 1).max(1) as f64,
                _ => f64::from(u8::from(a != b)),
            })
        }
        (Value::Many(a), Value::Many(b)) => {
            let (both, either) = ((a & b).count_ones(), (a | b).count_ones());
            Some(if either == 0 { 0.0 } else { 1.0 - f64::from(both) / f64::from(either) })
        }
        _ => None,
    }
}

fn count(counts: &mut Vec<(String, usize)>, key: &str) {
    match counts.iter_mut().find(|(k, _)| k == key) {
        Some((_, n)) => *n += 1,
        None => counts.push((key.into(), 1)),
    }
}

/// The figures of one question.
pub fn figures(respondents: &[&Answers], question: Question) -> Figures {
    let mut found = Figures { counts: Vec::new(), unknown: 0, unanswered: 0, agreement: None };
    let mut given: Vec<&Answer> = Vec::new();
    for answers in respondents {
        match counted(answers, &Sheet::from(*answers), question) {
            None => found.unanswered += 1,
            Some(Said::Unknown) => found.unknown += 1,
            Some(Said::Answer(answer)) => given.push(answer),
        }
    }
    for answer in &given {
        match answer.value() {
            Value::One(option) => count(&mut found.counts, option.id()),
            Value::Many(0) => count(&mut found.counts, "none"),
            Value::Many(set) => options_in(question, *set).for_each(|o| count(&mut found.counts, o.id())),
            Value::Text(text) | Value::Country(text) => count(&mut found.counts, text),
            Value::List(list) => list.iter().for_each(|text| count(&mut found.counts, text)),
        }
    }
    let place = |key: &str| Opt::from_id(key).and_then(|o| question.index_of(o)).unwrap_or(usize::MAX);
    found.counts.sort_by(|a, b| place(&a.0).cmp(&place(&b.0)).then(a.0.cmp(&b.0)));
    let mut pairs = Vec::new();
    for (i, a) in given.iter().enumerate() {
        for b in given.iter().skip(i + 1) {
            pairs.extend(distance(question, a.value(), b.value()).map(|d| 1.0 - d));
        }
    }
    found.agreement = (!pairs.is_empty()).then(|| pairs.iter().sum::<f64>() / pairs.len() as f64);
    found
}

/// The group's own answers: what all who answered gave when they agree, what the coordinator settled, otherwise open over the
/// answers given.
pub fn sheet(respondents: &[&Answers], settled: &Answers) -> Sheet {
    let sheets: Vec<Sheet> = respondents.iter().map(|a| Sheet::from(*a)).collect();
    let mut group = Sheet::default();
    for question in Question::ALL {
        if let Some(answer) = settled.answer(question) {
            group.settle(question, answer.value());
            continue;
        }
        let mut given: Vec<&Value> = Vec::new();
        for (answers, sheet) in respondents.iter().zip(&sheets) {
            if let Some(Said::Answer(answer)) = counted(answers, sheet, question)
                && !given.contains(&answer.value())
            {
                given.push(answer.value());
            }
        }
        match given.as_slice() {
            [] => {}
            [only] => group.settle(question, only),
            several => group.open_between(question, several),
        }
    }
    group
}

/// How little the mandate is known: the mean over the four questions of the share of respondents with no, unknown or no answer;
/// `None` without respondents.
pub fn awareness_gap(respondents: &[&Answers]) -> Option<f64> {
    const ASKED: [Question; 4] = [
        Question::MandateDepartmentsAware,
        Question::MandateRolesUnderstood,
        Question::MandateWidelyHeld,
        Question::MandateLeadersBriefed,
    ];
    let lacks = |answers: &&&Answers, q: Question| answers.option(q).is_none_or(|o| value_of(q, o) == Some(0.0));
    let share = |q: Question| respondents.iter().filter(|a| lacks(a, q)).count() as f64 / respondents.len() as f64;
    (!respondents.is_empty()).then(|| ASKED.into_iter().map(share).sum::<f64>() / 4.0)
}
