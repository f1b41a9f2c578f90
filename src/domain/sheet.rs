//! What may still be true: for every question the answers that are possible, from one respondent or from a group. All rules
//! read this, so that an open answer is every option and never a guess (rules, part 1).

use super::answers::{Answers, Value};
use super::instrument::{Kind, Opt, Question, Section};

/// The answers still possible for one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belief {
    /// Options of an extent or a choice, as bits; one bit is a settled answer.
    One(u16),
    /// Selections of a multi.
    Many(Selections),
    /// A text, a list or a country: no rule counts these.
    Free,
}

/// The selections still possible for a multi, each a set of bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selections {
    /// Answered.
    Settled(u16),
    /// Open: any.
    Any,
    /// Open between these (answers that a group's respondents gave).
    OneOf(Vec<u16>),
}

/// Whether a conditional question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It has no condition, or its condition holds.
    Yes,
    /// Its parent is open: it may or may not be asked.
    Maybe,
    /// Its condition does not hold: it is hidden and does not count.
    No,
}

/// The possible answers to the whole instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    beliefs: Vec<Belief>,
    answered: Vec<bool>,
    country: Option<String>,
}

/// Everything open.
impl Default for Sheet {
    fn default() -> Self {
        let open = |q: &Question| match q.kind() {
            Kind::Extent | Kind::Choice => Belief::One(q.every_option()),
            Kind::Multi => Belief::Many(Selections::Any),
            _ => Belief::Free,
        };
        Sheet { beliefs: Question::ALL.iter().map(open).collect(), answered: vec![false; Question::ALL.len()], country: None }
    }
}

impl From<&Answers> for Sheet {
    fn from(answers: &Answers) -> Self {
        let mut sheet = Sheet::default();
        for question in Question::ALL {
            if let Some(answer) = answers.answer(question) {
                sheet.settle(question, answer.value());
            }
        }
        sheet
    }
}

impl Sheet {
    /// Makes an answer the only possible one.
    pub fn settle(&mut self, question: Question, value: &Value) {
        let belief = match value {
            Value::One(option) => Belief::One(question.bit(*option)),
            Value::Many(set) => Belief::Many(Selections::Settled(*set)),
            Value::Country(code) => {
                self.country = Some(code.clone());
                Belief::Free
            }
            Value::Text(_) | Value::List(_) => Belief::Free,
        };
        self.put(question, belief, true);
    }

    /// Leaves a question open between several answers.
    pub fn open_between(&mut self, question: Question, values: &[&Value]) {
        let belief = match question.kind() {
            Kind::Extent | Kind::Choice => Belief::One(values.iter().fold(0, |set, value| match value {
                Value::One(option) => set | question.bit(*option),
                _ => set,
            })),
            Kind::Multi => Belief::Many(Selections::OneOf(
                values.iter().filter_map(|v| if let Value::Many(set) = v { Some(*set) } else { None }).collect(),
            )),
            _ => Belief::Free,
        };
        self.put(question, belief, false);
    }

    /// This sheet with one belief replaced.
    pub fn with(&self, question: Question, belief: &Belief) -> Sheet {
        let mut changed = self.clone();
        changed.put(question, belief.clone(), true);
        changed
    }

    /// Replaces what is possible for a question, to try something; whether it is answered stays as it is.
    pub fn assume(&mut self, question: Question, belief: Belief) {
        self.put(question, belief, self.is_answered(question));
    }

    fn put(&mut self, question: Question, belief: Belief, answered: bool) {
        let at = question as usize;
        if let (Some(b), Some(a)) = (self.beliefs.get_mut(at), self.answered.get_mut(at)) {
            (*b, *a) = (belief, answered);
        }
    }

    /// What is possible for a question, whether it is shown or not.
    pub fn belief(&self, question: Question) -> &Belief {
        self.beliefs.get(question as usize).unwrap_or(&Belief::Free)
    }

    /// The possible options of an extent or a choice, as bits; 0 for other kinds.
    pub fn options(&self, question: Question) -> u16 {
        if let Belief::One(set) = self.belief(question) { *set } else { 0 }
    }

    /// The option of a settled extent or choice.
    pub fn settled(&self, question: Question) -> Option<Opt> {
        let set = self.options(question);
        (set.count_ones() == 1).then(|| question.options().get(set.trailing_zeros() as usize).copied()).flatten()
    }

    /// The options of a settled multi, as bits.
    pub fn selection(&self, question: Question) -> Option<u16> {
        if let Belief::Many(Selections::Settled(set)) = self.belief(question) { Some(*set) } else { None }
    }

