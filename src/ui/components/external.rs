//! A link that leaves the site.

use super::icon;
use crate::text::Text;
use crate::ui::dom::{El, div, el, link};

/// The link, by its address; who follows it is told that it leads away, and the other site is told nothing of where one came from.
pub fn external(text: &Text, at: &'static str) -> El {
    let shown = at.trim_start_matches("https://").trim_start_matches("www.").trim_end_matches('/');
    link(at.into())
        .attr("class", "external")
        .attr("rel", "noopener noreferrer")
        .child(el("bdi").attr("dir", "ltr").text(shown))
        .view(icon::external())
        .child(div("small", "hint").text(text.words.get(&["reference", "leaves"])))
}
