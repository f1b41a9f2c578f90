//! How often each alternative takes each place: a sentence, a chart and a table.

use super::{Hand, Selector, is_enough};
use crate::domain::selector::Ranking;
use crate::report::pictures;
use crate::text::ranking::{first_rank, tries};
use crate::text::{Text, fill, intl};
use crate::ui::components::chart::chart_with_files;
use crate::ui::components::section::{framed, section};
use crate::ui::dom::{El, el, live, nothing};
use leptos::prelude::*;

/// The part of the page, once there are answers enough. The chart stays and moves; the words beside it are written anew.
pub fn tries_part(hand: Hand, text: &Text) -> AnyView {
    let (text, is_enough) = (text.clone(), is_enough(hand));
    let part = move || {
        let selector = hand.selector;
        let words = text.clone();
        let show = move || hand.found.with(|found| found.as_ref().map(|found| pictures::ranks(&words, selector, &found.1)));
        let words = text.clone();
        let sentence =
            move || hand.found.with(|found| found.as_ref().map(|f| sentence(&words, selector, &f.1)).unwrap_or_default());
        let words = text.clone();
        let table =
            move || hand.found.with(|found| found.as_ref().map_or_else(nothing, |f| table(&words, selector, &f.1).done()));
        let title = selector.word(&text, "table", "tries_caption");
        section(title)
            .attr("data-part", "tries")
            .child(el("p").live_text(sentence))
            .child(chart_with_files(hand.state, &text, "ranks", title, show))
            .live_view(table)
            .done()
    };
    live(move || if is_enough.get() { part() } else { nothing() })
}

fn sentence(text: &Text, selector: Selector, ranking: &Ranking) -> String {
    let shares: Vec<String> = pictures::alternatives(text, selector, ranking)
        .into_iter()
        .zip(&ranking.outcome.standings)
        .map(|(name, standing)| format!("{name} {}", tries(text, first_rank(standing))))
        .collect();
    fill(selector.word(text, "result", "tries_sentence"), &intl::list(text.lang, shares.iter().map(String::as_str)), "")
}

fn table(text: &Text, selector: Selector, ranking: &Ranking) -> El {
    let standings = &ranking.outcome.standings;
    let places = 0..standings.len();
    let head = std::iter::once(selector.word(text, "table", "framework").to_string())
        .chain(places.clone().map(|r| pictures::place(text, r)));
    let body = pictures::alternatives(text, selector, ranking).into_iter().zip(standings).zip(&ranking.alternatives).map(
        |((name, s), a)| {
            let cells = places.clone().map(|rank| el("td").text(intl::number(text.lang, pictures::takes(s, rank))));
            el("tr").attr("data-tries", selector.id(*a)).child(el("th").attr("scope", "row").text(name)).child(cells)
        },
    );
    let caption = selector.word(text, "table", "tries_caption");
    let table = el("table")
        .child(el("caption").text(format!("{caption} · {}", text.words.get(&["table", "tries"]))))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(body));
    framed(caption, table)
}
