//! The first program of a widget: the questions on the mandate.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes the widget's frame.
#[wasm_bindgen(js_name = enterWidget)]
pub fn enter() {
    tafwid::ui::widget::start(tafwid::ui::widget::FIRST);
}

/// Gives the frame up: what the next program must know.
#[wasm_bindgen]
pub fn leave() -> Option<String> {
    tafwid::ui::widget::leave()
}

/// Whether a link stays within the widget.
#[wasm_bindgen]
pub fn keeps(fragment: &str) -> bool {
    tafwid::ui::widget::keeps(fragment)
}
