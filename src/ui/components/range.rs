//! The range that narrows: a scale of four levels with a band between the lowest and the highest that are possible.

use crate::text::Text;
use crate::text::scale::Scale;
use crate::ui::dom::{div, el};
use leptos::prelude::*;

/// The picture. It says nothing that the phrase beside it does not, so it is hidden from screen readers.
pub fn range(text: &Text, scale: Scale, span: impl Fn() -> (u8, u8) + Copy + Send + Sync + 'static) -> AnyView {
    let labels = (0..4).map(|level| {
        let inside = move || {
            let (low, high) = span();
            (low..=high).contains(&level).then(String::new)
        };
        el("span").live("data-in", inside).text(scale.label(text, level))
    });
    let bar =
        div("div", "bar").child((0..4).map(|_| el("i"))).child(["band", "end low", "end high"].map(|class| div("b", class)));
    div("div", "range")
        .attr("aria-hidden", "true")
        .live("data-low", move || Some(span().0.to_string()))
        .live("data-high", move || Some(span().1.to_string()))
        .child(bar)
        .child(div("div", "scale").child(labels))
        .done()
}
