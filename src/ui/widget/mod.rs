//! A widget: a tool in a frame on a partner's page. Nothing is kept, nothing is sent but what `crate::embed::message` knows, and a
//! link that leads out of the tool opens the full one in a page of its own.

mod chart;
mod consent;
mod intro;
mod open;
mod way_on;

use super::actions;
use super::components::icon;
use super::components::panel;
use super::components::question::Parts;
use super::components::suggested::suggested;
use super::dom::{El, all, button, div, el, live, nothing};
use super::handover::Carried;
use super::pages::questions::Around;
use super::pages::{self, Program, questions};
use super::route::{Module, Page};
use super::screens::{Screen, of_module};
use super::state::{PageMemory, State, now, random_id};
use crate::document::assessment::Document;
use crate::document::json::Json;
use crate::domain::answers::{Answer, Answers};
use crate::domain::instrument::{Question, Section};
use crate::domain::sheet::progress_of;
use crate::embed::kind::Kind;
use crate::embed::message::{Message, Order};
use crate::embed::settings::{self, Complaint, Settings, Start, Theme};
use crate::storage::browser::BrowserShelf;
use crate::text::Text;
use crate::text::lang::Lang;
use crate::text::words::WIDGET;
use crate::ui;
use consent::Asked;
use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::*;
use leptos::web_sys::HtmlElement;
use std::cell::{Cell, RefCell};

#[wasm_bindgen]
extern "C" {
    /// The host's settings, as the address's parameters.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = query)]
    fn query() -> String;
    /// Says something to the host, if one is there.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = post)]
    fn post_line(line: &str);
    /// Hears what the host says.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = listen)]
    fn listen_to(hear: &Closure<dyn FnMut(String)>);
    /// Sets a property of the page's style; an empty value takes it back.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = style)]
    fn set_style(name: &str, value: &str);
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn warn(line: &str);
}

/// What one of the two programs does in a widget.
#[derive(Clone, Copy)]
pub struct Part {
    program: Program,
    /// Goes on where the program before was; whether there was one.
    take_over: fn(State) -> bool,
    /// Stands under the page.
    under: fn(Widget, &Text, Page) -> AnyView,
    /// Shows what the host hands in.
    show: fn(&str),
}

/// The questions on the mandate.
pub const FIRST: Part = Part {
    program: Program {
        above: |_| nothing(),
        holds: |page| page == Page::Start || pages::is_question(page) && page.module() == Some(Module::Mandate),
        draw: |state, text, page| questions::page(state, text, page, AROUND),
        beside: |_, _| nothing(),
        shelf: BrowserShelf::memory,
    },
    take_over: |_| false,
    under: |_, _, _| nothing(),
    show: |_| post(&Message::Error("unused")),
};

/// Every kind.
pub const WHOLE: Part = Part {
    program: Program {
        above: |_| nothing(),
        holds: |_| true,
        draw: |state, text, page| match (page, OPEN.get()) {
            (Page::Readiness, Some(widget)) if widget.kind() == Kind::ReadinessChart => chart::page(widget, text),
            (Page::Receive, Some(widget)) => open::page(widget, text),
            (page, _) if pages::is_question(page) && page != Page::Profile => {
                questions::page(state, text, page, Around { parts: Parts::ALL, under: suggested, aside: beside, ..AROUND })
            }
            (page, _) => (pages::WHOLE.draw)(state, text, page),
        },
        beside: |_, _| nothing(),
        shelf: BrowserShelf::memory,
    },
    take_over: |state| {
        let carried = actions::carried().as_deref().and_then(Carried::from_json);
        let is_there = carried.is_some();
        if let Some(carried) = carried {
            state.take_over(carried);
        }
        is_there
    },
    under: consent::consent,
    show: chart::show,
};

const AROUND: Around =
    Around { parts: Parts::OPTIONS, screens, aside: |state, text, _| panel::plain(state, text), under: |_, _, _| nothing() };

fn beside(state: State, text: &Text, module: Module) -> AnyView {
    match module {
        Module::Mandate => panel::plain(state, text),
        module => pages::aside(state, text, module),
    }
}

