//! A place for a chart. What draws it is fetched when the place is about to be seen; the same figures stand beside it as a sentence
//! and a table, so that nothing is lost where it cannot be drawn.

use crate::charts::Picture;
use crate::text::Text;
use crate::ui::dom::{El, div};
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;
use leptos::web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// A chart in its place: drawn when seen, drawn anew when the page's width or colours change.
    type Chart;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = chart)]
    fn chart_in(place: &Element) -> Chart;
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
