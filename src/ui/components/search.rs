//! A field that finds as one types: how many there are is said aloud, what they are stands below.

use crate::ui::components::field::labelled;
use crate::ui::dom::{El, div, el, field};
use leptos::ev::Event;
use leptos::prelude::*;

/// What the field says.
pub struct Asks<'a> {
    /// Its name in the page, and of its help.
    pub name: &'static str,
    /// What is looked for.
    pub label: &'a str,
    /// How.
    pub help: &'a str,
}

/// The field. `told` says how many were found, or nothing; `list` shows them.
pub fn search(
    asks: Asks,
    wanted: RwSignal<String>,
    told: impl Fn() -> String + Send + 'static,
    list: impl FnMut() -> AnyView + Send + 'static,
) -> El {
    let help = format!("{}-help", asks.name);
    let input = el("input")
        .attr("type", "search")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("maxlength", "100")
        .attr("data-field", asks.name)
        .attr("aria-describedby", &help)
        .value(move || wanted.get_untracked())
        .on("input", move |event: Event| wanted.set(field(&event).value()));
    div("div", "search")
        .child(labelled(asks.label, input))
        .child(div("p", "hint").attr("id", help).text(asks.help))
        .child(div("p", "hint").attr("role", "status").attr("data-found-count", "").live_text(told))
        .child(el("div").live_view(list))
}
