//! The lock over what is kept, as far as it needs no browser: what stands under its key, and how everything that is kept is brought
//! into the form in which the shelf writes now. See `LOCK.md`.

use super::shelf::{Shelf, ShelfError};
use super::vault::is_locked;
use super::{Found, LOCK, Pointer, RESCUE, Store, checksum, pointer, slot};

/// A shelf that can write through a ring of keys.
pub trait Lockable: Shelf {
    /// Writes texts as they are from now on, or no longer.
    fn write_plain(&self, on: bool);
    /// Forgets all keys but the one begun last.
    fn settle(&self);
    /// Gives up the key begun last.
    fn take_back(&self);
}

impl<S: Lockable> Store<S> {
    /// Locks everything with the key begun last. Where that fails everything is as it was before, or, where even that fails, locked
    /// as far as it went; the next opening goes on.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses.
    pub fn lock_all(&mut self) -> Result<(), ShelfError> {
        let done = self.set_lock().and_then(|()| self.rewrite());
        if done.is_err() {
            self.unlock_all()?;
        }
        done
    }

    /// Takes the lock away. Where that fails it stays.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses.
    pub fn unlock_all(&mut self) -> Result<(), ShelfError> {
        self.shelf.write_plain(true);
        let done = self.rewrite();
        self.shelf.write_plain(false);
        if done.is_err() {
            let _ = self.rewrite();
            return done;
        }
        self.shelf.remove(LOCK);
        self.lock = None;
        self.shelf.settle();
        self.shelf.take_back();
        Ok(())
    }

    /// Goes on with the key begun last in place of the one before.
    ///
    /// # Errors
    /// When there is no room, or the browser refuses; then the key before stays.
    pub fn change_key(&mut self) -> Result<(), ShelfError> {
        // As long as one slot of each assessment is as it was, the passphrase before opens all of them.
        if let Err(error) = self.write_newest().and_then(|()| self.set_lock()) {
            self.shelf.take_back();
            let _ = self.rewrite();
            return Err(error);
        }
        // What is not done yet is done when the lock is opened the next time.
        if self.rewrite().is_ok() {
            self.shelf.settle();
        }
        Ok(())
    }

    /// Goes on where a page was closed while everything was being locked.
    pub fn tidy(&mut self) {
        let is_damaged = self.lock.as_ref().is_none_or(|lock| self.shelf.unseal(lock).as_deref() != Some(RECORD));
        if is_damaged {
            let _ = self.set_lock();
        }
        if self.has_plain() {
            let _ = self.rewrite();
        }
    }

    /// Lets every other page that is open start anew, and with that ask for the passphrase.
    pub fn shut(&mut self) {
        let _ = self.set_lock();
    }
}

/// What the envelope under the lock's key holds; a passphrase is tried on it.
const RECORD: &str = "tafwid";

impl<S: Shelf> Store<S> {
    /// What a passphrase can be tried on: what stands under the lock's key, or any other envelope where that is damaged.
    pub fn record(&self) -> Option<String> {
        let slots = self.ids().into_iter().flat_map(|id| [slot(&id, 0), slot(&id, 1)]);
        let texts = std::iter::once(LOCK.to_string()).chain(slots).filter_map(|key| self.shelf.get(&key));
        texts.into_iter().find(|text| super::vault::derivation(text).is_ok())
    }

    /// Puts a new envelope under the lock's key.
    fn set_lock(&mut self) -> Result<(), ShelfError> {
        let record = self.shelf.seal(RECORD.into()).ok_or(ShelfError::Refused)?;
        self.write_checked(LOCK, &record)?;
        self.lock = Some(record);
        Ok(())
    }

    fn write_checked(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        self.shelf.set(key, text)?;
        if self.shelf.get(key).as_deref() == Some(text) { Ok(()) } else { Err(ShelfError::Refused) }
    }

    fn set_aside_keys(&self) -> Vec<String> {
        self.shelf.keys().into_iter().filter(|key| key.starts_with(RESCUE)).collect()
    }

