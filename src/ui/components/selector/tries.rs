//! How often each alternative takes each place: a sentence, a chart and a table.

use super::{Hand, Selector, is_enough};
use crate::charts::{Part, Picture};
use crate::domain::engine::Standing;
use crate::domain::selector::Ranking;
use crate::text::{Text, fill, hundredths, intl};
use crate::ui::components::chart::chart_with_files;
use crate::ui::components::section::{framed, section};
use crate::ui::dom::{El, el, live, nothing};
use leptos::prelude::*;

/// A share of tries in words.
pub fn tries(text: &Text, share: f64) -> String {
    intl::number(text.lang, hundredths(share))
}

/// How often an alternative comes first, as a share.
pub fn first_rank(standing: &Standing) -> f64 {
    standing.rank_acceptability.first().copied().unwrap_or(0.0)
}

/// The part of the page, once there are answers enough. The chart stays and moves; the words beside it are written anew.
pub fn tries_part(hand: Hand, text: &Text) -> AnyView {
    let (text, is_enough) = (text.clone(), is_enough(hand));
    let part = move || {
        let selector = hand.selector;
        let words = text.clone();
        let show = move || hand.found.with(|found| found.as_ref().map(|found| picture(&words, selector, &found.1)));
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

/// Names of the alternatives that stand, in the order of their standings.
fn rows<'a>(text: &'a Text, selector: Selector, ranking: &Ranking) -> Vec<&'a str> {
    ranking.alternatives.iter().map(|a| selector.about(text, *a, "short")).collect()
}

fn place(text: &Text, rank: usize) -> String {
    fill(text.words.get(&["table", "place"]), &intl::number(text.lang, (rank + 1) as f64), "")
}

fn cell(standing: &Standing, rank: usize) -> f64 {
    hundredths(standing.rank_acceptability.get(rank).copied().unwrap_or(0.0))
}

fn sentence(text: &Text, selector: Selector, ranking: &Ranking) -> String {
    let shares: Vec<String> = rows(text, selector, ranking)
        .into_iter()
        .zip(&ranking.outcome.standings)
        .map(|(name, standing)| format!("{name} {}", tries(text, first_rank(standing))))
        .collect();
    fill(selector.word(text, "result", "tries_sentence"), &intl::list(text.lang, shares.iter().map(String::as_str)), "")
}

fn picture(text: &Text, selector: Selector, ranking: &Ranking) -> Picture {
    let standings = &ranking.outcome.standings;
    let part = |rank| Part { name: place(text, rank), values: standings.iter().map(|s| cell(s, rank)).collect() };
    let rows = rows(text, selector, ranking).into_iter().map(String::from).collect();
    Picture::Stack(rows, (0..standings.len()).map(part).collect())
}

fn table(text: &Text, selector: Selector, ranking: &Ranking) -> El {
    let standings = &ranking.outcome.standings;
    let places = 0..standings.len();
    let head =
        std::iter::once(selector.word(text, "table", "framework").to_string()).chain(places.clone().map(|r| place(text, r)));
    let body = rows(text, selector, ranking).into_iter().zip(standings).zip(&ranking.alternatives).map(|((name, s), a)| {
        let cells = places.clone().map(|rank| el("td").text(intl::number(text.lang, cell(s, rank))));
        el("tr").attr("data-tries", selector.id(*a)).child(el("th").attr("scope", "row").text(name)).child(cells)
    });
    let caption = selector.word(text, "table", "tries_caption");
    let table = el("table")
        .child(el("caption").text(format!("{caption} · {}", text.words.get(&["table", "tries"]))))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(body));
    framed(caption, table)
}