/// A widget under way; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Widget {
    /// The page's state, kept in memory.
    state: State,
    /// Whether the host asks for the result: an [`Asked`] as a number.
    asked: RwSignal<u32>,
}

thread_local! {
    static OPEN: Cell<Option<Widget>> = const { Cell::new(None) };
    static PART: Cell<Option<Part>> = const { Cell::new(None) };
    static SETTINGS: RefCell<Settings> = RefCell::default();
}

/// Runs anew whenever what it reads has changed. One type for all: each of its own would bring its own copy of the machinery.
fn follow(run: impl FnMut() + 'static) {
    erased(Box::new(run));
}

#[inline(never)]
fn erased(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

/// Whether this page is a widget.
pub fn is_open() -> bool {
    OPEN.get().is_some()
}

/// A word of the widget.
fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["widget", name])
}

fn post(message: &Message) {
    post_line(&message.to_line());
}

impl Widget {
    fn kind(self) -> Kind {
        SETTINGS.with_borrow(|s| s.kind)
    }

    fn questions(self) -> Vec<Question> {
        SETTINGS.with_borrow(|s| s.kind.questions(&s.questions))
    }

    /// Where the tool itself begins.
    fn tool(self) -> Page {
        match self.kind() {
            Kind::QuickCheck => Page::Quick(0),
            Kind::ReadinessChart => Page::Readiness,
            Kind::CountryMandates => Page::Countries,
            kind => Page::Module(kind.module().unwrap_or(Module::Mandate)),
        }
    }

    fn result(self) -> Page {
        self.kind().module().map_or(Page::Result, Module::result)
    }

    /// The page that the address names.
    fn addressed(self) -> Page {
        let page = Page::parse(&window().location().hash().unwrap_or_default());
        let has_intro = SETTINGS.with_borrow(|s| s.kind.asks() && s.start == Start::Intro);
        let page = if page == Page::Start && !has_intro { self.tool() } else { page };
        questions::resolve(self.state, page, screens)
    }

    /// Begins anew.
    fn begin(self) {
        let state = self.state;
        state.page_memory.set_value(PageMemory::default());
        state.notice.set(None);
        state.document.set(Document::new(&random_id(), "", state.lang.get_untracked().tag(), &now()));
        state.settle();
        state.opened.update(|n| *n += 1);
        if let Some(code) = SETTINGS.with_borrow(|s| s.country)
            && let Ok(answer) = Answer::from_text(Question::ProfileCountry, code)
        {
            self.state.document.update(|d| d.set(answer, &now()));
            self.state.settle();
        }
    }

    fn again(self) {
        self.begin();
        if self.asked.get_untracked() != Asked::Not as u32 {
            self.asked.set(Asked::Open as u32);
        }
        let _ = window().location().replace("#/");
        self.follow_address();
    }

    fn follow_address(self) {
        let page = self.addressed();
        if let Some(part) = PART.get() {
            actions::hand_over(!(part.program.holds)(page));
        }
        fetch_words(self.state, self.state.lang.get_untracked(), page);
        self.state.page.set(page);
    }

    fn obey(self, line: &str) {
        if self.state.is_retired() {
            return;
        }
        match Order::read(line) {
            Ok(Order::Set(query)) => self.set(&query),
            Ok(Order::Reset) => self.again(),
            Ok(Order::Request(wanted)) => self.asked.set(if wanted { Asked::Open } else { Asked::Not } as u32),
            Ok(Order::Show(file)) => {
                if let Some(part) = PART.get() {
                    (part.show)(&file);
                }
            }
            Err(refusal) => post(&Message::Error(refusal.id())),
        }
    }

    /// Takes other settings. What is asked stays as it is: a tool does not change under somebody's hands.
    fn set(self, query: &str) {
        let (mut new, complaints) = settings::read(query);
        complain(&complaints);
        SETTINGS.with_borrow(|was| (new.kind, new.questions, new.start) = (was.kind, was.questions.clone(), was.start));
        look(&new);
        if let Some(lang) = new.lang.filter(|lang| *lang != self.state.lang.get_untracked()) {
            switch(self, lang);
        }
        SETTINGS.set(new);
    }
}

