//! Answers that a widget in another page hands over: they are opened when the visitor says so, beside what is kept here.

use crate::document::assessment::{self, Document};
use crate::domain::instrument::Question;
use crate::text::{Text, fill, intl};
use crate::ui::actions;
use crate::ui::dom::{El, button, div, el, link, live};
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
#[derive(Clone, PartialEq)]
enum Come {
    Waiting,
    Nothing,
    Unreadable,
    Answers(Box<Document>, usize),
}

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["receive", name])
}

/// The page.
pub fn page(state: State, text: &Text) -> AnyView {
    let come = RwSignal::new(Come::Waiting);
    actions::later(async move {
        let file = receive().await.ok().and_then(|file| file.as_string());
        let found = match file.map(|file| assessment::from_bytes(file.as_bytes())) {
            None => Come::Nothing,
            Some(Err(_)) => Come::Unreadable,
            Some(Ok((document, complaints))) => Come::Answers(Box::new(document), complaints.len()),
        };
        let _ = come.try_set(found);
    });
    let words = text.clone();
    let content = move || match come.get() {
        Come::Waiting => told(&words, "waiting").done(),
        Come::Nothing => told(&words, "nothing").child(to_start(&words, "leave")).done(),
        Come::Unreadable => told(&words, "unreadable").child(to_start(&words, "leave")).done(),
        Come::Answers(document, complaints) => answers(state, &words, *document, complaints).done(),
    };
    div("div", "page start").child(el("h1").text(word(text, "title"))).view(live(content)).done()
}

fn told(text: &Text, what: &str) -> El {
    el("div").child(div("p", "lead").attr("role", "status").text(word(text, what)))
}

fn to_start(text: &Text, what: &str) -> El {
    el("p").child(link(Page::Start.href()).attr("class", "btn quiet").attr("data-action", "leave-it").text(word(text, what)))
}

fn answers(state: State, text: &Text, document: Document, complaints: usize) -> El {
    let count = Question::ALL.into_iter().filter(|q| document.said(*q).is_some()).count();
    let take = move |_| {
        let notice = actions::take_in(state, document.clone(), complaints);
        state.notice.set(Some(notice));
        let _ = window().location().replace(&Page::Home.href());
    };
    told(text, "lead").child(el("p").text(fill(word(text, "count"), &intl::number(text.lang, count as f64), ""))).child(
        div("div", "actions")
            .child(button("btn", "take", take).text(word(text, "take")))
            .child(link(Page::Start.href()).attr("class", "btn quiet").attr("data-action", "leave-it").text(word(text, "leave"))),
    )
}
