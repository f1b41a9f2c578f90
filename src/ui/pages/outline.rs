//! The outline of the strategy, to be filled in section by section, with what the answers say beside each.

use crate::document::outline::SECTIONS;
use crate::report::papers::{lacking, said};
use crate::text::{Text, fill, intl};
use crate::ui::components::field::labelled;
use crate::ui::components::section::section;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el, field, link};
use crate::ui::route::{Page, Paper};
use crate::ui::state::State;
use leptos::prelude::*;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["outline", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let words = text.clone();
    let progress = move || {
        let number = |n: usize| intl::number(words.lang, n as f64);
        fill(word(&words, "progress"), &number(state.document.with(|d| d.outlined())), &number(SECTIONS.len()))
    };
    let paper = link(Page::Paper(Paper::Outline).href()).attr("class", "btn").attr("data-action", "paper");
    div("div", "page result outline")
        .child(el("h1").text(word(text, "title")))
        .child(div("p", "lead").view(statement(text, word(text, "lead"))))
        .child(div("p", "progress-words").attr("role", "status").live_text(progress))
        .child(SECTIONS.map(|id| one(state, text, id)))
        .child(el("p").child(paper.text(text.words.get(&["papers", "to_papers"]))))
        .done()
}

/// A list under a heading, where there is something in it: a name where there is one, and what may have been typed.
fn told(title: &str, lines: &[(String, String)]) -> Option<El> {
    let line = |(name, words): &(String, String)| match name.is_empty() {
        true => el("li").text(words.as_str()),
        false => el("li").text(format!("{name}: ")).child(el("bdi").text(words.as_str())),
    };
    let items = lines.iter().map(line).collect::<Vec<El>>();
    (!lines.is_empty()).then(|| el("div").child(el("h3").text(title)).child(el("ul").child(items)))
}

/// A section with its field.
fn one(state: State, text: &Text, id: &'static str) -> El {
    let get = |what: &str| text.words.get(&["outline", id, what]);
    let sheet = state.sheet.get_untracked();
    let known = state.answers.with_untracked(|answers| said(text, answers, &sheet, id));
    let missing: Vec<(String, String)> = lacking(text, &sheet, id).into_iter().map(|line| (String::new(), line)).collect();
    let read = move || state.document.with(|d| d.outline(id).to_string());
    let shown = RwSignal::new(state.document.with_untracked(|d| d.outline(id).to_string()));
    let write = move |value: String| state.change_soon(|d, now| d.set_outline(id, &value, now));
    let written = el("textarea")
        .attr("rows", "6")
        .attr("dir", "auto")
        .attr("maxlength", "20000")
        .attr("data-outline", id)
        .value(move || shown.get())
        .on("input", move |event| write(field(&event).value()));
    let start = known.iter().map(|(name, answer)| format!("{name}: {answer}")).collect::<Vec<String>>().join("\n");
    let is_empty = Memo::new(move |_| read().trim().is_empty());
    let has_start = !start.is_empty();
    let take = button("btn quiet", "take", move |_| {
        shown.set(start.clone());
        write(start.clone());
    });
    let take = take.text(word(text, "take")).live("hidden", move || (!is_empty.get()).then(String::new));
    section(get("title"))
        .attr("class", "outline-section")
        .attr("data-section", id)
        .child(el("p").view(statement(text, get("ask"))))
        .child(told(word(text, "said"), &known))
        .child(told(word(text, "lacks"), &missing))
        .child(has_start.then(|| el("p").child(take)))
        .child(labelled(&fill(word(text, "written"), get("title"), ""), written))
}
