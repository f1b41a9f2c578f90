//! Files of each version, and what they must be written as, byte for byte. A file that changes here was changed in the field.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tafwid::document::{File, read};

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files");

fn written(file: &File) -> String {
    match file {
        File::Assessment(document) => document.to_file(),
        File::Group(group) => group.to_json().to_page(),
    }
}

/// The file as it was given is written as it should be, and then as it is; with these complaints.
fn check(name: &str, complaints: &[&str]) {
    let expected = std::fs::read_to_string(format!("{FILES}/{name}.written.json")).unwrap();
    for which in ["given", "written"] {
        let (file, found) = read(&std::fs::read(format!("{FILES}/{name}.{which}.json")).unwrap()).unwrap();
        let found: Vec<String> = found.iter().map(|c| format!("{} {}", c.path, c.code.id())).collect();
        assert_eq!(found, complaints, "{name}.{which}");
        let text = written(&file);
        let place = text.lines().zip(expected.lines()).position(|(a, b)| a != b);
        let at = |text: &str| place.and_then(|i| text.lines().nth(i)).unwrap_or_default().to_string();
        assert!(text == expected, "{name}.{which}, line {place:?}: {} and not {}", at(&text), at(&expected));
    }
}

/// Every member of the format and every kind of answer, with unknown members on each level; given in another order, escaped,
/// with a mark and with more than is needed.
#[test]
fn a_full_assessment() {
    check("v1/full", &[]);
}

/// What does not fit is complained about and kept.
#[test]
fn an_assessment_that_is_not_all_ours() {
    check(
        "v1/strange",
        &[
            "/instrument unknown_instrument",
            "/id bad_id",
            "/created bad_time",
            "/updated bad_time",
            "/answers/profile.country/value unknown_country",
            "/answers/profile.city/value wrong_type",
            "/answers/mandate.explicit/value unknown_option",
            "/answers/mandate.explicit/at bad_time",
            "/answers/mandate.broader/value unknown_option",
            "/answers/mandate.nlc/evidence/0/url wrong_type",
            "/answers/mandate.nlc/evidence/0/date bad_date",
            "/answers/mandate.clear/note wrong_type",
            "/answers/mandate.clear/evidence wrong_type",
            "/answers/mandate.new_in_2031 unknown_question",
            "/answers/__proto__ unknown_question",
            "/answers/mandate.obligation wrong_type",
            "/importance/institution wrong_type",
            "/actions wrong_type",
            "/snapshots/0/at bad_time",
            "/outline/vision wrong_type",
            "/contributions/0 wrong_type",
            "/budget/reference bad_decimal",
            "/budget/lines/0/amount wrong_type",
            "/budget/options wrong_type",
            "/importance/framework/label_safety value_out_of_range",
            "/importance/framework/label unknown_criterion",
            "/overrides/framework/0 value_out_of_range",
            "/overrides/framework/1 missing_reason",
            "/overrides/framework/2 unknown_cell",
            "/dimension_weights/resources value_out_of_range",
            "/dimension_weights/luck unknown_dimension",
        ],
    );
}

/// Members out of order, one twice, one in an older copy, two that disagree under one id and time.
#[test]
fn a_group() {
    check("v1/group", &["/settled/a.question.of.later unknown_question", "/members/2 same_time_other_answers"]);
}

const HEAD: &str = r#""format":"tafwid-assessment","version":1,"instrument":"2026.1","id":"00000000-0000-4000-8000-000000000001",
"title":"","locale":"en","created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z""#;

/// What is read with these members before the answers is written so that it can be read again, and still holds this.
fn check_kept(members: &str, part: &str) {
    let text = format!("{{{HEAD},{members},\"answers\":{{}}}}");
    let (file, complaints) = read(text.as_bytes()).unwrap();
    let once = written(&file);
    let (again, complaints_again) = read(once.as_bytes()).unwrap_or_else(|fault| panic!("{fault:?} in {once}"));
    assert_eq!(written(&again), once);
    assert_eq!(complaints_again, complaints, "{once}");
    let line = tafwid::document::parse(once.as_bytes()).unwrap().to_line();
    assert!(line.contains(part), "{part} is not in {line}");
}

#[test]
fn a_respondent_of_a_wrong_type_is_kept() {
    check_kept(r#""respondent":{"role":5}"#, r#""role":5"#);
    check_kept(r#""respondent":{"role":"mayor","department":null}"#, r#""department":null"#);
}

#[test]
fn an_origin_of_a_wrong_type_is_kept() {
    check_kept(r#""derived_from":5"#, r#""derived_from":5"#);
}

#[test]
fn the_parsers_own_name_for_numbers_is_refused_or_kept() {
    for inside in ["5", "NaN", "inf", "+5", ".5"] {
        let members = format!(r#""later":{{"a":1,"$serde_json::private::Number":"{inside}"}}"#);
        if read(format!("{{{HEAD},{members},\"answers\":{{}}}}").as_bytes()).is_ok() {
            check_kept(&members, &members);
        }
    }
}

#[test]
fn numbers_keep_their_value_to_the_last_digit() {
    check_kept(r#""later":[1e400,0.10,12345678901234567890123]"#, r#""later":[1e+400,0.10,12345678901234567890123]"#);
}

#[test]
fn a_deep_file_can_be_merged() {
    use tafwid::document::group::Group;
    let nested = |levels: usize| {
        let deep = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        format!("{{{HEAD},\"answers\":{{}},\"later\":{deep}}}")
    };
    assert!(read(nested(120).as_bytes()).is_err());
    let text = nested(119);
    let group = Group::merge([read(text.as_bytes()).unwrap().0]).unwrap();
    assert!(read(group.to_json().to_line().as_bytes()).is_ok());
}

/// How large files may be is part of what was promised to those who write them.
#[test]
fn the_limits_are_those_of_the_formats() {
    use tafwid::document::{SIZE_LIMIT, collection, problem};
    assert_eq!([SIZE_LIMIT, collection::SIZE_LIMIT, problem::SIZE_LIMIT], [2_097_152, 16_777_216, 67_108_864]);
}
