//! The whole core as one lazy module: results of a file as JSON, and the engine's speed.

use tafwid::document::{read, results};
use tafwid::domain::engine::{DRAWS, Fixed, NORMAL, run};
use wasm_bindgen::prelude::*;

fn main() {}

/// The results of an assessment's or a group's file, as `tafwid score` prints them.
///
/// # Errors
/// When the file cannot be read: what and where.
#[wasm_bindgen]
pub fn score(file: &str, with_flips: bool) -> Result<String, String> {
    let (file, complaints) = read(file.as_bytes()).map_err(|fault| format!("{} {}", fault.code.id(), fault.path))?;
    Ok(results::results(&file, &complaints, with_flips).to_line())
}

/// Milliseconds for 10,000 draws over 4 alternatives and 10 criteria, the best of five runs.
#[wasm_bindgen]
pub fn bench_draws() -> f64 {
    let performances: Vec<f64> = (0..40).map(|i| f64::from(i * 7 % 11) / 10.0).collect();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = now();
        let outcome = run(Fixed::new(&[NORMAL; 10], performances.clone()), 4, 10, DRAWS);
        std::hint::black_box(outcome);
        best = best.min(now() - start);
    }
    best
}

fn now() -> f64 {
    web_sys::window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}
