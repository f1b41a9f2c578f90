//! A paper in the making.

use super::facts::Facts;
use super::{Block, Line, Table, Tone};
use crate::text::{Text, intl};

/// A paper in the making.
pub struct Maker<'a> {
    /// What it is made from.
    pub facts: &'a Facts<'a>,
    /// What stands in it so far.
    pub blocks: Vec<Block>,
}

impl<'a> Maker<'a> {
    /// An empty paper.
    pub fn new(facts: &'a Facts<'a>) -> Maker<'a> {
        Maker { facts, blocks: Vec::new() }
    }

    /// The language and its words.
    pub fn text(&self) -> &'a Text {
        self.facts.text
    }

    /// A word of a group.
    pub fn word(&self, group: &str, name: &str) -> &'a str {
        self.facts.text.words.get(&[group, name])
    }

    /// A number as the language writes it.
    pub fn number(&self, n: usize) -> String {
        intl::number(self.facts.text.lang, n as f64)
    }

    /// A statement with what it rests on.
    pub fn statement(&self, raw: &str) -> Line {
        self.with(raw, &Line::default(), &Line::default())
    }

    /// A statement with its blanks filled.
    pub fn with(&self, raw: &str, n: &Line, m: &Line) -> Line {
        let (line, source) = self.apart(raw, n, m);
        if source.is_empty() { line } else { line.plain(" ").source(&format!("({source})")) }
    }

    /// A statement with its blanks filled, and apart from it what it rests on.
    pub fn apart(&self, raw: &str, n: &Line, m: &Line) -> (Line, String) {
        let (words, source) = self.facts.text.statement(raw);
        let mut line = Line::default();
        let mut rest = words;
        while let Some(at) = rest.find("%n").into_iter().chain(rest.find("%m")).min() {
            let (before, behind) = rest.split_at(at);
            line = line.plain(before);
            line.0.extend(if behind.starts_with("%n") { n } else { m }.0.iter().cloned());
            rest = behind.get(2..).unwrap_or_default();
        }
        (line.plain(rest), source)
    }

    /// A list of names.
    pub fn names<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Line {
        Line::of(&intl::list(self.facts.text.lang, names))
    }

    /// A list of what the user has typed.
    pub fn typed_names<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Line {
        Line::by_user(&intl::list(self.facts.text.lang, names))
    }

    /// A heading.
    pub fn heading(&mut self, level: u8, text: &str) {
        self.blocks.push(Block::Heading(level, super::clean(text)));
    }

    /// A paragraph.
    pub fn say(&mut self, line: Line) {
        if !line.is_empty() {
            self.blocks.push(Block::Text(line));
        }
    }

    /// A paragraph in small.
    pub fn note(&mut self, line: Line) {
        if !line.is_empty() {
            self.blocks.push(Block::Note(line));
        }
    }

    /// A statement under a name of a group.
    pub fn state(&mut self, group: &str, name: &str) {
        let line = self.statement(self.word(group, name));
        self.say(line);
    }

    /// A list, unless it is empty.
    pub fn list(&mut self, is_numbered: bool, items: Vec<Vec<Line>>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(is_numbered, items));
        }
    }

    /// A list of single lines, or a sentence for none.
    pub fn list_or(&mut self, items: Vec<Line>, none: &str) {
        if items.is_empty() {
            let none = self.statement(none);
            return self.say(none);
        }
        self.list(false, items.into_iter().map(|line| vec![line]).collect());
    }

    /// Names with what there is to say of each.
    pub fn facts(&mut self, facts: Vec<(String, Line)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }

    /// A table; the words of its heads are of the report.
    pub fn table(&mut self, caption: &str, head: &[&str], widths: &[u8], rows: Vec<Vec<Line>>) {
        if !rows.is_empty() {
            let head = head.iter().map(|name| self.word("report", name).to_string()).collect();
            self.blocks.push(Block::Table(Table { caption: super::clean(caption), head, widths: widths.to_vec(), rows }));
        }
    }
}

impl Line {
    /// In strong letters.
    #[must_use]
    pub fn made_strong(mut self) -> Line {
        for run in self.0.iter_mut().filter(|run| run.tone == Tone::Plain) {
            run.tone = Tone::Strong;
        }
        self
    }
}
