//! A field for an amount or a percentage. What can be read is stored with each key and shown below as it was read; what cannot stays
//! in the field with the reason beside it, and what was stored before stays too.

use super::{View, word};
use crate::document::assessment::Document;
use crate::document::budget::{LineChange, ShareChange};
use crate::domain::budget::{Budget, Given};
use crate::domain::currency;
use crate::domain::money::{Decimal, PERCENT_PLACES, Unreadable};
use crate::text::{Text, fill, intl};
use crate::ui::dom::{El, div, el, field, nothing};
use leptos::ev::Event;
use leptos::prelude::*;

/// A number of the budget, by its place in the file's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// What the costs are compared with.
    Reference,
    /// A line's amount.
    Amount(usize),
    /// A line's share.
    Percent(usize, usize),
}

impl Number {
    const fn name(self) -> &'static str {
        match self {
            Number::Reference => "reference",
            Number::Amount(_) => "amount",
            Number::Percent(..) => "percent",
        }
    }

    fn id(self) -> String {
        match self {
            Number::Reference => "reference".into(),
            Number::Amount(line) => format!("amount-{line}"),
            Number::Percent(line, share) => format!("percent-{line}-{share}"),
        }
    }

    /// Its line and its share, for what is half typed.
    const fn place(self) -> (Option<usize>, Option<usize>) {
        match self {
            Number::Reference => (None, None),
            Number::Amount(line) => (Some(line), None),
            Number::Percent(line, share) => (Some(line), Some(share)),
        }
    }

    fn given(self, budget: &Budget) -> Given {
        let found = match self {
            Number::Reference => Some(&budget.reference),
            Number::Amount(line) => budget.line(line).map(|l| &l.amount),
            Number::Percent(line, share) => {
                budget.line(line).and_then(|l| l.shares.iter().find(|s| s.at == share)).map(|s| &s.percent)
            }
        };
        found.cloned().unwrap_or_default()
    }

    fn store(self, document: &mut Document, value: Option<Decimal>, now: &str) {
        match self {
            Number::Reference => document.set_reference(value, now),
            Number::Amount(line) => document.change_line(line, LineChange::Amount(value), now),
            Number::Percent(line, share) => document.change_share(line, share, ShareChange::Percent(value), now),
        }
    }

    const fn is_percent(self) -> bool {
        matches!(self, Number::Percent(..))
    }
}

impl View {
    fn read(self, number: Number, typed: &str) -> Result<Option<Decimal>, Unreadable> {
        if number.is_percent() {
            Decimal::typed_percent(typed)
        } else {
            Decimal::typed(typed, currency::decimals(&self.currency_now()))
        }
    }

    fn shown(self, text: &Text, number: Number, value: Decimal) -> String {
        if number.is_percent() { intl::percent(text.lang, value) } else { self.money(text, value) }
    }

    /// What a field holds when it is drawn: what was being typed, or what is stored.
    fn field_text(self, number: Number) -> String {
        let (line, share) = number.place();
        let half = self.state.page_memory.with_value(|memory| memory.half_typed(line, share));
        half.unwrap_or_else(|| match self.budget.with_untracked(|b| number.given(b)) {
            Given::Nothing => String::new(),
            Given::Unreadable(raw) => raw,
            Given::Is(value) if number.is_percent() => value.to_text(0),
            Given::Is(value) => value.to_text(currency::decimals(&self.currency_now())),
        })
    }
}

/// Why a number does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// What was typed cannot be read.
    Typed(Unreadable),
    /// What the file holds is no number as files write it.
    InFile,
}

/// The field under its label, with what was read and why something was not.
pub(super) fn input(view: View, text: &Text, number: Number, label: &str) -> El {
    let id = number.id();
    let (reading_id, fault_id) = (format!("{id}-reading"), format!("{id}-fault"));
    let begun = view.field_text(number);
    let is_stored =
        move |value: Option<Decimal>| view.budget.with_untracked(|b| number.given(b)) == value.map_or(Given::Nothing, Given::Is);
    // What came unreadable from a file or was left half typed says so at once.
    let is_half_typed = {
        let (line, share) = number.place();
        view.state.page_memory.with_value(|memory| memory.half_typed(line, share).is_some())
    };
    let is_strange = view.budget.with_untracked(|b| matches!(number.given(b), Given::Unreadable(_)));
    let read = move |typed: &str| view.read(number, typed).map_err(Fault::Typed);
    let first = if is_strange && !is_half_typed { Some(Fault::InFile) } else { read(&begun).err() };
    let fault = RwSignal::new(first);
    let remember = move |typed: Option<String>| {
        let (line, share) = number.place();
        view.state.page_memory.update_value(|memory| memory.set_half_typed(line, share, typed));
    };
    let typed = move |event: Event| {
        let typed = field(&event).value();
        match read(&typed) {
            Ok(value) => {
                fault.set(None);
                remember(None);
                if !is_stored(value) {
                    view.typed(|d, now| number.store(d, value, now));
                }
            }
            // Nobody is interrupted in the middle of a number; a fault that is shown already follows.
            Err(why) => {
                remember(Some(typed));
                if fault.get_untracked().is_some() {
                    fault.set(Some(why));
                }
            }
        }
    };
    let left = move |event: Event| {
        // A field in which something was typed is also left by being taken off the page.
        if !fault.is_disposed() {
            fault.set(read(&field(&event).value()).err());
        }
    };
    let words = text.clone();
    let stored = Memo::new(move |_| view.budget.with(|b| number.given(b)).read());
    let reading = move || match (stored.get(), fault.get()) {
        // What a percentage comes to is told beside it.
        (Some(_), None) if number.is_percent() => String::new(),
        (Some(value), None) => fill(word(&words, "reads"), &view.shown(&words, number, value), ""),
        (Some(value), Some(_)) => fill(word(&words, "still_counts"), &view.shown(&words, number, value), ""),
        (None, Some(_)) => word(&words, "counts_nothing").into(),
        (None, None) => String::new(),
    };
    let words = text.clone();
    let why = move || {
        let told = match fault.get() {
            Some(Fault::Typed(why)) => {
                let decimals = if number.is_percent() { PERCENT_PLACES } else { currency::decimals(&view.currency()) };
                fill(words.words.get(&["unreadable", why.id()]), &intl::number(words.lang, f64::from(decimals)), "")
            }
            Some(Fault::InFile) => word(&words, "in_file").into(),
            None => return nothing(),
        };
        div("p", "error").attr("role", "alert").text(told).done()
    };
    let control = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("dir", "ltr")
        .attr("autocomplete", "off")
        .attr("maxlength", "60")
        .attr("class", "number")
        .attr("id", id.clone())
        .attr("data-field", number.name())
        .attr("aria-describedby", format!("{fault_id} {reading_id}"))
        .live("aria-invalid", move || fault.get().map(|_| "true".into()))
        .value(move || begun.clone())
        .on("input", typed)
        .on("change", left);
    div("div", "field")
        .child(el("label").attr("for", id).text(label))
        .child(control)
        .child(el("div").attr("id", fault_id).live_view(why))
        .child(div("p", "reading").attr("id", reading_id).attr("data-reading", "").live_text(reading))
}
