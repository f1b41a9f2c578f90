//! The options of charts, as one lazy module.

use wasm_bindgen::prelude::*;

fn main() {}

/// What ECharts draws for a picture, with the page's colours and letters; all as JSON.
#[wasm_bindgen]
pub fn option(picture: &str, look: &str) -> String {
    tafwid::charts::draw::option(picture, look)
}
