//! A part of a page with its heading, and a table's frame.

use crate::ui::dom::{El, div, el};

/// A part of a page with its heading.
pub fn section(title: &str) -> El {
    el("section").child(el("h2").text(title))
}

/// A table in a frame that scrolls sideways on its own, by keyboard too.
pub fn framed(name: &str, table: El) -> El {
    frame("table-frame", name, table)
}

/// A table whose rows stand as blocks on a phone, where each cell says by `data-label` what it is.
pub fn stacked(name: &str, table: El) -> El {
    frame("table-frame stacks", name, table)
}

fn frame(class: &'static str, name: &str, table: El) -> El {
    div("div", class).attr("tabindex", "0").attr("role", "region").attr("aria-label", name).child(table)
}
