//! The host asks for the result: the visitor sees exactly what would be handed over, and decides, each time anew.

use super::{Widget, outcome, post, word};
use crate::document::json::Json;
use crate::embed::kind::Kind;
use crate::embed::message::Message;
use crate::text::scale::{AUTHORITY, OPERABILITY, SUFFICIENCY, Scale};
use crate::text::{Text, fill, intl};
use crate::ui::components::section::section;
use crate::ui::dom::{El, button, div, el, live, nothing};
use crate::ui::route::Page;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The origin of the page that holds the frame, as the browser says it.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = host)]
    fn host() -> String;
}

/// Whether the host asks for the result, and what became of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// It does not ask.
    Not,
    /// It asks, and waits.
    Open,
    /// It was handed over.
    Given,
    /// The visitor said no.
    Refused,
}

impl Asked {
    const ALL: [Asked; 4] = [Asked::Not, Asked::Open, Asked::Given, Asked::Refused];
}

/// The question to the visitor, under the result.
pub fn consent(widget: Widget, text: &Text, page: Page) -> AnyView {
    if page != widget.result() || !widget.kind().asks() {
        return nothing();
    }
    let text = text.clone();
    live(move || match Asked::ALL.into_iter().find(|a| *a as u32 == widget.asked.get()) {
        Some(Asked::Open) => outcome(widget).map_or_else(nothing, |result| open(widget, &text, result).done()),
        Some(Asked::Given) => told(&text, "consent_done"),
        Some(Asked::Refused) => told(&text, "consent_refused"),
        Some(Asked::Not) | None => nothing(),
    })
}

fn told(text: &Text, what: &str) -> AnyView {
    div("section", "card").attr("data-part", "consent").child(el("p").attr("role", "status").text(word(text, what))).done()
}

fn open(widget: Widget, text: &Text, result: Json) -> El {
    let host = host();
    let is_named = host.starts_with("http");
    let asks = if is_named {
        fill(word(text, "consent_text"), &["\u{2068}", &host, "\u{2069}"].concat(), "")
    } else {
        word(text, "consent_anybody").into()
    };
    let page = result.to_page();
    let give = move |_| {
        post(&Message::Result(&result));
        widget.asked.set(Asked::Given as u32);
    };
    let refuse = move |_| widget.asked.set(Asked::Refused as u32);
    let exactly = el("details")
        .child(el("summary").text(word(text, "consent_exactly")))
        .child(el("pre").attr("dir", "ltr").attr("tabindex", "0").child(div("code", "code").text(&page)));
    section(word(text, "consent_title"))
        .attr("class", "card")
        .attr("data-part", "consent")
        .child(el("p").text(asks))
        .child(rows(widget, text))
        .child(exactly)
        .child(
            div("div", "actions")
                .child(button("btn", "give", give).text(word(text, "consent_yes")))
                .child(button("btn quiet", "refuse", refuse).text(word(text, "consent_no"))),
        )
}

/// The result in words.
fn rows(widget: Widget, text: &Text) -> El {
    let result = outcome(widget).unwrap_or(Json::Null);
    let row = |label: &str, value: String| [el("dt").text(word(text, label)), el("dd").text(value)];
    let mut list = div("dl", "told");
    for (name, value) in result.members() {
        let get = |end: &str| value.get(end).and_then(Json::as_text).unwrap_or_default();
        list = match name.as_str() {
            "sufficiency" => list.child(row("row_sufficiency", span(text, SUFFICIENCY, get("lowest"), get("highest")))),
            "operability" => list.child(row("row_operability", span(text, OPERABILITY, get("lowest"), get("highest")))),
            "authority" => list.child(row("row_authority", span(text, AUTHORITY, get("lowest"), get("highest")))),
            "lead" => {
                let names = value.items().iter().filter_map(Json::as_text).map(|id| name_of(text, id));
                list.child(row("row_lead", intl::list(text.lang, names)))
            }
            "strength" => {
                let scale = if widget.kind() == Kind::FrameworkSelector { "strength" } else { "model_strength" };
                let words = text.words.get(&[scale, value.as_text().unwrap_or_default(), "label"]);
                list.child((!words.is_empty()).then(|| row("row_strength", words.into())).into_iter().flatten())
            }
            _ => list,
        };
    }
    list
}

fn span(text: &Text, scale: Scale, lowest: &str, highest: &str) -> String {
    let level = |id: &str| scale.levels.iter().position(|l| *l == id).and_then(|l| u8::try_from(l).ok()).unwrap_or(0);
    scale.phrase(text, (level(lowest), level(highest)))
}

fn name_of<'a>(text: &'a Text, id: &'a str) -> &'a str {
    let found = text.words.get(&["frameworks", id, "name"]);
    let found = if found.is_empty() { text.words.get(&["models", id, "name"]) } else { found };
    if found.is_empty() { id } else { found }
}
