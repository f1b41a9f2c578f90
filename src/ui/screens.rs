//! The screens of questions: of each module, and of the quick path.

use super::route::{Module, Page};
use crate::domain::answers::Answers;
use crate::domain::instrument::{Question, Section};
use crate::domain::quick::QUICK;
use crate::domain::sheet::{Sheet, Shown};

/// Questions on a screen at most.
const MOST: usize = 9;

/// One screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// Its address.
    pub page: Page,
    /// The section that its words come from.
    pub section: Section,
    /// From 1, within its section; and how many that has.
    pub part: (usize, usize),
    /// Its questions, asked or not.
    pub questions: Vec<Question>,
}

/// A list that is too long for one screen is split evenly.
fn split(section: Section, questions: &[Question], screens: &mut Vec<Screen>, page: impl Fn(usize) -> Page) {
    let parts = questions.len().div_ceil(MOST);
    for (i, chunk) in questions.chunks(questions.len().div_ceil(parts.max(1)).max(1)).enumerate() {
        screens.push(Screen { page: page(i + 1), section, part: (i + 1, parts), questions: chunk.to_vec() });
    }
}

/// The screens of a module, in order.
pub fn of_module(module: Module) -> Vec<Screen> {
    let mut screens = Vec::new();
    for (section, _) in module.sections() {
        let questions: Vec<Question> = section.questions().collect();
        split(*section, &questions, &mut screens, |n| Page::Screen(*section, n));
    }
    screens
}

/// The screens of the quick path, in order.
pub fn of_quick_path() -> Vec<Screen> {
    let mut screens: Vec<Screen> = Vec::new();
    for (section, questions) in QUICK {
        let before = screens.len();
        split(section, questions, &mut screens, |n| Page::Quick(before + n));
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
    fn every_question_of_a_module_stands_on_one_screen_of_four_to_nine() {
        for module in Module::ALL {
            let screens = of_module(module);
            let asked: Vec<Question> = screens.iter().flat_map(|s| s.questions.clone()).collect();
            let all: Vec<Question> = module.sections().iter().flat_map(|(s, _)| s.questions()).collect();
            assert_eq!(asked, all);
            assert!(screens.iter().all(|s| (4..=MOST).contains(&s.questions.len())), "{}", module.name());
        }
    }

    #[test]
    fn the_quick_path_asks_its_questions_in_few_screens() {
        let screens = of_quick_path();
        let asked: Vec<Question> = screens.iter().flat_map(|s| s.questions.clone()).collect();
        assert_eq!(asked.len(), 29);
        for (i, screen) in screens.iter().enumerate() {
            assert_eq!(screen.page, Page::Quick(i + 1));
            assert!((1..=MOST).contains(&screen.questions.len()));
            assert!(screen.questions.iter().any(|q| q.section() == screen.section));
        }
    }
}