    /// Whether something is kept that is in no envelope of the keys at hand.
    fn has_plain(&self) -> bool {
        let slots = self.ids().into_iter().flat_map(|id| [slot(&id, 0), slot(&id, 1)]);
        let texts = slots.chain(self.set_aside_keys()).filter_map(|key| self.shelf.get(&key));
        texts.into_iter().any(|text| !is_locked(&text) || self.shelf.unseal(&text).is_none())
    }

    /// Writes the newest state of each assessment anew, into the slot that is not in use. What can be read by nobody stays.
    fn write_newest(&self) -> Result<(), ShelfError> {
        self.by_itself(|| {
            for id in self.ids() {
                if let Found::Whole(document, _) | Found::Older(document, _) = self.load(&id) {
                    self.put(&document)?;
                }
            }
            Ok(())
        })
    }

    /// Writes everything that is kept as the shelf writes now. No state is removed before its new text has been read back.
    fn rewrite(&self) -> Result<(), ShelfError> {
        self.by_itself(|| self.rewrite_all())
    }

    fn rewrite_all(&self) -> Result<(), ShelfError> {
        for id in self.ids() {
            match self.load(&id) {
                Found::Whole(document, _) | Found::Older(document, _) => {
                    self.put(&document)?;
                    self.put(&document)?;
                }
                Found::Newer(_) | Found::Damaged(..) => self.rewrite_slots(&id)?,
                Found::Nothing => {}
            }
        }
        for key in self.set_aside_keys() {
            let Some(text) = self.shelf.get(&key) else { continue };
            // Its checksum is in its name.
            let Some((new, start)) = self.resealed(&text).zip(key.rsplit_once('.').map(|(start, _)| start)) else { continue };
            let name = format!("{start}.{}", checksum(&new));
            if new != text {
                self.write_checked(&name, &new)?;
                self.shelf.remove(&key);
            }
        }
        Ok(())
    }

    /// Texts that are no assessments that we read, each in its place.
    fn rewrite_slots(&self, id: &str) -> Result<(), ShelfError> {
        let mut now = self.shelf.get(&pointer(id)).and_then(|text| Pointer::parse(&text));
        for n in 0..2 {
            let Some(old) = self.shelf.get(&slot(id, n)) else { continue };
            let Some(new) = self.resealed(&old) else { continue };
            self.write_checked(&slot(id, n), &new)?;
            if let Some(pointer) = now.as_mut().filter(|p| p.fits(n, &old)) {
                pointer.note(n, &new);
            }
        }
        match now {
            Some(now) => self.shelf.set(&pointer(id), &now.to_text()),
            None => Ok(()),
        }
    }

    /// A kept text as the shelf writes now; as it is where no key at hand opens it.
    pub(super) fn resealed(&self, text: &str) -> Option<String> {
        match self.shelf.unseal(text) {
            Some(plain) => self.shelf.seal(plain),
            None => Some(text.into()),
        }
    }

