//! The lock: keys from passphrases, and texts into envelopes and out of them. The keys stay in here, and are gone when the page is.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use std::cell::RefCell;
use tafwid::document::Code;
use tafwid::storage::vault::{Derivation, Key, ROUNDS, Ring, derivation};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

fn main() {}

thread_local! {
    static RING: RefCell<Ring> = RefCell::default();
}

/// Why something cannot be done, by an id: `wrong` passphrase, `damaged`, `newer` format, `unavailable` here.
type Refusal = &'static str;

fn random<const N: usize>() -> Result<[u8; N], Refusal> {
    let crypto = web_sys::window().and_then(|w| w.crypto().ok()).ok_or("unavailable")?;
    let mut bytes = [0; N];
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| "unavailable")?;
    Ok(bytes)
}

fn read(envelope: &str) -> Result<Derivation, Refusal> {
    derivation(envelope).map_err(|fault| if fault.code == Code::NewerVersion { "newer" } else { "damaged" })
}

async fn derive(passphrase: &str, derivation: Derivation) -> Result<Key, Refusal> {
    bits(passphrase, derivation).await.ok().map(|bits| Key::new(derivation, &bits)).ok_or("unavailable")
}

async fn bits(passphrase: &str, Derivation { rounds, salt }: Derivation) -> Result<[u8; 32], JsValue> {
    let subtle = web_sys::window().ok_or(JsValue::NULL)?.crypto()?.subtle();
    // The same letters typed on another keyboard are the same passphrase.
    let text = String::from(JsString::from(passphrase).normalize("NFC"));
    let secret = Uint8Array::from(text.as_bytes());
    let usages = Array::of1(&"deriveBits".into());
    let base = JsFuture::from(subtle.import_key_with_str("raw", &secret, "PBKDF2", false, &usages)?).await?;
    let how = Object::new();
    Reflect::set(&how, &"name".into(), &"PBKDF2".into())?;
    Reflect::set(&how, &"hash".into(), &"SHA-256".into())?;
    Reflect::set(&how, &"iterations".into(), &rounds.into())?;
    Reflect::set(&how, &"salt".into(), &Uint8Array::from(salt.as_slice()))?;
    let base: CryptoKey = base.unchecked_into();
    let bits = JsFuture::from(subtle.derive_bits_with_object(&how, &base, 256)?).await?;
    Uint8Array::new(&bits).to_vec().try_into().map_err(|_| JsValue::NULL)
}

/// Makes a key of a passphrase. Texts are written with it from now on.
///
/// # Errors
/// `unavailable` where the browser derives no keys.
#[wasm_bindgen]
pub async fn begin(passphrase: String) -> Result<(), String> {
    let derivation = Derivation { rounds: ROUNDS, salt: random()? };
    let key = derive(&passphrase, derivation).await?;
    RING.with_borrow_mut(|ring| {
        ring.writes_plain = false;
        ring.begin(key);
    });
    Ok(())
}

/// Opens what was written with a passphrase, of which this is an envelope.
///
/// # Errors
/// `wrong`, `damaged`, `newer` or `unavailable`.
#[wasm_bindgen]
pub async fn unlock(passphrase: String, envelope: String) -> Result<(), String> {
    let key = derive(&passphrase, read(&envelope)?).await?;
    key.open(&envelope).ok_or("wrong")?;
    RING.with_borrow_mut(|ring| ring.begin(key));
    Ok(())
}

/// Gives up the key begun last.
#[wasm_bindgen]
pub fn take_back() {
    RING.with_borrow_mut(Ring::take_back);
}

/// Forgets all keys but the one begun last.
#[wasm_bindgen]
pub fn settle() {
    RING.with_borrow_mut(Ring::settle);
}

/// Writes texts as they are from now on, or no longer.
#[wasm_bindgen]
pub fn write_plain(on: bool) {
    RING.with_borrow_mut(|ring| ring.writes_plain = on);
}

/// A text as it is written now.
#[wasm_bindgen]
pub fn seal(text: &str) -> Option<String> {
    let iv = random().ok()?;
    RING.with_borrow(|ring| ring.seal(text, iv))
}

/// A text as it was before it was written.
#[wasm_bindgen]
pub fn unseal(text: &str) -> Option<String> {
    RING.with_borrow(|ring| ring.unseal(text))
}

/// A text in an envelope of a passphrase of its own.
///
/// # Errors
/// `unavailable`.
#[wasm_bindgen]
pub async fn seal_with(passphrase: String, text: String) -> Result<String, String> {
    let key = derive(&passphrase, Derivation { rounds: ROUNDS, salt: random()? }).await?;
    Ok(key.seal(&text, random()?).ok_or("unavailable")?)
}

/// The text in an envelope of a passphrase.
///
/// # Errors
/// `wrong`, `damaged`, `newer` or `unavailable`.
#[wasm_bindgen]
pub async fn open_with(passphrase: String, envelope: String) -> Result<String, String> {
    let key = derive(&passphrase, read(&envelope)?).await?;
    Ok(key.open(&envelope).ok_or("wrong")?)
}
