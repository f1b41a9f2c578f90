//! The performance table: each cell with its reason, and open to overruling with one.

use super::{Basis, Hand, word};
use crate::document::preferences::Overruled;
use crate::domain::selector::{Override, Ranking};
use crate::text::{Text, fill, hundredths, intl};
use crate::ui::components::answer::{answer_words, question_link};
use crate::ui::components::dialog;
use crate::ui::components::field::{labelled, select};
use crate::ui::components::section::{framed, section};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el, field, live, nothing};
use leptos::prelude::*;

/// The figures that a cell can be given, by their ids in the list.
const STEPS: [(&str, f64); 5] = [("0", 0.0), ("0.25", 0.25), ("0.5", 0.5), ("0.75", 0.75), ("1", 1.0)];

/// The performance table; each cell opens its reason.
pub fn cells(hand: Hand, text: &Text) -> El {
    let selector = hand.selector;
    let (columns, counted) = hand.basis.with_untracked(|b| selector.standing(&b.sheet));
    let opened = RwSignal::new(None::<(usize, usize)>);
    let get = |what: &str| text.words.get(&["table", what]);
    let head = std::iter::once(get("criterion")).chain(columns.iter().map(|a| selector.about(text, *a, "short")));
    let rows = counted.into_iter().filter_map(|place| Some((place, selector.criteria().get(place).copied()?)));
    let rows = rows.map(|(criterion, name)| {
        let cells = columns.iter().copied().map(|alternative| {
            let words = text.clone();
            let shown = Memo::new(move |_| figure(hand, alternative, criterion));
            let value = move || match shown.get() {
                (None, _) => word(&words, "open_cell").to_string(),
                (Some(value), _) => intl::number(words.lang, hundredths(value)),
            };
            let cell = button("cell", "cell", move |_| opened.set(Some((alternative, criterion))))
                .attr("data-cell", format!("{}.{name}", selector.id(alternative)))
                .live("data-changed", move || shown.get().1.then(String::new))
                .live("data-value", move || shown.get().0.map(|v| format!("{v}")))
                .live_text(value);
            el("td").child(cell)
        });
        let name = selector.criterion(text, name, "name");
        el("tr").child(el("th").attr("scope", "row").text(name)).child(cells)
    });
    let caption = selector.word(text, "table", "caption");
    let table = div("table", "cells")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(rows));
    let words = text.clone();
    let dialog = live(move || {
        let Some((alternative, criterion)) = opened.get() else { return nothing() };
        dialog(hand, &words, (alternative, criterion), opened).done()
    });
    el("details")
        .attr("class", "own-hand")
        .attr("data-part", "cells")
        .child(el("summary").child(el("h2").text(caption)))
        .child(el("p").text(word(text, "table_help")))
        .child(framed(caption, table))
        .view(dialog)
}

/// What a cell holds, where that is settled, and whether the user has changed it.
fn figure(hand: Hand, alternative: usize, criterion: usize) -> (Option<f64>, bool) {
    let is_it = |o: &Override| (o.alternative, o.criterion) == (alternative, criterion);
    let value = |(_, ranking): &(Basis, Ranking)| {
        let place = ranking.alternatives.iter().position(|a| *a == alternative)?;
        ranking.settled(place, criterion)
    };
    let value = hand.found.with(|found| found.as_ref().and_then(|found| value(found)));
    (value, hand.basis.with(|b| b.preferences.overrides.iter().any(is_it)))
}

/// A cell's reason, the answers behind it, and the form to overrule it.
fn dialog(hand: Hand, text: &Text, (alternative, criterion): (usize, usize), opened: RwSignal<Option<(usize, usize)>>) -> El {
    let Hand { state, selector, .. } = hand;
    let name = selector.criteria().get(criterion).copied().unwrap_or_default();
    let reason = selector.reason(text, alternative, name);
    let title = fill(word(text, "cell"), selector.criterion(text, name, "name"), selector.about(text, alternative, "short"));
    let answers = selector
        .questions_behind(alternative, criterion)
        .into_iter()
        .map(|q| el("li").child(question_link(text, q)).text(": ").child(el("b").text(answer_words(state, text, q))));
    let words = text.clone();
    let now = move || match figure(hand, alternative, criterion) {
        (Some(value), true) => format!("{} · {}", fit(&words, value), word(&words, "changed_cell")),
        (Some(value), false) => fit(&words, value),
        (None, _) => word(&words, "open_cell").to_string(),
    };
    let close = move |_| opened.set(None);
    dialog::dialog("cell", close)
        .child(el("h3").attr("id", "cell-title").text(title))
        .child(div("p", "verdict").live_text(now))
        .child(el("h4").text(text.words.get(&["overrule", "why"])))
        .child(el("p").view(statement(text, reason)))
        .child(el("p").text(word(text, "rests_on")))
        .child(div("ul", "answers").child(answers))
        .child(overrule_form(hand, text, alternative, name, opened))
        .child(button("btn quiet", "close", close).text(word(text, "close_dialog")))
}

