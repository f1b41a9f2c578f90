//! The browser's own shelf. It is probed before use: where it is denied, asking for it can throw. What a passphrase locks goes
//! through the vault, a program of its own that holds the keys.

use super::lock::Lockable;
use super::shelf::{MemoryShelf, Shelf, ShelfError};
use super::{ERASING, LOCK, Store};
use gloo_storage::{LocalStorage, Storage as _};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The lazy program that locks and opens: `src/bin/vault.rs`.
    #[derive(Clone)]
    pub type Vault;
    #[wasm_bindgen(method, catch)]
    fn seal(this: &Vault, text: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn unseal(this: &Vault, text: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(method)]
    fn take_back(this: &Vault);
    #[wasm_bindgen(method)]
    fn settle(this: &Vault);
    #[wasm_bindgen(method)]
    fn write_plain(this: &Vault, on: bool);
    /// Makes a key of a passphrase, which writes from now on.
    #[wasm_bindgen(method, catch)]
    pub async fn begin(this: &Vault, passphrase: &str) -> Result<JsValue, JsValue>;
    /// Opens what is kept, of which this is an envelope.
    #[wasm_bindgen(method, catch)]
    pub async fn unlock(this: &Vault, passphrase: &str, envelope: &str) -> Result<JsValue, JsValue>;
    /// A text in an envelope of a passphrase of its own.
    #[wasm_bindgen(method, catch)]
    pub async fn seal_with(this: &Vault, passphrase: &str, text: &str) -> Result<JsValue, JsValue>;
    /// The text in an envelope.
    #[wasm_bindgen(method, catch)]
    pub async fn open_with(this: &Vault, passphrase: &str, envelope: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = vault, catch)]
    async fn load_vault() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = shared)]
    fn shared_state() -> Option<String>;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = share)]
    fn set_shared_state(how: Option<&str>);
}

thread_local! {
    /// The vault, once it holds the key of what is kept.
    static OPENED: RefCell<Option<Vault>> = const { RefCell::new(None) };
}

/// The vault's program, fetched when first asked for.
///
/// # Errors
/// When it cannot be fetched.
pub async fn vault() -> Result<Vault, JsValue> {
    load_vault().await.map(JsCast::unchecked_into)
}

/// Notes that the vault holds the key of what is kept.
pub fn opened(vault: &Vault) {
    OPENED.set(Some(vault.clone()));
}

/// Shared device mode: nothing is kept. It lasts until the tab is closed; `idle` says that everything was wiped for want of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shared {
    On,
    Idle,
}

/// Whether nothing shall be kept.
pub fn shared() -> Option<Shared> {
    shared_state().map(|how| if how == "idle" { Shared::Idle } else { Shared::On })
}

/// Begins or ends shared device mode.
pub fn share(how: Option<Shared>) {
    set_shared_state(how.map(|how| if how == Shared::Idle { "idle" } else { "on" }));
}

/// Where texts are kept.
pub enum BrowserShelf {
    /// The browser keeps them.
    Local(web_sys::Storage),
    /// The browser keeps them, each in an envelope.
    Locked(web_sys::Storage, Vault),
    /// Only this page does.
    Memory(MemoryShelf),
}

impl BrowserShelf {
    /// Memory, whatever the browser would keep.
    pub fn memory() -> BrowserShelf {
        BrowserShelf::Memory(MemoryShelf::default())
    }

    /// The best shelf there is: localStorage, or memory where that is denied.
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

    /// The shelf that this page works on: memory in shared device mode, and through the vault where that has been opened.
    pub fn chosen() -> BrowserShelf {
        if shared().is_some() {
            return BrowserShelf::memory();
        }
        match (BrowserShelf::open(), OPENED.with_borrow(Clone::clone)) {
            (BrowserShelf::Local(storage), Some(vault)) => BrowserShelf::Locked(storage, vault),
            (shelf, _) => shelf,
        }
    }

