//! Which notes and which evidence go into papers and files: none, unless the user picks them. Remembered while the page is open, and
//! nowhere else.

use crate::document::assessment::Document;
use crate::domain::instrument::Question;

/// What the user has picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Include {
    /// Questions whose note goes in.
    pub notes: Vec<Question>,
    /// Questions whose evidence goes in.
    pub evidence: Vec<Question>,
}

impl Include {
    /// Questions that have a note, and questions that have evidence.
    pub fn all(document: &Document) -> Include {
        let having = |has: fn(&crate::document::assessment::Entry) -> bool| {
            Question::ALL.into_iter().filter(|q| document.entry(*q).is_some_and(has)).collect()
        };
        Include { notes: having(|e| !e.note.trim().is_empty()), evidence: having(|e| !e.evidence.is_empty()) }
    }

    /// The note of a question, where it was picked.
    pub fn note<'a>(&self, document: &'a Document, question: Question) -> Option<&'a str> {
        let entry = document.entry(question).filter(|_| self.notes.contains(&question))?;
        Some(entry.note.as_str()).filter(|note| !note.trim().is_empty())
    }

    /// Picks something, or no longer.
    pub fn pick(list: &mut Vec<Question>, question: Question, is_in: bool) {
        list.retain(|q| *q != question);
        if is_in {
            list.push(question);
            list.sort();
        }
    }
}
