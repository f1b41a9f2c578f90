//! A ranking in one sentence, and what moves with it.

use super::{Basis, Hand, cells, counting, first_rank, flips, importance, names, tries};
use crate::domain::selector::{Ranking, Strength};
use crate::text::{Text, fill, intl};
use crate::ui::components::icon;
use crate::ui::dom::{all, div, el, live, nothing};
use leptos::prelude::*;

/// A view of the ranking, drawn anew whenever that has moved; nothing before the first.
pub fn moving(hand: Hand, text: &Text, view: fn(&Text, &(Basis, Ranking)) -> AnyView) -> AnyView {
    let text = text.clone();
    live(move || hand.found.get().map_or_else(nothing, |found| view(&text, &found)))
}

/// The card with the ranking in one sentence. `group` names the words of the strengths.
pub fn card(hand: Hand, text: &Text, group: &'static str, strength: fn(&Basis, &Ranking) -> Strength) -> AnyView {
    let text = text.clone();
    live(move || match hand.found.get() {
        Some(found) => sentence(hand, &text, group, strength(&found.0, &found.1), &found),
        None => counting(&text).done(),
    })
}

fn sentence(hand: Hand, text: &Text, group: &str, strength: Strength, (basis, ranking): &(Basis, Ranking)) -> AnyView {
    let selector = hand.selector;
    let get = |what: &str| text.words.get(&[group, strength.id(), what]);
    let lead: Vec<usize> = ranking.lead.iter().filter_map(|a| ranking.alternatives.get(*a).copied()).collect();
    let lead_ids: Vec<&str> = lead.iter().map(|a| selector.id(*a)).collect();
    let share = ranking.lead.first().and_then(|a| ranking.outcome.standings.get(*a)).map_or(0.0, first_rank);
    let sentence = match (strength, lead.first()) {
        (Strength::TooEarly, _) | (_, None) => {
            fill(get("sentence"), &intl::number(text.lang, selector.needed(&basis.sheet) as f64), "")
        }
        (Strength::NoClearLead, _) => fill(get("sentence"), &names(text, selector, &lead), ""),
        (_, Some(first)) => fill(get("sentence"), selector.about(text, *first, "short"), &tries(text, share)),
    };
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
        .child(el("h2").text(get("label")))
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
