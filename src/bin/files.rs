//! Tables, workbooks and calendars as files: one lazy module.

use tafwid::report::book::{self, Book};
use tafwid::report::{calendar, xlsx};
use wasm_bindgen::prelude::*;

fn main() {}

fn read(model: &str) -> Result<Book, String> {
    Book::from_json(model).ok_or_else(|| "no book".to_string())
}

/// A workbook's bytes.
///
/// # Errors
/// When the model is none, or does not fit into a workbook.
#[wasm_bindgen]
pub fn workbook(model: &str) -> Result<Vec<u8>, String> {
    xlsx::xlsx(&read(model)?)
}

/// A workbook's first sheet as comma-separated values.
///
/// # Errors
/// When the model is none.
#[wasm_bindgen]
pub fn table(model: &str) -> Result<String, String> {
    Ok(book::csv(&read(model)?))
}

/// A calendar of days.
///
/// # Errors
/// When the model is none.
#[wasm_bindgen]
pub fn days(model: &str) -> Result<String, String> {
    calendar::from_json(model).ok_or_else(|| "no days".to_string())
}
