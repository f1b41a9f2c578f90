//! Long tests in a short, seeded form: files of any bytes, damage to what is kept, tabs beside one another, writes cut short.
//! `make soak` runs a million cases (`TAFWID_SOAK` names another number).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use tafwid::document::SIZE_LIMIT;
use tafwid::document::assessment::{Document, from_bytes};
use tafwid::document::collection::{self, Item};
use tafwid::domain::answers::Answer;
use tafwid::domain::instrument::{Opt, Question};
use tafwid::storage::shelf::{Shelf, ShelfError};
use tafwid::storage::{Found, Store};

/// How many cases: a part of a million under `make soak`, of 20,000 otherwise.
fn cases(part: usize) -> usize {
    std::env::var("TAFWID_SOAK").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000) / part
}

/// Numbers that are the same for a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// What breaks readers of JSON, and what a newer or a hostile program may write.
const STRANGE: [&[u8]; 22] = [
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":",
    b"1e999999999",
    b"-0",
    b"123456789012345678901234567890123456789012345678901234567890",
    b"0.1e-400",
    b"\"\\ud800\"",
    b"\\udfff",
    b"\"__proto__\":{\"polluted\":true},",
    b"\"constructor\":1,",
    b"\"$serde_json::private::Number\":\"1\",",
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"\"\"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\0",
    b"\"value\":\"unknown\",",
    b",",
];

/// A file changed in up to four places, as a bad disk, a bad tool or a bad person would.
fn mutated(dice: &mut Dice, file: &[u8]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + dice.below(60)).min(bytes.len());
        match dice.below(8) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..to)),
            3 => {
                let piece = bytes[at..to].to_vec();
                let place = dice.below(bytes.len() + 1);
                bytes.splice(place..place, piece);
            }
            4 => drop(bytes.splice(at..at, STRANGE[dice.below(STRANGE.len())].iter().copied())),
            // A value gives way to something strange.
            5 | 6 => {
                let Some(colon) = bytes.iter().skip(at).position(|b| *b == b':').map(|n| at + n + 1) else { continue };
                let end = bytes.iter().skip(colon).position(|b| b",}\n".contains(b)).map_or(bytes.len(), |n| colon + n);
                drop(bytes.splice(colon..end, STRANGE[dice.below(STRANGE.len())].iter().copied()));
            }
            _ if dice.below(20) == 0 => {
                bytes = String::from_utf8_lossy(&bytes).encode_utf16().flat_map(u16::to_le_bytes).collect()
            }
            _ => {}
        }
    }
    bytes
}

#[test]
fn no_file_stops_the_reader_and_what_is_read_is_written_as_it_is_read() {
    let files: Vec<Vec<u8>> = ["tests/cases", "tests/files"]
        .iter()
        .flat_map(|dir| std::fs::read_dir(dir).unwrap().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".json") && !path.ends_with("expected.json"))
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    assert!(files.len() > 10);
    // Several in one file, in every tenth case.
    let documents: Vec<Document> = files.iter().filter_map(|f| from_bytes(f).ok()).map(|(d, _)| d).take(3).collect();
    let together = collection::write(&documents, &["{".into()], "2026-11-28T10:00:00Z").into_bytes();
    let mut dice = Dice(1);
    let (mut read, mut refused, mut taken_apart) = (0, 0, 0);
    for case in 0..cases(1) {
        let bytes = match case % 10 {
            0 => (0..dice.below(300)).map(|_| dice.next() as u8).collect(),
            1 => {
                taken_apart += usize::from(take_apart(&mutated(&mut dice, &together)));
                continue;
            }
            _ => {
                let file = dice.below(files.len());
                mutated(&mut dice, &files[file])
            }
        };
        match from_bytes(&bytes) {
            Ok((document, _)) => {
                read += 1;
                let text = document.to_file();
                let (again, _) =
                    from_bytes(text.as_bytes()).unwrap_or_else(|f| panic!("case {case}: {f:?} in what we wrote: {text}"));
                assert_eq!(again.to_file(), text, "case {case}");
            }
            Err(fault) => {
                refused += 1;
                assert!(fault.path.is_empty() || fault.path.starts_with('/'), "case {case}: {fault:?}");
                assert!(!fault.code.id().is_empty());
            }
        }
    }
    assert!(read > cases(20) && refused > cases(20), "{read} were read, {refused} refused: both kinds are tried");
    assert!(taken_apart > cases(200), "{taken_apart} collections were read");
}

