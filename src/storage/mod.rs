//! The only room that touches what the browser keeps. Each assessment has two slots and a pointer: a new state is written to the
//! slot that is not in use, read back, and only then pointed at, so that a write cut short loses nothing. A slot's payload is byte
//! for byte the backup file, in an envelope (`vault.rs`) where a passphrase locks it.

// What a browser kept must not stop the program.
#![deny(clippy::indexing_slicing)]

#[cfg(feature = "app")]
pub mod browser;
#[cfg(feature = "app")]
pub mod erase;
mod lock;
pub mod shelf;
pub mod vault;

use crate::document::assessment::{self, Document};
use crate::document::group::is_uuid;
use crate::document::risk::Backup;
use crate::document::{Code, Complaint, Fault, time};
use crate::domain::order;
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};
use shelf::{Shelf, ShelfError};
use std::cell::RefCell;

const PREFIX: &str = "tafwid.a.";
const CURRENT: &str = "tafwid.current";
const RESCUE: &str = "tafwid.rescue.";

/// The key under which the chosen language is kept; `boot.js` reads it before anything else is there.
pub const LOCALE: &str = "tafwid.locale";
const KEYS: &str = "tafwid.keys";
const IDLE: &str = "tafwid.idle";

/// Where a passphrase locks what is kept, an envelope of it. Whoever changes what stands here forbids every page that is open to
/// write; `boot.js` lets those start anew.
const LOCK: &str = "tafwid.lock";
/// What stands there while everything is being erased.
const ERASING: &str = "erased";

/// What was found under an assessment's keys.
#[derive(Debug)]
pub enum Found {
    /// The newest state that was written whole.
    Whole(Box<Document>, Vec<Complaint>),
    /// The newest state is damaged; this is the one before it, and the damaged text, which was set aside.
    Older(Box<Document>, String),
    /// Written by a newer version of Tafwid: shown to nobody, changed by nobody. Its text can be saved as a file.
    Newer(String),
    /// Unreadable: its text was set aside under a key of its own and can be saved as a file.
    Damaged(String, Fault),
    /// Nothing.
    Nothing,
}

/// All assessments on a shelf.
pub struct Store<S> {
    shelf: S,
    /// The open assessment's id, with its pointer as this page last wrote or read it.
    seen: RefCell<(String, Option<String>)>,
    /// What stood under [`LOCK`] when the page opened.
    lock: Option<String>,
}

fn pointer(id: &str) -> String {
    format!("{PREFIX}{id}.now")
}

fn backup(id: &str) -> String {
    format!("{PREFIX}{id}.file")
}

fn slot(id: &str, n: usize) -> String {
    format!("{PREFIX}{id}.{n}")
}

/// CRC-32 without a table: a faster one would bring 16 kB that do not compress.
fn checksum(text: &str) -> String {
    let sum = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC).checksum(text.as_bytes());
    let digit = |i: u32| char::from_digit((sum >> (28 - 4 * i)) & 15, 16).unwrap_or('0');
    (0..8).map(digit).collect()
}

/// A pointer's text: the slot in use, and each slot's checksum.
struct Pointer {
    slot: usize,
    checksums: [String; 2],
}

impl Pointer {
    fn parse(text: &str) -> Option<Pointer> {
        let mut parts = text.split(' ');
        let slot = parts.next()?.parse().ok().filter(|n| *n < 2)?;
        let mut checksum = || parts.next().filter(|sum| sum.len() == 8 || *sum == "-").map(String::from);
        Some(Pointer { slot, checksums: [checksum()?, checksum()?] })
    }

    fn to_text(&self) -> String {
        let [first, second] = &self.checksums;
        format!("{} {first} {second}", self.slot)
    }

    /// Whether this is a slot's text as it was written.
    fn fits(&self, n: usize, text: &str) -> bool {
        self.checksums.get(n).is_some_and(|sum| *sum == checksum(text))
    }

    /// Notes what was written to a slot.
    fn note(&mut self, n: usize, text: &str) {
        if let Some(sum) = self.checksums.get_mut(n) {
            *sum = checksum(text);
        }
    }
}

impl<S: Shelf> Store<S> {
    /// A store on a shelf.
    pub fn new(shelf: S) -> Self {
        let lock = shelf.get(LOCK).filter(|lock| lock != ERASING);
        Store { shelf, seen: RefCell::default(), lock }
    }

    /// Ids of all assessments on the shelf, in order.
    pub fn ids(&self) -> Vec<String> {
        let id = |key: &String| key.strip_prefix(PREFIX)?.rsplit_once('.').map(|(id, _)| id.to_string());
        let mut ids: Vec<String> = self.shelf.keys().iter().filter_map(id).filter(|id| is_uuid(id)).collect();
        order::sort(&mut ids);
        ids.dedup();
        ids
    }

