//! What the budget comes to: in a sentence, in sums, and by who carries it.

use super::{View, word};
use crate::domain::budget::{Costs, Summary};
use crate::text::{Text, fill, intl};
use crate::ui::components::icon;
use crate::ui::components::section::{framed, section, stacked};
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, all, div, el, nothing};
use leptos::prelude::*;

fn has_costs(summary: &Summary) -> bool {
    summary.lines.iter().any(|line| line.counts.is_some())
}

/// What a mayor would repeat: the costs, and what no one carries.
pub(super) fn headline(view: View, text: &Text) -> El {
    let words = text.clone();
    let told = move || {
        view.summary.with(|s| {
            if !has_costs(s) {
                return div("p", "empty").text(word(&words, "nothing")).done();
            }
            let money = |amount| view.money(&words, amount);
            let name = if s.total.yearly.is_zero() { "headline_once" } else { "headline" };
            let costs = fill(word(&words, name), &money(s.total.first_year()), &money(s.total.yearly));
            let (shape, gap) = if s.uncarried.is_nothing() {
                (icon::tick(), word(&words, "gap_none").to_string())
            } else {
                (icon::warning(), fill(word(&words, "gap"), &money(s.uncarried.first_year()), ""))
            };
            all(vec![
                div("p", "verdict").child(el("span").text(costs)).done(),
                div("p", "gap")
                    .attr("data-gap", s.uncarried.first_year().to_text(0))
                    .view(shape)
                    .child(el("span").text(gap))
                    .done(),
            ])
        })
    };
    div("div", "card").attr("data-part", "headline").attr("role", "status").live_view(told)
}

/// All sums.
pub(super) fn sums(view: View, text: &Text) -> El {
    let words = text.clone();
    let content = move || {
        view.summary.with(|s| {
            let notes = notes(view, &words, s);
            if !has_costs(s) {
                return all(vec![all(notes), div("p", "empty").text(word(&words, "sums_empty")).done()]);
            }
            all(vec![
                all(notes),
                totals(view, &words, s).done(),
                carriers(view, &words, s).done(),
                div("p", "hint").view(statement(&words, word(&words, "rounding"))).done(),
            ])
        })
    };
    section(word(text, "sums")).attr("data-part", "sums").live_view(content)
}

/// What a reader must know before the figures.
fn notes(view: View, text: &Text, summary: &Summary) -> Vec<AnyView> {
    let number = |n: usize| intl::number(text.lang, n as f64);
    let note = |id: &'static str, words: String| {
        div("p", "note-line").attr("data-note", id).view(icon::warning()).child(el("span").text(words)).done()
    };
    let unbalanced: Vec<String> =
        summary.lines.iter().enumerate().filter(|(_, line)| line.is_unbalanced()).map(|(n, _)| number(n + 1)).collect();
    let mut notes = Vec::new();
    if !unbalanced.is_empty() {
        let names = intl::list(text.lang, unbalanced.iter().map(String::as_str));
        notes.push(note("unbalanced", fill(word(text, "unbalanced"), &names, "")));
    }
    if !summary.over.is_nothing() {
        notes.push(note("over", fill(word(text, "over_sum"), &view.money(text, summary.over.first_year()), "")));
    }
    if summary.unreadable > 0 {
        notes.push(note("unreadable", fill(word(text, "unreadable_count"), &number(summary.unreadable), "")));
    }
    notes
}

/// Once, each year, and the first year, with their shares of what they are compared with.
fn totals(view: View, text: &Text, summary: &Summary) -> El {
    let caption = word(text, "totals");
    let has_share = summary.first_year_share.is_some();
    let head = ["cost", "amount"].into_iter().chain(has_share.then_some("share_of_reference"));
    let head = head.map(|name| el("th").attr("scope", "col").text(word(text, name)));
    let rows = [
        ("once", summary.total.once, None),
        ("yearly", summary.total.yearly, summary.yearly_share),
        ("first_year", summary.total.first_year(), summary.first_year_share),
    ];
    let rows = rows.map(|(id, amount, share)| {
        let share = has_share.then(|| el("td").text(share.map(|s| intl::percent(text.lang, s)).unwrap_or_default()));
        el("tr")
            .attr("data-total", id)
            .attr("data-amount", amount.to_text(0))
            .child(el("th").attr("scope", "row").text(word(text, id)))
            .child(el("td").text(view.money(text, amount)))
            .child(share)
    });
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(rows));
    framed(caption, table)
}

/// Who carries what; at the end what no one does.
fn carriers(view: View, text: &Text, summary: &Summary) -> El {
    let caption = word(text, "carriers");
    let first_year = summary.total.first_year();
    let cell = |name: &str| el("td").attr("data-label", word(text, name));
    let row = |who: &str, is_named: bool, costs: Costs| {
        let amounts = [("once", costs.once), ("yearly", costs.yearly), ("first_year", costs.first_year())];
        let cells = amounts.map(|(id, amount)| {
            cell(id).attr("data-cost", id).attr("data-amount", amount.to_text(0)).text(view.money(text, amount))
        });
        let part = costs.first_year().percent_of(first_year).map(|p| intl::percent(text.lang, p)).unwrap_or_default();
        let name = el("th").attr("scope", "row");
        let name = if is_named { name.child(el("bdi").text(who)) } else { name.text(who) };
        el("tr").child(name).child(cells).child(cell("part").text(part))
    };
    let named = summary.carriers.iter().map(|c| {
        let is_named = !c.who.is_empty();
        let who = if is_named { c.who.as_str() } else { word(text, "not_named") };
        row(who, is_named, c.costs).attr("data-carrier", c.who.clone())
    });
    let nobody =
        (!summary.uncarried.is_nothing()).then(|| row(word(text, "nobody"), false, summary.uncarried).attr("data-nobody", ""));
    let head = ["who", "once", "yearly", "first_year", "part"].map(|name| el("th").attr("scope", "col").text(word(text, name)));
    let table = el("table")
        .child(el("caption").text(caption))
        .child(el("thead").child(el("tr").child(head)))
        .child(el("tbody").child(named).child(nobody));
    if summary.carriers.is_empty() && summary.uncarried.is_nothing() {
        el("div").view(nothing())
    } else {
        stacked(caption, table)
    }
}