/// Whether a collection is read; what of it is read is written as it is read, and what is not names its place.
fn take_apart(bytes: &[u8]) -> bool {
    let found = match collection::read(bytes) {
        Ok(found) => found,
        Err(fault) => {
            assert!(fault.path.is_empty() || fault.path.starts_with('/'), "{fault:?}");
            return false;
        }
    };
    for item in found.items {
        match item {
            Item::Whole(document, _) => {
                let (again, _) = from_bytes(document.to_file().as_bytes()).unwrap();
                assert_eq!(again.to_file(), document.to_file());
            }
            Item::Unreadable(fault) => assert!(fault.path.starts_with("/assessments/"), "{fault:?}"),
        }
    }
    true
}

#[test]
fn what_is_too_large_is_refused_before_it_is_parsed() {
    let started = std::time::Instant::now();
    let fault = from_bytes(&vec![b'['; SIZE_LIMIT + 1]).unwrap_err();
    assert_eq!(fault.code.id(), "too_large");
    assert!(started.elapsed().as_millis() < 100);
}

/// A shelf that several tabs share; it can refuse, or die, after so many writes.
#[derive(Clone, Default)]
struct Shared {
    texts: Rc<RefCell<BTreeMap<String, String>>>,
    writes_left: Rc<Cell<Option<usize>>>,
    is_cut: Rc<Cell<bool>>,
}

impl Shelf for Shared {
    fn get(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        if let Some(left) = self.writes_left.get() {
            if left == 0 {
                // A write that is cut short leaves nothing, as the browsers promise; whoever died writes no more.
                return Err(if self.is_cut.get() { ShelfError::Refused } else { ShelfError::Full });
            }
            self.writes_left.set(Some(left - 1));
        }
        self.texts.borrow_mut().insert(key.into(), text.into());
        Ok(())
    }

    fn remove(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }

    fn is_lasting(&self) -> bool {
        true
    }
}

const MINE: &str = "11111111-2222-4333-8444-555555555555";
const OTHER: &str = "99999999-2222-4333-8444-555555555555";

/// A clock that anybody may have set.
fn clock(dice: &mut Dice) -> String {
    let days = ["2026-11-22", "2026-11-21", "2031-01-01", "1999-12-31"];
    format!("{}T{:02}:{:02}:{:02}Z", dice.of(&days), dice.below(24), dice.below(60), dice.below(60))
}

fn document(id: &str, note: &str, now: &str) -> Document {
    let mut document = Document::new(id, "مدينتنا", "ar", now);
    document.set(Answer::one(Question::MandateExplicit, Opt::Yes).unwrap(), now);
    document.set_note(Question::MandateExplicit, note, now);
    document
}

fn note(document: &Document) -> &str {
    document.entry(Question::MandateExplicit).map(|e| e.note.as_str()).unwrap_or_default()
}

#[test]
fn damage_to_one_assessment_is_told_loses_no_text_and_touches_no_other() {
    let mut dice = Dice(2);
    for case in 0..cases(2) {
        let shelf = Shared::default();
        let store = Store::new(shelf.clone());
        for (id, text) in [(OTHER, "o1"), (MINE, "first"), (OTHER, "o2"), (MINE, "second")] {
            let now = clock(&mut dice);
            store.put(&document(id, text, &now)).unwrap();
        }
        let keys: Vec<String> = shelf.keys().into_iter().filter(|k| k.contains(MINE)).collect();
        let key = &keys[dice.below(keys.len())];
        let whole: Vec<char> = shelf.get(key).unwrap().chars().collect();
        let at = dice.below(whole.len());
        let damaged: Option<String> = match dice.below(4) {
            0 => None,
            1 => Some(whole[..at / 64 * 64].iter().collect()),
            2 => Some(whole.iter().enumerate().map(|(i, c)| if i == at { char::from(dice.next() as u8) } else { *c }).collect()),
            _ => Some(whole.iter().chain(&whole[at..]).collect()),
        };
        match &damaged {
            None => shelf.remove(key),
            Some(text) => shelf.set(key, text).unwrap(),
        }
        let before = shelf.texts.borrow().clone();

        let store = Store::new(shelf.clone());
        match store.load(OTHER) {
            Found::Whole(d, complaints) => assert!(note(&d) == "o2" && complaints.is_empty(), "case {case}"),
            found => panic!("case {case}: the other one is {found:?}"),
        }
        match store.load(MINE) {
            Found::Whole(d, _) => assert!(["first", "second"].contains(&note(&d)) || damaged.is_some(), "case {case}"),
            Found::Older(d, _) => assert!(["first", "second"].contains(&note(&d)), "case {case}"),
            Found::Damaged(text, _) => assert!(!text.is_empty(), "case {case}"),
            Found::Newer(text) => assert!(damaged.as_ref() == Some(&text), "case {case}"),
            Found::Nothing => panic!("case {case}: all is gone after {key} became {damaged:?}"),
        }
        // Reading took nothing away, and an undamaged state that is not shown is still there.
        for (key, text) in &before {
            assert_eq!(shelf.get(key).as_ref(), Some(text), "case {case}: {key}");
        }
    }
}