    /// Whether an assessment is on the shelf.
    pub fn has(&self, id: &str) -> bool {
        self.shelf.get(&pointer(id)).is_some()
    }

    /// The assessment that was open last.
    pub fn current(&self) -> Option<String> {
        self.shelf.get(CURRENT)
    }

    /// Remembers which assessment is open; that this fails is no loss.
    pub fn set_current(&self, id: &str) {
        let _ = self.shelf.set(CURRENT, id);
    }

    /// Notes that an assessment is open here, as it is saved now.
    pub fn open(&self, id: &str) {
        *self.seen.borrow_mut() = (id.into(), self.shelf.get(&pointer(id)));
    }

    /// What was saved of the open assessment, as it was seen last.
    pub fn seen(&self) -> Option<String> {
        self.seen.borrow().1.clone()
    }

    /// Goes on with an assessment of which this was seen last: what another page has written since is not overwritten.
    pub fn resume(&self, id: &str, seen: Option<String>) {
        *self.seen.borrow_mut() = (id.into(), seen);
    }

    /// Writes the open assessment, unless another page has written it since: then nothing is overwritten.
    ///
    /// # Errors
    /// As [`Store::put`], and when it was changed elsewhere.
    pub fn save(&self, document: &Document) -> Result<(), ShelfError> {
        let now = self.shelf.get(&pointer(&document.id));
        let (id, seen) = self.seen.borrow().clone();
        if id == document.id && now.is_some() && now != seen {
            return Err(ShelfError::ChangedElsewhere);
        }
        self.put(document)?;
        self.open(&document.id);
        Ok(())
    }

    /// Writes an assessment. What was there before stays until the new state has been read back.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses. What was saved before is still there.
    pub fn put(&self, document: &Document) -> Result<(), ShelfError> {
        if self.shelf.get(LOCK) != self.lock {
            return Err(ShelfError::Refused);
        }
        let id = &document.id;
        let text = self.shelf.seal(document.to_file()).ok_or(ShelfError::Refused)?;
        let before = self.shelf.get(&pointer(id)).and_then(|t| Pointer::parse(&t));
        let (old, sums) = before.map_or((1, [String::from("-"), String::from("-")]), |p| (p.slot, p.checksums));
        let new = 1 - old;
        self.shelf.set(&slot(id, new), &text)?;
        if self.shelf.get(&slot(id, new)).as_deref() != Some(text.as_str()) {
            return Err(ShelfError::Refused);
        }
        let mut now = Pointer { slot: new, checksums: sums };
        now.note(new, &text);
        self.shelf.set(&pointer(id), &now.to_text())
    }

    fn read(&self, text: &str) -> Result<(Document, Vec<Complaint>), Fault> {
        let text = self.shelf.unseal(text).ok_or_else(Fault::damaged)?;
        assessment::from_bytes(text.as_bytes())
    }

    /// Reads an assessment.
    pub fn load(&self, id: &str) -> Found {
        let pointer = self.shelf.get(&pointer(id)).and_then(|raw| Pointer::parse(&raw));
        let texts = [0, 1].map(|n| self.shelf.get(&slot(id, n)));
        // Without a pointer the slot that was changed last is the newest.
        let stamp = |n: usize| {
            let (document, _) = self.read(texts.get(n)?.as_ref()?).ok()?;
            time::instant(&document.updated)
        };
        let first = pointer.as_ref().map_or_else(|| usize::from(stamp(1) > stamp(0)), |p| p.slot);
        // Of two states of one second nobody can tell which is newer: one opens, the other is set aside.
        let [one, other] = &texts;
        let is_unsure = pointer.is_none() && one != other && stamp(0).is_some() && stamp(0) == stamp(1);
        let mut fault = None;
        for (n, is_newest) in [(first, true), (1 - first, false)] {
            let Some(Some(text)) = texts.get(n) else { continue };
            let is_whole = pointer.as_ref().is_none_or(|p| p.fits(n, text));
            match self.read(text) {
                Ok((document, complaints)) if is_whole && document.id == id => {
                    let document = Box::new(document);
                    return match is_newest {
                        true if is_unsure => self.older(id, 1 - first, document),
                        true => Found::Whole(document, complaints),
                        false => self.older(id, first, document),
                    };
                }
                Err(f) if f.code == Code::NewerVersion => return Found::Newer(text.clone()),
                Err(f) => fault = fault.or(Some((text.clone(), f))),
                Ok(_) => fault = fault.or(Some((text.clone(), Fault::damaged()))),
            }
        }
        match fault {
            Some((text, fault)) => {
                self.set_aside(id, &text);
                Found::Damaged(text, fault)
            }
            None => Found::Nothing,
        }
    }

