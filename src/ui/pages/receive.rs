//! Answers that a widget in another page hands over: they are opened when the visitor says so, beside what is kept here.

use crate::document::collection;
use crate::text::Text;
use crate::ui::actions;
use crate::ui::components::incoming::{self, Incoming};
use crate::ui::dom::{El, div, el, link, live};
use crate::ui::route::Page;
use crate::ui::state::State;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The file that the page which opened this one hands over; undefined when none comes.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = receive, catch)]
    async fn receive() -> Result<JsValue, JsValue>;
}

/// What came.
#[derive(Clone, Copy, PartialEq)]
enum Come {
    Waiting,
    Nothing,
    Unreadable,
    Answers,
}

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["receive", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let come = state.remembered("receive", Come::Waiting);
    if come.get_untracked() == Come::Waiting {
        actions::later(async move {
            let handed = receive().await.ok().and_then(|file| file.as_string());
            let found = match handed.map(|file| collection::read(file.as_bytes())) {
                None => Come::Nothing,
                Some(Err(_)) => Come::Unreadable,
                Some(Ok(found)) => {
                    incoming::show(Incoming::Found(found));
                    Come::Answers
                }
            };
            let _ = come.try_set(found);
        });
    }
    let words = text.clone();
    let content = move || match come.get() {
        Come::Waiting => told(&words, "waiting").done(),
        Come::Nothing => told(&words, "nothing").child(to_start(&words)).done(),
        Come::Unreadable => told(&words, "unreadable").child(to_start(&words)).done(),
        Come::Answers => told(&words, "lead").done(),
    };
    div("div", "page start")
        .child(el("h1").text(word(text, "title")))
        .view(live(content))
        .view(incoming::incoming(state, text))
        .done()
}

fn told(text: &Text, what: &str) -> El {
    el("div").child(div("p", "lead").attr("role", "status").text(word(text, what)))
}

fn to_start(text: &Text) -> El {
    el("p").child(link(Page::Start.href()).attr("class", "btn quiet").attr("data-action", "leave-it").text(word(text, "leave")))
}
