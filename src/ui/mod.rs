//! The page: state, routes, shell, components and pages. Nothing else imports this room.

#[cfg(feature = "app")]
mod actions;
#[cfg(feature = "app")]
mod components;
#[cfg(feature = "app")]
pub mod dom;
#[cfg(feature = "app")]
mod files;
#[cfg(feature = "app")]
mod focus;
#[cfg(feature = "app")]
pub mod handover;
#[cfg(feature = "app")]
mod keys;
#[cfg(feature = "app")]
mod pages;
pub mod route;
pub mod screens;
#[cfg(feature = "app")]
mod shell;
#[cfg(feature = "app")]
pub mod state;
#[cfg(feature = "app")]
pub mod widget;

#[cfg(feature = "app")]
pub use pages::{FIRST, enter_whole};
#[cfg(feature = "app")]
pub use shell::{leave, start, stop};
