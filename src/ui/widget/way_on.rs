//! The ways on: the answers as a file, the full tool, and the beginning.

use super::{Widget, word};
use crate::domain::answers::Answers;
use crate::text::Text;
use crate::ui::actions;
use crate::ui::dom::{El, button, div, el, link, live, nothing};
use crate::ui::route::Page;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Opens the full tool and hands it a file; whether that came to pass.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = carryOver, catch)]
    async fn carry_over(file: &str) -> Result<JsValue, JsValue>;
}

/// The ways on, under every page but the first.
pub fn way_on(widget: Widget, text: &Text, page: Page) -> AnyView {
    let state = widget.state;
    if !widget.kind().asks() {
        return div("footer", "widget-foot").child(without(text, page)).done();
    }
    let words = text.clone();
    let has_any = Memo::new(move |_| state.answers.with(Answers::has_any));
    let content = move || {
        if !has_any.get() {
            return nothing();
        }
        let save = move |_| state.document.with_untracked(actions::back_up);
        let actions = div("div", "actions")
            .child(button("btn quiet", "backup", save).text(word(&words, "save")))
            .child(button("btn quiet", "again", move |_| widget.again()).text(word(&words, "again")));
        el("div")
            .child(
                div("p", "hint")
                    .text(words.words.get(&["widget", "facts", "kept", "title"]))
                    .text(". ")
                    .text(words.words.get(&["widget", "facts", "kept", "text"])),
            )
            .child(actions)
            .child(full(widget, &words, page))
            .done()
    };
    div("footer", "widget-foot").view(live(content)).done()
}

fn without(text: &Text, page: Page) -> El {
    link(["./", &page.href()].concat())
        .attr("class", "btn quiet")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .attr("data-action", "full-without")
        .text(word(text, "full_without"))
}

/// The way to the full tool, with the answers or without.
fn full(widget: Widget, text: &Text, page: Page) -> El {
    let told = RwSignal::new(None::<bool>);
    let carry = move |_| {
        let file = widget.state.document.with_untracked(|d| d.to_file());
        actions::later(async move {
            let is_done = carry_over(&file).await.is_ok_and(|done| done.is_truthy());
            told.set(Some(is_done));
        });
    };
    let words = text.clone();
    let telling = move || match told.get() {
        None => String::new(),
        Some(is_done) => word(&words, if is_done { "full_done" } else { "full_failed" }).into(),
    };
    let actions =
        div("div", "actions").child(button("btn", "full-with", carry).text(word(text, "full_with"))).child(without(text, page));
    el("details")
        .attr("data-part", "full")
        .child(el("summary").text(word(text, "full")))
        .child(el("p").text(word(text, "full_help")))
        .child(actions)
        .child(el("p").attr("role", "status").live_text(telling))
}
