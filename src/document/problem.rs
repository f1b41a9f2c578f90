//! A problem for the engine alone, as `tafwid smaa` reads it.

use super::json::Json;
use super::{Code, Complaint, Fault, results};
use crate::domain::engine::{self, DRAWS, Fixed, Given, NORMAL, Outcome};

/// Bytes of a problem at most: given draws take more room than answers do.
pub const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// A table with drawn or given weights.
pub struct Problem {
    alternatives: Vec<String>,
    criteria: Vec<String>,
    source: Source,
    /// What was passed over.
    pub complaints: Vec<Complaint>,
}

enum Source {
    Drawn { importance: Vec<u8>, performances: Vec<f64> },
    Given(Vec<(Vec<f64>, Vec<f64>)>),
}

/// Alternatives at most: each is compared with each other in every draw.
const MOST_ALTERNATIVES: usize = 200;
/// Cells of the table at most.
const MOST_CELLS: usize = 100_000;

fn ids(json: &Json, name: &str) -> Result<Vec<String>, Fault> {
    let at = || format!("/{name}");
    let found = json.get(name).ok_or_else(|| Fault::at(at(), Code::MissingMember))?;
    let ids: Option<Vec<String>> = found.items().iter().map(|i| i.as_text().map(String::from)).collect();
    let ids = ids.filter(|ids| !ids.is_empty()).ok_or_else(|| Fault::at(at(), Code::WrongType))?;
    let mut sorted: Vec<&String> = ids.iter().collect();
    sorted.sort();
    if sorted.windows(2).any(|w| matches!(w, [a, b] if a == b)) {
        return Err(Fault::at(at(), Code::DuplicateMember));
    }
    Ok(ids)
}

fn row(json: &Json, path: &str, length: usize) -> Result<Vec<f64>, Fault> {
    let items = json.items();
    if items.len() != length {
        return Err(Fault::at(path, Code::WrongType));
    }
    let number = |(i, item): (usize, &Json)| item.as_number().ok_or_else(|| Fault::at(format!("{path}/{i}"), Code::WrongType));
    items.iter().enumerate().map(number).collect()
}

fn table(json: &Json, path: &str, rows: usize, columns: usize) -> Result<Vec<f64>, Fault> {
    if json.items().len() != rows {
        return Err(Fault::at(path, Code::WrongType));
    }
    let rows = json.items().iter().enumerate().map(|(i, item)| row(item, &format!("{path}/{i}"), columns));
    Ok(rows.collect::<Result<Vec<_>, _>>()?.concat())
}

impl Problem {
    /// Reads a problem.
    ///
    /// # Errors
    /// When a part is missing, of the wrong size or no number.
    pub fn from_json(json: &Json) -> Result<Problem, Fault> {
        if !matches!(json, Json::Object(_)) {
            return Err(Fault::at("", Code::WrongType));
        }
        let (alternatives, criteria) = (ids(json, "alternatives")?, ids(json, "criteria")?);
        let (n, m) = (alternatives.len(), criteria.len());
        if n > MOST_ALTERNATIVES {
            return Err(Fault::at("/alternatives", Code::TooLarge));
        }
        if n * m > MOST_CELLS {
            return Err(Fault::at("/criteria", Code::TooLarge));
        }
        let mut complaints = Vec::new();
        let source = match (json.get("samples"), json.get("performances")) {
            (Some(_), _) if json.get("importance").is_some() => return Err(Fault::at("/importance", Code::WrongType)),
            (Some(samples), _) => {
                let list = |name: &str| match samples.get(name) {
                    Some(Json::List(items)) if !items.is_empty() => Ok(items.as_slice()),
                    Some(_) => Err(Fault::at(format!("/samples/{name}"), Code::WrongType)),
                    None => Err(Fault::at(format!("/samples/{name}"), Code::MissingMember)),
                };
                let (values, weights) = (list("values")?, list("weights")?);
                if values.len() != weights.len() {
                    return Err(Fault::at("/samples/weights", Code::WrongType));
                }
                let draw = |(i, (v, w)): (usize, (&Json, &Json))| {
                    Ok((row(w, &format!("/samples/weights/{i}"), m)?, table(v, &format!("/samples/values/{i}"), n, m)?))
                };
                Source::Given(values.iter().zip(weights).enumerate().map(draw).collect::<Result<_, Fault>>()?)
            }
            (None, Some(found)) => {
                let importance: Vec<u8> = match json.get("importance") {
                    None => vec![NORMAL; m],
                    Some(found) if found.items().len() == m => {
                        let whole = |(i, item): (usize, &Json)| {
                            let fault = || Fault::at(format!("/importance/{i}"), Code::ValueOutOfRange);
                            item.as_whole(u8::MAX.into()).map(|v| v as u8).ok_or_else(fault)
                        };
                        found.items().iter().enumerate().map(whole).collect::<Result<_, _>>()?
                    }
                    Some(_) => return Err(Fault::at("/importance", Code::WrongType)),
                };
                if importance.iter().all(|i| *i == 0) {
                    complaints.push(Complaint::at("/importance", Code::AllZero));
                }
                Source::Drawn { importance, performances: table(found, "/performances", n, m)? }
            }
            (None, None) => return Err(Fault::at("/performances", Code::MissingMember)),
        };
        Ok(Problem { alternatives, criteria, source, complaints })
    }

    /// Runs the engine.
    pub fn run(self) -> Json {
        let (n, m) = (self.alternatives.len(), self.criteria.len());
        let outcome = match self.source {
            Source::Drawn { importance, performances } => engine::run(Fixed::new(&importance, performances), n, m, DRAWS),
            Source::Given(draws) => {
                let count = draws.len();
                let mut outcome: Outcome = engine::run(Given { draws: draws.into_iter() }, n, m, count);
                // Given draws stand for performances that vary, whether these ones happen to or not.
                outcome.standings.iter_mut().for_each(|s| s.performance.fill(None));
                outcome
            }
        };
        let alternatives: Vec<&str> = self.alternatives.iter().map(String::as_str).collect();
        let criteria: Vec<&str> = self.criteria.iter().map(String::as_str).collect();
        Json::object(results::standings(&outcome, &alternatives, &criteria))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_limits() {
        let fault = |alternatives: usize, criteria: usize| {
            let ids = |n: usize| Json::texts((0..n).map(|i| i.to_string()));
            let json = Json::object([("alternatives", ids(alternatives)), ("criteria", ids(criteria))]);
            let fault = Problem::from_json(&json).err().unwrap();
            (fault.path, fault.code)
        };
        // Within them the performances are missed next.
        assert_eq!(fault(MOST_ALTERNATIVES, 500), ("/performances".into(), Code::MissingMember));
        assert_eq!(fault(MOST_ALTERNATIVES, 501), ("/criteria".into(), Code::TooLarge));
        assert_eq!(fault(MOST_ALTERNATIVES + 1, 1), ("/alternatives".into(), Code::TooLarge));
        assert_eq!(fault(MOST_ALTERNATIVES + 2, 1), ("/alternatives".into(), Code::TooLarge));
        assert_eq!(fault(2, MOST_CELLS), ("/criteria".into(), Code::TooLarge));
    }
}
