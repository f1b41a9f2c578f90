//! Erasing everything that the tool keeps in the browser, and looking afterwards whether anything is left.

use super::{ERASING, LOCK};
use js_sys::{Array, Promise};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Storage, Window};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = forgetOffline, catch)]
    fn forget_offline() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = caches, js_name = keys, catch)]
    fn cache_names() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = caches, js_name = delete, catch)]
    fn delete_cache(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "serviceWorker"], js_name = getRegistrations, catch)]
    fn registrations() -> Result<JsValue, JsValue>;
    type Registration;
    #[wasm_bindgen(method, getter)]
    fn scope(this: &Registration) -> String;
    #[wasm_bindgen(method, catch)]
    fn unregister(this: &Registration) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &js_sys::Function, milliseconds: f64);
}

/// What a promise comes to; what a browser does not have comes to nothing.
async fn came(promise: Result<JsValue, JsValue>) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise.ok()?)).await.ok()
}

/// How long other pages get to notice: longer than any of them waits before it saves what is typed.
const PATIENCE: Duration = Duration::from_millis(1000);

/// Where something of ours can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// localStorage or sessionStorage.
    Storage,
    /// The caches.
    Caches,
    /// A service worker.
    Worker,
}

impl Place {
    /// The id in words.
    pub const fn id(self) -> &'static str {
        match self {
            Place::Storage => "storage",
            Place::Caches => "caches",
            Place::Worker => "worker",
        }
    }
}

fn storages() -> impl Iterator<Item = Storage> {
    let window = web_sys::window();
    let [local, session] =
        [Window::local_storage, Window::session_storage].map(|get| window.as_ref().and_then(|w| get(w).ok().flatten()));
    local.into_iter().chain(session)
}

fn keys(storage: &Storage) -> Vec<String> {
    let all = (0..storage.length().unwrap_or(0)).filter_map(|i| storage.key(i).ok().flatten());
    all.filter(|key| key.starts_with("tafwid.")).collect()
}

fn remove_keys(but: &str) {
    for storage in storages() {
        for key in keys(&storage).iter().filter(|key| *key != but) {
            let _ = storage.remove_item(key);
        }
    }
}

async fn caches() -> Vec<String> {
    let names = came(cache_names()).await.map(|names| Array::from(&names)).unwrap_or_default();
    names.iter().filter_map(|name| name.as_string()).filter(|name| name.starts_with("tafwid")).collect()
}

/// Workers of this copy of the site; other sites of the same host have their own.
async fn workers() -> Vec<Registration> {
    let here = web_sys::window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let here = here.split(['?', '#']).next().and_then(|path| path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let all = came(registrations()).await.map(|all| Array::from(&all)).unwrap_or_default();
    all.iter()
        .map(JsCast::unchecked_into::<Registration>)
        .filter(|worker| worker.scope().strip_suffix('/') == Some(here))
        .collect()
}

async fn wait() {
    let millis = PATIENCE.as_millis() as f64;
    let _ = JsFuture::from(Promise::new(&mut |done, _| set_timeout(&done, millis))).await;
}

/// Erases everything, and says where something is left. While it runs no page writes anything, and afterwards every other page
/// starts anew.
pub async fn erase() -> Vec<Place> {
    // A full shelf has room for this only once the rest is gone.
    let forbid = || storages().next().is_some_and(|local| local.set_item(LOCK, ERASING).is_ok());
    if !forbid() {
        remove_keys(LOCK);
        let _ = forbid();
    }
    remove_keys(LOCK);
    came(forget_offline()).await;
    for worker in workers().await {
        came(worker.unregister()).await;
    }
    for name in caches().await {
        came(delete_cache(&name)).await;
    }
    wait().await;
    remove_keys("");
    let mut left = Vec::new();
    if storages().any(|storage| !keys(&storage).is_empty()) {
        left.push(Place::Storage);
    }
    if !caches().await.is_empty() {
        left.push(Place::Caches);
    }
    if !workers().await.is_empty() {
        left.push(Place::Worker);
    }
    left
}
