//! The pages, and the two programs that hold them: the first has the questions that a new visitor meets and is as small as can be;
//! the whole has every page and takes its place when another one is asked for.

mod article;
mod budget;
mod contributions;
mod countries;
mod embed;
mod erase;
mod examples;
mod framework;
mod home;
mod idle;
mod institution;
mod library;
mod lock;
pub mod locked_file;
mod module;
mod outline;
mod paper;
mod plan;
mod prepare;
mod privacy;
mod profile;
pub mod questions;
pub mod readiness;
mod receive;
mod reference;
mod result;
mod shared;
mod snapshots;
pub mod start;

use super::components::offline::new_version;
use super::components::panel::panel;
use super::components::question::Parts;
use super::components::suggested::suggested;
use super::dom::{El, div, el, link, live, nothing};
use super::route::{Module, Page};
use super::screens::{of_module, of_quick_path};
use super::state::State;
use crate::domain::instrument::Section;
use crate::storage::browser::BrowserShelf;
use crate::text::words::WIDGET;
use crate::text::{Text, intl};
use crate::ui;
use leptos::prelude::*;
use questions::Around;

/// A program: which pages it holds, and how it draws them.
#[derive(Clone, Copy)]
pub struct Program {
    /// Whether it holds a page.
    pub holds: fn(Page) -> bool,
    /// A page's content.
    pub draw: fn(State, &Text, Page) -> AnyView,
    /// What stands in the header beside the state of saving.
    pub beside: fn(State, &Text) -> AnyView,
    /// Where it keeps what is answered.
    pub shelf: fn() -> BrowserShelf,
    /// What is told above any page.
    pub above: fn(State) -> AnyView,
}

/// The questions that a new visitor meets.
pub const FIRST: Program = Program {
    holds: |page| is_question(page) && matches!(page.module(), Some(Module::Mandate) | None) || page == Page::Missing,
    draw: |state, text, page| match page {
        Page::Profile => profile::page(state, text),
        page if is_question(page) => questions::page(state, text, page, BARE),
        _ => missing(text),
    },
    beside: |_, _| nothing(),
    shelf: BrowserShelf::open,
    above: |_| nothing(),
};

/// Every page.
pub const WHOLE: Program = Program {
    holds: |_| true,
    draw: |state, text, page| match page {
        Page::Start => start::page(state, text),
        Page::Home => home::page(state, text),
        Page::Result => result::page(state, text),
        Page::FrameworkResult => framework::page(state, text),
        Page::InstitutionResult => institution::page(state, text),
        Page::ModuleResult(module) => module::page(state, text, module),
        Page::Plan => plan::page(state, text),
        Page::Budget => budget::page(state, text),
        Page::Contributions => contributions::page(state, text),
        Page::Prepare => prepare::page(state, text),
        Page::Outline => outline::page(state, text),
        Page::Paper(paper) => paper::page(state, text, paper),
        Page::Readiness => readiness::page(state, text),
        Page::Snapshots => snapshots::page(state, text),
        Page::Library => library::page(text),
        Page::Frameworks => reference::frameworks(text),
        Page::Principles => reference::principles(text),
        Page::Models => reference::models(text),
        Page::Glossary => reference::glossary(state, text),
        Page::Sources => reference::sources(text),
        Page::Countries => countries::page(state, text),
        Page::Examples => examples::page(state, text),
        Page::Profile => profile::page(state, text),
        Page::Privacy => privacy::page(state, text),
        Page::About => {
            let embed = link(Page::Embed.href()).attr("class", "btn quiet").text(text.words.get(&["embed", "title"]));
            article::article(text, "about").child(div("p", "way-in").child(embed)).done()
        }
        Page::Receive => receive::page(state, text),
        Page::Embed => embed::page(text),
        page if is_question(page) => questions::page(state, text, page, Around { aside, under: suggested, ..BARE }),
        page => (FIRST.draw)(state, text, page),
    },
    beside: |state, text| {
        let text = text.clone();
        state.is_shared.set(shared::is_on());
        live(move || if state.is_shared.get() { shared::watch(&text) } else { lock::header(state, &text) })
    },
    shelf: BrowserShelf::chosen,
    above: new_version,
};

pub use lock::enter as enter_whole;

/// Beside the first questions stands the verdict, and under them nothing.
const BARE: Around =
    Around { parts: Parts::ALL, screens: of_module, aside: |state, text, _| panel(state, text), under: |_, _, _| nothing() };

/// Whether a page asks.
pub fn is_question(page: Page) -> bool {
    matches!(page, Page::Module(_) | Page::Screen(..) | Page::Question(_) | Page::Quick(_) | Page::Profile)
}

/// What stands beside a module's questions.
pub fn aside(state: State, text: &Text, module: Module) -> AnyView {
    match module {
        Module::Mandate => panel(state, text),
        Module::Framework => framework::aside(state, text),
        Module::Institution => institution::aside(state, text),
        _ => nothing(),
    }
}

