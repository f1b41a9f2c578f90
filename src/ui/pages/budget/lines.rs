//! The costs: what each is for, how much, how often, and who carries which percentage of it.

use super::number::{self, Number};
use super::{View, word};
use crate::document::budget::{LineChange, ShareChange, Taken};
use crate::domain::budget::{AddsUp, LineFacts, Recurs};
use crate::text::{Text, fill, intl};
use crate::ui::components::field::{labelled, select};
use crate::ui::components::icon;
use crate::ui::components::section::section;
use crate::ui::dom::{El, all, button, div, el, field, live, nothing};
use crate::ui::focus;
use crate::ui::state::random_id;
use leptos::ev::Event;
use leptos::prelude::*;

/// Who may carry something, by the names of the words.
const CARRIERS: [&str; 6] = ["who_city", "who_agency", "who_police", "who_ministry", "who_donor", "who_company"];

/// What can be undone, and names that can be chosen.
#[derive(Clone, Copy)]
struct Hand {
    view: View,
    taken: RwSignal<Option<Taken>>,
    /// Names that were given, once they are whole.
    names: RwSignal<Vec<String>>,
}

impl Hand {
    fn gather_names(self) {
        let mut names: Vec<String> = Vec::new();
        self.view.summary.with_untracked(|s| {
            names.extend(s.carriers.iter().map(|c| c.who.clone()).filter(|who| !who.is_empty()).take(50));
        });
        if self.names.with_untracked(|old| *old != names) {
            self.names.set(names);
        }
    }
}

/// The costs.
pub(super) fn lines(view: View, text: &Text) -> El {
    let hand = Hand { view, taken: RwSignal::new(None), names: RwSignal::new(Vec::new()) };
    hand.gather_names();
    // Only the set of lines draws them anew; what is typed does not.
    let order = Memo::new(move |_| view.budget.with(|b| b.lines.iter().map(|l| l.at).collect::<Vec<usize>>()));
    let words = text.clone();
    let list = move || {
        let places = order.get();
        if places.is_empty() {
            return div("p", "empty").text(word(&words, "lines_empty")).done();
        }
        let items: Vec<El> = places.into_iter().enumerate().map(|(n, at)| line(hand, &words, n + 1, at)).collect();
        div("ol", "budget-lines").child(items).done()
    };
    let add = move |_| {
        let mut at = 0;
        hand.taken.set(None);
        view.change(|d, now| at = d.add_line(&random_id(), now));
        focus::soon(format!("[data-line=\"{at}\"] [data-field=\"title\"]"));
    };
    section(word(text, "lines"))
        .attr("data-part", "lines")
        .child(suggestions(hand, text))
        .live_view(list)
        .view(undo(hand, text))
        .child(div("p", "add").child(button("btn quiet", "add-line", add).text(word(text, "add_line"))))
}

/// Names to choose from while one is typed.
fn suggestions(hand: Hand, text: &Text) -> El {
    let ready: Vec<String> = CARRIERS.iter().map(|name| word(text, name).to_string()).collect();
    let options = move || {
        let own = hand.names.get();
        let names = ready.iter().chain(own.iter().filter(|name| !ready.contains(name)));
        all(names.map(|name| el("option").attr("value", name.clone()).done()).collect())
    };
    el("datalist").attr("id", "carriers").live_view(options)
}

/// The way back from what was taken out last.
fn undo(hand: Hand, text: &Text) -> AnyView {
    let words = text.clone();
    live(move || {
        let Some(taken) = hand.taken.get() else { return nothing() };
        let told = word(&words, if taken.share.is_some() { "removed_share" } else { "removed_line" }).to_string();
        let back = move |_| {
            let place = match taken.share {
                Some(share) => format!("[data-line=\"{}\"] [data-share=\"{share}\"] input", taken.line),
                None => format!("[data-line=\"{}\"] [data-field=\"title\"]", taken.line),
            };
            let taken = taken.clone();
            make_room(hand, &taken, true);
            hand.view.state.change(|d, now| d.put_back(taken, now));
            hand.taken.set(None);
            focus::soon(place);
        };
        div("div", "notice")
            .attr("role", "status")
            .child(el("p").text(told))
            .child(button("btn quiet", "undo-removal", back).text(word(&words, "undo")))
            .done()
    })
}

/// What is half typed behind a place goes along when something is put in or taken out there.
fn make_room(hand: Hand, taken: &Taken, is_put_in: bool) {
    hand.view.state.page_memory.update_value(|memory| memory.shift_half_typed(taken.line, taken.share, is_put_in));
}

fn take_out(hand: Hand, taken: Option<Taken>) {
    if let Some(taken) = taken {
        make_room(hand, &taken, false);
        hand.taken.set(Some(taken));
        focus::soon("[data-action=\"undo-removal\"]".into());
    }
}

/// What is true of a line.
fn facts(hand: Hand, at: usize) -> Memo<Option<LineFacts>> {
    Memo::new(move |_| hand.view.summary.with(|s| s.lines.iter().find(|l| l.at == at).cloned()))
}

