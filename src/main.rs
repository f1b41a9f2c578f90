//! The program that holds the first questions.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes the page.
#[wasm_bindgen]
pub fn enter() {
    tafwid::ui::start(tafwid::ui::FIRST);
}

/// Gives the page up: what the next program must know.
#[wasm_bindgen]
pub fn leave() -> Option<String> {
    tafwid::ui::leave()
}

/// Keeps still from now on: another page has erased or locked what is kept.
#[wasm_bindgen]
pub fn stop() {
    tafwid::ui::stop();
}
