//! A part of a page with its heading, and a table's frame.

use crate::ui::dom::{El, div, el};

/// A part of a page with its heading.
pub fn section(title: &str) -> El {
    el("section").child(el("h2").text(title))
}

/// A table in a frame that scrolls sideways on its own, by keyboard too.
pub fn framed(name: &str, table: El) -> El {
    div("div", "table-frame").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).child(table)
}
