//! A figure of readiness on a scale of its three bands, from the lowest to the highest that is possible.

use crate::domain::readiness::{Band, Figure};
use crate::text::{Text, hundredths};
use crate::ui::dom::{div, el};
use leptos::prelude::*;

/// The picture. It says nothing that the phrase beside it does not, so it is hidden from screen readers.
pub fn share(text: &Text, figure: &Figure) -> AnyView {
    // A picture has no direction of writing: in Arabic the scale begins at the right.
    let place = |share: f64| match text.lang.dir() {
        "rtl" => 100.0 - hundredths(share),
        _ => hundredths(share),
    };
    let (low, high) = (place(figure.low), place(figure.high));
    let span = view! {
        <svg viewBox="0 0 100 1" preserveAspectRatio="none">
            <path class="span" d=format!("M{low} .5H{high}") />
            <path class="ends" d=format!("M{low} 0V1M{high} 0V1") />
        </svg>
    };
    let (lowest, highest) = figure.band();
    let bands = Band::ALL.map(|band| {
        let is_in = lowest <= band && band <= highest;
        el("span").attr_if(is_in, "data-in", "").text(text.words.get(&["bands", band.id(), "label"]))
    });
    div("div", "range share")
        .attr("aria-hidden", "true")
        .child(div("div", "bar").child(Band::ALL.map(|_| el("i"))).view(span.into_any()))
        .child(div("div", "scale").child(bands))
        .done()
}
