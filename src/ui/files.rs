//! Papers and tables as files: what goes in is worked out here; what writes each kind is fetched when it is first asked for.

use super::actions::{file_name, later, save_content};
use super::components::chart::{FILE_WIDTH, chart_file};
use crate::report::book::Book;
use crate::report::facts::Facts;
use crate::report::{Manuscript, Paper, calendar, html, papers, tables};
use crate::text::Text;
use leptos::prelude::*;
use leptos::wasm_bindgen::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

#[wasm_bindgen]
extern "C" {
    /// A paper as a word processor's file, its charts given as names and PNGs by turns.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = docx, catch)]
    async fn docx(manuscript: &str, charts: Vec<JsValue>) -> Result<JsValue, JsValue>;
    /// A workbook, a table or a calendar, by the name of what writes it.
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = file, catch)]
    async fn written(writer: &str, model: &str) -> Result<JsValue, JsValue>;
}

/// The kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum File {
    Docx,
    Html,
    Xlsx,
    CsvAnswers,
    CsvActions,
    CsvGaps,
    Ics,
}

impl File {
    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        ["docx", "html", "xlsx", "csv_answers", "csv_actions", "csv_gaps", "ics"][self as usize]
    }

    fn ending(self) -> &'static str {
        ["docx", "html", "xlsx", "answers.csv", "actions.csv", "gaps.csv", "ics"][self as usize]
    }

    fn media_type(self) -> &'static str {
        match self {
            File::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            File::Html => "text/html;charset=utf-8",
            File::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            File::Ics => "text/calendar;charset=utf-8",
            _ => "text/csv;charset=utf-8",
        }
    }
}

/// What goes into a file.
enum Content {
    Paper(Box<Manuscript>),
    Book(Book),
    Days(String),
}

/// A file that is wanted.
pub struct Wanted {
    file: File,
    name: String,
    content: Content,
}

impl Wanted {
    /// Works out what goes in.
    pub fn new(file: File, paper: Paper, facts: &Facts) -> Wanted {
        let ending = match file {
            File::Docx | File::Html => format!("{}.{}", paper.name(), file.ending()),
            _ => file.ending().to_string(),
        };
        let sheet = |sheet| Content::Book(tables::alone(facts, vec![sheet]));
        let content = match file {
            File::Docx | File::Html => Content::Paper(Box::new(papers::make(paper, facts))),
            File::Xlsx => Content::Book(tables::book(facts)),
            File::CsvAnswers => sheet(tables::answers(facts)),
            File::CsvActions => sheet(tables::actions(facts)),
            File::CsvGaps => sheet(tables::gaps(facts)),
            File::Ics => Content::Days(calendar::to_json(&tables::days(facts), &super::state::now())),
        };
        Wanted { file, name: file_name(facts.document, &ending), content }
    }
}

impl Wanted {
    /// A file of blank forms, which are of no assessment.
    pub fn forms(file: File, manuscript: Manuscript) -> Wanted {
        let name = format!("tafwid-{}.{}", manuscript.name, file.ending());
        Wanted { file, name, content: Content::Paper(Box::new(manuscript)) }
    }
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Making {
    /// None was asked for.
    Nothing,
    /// One is being made, by its number.
    Under(u32),
    /// It was stopped.
    Stopped,
    /// It was handed to the browser, under this name.
    Done(String),
    /// It could not be made.
    Failed,
}

/// Makes a file and hands it to the browser, unless it is stopped meanwhile.
pub fn make(wanted: Wanted, text: Text, making: RwSignal<Making>) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let mine = Making::Under(NUMBER.fetch_add(1, Ordering::Relaxed));
    making.set(mine.clone());
    later(async move {
        let bytes = bytes(&wanted, &text).await;
        // Another page, a stop or another file may have come between.
        if making.try_get_untracked() != Some(mine) {
            return;
        }
        making.set(match bytes {
            Ok(bytes) => {
                save_content(&wanted.name, &bytes, wanted.file.media_type());
                Making::Done(wanted.name)
            }
            Err(_) => Making::Failed,
        });
    });
}

async fn bytes(wanted: &Wanted, text: &Text) -> Result<JsValue, JsValue> {
    match &wanted.content {
        Content::Book(book) => {
            let writer = if wanted.file == File::Xlsx { "workbook" } else { "table" };
            written(writer, &book.to_json()).await
        }
        Content::Days(days) => written("days", days).await,
        Content::Paper(manuscript) if wanted.file == File::Html => {
            let mut charts = Vec::new();
            for (name, picture, words) in manuscript.charts() {
                let svg = chart_file(picture, text.lang, "svg", FILE_WIDTH, words).await?;
                charts.push((name.to_string(), svg.as_string().unwrap_or_default()));
            }
            Ok(html::html(manuscript, &charts).into())
        }
        Content::Paper(manuscript) => {
            let mut charts = Vec::new();
            for (name, picture, words) in manuscript.charts() {
                charts.push(name.into());
                charts.push(chart_file(picture, text.lang, "png", FILE_WIDTH, words).await?);
            }
            docx(&manuscript.to_json(), charts).await
        }
    }
}
