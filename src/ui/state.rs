//! What the page knows: the open assessment, the language and its words, and what became of saving.

use super::actions;
use super::handover::Carried;
use super::pages::{self, questions};
use super::route::Page;
use super::screens::of_module;
use crate::document::assessment::Document;
use crate::document::collection;
use crate::document::group::uuid;
use crate::document::risk::{Backup, Unsaved, unsaved};
use crate::domain::answers::Answers;
use crate::domain::instrument::Question;
use crate::domain::mandate::authority::{self, Authority};
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY};
use crate::domain::order;
use crate::domain::sheet::Sheet;
use crate::report::include::Include;
use crate::storage::browser::BrowserShelf;
use crate::storage::shelf::ShelfError;
use crate::storage::{Found, Store};
use crate::text::Text;
use crate::text::lang::Lang;
use crate::text::words::Words;
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

/// What became of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing has been changed yet.
    Nothing,
    /// A text is being typed; it is saved in a moment.
    Soon,
    /// Saved in this browser.
    Saved,
    /// The browser keeps nothing: gone when the tab is closed.
    Memory,
    /// There is no room: the last change is not saved.
    Full,
    /// The browser refused: the last change is not saved.
    Refused,
}

impl Saving {
    /// The id in pages.
    pub const fn id(self) -> &'static str {
        match self {
            Saving::Nothing => "nothing",
            Saving::Soon => "soon",
            Saving::Saved => "saved",
            Saving::Memory => "memory",
            Saving::Full => "full",
            Saving::Refused => "refused",
        }
    }
}

/// Something to tell once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// An assessment was deleted; it can be brought back.
    Deleted(Box<Document>),
    /// Another page has changed the open assessment: both were kept, and the one open here has an id of its own.
    ChangedElsewhere,
    /// A file could not be read: what, where, and the parser's words.
    ImportFault(&'static str, String, String),
    /// The newest saved state was damaged; the one before it is open. The damaged text.
    Older(String),
    /// Another assessment is open in place of one whose last changes could not be saved.
    Unsaved(Box<Document>),
    /// A saved assessment cannot be read; its text.
    Damaged(String),
    /// A saved assessment is of a newer version; its text.
    Newer(String),
}

/// The lowest and the highest of everything that the mandate is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// Authority.
    pub authority: (Authority, Authority),
    /// Sufficiency, in levels 0..=3.
    pub sufficiency: (u8, u8),
    /// Operability, in levels 0..=3.
    pub operability: (u8, u8),
}

/// The page's state; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// The page shown.
    pub page: RwSignal<Page>,
    /// The language.
    pub lang: RwSignal<Lang>,
    words: RwSignal<Arc<Words>>,
    /// The open assessment. Changed through [`State::change`].
    pub document: RwSignal<Document>,
    /// What became of the last change.
    pub saving: RwSignal<Saving>,
    /// Something to tell once.
    pub notice: RwSignal<Option<Notice>>,
    /// The answers. They follow the document once a tap has been shown, so that no finger waits for what they lead to; whoever
    /// needs them at once calls [`State::settle`] before.
    pub answers: RwSignal<Answers>,
    /// What may be true, by the answers.
    pub sheet: Memo<Sheet>,
    /// The verdicts so far.
    pub verdicts: Memo<Verdicts>,
    /// Counts up when the set of assessments has changed.
    pub shelf_changed: RwSignal<u32>,
    pub(super) store: StoredValue<Store<BrowserShelf>, LocalStorage>,
    /// Counts changes by typing.
    typed: StoredValue<u32>,
    /// Whether the keys 1 to 9 choose an answer of the question in focus.
    pub number_keys: RwSignal<bool>,
    /// What is open and half written on the page, so that switching the language takes nothing away.
    pub page_memory: StoredValue<PageMemory>,
    /// Which notes and evidence go into papers; none when another assessment is opened.
    pub include: RwSignal<Include>,
    /// Counts up when another assessment is opened.
    pub opened: RwSignal<u32>,
    /// Counts backup files made here.
    backed_up: RwSignal<u32>,
    /// Saves the assessment.
    saver: fn(State),
    /// Whether a passphrase locks what is kept.
    pub lock_is_on: RwSignal<bool>,
    /// Whether nothing shall be kept, on the user's wish.
    pub is_shared: RwSignal<bool>,
    /// Another program holds the page.
    pub(super) retired: StoredValue<bool>,
}

