//! Gaps that the answers show, with what could be done about each.

use super::Text;
use super::scale::criterion_name;
use super::words::sourced;
use crate::document::plan::Action;
use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::advice;
use crate::domain::mandate::explain::{Blocking, blocking};
use crate::domain::mandate::{Criterion, OPERABILITY, SUFFICIENCY};
use crate::domain::modules::Module;
use crate::domain::sheet::Sheet;
use crate::domain::stand::Stand;

/// What a criterion or question of a finding asks for, in words; an id that is not known stays as it is.
pub fn requirement(text: &Text, criterion: &str) -> String {
    if let Some(question) = Question::from_id(criterion) {
        return text.words.question(question, "short").into();
    }
    found(criterion).map_or_else(|| criterion.into(), |c| criterion_name(text, c))
}

/// The mandate's criterion of an id.
pub fn found(criterion: &str) -> Option<Criterion> {
    SUFFICIENCY.criteria().chain(OPERABILITY.criteria()).find(|c| c.id() == criterion)
}

/// A gap that can become an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// The result it was found in, such as `mandate.sufficiency`.
    pub finding: String,
    /// Its criterion or question there.
    pub criterion: &'static str,
    /// What could be done.
    pub title: String,
}

impl Gap {
    /// The gap behind something that stands in the way of the mandate; its title is what is advised first about it.
    pub fn of_mandate(text: &Text, finding: &str, entry: &Blocking) -> Gap {
        let advised = advice::advice(std::iter::once(entry)).first().map(|a| a.id);
        let title = match advised {
            Some(id) => text.words.get(&["advice", id.id(), "title"]).to_string(),
            None => criterion_name(text, entry.criterion),
        };
        Gap { finding: finding.into(), criterion: entry.criterion.id(), title }
    }

    /// The gap behind an answer of a module.
    pub fn of_module(text: &Text, module: Module, question: Question) -> Gap {
        let (todo, _) = sourced(text.words.get(&["todo", question.id(), "text"]));
        Gap { finding: format!("{}.standing", module.name()), criterion: question.id(), title: todo.into() }
    }

    /// Every gap that the answers show, the mandate's first.
    pub fn all(text: &Text, sheet: &Sheet) -> Vec<Gap> {
        let mut found: Vec<Gap> = Vec::new();
        for (finding, rule) in [("mandate.sufficiency", &SUFFICIENCY), ("mandate.operability", &OPERABILITY)] {
            let entries = blocking(rule, sheet).into_iter().filter(|entry| !entry.is_open());
            found.extend(entries.map(|entry| Gap::of_mandate(text, finding, &entry)));
        }
        for module in Module::ALL.into_iter().filter(|m| m.dimension().is_some()) {
            // The context of the institutional model is no gap: nothing is to be done about it.
            let sections = module.sections().iter().map(|(s, _)| *s).filter(|s| *s != Section::InstitutionContext);
            let lacking = sections.flat_map(|s| s.questions().collect::<Vec<_>>());
            let lacking = lacking.filter(|q| matches!(Stand::of(sheet, *q), Some(Stand::Missing | Stand::Partly)));
            found.extend(lacking.map(|q| Gap::of_module(text, module, q)));
        }
        found
    }

    /// Whether an action came from it.
    pub fn is_of(&self, action: &Action) -> bool {
        action.finding == self.finding && action.criterion == self.criterion
    }
}
