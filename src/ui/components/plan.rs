//! From a gap to an action in one tap.

use crate::document::plan::Action;
use crate::text::Text;
use crate::text::gap::Gap;
use crate::ui::components::icon;
use crate::ui::dom::{El, all, button, div, el, link};
use crate::ui::route::Page;
use crate::ui::state::{State, random_id};
use leptos::prelude::*;

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
