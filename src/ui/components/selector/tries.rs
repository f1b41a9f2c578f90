//! How often each alternative takes each place: a sentence, a chart and a table.

use super::{Selector, hundredths};
use crate::charts::{Part, Picture};
use crate::domain::engine::Standing;
use crate::domain::selector::Ranking;
use crate::text::{Text, fill, intl};
use crate::ui::components::chart::chart;
use crate::ui::dom::{El, el};
use crate::ui::pages::article::framed;
use crate::ui::pages::result::section;

/// A share of tries in words.
pub fn tries(text: &Text, share: f64) -> String {
    intl::number(text.lang, hundredths(share))
}

/// How often an alternative comes first, as a share.
pub fn first_rank(standing: &Standing) -> f64 {
    standing.rank_acceptability.first().copied().unwrap_or(0.0)
}

/// How often each alternative takes each place: a sentence, a chart and a table.
pub fn tries_part(text: &Text, selector: Selector, ranking: &Ranking) -> El {
    let place_of = |i: usize| ranking.alternatives.get(i).copied().unwrap_or_default();
    let standings = &ranking.outcome.standings;
    let number = |n: f64| intl::number(text.lang, n);
    let shares: Vec<String> = standings
        .iter()
        .enumerate()
        .map(|(a, s)| format!("{} {}", selector.about(text, place_of(a), "short"), tries(text, first_rank(s))))
        .collect();
    let sentence =
        fill(selector.word(text, "result", "tries_sentence"), &intl::list(text.lang, shares.iter().map(String::as_str)), "");
    let place = |rank: usize| fill(text.words.get(&["table", "place"]), &number((rank + 1) as f64), "");
    let cell = |s: &Standing, rank: usize| hundredths(s.rank_acceptability.get(rank).copied().unwrap_or(0.0));
    let rows: Vec<String> = (0..standings.len()).map(|a| selector.about(text, place_of(a), "short").into()).collect();
    let parts: Vec<Part> = (0..standings.len())
        .map(|rank| Part { name: place(rank), values: standings.iter().map(|s| cell(s, rank)).collect() })
        .collect();
    let head = std::iter::once(selector.word(text, "table", "framework").to_string()).chain((0..standings.len()).map(place));
    let body = standings.iter().enumerate().map(|(a, s)| {
        let cells = (0..standings.len()).map(|rank| el("td").text(number(cell(s, rank))));
        el("tr")
            .attr("data-tries", selector.id(place_of(a)))
            .child(el("th").attr("scope", "row").text(selector.about(text, place_of(a), "short")))
            .child(cells)
    });
    let caption = selector.word(text, "table", "tries_caption");
    let table = el("table")
        .child(el("caption").text(format!("{caption} · {}", text.words.get(&["table", "tries"]))))
        .child(el("thead").child(el("tr").child(head.map(|h| el("th").attr("scope", "col").text(h)))))
        .child(el("tbody").child(body));
    let picture = Picture::Stack(rows, parts);
    section(caption)
        .attr("data-part", "tries")
        .child(el("p").text(sentence))
        .child(chart(text, "ranks", move || Some(picture.clone())))
        .child(framed(caption, table))
}
