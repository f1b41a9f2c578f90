//! The envelope in which a text is kept where a passphrase locks it, and the keys that open it. The format stands in `LOCK.md`.

use crate::document::json::Json;
use crate::document::{self, Code, Fault, required, version};
use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64ct::{Base64UrlUnpadded, Encoding};

/// The format's name.
pub const FORMAT: &str = "tafwid-locked";
/// The newest version, which is the one written.
pub const VERSION: u32 = 1;
/// Rounds of the derivation of a new key.
pub const ROUNDS: u32 = 600_000;
/// Rounds on reading at most: more could freeze the page.
pub const ROUNDS_LIMIT: u32 = 10_000_000;
/// Bytes of an envelope at most: a file of the largest size, and the frame.
pub const SIZE_LIMIT: usize = document::collection::SIZE_LIMIT / 3 * 4 + 1024;

const KDF: &str = "PBKDF2-SHA256";
const CIPHER: &str = "AES-256-GCM";

/// How the key of an envelope is derived from a passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Rounds of PBKDF2-SHA256.
    pub rounds: u32,
    /// Random for each passphrase.
    pub salt: [u8; 16],
}

impl Derivation {
    fn members(&self) -> Vec<(&'static str, Json)> {
        vec![
            ("format", Json::text(FORMAT)),
            ("version", Json::Number(VERSION.to_string())),
            ("kdf", Json::text(KDF)),
            ("rounds", Json::Number(self.rounds.to_string())),
            ("salt", Json::text(Base64UrlUnpadded::encode_string(&self.salt))),
            ("cipher", Json::text(CIPHER)),
        ]
    }

    /// What the cipher authenticates beside the text: all members before `iv`, as one line of JSON.
    fn header(&self) -> String {
        Json::object(self.members()).to_line()
    }
}

/// An envelope as it is read.
struct Envelope {
    derivation: Derivation,
    iv: [u8; 12],
    ciphertext: Vec<u8>,
}

fn bytes<const N: usize>(json: &Json, name: &str) -> Result<[u8; N], Fault> {
    let text = required(json, name)?;
    let bytes = Base64UrlUnpadded::decode_vec(text).ok().and_then(|b| b.try_into().ok());
    bytes.ok_or_else(|| Fault::at(format!("/{name}"), Code::WrongType))
}

fn expect(json: &Json, name: &str, value: &str) -> Result<(), Fault> {
    if required(json, name)? == value { Ok(()) } else { Err(Fault::at(format!("/{name}"), Code::UnknownVersion)) }
}

impl Envelope {
    fn read(text: &str) -> Result<Envelope, Fault> {
        let json = document::parse_within(text.as_bytes(), SIZE_LIMIT)?;
        version(&json, FORMAT, VERSION)?;
        expect(&json, "kdf", KDF)?;
        expect(&json, "cipher", CIPHER)?;
        let rounds = json.get("rounds").ok_or_else(|| Fault::at("/rounds", Code::MissingMember))?;
        let rounds = rounds.as_whole(ROUNDS_LIMIT).filter(|n| *n >= ROUNDS);
        let rounds = rounds.ok_or_else(|| Fault::at("/rounds", Code::ValueOutOfRange))?;
        let ciphertext = Base64UrlUnpadded::decode_vec(required(&json, "ciphertext")?);
        Ok(Envelope {
            derivation: Derivation { rounds, salt: bytes(&json, "salt")? },
            iv: bytes(&json, "iv")?,
            ciphertext: ciphertext.map_err(|_| Fault::at("/ciphertext", Code::WrongType))?,
        })
    }
}

/// Whether a text is an envelope, of whatever version, readable or not.
pub fn is_locked(text: &str) -> bool {
    text.contains(FORMAT)
        && document::parse_within(text.as_bytes(), SIZE_LIMIT)
            .is_ok_and(|json| json.get("format").and_then(Json::as_text) == Some(FORMAT))
}

/// How an envelope's key is derived.
///
/// # Errors
/// When it is none that we can read.
pub fn derivation(envelope: &str) -> Result<Derivation, Fault> {
    Ok(Envelope::read(envelope)?.derivation)
}

/// A key, and how it was derived.
pub struct Key {
    derivation: Derivation,
    cipher: Aes256Gcm,
}

impl Key {
    /// A key of 32 bytes.
    pub fn new(derivation: Derivation, bytes: &[u8; 32]) -> Key {
        Key { derivation, cipher: Aes256Gcm::new(bytes.into()) }
    }

    /// A text in an envelope. `iv` must be fresh and random for each. What cannot be opened again is not handed out.
    pub fn seal(&self, text: &str, iv: [u8; 12]) -> Option<String> {
        let header = self.derivation.header();
        let payload = Payload { msg: text.as_bytes(), aad: header.as_bytes() };
        let ciphertext = self.cipher.encrypt(Nonce::from_slice(&iv), payload).ok()?;
        let mut members = self.derivation.members();
        members.push(("iv", Json::text(Base64UrlUnpadded::encode_string(&iv))));
        members.push(("ciphertext", Json::text(Base64UrlUnpadded::encode_string(&ciphertext))));
        let envelope = Json::object(members).to_line();
        (self.open(&envelope).as_deref() == Some(text)).then_some(envelope)
    }

    /// The text in an envelope of this key.
    pub fn open(&self, envelope: &str) -> Option<String> {
        let Envelope { derivation, iv, ciphertext } = Envelope::read(envelope).ok()?;
        if derivation != self.derivation {
            return None;
        }
        let header = derivation.header();
        let payload = Payload { msg: &ciphertext, aad: header.as_bytes() };
        String::from_utf8(self.cipher.decrypt(Nonce::from_slice(&iv), payload).ok()?).ok()
    }
}

