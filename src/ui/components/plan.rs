//! From a gap to an action in one tap.

use crate::document::plan::Action;
use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::advice;
use crate::domain::mandate::explain::{Blocking, blocking};
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY};
use crate::domain::sheet::Sheet;
use crate::domain::stand::Stand;
use crate::text::Text;
use crate::text::words::sourced;
use crate::ui::components::icon;
use crate::ui::components::panel::criterion_name;
use crate::ui::dom::{El, all, button, div, el, link};
use crate::ui::route::{Module, Page};
use crate::ui::state::{State, random_id};
use leptos::prelude::*;

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

/// Whether a gap has an action already.
pub fn is_planned(state: State, gap: &Gap) -> bool {
    state.document.with(|d| d.actions().iter().any(|a| gap.is_of(a)))
}

/// The control that turns a gap into an action; once it is one, the way to the plan.
pub fn add(state: State, text: &Text, gap: Gap) -> El {
    let text = text.clone();
    let key = gap.criterion;
    let wanted = gap.clone();
    let is_there = Memo::new(move |_| is_planned(state, &wanted));
    let content = move || {
        let get = |what: &str| text.words.get(&["plan", what]);
        if is_there.get() {
            return all(vec![icon::tick(), link(Page::Plan.href()).text(get("added")).done()]);
        }
        let gap = gap.clone();
        let add = move |_| {
            let action = Action {
                id: random_id(),
                title: gap.title.clone(),
                finding: gap.finding.clone(),
                criterion: gap.criterion.into(),
                ..Action::default()
            };
            state.change(|d, now| d.put_action(&action, now));
        };
        button("link", "plan", add).text(get("add")).done()
    };
    div("p", "planned").attr("data-plan", key).child(el("span").live_view(content))
}
