//! Assessments to look at: sketches of the chapter, and invented cities. One opens as a copy with an id of its own.

use super::countries::to_library;
use crate::document::assessment::{self, Document};
use crate::text::Text;
use crate::ui::components::sourced::statement;
use crate::ui::dom::{El, button, div, el};
use crate::ui::route::Page;
use crate::ui::state::{State, now, random_id};
use leptos::prelude::*;

/// Name in the words, whether it is invented, and its file.
const EXAMPLES: [(&str, bool, &str); 8] = [
    ("norway", false, include_str!("../../../tests/cases/norway-sketch.tafwid.json")),
    ("france", false, include_str!("../../../tests/cases/france-sketch.tafwid.json")),
    ("kenya", false, include_str!("../../../tests/cases/kenya-sketch.tafwid.json")),
    ("malaysia", false, include_str!("../../../tests/cases/malaysia-sketch.tafwid.json")),
    ("iraq", false, include_str!("../../../tests/cases/iraq-sketch.tafwid.json")),
    ("uganda", false, include_str!("../../../tests/cases/uganda-sketch.tafwid.json")),
    ("river_city", true, include_str!("../../../tests/cases/river-city-complete.tafwid.json")),
    ("northern_port", true, include_str!("../../../tests/cases/northern-port-complete.tafwid.json")),
];

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let get = |what: &str| text.words.get(&["examples", what]);
    let items = EXAMPLES.into_iter().map(|(id, is_invented, file)| example(state, text, id, is_invented, file));
    div("div", "page result library")
        .child(to_library(text))
        .child(el("h1").text(get("title")))
        .child(div("p", "lead").text(get("lead")))
        .child(div("ul", "places").child(items))
        .done()
}

fn example(state: State, text: &Text, id: &'static str, is_invented: bool, file: &'static str) -> El {
    let get = |what: &str| text.words.get(&["examples", "items", id, what]);
    let mark = text.words.get(&["examples", if is_invented { "invented" } else { "sketch" }]).to_string();
    let title = format!("{} · {mark}", get("name"));
    let open = move |_| {
        let Ok((example, _)) = assessment::from_bytes(file.as_bytes()) else { return };
        open_copy(state, &example, &title);
    };
    el("li")
        .attr("data-example", id)
        .child(el("h2").text(get("name")))
        .child(div("p", "hint").text(mark))
        .child(el("p").view(statement(text, get("text"))))
        .child(button("btn quiet", "open-example", open).text(text.words.get(&["examples", "open"])))
}

/// Opens a copy, which stands beside what the visitor has, and shows its result.
fn open_copy(state: State, example: &Document, title: &str) {
    let mut copy = example.duplicate(&random_id(), title, &now());
    copy.derived_from = None;
    state.put(&copy);
    state.open(copy);
    let _ = window().location().set_hash(&Page::Home.href());
}
