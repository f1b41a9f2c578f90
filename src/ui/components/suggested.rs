//! An answer that another one leads to, offered under a question: it is taken over by a tap and never by itself.

use super::sourced::statement;
use crate::domain::instrument::Question;
use crate::domain::suggest::{PAIRS, suggestion};
use crate::text::{Text, fill, said};
use crate::ui::dom::{button, div, el, link, live, nothing};
use crate::ui::focus;
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;

/// The pack with the words, and the reasons.
const PACK: &str = "strategy";

/// What the answers say about a question that has none, once the words are there.
pub fn suggested(state: State, _: &Text, question: Question) -> AnyView {
    if !PAIRS.iter().any(|pair| pair.to == question) {
        return nothing();
    }
    let found = Memo::new(move |_| {
        let (answers, sheet) = (state.answers.get(), state.sheet.get());
        let found = suggestion(&answers, &sheet, question)?;
        // Both answers are told in their own words.
        (state.has_words(PACK) && state.has_words_for(Page::Question(found.from))).then_some(found)
    });
    live(move || {
        let Some(found) = found.get() else { return nothing() };
        let text = state.text();
        let word = |name: &str| text.words.get(&["suggest", name]).to_string();
        let said = state.answers.with_untracked(|a| said::words(&text, found.from, a.said(found.from)));
        let from = fill(&word("from"), text.words.question(found.from, "short"), &said);
        let reason = statement(&text, text.words.get(&["suggested", question.id(), found.from.id(), "why"]));
        let answer = found.answer.clone();
        let take = move |_| {
            let answer = answer.clone();
            state.change(|d, now| d.set(answer, now));
            focus::soon(format!("[data-question=\"{}\"] :checked", question.id()));
        };
        let words = said::options(&text, question, &found.answer.options());
        div("div", "suggested")
            .attr("data-suggested", found.from.id())
            .child(
                el("p")
                    .child(el("span").attr("class", "tag").text(word("offered")))
                    .text(" ")
                    .text(from)
                    .text(" ")
                    .child(el("b").text(words)),
            )
            .child(div("p", "hint").view(reason))
            .child(
                div("div", "actions")
                    .child(button("btn quiet", "take-over", take).text(word("take")))
                    .child(link(Page::Question(found.from).href()).text(word("see"))),
            )
            .done()
    })
}