/// The screens of a module, of the sections that the host wants.
fn screens(module: Module) -> Vec<Screen> {
    let chosen: Vec<Section> = SETTINGS.with_borrow(|s| s.questions.clone());
    let mut screens = of_module(module);
    if screens.iter().any(|s| chosen.contains(&s.section)) {
        screens.retain(|s| chosen.contains(&s.section));
    }
    screens
}

/// Whether a link stays within the widget.
pub fn keeps(fragment: &str) -> bool {
    let Some(widget) = OPEN.get() else { return false };
    let kind = widget.kind();
    let page = Page::parse(fragment);
    if page == Page::Start || page == widget.tool() || matches!(page, Page::Profile | Page::Receive) && kind.asks() {
        return true;
    }
    let modules: &[Module] = match kind {
        Kind::MandateChecker => &[Module::Mandate],
        Kind::QuickCheck | Kind::FrameworkSelector => &[Module::Mandate, Module::Framework],
        Kind::InstitutionSelector => &[Module::Institution, Module::Mandate, Module::Framework],
        _ => &[],
    };
    matches!(page, Page::Quick(_)) && kind == Kind::QuickCheck || page.module().is_some_and(|m| modules.contains(&m))
}

fn complain(complaints: &[Complaint]) {
    complaints.iter().for_each(|complaint| warn(&complaint.to_line()));
}

/// Makes the page look as the host wants it, within what can be read.
fn look(settings: &Settings) {
    let scheme = match settings.theme {
        Theme::Auto => "",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    set_style("color-scheme", scheme);
    set_style("--r", &settings.radius.map(|n| [n.to_string().as_str(), "px"].concat()).unwrap_or_default());
    let both = |tone: fn(&crate::embed::colour::Tones) -> crate::embed::colour::Rgb| {
        settings
            .accent
            .map(|a| ["light-dark(", &tone(&a.light).css(), ",", &tone(&a.dark).css(), ")"].concat())
            .unwrap_or_default()
    };
    set_style("--brand", &both(|t| t.main));
    set_style("--band", &both(|t| t.band));
    set_style("--on-brand", &both(|t| t.on));
    set_style("--brand-soft", &both(|t| t.soft));
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-density", if settings.is_compact { "compact" } else { "comfortable" });
    }
}

/// The packs that a page of a widget needs, those of the widget itself first.
fn packs(page: Page) -> Vec<&'static str> {
    let of_page: &[&str] = match page {
        Page::Start => &[],
        Page::Receive => &["safety"],
        page => pages::packs(page),
    };
    ["mandate", WIDGET].into_iter().chain(of_page.iter().copied()).collect()
}

fn fetch_words(state: State, lang: Lang, page: Page) {
    actions::later(async move {
        // What can be opened about a question comes after all that is shown.
        for name in packs(page).into_iter().chain(["help"]) {
            if !state.has_words(name)
                && let Ok(pack) = actions::pack(lang, name).await
            {
                state.add_words(lang, name, &pack);
            }
        }
    });
}

fn switch(widget: Widget, lang: Lang) {
    let state = widget.state;
    actions::later(async move {
        let page = state.page.get_untracked();
        if let Ok(words) = actions::words(lang, &packs(page)).await
            && !state.is_retired()
        {
            state.switch(lang, words);
            fetch_words(state, lang, page);
        }
    });
}

/// Gives the frame up: what the next program must know.
pub fn leave() -> Option<String> {
    OPEN.get().map(|Widget { state, .. }| {
        state.retired.set_value(true);
        state.document.with_untracked(|document| Carried::of_memory(document).to_json())
    })
}