    fn older(&self, id: &str, damaged: usize, document: Box<Document>) -> Found {
        let text = self.shelf.get(&slot(id, damaged));
        if let Some(text) = &text {
            self.set_aside(id, text);
        }
        Found::Older(document, text.unwrap_or_default())
    }

    /// Copies an unreadable text to a key of its own, once. The original is not touched.
    fn set_aside(&self, id: &str, text: &str) {
        let key = format!("{RESCUE}{id}.{}", checksum(text));
        if self.shelf.get(&key).is_none() {
            let _ = self.shelf.set(&key, text);
        }
    }

    /// Removes an assessment. What was set aside of it goes too.
    pub fn remove(&self, id: &str) {
        for key in [pointer(id), slot(id, 0), slot(id, 1), backup(id)] {
            self.shelf.remove(&key);
        }
        let aside = format!("{RESCUE}{id}.");
        self.shelf.keys().iter().filter(|k| k.starts_with(&aside)).for_each(|k| self.shelf.remove(k));
    }

    /// The last backup file that was made of an assessment in this browser.
    pub fn backup(&self, id: &str) -> Option<Backup> {
        let text = self.shelf.get(&backup(id))?;
        let (at, updated) = text.split_once(' ')?;
        Some(Backup { at: at.into(), updated: updated.into() })
    }

    /// Notes that a backup file was made; that this fails is no loss.
    pub fn set_backup(&self, id: &str, made: &Backup) {
        if self.has(id) {
            let _ = self.shelf.set(&backup(id), &format!("{} {}", made.at, made.updated));
        }
    }

    /// The chosen language.
    pub fn locale(&self) -> Option<String> {
        self.shelf.get(LOCALE)
    }

    /// Remembers the language; that this fails is no loss.
    pub fn set_locale(&self, locale: &str) {
        let _ = self.shelf.set(LOCALE, locale);
    }

    /// Whether the number keys are on.
    pub fn has_number_keys(&self) -> bool {
        self.shelf.get(KEYS).is_some()
    }

    /// Remembers whether the number keys are on; that this fails is no loss.
    pub fn set_number_keys(&self, on: bool) {
        if on {
            let _ = self.shelf.set(KEYS, "1");
        } else {
            self.shelf.remove(KEYS);
        }
    }

    /// After how many minutes without use the page locks itself, as chosen.
    pub fn idle(&self) -> Option<String> {
        self.shelf.get(IDLE)
    }

    /// Remembers after how many minutes the page locks itself; that this fails is no loss.
    pub fn set_idle(&self, minutes: &str) {
        let _ = self.shelf.set(IDLE, minutes);
    }

    /// Forgets how this page is used, where no assessment is kept.
    pub fn forget_use(&self) {
        if self.ids().is_empty() {
            [LOCALE, KEYS, CURRENT].iter().for_each(|key| self.shelf.remove(key));
        }
    }

    /// Whether the shelf outlives the page.
    pub fn is_lasting(&self) -> bool {
        self.shelf.is_lasting()
    }
}

#[cfg(test)]
mod tests {
    use super::shelf::MemoryShelf;
    use super::*;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::{Opt, Question};

    const ID: &str = "11111111-2222-4333-8444-555555555555";
    const NOW: &str = "2026-11-22T10:00:00Z";

