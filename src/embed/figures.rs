//! The readiness that a file tells: of results as they are written, of an assessment or a group worked out anew.

use crate::document::json::Json;
use crate::document::results::FORMAT;
use crate::document::{Code, Fault, File, parse, read as read_file, version};
use crate::domain::instrument::Dimension;
use crate::domain::readiness::{EQUAL, Figure, Readiness, readiness};
use crate::domain::sheet::Sheet;

/// Reads the readiness of a file.
///
/// # Errors
/// When it is none of our files, or its figures are none.
pub fn read(bytes: &[u8]) -> Result<Readiness, Fault> {
    let json = parse(bytes)?;
    if json.get("format").and_then(Json::as_text) == Some(FORMAT) {
        version(&json, FORMAT, 1)?;
        return of_results(json.get("readiness").unwrap_or(&Json::Null)).ok_or_else(|| Fault {
            path: "/readiness".into(),
            code: Code::ValueOutOfRange,
            detail: String::new(),
        });
    }
    Ok(match read_file(bytes)?.0 {
        File::Assessment(document) => readiness(&Sheet::from(&document.answers()), &document.weights()),
        File::Group(group) => readiness(&group.sheet(), &EQUAL),
    })
}

/// The figures of a results file; none of them when one is no share or stands in the wrong order.
fn of_results(json: &Json) -> Option<Readiness> {
    let rows = json.get("dimensions")?.items();
    let find = |d: &Dimension| rows.iter().find(|row| row.get("id").and_then(Json::as_text) == Some(d.id()));
    let mut dimensions = Vec::new();
    for dimension in Dimension::ALL {
        dimensions.push((
            dimension,
            match find(&dimension) {
                Some(row) => Some(figure(row)?),
                None => None,
            },
        ));
    }
    let overall = |name: &str| match json.get(name) {
        None | Some(Json::Null) => Some(None),
        Some(row) => figure(row).map(Some),
    };
    Some(Readiness { dimensions, overall: overall("overall")?, overall_started: overall("overall_started")? })
}

fn figure(json: &Json) -> Option<Figure> {
    let share = |name: &str| json.get(name).and_then(Json::as_decimal).filter(|n| (0.0..=1.0).contains(n));
    let figure = Figure { low: share("low")?, high: share("high")?, answered: share("answered")? };
    (figure.low <= figure.high).then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::Document;
    use crate::document::results::results;
    use crate::domain::answers::Answer;
    use crate::domain::instrument::{Opt, Question};
    use proptest::prelude::*;

    fn document() -> Document {
        let mut document = Document::new("11111111-2222-4333-8444-555555555555", "", "ar", "2026-11-22T10:00:00Z");
        for question in [Question::MandateExplicit, Question::MandatePoliticalWill] {
            document.set(Answer::one(question, Opt::Yes).unwrap(), "2026-11-22T10:00:00Z");
        }
        document
    }

    #[test]
    fn results_tell_what_the_assessment_does() {
        let file = document().to_file();
        let results = results(&File::Assessment(Box::new(document())), &[], false).to_page();
        let (of_answers, of_results) = (read(file.as_bytes()).unwrap(), read(results.as_bytes()).unwrap());
        assert!(of_answers.started().next().is_some());
        for (a, b) in of_answers.dimensions.iter().zip(&of_results.dimensions) {
            let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
            assert!(a.1.zip(b.1).is_none_or(|(a, b)| near(a.low, b.low) && near(a.high, b.high)), "{a:?} {b:?}");
            assert_eq!(a.1.is_some(), b.1.is_some());
        }
        assert_eq!(of_answers.overall.is_some(), of_results.overall.is_some());
    }

    #[test]
    fn figures_that_cannot_be_are_refused() {
        let file = |row: &str| format!(r#"{{"format":"tafwid-results","version":1,"readiness":{{"dimensions":[{row}]}}}}"#);
        let id = Dimension::ALL[0].id();
        assert!(read(file(&format!(r#"{{"id":"{id}","low":0.1,"high":0.5,"answered":1}}"#)).as_bytes()).is_ok());
        for (low, high, answered) in [
            ("0.6", "0.5", "1"),
            ("-0.1", "0.5", "1"),
            ("0", "1.5", "1"),
            ("0", "1e999", "1"),
            ("\"0\"", "1", "1"),
            ("0", "1", "2"),
        ] {
            let row = format!(r#"{{"id":"{id}","low":{low},"high":{high},"answered":{answered}}}"#);
            assert!(read(file(&row).as_bytes()).is_err(), "{row}");
        }
        for text in ["", "{}", "[]", r#"{"format":"tafwid-results","version":2}"#, r#"{"format":"tafwid-results","version":1}"#] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
