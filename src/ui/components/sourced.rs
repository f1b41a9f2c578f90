//! A statement and what it rests on.

use crate::text::Text;
use crate::ui::dom::{El, all, div, el, nothing};
use leptos::prelude::*;

/// The statement, then its source in small: items of the chapter, or "our own".
pub fn statement(text: &Text, raw: &str) -> AnyView {
    let (words, source) = text.statement(raw);
    let source = (!source.is_empty()).then(|| div("small", "source").text(source));
    let gap = if source.is_some() { " " } else { "" };
    all(vec![el("span").text(words).done(), gap.into_any(), source.map_or_else(nothing, El::done)])
}
