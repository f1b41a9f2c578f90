//! Parts that pages are made of.

pub mod icon;
pub mod notice;
pub mod panel;
pub mod question;
pub mod range;
pub mod sourced;