/// What is open and half written on the page shown.
#[derive(Clone, Debug, Default)]
pub struct PageMemory {
    opened: Vec<(Question, &'static str)>,
    drafts: Vec<(Question, [String; 3])>,
    half_typed: Vec<(HalfTyped, String)>,
    chosen: Vec<(&'static str, Arc<dyn Any + Send + Sync>)>,
}

/// A number that cannot be read yet, by its line and its share in the budget.
type HalfTyped = (Option<usize>, Option<usize>);

impl PageMemory {
    /// Whether a part of a question is open.
    pub fn is_open(&self, question: Question, part: &'static str) -> bool {
        self.opened.contains(&(question, part))
    }

    /// Notes that a part of a question was opened or closed.
    pub fn set_open(&mut self, question: Question, part: &'static str, is_open: bool) {
        self.opened.retain(|o| *o != (question, part));
        if is_open {
            self.opened.push((question, part));
        }
    }

    /// The piece of evidence that is being written: title, address, day.
    pub fn draft(&self, question: Question) -> [String; 3] {
        self.drafts.iter().find(|(q, _)| *q == question).map(|(_, draft)| draft.clone()).unwrap_or_default()
    }

    /// A number as it was typed, while it cannot be read.
    pub fn half_typed(&self, line: Option<usize>, share: Option<usize>) -> Option<String> {
        self.half_typed.iter().find(|(place, _)| *place == (line, share)).map(|(_, typed)| typed.clone())
    }

    /// Keeps a number that cannot be read as it was typed, or forgets it.
    pub fn set_half_typed(&mut self, line: Option<usize>, share: Option<usize>, typed: Option<String>) {
        self.half_typed.retain(|(place, _)| *place != (line, share));
        self.half_typed.extend(typed.map(|typed| ((line, share), typed)));
    }

    /// Moves what stands behind a line or a share along, when one is put in or taken out there.
    pub fn shift_half_typed(&mut self, line: usize, share: Option<usize>, is_put_in: bool) {
        let moved = |at: usize, from: usize| match at {
            at if at < from => Some(at),
            at if is_put_in => Some(at + 1),
            at if at == from => None,
            at => Some(at - 1),
        };
        let all = std::mem::take(&mut self.half_typed);
        self.half_typed = all
            .into_iter()
            .filter_map(|(place, typed)| {
                let place = match (place, share) {
                    ((Some(l), s), None) => (Some(moved(l, line)?), s),
                    ((Some(l), Some(s)), Some(from)) if l == line => (Some(l), Some(moved(s, from)?)),
                    _ => place,
                };
                Some((place, typed))
            })
            .collect();
    }

    /// What was chosen or typed at a place of the page.
    pub fn chosen<T: Clone + 'static>(&self, place: &str) -> Option<T> {
        self.chosen.iter().find(|(at, _)| *at == place).and_then(|(_, value)| value.downcast_ref::<T>().cloned())
    }

    /// Keeps what was chosen or typed at a place of the page.
    pub fn set_chosen<T: Send + Sync + 'static>(&mut self, place: &'static str, value: T) {
        self.chosen.retain(|(at, _)| *at != place);
        self.chosen.push((place, Arc::new(value)));
    }

    /// Whether something is half written that is kept nowhere else. A place whose name ends in `.typed` holds such a text.
    pub fn has_drafts(&self) -> bool {
        let is_written = |text: &String| !text.trim().is_empty();
        !self.half_typed.is_empty()
            || self.drafts.iter().any(|(_, draft)| draft.iter().any(is_written))
            || self
                .chosen
                .iter()
                .any(|(place, value)| place.ends_with(".typed") && value.downcast_ref::<String>().is_some_and(is_written))
    }

    /// Keeps a piece of evidence that is being written.
    pub fn set_draft(&mut self, question: Question, draft: [String; 3]) {
        self.drafts.retain(|(q, _)| *q != question);
        self.drafts.push((question, draft));
    }
}

/// The time, RFC 3339 in UTC to the second.
pub fn now() -> String {
    let full = String::from(js_sys::Date::new_0().to_iso_string());
    full.get(..19).map_or_else(|| full.clone(), |seconds| format!("{seconds}Z"))
}

/// A random UUID. `crypto.randomUUID` is missing on plain http, these bytes are not.
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    uuid(bytes, 4)
}

