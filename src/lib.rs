//! Tafwid: is a city's mandate to prevent hate, extremism and polarisation sufficient, what is missing, and which
//! strategic framework fits? Rooms and what each may use: `src/ARCHITECTURE.md`.

pub mod charts;
pub mod document;
pub mod domain;
pub mod embed;
pub mod report;
pub mod storage;
pub mod text;
pub mod ui;
