//! Parts that pages are made of.

pub mod answer;
pub mod chart;
pub mod dialog;
pub mod external;
pub mod field;
pub mod icon;
pub mod incoming;
pub mod keep;
pub mod levels;
pub mod making;
pub mod manuscript;
pub mod notice;
pub mod offline;
pub mod panel;
pub mod passphrase;
pub mod plan;
pub mod question;
pub mod range;
pub mod search;
pub mod section;
pub mod selector;
pub mod share;
pub mod sourced;
pub mod suggested;
