//! The only room where ids meet words. The interface's words are baked in as typed keys (`i18n`); questions, results and reading
//! come in packs, one for each language and module, fetched for the language in use.

// What comes from a file or a person must not stop the program.
#![deny(clippy::indexing_slicing)]

#[cfg(feature = "app")]
pub mod figure;
pub mod finder;
#[cfg(feature = "app")]
pub mod gap;
#[cfg(feature = "app")]
pub mod intl;
pub mod lang;
#[cfg(feature = "app")]
pub mod ranking;
pub mod reference;
#[cfg(feature = "app")]
pub mod said;
#[cfg(feature = "app")]
pub mod scale;
pub mod search;
pub mod words;

/// The interface's words as typed keys, made from `locales/<lang>/interface.json` by the build.
#[cfg(feature = "app")]
#[allow(missing_docs, clippy::expect_used)]
mod baked {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
#[cfg(feature = "app")]
pub use baked::i18n;

use lang::Lang;
use std::sync::Arc;
use words::Words;

/// A language and its words: all that a view needs to speak.
#[derive(Clone, PartialEq)]
pub struct Text {
    /// The language.
    pub lang: Lang,
    /// Its content.
    pub words: Arc<Words>,
}

/// A word of the interface: `ui!(text, begin)`.
#[cfg(feature = "app")]
#[macro_export]
macro_rules! ui {
    ($text:expr, $key:ident) => {
        leptos_i18n::td_string!($text.lang.key(), interface.$key)
    };
}

#[cfg(feature = "app")]
impl Lang {
    /// The language as the interface's typed keys know it.
    pub fn key(self) -> i18n::Locale {
        match self {
            Lang::Ar => i18n::Locale::ar,
            Lang::En => i18n::Locale::en,
        }
    }
}

/// A share in hundredths, as a whole number.
pub fn hundredths(share: f64) -> f64 {
    (share * 100.0).round()
}

/// A text with its blanks filled: `%n`, `%m`.
pub fn fill(text: &str, n: &str, m: &str) -> String {
    text.replace("%n", n).replace("%m", m)
}

#[cfg(feature = "app")]
impl Text {
    /// A statement, and what it rests on in words: items of the chapter, or that it is our own.
    pub fn statement<'a>(&self, raw: &'a str) -> (&'a str, String) {
        let (words, tags) = words::sourced(raw);
        let items: Vec<&str> = tags.iter().copied().filter(|t| *t != "own").collect();
        let of_guide = (!items.is_empty()).then(|| fill(ui!(self, source_items), &items.join(" "), ""));
        let own = (items.len() < tags.len()).then(|| ui!(self, source_own).to_string());
        (words, of_guide.into_iter().chain(own).collect::<Vec<String>>().join(" · "))
    }

    /// A counted phrase of the pack, in the plural form that the language wants: `%n` is the count, `%m` another number.
    pub fn counted(&self, phrase: &str, n: usize, m: usize) -> String {
        let form = intl::plural(self.lang, n);
        let own = self.words.get(&["counts", phrase, &form]);
        let text = if own.is_empty() { self.words.get(&["counts", phrase, "other"]) } else { own };
        fill(text, &intl::number(self.lang, n as f64), &intl::number(self.lang, m as f64))
    }
}
