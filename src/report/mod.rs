//! Papers: what an assessment says, made into blocks that a page, a printer, a word processor and a browser without this tool can all
//! show. Nothing stands in them that the user did not enter, the rules did not work out, or the words do not hold.

pub mod book;
#[cfg(feature = "files")]
pub mod calendar;
#[cfg(feature = "app")]
pub mod facts;
pub mod html;
#[cfg(feature = "app")]
pub mod include;
#[cfg(feature = "app")]
mod maker;
#[cfg(feature = "app")]
pub mod papers;
#[cfg(feature = "app")]
pub mod pictures;
#[cfg(feature = "app")]
pub mod tables;
#[cfg(feature = "files")]
pub mod xlsx;

use crate::charts::Picture;
use crate::document::json::Json;
use crate::text::lang::Lang;

/// A paper that is made from an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Everything that the assessment says.
    Report,
    /// What a mayor needs on one page.
    Brief,
    /// A draft for the council to decide on.
    Motion,
    /// What those who come next must know.
    Handover,
    /// The strategy, section by section.
    Outline,
}

impl Paper {
    /// All, in the order in which they are offered.
    pub const ALL: [Paper; 5] = [Paper::Report, Paper::Brief, Paper::Motion, Paper::Handover, Paper::Outline];

    /// The name in the address, in words and in file names.
    pub const fn name(self) -> &'static str {
        ["report", "brief", "motion", "handover", "outline"][self as usize]
    }
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As running text.
    Plain,
    /// Strong.
    Strong,
    /// What a statement rests on, in small.
    Source,
    /// What the user has typed: of any language, so it keeps a direction of its own.
    Typed,
}

impl Tone {
    /// The id in the model's text.
    pub const fn id(self) -> &'static str {
        ["plain", "strong", "source", "typed"][self as usize]
    }
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, without characters that no file can hold.
    pub text: String,
    /// How it is set.
    pub tone: Tone,
}

/// Text in one line or paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Run>);

impl Line {
    fn and(mut self, text: &str, tone: Tone) -> Line {
        let text = clean(text);
        if !text.is_empty() {
            self.0.push(Run { text, tone });
        }
        self
    }

    /// Running text.
    pub fn of(text: &str) -> Line {
        Line::default().plain(text)
    }

    /// What the user has typed.
    pub fn by_user(text: &str) -> Line {
        Line::default().typed(text)
    }

    /// With running text behind.
    #[must_use]
    pub fn plain(self, text: &str) -> Line {
        self.and(text, Tone::Plain)
    }

    /// With strong text behind.
    #[must_use]
    pub fn strong(self, text: &str) -> Line {
        self.and(text, Tone::Strong)
    }

    /// With what it rests on behind.
    #[must_use]
    pub fn source(self, text: &str) -> Line {
        self.and(text, Tone::Source)
    }

