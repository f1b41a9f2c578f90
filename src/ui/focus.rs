//! Where the focus goes when a page opens.

use super::route::Page;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use std::cell::RefCell;

thread_local! {
    /// Where the focus goes on the page that opens next: the page, and what is looked for in it.
    static AIM: RefCell<Option<(Page, String)>> = const { RefCell::new(None) };
}

/// Moves the focus to an entry of a page once that is open.
pub fn aim(page: Page, entry: String) {
    AIM.set(Some((page, entry)));
}

/// Moves the focus to what was aimed at, if it is on this page and drawn. An aim at another page is given up.
pub fn aimed(page: Page) -> bool {
    let Some((aim, entry)) = AIM.take() else { return false };
    if aim != page {
        return false;
    }
    let found = document().query_selector(&entry).ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    let Some(element) = found else {
        AIM.set(Some((aim, entry)));
        return false;
    };
    focus(&element);
    element.scroll_into_view();
    true
}

fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    let _ = element.focus();
}

/// Brings the current step into view where the steps scroll sideways.
pub fn step() {
    if let Some(step) = document().query_selector(".steps [aria-current]").ok().flatten() {
        step.scroll_into_view_with_bool(false);
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Moves the focus to the page's heading, and the page to its top.
pub fn heading() {
    step();
    if let Some(heading) = document().query_selector("main h1").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        focus(&heading);
    }
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Moves the focus to the page's heading, and no further than the browser does: in a frame that is as high as its content all
/// scrolling is the host's.
pub fn title() {
    if let Some(heading) = document().query_selector("main h1").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        focus(&heading);
    }
}

/// Moves the focus to a question's first control, and the question into view.
pub fn question(id: &str) {
    let selector = format!("[data-question=\"{id}\"]");
    step();
    let Some(fieldset) = document().query_selector(&selector).ok().flatten() else { return heading() };
    fieldset.scroll_into_view();
    let control = fieldset.query_selector("input, select, textarea").ok().flatten();
    if let Some(control) = control.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// Moves the focus to the first control of the notice, once that is drawn.
pub fn notice() {
    leptos::prelude::request_animation_frame(|| {
        let control = document().query_selector(".notices button").ok().flatten();
        if let Some(control) = control.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}

/// Moves the focus back to the control that switches the language, which was drawn anew.
pub fn language() {
    let control = document().query_selector("[data-action=language]").ok().flatten();
    if let Some(control) = control.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// Moves the focus to an element by its id: the skip link must not set the fragment, which is the route.
pub fn element(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        focus(&element);
        element.scroll_into_view();
    }
}

/// Moves the focus to what a selector finds, once that is drawn.
pub fn soon(selector: String) {
    leptos::prelude::request_animation_frame(move || {
        let control = document().query_selector(&selector).ok().flatten();
        if let Some(control) = control.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            focus(&control);
        }
    });
}
