//! The program that holds every page.

use wasm_bindgen::prelude::*;

fn main() {}

/// Takes the page.
#[wasm_bindgen]
pub fn enter() {
    tafwid::ui::start(tafwid::ui::WHOLE);
}