/// A page's title.
pub fn title(text: &Text, page: Page) -> String {
    let part = |title: String, (part, parts): (usize, usize)| match parts {
        0 | 1 => title,
        _ => format!("{title} · {}", intl::number(text.lang, part as f64)),
    };
    let screen = |screens: Vec<super::screens::Screen>, page: Page| {
        let found = screens.iter().find(|s| s.page == page);
        found.map(|s| part(questions::heading(text, s), s.part)).unwrap_or_default()
    };
    let word = |path: &[&str]| text.words.get(path).to_string();
    match page {
        Page::Start => ui!(text, start_title).into(),
        Page::Profile => text.words.section(Section::Profile, "title").into(),
        Page::Screen(section, _) => Module::of(section).map(|m| screen(of_module(m), page)).unwrap_or_default(),
        Page::Quick(at) => {
            let screens = of_quick_path();
            let found = at.checked_sub(1).and_then(|i| screens.get(i));
            found.map(|s| part(questions::heading(text, s), (at, screens.len()))).unwrap_or_default()
        }
        Page::Question(question) => text.words.section(question.section(), "title").into(),
        Page::Result => ui!(text, result).into(),
        Page::Home => word(&["home", "title"]),
        Page::FrameworkResult => word(&["result", "title"]),
        Page::InstitutionResult => word(&["model_result", "title"]),
        Page::ModuleResult(module) => module::title(text, module).into(),
        Page::Plan => word(&["plan", "title"]),
        Page::Budget => word(&["budget", "title"]),
        Page::Contributions => word(&["contributions", "title"]),
        Page::Prepare => word(&["prepare", "title"]),
        Page::Outline => word(&["outline", "title"]),
        Page::Paper(paper) => format!("{} · {}", crate::report::papers::title(text, paper), ui!(text, papers)),
        Page::Readiness => word(&["readiness", "title"]),
        Page::Snapshots => word(&["snapshots", "title"]),
        Page::Library => word(&["reference", "library_title"]),
        Page::Frameworks => word(&["reference", "frameworks_title"]),
        Page::Principles => word(&["reference", "principles_title"]),
        Page::Models => word(&["reference", "models_title"]),
        Page::Glossary => word(&["reference", "glossary_title"]),
        Page::Sources => word(&["reference", "sources_title"]),
        Page::Countries => word(&["library", "title"]),
        Page::Examples => word(&["examples", "title"]),
        Page::Privacy => ui!(text, privacy).into(),
        Page::About => ui!(text, about).into(),
        Page::Receive => word(&["receive", "title"]),
        Page::Embed => word(&["embed", "title"]),
        _ => ui!(text, missing_title).into(),
    }
}

/// The packs that a page needs, beside the first.
pub fn packs(page: Page) -> &'static [&'static str] {
    match page {
        Page::Profile => &["help"],
        Page::Start => &["library", "safety"],
        Page::Home => &["help", "framework", "library", "readiness", "strategy", "institution", "plan", "snapshots"],
        Page::Result => &["help", "result", "library", "framework", "plan"],
        Page::Prepare => &["help", "framework", "readiness", "strategy", "institution", "plan", "papers"],
        Page::Plan => &["help", "result", "framework", "strategy", "institution", "advice", "plan"],
        Page::FrameworkResult => &["help", "framework", "readiness"],
        Page::InstitutionResult => &["framework", "readiness", "institution", "models", "advice", "plan"],
        Page::ModuleResult(Module::Strategy | Module::Sustainability) => {
            &["help", "framework", "readiness", "strategy", "institution", "advice", "plan", "papers"]
        }
        Page::ModuleResult(_) => &["help", "framework", "readiness", "strategy", "institution", "advice", "plan"],
        Page::Readiness => &["readiness", "framework", "strategy", "institution", "snapshots"],
        Page::Outline => &["help", "framework", "strategy", "institution", "advice", "papers"],
        Page::Paper(_) => &crate::report::papers::PACKS,
        Page::Budget | Page::Contributions => &["budget", "institution"],
        Page::Snapshots => &["snapshots", "help", "readiness", "framework", "strategy", "institution"],
        Page::Library => &["reference", "library", "framework", "models", "advice", "help", "result", "strategy", "institution"],
        Page::Frameworks | Page::Principles => &["reference", "framework", "advice"],
        Page::Models => &["reference", "models"],
        Page::Glossary | Page::Sources => &["reference"],
        Page::Countries | Page::Examples => &["library", "reference"],
        Page::Privacy => &["reading", "safety"],
        Page::About => &["reading", "embed"],
        Page::Receive => &["embed", "safety"],
        Page::Embed => &["embed", WIDGET],
        Page::Question(question) => of_section(question.section()),
        Page::Screen(section, _) => of_section(section),
        // Its last questions are those of the framework.
        Page::Quick(screen) if screen > 4 => &["framework"],
        _ => &[],
    }
}

/// The pack with a section's questions.
fn of_section(section: Section) -> &'static [&'static str] {
    match Module::of(section) {
        None => &["help"],
        Some(Module::Mandate) => &[],
        Some(Module::Framework) => &["framework", "help", "strategy"],
        Some(Module::Strategy | Module::Principles | Module::Community | Module::Integration) => &["strategy"],
        Some(Module::Institution) => &["institution", "framework", "models", "strategy"],
        Some(Module::Sustainability | Module::Resources) => &["institution", "strategy"],
    }
}

fn missing(text: &Text) -> AnyView {
    let start = div("a", "btn").attr("href", "#/").text(ui!(text, to_start));
    plain(ui!(text, missing_title), ui!(text, missing)).child(el("p").child(start)).done()
}

/// A page with a heading and a sentence.
fn plain(title: &str, words: &str) -> El {
    div("div", "page").child(el("h1").text(title)).child(el("p").text(words))
}

/// The control to the next screen.
fn next(href: String, words: &str) -> El {
    link(href).attr("class", "btn").attr("data-action", "next").text(words)
}

/// Shown until a page's words have come.
pub fn waiting(text: &Text) -> AnyView {
    plain(ui!(text, waiting), ui!(text, waiting_help)).attr("data-waiting", "").done()
}
