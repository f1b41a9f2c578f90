//! How what a question asks about stands: in place, partly, missing, or not known.

use super::instrument::{Kind, Opt, Question};
use super::sheet::{Sheet, Shown};

/// How what a question asks about stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Stand {
    Missing,
    Partly,
    Open,
    Met,
}

impl Stand {
    /// All, what needs most first.
    pub const ALL: [Stand; 4] = [Stand::Missing, Stand::Partly, Stand::Open, Stand::Met];

    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        ["missing", "partly", "open", "met"][self as usize]
    }

    /// How a question of kind extent stands; nothing for what does not apply.
    pub fn of(sheet: &Sheet, question: Question) -> Option<Stand> {
        if question.kind() != Kind::Extent || sheet.shown(question) == Shown::No {
            return None;
        }
        match sheet.settled(question) {
            None => Some(Stand::Open),
            Some(Opt::Yes) => Some(Stand::Met),
            Some(Opt::Partly) => Some(Stand::Partly),
            Some(Opt::NotApplicable) => None,
            Some(_) => Some(Stand::Missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::{Answer, Answers};

    #[test]
    fn what_is_asked_stands_as_it_was_answered() {
        let mut answers = Answers::default();
        let stand = |answers: &Answers, question: Question| Stand::of(&Sheet::from(answers), question);
        let (clear, nlc) = (Question::MandateClear, Question::MandateNlc);
        assert_eq!(stand(&answers, clear), Some(Stand::Open));
        for (option, expected) in [(Opt::Yes, Stand::Met), (Opt::Partly, Stand::Partly), (Opt::No, Stand::Missing)] {
            answers.set(Answer::one(clear, option).unwrap());
            assert_eq!(stand(&answers, clear), Some(expected));
        }
        answers.set(Answer::one(nlc, Opt::NotApplicable).unwrap());
        assert_eq!(stand(&answers, nlc), None);
        answers.set_unknown(nlc);
        assert_eq!(stand(&answers, nlc), Some(Stand::Open));
        assert_eq!(stand(&answers, Question::MandateOwnAdoption), None, "no extent");
        let budget = Question::MandateBroaderBudget;
        answers.set(Answer::one(budget, Opt::Yes).unwrap());
        assert_eq!(stand(&answers, budget), Some(Stand::Met), "it may be asked");
        answers.set(Answer::many(Question::MandateBroader, []).unwrap());
        assert_eq!(stand(&answers, budget), None, "it is hidden");
        assert_eq!(Stand::ALL.map(Stand::id), ["missing", "partly", "open", "met"]);
    }
}
