//! A place for a chart. What draws it is fetched when the place is about to be seen; the same figures stand beside it as a sentence
//! and a table, so that nothing is lost where it cannot be drawn.

use crate::charts::Picture;
use crate::text::Text;
use crate::text::lang::Lang;
use crate::ui::actions;
use crate::ui::dom::{El, button, div, el};
use crate::ui::state::State;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;
use leptos::web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// A chart in its place: drawn when seen, drawn anew when the page's width or colours change.
    type Chart;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = chart)]
    fn chart_in(place: &Element) -> Chart;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = chartFile, catch)]
    async fn js_chart_file(picture: &str, kind: &str, width: f64, title: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn show(this: &Chart, picture: &str);
    #[wasm_bindgen(method)]
    fn dispose(this: &Chart);
}

/// A chart that follows what it shows. `name` tells charts apart.
pub fn chart(text: &Text, name: &'static str, picture: impl Fn() -> Option<Picture> + Send + 'static) -> El {
    let id = format!("chart-{name}");
    let (key, lang) = (id.clone(), text.lang);
    let handle = StoredValue::new_local(None::<Chart>);
    // The place is in the document once the page has been painted.
    Effect::new(move |_| {
        let Some(picture) = picture() else { return };
        let key = key.clone();
        let json = picture.to_json(lang.dir() == "rtl");
        request_animation_frame(move || {
            let place = document().get_element_by_id(&key).and_then(|e| e.dyn_into::<HtmlElement>().ok());
            let _ = handle.try_update_value(|handle| {
                if let Some(chart) = handle {
                    chart.show(&json);
                } else if let Some(place) = place {
                    let chart = chart_in(&place);
                    chart.show(&json);
                    *handle = Some(chart);
                }
            });
        });
    });
    on_cleanup(move || {
        let _ = handle.try_update_value(|handle| {
            if let Some(chart) = handle.take() {
                chart.dispose();
            }
        });
    });
    div("div", "chart")
        .attr("id", id)
        .attr("data-chart", name)
        .attr("dir", "ltr")
        .attr("aria-hidden", "true")
        .attr("data-note-waiting", text.words.get(&["readiness", "chart_waiting"]))
        .attr("data-note-failed", text.words.get(&["readiness", "chart_failed"]))
}

/// The width of a chart's file, in pixels.
pub const FILE_WIDTH: f64 = 720.0;

/// A picture as a file, in the colours of paper: with `kind` svg its text, with png its bytes as a `Blob`.
///
/// # Errors
/// When what draws it cannot be fetched.
pub async fn chart_file(picture: &Picture, lang: Lang, kind: &str, width: f64, title: &str) -> Result<JsValue, JsValue> {
    js_chart_file(&picture.to_json(lang.dir() == "rtl"), kind, width, title).await
}

/// A chart, and below it the ways to have it as a file.
pub fn chart_with_files(
    state: State,
    text: &Text,
    name: &'static str,
    title: &str,
    picture: impl Fn() -> Option<Picture> + Clone + Send + 'static,
) -> El {
    let fault = RwSignal::new(None::<String>);
    let lang = text.lang;
    let failed = text.words.get(&["readiness", "chart_failed"]).to_string();
    let way = |kind: &'static str, label: &'static str| {
        let (picture, title, failed) = (picture.clone(), title.to_string(), failed.clone());
        let spoken = format!("{label}: {title}");
        let save = move |_| {
            let Some(picture) = picture() else { return };
            let (title, failed) = (title.clone(), failed.clone());
            actions::later(async move {
                match chart_file(&picture, lang, kind, FILE_WIDTH, &title).await {
                    Ok(content) => {
                        fault.set(None);
                        state.document.with_untracked(|d| actions::save_chart(d, name, kind, &content));
                    }
                    Err(_) => fault.set(Some(failed)),
                }
            });
        };
        button("link", "chart-file", save).attr("data-kind", kind).attr("aria-label", spoken).text(label)
    };
    let told = el("span").attr("role", "status").live_text(move || fault.get().unwrap_or_default());
    let ways = div("p", "chart-files hint")
        .child(el("span").text(text.words.get(&["readiness", "chart_file"])))
        .child(way("svg", "SVG"))
        .child(way("png", "PNG"))
        .child(told);
    el("div").child(chart(text, name, picture)).child(ways)
}