impl State {
    /// A choice or a text of the page that outlives a switch of the language.
    pub fn remembered<T: Clone + Send + Sync + 'static>(self, place: &'static str, otherwise: T) -> RwSignal<T> {
        let kept = self.page_memory.with_value(|memory| memory.chosen(place));
        let signal = RwSignal::new(kept.unwrap_or(otherwise));
        Effect::new(move |was: Option<()>| {
            let value = signal.get();
            if was.is_some() {
                self.page_memory.update_value(|memory| memory.set_chosen(place, value));
            }
        });
        signal
    }

    /// Opens the assessment that was open last.
    pub fn new(lang: Lang, words: Words, carried: Option<Carried>, shelf: BrowserShelf) -> State {
        let store = Store::new(shelf);
        // The program before this one knows which assessment is open here; another page may have opened another one since.
        let open = carried.as_ref().map(|c| c.id().to_string()).or_else(|| store.current());
        let fresh = Document::new(&random_id(), "", lang.tag(), &now());
        let (document, notice) = match open.map(|id| store.load(&id)) {
            Some(Found::Whole(document, _)) => (*document, None),
            Some(Found::Older(document, raw)) => (*document, Some(Notice::Older(raw))),
            Some(Found::Damaged(text, _)) => (fresh, Some(Notice::Damaged(text))),
            Some(Found::Newer(text)) => (fresh, Some(Notice::Newer(text))),
            Some(Found::Nothing) | None => (fresh, None),
        };
        let state = State::with(lang, words, store, document, notice, State::save_now);
        if let Some(carried) = carried {
            state.take_over(carried);
        }
        state
    }

    /// An empty assessment that the browser keeps nothing of.
    pub fn in_memory(lang: Lang, words: Words) -> State {
        let document = Document::new(&random_id(), "", lang.tag(), &now());
        let store = Store::new(BrowserShelf::memory());
        State::with(lang, words, store, document, None, |state| state.saving.set(Saving::Memory))
    }

    fn with(
        lang: Lang,
        words: Words,
        store: Store<BrowserShelf>,
        document: Document,
        notice: Option<Notice>,
        saver: fn(State),
    ) -> State {
        store.open(&document.id);
        let saving = match (store.is_lasting(), store.has(&document.id)) {
            (false, _) => Saving::Memory,
            (true, true) => Saving::Saved,
            (true, false) => Saving::Nothing,
        };
        let has_number_keys = store.has_number_keys();
        let is_locked = store.is_locked();
        let answers = RwSignal::new(document.answers());
        let document = RwSignal::new(document);
        let sheet = Memo::new(move |_| answers.with(|a| Sheet::from(a)));
        let verdicts = Memo::new(move |_| {
            sheet.with(|s| Verdicts {
                authority: authority::range(s),
                sufficiency: SUFFICIENCY.range(s),
                operability: OPERABILITY.range(s),
            })
        });
        State {
            page: RwSignal::new(Page::Start),
            lang: RwSignal::new(lang),
            words: RwSignal::new(Arc::new(words)),
            document,
            saving: RwSignal::new(saving),
            notice: RwSignal::new(notice),
            answers,
            sheet,
            verdicts,
            shelf_changed: RwSignal::new(0),
            store: StoredValue::new_local(store),
            typed: StoredValue::new(0),
            number_keys: RwSignal::new(has_number_keys),
            page_memory: StoredValue::new(PageMemory::default()),
            include: RwSignal::new(Include::default()),
            opened: RwSignal::new(0),
            backed_up: RwSignal::new(0),
            saver,
            lock_is_on: RwSignal::new(is_locked),
            is_shared: RwSignal::new(false),
            retired: StoredValue::new(false),
        }
    }

    /// The language and the words that are there now. Who asks follows the language; packs that come later are waited for with
    /// [`State::has_words`], so that their coming redraws nothing that does not need them.
    pub fn text(self) -> Text {
        Text { lang: self.lang.get(), words: self.words.get_untracked() }
    }

    /// Whether a pack is there.
    pub fn has_words(self, name: &str) -> bool {
        self.words.with(|words| words.has(name))
    }

    /// Whether the packs are there that a page needs.
    pub fn has_words_for(self, page: Page) -> bool {
        pages::packs(page).iter().all(|name| self.has_words(name))
    }

    /// The page that the address names.
    pub fn addressed(self) -> Page {
        questions::resolve(self, Page::parse(&window().location().hash().unwrap_or_default()), of_module)
    }

    /// Whether another program holds the page.
    pub fn is_retired(self) -> bool {
        self.retired.get_value()
    }

    /// Writes nothing more: another page has taken over, or erased everything.
    pub fn stop(self) {
        self.retired.set_value(true);
    }

    /// Forgets everything, without writing anything more.
    pub fn forget(self) {
        self.stop();
        let lang = self.lang.get_untracked();
        self.page_memory.set_value(PageMemory::default());
        self.notice.set(None);
        self.document.set(Document::new(&random_id(), "", lang.tag(), &now()));
        self.settle();
        self.saving.set(Saving::Nothing);
        self.shelf_changed.update(|n| *n += 1);
    }

    /// Adds a pack to the words of the language in use.
    pub fn add_words(self, lang: Lang, name: &str, pack: &str) {
        if self.lang.get_untracked() == lang && !self.words.with_untracked(|words| words.has(name)) {
            self.words.update(|words| Arc::make_mut(words).add(name, pack));
        }
    }

    /// Switches the language, with its words; nothing that was answered or typed is touched.
    pub fn switch(self, lang: Lang, words: Words) {
        self.flush();
        self.store.with_value(|s| s.set_locale(lang.tag()));
        batch(move || {
            self.words.set(Arc::new(words));
            self.lang.set(lang);
        });
    }

    /// Switches the number keys on or off, and remembers it.
    pub fn set_number_keys(self, on: bool) {
        self.store.with_value(|s| s.set_number_keys(on));
        self.number_keys.set(on);
    }

    /// Changes the assessment and saves it at once.
    pub fn change(self, change: impl FnOnce(&mut Document, &str)) {
        self.apply(change);
        self.save();
    }

    /// Changes the assessment while something is typed, and saves it 300 ms after the last key.
    pub fn change_soon(self, change: impl FnOnce(&mut Document, &str)) {
        self.apply(change);
        self.saving.set(Saving::Soon);
        self.typed.update_value(|n| *n += 1);
        let last = self.typed.get_value();
        let save_if_last = move || {
            if self.typed.get_value() == last {
                self.flush();
            }
        };
        set_timeout(save_if_last, Duration::from_millis(300));
    }

    fn apply(self, change: impl FnOnce(&mut Document, &str)) {
        let (now, lang) = (now(), self.lang.get_untracked());
        self.document.update(|document| {
            document.locale = lang.tag().into();
            change(document, &now);
        });
        self.settle_soon();
    }

    /// Lets the answers follow the document once what was tapped has been painted.
    fn settle_soon(self) {
        request_animation_frame(move || set_timeout(move || self.settle(), Duration::ZERO));
    }

    /// Lets the answers, and all that rests on them, follow the document now.
    pub fn settle(self) {
        let answers = self.document.with_untracked(Document::answers);
        if self.answers.with_untracked(|old| *old != answers) {
            self.answers.set(answers);
        }
    }

    /// Saves what is still waiting to be saved, or could not be before, and lets the answers follow.
    pub fn flush(self) {
        self.settle();
        if matches!(self.saving.get_untracked(), Saving::Soon | Saving::Full | Saving::Refused) {
            self.save();
        }
    }

    /// Saves the assessment.
    pub fn save(self) {
        if !self.is_retired() {
            (self.saver)(self);
        }
    }

    fn save_now(self) {
        let (document, store) = (self.document, self.store);
        let is_new = !store.with_value(|s| document.with_untracked(|d| s.has(&d.id)));
        let result = store.with_value(|s| document.with_untracked(|d| s.save(d)));
        let is_lasting = store.with_value(Store::is_lasting);
        self.saving.set(match result {
            Ok(()) if is_lasting => Saving::Saved,
            Ok(()) => Saving::Memory,
            Err(ShelfError::Full) => Saving::Full,
            Err(ShelfError::Refused) => Saving::Refused,
            Err(ShelfError::ChangedElsewhere) => return self.keep_both(),
        });
        if is_new && result.is_ok() {
            store.with_value(|s| document.with_untracked(|d| s.set_current(&d.id)));
            self.shelf_changed.update(|n| *n += 1);
        }
    }

    /// Goes on under an id of its own, beside what another page has written.
    fn keep_both(self) {
        self.document.update(|d| *d = d.duplicate(&random_id(), &d.title, &now()));
        self.notice.set(Some(Notice::ChangedElsewhere));
        self.save();
    }

    /// All assessments with what became of them, the one changed last first.
    pub fn all(self) -> Vec<(String, Found)> {
        self.shelf_changed.track();
        let mut all: Vec<(String, Found)> =
            self.store.with_value(|s| s.ids().into_iter().map(|id| (id.clone(), s.load(&id))).collect());
        let updated = |found: &Found| match found {
            Found::Whole(d, _) | Found::Older(d, _) => d.updated.clone(),
            _ => String::new(),
        };
        order::sort_by(&mut all, |a, b| (updated(&b.1), &b.0) < (updated(&a.1), &a.0));
        all
    }

    /// What is saved under an id.
    pub fn load(self, id: &str) -> Found {
        self.store.with_value(|s| s.load(id))
    }

    /// Opens an assessment in place of the one that is open, which is saved.
    pub fn open(self, document: Document) {
        self.flush();
        if matches!(self.saving.get_untracked(), Saving::Full | Saving::Refused) {
            self.notice.set(Some(Notice::Unsaved(Box::new(self.document.get_untracked()))));
        }
        let is_saved = self.store.with_value(|s| s.has(&document.id));
        self.store.with_value(|s| {
            s.set_current(&document.id);
            s.open(&document.id);
        });
        self.page_memory.set_value(PageMemory::default());
        self.include.set(Include::default());
        self.document.set(document);
        self.settle();
        self.opened.update(|n| *n += 1);
        let is_lasting = self.store.with_value(Store::is_lasting);
        self.saving.set(match (is_lasting, is_saved) {
            (false, _) => Saving::Memory,
            (true, true) => Saving::Saved,
            (true, false) => Saving::Nothing,
        });
    }

    /// Downloads the backup file of an assessment, and remembers that.
    pub fn back_up(self, document: &Document) {
        actions::back_up(document);
        self.note_backup(document);
    }

    /// All that is kept, as one file, with the assessments in it.
    pub fn everything(self) -> (String, Vec<Document>) {
        self.flush();
        let (mut documents, mut unreadable) = (Vec::new(), Vec::new());
        for (_, found) in self.all() {
            match found {
                Found::Whole(document, _) | Found::Older(document, _) => documents.push(*document),
                Found::Damaged(text, _) | Found::Newer(text) => unreadable.push(text),
                Found::Nothing => {}
            }
        }
        (collection::write(&documents, &unreadable, &now()), documents)
    }

    /// Remembers that a backup file of an assessment was made.
    pub fn note_backup(self, document: &Document) {
        let made = Backup { at: now(), updated: document.updated.clone() };
        self.store.with_value(|s| s.set_backup(&document.id, &made));
        self.backed_up.update(|n| *n += 1);
    }

    /// What of the open assessment is in no backup file; asked again when one is made.
    pub fn unsaved(self) -> Unsaved {
        self.backed_up.track();
        self.document.with(|d| unsaved(d, self.store.with_value(|s| s.backup(&d.id)).as_ref(), &now()))
    }

    /// Opens an empty assessment; it is saved with its first answer.
    pub fn begin(self) {
        let lang = self.lang.get_untracked();
        self.open(Document::new(&random_id(), "", lang.tag(), &now()));
    }

    /// Writes an assessment that need not be the open one; that it could not be written is said where the state of saving is.
    pub fn put(self, document: &Document) {
        self.write(document);
        self.shelf_changed.update(|n| *n += 1);
    }

    /// The same without drawing the list of assessments anew.
    pub fn write(self, document: &Document) {
        match self.store.with_value(|s| s.put(document)) {
            Ok(()) => {}
            Err(ShelfError::Full) => self.saving.set(Saving::Full),
            Err(_) => self.saving.set(Saving::Refused),
        }
    }

    /// Removes an assessment, which can be brought back while the notice stands.
    pub fn delete(self, document: Document) {
        self.store.with_value(|s| s.remove(&document.id));
        if self.document.with_untracked(|d| d.id == document.id) {
            // What is deleted is not saved once more on the way out.
            self.saving.set(Saving::Nothing);
            self.begin();
        }
        self.notice.set(Some(Notice::Deleted(Box::new(document))));
        self.shelf_changed.update(|n| *n += 1);
    }

    /// Removes what cannot be read under an id, which the user has seen and chosen.
    pub fn discard(self, id: &str) {
        self.store.with_value(|s| s.remove(id));
        self.shelf_changed.update(|n| *n += 1);
    }
}