/// The keys at hand. The first one writes, all of them read.
#[derive(Default)]
pub struct Ring {
    keys: Vec<Key>,
    /// Whether texts are written as they are, while a lock is being taken away.
    pub writes_plain: bool,
}

impl Ring {
    /// Writes with this key from now on; those before still read.
    pub fn begin(&mut self, key: Key) {
        self.keys.insert(0, key);
    }

    /// Gives up the key that writes, for the one before.
    pub fn take_back(&mut self) {
        if !self.keys.is_empty() {
            self.keys.remove(0);
        }
    }

    /// Forgets every key but the one that writes.
    pub fn settle(&mut self) {
        self.keys.truncate(1);
    }

    /// A text as it is written now.
    pub fn seal(&self, text: &str, iv: [u8; 12]) -> Option<String> {
        if self.writes_plain { Some(text.into()) } else { self.keys.first()?.seal(text, iv) }
    }

    /// A text as it was before it was written; one that was never locked is given back as it is.
    pub fn unseal(&self, text: &str) -> Option<String> {
        if !is_locked(text) {
            return Some(text.into());
        }
        self.keys.iter().find_map(|key| key.open(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DERIVATION: Derivation = Derivation { rounds: ROUNDS, salt: [7; 16] };

    fn key(byte: u8) -> Key {
        Key::new(DERIVATION, &[byte; 32])
    }

    fn fault(envelope: &str) -> (String, Code) {
        let fault = derivation(envelope).unwrap_err();
        (fault.path, fault.code)
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_alone() {
        for text in ["", "{\"format\":\"tafwid-assessment\"}", "مدينتنا", &"x".repeat(100_000)] {
            let envelope = key(1).seal(text, [3; 12]).unwrap();
            assert!(is_locked(&envelope));
            assert_eq!(key(1).open(&envelope).as_deref(), Some(text));
            assert_eq!(key(2).open(&envelope), None);
            assert!(text.is_empty() || !envelope.contains(text));
        }
    }

    #[test]
    fn no_change_of_an_envelope_goes_unnoticed() {
        let envelope = key(1).seal("our answers", [3; 12]).unwrap();
        for at in 0..envelope.len() {
            for other in [b'A', b'1', b'"', b' '] {
                let mut bytes = envelope.clone().into_bytes();
                if bytes[at] == other {
                    continue;
                }
                bytes[at] = other;
                let changed = String::from_utf8(bytes).unwrap();
                assert_eq!(key(1).open(&changed), None, "{changed}");
            }
        }
        // The same header with another salt or more rounds is another envelope.
        for derivation in [Derivation { rounds: ROUNDS + 1, ..DERIVATION }, Derivation { salt: [8; 16], ..DERIVATION }] {
            let other = Key::new(derivation, &[1; 32]);
            let moved = other.seal("our answers", [3; 12]).unwrap();
            let (_, ciphertext) = envelope.split_once("\"ciphertext\"").unwrap();
            let (head, _) = moved.split_once("\"ciphertext\"").unwrap();
            assert_eq!(other.open(&format!("{head}\"ciphertext\"{ciphertext}")), None);
        }
    }

    #[test]
    fn hostile_headers_are_refused_before_anything_is_worked_out() {
        let envelope = key(1).seal("x", [3; 12]).unwrap();
        let with = |from: &str, to: &str| fault(&envelope.replace(from, to));
        for rounds in ["10000001", "4294967296", "1e9", "-1", "0", "1000", "\"600000\""] {
            assert_eq!(with("600000", rounds), ("/rounds".into(), Code::ValueOutOfRange), "{rounds}");
        }
        assert_eq!(with("PBKDF2-SHA256", "none").1, Code::UnknownVersion);
        assert_eq!(with("AES-256-GCM", "AES-128-GCM").1, Code::UnknownVersion);
        assert_eq!(with("\"version\":1", "\"version\":2").1, Code::NewerVersion);
        assert_eq!(with("\"salt\":\"", "\"salt\":\"AAAA").1, Code::WrongType);
        assert_eq!(with("\"iv\":\"", "\"iv\":\"=").1, Code::WrongType);
        assert_eq!(with("\"kdf\"", "\"salt\"").1, Code::DuplicateMember);
        assert_eq!(fault(&format!("{envelope}{}", " ".repeat(SIZE_LIMIT))).1, Code::TooLarge);
        assert_eq!(fault("{}").1, Code::MissingMember);
        assert!(!is_locked("{\"format\":\"tafwid-assessment\",\"title\":\"tafwid-locked\"}"));
    }

    #[test]
    fn a_ring_writes_with_its_newest_key_and_reads_with_all() {
        let other = Key::new(Derivation { salt: [9; 16], ..DERIVATION }, &[2; 32]);
        let mut ring = Ring::default();
        assert_eq!(ring.seal("x", [0; 12]), None);
        ring.begin(key(1));
        let old = ring.seal("x", [0; 12]).unwrap();
        ring.begin(other);
        let new = ring.seal("x", [1; 12]).unwrap();
        for text in [&old, &new, "x"] {
            assert_eq!(ring.unseal(text).as_deref(), Some("x"));
        }
        ring.settle();
        assert_eq!((ring.unseal(&old), ring.unseal(&new).as_deref()), (None, Some("x")));
        ring.writes_plain = true;
        assert_eq!(ring.seal("x", [2; 12]).as_deref(), Some("x"));
    }
}
