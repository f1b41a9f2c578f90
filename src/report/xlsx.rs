//! A workbook as a file.

use super::book::{Book, Cell};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

/// UTF-16 units that a cell can hold.
const LONGEST_TEXT: usize = 32_767;
/// Digits that a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

struct Formats {
    head: Format,
    text: Format,
    day: Format,
}

impl Formats {
    fn new(is_rtl: bool) -> Formats {
        let order = if is_rtl { 2 } else { 1 };
        let cell = || Format::new().set_align(FormatAlign::Top).set_text_wrap().set_reading_direction(order);
        Formats {
            head: cell().set_bold().set_background_color("#E8F1F1"),
            text: cell(),
            day: cell().set_num_format("yyyy-mm-dd"),
        }
    }
}

/// How a number is shown: with the decimals that it has.
fn shown(formats: &Formats, number: &str, percent: &str) -> Format {
    let decimals = number.split_once('.').map_or(0, |(_, d)| d.len().min(6));
    let point = if decimals > 0 { "." } else { "" };
    formats.text.clone().set_num_format(format!("#,##0{point}{}{percent}", "0".repeat(decimals)))
}

/// A sheet's name as workbooks take it: at most 31 letters, without what they forbid.
fn name(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    plain.trim().to_string()
}

/// A decimal number that a spreadsheet keeps whole.
fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if digits > MOST_DIGITS { None } else { text.parse().ok().filter(|n: &f64| n.is_finite()) }
}

/// As much of a text as a cell can hold.
fn fitting(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_TEXT
    });
    end.map_or(text, |(at, _)| text.get(..at).unwrap_or_default())
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    let text = |sheet: &mut Worksheet, text: &str| -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, column, fitting(text), &formats.text).map(drop)
    };
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(found) => text(sheet, found),
        Cell::Number(found) => match number(found) {
            Some(n) => sheet.write_number_with_format(row, column, n, &shown(formats, found, "")).map(drop),
            None => text(sheet, found),
        },
        Cell::Percent(found) => match number(found) {
            Some(n) => sheet.write_number_with_format(row, column, n / 100.0, &shown(formats, found, "%")).map(drop),
            None => text(sheet, found),
        },
        Cell::Day(day) => match ExcelDateTime::parse_from_str(day) {
            Ok(date) => sheet.write_datetime_with_format(row, column, &date, &formats.day).map(drop),
            Err(_) => text(sheet, day),
        },
        Cell::Formula(formula, now) => {
            let format = shown(formats, now, "");
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(now), &format).map(drop)
        }
        Cell::PercentFormula(formula, now) => {
            let format = shown(formats, now, "%");
            // What a formula gives is a share of one.
            let result = number(now).map(|n| (n / 100.0).to_string()).unwrap_or_default();
            sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), &format).map(drop)
        }
    }
}

/// The file's bytes.
///
/// # Errors
/// When the sheets do not fit into a workbook; the writer's own words.
pub fn xlsx(book: &Book) -> Result<Vec<u8>, String> {
    bytes(book).map_err(|error| error.to_string())
}

fn bytes(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A file tells nothing of who made it and when, but what stands in it.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(&book.title).set_creation_datetime(&made));
    let formats = Formats::new(book.is_rtl);
    for (place, found) in book.sheets.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        let name = name(&found.name);
        sheet.set_name(if name.is_empty() { (place + 1).to_string() } else { name })?;
        sheet.set_right_to_left(book.is_rtl);
        for (column, head) in (0u16..).zip(&found.head) {
            sheet.write_string_with_format(0, column, fitting(head), &formats.head)?;
        }
        for (column, width) in (0u16..).zip(&found.widths) {
            sheet.set_column_width(column, f64::from(*width))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        for (row, cells) in (1u32..).zip(&found.rows) {
            for (column, cell) in (0u16..).zip(cells) {
                write(sheet, row, column, cell, &formats)?;
            }
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::book::Sheet;

    #[test]
    fn any_cell_makes_a_file() {
        let long = "ح".repeat(70_000);
        let cells = [
            Cell::Empty,
            Cell::Text("=HYPERLINK(\"http://evil\")".into()),
            Cell::Text(long),
            Cell::Number("12345678901234567890.123".into()),
            Cell::Number("nonsense".into()),
            Cell::Percent("33.3333".into()),
            Cell::Day("2027-02-30".into()),
            Cell::Day("2027-02-28".into()),
            Cell::Formula("=SUM(A2:A3)".into(), "0".into()),
        ];
        let sheet = |name: &str| Sheet {
            name: name.into(),
            head: vec!["ح".repeat(40_000)],
            widths: vec![30],
            rows: cells.iter().map(|c| vec![c.clone()]).collect(),
        };
        let sheets = vec![sheet("Answers"), sheet("a/b:c*[d]?"), sheet(""), sheet(&"ن".repeat(60))];
        let bytes = xlsx(&Book { is_rtl: true, title: "t".into(), sheets }).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert!(xlsx(&Book::default()).is_ok());
    }

    #[test]
    fn a_number_with_more_digits_than_a_spreadsheet_keeps_stays_a_text() {
        assert_eq!(number("123456789012345"), Some(123_456_789_012_345.0));
        assert_eq!(number("1234567890123456"), None);
        assert_eq!(number("0.001"), Some(0.001));
        assert_eq!(number("inf"), None);
    }
}
