//! A figure of readiness in words: a share or two, and its band.

use super::{Text, fill, hundredths, intl};
use crate::domain::readiness::Figure;

fn word<'a>(text: &'a Text, name: &str) -> &'a str {
    text.words.get(&["readiness", name])
}

/// A figure in words: one number, or between two.
pub fn phrase(text: &Text, figure: &Figure) -> String {
    let number = |share: f64| intl::number(text.lang, hundredths(share));
    let (low, high) = (number(figure.low), number(figure.high));
    if low == high { fill(word(text, "percent"), &low, "") } else { fill(word(text, "from_to"), &low, &high) }
}

/// The id of a figure's band: one of three, or `between` two.
pub fn band(figure: &Figure) -> &'static str {
    let (low, high) = figure.band();
    if low == high { low.id() } else { "between" }
}

/// A text about a figure's band: `label`, `meaning`.
pub fn band_words<'a>(text: &'a Text, figure: &Figure, what: &str) -> &'a str {
    text.words.get(&["bands", band(figure), what])
}

/// Which of a dimension's texts fits a figure: `low`, `middle` or `high`.
pub fn tone(figure: &Figure) -> &'static str {
    match band(figure) {
        "starting" => "low",
        "established" => "high",
        _ => "middle",
    }
}
