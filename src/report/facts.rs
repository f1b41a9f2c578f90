//! Everything that papers are made from, worked out once.

use super::include::Include;
use crate::document::assessment::Document;
use crate::domain::answers::{Answers, Value};
use crate::domain::engine::DRAWS;
use crate::domain::frameworks::{self, Frameworks, Recommendation};
use crate::domain::institutions::Institutions;
use crate::domain::instrument::{Opt, Question};
use crate::domain::readiness::{Readiness, readiness};
use crate::domain::selector::{Drawing, Preferences, Ranking, Table};
use crate::domain::sheet::{Sheet, progress_of};
use crate::text::Text;

/// What both selectors say.
#[derive(Clone, Debug, PartialEq)]
pub struct Rankings {
    /// The order of the frameworks, its strength held down where the lead has no foundation.
    pub framework: Ranking,
    /// What goes with it.
    pub beside: Recommendation,
    /// The order of the institutional models.
    pub institution: Ranking,
}

fn ranked<T: Table>(table: T, sheet: &Sheet, preferences: &Preferences) -> Ranking {
    let mut drawing = Drawing::new(table, sheet, preferences, false);
    drawing.draw(DRAWS);
    drawing.ranking()
}

impl Rankings {
    /// Draws for both, some milliseconds of work.
    pub fn of(document: &Document, sheet: &Sheet) -> Rankings {
        let mut framework = ranked(Frameworks, sheet, &document.preferences("framework", Frameworks));
        let beside = frameworks::recommend(sheet, &mut framework);
        let institution = ranked(Institutions, sheet, &document.preferences("institution", Institutions));
        Rankings { framework, beside, institution }
    }
}

/// Everything that papers are made from.
pub struct Facts<'a> {
    /// The language and its words.
    pub text: &'a Text,
    /// The assessment.
    pub document: &'a Document,
    /// Which notes and evidence go in.
    pub include: &'a Include,
    /// The day, YYYY-MM-DD.
    pub today: &'a str,
    /// What both selectors say.
    pub rankings: &'a Rankings,
    /// The answers.
    pub answers: Answers,
    /// What may be true.
    pub sheet: Sheet,
    /// How far the city has come.
    pub readiness: Readiness,
}

impl<'a> Facts<'a> {
    /// Works the rest out.
    pub fn new(
        text: &'a Text,
        document: &'a Document,
        include: &'a Include,
        today: &'a str,
        rankings: &'a Rankings,
    ) -> Facts<'a> {
        let answers = document.answers();
        let sheet = Sheet::from(&answers);
        let readiness = readiness(&sheet, &document.weights());
        Facts { text, document, include, today, rankings, answers, sheet, readiness }
    }

    /// Whether anything is answered.
    pub fn has_begun(&self) -> bool {
        self.answers.has_any()
    }

    /// Questions answered, and all that are asked.
    pub fn progress(&self) -> (usize, usize) {
        progress_of(&self.answers, Question::ALL.into_iter())
    }

    /// The city's name, as the user has written it.
    pub fn city(&self) -> Option<&str> {
        match self.answers.answer(Question::ProfileCity).map(|a| a.value()) {
            Some(Value::Text(city)) if !city.trim().is_empty() => Some(city.trim()),
            _ => None,
        }
    }

    /// The items of a list that was answered.
    pub fn items(&self, question: Question) -> Vec<&str> {
        match self.answers.answer(question).map(|a| a.value()) {
            Some(Value::List(items)) => items.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The options that were chosen.
    pub fn options(&self, question: Question) -> Vec<Opt> {
        self.answers.answer(question).map(|a| a.options()).unwrap_or_default()
    }

    /// The option that surely holds.
    pub fn settled(&self, question: Question) -> Option<Opt> {
        self.sheet.settled(question)
    }
}
