//! The range that narrows: a scale of four levels with a band between the lowest and the highest that are possible.

use crate::text::{Text, fill};
use crate::ui;
use crate::ui::dom::{div, el};
use leptos::prelude::*;

/// The ids of a scale's levels, and the name under which the words hold them.
#[derive(Clone, Copy)]
pub struct Scale {
    /// `sufficiency`, `operability` or `authority`.
    pub name: &'static str,
    /// Lowest first.
    pub levels: [&'static str; 4],
}

/// Is the mandate sufficient?
pub const SUFFICIENCY: Scale =
    Scale { name: "sufficiency", levels: ["no_mandate", "insufficient", "partly_sufficient", "sufficient"] };
/// Can it be used?
pub const OPERABILITY: Scale = Scale { name: "operability", levels: ["not_yet", "blocked", "fragile", "ready"] };
/// How much authority is there?
pub const AUTHORITY: Scale = Scale { name: "authority", levels: ["none", "weak", "adequate", "strong"] };

impl Scale {
    /// The id of a level.
    pub fn id(&self, level: u8) -> &'static str {
        self.levels.get(usize::from(level)).copied().unwrap_or_default()
    }

    /// The word for a level.
    pub fn label(&self, text: &Text, level: u8) -> String {
        text.words.get(&[self.name, self.id(level), "label"]).to_string()
    }

    /// A text about a level: `sentence`, `meaning`.
    pub fn about(&self, text: &Text, level: u8, what: &str) -> String {
        text.words.get(&[self.name, self.id(level), what]).to_string()
    }

    /// The verdict in words: one level, or between two.
    pub fn phrase(&self, text: &Text, (low, high): (u8, u8)) -> String {
        if low == high {
            return self.label(text, low);
        }
        fill(ui!(text, between), &self.label(text, low), &self.label(text, high))
    }
}

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