    fn storage(&self) -> Option<&web_sys::Storage> {
        match self {
            BrowserShelf::Local(storage) | BrowserShelf::Locked(storage, _) => Some(storage),
            BrowserShelf::Memory(_) => None,
        }
    }
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Option<String> {
        match self {
            BrowserShelf::Memory(shelf) => shelf.get(key),
            _ => self.storage()?.get_item(key).ok().flatten(),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        match self {
            BrowserShelf::Local(storage) | BrowserShelf::Locked(storage, _) => storage.set_item(key, text).map_err(|error| {
                let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|n| n.as_string()).unwrap_or_default();
                if name.contains("Quota") || name.contains("QUOTA") { ShelfError::Full } else { ShelfError::Refused }
            }),
            BrowserShelf::Memory(shelf) => shelf.set(key, text),
        }
    }

    fn remove(&self, key: &str) {
        match self {
            BrowserShelf::Local(storage) | BrowserShelf::Locked(storage, _) => {
                let _ = storage.remove_item(key);
            }
            BrowserShelf::Memory(shelf) => shelf.remove(key),
        }
    }

    fn keys(&self) -> Vec<String> {
        match self {
            BrowserShelf::Local(storage) | BrowserShelf::Locked(storage, _) => {
                (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok().flatten()).collect()
            }
            BrowserShelf::Memory(shelf) => shelf.keys(),
        }
    }

    fn is_lasting(&self) -> bool {
        self.storage().is_some()
    }

    fn seal(&self, text: String) -> Option<String> {
        match self {
            BrowserShelf::Locked(_, vault) => vault.seal(&text).ok().flatten(),
            _ => Some(text),
        }
    }

    fn unseal(&self, text: &str) -> Option<String> {
        match self {
            BrowserShelf::Locked(_, vault) => vault.unseal(text).ok().flatten(),
            _ => Some(text.into()),
        }
    }
}

/// What a passphrase can be tried on, where what is kept is locked.
pub fn lock_record() -> Option<String> {
    let shelf = BrowserShelf::open();
    shelf.get(LOCK).filter(|lock| lock != ERASING && shelf.is_lasting())?;
    Store::new(shelf).record()
}

impl Lockable for BrowserShelf {
    fn write_plain(&self, on: bool) {
        if let BrowserShelf::Locked(_, vault) = self {
            vault.write_plain(on);
        }
    }

    fn settle(&self) {
        if let BrowserShelf::Locked(_, vault) = self {
            vault.settle();
        }
    }

    fn take_back(&self) {
        if let BrowserShelf::Locked(_, vault) = self {
            vault.take_back();
        }
    }
}

impl Store<BrowserShelf> {
    /// A file's text in an envelope of the key in use.
    pub fn sealed(&self, text: String) -> Option<String> {
        self.shelf.seal(text)
    }

    /// Whether a passphrase locks what is kept.
    pub fn is_locked(&self) -> bool {
        matches!(self.shelf, BrowserShelf::Locked(..))
    }

    /// Locks everything with the key that the vault has begun.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses.
    pub fn lock(&mut self, vault: &Vault) -> Result<(), ShelfError> {
        let BrowserShelf::Local(storage) = &self.shelf else { return Err(ShelfError::Refused) };
        self.shelf = BrowserShelf::Locked(storage.clone(), vault.clone());
        let done = self.lock_all();
        self.follow_lock();
        done
    }

    /// Takes the lock away: everything is kept as it is again.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses; then the lock stays.
    pub fn unlock(&mut self) -> Result<(), ShelfError> {
        let done = self.unlock_all();
        self.follow_lock();
        done
    }

    /// Lets the shelf be what the lock's key says.
    fn follow_lock(&mut self) {
        if let (BrowserShelf::Locked(storage, _), None) = (&self.shelf, &self.lock) {
            self.shelf = BrowserShelf::Local(storage.clone());
        }
    }
}
