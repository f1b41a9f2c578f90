//! Our own few line icons. Each verdict has its own shape, so that no meaning hangs on colour.

use leptos::prelude::*;

/// A level's shape: a bar for none, a triangle for insufficient, a half disc for partly, a ticked disc for sufficient.
pub fn level(level: u8) -> AnyView {
    let path = match level {
        0 => "M4 4l12 12M16 4L4 16",
        1 => "M10 3l8 14H2z",
        2 => "M10 2.5a7.5 7.5 0 1 0 0 15z M10 2.5a7.5 7.5 0 1 1 0 15",
        _ => "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 1 0 0-15z M6.5 10.2l2.5 2.5 4.6-5.2",
    };
    svg(path, "level")
}

/// None before another: two bars of one length.
pub fn level_with() -> AnyView {
    svg("M3 7h14 M3 13h14", "level")
}

/// An open answer: a dashed ring.
pub fn open() -> AnyView {
    svg("M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 1 0 0-15z", "open")
}

/// A tick.
pub fn tick() -> AnyView {
    svg("M4 10.5l4 4 8.5-9", "tick")
}

/// A warning: a triangle with a stroke in it.
pub fn warning() -> AnyView {
    svg("M10 3l8 14H2z M10 8v4 M10 14.2v.3", "warning")
}

/// A way out: an arrow that leaves its frame.
pub fn external() -> AnyView {
    svg("M8 4H4v12h12v-4 M11 4h5v5 M16 4l-7 7", "external")
}

/// A way from one to another: an arrow to the right.
pub fn way() -> AnyView {
    svg("M3 10h14 M12 5l5 5-5 5", "way")
}

fn svg(path: &'static str, name: &'static str) -> AnyView {
    view! { <svg class="icon" data-icon=name viewBox="0 0 20 20" aria-hidden="true"><path d=path /></svg> }.into_any()
}

/// The mark: a range with its two ends.
pub fn mark() -> AnyView {
    view! {
        <svg viewBox="0 0 34 34" aria-hidden="true">
            <rect x="2" y="13" width="30" height="8" rx="4" class="mark-scale" />
            <rect x="10" y="13" width="13" height="8" class="mark-band" />
            <rect x="9" y="8" width="3" height="18" rx="1.5" class="mark-end" />
            <rect x="22" y="8" width="3" height="18" rx="1.5" class="mark-end" />
        </svg>
    }
    .into_any()
}
