//! The screens of questions about the mandate.

use super::route::MANDATE;
use crate::domain::answers::Answers;
use crate::domain::instrument::{Question, Section};
use crate::domain::sheet::{Sheet, Shown};

/// Questions on a screen at most.
const MOST: usize = 9;

/// One screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// The section it belongs to.
    pub section: Section,
    /// From 1, within its section.
    pub number: usize,
    /// Its questions, asked or not.
    pub questions: Vec<Question>,
}

/// All screens in order: a section that is too long for one is split evenly.
pub fn screens() -> Vec<Screen> {
    let mut screens = Vec::new();
    for (section, _) in MANDATE {
        let questions: Vec<Question> = section.questions().collect();
        let parts = questions.len().div_ceil(MOST);
        for (i, chunk) in questions.chunks(questions.len().div_ceil(parts)).enumerate() {
            screens.push(Screen { section, number: i + 1, questions: chunk.to_vec() });
        }
    }
    screens
}

/// The place of the screen with the first question that is asked and has no answer.
pub fn first_unanswered(answers: &Answers, screens: &[Screen]) -> Option<usize> {
    let sheet = Sheet::from(answers);
    let is_waiting = |q: &Question| sheet.shown(*q) == Shown::Yes && answers.said(*q).is_none();
    screens.iter().position(|s| s.questions.iter().any(is_waiting))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_of_the_mandate_stands_on_one_screen_of_five_to_nine() {
        let screens = screens();
        let asked: Vec<Question> = screens.iter().flat_map(|s| s.questions.clone()).collect();
        let all: Vec<Question> = MANDATE.iter().flat_map(|(s, _)| s.questions()).collect();
        assert_eq!(asked, all);
        assert!(screens.iter().all(|s| (5..=9).contains(&s.questions.len())));
    }
}
