//! The readiness of a file that the host hands in or the visitor opens.

use super::{Widget, post, word};
use crate::document::SIZE_LIMIT;
use crate::domain::readiness::Readiness;
use crate::embed::figures;
use crate::embed::message::Message;
use crate::text::Text;
use crate::ui::actions;
use crate::ui::dom::{El, div, el, field, live, nothing};
use crate::ui::pages::readiness;
use crate::ui::widget::intro::about;
use leptos::prelude::*;

/// What a file says, or that it cannot be read.
type Shown = ArcRwSignal<Option<Result<Readiness, ()>>>;

thread_local! {
    // Of no page: a file may come before its page is drawn.
    static SHOWN: Shown = ArcRwSignal::new(None);
}

fn figures() -> Shown {
    SHOWN.with(Clone::clone)
}

fn put(found: Option<Readiness>) {
    if found.is_some() {
        post(&Message::Complete);
    }
    figures().set(Some(found.ok_or(())));
}

/// The page.
pub fn page(widget: Widget, text: &Text) -> AnyView {
    let words = text.clone();
    let figures = figures();
    let content = move || match figures.get() {
        None => nothing(),
        Some(Err(())) => div("p", "error").attr("role", "alert").text(word(&words, "file_fault")).done(),
        Some(Ok(figures)) => readiness::of_file(widget.state, &words, &figures),
    };
    div("div", "page result readiness")
        .child(el("h1").text(about(text, widget.kind(), "title")))
        .child(div("p", "lead").text(about(text, widget.kind(), "lead")))
        .child(open(text))
        .view(live(content))
        .done()
}

fn open(text: &Text) -> El {
    let take = move |event| {
        let input = field(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        actions::later(async move {
            let bytes = actions::bytes(&file).await;
            put(bytes.ok().and_then(|bytes| figures::read(&bytes).ok()));
        });
    };
    let input = el("input")
        .attr("type", "file")
        .attr("accept", ".json,.tafwid,application/json")
        .attr("data-action", "import")
        .on("change", take);
    div("div", "actions").child(div("label", "btn quiet file").text(word(text, "open_file")).child(input))
}

/// Shows a file of the host's.
pub fn show(file: &str) {
    let found = if file.len() > SIZE_LIMIT { None } else { figures::read(file.as_bytes()).ok() };
    if found.is_none() {
        post(&Message::Error("unreadable_file"));
    }
    put(found);
}