/// One line with its fields.
fn line(hand: Hand, text: &Text, n: usize, at: usize) -> El {
    let view = hand.view;
    let (id, title) = view.budget.with_untracked(|b| b.line(at).map(|l| (l.id.clone(), l.title.clone()))).unwrap_or_default();
    let typed = move |event: Event| {
        let title = field(&event).value();
        view.typed(|d, now| d.change_line(at, LineChange::Title(&title), now));
    };
    let title_field = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("maxlength", "200")
        .attr("data-field", "title")
        .value(move || title.clone())
        .on("input", typed);
    let recurs = Memo::new(move |_| view.budget.with(|b| b.line(at).and_then(|l| l.recurs)));
    // What a file says that we do not know is shown as a choice that is still to be made.
    let unknown = recurs.get_untracked().is_none().then(|| ("", word(text, "recurs_unknown")));
    let choices = unknown.into_iter().chain(Recurs::ALL.map(|r| (r.id(), word(text, r.id()))));
    let choose = move |id: String| {
        if let Some(recurs) = Recurs::from_id(&id) {
            view.change(|d, now| d.change_line(at, LineChange::Recurs(recurs), now));
        }
    };
    let chosen = move || recurs.get().map(Recurs::id).unwrap_or_default().into();
    let often = select("recurs", word(text, "recurs"), choices, chosen, choose);
    let remove = move |_| {
        let mut taken = None;
        // What is typed last is part of what comes back.
        view.state.change(|d, now| taken = d.remove_line(at, now));
        take_out(hand, taken);
    };
    let number = intl::number(text.lang, n as f64);
    el("li")
        .attr("data-line", at.to_string())
        .attr("data-line-id", id)
        .child(el("h3").text(fill(word(text, "line"), &number, "")))
        .child(labelled(word(text, "line_title"), title_field))
        .child(div("div", "fields").child(number::input(view, text, Number::Amount(at), word(text, "amount"))).child(often))
        .child(shares(hand, text, at))
        .child(
            div("p", "remove").child(
                button("link", "remove-line", remove)
                    .text(word(text, "remove_line"))
                    .child(div("span", "unseen").text(format!(" {number}"))),
            ),
        )
}

/// Who carries the line.
fn shares(hand: Hand, text: &Text, at: usize) -> El {
    let view = hand.view;
    let facts = facts(hand, at);
    let places = Memo::new(move |_| {
        view.budget.with(|b| b.line(at).map(|l| l.shares.iter().map(|s| s.at).collect::<Vec<usize>>())).unwrap_or_default()
    });
    let words = text.clone();
    let rows = move || {
        let rows: Vec<El> = places.get().into_iter().map(|share| row(hand, &words, at, share)).collect();
        if rows.is_empty() { nothing() } else { div("ul", "shares").child(rows).done() }
    };
    let add = move |_| {
        let mut share = 0;
        hand.taken.set(None);
        view.change(|d, now| share = d.add_share(at, now));
        focus::soon(format!("[data-line=\"{at}\"] [data-share=\"{share}\"] [data-field=\"who\"]"));
    };
    let words = text.clone();
    let adds_up = move || facts.with(|f| f.as_ref().map_or_else(nothing, |f| adds_up(view, &words, f)));
    el("fieldset")
        .child(el("legend").text(word(text, "carried_by")))
        .live_view(rows)
        .child(div("div", "adds-up").attr("role", "status").live_view(adds_up))
        .child(button("btn quiet", "add-share", add).text(word(text, "add_share")))
}

/// How the shares of a line add up, in words and a shape.
fn adds_up(view: View, text: &Text, facts: &LineFacts) -> AnyView {
    let percent = |value| intl::percent(text.lang, value);
    let open = view.money(text, facts.uncarried);
    let (shape, words) = match facts.adds_up {
        AddsUp::NoShares => (icon::open(), word(text, "no_shares").to_string()),
        AddsUp::Short(by) if facts.counts.is_none() => (icon::warning(), fill(word(text, "short_percent"), &percent(by), "")),
        AddsUp::Short(by) => (icon::warning(), fill(word(text, "short"), &percent(by), &open)),
        AddsUp::Whole => (icon::tick(), word(text, "whole").to_string()),
        AddsUp::Over(by) => (icon::warning(), fill(word(text, "over"), &percent(by), "")),
    };
    div("p", "adds-up-words").attr("data-adds-up", facts.adds_up.id()).view(shape).child(el("span").text(words)).done()
}

/// One share with its fields.
fn row(hand: Hand, text: &Text, at: usize, share: usize) -> El {
    let view = hand.view;
    let find = move |b: &crate::domain::budget::Budget| b.line(at).and_then(|l| l.shares.iter().find(|s| s.at == share).cloned());
    let who = view.budget.with_untracked(find).map(|s| s.who).unwrap_or_default();
    let typed = move |event: Event| {
        let who = field(&event).value();
        view.typed(|d, now| d.change_share(at, share, ShareChange::Who(&who), now));
    };
    let name = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("maxlength", "120")
        .attr("list", "carriers")
        .attr("data-field", "who")
        .value(move || who.clone())
        .on("input", typed)
        .on("change", move |_| {
            if !hand.names.is_disposed() {
                hand.gather_names();
            }
        });
    let remove = move |_| {
        let mut taken = None;
        view.state.change(|d, now| taken = d.remove_share(at, share, now));
        take_out(hand, taken);
    };
    let own = Memo::new(move |_| view.budget.with(find).map(|s| s.who).unwrap_or_default());
    let words = text.clone();
    let facts = facts(hand, at);
    let comes_to = move || {
        let place = view.budget.with(|b| b.line(at).and_then(|l| l.shares.iter().position(|s| s.at == share)));
        let amount = facts.with(|f| f.as_ref().filter(|f| f.counts.is_some()).and_then(|f| f.shares.get(place?).copied()));
        amount.map(|amount| view.money(&words, amount)).unwrap_or_default()
    };
    el("li")
        .attr("data-share", share.to_string())
        .child(labelled(word(text, "who"), name))
        .child(number::input(view, text, Number::Percent(at, share), word(text, "percent")))
        .child(div("p", "comes-to").attr("data-comes-to", "").live_text(comes_to))
        .child(
            button("link", "remove-share", remove)
                .text(word(text, "remove_share"))
                .child(div("span", "unseen").text(" ").live_text(move || own.get())),
        )
}