    /// With something behind that the user has typed.
    #[must_use]
    pub fn typed(self, text: &str) -> Line {
        self.and(text, Tone::Typed)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The columns' heads.
    pub head: Vec<String>,
    /// How wide each column is beside the others.
    pub widths: Vec<u8>,
    /// Rows with a cell for each column; the first cell names the row.
    pub rows: Vec<Vec<Line>>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; level 1 is the paper's title.
    Heading(u8, String),
    /// A paragraph.
    Text(Line),
    /// A paragraph in small.
    Note(Line),
    /// A list, perhaps numbered; an item has a line or several.
    List(bool, Vec<Vec<Line>>),
    /// Lines with a box to tick.
    Boxes(Vec<Line>),
    /// Names with what there is to say of each.
    Facts(Vec<(String, Line)>),
    /// A table.
    Table(Table),
    /// A verdict: its name, its sentence, the scale's levels, and the lowest and the highest.
    Range(String, String, Vec<String>, (u8, u8)),
    /// A chart, by a name of its own, with what it says.
    Chart(&'static str, Picture, String),
    /// What follows stands on a new page.
    Break,
}

/// A paper, ready to be shown or written.
#[derive(Clone, Debug, PartialEq)]
pub struct Manuscript {
    /// Its name in file names.
    pub name: &'static str,
    /// The language it speaks.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What stands at the foot of each page.
    pub foot: String,
    /// Its parts.
    pub blocks: Vec<Block>,
}

/// A text without what breaks files and lines: control characters but line ends, characters that XML forbids, and marks that turn
/// the direction of what stands behind them.
pub fn clean(text: &str) -> String {
    let keeps = |c: &char| match *c {
        '\n' | '\t' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' => false,
        c => !c.is_control(),
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(keeps).collect()
}

fn line(line: &Line) -> Json {
    let run = |run: &Run| Json::object([("text", Json::text(&run.text)), ("tone", Json::text(run.tone.id()))]);
    Json::List(line.0.iter().map(run).collect())
}

fn lines<'a>(all: impl IntoIterator<Item = &'a Line>) -> Json {
    Json::List(all.into_iter().map(line).collect())
}

impl Block {
    fn to_json(&self, rtl: bool) -> Json {
        let members = match self {
            Block::Heading(level, text) => {
                vec![("kind", Json::text("heading")), ("level", Json::whole(usize::from(*level))), ("text", Json::text(text))]
            }
            Block::Text(text) => vec![("kind", Json::text("text")), ("line", line(text))],
            Block::Note(text) => vec![("kind", Json::text("note")), ("line", line(text))],
            Block::List(is_numbered, items) => vec![
                ("kind", Json::text("list")),
                ("numbered", Json::Bool(*is_numbered)),
                ("items", Json::List(items.iter().map(lines).collect())),
            ],
            Block::Boxes(items) => vec![("kind", Json::text("boxes")), ("items", lines(items))],
            Block::Facts(facts) => {
                let pair = |(name, fact): &(String, Line)| Json::object([("name", Json::text(name)), ("line", line(fact))]);
                vec![("kind", Json::text("facts")), ("facts", Json::List(facts.iter().map(pair).collect()))]
            }
            Block::Table(table) => vec![
                ("kind", Json::text("table")),
                ("caption", Json::text(&table.caption)),
                ("head", Json::texts(&table.head)),
                ("widths", Json::List(table.widths.iter().map(|w| Json::whole(usize::from(*w))).collect())),
                ("rows", Json::List(table.rows.iter().map(lines).collect())),
            ],
            Block::Range(name, sentence, levels, (low, high)) => vec![
                ("kind", Json::text("range")),
                ("name", Json::text(name)),
                ("sentence", Json::text(sentence)),
                ("levels", Json::texts(levels)),
                ("low", Json::whole(usize::from(*low))),
                ("high", Json::whole(usize::from(*high))),
            ],
            Block::Chart(name, picture, words) => vec![
                ("kind", Json::text("chart")),
                ("name", Json::text(*name)),
                ("picture", Json::text(picture.to_json(rtl))),
                ("words", Json::text(words)),
            ],
            Block::Break => vec![("kind", Json::text("break"))],
        };
        Json::object(members)
    }
}

impl Manuscript {
    /// As text, for writers that stand outside this program.
    pub fn to_json(&self) -> String {
        let is_rtl = self.lang.dir() == "rtl";
        Json::object([
            ("paper", Json::text(self.name)),
            ("lang", Json::text(self.lang.tag())),
            ("rtl", Json::Bool(is_rtl)),
            ("title", Json::text(&self.title)),
            ("foot", Json::text(&self.foot)),
            ("blocks", Json::List(self.blocks.iter().map(|b| b.to_json(is_rtl)).collect())),
        ])
        .to_line()
    }

    /// The charts in it: name, picture, and what it shows in words.
    pub fn charts(&self) -> impl Iterator<Item = (&'static str, &Picture, &str)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Chart(name, picture, words) => Some((*name, picture, words.as_str())),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_files_and_lines_is_left_out() {
        for (text, expected) in [
            ("a\u{0}b\u{8}c\u{1b}[31m", "abc[31m"),
            ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
            ("safe\u{202E}gnp.exe\u{2066}x\u{2069}", "safegnp.exex"),
            ("\u{FEFF}يوم\u{FFFE} 🙂 \u{200F}قال\u{200D}", "يوم 🙂 \u{200F}قال\u{200D}"),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(clean(text), expected);
        }
        assert!(Line::of("\u{0}").is_empty());
    }

    #[test]
    fn every_block_has_a_kind_of_its_own() {
        let text = Line::of("a").source("S01");
        let table = Table { caption: "c".into(), head: vec!["h".into()], widths: vec![1], rows: vec![vec![Line::by_user("x")]] };
        let blocks = vec![
            Block::Heading(1, "t".into()),
            Block::Text(text.clone()),
            Block::Note(text.clone()),
            Block::List(true, vec![vec![text.clone()]]),
            Block::Boxes(vec![text.clone()]),
            Block::Facts(vec![("n".into(), text)]),
            Block::Table(table),
            Block::Range("n".into(), "s".into(), vec!["a".into(), "b".into()], (0, 1)),
            Block::Chart("ring", Picture::Stack(Vec::new(), Vec::new()), "w".into()),
            Block::Break,
        ];
        let sheet = Manuscript { name: "brief", lang: Lang::Ar, title: "t".into(), foot: "f".into(), blocks: blocks.clone() };
        let json = Json::parse(&sheet.to_json()).unwrap();
        let kinds: Vec<&str> =
            json.get("blocks").unwrap().items().iter().filter_map(|b| b.get("kind").and_then(Json::as_text)).collect();
        assert_eq!(kinds.len(), blocks.len());
        assert_eq!(kinds.iter().collect::<std::collections::BTreeSet<_>>().len(), kinds.len());
        assert_eq!(sheet.charts().count(), 1);
    }
}
