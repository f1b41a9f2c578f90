//! Envelopes that another program has made open, and no other key or header opens them.

#![allow(clippy::unwrap_used)] // a test stops where it fails

use tafwid::document::json::Json;
use tafwid::storage::vault::{Key, derivation, is_locked};

fn bytes(hex: &str) -> [u8; 32] {
    let byte = |i: usize| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap();
    std::array::from_fn(byte)
}

#[test]
fn vectors_of_another_implementation_open() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/locked/vectors.json");
    let vectors = Json::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(vectors.items().len() >= 5);
    for vector in vectors.items() {
        let get = |name: &str| vector.get(name).and_then(Json::as_text).unwrap();
        let (name, envelope) = (get("name"), get("envelope"));
        assert!(is_locked(envelope), "{name}");
        let key = Key::new(derivation(envelope).unwrap(), &bytes(get("key")));
        assert_eq!(key.open(envelope).as_deref(), Some(get("text")), "{name}");
        let other = Key::new(derivation(envelope).unwrap(), &[0; 32]);
        assert_eq!(other.open(envelope), None, "{name}");
    }
}
