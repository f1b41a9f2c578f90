//! The browser's own shelf. It is probed before use: where it is denied, asking for it can throw.

use super::shelf::{MemoryShelf, Shelf, ShelfError};
use gloo_storage::{LocalStorage, Storage as _};

/// localStorage, or memory where that is denied.
pub enum BrowserShelf {
    /// The browser keeps it.
    Local(web_sys::Storage),
    /// Only this page does.
    Memory(MemoryShelf),
}

impl BrowserShelf {
    /// Memory, whatever the browser would keep.
    pub fn memory() -> BrowserShelf {
        BrowserShelf::Memory(MemoryShelf::default())
    }

    /// The best shelf there is.
    pub fn open() -> BrowserShelf {
        const PROBE: &str = "tafwid.probe";
        let storage = web_sys::window().and_then(|w| w.local_storage().ok().flatten());
        let is_usable = storage.is_some_and(|s| match s.set_item(PROBE, "1") {
            Ok(()) => s.remove_item(PROBE).is_ok(),
            // A full shelf can still be read, and written to once something is removed.
            Err(_) => s.length().is_ok_and(|n| n > 0),
        });
        if is_usable { BrowserShelf::Local(LocalStorage::raw()) } else { BrowserShelf::memory() }
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Option<String> {
        match self {
            BrowserShelf::Local(storage) => storage.get_item(key).ok().flatten(),
            BrowserShelf::Memory(shelf) => shelf.get(key),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        match self {
            BrowserShelf::Local(storage) => storage.set_item(key, text).map_err(|error| {
                let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default();
                if name.contains("Quota") || name.contains("QUOTA") { ShelfError::Full } else { ShelfError::Refused }
            }),
            BrowserShelf::Memory(shelf) => shelf.set(key, text),
        }
    }

    fn remove(&self, key: &str) {
        match self {
            BrowserShelf::Local(storage) => {
                let _ = storage.remove_item(key);
            }
            BrowserShelf::Memory(shelf) => shelf.remove(key),
        }
    }

    fn keys(&self) -> Vec<String> {
        match self {
            BrowserShelf::Local(storage) => {
                (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok().flatten()).collect()
            }
            BrowserShelf::Memory(shelf) => shelf.keys(),
        }
    }

    fn is_lasting(&self) -> bool {
        matches!(self, BrowserShelf::Local(_))
    }
}
