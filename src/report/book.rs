//! Tables for programs: sheets of cells, as a workbook or, one sheet alone, as text.

use super::clean;
use crate::document::json::Json;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, whatever it looks like; it is never worked out.
    Text(String),
    /// A decimal number as text, so that no digit of money is lost on the way.
    Number(String),
    /// A percentage as a decimal number, 0..=100.
    Percent(String),
    /// A day, YYYY-MM-DD.
    Day(String),
    /// A formula of ours, with what it gives now.
    Formula(String, String),
    /// A formula that gives a percentage, with what it gives now.
    PercentFormula(String, String),
}

impl Cell {
    /// A text.
    pub fn text(text: &str) -> Cell {
        let text = clean(text);
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    fn to_json(&self) -> Json {
        let one = |kind: &str, value: &str| Json::object([("k", Json::text(kind)), ("v", Json::text(value))]);
        let two = |kind: &str, formula: &str, value: &str| {
            Json::object([("k", Json::text(kind)), ("f", Json::text(formula)), ("v", Json::text(value))])
        };
        match self {
            Cell::Empty => Json::Null,
            Cell::Text(text) => Json::text(text),
            Cell::Number(number) => one("number", number),
            Cell::Percent(number) => one("percent", number),
            Cell::Day(day) => one("day", day),
            Cell::Formula(formula, now) => two("formula", formula, now),
            Cell::PercentFormula(formula, now) => two("percent_formula", formula, now),
        }
    }

    fn from_json(json: &Json) -> Cell {
        let text = |name: &str| json.get(name).and_then(Json::as_text).unwrap_or_default().to_string();
        match json {
            Json::Text(text) => Cell::Text(text.clone()),
            _ => match text("k").as_str() {
                "number" => Cell::Number(text("v")),
                "percent" => Cell::Percent(text("v")),
                "day" => Cell::Day(text("v")),
                "formula" => Cell::Formula(text("f"), text("v")),
                "percent_formula" => Cell::PercentFormula(text("f"), text("v")),
                _ => Cell::Empty,
            },
        }
    }

    /// What is read in it.
    pub fn shown(&self) -> &str {
        match self {
            Cell::Empty => "",
            Cell::Text(v) | Cell::Number(v) | Cell::Percent(v) | Cell::Day(v) => v,
            Cell::Formula(_, v) | Cell::PercentFormula(_, v) => v,
        }
    }
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The columns' heads.
    pub head: Vec<String>,
    /// How many letters wide each column is.
    pub widths: Vec<u8>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Sheets in one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Whether it is read from right to left.
    pub is_rtl: bool,
    /// Its title.
    pub title: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

impl Book {
    /// As text.
    pub fn to_json(&self) -> String {
        let row = |row: &Vec<Cell>| Json::List(row.iter().map(Cell::to_json).collect());
        let sheet = |sheet: &Sheet| {
            Json::object([
                ("name", Json::text(&sheet.name)),
                ("head", Json::texts(&sheet.head)),
                ("widths", Json::List(sheet.widths.iter().map(|w| Json::whole(usize::from(*w))).collect())),
                ("rows", Json::List(sheet.rows.iter().map(row).collect())),
            ])
        };
        Json::object([
            ("rtl", Json::Bool(self.is_rtl)),
            ("title", Json::text(&self.title)),
            ("sheets", Json::List(self.sheets.iter().map(sheet).collect())),
        ])
        .to_line()
    }

    /// From text.
    pub fn from_json(text: &str) -> Option<Book> {
        let json = Json::parse(text).ok()?;
        let sheet = |json: &Json| Sheet {
            name: json.get("name").and_then(Json::as_text).unwrap_or_default().into(),
            head: list(json, "head").iter().map(|h| h.as_text().unwrap_or_default().into()).collect(),
            widths: list(json, "widths").iter().map(|w| w.as_whole(200).unwrap_or(10) as u8).collect(),
            rows: list(json, "rows").iter().map(|row| row.items().iter().map(Cell::from_json).collect()).collect(),
        };
        Some(Book {
            is_rtl: json.get("rtl") == Some(&Json::Bool(true)),
            title: json.get("title").and_then(Json::as_text).unwrap_or_default().into(),
            sheets: list(&json, "sheets").iter().map(sheet).collect(),
        })
    }
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json.get(name).map(Json::items).unwrap_or_default()
}

/// A text that no spreadsheet takes for a formula: what begins like one gets a quote before it (OWASP, "CSV Injection").
pub fn tame(text: &str) -> String {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() && !matches!(c, '\t' | '\n'));
    if begins.starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.into()
    }
}

/// The first sheet as comma-separated values in UTF-8, with the mark by which spreadsheets know that, line ends as RFC 4180 has them.
#[cfg(feature = "files")]
pub fn csv(book: &Book) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if let Some(sheet) = book.sheets.first() {
        // Writing to memory cannot fail; every row has as many fields as the head.
        let _ = writer.write_record(sheet.head.iter().map(|h| tame(h)));
        for row in &sheet.rows {
            let cells = (0..sheet.head.len()).map(|i| row.get(i).map(field).unwrap_or_default());
            let _ = writer.write_record(cells);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

#[cfg(feature = "files")]
fn field(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) | Cell::Percent(number) => number.clone(),
        other => tame(other.shown()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> Book {
        let cells = vec![
            Cell::Empty,
            Cell::Text("=1+1".into()),
            Cell::Number("-0.100".into()),
            Cell::Percent("60".into()),
            Cell::Day("2027-01-31".into()),
            Cell::Formula("=SUM(C2:C3)".into(), "12".into()),
            Cell::PercentFormula("=C2/C3".into(), "12".into()),
        ];
        let head = (0..cells.len()).map(|i| format!("h{i}")).collect();
        let sheet = Sheet { name: "أ".into(), head, widths: vec![10; 7], rows: vec![cells] };
        Book { is_rtl: true, title: "t".into(), sheets: vec![sheet] }
    }

    #[test]
    fn a_book_and_its_text_are_one() {
        assert_eq!(Book::from_json(&book().to_json()), Some(book()));
        assert_eq!(Book::from_json("nothing"), None);
    }

    #[test]
    fn no_text_is_taken_for_a_formula() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+cmd", "'+cmd"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("  =x", "'  =x"),
            ("＝x", "'＝x"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(tame(text), expected, "{text:?}");
        }
    }

    #[cfg(feature = "files")]
    #[test]
    fn fields_are_quoted_and_text_is_tamed_but_numbers_are_not() {
        let mut book = book();
        book.sheets[0].rows[0][0] = Cell::Text("one, \"two\"\nthree".into());
        book.sheets[0].rows.push(vec![Cell::Day("=1".into())]);
        assert!(csv(&book).ends_with("\r\n'=1,,,,,,\r\n"));
        book.sheets[0].rows.pop();
        let text = csv(&book);
        assert!(text.starts_with("\u{FEFF}h0,h1,"), "{text}");
        assert!(text.ends_with("\"one, \"\"two\"\"\nthree\",'=1+1,-0.100,60,2027-01-31,12,12\r\n"), "{text}");
        assert_eq!(csv(&Book::default()), "\u{FEFF}");
    }
}