/// Starts a program in the widget's frame, once the words of its language are there.
pub fn start(part: Part) {
    actions::later(async move {
        let (settings, complaints) = settings::read(&query());
        let tag = document().document_element().and_then(|e| e.get_attribute("lang")).unwrap_or_default();
        let lang = Lang::of(&tag);
        look(&settings);
        let Ok(words) = actions::words(lang, &packs(Page::Start)).await else { return };
        let Some(place) = document().get_element_by_id("app").and_then(|e| e.dyn_into::<HtmlElement>().ok()) else { return };
        place.replace_children_with_node_0();
        mount_to(place, move || {
            let state = State::in_memory(lang, words);
            let widget = Widget { state, asked: RwSignal::new(Asked::Not as u32) };
            SETTINGS.set(settings);
            OPEN.set(Some(widget));
            PART.set(Some(part));
            widget.begin();
            let took_over = (part.take_over)(state);
            listen(widget);
            if !took_over {
                complain(&complaints);
                post(&Message::Ready(widget.kind(), lang.tag(), &complaints));
            }
            let hear = Closure::new(move |line: String| widget.obey(&line));
            listen_to(&hear);
            hear.forget();
            frame(widget, part)
        })
        .forget();
    });
}

fn listen(widget: Widget) {
    let state = widget.state;
    widget.follow_address();
    let _ = window_event_listener(ev::hashchange, move |_| {
        if !state.is_retired() {
            state.flush();
            widget.follow_address();
        }
    });
    follow(move || {
        let lang = state.lang.get();
        if let Some(root) = document().document_element()
            && !state.is_retired()
        {
            let _ = root.set_attribute("lang", lang.tag());
            let _ = root.set_attribute("dir", lang.dir());
        }
        let text = state.text();
        set_style("--opens", &["\" ", word(&text, "new_page"), "\""].concat());
        document().set_title(&[intro::about(&text, widget.kind(), "title"), " · ", ui!(text, name)].concat());
    });
    // Only a share of how far one is leaves the frame.
    let told = Cell::new(None);
    follow(move || {
        let (done, of) = state.answers.with(|a| progress_of(a, widget.questions().into_iter()));
        let share = Some(100 * done / of.max(1));
        let before = told.replace(share);
        if let (Some(share), true) = (share, before.is_some() && before != share && !state.is_retired()) {
            post(&Message::Progress(share));
        }
    });
    let had_result = Cell::new(false);
    follow(move || {
        let page = state.page.get();
        let is_here = PART.get().is_some_and(|part| (part.program.holds)(page)) && !state.is_retired();
        let has_result = is_here && page == widget.result() && widget.kind().asks() && state.answers.with(Answers::has_any);
        if has_result && !had_result.replace(has_result) {
            post(&Message::Complete);
        }
        had_result.set(has_result);
    });
    let shown = Cell::new(None);
    follow(move || {
        let page = state.page.get();
        if shown.replace(Some(page)).is_some_and(|was| was != page) {
            request_animation_frame(move || match page {
                Page::Question(question) => super::focus::question(question.id()),
                _ => super::focus::title(),
            });
        }
    });
}

fn frame(widget: Widget, part: Part) -> AnyView {
    let state = widget.state;
    live(move || {
        let text = state.text();
        let words = Memo::new(move |_| packs(state.page.get()).iter().all(|name| state.has_words(name)));
        let waiting = text.clone();
        let page = move || {
            state.opened.track();
            let (is_there, page) = (words.get(), state.page.get());
            let text = state.text();
            if !is_there || !(part.program.holds)(page) {
                return pages::waiting(&waiting);
            }
            if page == Page::Start {
                return intro::intro(widget, &text);
            }
            all(vec![
                (part.program.draw)(state, &text, page),
                (part.under)(widget, &text, page),
                way_on::way_on(widget, &text, page),
            ])
        };
        let main = el("main").attr("id", "main").attr("tabindex", "-1").live_view(page);
        all(vec![header(widget, &text).done(), main.done()])
    })
}

fn header(widget: Widget, text: &Text) -> El {
    let languages = Lang::ALL.into_iter().filter(|lang| *lang != text.lang).map(|lang| {
        button("link", "language", move |_| switch(widget, lang))
            .attr("lang", lang.tag())
            .attr("dir", lang.dir())
            .text(lang.name())
    });
    let mark = div("span", "mark").view(icon::mark()).text(ui!(text, name));
    div("header", "widget-head").child(mark).child(languages)
}

/// The result as a host would get it.
fn outcome(widget: Widget) -> Option<Json> {
    widget.state.document.with_untracked(|d| crate::embed::outcome::outcome(widget.kind(), d))
}
