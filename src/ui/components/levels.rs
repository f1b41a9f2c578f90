//! How much a thing counts: a row of native radios, one for each of the four levels 0..=3.

use crate::ui::dom::{El, div, el, field};
use leptos::ev::Event;

/// A row. `id` names the radios, `labels` are those of the levels from 0, `chosen` follows the level, `choose` is told a new one.
pub fn levels(
    id: String,
    title: &str,
    labels: [&str; 4],
    chosen: impl Fn() -> u8 + Copy + Send + 'static,
    choose: impl Fn(u8) + 'static,
) -> El {
    let control = |(level, label): (u8, &str)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", id.clone())
            .attr("value", level.to_string())
            .flag("checked", move || chosen() == level);
        el("label").child(input).child(el("span").text(label))
    };
    let on_change = move |event: Event| {
        if let Ok(level) = field(&event).value().parse() {
            choose(level);
        }
    };
    div("fieldset", "levels")
        .attr("data-level-of", id.clone())
        .child(el("legend").text(title))
        .child(div("div", "opts").attr("data-layout", "row").on("change", on_change).child((0..4).zip(labels).map(control)))
}
