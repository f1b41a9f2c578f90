//! What charts show, for pages and papers alike.

use crate::charts::{Part, Picture, Span};
use crate::domain::engine::Standing;
use crate::domain::instrument::Dimension;
use crate::domain::readiness::Readiness;
use crate::domain::selector::Ranking;
use crate::text::ranking::Selector;
use crate::text::{Text, fill, hundredths, intl};

/// A ring of fewer axes than these says nothing.
const FEWEST_AXES: usize = 3;

/// A dimension's name.
pub fn dimension(text: &Text, dimension: Dimension) -> &str {
    text.words.get(&["dimensions", dimension.id(), "name"])
}

/// The ranges of the dimensions that have begun.
pub fn spans(text: &Text, readiness: &Readiness) -> Vec<Span> {
    readiness
        .started()
        .map(|(d, f)| Span { name: dimension(text, d).into(), low: hundredths(f.low), high: hundredths(f.high) })
        .collect()
}

/// The names of a range's two ends.
fn ends(text: &Text) -> [String; 2] {
    ["lowest", "highest"].map(|end| text.words.get(&["readiness", end]).into())
}

/// All dimensions that have begun as a ring, when there are enough of them.
pub fn ring(text: &Text, readiness: &Readiness) -> Option<Picture> {
    let axes = spans(text, readiness);
    (axes.len() >= FEWEST_AXES).then(|| Picture::Ring(axes, ends(text)))
}

/// All dimensions that have begun as bars.
pub fn bars(text: &Text, readiness: &Readiness) -> Picture {
    Picture::Bars(spans(text, readiness), ends(text))
}

/// Names of the alternatives that stand, in the order of their standings.
pub fn alternatives<'a>(text: &'a Text, selector: Selector, ranking: &Ranking) -> Vec<&'a str> {
    ranking.alternatives.iter().map(|a| selector.about(text, *a, "short")).collect()
}

/// A place in a ranking, from 0, in words.
pub fn place(text: &Text, rank: usize) -> String {
    fill(text.words.get(&["table", "place"]), &intl::number(text.lang, (rank + 1) as f64), "")
}

/// How often an alternative takes a place, in hundredths.
pub fn takes(standing: &Standing, rank: usize) -> f64 {
    hundredths(standing.rank_acceptability.get(rank).copied().unwrap_or(0.0))
}

/// How often each alternative takes each place.
pub fn ranks(text: &Text, selector: Selector, ranking: &Ranking) -> Picture {
    let standings = &ranking.outcome.standings;
    let part = |rank| Part { name: place(text, rank), values: standings.iter().map(|s| takes(s, rank)).collect() };
    let rows = alternatives(text, selector, ranking).into_iter().map(String::from).collect();
    Picture::Stack(rows, (0..standings.len()).map(part).collect())
}
