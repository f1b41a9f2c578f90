//! A field with its label, and a choice from a list.

use crate::ui::dom::{El, div, el, field};
use leptos::ev::Event;

/// A control under its label.
pub fn labelled(label: &str, control: El) -> El {
    div("label", "field").child(el("span").text(label)).child(control)
}

/// A choice from a list: `options` are ids and words, `chosen` follows the id, `choose` is told a new one.
pub fn select<'a>(
    name: &'static str,
    label: &str,
    options: impl IntoIterator<Item = (&'static str, &'a str)>,
    chosen: impl Fn() -> String + Copy + Send + 'static,
    choose: impl Fn(String) + 'static,
) -> El {
    let options = options
        .into_iter()
        .map(|(id, words)| el("option").attr("value", id).flag("selected", move || chosen() == id).text(words));
    let on_change = move |event: Event| choose(field(&event).value());
    labelled(label, el("select").attr("data-field", name).on("change", on_change).child(options))
}