fn fit(text: &Text, value: f64) -> String {
    fill(word(text, "fit"), &intl::number(text.lang, hundredths(value)), "")
}

fn overrule_form(
    hand: Hand,
    text: &Text,
    alternative: usize,
    criterion: &'static str,
    opened: RwSignal<Option<(usize, usize)>>,
) -> El {
    let Hand { state, selector, .. } = hand;
    let get = |what: &str| text.words.get(&["overrule", what]);
    let before = state.document.with_untracked(|d| {
        d.overruled(selector.name()).into_iter().find(|o| o.alternative == selector.id(alternative) && o.criterion == criterion)
    });
    let is_changed = before.is_some();
    let (value, reason) = before.map_or((0.5, String::new()), |o| (o.value, o.reason));
    let (value, reason) = (RwSignal::new(value), RwSignal::new(reason));
    let fault = RwSignal::new(false);
    let options: Vec<(&str, String)> = STEPS.iter().map(|(id, step)| (*id, fit(text, *step))).collect();
    let nearest = move || {
        let distance = |step: f64| (value.get() - step).abs();
        let found = STEPS.iter().reduce(|best, next| if distance(next.1) < distance(best.1) { next } else { best });
        found.map_or("", |(id, _)| *id).to_string()
    };
    let choose = move |id: String| value.set(STEPS.iter().find(|(name, _)| *name == id).map_or(0.5, |(_, step)| *step));
    let value_field = select("value", get("value"), options.iter().map(|(id, words)| (*id, words.as_str())), nearest, choose);
    let written = reason.get_untracked();
    let area = el("textarea")
        .attr("rows", "2")
        .attr("dir", "auto")
        .attr("maxlength", "500")
        .attr("data-field", "reason")
        .live("aria-invalid", move || fault.get().then(|| "true".to_string()))
        .value(move || written.clone())
        .on("input", move |event| reason.set(field(&event).value()));
    let apply = move |_| {
        let cell = Overruled {
            alternative: selector.id(alternative).into(),
            criterion: criterion.into(),
            value: value.get_untracked(),
            reason: reason.get_untracked().trim().into(),
        };
        if cell.reason.is_empty() {
            return fault.set(true);
        }
        state.change(|d, now| d.overrule(selector.name(), &cell, now));
        opened.set(None);
    };
    let remove = move |_| {
        state.change(|d, now| d.restore(selector.name(), selector.id(alternative), criterion, now));
        opened.set(None);
    };
    let words = get("reason_needed").to_string();
    let told = move || {
        if fault.get() { div("p", "error").attr("role", "alert").text(words.clone()).done() } else { nothing() }
    };
    let buttons = div("div", "actions")
        .child(button("btn", "overrule", apply).text(get("apply")))
        .child(is_changed.then(|| button("btn quiet", "restore", remove).text(get("remove"))));
    el("details")
        .attr_if(is_changed, "open", "")
        .attr("data-part", "overrule")
        .child(el("summary").text(get("title")))
        .child(div("p", "hint").view(statement(text, get("help"))))
        .child(value_field)
        .child(labelled(get("reason"), area))
        .live_view(told)
        .child(buttons)
}

/// What the user has changed, with reasons: part of every result.
pub fn overruled(hand: Hand, text: &Text) -> AnyView {
    let Hand { state, selector, .. } = hand;
    let text = text.clone();
    live(move || {
        let cells = state.document.with(|d| d.overruled(selector.name()));
        let items: Vec<El> = cells
            .iter()
            .filter_map(|cell| {
                let place = cell.placed(selector.alternatives(), selector.criteria())?;
                let name = selector.criterion(&text, &cell.criterion, "name");
                let title = fill(word(&text, "cell"), name, selector.about(&text, place.alternative, "short"));
                let words = el("p")
                    .child(el("b").text(title))
                    .text(" · ")
                    .text(fit(&text, cell.value))
                    .text(" · ")
                    .child(el("q").attr("dir", "auto").text(&cell.reason));
                Some(el("li").attr("data-overruled", format!("{}.{}", cell.alternative, cell.criterion)).child(words))
            })
            .collect();
        if items.is_empty() {
            return nothing();
        }
        section(text.words.get(&["overrule", "shown"])).attr("data-part", "overruled").child(el("ul").child(items)).done()
    })
}
