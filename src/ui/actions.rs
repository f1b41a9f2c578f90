//! Files out and in, and the lazy engine: what the browser does for us outside the page.

use super::route::Page;
use super::state::{Notice, State};
use super::{focus, pages};
use crate::document::Code;
use crate::document::assessment::Document;
use crate::document::collection::{self, Collection};
use crate::storage::vault;
use crate::text::lang::Lang;
use crate::text::words::{PACKS, Words};
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;
use leptos::web_sys::{File, HtmlInputElement};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Fetches a pack of words; each is fetched once.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = load, catch)]
    async fn load_words(lang: &str, name: &str) -> Result<JsValue, JsValue>;
    /// Hands a text to the browser as a download.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = save)]
    fn save_file(name: &str, text: &str);
    /// The same for a text of another type, or for bytes.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = save)]
    pub fn save_content(name: &str, content: &JsValue, kind: &str);
    /// What was answered to the first question in the static shell, before the app was there.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = early)]
    pub fn early_answer() -> Option<String>;
    /// Lets the whole program take the page, or says that this is no longer wanted.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = handOver)]
    pub fn hand_over(wanted: bool);
    /// What the program before handed over.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = carried)]
    pub fn carried() -> Option<String>;
    /// The page stands: what comes later can be fetched now.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = fetchAhead)]
    pub fn fetch_ahead();
    /// The results of an assessment's file, from the engine, which is fetched when first asked for.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = score, catch)]
    async fn score(file: &str) -> Result<JsValue, JsValue>;
}

/// Milliseconds since the page was opened.
pub fn clock() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// Runs what waits for the browser. Boxed, so that the machinery for it is there once.
pub fn later(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}

/// A language's words: the pack that the first question needs, then the others.
///
/// # Errors
/// When it cannot be fetched.
pub async fn words(lang: Lang, packs: &[&str]) -> Result<Words, JsValue> {
    let mut words = Words::default();
    for name in packs {
        words.add(name, &pack(lang, name).await?);
    }
    Ok(words)
}

/// A pack of a language.
///
/// # Errors
/// When it cannot be fetched.
pub async fn pack(lang: Lang, name: &str) -> Result<String, JsValue> {
    Ok(load_words(lang.tag(), name).await?.as_string().unwrap_or_default())
}

/// A language's words for a page: without the first pack there are none, of the others as many as come.
///
/// # Errors
/// When the first pack cannot be fetched.
pub async fn words_for(lang: Lang, page: Page) -> Result<Words, JsValue> {
    let mut found = words(lang, &PACKS[..1]).await?;
    for name in pages::packs(page) {
        if let Ok(pack) = load_words(lang.tag(), name).await {
            found.add(name, &pack.as_string().unwrap_or_default());
        }
    }
    Ok(found)
}

/// Fetches the packs that are not there yet, those of the page shown first.
pub fn fetch_other_words(state: State, lang: Lang) {
    later(async move {
        let wanted = pages::packs(state.page.get_untracked()).iter().copied();
        for name in wanted.chain(PACKS.into_iter().skip(1)) {
            if let Ok(pack) = load_words(lang.tag(), name).await {
                state.add_words(lang, name, &pack.as_string().unwrap_or_default());
            }
        }
    });
}

/// Switches the language once its words are there; without a network the page stays as it is.
pub fn switch(state: State, lang: Lang) {
    later(async move {
        let needed: Vec<&str> =
            PACKS.into_iter().take(2).chain(pages::packs(state.page.get_untracked()).iter().copied()).collect();
        if let Ok(words) = words(lang, &needed).await
            && !state.is_retired()
        {
            state.switch(lang, words);
            fetch_other_words(state, lang);
            request_animation_frame(focus::language);
        }
    });
}

/// A name for a file of an assessment, without what file systems refuse.
pub fn file_name(document: &Document, ending: &str) -> String {
    let title = if document.title.is_empty() { "tafwid" } else { &document.title };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii();
    let plain: String = title.chars().map(|c| if is_plain(c) { c } else { '-' }).take(40).collect();
    let day = document.updated.get(..10).unwrap_or_default();
    format!("{}-{day}.{ending}", plain.trim_matches('-'))
}

/// Downloads the backup file of an assessment.
pub fn back_up(document: &Document) {
    save_file(&file_name(document, "tafwid.json"), &document.to_file());
}

/// Downloads all assessments as one file.
pub fn save_all(text: &str, now: &str) {
    save_file(&format!("tafwid-all-{}.tafwid.json", now.get(..10).unwrap_or_default()), text);
}

/// Downloads a backup file that is locked; its name says nothing of what is in it.
pub fn save_locked(updated: &str, envelope: &str) {
    let day = updated.get(..10).unwrap_or_default();
    save_file(&format!("tafwid-locked-{day}.json"), envelope);
}

/// Downloads a chart of an assessment: `name` tells charts apart, `ending` is svg or png.
pub fn save_chart(document: &Document, name: &str, ending: &str, content: &JsValue) {
    save_content(&file_name(document, &format!("{name}.{ending}")), content, "image/svg+xml");
}

/// Downloads a text that could not be read, as it is.
pub fn rescue(text: &str) {
    save_file("tafwid-rescued.json", text);
}

/// Downloads the results of an assessment.
pub fn save_results(document: &Document) {
    let (name, file) = (file_name(document, "results.json"), document.to_file());
    later(async move {
        if let Ok(results) = score(&file).await {
            save_file(&name, &results.as_string().unwrap_or_default());
        }
    });
}

/// Reads the file chosen in a field; `ask` is given one that is locked, `then` what another one holds. Nothing is taken in yet.
pub fn choose(state: State, input: &HtmlInputElement, ask: impl Fn(String) + 'static, then: impl Fn(Collection) + 'static) {
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    input.set_value("");
    later(async move {
        match bytes(&file).await {
            Err(code) => tell(state, Notice::ImportFault(code.id(), String::new(), String::new())),
            Ok(bytes) if std::str::from_utf8(&bytes).is_ok_and(vault::is_locked) => {
                ask(String::from_utf8(bytes).unwrap_or_default());
            }
            Ok(bytes) => read(state, &bytes, then),
        }
    });
}

/// Reads a file's bytes, or tells why they cannot be read.
pub fn read(state: State, bytes: &[u8], then: impl Fn(Collection)) {
    match collection::read(bytes) {
        Ok(found) => then(found),
        Err(fault) => tell(state, Notice::ImportFault(fault.code.id(), fault.path, fault.detail)),
    }
}

/// Tells something, unless the notice that stands holds the only copy of what could not be saved.
pub fn tell(state: State, notice: Notice) {
    if !matches!(state.notice.get_untracked(), Some(Notice::Unsaved(_))) {
        state.notice.set(Some(notice));
    }
}

/// A file's bytes.
///
/// # Errors
/// When it is too large, or cannot be read.
pub async fn bytes(file: &File) -> Result<Vec<u8>, Code> {
    // An envelope is larger than what is in it; the limit of that is kept by who reads it.
    if file.size() > vault::SIZE_LIMIT as f64 {
        return Err(Code::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| Code::NotJson)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
