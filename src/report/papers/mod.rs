//! The papers themselves. Each is a list of parts in order; parts that several papers share are in `parts`.

mod brief;
mod forms;
mod full;
mod handover;
mod motion;
mod outline;
mod parts;

pub use forms::{boxes, forms};
pub use outline::{lacking, said};

use super::facts::Facts;
use super::maker::Maker;
use super::{Manuscript, Paper};
use crate::text::{Text, fill, intl};

/// A paper's title.
pub fn title(text: &Text, paper: Paper) -> &str {
    let names = ["name_report", "name_brief", "name_motion", "name_handover", "name_outline"];
    text.words.get(&["papers", names[paper as usize]])
}

/// The packs of words that papers are made with.
pub const PACKS: [&str; 12] = [
    "help",
    "result",
    "framework",
    "library",
    "readiness",
    "strategy",
    "institution",
    "models",
    "advice",
    "plan",
    "budget",
    "papers",
];

/// Makes a paper.
pub fn make(paper: Paper, facts: &Facts) -> Manuscript {
    let text = facts.text;
    let mut maker = Maker::new(facts);
    match paper {
        Paper::Report => full::write(&mut maker),
        Paper::Brief => brief::write(&mut maker),
        Paper::Motion => motion::write(&mut maker),
        Paper::Handover => handover::write(&mut maker),
        Paper::Outline => outline::write(&mut maker),
    }
    let made = fill(text.words.get(&["report", "made"]), &intl::date(text.lang, facts.today), "");
    let version = fill(text.words.get(&["report", "instrument"]), &facts.document.instrument, "");
    let foot = format!("{} · {made} · {}", title(text, paper), super::clean(&version));
    Manuscript { name: paper.name(), lang: text.lang, title: title(text, paper).into(), foot, blocks: maker.blocks }
}
