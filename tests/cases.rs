//! The worked cases: each file in `tests/cases` gives what `expected.json` beside it says. Verdicts and readiness exactly, the
//! draws within what another sampler may differ by.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use tafwid::document::json::Json;
use tafwid::document::{read, results};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
const ENDING: &str = ".tafwid.json";
/// What first ranks and means may differ by.
const TOLERANCE: f64 = 0.015;

fn expected() -> Json {
    let text = std::fs::read_to_string(format!("{CASES}/expected.json")).unwrap();
    Json::parse(&text).unwrap().get("cases").unwrap().clone()
}

/// The value at a path of members; fails where there is none.
fn at<'a>(json: &'a Json, path: &[&str]) -> &'a Json {
    path.iter().fold(json, |json, name| json.get(name).unwrap_or_else(|| panic!("no {name} of {path:?}")))
}

/// The item of a list with this id.
fn with_id<'a>(list: &'a Json, id: &str) -> Option<&'a Json> {
    list.items().iter().find(|item| item.get("id").and_then(Json::as_text) == Some(id))
}

fn number(json: &Json) -> f64 {
    json.as_number().unwrap_or_else(|| panic!("no number: {}", json.to_line()))
}

/// A share in ten-thousandths.
fn decimals(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

/// The ids of a list's objects, or the names of an object's members.
fn ids(json: &Json) -> BTreeSet<&str> {
    let of_items = json.items().iter().filter_map(|item| item.get("id").and_then(Json::as_text));
    of_items.chain(json.members().iter().map(|(name, _)| name.as_str())).collect()
}

/// Where a case gives something else than what is expected.
fn check(case: &str, expected: &Json) -> Vec<String> {
    let bytes = std::fs::read(format!("{CASES}/{case}{ENDING}")).unwrap();
    let (file, complaints) = read(&bytes).unwrap();
    let found = results::results(&file, &complaints, false);
    let mut wrong = Vec::new();
    let mut differs = |what: String, found: String, expected: String| {
        if found != expected {
            wrong.push(format!("{case}: {what} is {found}, not {expected}"));
        }
    };
    differs("complaints".into(), at(&found, &["complaints"]).to_line(), "[]".into());
    for (name, expected) in expected.members() {
        match name.as_str() {
            "authority" | "sufficiency" | "operability" => {
                let found = ["lowest", "highest"].map(|end| at(&found, &["mandate", name, end]).clone());
                differs(name.clone(), Json::List(found.into()).to_line(), expected.to_line());
            }
            "readiness" => {
                for (id, pair) in expected.members() {
                    let readiness = at(&found, &["readiness"]);
                    let figure =
                        if id == "overall" { at(readiness, &[id]) } else { with_id(at(readiness, &["dimensions"]), id).unwrap() };
                    let found = ["low", "high"].map(|end| decimals(number(at(figure, &[end]))));
                    let expected: Vec<i64> = pair.items().iter().map(|n| decimals(number(n))).collect();
                    differs(format!("readiness of {id}"), format!("{found:?}"), format!("{expected:?}"));
                }
                let all: BTreeSet<&str> = ids(at(&found, &["readiness", "dimensions"])).into_iter().chain(["overall"]).collect();
                differs("dimensions".into(), format!("{all:?}"), format!("{:?}", ids(expected)));
            }
            _ => {
                let (selector, figure) = name.split_once('_').unwrap();
                let alternatives = at(&found, &[selector, "alternatives"]);
                differs(format!("{selector}'s alternatives"), format!("{:?}", ids(alternatives)), format!("{:?}", ids(expected)));
                for (id, expected) in expected.members() {
                    let Some(standing) = with_id(alternatives, id) else { continue };
                    let found = match figure {
                        "first_rank" => number(&at(standing, &["rank_acceptability"]).items()[0]),
                        "mean" => number(at(standing, &["mean_value"])),
                        _ => panic!("{name} is checked nowhere"),
                    };
                    if (found - number(expected)).abs() > TOLERANCE {
                        differs(format!("{name} of {id}"), found.to_string(), expected.to_line());
                    }
                }
            }
        }
    }
    wrong
}

#[test]
fn every_case_has_an_expectation_and_every_expectation_a_case() {
    let names = std::fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let cases: BTreeSet<String> = names.filter_map(|name| name.strip_suffix(ENDING).map(String::from)).collect();
    let expected: BTreeSet<String> = expected().members().iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(cases, expected);
    assert!(!cases.is_empty());
}

#[test]
fn every_case_gives_what_is_expected() {
    let expected = expected();
    let wrong: Vec<String> = expected.members().iter().flat_map(|(case, expected)| check(case, expected)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_expectation_says_the_same_kinds_of_things() {
    const KINDS: [&str; 7] = [
        "authority",
        "sufficiency",
        "operability",
        "readiness",
        "framework_first_rank",
        "framework_mean",
        "institution_first_rank",
    ];
    for (case, expected) in expected().members() {
        assert_eq!(ids(expected), KINDS.into_iter().collect(), "{case}");
    }
}
