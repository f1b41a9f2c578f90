//! The program that holds every page.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes the page, after the passphrase where what is kept is locked.
#[wasm_bindgen]
pub fn enter() {
    tafwid::ui::enter_whole();
}

/// Keeps still from now on: another page has erased or locked what is kept.
#[wasm_bindgen]
pub fn stop() {
    tafwid::ui::stop();
}

/// Takes a widget's frame.
#[wasm_bindgen(js_name = enterWidget)]
pub fn enter_widget() {
    tafwid::ui::widget::start(tafwid::ui::widget::WHOLE);
}

/// Whether a link stays within the widget.
#[wasm_bindgen]
pub fn keeps(fragment: &str) -> bool {
    tafwid::ui::widget::keeps(fragment)
}