    /// Does something to what is kept, and goes on with the open assessment as it is then. What another page has changed since it
    /// was opened here stays another page's.
    fn by_itself(&self, work: impl FnOnce() -> Result<(), ShelfError>) -> Result<(), ShelfError> {
        let (id, seen) = self.seen.borrow().clone();
        let is_ours = self.shelf.get(&pointer(&id)) == seen;
        let done = work();
        if is_ours {
            self.open(&id);
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::super::shelf::MemoryShelf;
    use super::super::vault::{Derivation, Key, ROUNDS, Ring};
    use super::*;
    use crate::document::assessment::Document;
    use std::cell::{Cell, RefCell};

    const OPEN: &str = "11111111-2222-4333-8444-555555555555";
    const OTHER: &str = "11111111-2222-4333-8444-666666666666";
    const BROKEN: &str = "11111111-2222-4333-8444-777777777777";
    const NOW: &str = "2026-11-22T10:00:00Z";
    const SECRET: &str = "harbour";

    /// Memory with a ring of keys before it; without keys it is plain memory.
    #[derive(Default)]
    struct Locked {
        memory: MemoryShelf,
        ring: RefCell<Ring>,
        is_on: Cell<bool>,
        written: Cell<u8>,
    }

    impl Locked {
        fn begin(&self, byte: u8) {
            self.is_on.set(true);
            self.ring.borrow_mut().begin(key(byte));
        }
    }

    fn key(byte: u8) -> Key {
        Key::new(Derivation { rounds: ROUNDS, salt: [byte; 16] }, &[byte; 32])
    }

    impl Shelf for Locked {
        fn get(&self, key: &str) -> Option<String> {
            self.memory.get(key)
        }
        fn set(&self, key: &str, text: &str) -> Result<(), ShelfError> {
            self.memory.set(key, text)
        }
        fn remove(&self, key: &str) {
            self.memory.remove(key);
        }
        fn keys(&self) -> Vec<String> {
            self.memory.keys()
        }
        fn is_lasting(&self) -> bool {
            true
        }
        fn seal(&self, text: String) -> Option<String> {
            self.written.set(self.written.get().wrapping_add(1));
            if self.is_on.get() { self.ring.borrow().seal(&text, [self.written.get(); 12]) } else { Some(text) }
        }
        fn unseal(&self, text: &str) -> Option<String> {
            if self.is_on.get() { self.ring.borrow().unseal(text) } else { Some(text.into()) }
        }
    }

    impl Lockable for Locked {
        fn write_plain(&self, on: bool) {
            self.ring.borrow_mut().writes_plain = on;
        }
        fn settle(&self) {
            self.ring.borrow_mut().settle();
        }
        fn take_back(&self) {
            self.ring.borrow_mut().take_back();
        }
    }

    /// Two assessments, one of them open and written twice; a text that cannot be read; a text set aside.
    fn filled() -> Store<Locked> {
        let store = Store::new(Locked::default());
        for (id, title) in [(OTHER, "harbour, other"), (OPEN, "harbour, before"), (OPEN, "harbour, now")] {
            store.put(&Document::new(id, title, "en", NOW)).unwrap();
        }
        store.open(OPEN);
        let broken = format!("{{\"title\":\"{SECRET}");
        store.shelf.set(&slot(BROKEN, 0), &broken).unwrap();
        store.shelf.set(&pointer(BROKEN), &format!("0 {} -", checksum(&broken))).unwrap();
        store.load(BROKEN);
        store
    }

    fn title(store: &Store<Locked>, id: &str) -> Option<String> {
        match store.load(id) {
            Found::Whole(document, _) | Found::Older(document, _) => Some(document.title),
            _ => None,
        }
    }

    fn titles(store: &Store<Locked>) -> [Option<String>; 2] {
        [OPEN, OTHER].map(|id| title(store, id))
    }

    fn both() -> [Option<String>; 2] {
        ["harbour, now", "harbour, other"].map(|title| Some(title.to_string()))
    }

    fn plain_keys(store: &Store<Locked>) -> Vec<String> {
        store.shelf.keys().into_iter().filter(|key| store.shelf.get(key).unwrap().contains(SECRET)).collect()
    }

    /// The same memory in a page that opens anew, with these keys.
    fn opened_anew(store: Store<Locked>, keys: &[u8]) -> Store<Locked> {
        store.shelf.memory.fail_after(usize::MAX);
        let shelf = Locked { memory: store.shelf.memory, ..Locked::default() };
        keys.iter().for_each(|byte| shelf.begin(*byte));
        Store::new(shelf)
    }

    fn locked() -> Store<Locked> {
        let mut store = filled();
        store.shelf.begin(1);
        store.lock_all().unwrap();
        store
    }

    #[test]
    fn once_locked_nothing_is_kept_in_plain_text_and_the_key_opens_all() {
        let store = locked();
        assert_eq!(plain_keys(&store), [""; 0]);
        assert_eq!(titles(&store), both());
        assert!(!store.has_plain());
        // The open assessment goes on without a conflict.
        store.save(&Document::new(OPEN, "harbour, later", "en", NOW)).unwrap();
        assert_eq!(plain_keys(&store), [""; 0]);
        let aside = store.set_aside_keys();
        assert_eq!(aside.len(), 1);
        assert!(store.shelf.unseal(&store.shelf.get(&aside[0]).unwrap()).unwrap().contains(SECRET));
        assert!(aside[0].ends_with(&checksum(&store.shelf.get(&aside[0]).unwrap())), "no checksum of a plain text stays");
        assert!(matches!(store.load(BROKEN), Found::Damaged(..)));
        let stranger = opened_anew(store, &[2]);
        assert_eq!(titles(&stranger), [None, None]);
    }

    #[test]
    fn a_page_that_did_not_see_the_lock_writes_no_plain_text() {
        let before = filled();
        before.shelf.set(LOCK, "anything").unwrap();
        assert_eq!(before.save(&Document::new(OPEN, "harbour", "en", NOW)), Err(ShelfError::Refused));
    }

    #[test]
    fn what_another_page_has_changed_is_not_overwritten_after_locking() {
        let mut store = filled();
        store.put(&Document::new(OPEN, "harbour, theirs", "en", NOW)).unwrap();
        store.shelf.begin(1);
        store.lock_all().unwrap();
        assert_eq!(store.save(&Document::new(OPEN, "harbour, ours", "en", NOW)), Err(ShelfError::ChangedElsewhere));
    }

    #[test]
    fn locking_that_stops_at_any_write_loses_nothing() {
        for room in 0..40 {
            let mut store = filled();
            store.shelf.begin(1);
            store.shelf.memory.fail_after(room);
            let done = store.lock_all();
            let mut anew = opened_anew(store, &[1]);
            assert_eq!(titles(&anew), both(), "{room} {done:?}");
            if done.is_ok() {
                assert_eq!(plain_keys(&anew), [""; 0]);
            } else if anew.lock.is_some() {
                anew.tidy();
                assert_eq!(plain_keys(&anew), [""; 0], "{room}: the next opening goes on");
                assert_eq!(titles(&anew), both());
            }
        }
    }

    #[test]
    fn a_change_that_stops_at_any_write_loses_nothing() {
        for room in 0..40 {
            let mut store = locked();
            store.shelf.begin(2);
            store.shelf.memory.fail_after(room);
            let done = store.change_key();
            let record = store.record().unwrap();
            // Whichever key the record is of opens all by itself.
            let byte = if key(2).open(&record).is_some() { 2 } else { 1 };
            assert_eq!(done.is_ok(), byte == 2, "{room}");
            let mut anew = opened_anew(store, &[byte]);
            assert_eq!(titles(&anew), both(), "{room}");
            anew.tidy();
            assert_eq!(titles(&anew), both(), "{room}");
        }
    }

    #[test]
    fn a_lock_that_is_taken_away_leaves_all_as_it_was() {
        for room in 0..40 {
            let mut store = locked();
            store.shelf.memory.fail_after(room);
            let done = store.unlock_all();
            let is_done = done.is_ok();
            let anew = opened_anew(store, if is_done { &[] } else { &[1] });
            assert_eq!(titles(&anew), both(), "{room}");
            if is_done {
                assert!(anew.shelf.keys().iter().all(|key| !is_locked(&anew.shelf.get(key).unwrap())));
                assert_eq!(anew.lock, None);
            }
        }
    }

    #[test]
    fn a_damaged_record_is_made_anew_from_any_envelope() {
        let store = locked();
        store.shelf.set(LOCK, "{\"format\":").unwrap();
        assert!(key(1).open(&store.record().unwrap()).is_some());
        let mut anew = opened_anew(store, &[1]);
        anew.tidy();
        assert_eq!(key(1).open(&anew.shelf.get(LOCK).unwrap()).as_deref(), Some(RECORD));
        assert_eq!(titles(&anew), both());
    }
}
