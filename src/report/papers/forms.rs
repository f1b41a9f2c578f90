//! All questions as blank forms, to be filled in together before anything is entered. Nothing in them comes from answers.

use crate::domain::instrument::{Kind, Question, Section};
use crate::report::{Block, Line, Manuscript};
use crate::text::Text;

/// The forms of some sections.
pub fn forms(text: &Text, sections: &[Section]) -> Manuscript {
    let word = |name: &str| text.words.get(&["prepare", name]);
    let title = word("title");
    let mut blocks = vec![Block::Heading(1, title.into())];
    for section in sections {
        blocks.push(Block::Heading(2, text.words.section(*section, "title").into()));
        for question in section.questions() {
            blocks.push(Block::Heading(3, text.words.question(question, "ask").into()));
            let boxes: Vec<Line> = boxes(text, question).iter().map(|label| Line::of(label)).collect();
            if !boxes.is_empty() {
                blocks.push(Block::Boxes(boxes));
            }
            blocks.push(Block::Note(Line::of(word("note")).plain("\n\n________________________________________")));
        }
    }
    Manuscript { name: "forms", lang: text.lang, title: title.into(), foot: title.into(), blocks }
}

/// The words of what can be ticked under a question; none where something is written.
pub fn boxes(text: &Text, question: Question) -> Vec<String> {
    let shared = |name: &str| text.words.get(&["options", name, "label"]).to_string();
    let own = question.options().iter().map(|o| text.words.option(question, *o, "label").to_string());
    let none = (question.kind() == Kind::Multi).then(|| shared("none"));
    match question.kind() {
        Kind::Text | Kind::List | Kind::Country => Vec::new(),
        _ => own.chain(none).chain([shared("unknown")]).collect(),
    }
}
