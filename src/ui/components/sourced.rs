//! A statement and what it rests on.

use crate::text::words::sourced;
use crate::text::{Text, fill};
use crate::ui;
use crate::ui::dom::{El, all, div, el, nothing};
use leptos::prelude::*;

/// The statement, then its source in small: items of the chapter, or "our own".
pub fn statement(text: &Text, raw: &str) -> AnyView {
    let (words, tags) = sourced(raw);
    let items: Vec<&str> = tags.iter().copied().filter(|t| *t != "own").collect();
    let mut source = Vec::new();
    if !items.is_empty() {
        source.push(fill(ui!(text, source_items), &items.join(" "), ""));
    }
    if items.len() < tags.len() {
        source.push(ui!(text, source_own).to_string());
    }
    let source = (!source.is_empty()).then(|| div("small", "source").text(source.join(" · ")));
    let gap = if source.is_some() { " " } else { "" };
    all(vec![el("span").text(words).done(), gap.into_any(), source.map_or_else(nothing, El::done)])
}
