//! A ranking in one sentence, and what moves with it.

use super::{Basis, Hand, cells, counting, flips, importance};
use crate::domain::selector::{Ranking, Strength};
use crate::text::Text;
use crate::ui::components::icon;
use crate::ui::dom::{all, div, el, live, nothing};
use leptos::prelude::*;

/// A view of the ranking, drawn anew whenever that has moved; nothing before the first.
pub fn moving(hand: Hand, text: &Text, view: fn(&Text, &(Basis, Ranking)) -> AnyView) -> AnyView {
    let text = text.clone();
    live(move || hand.found.get().map_or_else(nothing, |found| view(&text, &found)))
}

/// The card with the ranking in one sentence.
pub fn card(hand: Hand, text: &Text, strength: fn(&Basis, &Ranking) -> Strength) -> AnyView {
    let text = text.clone();
    live(move || match hand.found.get() {
        Some(found) => sentence(hand, &text, strength(&found.0, &found.1), &found),
        None => counting(&text).done(),
    })
}

fn sentence(hand: Hand, text: &Text, strength: Strength, (basis, ranking): &(Basis, Ranking)) -> AnyView {
    let selector = hand.selector;
    let (label, sentence) = selector.sentence(text, strength, &basis.sheet, ranking);
    let lead_ids: Vec<&str> = ranking.leading().into_iter().map(|a| selector.id(a)).collect();
    let shape = match strength {
        Strength::TooEarly => icon::open(),
        Strength::NoClearLead => icon::level_with(),
        Strength::Leaning => icon::level(2),
        Strength::Clear => icon::level(3),
    };
    div("section", "card verdict-card")
        .attr("data-result", format!("{}.lead", selector.name()))
        .attr("data-strength", strength.id())
        .attr("data-lead", lead_ids.join(" "))
        .child(el("h2").text(label))
        .child(div("p", "verdict").view(shape).child(el("span").text(sentence)))
        .done()
}

/// Whether there are answers enough for an order.
pub fn is_enough(hand: Hand) -> Memo<bool> {
    Memo::new(move |_| hand.basis.with(|b| hand.selector.needed(&b.sheet)) == 0)
}

/// What the user can change in a ranking, and ask of it, once there is an order; it stays where it is while figures move.
pub fn own_hand(hand: Hand, text: &Text) -> AnyView {
    let (text, is_enough) = (text.clone(), is_enough(hand));
    let parts = move || all(vec![importance(hand, &text).done(), cells(hand, &text).done(), flips(hand, &text).done()]);
    live(move || if is_enough.get() { parts() } else { nothing() })
}
