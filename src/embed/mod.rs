//! What partners may put into their own pages: the kinds of widget, the settings that a host gives, and the messages between
//! the two. Hosts are not trusted: whatever comes in is bounded, checked, and complained about where it does not fit.

pub mod colour;
pub mod figures;
pub mod kind;
pub mod message;
pub mod outcome;
pub mod settings;
