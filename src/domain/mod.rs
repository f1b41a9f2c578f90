//! The instrument, the answers and the rules. Pure: no text, clock, browser or storage, and facts with ids as results.

pub mod answers;
pub mod budget;
pub mod compare;
pub mod currency;
pub mod engine;
pub mod frameworks;
pub mod group;
pub mod institutions;
pub mod instrument;
pub mod letters;
pub mod library;
pub mod mandate;
pub mod modules;
pub mod money;
pub mod order;
pub mod quick;
pub mod readiness;
pub mod selector;
pub mod sheet;
pub mod stand;
pub mod suggest;