    /// Later notes come later in the alphabet, and are written later.
    fn document(note: &str) -> Document {
        let mut document = Document::new(ID, "مدينتنا", "ar", NOW);
        document.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap(), NOW);
        let later = format!("2026-11-22T10:00:{:02}Z", note.bytes().next().unwrap_or(0) % 60);
        document.set_note(Question::MandateExplicit, note, &later);
        document
    }

    fn note(found: &Found) -> Option<&str> {
        match found {
            Found::Whole(d, _) | Found::Older(d, _) => d.entry(Question::MandateExplicit).map(|e| e.note.as_str()),
            _ => None,
        }
    }

    #[test]
    fn the_checksum_is_crc_32() {
        assert_eq!(checksum("123456789"), "cbf43926");
    }

    #[test]
    fn the_slots_payload_is_the_backup_file() {
        let store = Store::new(MemoryShelf::default());
        store.save(&document("a")).unwrap();
        assert_eq!(store.shelf.get(&slot(ID, 0)), Some(document("a").to_file()));
        assert_eq!(store.ids(), [ID]);
        assert_eq!(note(&store.load(ID)), Some("a"));
    }

    #[test]
    fn a_write_that_fails_at_any_step_keeps_what_was_saved() {
        for room in 0..4 {
            let store = Store::new(MemoryShelf::default());
            store.save(&document("first")).unwrap();
            store.save(&document("second")).unwrap();
            store.shelf.fail_after(room);
            let result = store.save(&document("third"));
            store.shelf.fail_after(usize::MAX);
            let found = store.load(ID);
            assert_eq!(note(&found), Some(if result.is_ok() { "third" } else { "second" }), "{room}");
        }
    }

    #[test]
    fn what_another_page_has_written_is_not_overwritten() {
        let store = Store::new(MemoryShelf::default());
        store.save(&document("ours")).unwrap();
        store.put(&document("theirs")).unwrap();
        assert_eq!(store.save(&document("ours again")), Err(ShelfError::ChangedElsewhere));
        assert_eq!(note(&store.load(ID)), Some("theirs"));
        store.open(ID);
        store.save(&document("ours at last")).unwrap();
    }

    #[test]
    fn while_everything_is_being_erased_no_page_writes() {
        let store = Store::new(MemoryShelf::default());
        store.save(&document("ours")).unwrap();
        store.remove(ID);
        store.shelf.set(LOCK, ERASING).unwrap();
        assert_eq!(store.save(&document("ours again")), Err(ShelfError::Refused));
        assert_eq!(store.shelf.keys(), [LOCK]);
        // Nor one that opens meanwhile.
        let Store { shelf, .. } = store;
        let store = Store::new(shelf);
        assert_eq!(store.put(&document("theirs")), Err(ShelfError::Refused));
    }

    #[test]
    fn every_cut_of_every_key_is_survived_and_nothing_is_overwritten() {
        let fresh = || {
            let store = Store::new(MemoryShelf::default());
            store.save(&document("first")).unwrap();
            store.save(&document("second")).unwrap();
            store
        };
        for key in fresh().shelf.keys() {
            let length = fresh().shelf.get(&key).unwrap().len();
            for cut in (0..length).step_by(16) {
                let store = fresh();
                let text = store.shelf.get(&key).unwrap();
                let cut = (0..=cut).rev().find(|c| text.is_char_boundary(*c)).unwrap();
                store.shelf.set(&key, &text[..cut]).unwrap();
                let found = store.load(ID);
                let is_newest = !key.ends_with(".1");
                assert_eq!(note(&found), Some(if is_newest { "second" } else { "first" }), "{key} {cut} {found:?}");
                if matches!(found, Found::Older(..)) {
                    assert!(store.shelf.keys().iter().any(|k| k.starts_with(RESCUE)));
                }
            }
        }
    }

    #[test]
    fn a_backup_is_remembered_as_long_as_the_assessment_is_there() {
        let store = Store::new(MemoryShelf::default());
        let made = Backup { at: NOW.into(), updated: "2026-11-22T09:00:00Z".into() };
        store.set_backup(ID, &made);
        assert_eq!(store.backup(ID), None, "it is not there");
        store.save(&document("a")).unwrap();
        store.set_backup(ID, &made);
        assert_eq!(store.backup(ID), Some(made));
        assert_eq!(store.ids(), [ID]);
        store.remove(ID);
        assert!(store.shelf.keys().is_empty());
    }

    #[test]
    fn a_newer_or_unreadable_document_is_not_touched() {
        let store = Store::new(MemoryShelf::default());
        store.save(&document("a")).unwrap();
        let newer = document("a").to_file().replace("\"version\": 1", "\"version\": 2");
        store.shelf.set(&slot(ID, 0), &newer).unwrap();
        assert!(matches!(store.load(ID), Found::Newer(text) if text == newer));
        store.shelf.set(&slot(ID, 0), "{\"format\":").unwrap();
        assert!(matches!(store.load(ID), Found::Damaged(..)));
        assert_eq!(store.shelf.get(&slot(ID, 0)).as_deref(), Some("{\"format\":"));
        store.remove(ID);
        assert!(store.shelf.keys().is_empty());
    }

    #[test]
    fn of_two_states_of_one_second_without_a_pointer_none_is_lost() {
        let store = Store::new(MemoryShelf::default());
        let mut document = document("a");
        store.put(&document).unwrap();
        let first = document.to_file();
        document.set(Answer::one(Question::MandateExplicit, Opt::No).unwrap(), &document.updated.clone());
        store.put(&document).unwrap();
        store.shelf.set(&pointer(ID), "damaged").unwrap();
        let Found::Older(opened, other) = store.load(ID) else { panic!("it says so") };
        let mut both = [opened.to_file(), other.clone()];
        both.sort();
        let mut expected = [first, document.to_file()];
        expected.sort();
        assert_eq!(both, expected);
        assert!(
            store.shelf.keys().iter().any(|k| k.starts_with(RESCUE) && store.shelf.get(k).as_deref() == Some(other.as_str()))
        );
    }
}
