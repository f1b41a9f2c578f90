//! How much each criterion counts.

use super::{Basis, Hand, word};
use crate::domain::engine::NORMAL;
use crate::text::Text;
use crate::ui::components::levels::levels;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el};
use leptos::prelude::*;

/// How much each criterion counts.
pub fn importance(hand: Hand, text: &Text) -> El {
    let Hand { state, selector, basis, .. } = hand;
    let get = |what: &str| text.words.get(&["importance", what]);
    let labels = ["ignored", "less", "normal", "more"].map(get);
    let counted = basis.with_untracked(|b| selector.standing(&b.sheet).1);
    let rows = counted.into_iter().filter_map(|place| Some((place, selector.criteria().get(place).copied()?)));
    let rows = rows.map(|(place, criterion)| {
        let of =
            move |b: &Basis| b.preferences.importance.iter().rev().find(|(c, _)| *c == place).map_or(NORMAL, |(_, level)| *level);
        let chosen = Memo::new(move |_| basis.with(of));
        let name = selector.criterion(text, criterion, "name");
        let choose = move |level| state.change(|d, now| d.set_importance(selector.name(), criterion, level, now));
        levels(format!("importance.{criterion}"), name, labels, move || chosen.get(), choose)
            .child(div("p", "hint").view(statement(text, selector.criterion(text, criterion, "meaning"))))
    });
    let reset = move |_| {
        state.change(|d, now| {
            for criterion in selector.criteria() {
                d.set_importance(selector.name(), criterion, NORMAL, now);
            }
        });
    };
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "importance")
        .child(el("summary").child(el("h2").text(get("title"))))
        .child(el("p").view(statement(text, get("help"))))
        .child(rows)
        .child(button("btn quiet", "reset-importance", reset).text(word(text, "reset")))
}