#[test]
fn a_tab_that_dies_while_it_writes_loses_no_answer_that_it_had_saved() {
    let mut dice = Dice(3);
    for case in 0..cases(10) {
        let shelf = Shared::default();
        let mut saved = String::new();
        let mut text = String::new();
        for life in 0..4 {
            shelf.writes_left.set(None);
            let store = Store::new(shelf.clone());
            match store.load(MINE) {
                // What was cut short may be there as well; nothing that was saved is missing.
                Found::Whole(d, _) | Found::Older(d, _) => assert!(note(&d).starts_with(&saved), "case {case}, life {life}"),
                Found::Nothing => assert!(saved.is_empty(), "case {case}, life {life}"),
                found => panic!("case {case}, life {life}: {found:?}"),
            }
            store.open(MINE);
            shelf.is_cut.set(dice.below(2) == 0);
            shelf.writes_left.set(Some(dice.below(12)));
            for _ in 0..6 {
                text.push(char::from(b'a' + dice.below(26) as u8));
                let now = clock(&mut dice);
                if store.save(&document(MINE, &text, &now)).is_err() {
                    break;
                }
                saved.clone_from(&text);
            }
            text.clone_from(&saved);
        }
    }
}

/// What a tab does with its own state when another has written meanwhile: it goes on in a copy (as the page does).
struct Tab {
    store: Store<Shared>,
    open: Document,
    copies: usize,
}

#[test]
fn tabs_beside_one_another_lose_nothing_that_was_said_to_be_saved() {
    let mut dice = Dice(4);
    for round in 0..cases(2_000).max(2) {
        let shelf = Shared::default();
        let fresh = |dice: &mut Dice| Tab { store: Store::new(shelf.clone()), open: document(MINE, "", &clock(dice)), copies: 0 };
        let mut tabs = [fresh(&mut dice), fresh(&mut dice), fresh(&mut dice)];
        for tab in &tabs {
            tab.store.open(MINE);
        }
        let mut told: Vec<String> = Vec::new();
        for step in 0..500 {
            let n = dice.below(tabs.len());
            let tab = &mut tabs[n];
            if dice.below(12) == 0 {
                // Reloaded: it opens what was written last under the id that it had.
                tab.store = Store::new(shelf.clone());
                if let Found::Whole(d, _) | Found::Older(d, _) = tab.store.load(&tab.open.id) {
                    tab.open = *d;
                }
                tab.store.open(&tab.open.id);
                continue;
            }
            let word = format!("<{n}.{step}>");
            let text = format!("{}{word}", note(&tab.open));
            let now = clock(&mut dice);
            tab.open.set_note(Question::MandateExplicit, &text, &now);
            if tab.store.save(&tab.open) == Err(ShelfError::ChangedElsewhere) {
                tab.copies += 1;
                let id = format!("{n}{step:07}-0000-4000-8000-{:012}", tab.copies);
                tab.open = tab.open.duplicate(&id, "copy", &now);
                tab.store.open(&id);
                tab.store.save(&tab.open).unwrap();
            }
            told.push(word);
        }
        let store = Store::new(shelf.clone());
        let all: Vec<String> = store
            .ids()
            .iter()
            .map(|id| match store.load(id) {
                Found::Whole(d, _) => note(&d).to_string(),
                found => panic!("round {round}: {id} is {found:?}"),
            })
            .collect();
        for word in told {
            assert!(all.iter().any(|text| text.contains(&word)), "round {round}: {word} is gone");
        }
    }
}