    /// Whether a multi may be empty, and whether it may not.
    pub fn may_be_empty(&self, question: Question) -> (bool, bool) {
        match self.belief(question) {
            Belief::Many(Selections::Settled(set)) => (*set == 0, *set != 0),
            Belief::Many(Selections::OneOf(sets)) => (sets.contains(&0), sets.iter().any(|s| *s != 0)),
            _ => (true, true),
        }
    }

    /// Answered, and known.
    pub fn is_answered(&self, question: Question) -> bool {
        self.answered.get(question as usize).copied().unwrap_or(false)
    }

    /// The country, where it is answered.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// Whether a question is asked.
    pub fn shown(&self, question: Question) -> Shown {
        let Some(condition) = question.show_if() else { return Shown::Yes };
        let (hides, shows) = if condition.options.is_empty() {
            self.may_be_empty(condition.parent)
        } else {
            let possible = self.options(condition.parent);
            let revealing = condition.options.iter().fold(0, |set, o| set | condition.parent.bit(*o));
            (possible & !revealing != 0, possible & revealing != 0)
        };
        match (hides, shows) {
            (_, false) => Shown::No,
            (true, true) => Shown::Maybe,
            (false, true) => Shown::Yes,
        }
    }

    /// Whether a question counts or may count, and is not settled.
    pub fn is_open(&self, question: Question) -> bool {
        self.shown(question) != Shown::No && !self.is_answered(question)
    }
}

/// Questions of a section that are asked as things stand, and how many of those have an answer or a "do not know":
/// `(done, of)`.
pub fn progress(answers: &Answers, section: Section) -> (usize, usize) {
    progress_of(answers, section.questions())
}

/// The same of any questions.
pub fn progress_of(answers: &Answers, questions: impl Iterator<Item = Question>) -> (usize, usize) {
    let sheet = Sheet::from(answers);
    questions
        .filter(|q| sheet.shown(*q) == Shown::Yes)
        .fold((0, 0), |(done, of), q| (done + usize::from(answers.said(q).is_some()), of + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::Answer;

    #[test]
    fn a_hidden_question_shows_by_its_parents_answer() {
        let mut answers = Answers::default();
        let shown = |a: &Answers| Sheet::from(a).shown(Question::MandateObligation);
        assert_eq!(shown(&answers), Shown::Maybe);
        answers.set(Answer::one(Question::MandateExplicit, Opt::No).unwrap());
        assert_eq!(shown(&answers), Shown::No);
        answers.set(Answer::one(Question::MandateExplicit, Opt::Partly).unwrap());
        assert_eq!(shown(&answers), Shown::Yes);
        answers.set_unknown(Question::MandateExplicit);
        assert_eq!(shown(&answers), Shown::Maybe);
    }

    #[test]
    fn progress_counts_only_questions_that_apply() {
        let mut answers = Answers::default();
        assert_eq!(progress(&answers, Section::MandateSource), (0, 4));
        answers.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap());
        assert_eq!(progress(&answers, Section::MandateSource), (1, 7));
        answers.set_unknown(Question::MandateObligation);
        assert_eq!(progress(&answers, Section::MandateSource), (2, 7));
    }

    #[test]
    fn open_between_answers_is_each_of_them_however_often_given() {
        let (yes, no) = (Value::One(Opt::Yes), Value::One(Opt::No));
        let mut sheet = Sheet::default();
        sheet.open_between(Question::MandateClear, &[&yes, &no, &yes]);
        let both = Question::MandateClear.bit(Opt::Yes) | Question::MandateClear.bit(Opt::No);
        assert_eq!(sheet.options(Question::MandateClear), both);
        assert!(!sheet.is_answered(Question::MandateClear));
    }

    #[test]
    fn what_is_hidden_or_answered_is_not_open() {
        let mut answers = Answers::default();
        let is_open = |answers: &Answers, question: Question| Sheet::from(answers).is_open(question);
        assert!(is_open(&answers, Question::MandateExplicit) && is_open(&answers, Question::MandateObligation));
        answers.set_unknown(Question::MandateClear);
        assert!(is_open(&answers, Question::MandateClear), "what is not known is open");
        answers.set(Answer::one(Question::MandateExplicit, Opt::No).unwrap());
        assert!(!is_open(&answers, Question::MandateExplicit) && !is_open(&answers, Question::MandateObligation));
        answers.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap());
        assert!(is_open(&answers, Question::MandateObligation));
        answers.set(Answer::one(Question::MandateObligation, Opt::Duty).unwrap());
        assert!(!is_open(&answers, Question::MandateObligation));
    }
}
