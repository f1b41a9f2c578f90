//! The command line from outside: what it prints, where, and with which exit status; bad input gives a message with its place
//! and never a panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;
use std::process::{Command, Stdio};
use tafwid::document::SIZE_LIMIT;
use tafwid::document::json::Json;

struct Ran {
    status: i32,
    out: String,
    err: String,
}

/// Runs the binary. A panic has another exit status, and fails here.
fn tafwid(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tafwid"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may have closed its input already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) };
    assert!((0..=2).contains(&ran.status) && !ran.err.contains("panicked"), "{arguments:?}: {} {}", ran.status, ran.err);
    ran
}

/// A file to run it on; each test has names of its own.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// An assessment with these members besides those that it must have.
fn assessment(members: &str) -> String {
    let more = if members.contains("\"answers\"") { "" } else { ",\"answers\":{}" };
    let comma = if members.is_empty() { "" } else { "," };
    format!(
        r#"{{"format":"tafwid-assessment","version":1,"instrument":"2026.1","id":"00000000-0000-4000-8000-000000000001","title":"","locale":"en","created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z"{comma}{members}{more}}}"#
    )
}

fn group(members: &[String], more: &str) -> String {
    let comma = if more.is_empty() { "" } else { "," };
    format!(
        r#"{{"format":"tafwid-group","version":1,"instrument":"2026.1","id":"","title":"","created":"2026-11-22T10:00:00Z","updated":"2026-11-22T10:00:00Z","members":[{}]{comma}{more}}}"#,
        members.join(",")
    )
}

fn json(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|fault| panic!("{fault:?} in {text}"))
}

fn at<'a>(json: &'a Json, path: &[&str]) -> &'a Json {
    path.iter().fold(json, |json, name| json.get(name).unwrap_or_else(|| panic!("no {name} of {path:?}")))
}

#[test]
fn wrong_use_is_told_apart_from_a_bad_file() {
    let good = file("use-good.json", assessment(""));
    let bad = file("use-bad.json", "{}");
    let problem = file("use-problem.json", r#"{"alternatives":["a"],"criteria":["x"],"performances":[[1]]}"#);
    let rows: [(&[&str], i32); 25] = [
        (&[], 2),
        (&["rate", &good], 2),
        (&["score"], 2),
        (&["score", "--flips"], 2),
        (&["score", "--figures", &good], 2),
        (&["score", "--flips", "--flips", &good], 2),
        (&["merge"], 2),
        (&["merge", "--flips", &good], 2),
        (&["check"], 2),
        (&["check", "--flips", &good], 2),
        (&["smaa"], 2),
        (&["smaa", &problem, &problem], 2),
        (&["smaa", "--flips", &problem], 2),
        (&["--version"], 2),
        (&["--help"], 0),
        (&["help"], 0),
        (&["score", &good], 0),
        (&["score", &good, "--flips"], 0),
        (&["merge", &good], 0),
        (&["check", &good], 0),
        (&["smaa", &problem], 0),
        (&["score", &bad], 1),
        (&["merge", &bad], 1),
        (&["check", &bad], 1),
        (&["smaa", &bad], 1),
    ];
    for (arguments, status) in rows {
        let ran = tafwid(arguments, b"");
        assert_eq!(ran.status, status, "{arguments:?}");
        let says_how = ran.err.contains("tafwid score");
        assert_eq!(says_how, status == 2, "{arguments:?}");
        assert!(status != 2 || ran.out.is_empty(), "{arguments:?}");
        assert!(
            status != 0 || ran.err.is_empty() && !ran.out.is_empty() || arguments[0] == "check",
            "{arguments:?}: {}",
            ran.err
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_named() {
    for command in ["score", "merge", "smaa"] {
        let ran = tafwid(&[command, "no/such.json"], b"");
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{command}");
        assert!(ran.err.starts_with("no/such.json: "), "{command}: {}", ran.err);
    }
    assert_eq!(tafwid(&["check", env!("CARGO_TARGET_TMPDIR")], b"").status, 1);
}

#[test]
fn standard_input_is_read_for_a_dash() {
    let text = assessment(r#""answers":{"mandate.explicit":{"value":"no"}}"#);
    let path = file("dash.json", &text);
    for command in ["score", "merge", "check"] {
        let (from_file, from_input) = (tafwid(&[command, &path], b""), tafwid(&[command, "-"], text.as_bytes()));
        assert_eq!((from_input.status, from_input.out), (0, from_file.out), "{command}");
    }
    let problem = br#"{"alternatives":["a"],"criteria":["x"],"performances":[[1]]}"#;
    assert_eq!(tafwid(&["smaa", "-"], problem).status, 0);
    assert_eq!(tafwid(&["score", "-"], b"").status, 1);
}

#[test]
fn good_files_are_printed_though_one_is_bad() {
    let ids = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
    let first = file("among-1.json", assessment(""));
    let bad = file("among-bad.json", "[1,");
    let second = file("among-2.json", assessment("").replace(ids[0], ids[1]));

    let score = tafwid(&["score", &first, &bad, &second], b"");
    let found: Vec<Json> = score.out.lines().map(json).collect();
    let found: Vec<&str> = found.iter().map(|r| at(r, &["id"]).as_text().unwrap()).collect();
    assert_eq!((score.status, found), (1, ids.to_vec()));
    assert!(score.err.starts_with(&format!("{bad}: /: not_json (")), "{}", score.err);
    assert_eq!(score.err.lines().count(), 1);

    let merge = tafwid(&["merge", &first, &bad, &second], b"");
    assert_eq!((merge.status, at(&json(&merge.out), &["members"]).items().len()), (1, 2));
    assert_eq!(merge.err, score.err);

    let check = tafwid(&["check", &first, &bad, &second], b"");
    assert_eq!((check.status, check.out), (1, score.err));
}

#[test]
fn complaints_leave_score_at_0_and_check_at_1() {
    let text = assessment(r#""answers":{"new.question":{"value":"yes"}}"#);
    let score = tafwid(&["score", "-"], text.as_bytes());
    assert_eq!((score.status, score.err.as_str()), (0, ""));
    assert_eq!(
        at(&json(&score.out), &["complaints"]).to_line(),
        r#"[{"path":"/answers/new.question","code":"unknown_question"}]"#
    );
    assert_eq!(tafwid(&["check", "-"], text.as_bytes()).status, 1);
}

/// What `check` prints for a file, without the file's name.
fn told(bytes: &[u8]) -> Vec<String> {
    let check = tafwid(&["check", "-"], bytes);
    assert_eq!(check.err, "");
    assert_eq!(check.status, i32::from(!check.out.is_empty()));
    check.out.lines().map(|line| line.strip_prefix("-: ").unwrap().to_string()).collect()
}

#[test]
fn check_tells_each_complaint_with_its_path() {
    let entry = |id: &str, members: &str| format!(r#""answers":{{"{id}":{{{members}}}}}"#);
    let rows: Vec<(String, &[&str])> = vec![
        (String::new(), &[]),
        (entry("mandate.explicit", r#""value":"maybe""#), &["/answers/mandate.explicit/value: unknown_option"]),
        (entry("mandate.explicit", r#""value":"not_applicable""#), &["/answers/mandate.explicit/value: unknown_option"]),
        (entry("mandate.explicit", r#""value":["yes"]"#), &["/answers/mandate.explicit/value: wrong_type"]),
        (entry("mandate.explicit", r#""value":null"#), &["/answers/mandate.explicit/value: wrong_type"]),
        (entry("mandate.explicit", r#""value":true"#), &["/answers/mandate.explicit/value: wrong_type"]),
        (entry("mandate.broader", r#""value":"public_safety""#), &["/answers/mandate.broader/value: wrong_type"]),
        (entry("mandate.broader", r#""value":["hate"]"#), &["/answers/mandate.broader/value: unknown_option"]),
        (entry("profile.country", r#""value":"XX""#), &["/answers/profile.country/value: unknown_country"]),
        (entry("profile.city", &format!(r#""value":"{}""#, "ع".repeat(501))), &["/answers/profile.city/value: too_long"]),
        (entry("profile.city", &format!(r#""value":"{}""#, "ع".repeat(500))), &[]),
        (entry("profile.languages", r#""value":[1]"#), &["/answers/profile.languages/value: wrong_type"]),
        (
            entry("mandate.clear", r#""value":"yes","at":"today","note":5,"evidence":{}"#),
            &[
                "/answers/mandate.clear/note: wrong_type",
                "/answers/mandate.clear/at: bad_time",
                "/answers/mandate.clear/evidence: wrong_type",
            ],
        ),
        (
            entry("mandate.clear", r#""evidence":[{"title":"t"},{"date":"2025-02-29","url":7}]"#),
            &["/answers/mandate.clear/evidence/1/url: wrong_type", "/answers/mandate.clear/evidence/1/date: bad_date"],
        ),
        (r#""answers":{"mandate.clear":"yes"}"#.into(), &["/answers/mandate.clear: wrong_type"]),
        (
            r#""answers":{"a/b~c":{},"__proto__":{},"constructor":{},"":{}}"#.into(),
            &[
                "/answers/a~1b~0c: unknown_question",
                "/answers/__proto__: unknown_question",
                "/answers/constructor: unknown_question",
                "/answers/: unknown_question",
            ],
        ),
        (
            r#""importance":{"framework":{"data":4,"label":1,"base":1.5},"institution":{"rivalry":-1,"breadth":1e400}}"#.into(),
            &[
                "/importance/framework/data: value_out_of_range",
                "/importance/framework/label: unknown_criterion",
                "/importance/framework/base: value_out_of_range",
                "/importance/institution/rivalry: value_out_of_range",
                "/importance/institution/breadth: value_out_of_range",
            ],
        ),
        (
            r#""overrides":{"framework":[{"alternative":"pcve","criterion":"data","value":0.5,"reason":" "},
              {"alternative":"pcve","criterion":"data","value":1.01,"reason":"r"},{"alternative":"x","criterion":"data","value":1,"reason":"r"},
              {"alternative":"pcve","criterion":"data","value":1e400,"reason":"r"}],"institution":[{},[]]}"#
                .into(),
            &[
                "/overrides/institution/1: wrong_type",
                "/overrides/framework/0: missing_reason",
                "/overrides/framework/1: value_out_of_range",
                "/overrides/framework/2: unknown_cell",
                "/overrides/framework/3: value_out_of_range",
                "/overrides/institution/0: unknown_cell",
                "/overrides/institution/1: unknown_cell",
            ],
        ),
        (
            r#""dimension_weights":{"resources":4,"space":"1","time":1}"#.into(),
            &[
                "/dimension_weights/resources: value_out_of_range",
                "/dimension_weights/space: value_out_of_range",
                "/dimension_weights/time: unknown_dimension",
            ],
        ),
        (
            r#""actions":[{"due":"soon"},{"title":[]},5],"outline":{"x":1},"contributions":{},"snapshots":[{"at":""}]"#.into(),
            &[
                "/actions/0/due: bad_date",
                "/actions/1/title: wrong_type",
                "/actions/2: wrong_type",
                "/snapshots/0/at: bad_time",
                "/outline/x: wrong_type",
                "/contributions: wrong_type",
            ],
        ),
        (
            r#""budget":{"reference":"1,5","lines":[{"amount":"1e3","shares":[{"percent":60}]}],"options":[1]}"#.into(),
            &[
                "/budget/reference: bad_decimal",
                "/budget/lines/0/amount: bad_decimal",
                "/budget/lines/0/shares/0/percent: wrong_type",
                "/budget/options/0: wrong_type",
            ],
        ),
    ];
    for (members, expected) in rows {
        assert_eq!(told(assessment(&members).as_bytes()), expected, "{members}");
    }
}

#[test]
fn all_zero_is_a_complaint() {
    let zeros = |ids: &[&str]| ids.iter().map(|id| format!(r#""{id}":0"#)).collect::<Vec<_>>().join(",");
    use tafwid::domain::{frameworks::Frameworks, institutions::Institutions, instrument::Dimension, selector::Table};
    let dimensions: Vec<&str> = Dimension::ALL.iter().map(|d| d.id()).collect();
    let rows = [
        (format!(r#""importance":{{"framework":{{{}}}}}"#, zeros(Frameworks::CRITERIA)), "/importance/framework: all_zero"),
        (format!(r#""importance":{{"institution":{{{}}}}}"#, zeros(Institutions::CRITERIA)), "/importance/institution: all_zero"),
        (format!(r#""dimension_weights":{{{}}}"#, zeros(&dimensions)), "/dimension_weights: all_zero"),
    ];
    for (members, expected) in rows {
        assert_eq!(told(assessment(&members).as_bytes()), [expected]);
    }
}

#[test]
fn check_tells_which_member_of_a_group() {
    let wrong = assessment(r#""answers":{"mandate.clear":{"value":"?"}}"#).replace("000001", "000002");
    let text = group(
        &[assessment(""), wrong],
        r#""settled":{"mandate.clear":{"value":"?"},"x":{},"mandate.obligation":{},"mandate.broader":{"value":"a"},"mandate.nlc":5}"#,
    );
    let expected = [
        "/members/1/answers/mandate.clear/value: unknown_option",
        "/settled/mandate.clear: unknown_option",
        "/settled/x: unknown_question",
        "/settled/mandate.obligation: missing_member",
        "/settled/mandate.broader: wrong_type",
        "/settled/mandate.nlc: missing_member",
    ];
    assert_eq!(told(text.as_bytes()), expected);

    let other = assessment(r#""answers":{"mandate.clear":{"value":"no"}}"#);
    assert_eq!(told(group(&[assessment(""), other], "").as_bytes()), ["/members/1: same_time_other_answers"]);
    let mayor = assessment(r#""respondent":{"role":"mayor","department":""}"#);
    assert_eq!(told(group(&[assessment(""), mayor], "").as_bytes()), ["/members/1: same_id_other_respondent"]);
}

/// A bad file is refused by each command with the same message, which begins so.
fn refused(name: &str, bytes: &[u8], message: &str) {
    for (command, is_printed) in [("score", false), ("merge", false), ("check", true)] {
        let ran = tafwid(&[command, "-"], bytes);
        let (told, silent) = if is_printed { (&ran.out, &ran.err) } else { (&ran.err, &ran.out) };
        assert_eq!(ran.status, 1, "{name}: {command}");
        assert!(told.starts_with(&format!("-: {message}")) && told.lines().count() == 1, "{name}: {command} says {told}");
        assert_eq!(silent, "", "{name}: {command}");
    }
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let good = assessment("");
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replace(from, to)
    };
    let deep = |n: usize| assessment(&format!(r#""x":{}{}"#, "[".repeat(n), "]".repeat(n)));
    let rows: Vec<(&str, String, &str)> = vec![
        ("nothing", String::new(), "/: not_json (EOF while parsing a value at line 1 column 0)"),
        ("blanks", " \n\t ".into(), "/: not_json (EOF while parsing a value at line 2"),
        ("a word", "hello".into(), "/: not_json (expected value at line 1 column 1)"),
        ("half", good[..good.len() - 1].into(), "/: not_json (EOF while parsing an object at line 1"),
        ("more behind it", format!("{good}\n{good}"), "/: not_json (trailing characters at line 2 column 1)"),
        ("a comma too many", changed("}}", "},}"), "/: not_json (trailing comma at line 1"),
        ("a null byte", changed("\"title\":\"\"", "\"title\":\"\u{0}\""), "/: not_json (control character"),
        ("a list", format!("[{good}]"), "/: wrong_type"),
        ("a number", "1e400".into(), "/: wrong_type"),
        ("no format", changed("\"format\"", "\"fromat\""), "/format: missing_member"),
        ("another format", changed("tafwid-assessment", "tafwid-results"), "/format: wrong_format"),
        ("format is no text", changed("\"tafwid-assessment\"", "1"), "/format: wrong_format"),
        ("no version", changed("\"version\":1,", ""), "/version: missing_member"),
        ("version is a text", changed("\"version\":1", "\"version\":\"1\""), "/version: wrong_type"),
        ("a broken version", changed("\"version\":1", "\"version\":1.5"), "/version: wrong_type"),
        ("a huge version", changed("\"version\":1", "\"version\":1e400"), "/version: wrong_type"),
        ("a version below one", changed("\"version\":1", "\"version\":-1"), "/version: wrong_type"),
        ("version 0", changed("\"version\":1", "\"version\":0"), "/version: unknown_version"),
        ("a newer version", changed("\"version\":1", "\"version\":2"), "/version: newer_version (2)"),
        ("instrument is no text", changed("\"2026.1\"", "2026.1"), "/instrument: wrong_type"),
        ("no id", changed("\"id\"", "\"di\""), "/id: missing_member"),
        ("title is no text", changed("\"title\":\"\"", "\"title\":null"), "/title: wrong_type"),
        ("no locale", changed("\"locale\":\"en\",", ""), "/locale: missing_member"),
        ("no created", changed("\"created\"", "\"x\""), "/created: missing_member"),
        ("no updated", changed("\"updated\"", "\"x\""), "/updated: missing_member"),
        ("no answers", changed(",\"answers\":{}", ""), "/answers: missing_member"),
        ("answers is a list", changed("\"answers\":{}", "\"answers\":[]"), "/answers: wrong_type"),
        ("respondent is a text", assessment("\"respondent\":\"mayor\""), "/respondent: wrong_type"),
        ("a member twice", assessment("\"title\":\"\""), "/title: duplicate_member"),
        ("a member twice, escaped", assessment("\"t\\u0069tle\":\"\""), "/title: duplicate_member"),
        ("a member twice, deep", assessment(r#""x":[0,{"a/b":{"~":1,"~":2}}]"#), "/x/1/a~1b/~0: duplicate_member"),
        ("a prototype twice", assessment(r#""__proto__":1,"__proto__":2"#), "/__proto__: duplicate_member"),
        ("a lone high surrogate", assessment(r#""x":"\ud800""#), "/: not_json ("),
        ("a lone low surrogate", assessment(r#""x":"\udc00""#), "/: not_json (lone leading surrogate in hex escape at line 1"),
        ("a surrogate in a name", assessment(r#""\ud800x":1"#), "/: not_json ("),
        ("too deep", deep(200), "/: not_json (recursion limit exceeded at line 1"),
        ("far too deep", deep(200_000), "/: not_json (recursion limit exceeded at line 1"),
        ("open brackets", "[".repeat(1_000_000), "/: not_json (recursion limit exceeded at line 1"),
        ("deep objects", "{\"a\":".repeat(300_000), "/: not_json (recursion limit exceeded at line 1"),
        ("not a number", assessment("\"x\":NaN"), "/: not_json (expected value at line 1"),
        ("a hexadecimal number", assessment("\"x\":0x10"), "/: not_json ("),
        ("two byte order marks", format!("\u{feff}\u{feff}{good}"), "/: not_json (expected value at line 1 column 1)"),
        (
            "a number's own name",
            assessment(r#""x":{"$serde_json::private::Number":"y"}"#),
            "/: not_json (a name that is not allowed at line 1 column ",
        ),
        (
            "a group without members",
            r#"{"format":"tafwid-group","version":1,"instrument":"2026.1","id":"","title":"","created":"","updated":""}"#.into(),
            "/members: missing_member",
        ),
        ("a group's members are no list", group(&[], "").replace("[]", "{}"), "/members: wrong_type"),
        ("a member is no assessment", group(&[good.clone(), "7".into()], ""), "/members/1: wrong_type"),
        ("a group in a group", group(&[group(&[], "")], ""), "/members/0/format: wrong_format"),
        ("a member without a title", group(&[changed("\"title\":\"\",", "")], ""), "/members/0/title: missing_member"),
        ("settled is a list", group(&[], "\"settled\":[]"), "/settled: wrong_type"),
        ("a newer group", group(&[], "").replace("\"version\":1", "\"version\":3"), "/version: newer_version (3)"),
    ];
    for (name, text, message) in &rows {
        refused(name, text.as_bytes(), message);
    }
    refused("UTF-16, little end first", &utf_16(&good, u16::to_le_bytes), "/: not_utf8");
    refused("UTF-16, big end first", &utf_16(&good, u16::to_be_bytes), "/: not_utf8");
    refused("UTF-16 without a mark", &utf_16(&good, u16::to_le_bytes)[2..], "/: not_json (");
    refused("Latin-1", &[assessment("").as_bytes(), b"\xe9"].concat(), "/: not_utf8");
    let cut = good.replace("\"title\":\"\"", "\"title\":\"ع");
    refused("a cut character", &cut.as_bytes()[..=cut.find('ع').unwrap()], "/: not_utf8");
}

#[test]
fn odd_files_are_read() {
    let good = assessment("");
    let deep = format!(r#""x":{}{}"#, "[".repeat(100), "]".repeat(100));
    let digits = "9".repeat(100_000);
    let rows: [(&str, String); 7] = [
        ("a byte order mark", format!("\u{feff}{good}")),
        ("blanks around it", format!("\r\n\t {good} \n\n")),
        ("version 1.0", good.replace("\"version\":1", "\"version\":1.0")),
        ("deep", assessment(&deep)),
        ("huge numbers", assessment(&format!(r#""x":[1e400,-1e-400,{digits}]"#))),
        ("prototypes", assessment(r#""__proto__":{"polluted":1},"constructor":null,"hasOwnProperty":[]"#)),
        ("a pair of surrogates", assessment(r#""x":"\ud83d\ude00""#)),
    ];
    for (name, text) in rows {
        assert_eq!(told(text.as_bytes()), Vec::<String>::new(), "{name}");
        assert_eq!(tafwid(&["score", "-"], text.as_bytes()).status, 0, "{name}");
        let merged = tafwid(&["merge", "-"], text.as_bytes());
        assert_eq!(merged.status, 0, "{name}");
        assert_eq!(told(merged.out.as_bytes()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn two_megabytes_are_read_and_no_byte_more() {
    let padded = |size: usize| {
        let mut bytes = assessment("").into_bytes();
        bytes.resize(size, b' ');
        bytes
    };
    assert_eq!(SIZE_LIMIT, 2 * 1024 * 1024);
    assert_eq!(told(&padded(SIZE_LIMIT)), Vec::<String>::new());
    refused("a byte more", &padded(SIZE_LIMIT + 1), "/: too_large");
    refused("much more, and no JSON", &vec![0xff; 10 * SIZE_LIMIT], "/: too_large");
}

#[test]
fn merging_does_not_depend_on_the_order_and_says_who_is_kept_apart() {
    let one = assessment(r#""answers":{"mandate.clear":{"value":"no"}}"#);
    let other = assessment(r#""answers":{"mandate.clear":{"value":"yes"}}"#);
    let newer = other.replace("\"updated\":\"2026-11-22T10", "\"updated\":\"2026-11-22T11");
    let third = assessment("").replace("000001", "000002");
    let [one, other, newer, third] = [("one", one), ("other", other), ("newer", newer), ("third", third)]
        .map(|(n, text)| file(&format!("merge-{n}.json"), text));
    let merged = |files: &[&str]| {
        let ran = tafwid(&[&["merge"], files].concat(), b"");
        assert_eq!(ran.status, 0);
        ran
    };

    let apart = merged(&[&third, &one, &other]);
    assert_eq!(apart.err, "/members/1: same_time_other_answers\n");
    assert_eq!(apart.out, merged(&[&other, &third, &one, &third]).out);
    let found = json(&apart.out);
    assert_eq!(at(&found, &["members"]).items().len(), 3);
    assert_eq!((at(&found, &["title"]).to_line(), at(&found, &["settled"]).to_line()), ("\"\"".into(), "{}".into()));
    let id = at(&found, &["id"]).as_text().unwrap();
    assert!(id.len() == 36 && id.as_bytes()[14] == b'8' && b"89ab".contains(&id.as_bytes()[19]), "{id}");

    let with_newer = merged(&[&one, &newer, &third, &other]);
    let found = json(&with_newer.out);
    assert_eq!((with_newer.err.as_str(), at(&found, &["members"]).items().len()), ("", 2));
    assert_eq!(at(&found.get("members").unwrap().items()[0], &["answers"]).to_line(), r#"{"mandate.clear":{"value":"yes"}}"#);
    assert_eq!(at(&found, &["updated"]).as_text(), Some("2026-11-22T11:00:00Z"));

    let again = file("merge-group.json", &with_newer.out);
    assert_eq!(merged(&[&again]).out, with_newer.out);
    assert_eq!(merged(&[&third, &again, &one]).out, with_newer.out);
}

#[test]
fn figures_are_those_counted_by_hand() {
    let respondent = |n: usize, answers: &str| {
        file(
            &format!("figures-{n}.json"),
            assessment(&format!("\"answers\":{{{answers}}}")).replace("000001", &format!("00000{n}")),
        )
    };
    let files = [
        respondent(
            1,
            r#""profile.city":{"value":"عمّان"},"mandate.explicit":{"value":"yes"},"mandate.obligation":{"value":"duty"},
               "mandate.broader":{"value":["public_safety","public_health"]},"mandate.nlc":{"value":"yes"},
               "mandate.safety_breadth":{"value":"some_cohesion"},"mandate.departments_aware":{"value":"yes"},
               "mandate.roles_understood":{"value":"no"},"mandate.widely_held":{"value":"partly"}"#,
        ),
        respondent(
            2,
            r#""profile.city":{"value":"عمّان"},"mandate.explicit":{"value":"partly"},"mandate.obligation":{"value":"empowered"},
               "mandate.broader":{"value":["public_safety"]},"mandate.nlc":{"value":"not_applicable"},
               "mandate.safety_breadth":{"value":"no_safety_role"},"mandate.departments_aware":{"value":"unknown"},
               "mandate.roles_understood":{"value":"no"},"mandate.widely_held":{"value":"yes"}"#,
        ),
        // The obligation of the third is hidden: it was not asked.
        respondent(
            3,
            r#""mandate.explicit":{"value":"no"},"mandate.obligation":{"value":"duty"},"mandate.broader":{"value":[]},
               "mandate.nlc":{"value":"partly"},"mandate.safety_breadth":{"value":"cohesion_and_resilience"},
               "mandate.leaders_briefed":{"value":"yes"}"#,
        ),
    ];
    let ran = tafwid(&["merge", "--figures", &files[2], &files[0], &files[1]], b"");
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let found = json(&ran.out);
    // Pairs by hand. explicit: 1/2, 0, 1/2; obligation: one pair, two of four steps apart; broader: 1/2, 0, 0; nlc: 0, 1/2, 0;
    // safety breadth: 0, one of two steps, 0.
    let rows = [
        ("profile.city", r#"{"counts":{"عمّان":2},"unknown":0,"unanswered":1,"agreement":null}"#),
        ("mandate.explicit", r#"{"counts":{"yes":1,"partly":1,"no":1},"unknown":0,"unanswered":0,"agreement":A}"#),
        ("mandate.obligation", r#"{"counts":{"duty":1,"empowered":1},"unknown":0,"unanswered":1,"agreement":0.5}"#),
        (
            "mandate.broader",
            r#"{"counts":{"public_safety":2,"public_health":1,"none":1},"unknown":0,"unanswered":0,"agreement":B}"#,
        ),
        ("mandate.nlc", r#"{"counts":{"yes":1,"partly":1,"not_applicable":1},"unknown":0,"unanswered":0,"agreement":B}"#),
        (
            "mandate.safety_breadth",
            r#"{"counts":{"no_safety_role":1,"some_cohesion":1,"cohesion_and_resilience":1},"unknown":0,"unanswered":0,"agreement":B}"#,
        ),
        ("mandate.departments_aware", r#"{"counts":{"yes":1},"unknown":1,"unanswered":1,"agreement":null}"#),
        ("mandate.roles_understood", r#"{"counts":{"no":2},"unknown":0,"unanswered":1,"agreement":1.0}"#),
        ("mandate.clear", r#"{"counts":{},"unknown":0,"unanswered":3,"agreement":null}"#),
    ];
    for (id, expected) in rows {
        let third = |n: f64| format!("{:?}", n / 3.0);
        let expected = expected.replace(":A}", &format!(":{}}}", third(1.0))).replace(":B}", &format!(":{}}}", third(0.5)));
        assert_eq!(at(&found, &["questions", id]).to_line(), expected, "{id}");
    }
    // Of three: 2, 3, 1 and 2 do not say yes or partly.
    let gap = at(&found, &["awareness_gap"]).as_number().unwrap();
    assert!((gap - (2.0 + 3.0 + 1.0 + 2.0) / 12.0).abs() < 1e-12, "{gap}");

    let whole = file("figures-group.json", tafwid(&[&["merge"], &files.each_ref().map(String::as_str)[..]].concat(), b"").out);
    assert_eq!(tafwid(&["merge", "--figures", &whole], b"").out, ran.out);
    assert_eq!(at(&json(&tafwid(&["score", &whole], b"").out), &["group"]), &found);
}

/// Numbers of a result by path: names, and places in lists.
fn number(json: &Json, path: &str) -> Option<f64> {
    let found = path.split('/').fold(json, |json, step| match step.parse::<usize>() {
        Ok(i) => &json.items()[i],
        Err(_) => json.get(step).unwrap_or_else(|| panic!("no {step} of {path}")),
    });
    if *found == Json::Null { None } else { Some(found.as_number().unwrap_or_else(|| panic!("{path} is no number"))) }
}

fn check_numbers(found: &Json, tolerance: f64, rows: &[(&str, Option<f64>)]) {
    for (path, expected) in rows {
        let is = number(found, path);
        let fits = match (is, expected) {
            (Some(is), Some(expected)) => (is - expected).abs() <= tolerance,
            (is, expected) => is == *expected,
        };
        assert!(fits, "{path} is {is:?}, not {expected:?}");
    }
}

/// Four given draws, worked by hand.
///
/// | draw | weights | a | b | c | order |
/// |---|---|---|---|---|---|
/// | 1 | 1/2 1/2 | 1/2 | 1/2 | 0 | a = b, c |
/// | 2 | 1 0 | 1 | 0 | 0 | a, b = c |
/// | 3 | 0 1 | 0 | 1 | 1/2 | b, c, a |
/// | 4 | 1/4 3/4 | 1 | 1 | 1 | a = b = c |
const GIVEN: &str = r#"{"alternatives":["a","b","c"],"criteria":["x","y"],"samples":{
    "values":[[[1,0],[0,1],[0,0]],[[1,0],[0,1],[0,0]],[[1,0],[0,1],[0,0.5]],[[1,1],[1,1],[1,1]]],
    "weights":[[0.5,0.5],[1,0],[0,1],[0.25,0.75]]}}"#;

#[test]
fn given_draws_are_counted_as_by_hand() {
    let ran = tafwid(&["smaa", "-"], GIVEN.as_bytes());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let found = json(&ran.out);
    let names: Vec<&str> = found.members().iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["criteria", "alternatives", "ranking_entropy"]);
    assert_eq!(at(&found, &["criteria"]).to_line(), r#"["x","y"]"#);
    let third = 1.0 / 3.0;
    // First: a has 1/2 + 1 + 1/3 of the four draws, b 1/2 + 1 + 1/3, c 1/3.
    let first = 0.5 + 1.0 + third;
    // Orders with ties in table order: a b c three times, b c a once.
    let entropy = -(0.75_f64 * 0.75_f64.log2() + 0.25 * 0.25_f64.log2());
    check_numbers(
        &found,
        1e-9,
        &[
            ("alternatives/0/rank_acceptability/0", Some(first / 4.0)),
            ("alternatives/0/rank_acceptability/1", Some((0.5 + third) / 4.0)),
            ("alternatives/0/rank_acceptability/2", Some((1.0 + third) / 4.0)),
            ("alternatives/1/rank_acceptability/0", Some(first / 4.0)),
            ("alternatives/1/rank_acceptability/1", Some((0.5 + 0.5 + third) / 4.0)),
            ("alternatives/1/rank_acceptability/2", Some((0.5 + third) / 4.0)),
            ("alternatives/2/rank_acceptability/0", Some(third / 4.0)),
            ("alternatives/2/rank_acceptability/1", Some((0.5 + 1.0 + third) / 4.0)),
            ("alternatives/2/rank_acceptability/2", Some((1.0 + 0.5 + third) / 4.0)),
            ("alternatives/0/mean_value", Some(2.5 / 4.0)),
            ("alternatives/1/mean_value", Some(2.5 / 4.0)),
            ("alternatives/2/mean_value", Some(1.5 / 4.0)),
            // a over b: tie, win, loss, tie. a over c: win, win, loss, tie. b over c: win, tie, win, tie.
            ("alternatives/0/pairwise_win/b", Some((0.5 + 1.0 + 0.0 + 0.5) / 4.0)),
            ("alternatives/1/pairwise_win/a", Some((0.5 + 0.0 + 1.0 + 0.5) / 4.0)),
            ("alternatives/0/pairwise_win/c", Some((1.0 + 1.0 + 0.0 + 0.5) / 4.0)),
            ("alternatives/2/pairwise_win/a", Some((0.0 + 0.0 + 1.0 + 0.5) / 4.0)),
            ("alternatives/1/pairwise_win/c", Some((1.0 + 0.5 + 1.0 + 0.5) / 4.0)),
            // The weights of each draw, by the share in which it is first.
            ("alternatives/0/central_weights/x", Some((0.5 * 0.5 + 1.0 + third * 0.25) / first)),
            ("alternatives/0/central_weights/y", Some((0.5 * 0.5 + 0.0 + third * 0.75) / first)),
            ("alternatives/1/central_weights/x", Some((0.5 * 0.5 + 0.0 + third * 0.25) / first)),
            ("alternatives/2/central_weights/x", Some(0.25)),
            ("alternatives/2/central_weights/y", Some(0.75)),
            // With its own central weights a is first in each draw, b too; c only where all are equal.
            ("alternatives/0/confidence_factor", Some(1.0)),
            ("alternatives/1/confidence_factor", Some(1.0)),
            ("alternatives/2/confidence_factor", Some(0.25)),
            ("alternatives/0/performance/x", None),
            ("alternatives/2/performance/y", None),
            ("ranking_entropy", Some((entropy * 1e9).round() / 1e9)),
        ],
    );
}

#[test]
fn drawn_weights_give_what_is_known_of_them() {
    let smaa = |problem: &str| {
        let ran = tafwid(&["smaa", "-"], problem.as_bytes());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{problem}");
        let again = tafwid(&["smaa", "-"], problem.as_bytes());
        assert_eq!(again.out, ran.out, "not the same twice");
        json(&ran.out)
    };
    // One criterion that counts: everything follows exactly, ties too. Performances may be any numbers.
    let exact = smaa(
        r#"{"alternatives":["a","b","c","d"],"criteria":["x","y"],"performances":[[5,0],[5,9],[-2,7],[0,0]],"importance":[1,0]}"#,
    );
    check_numbers(
        &exact,
        0.0,
        &[
            ("alternatives/0/rank_acceptability/0", Some(0.5)),
            ("alternatives/0/rank_acceptability/1", Some(0.5)),
            ("alternatives/1/rank_acceptability/0", Some(0.5)),
            ("alternatives/2/rank_acceptability/3", Some(1.0)),
            ("alternatives/3/rank_acceptability/2", Some(1.0)),
            ("alternatives/0/mean_value", Some(5.0)),
            ("alternatives/2/mean_value", Some(-2.0)),
            ("alternatives/0/pairwise_win/b", Some(0.5)),
            ("alternatives/0/pairwise_win/c", Some(1.0)),
            ("alternatives/0/central_weights/x", Some(1.0)),
            ("alternatives/0/central_weights/y", Some(0.0)),
            ("alternatives/0/confidence_factor", Some(1.0)),
            ("alternatives/0/performance/y", Some(0.0)),
            ("alternatives/1/performance/y", Some(9.0)),
            ("alternatives/2/confidence_factor", None),
            ("ranking_entropy", Some(0.0)),
        ],
    );
    assert_eq!(exact.get("alternatives").unwrap().items()[2].get("central_weights"), Some(&Json::Null));

    // Two that oppose each other: each first where its criterion weighs more, then 3/4 of the weight on average.
    let even = r#"{"alternatives":["a","b"],"criteria":["x","y"],"performances":[[1,0],[0,1]]}"#;
    let opposed = smaa(even);
    check_numbers(
        &opposed,
        0.015,
        &[
            ("alternatives/0/rank_acceptability/0", Some(0.5)),
            ("alternatives/0/mean_value", Some(0.5)),
            ("alternatives/0/central_weights/x", Some(0.75)),
            ("alternatives/1/central_weights/x", Some(0.25)),
            ("ranking_entropy", Some(1.0)),
        ],
    );
    assert_eq!(smaa(&even.replace("}", r#","importance":[2,2]}"#)), opposed, "normal is the default");

    // Three in a strict order of importance weigh 11/18, 5/18 and 2/18 on average.
    let ordered =
        smaa(r#"{"alternatives":["a","b"],"criteria":["x","y","z"],"performances":[[1,1,1],[0,0,0]],"importance":[1,3,2]}"#);
    check_numbers(
        &ordered,
        0.01,
        &[
            ("alternatives/0/central_weights/x", Some(2.0 / 18.0)),
            ("alternatives/0/central_weights/y", Some(11.0 / 18.0)),
            ("alternatives/0/central_weights/z", Some(5.0 / 18.0)),
        ],
    );
}

#[test]
fn all_of_no_importance_counts_as_the_same_with_a_complaint() {
    let table = r#""alternatives":["a","b"],"criteria":["x","y"],"performances":[[1,0],[0,1]]"#;
    let zero = tafwid(&["smaa", "-"], format!(r#"{{{table},"importance":[0,0]}}"#).as_bytes());
    assert_eq!((zero.status, zero.err.as_str()), (0, "-: /importance: all_zero\n"));
    assert_eq!(zero.out, tafwid(&["smaa", "-"], format!("{{{table}}}").as_bytes()).out);
}

#[test]
fn names_of_prototypes_are_ids_like_any_other() {
    let problem = r#"{"alternatives":["__proto__","constructor"],"criteria":["toString",""],"performances":[[1,1],[0,0]]}"#;
    let ran = tafwid(&["smaa", "-"], problem.as_bytes());
    check_numbers(
        &json(&ran.out),
        0.0,
        &[("alternatives/0/performance/toString", Some(1.0)), ("alternatives/1/pairwise_win/__proto__", Some(0.0))],
    );
}

#[test]
fn bad_problems_are_refused_with_their_place() {
    let names = r#""alternatives":["a","b"],"criteria":["x"]"#;
    let rows: Vec<(String, &str)> = vec![
        ("[]".into(), "/: wrong_type"),
        ("{}".into(), "/alternatives: missing_member"),
        (r#"{"alternatives":[]}"#.into(), "/alternatives: wrong_type"),
        (r#"{"alternatives":[1]}"#.into(), "/alternatives: wrong_type"),
        (r#"{"alternatives":["a","a"]}"#.into(), "/alternatives: duplicate_member"),
        (r#"{"alternatives":["a"]}"#.into(), "/criteria: missing_member"),
        (r#"{"alternatives":["a"],"criteria":["x","y","x"]}"#.into(), "/criteria: duplicate_member"),
        (format!("{{{names}}}"), "/performances: missing_member"),
        (format!(r#"{{{names},"performances":5}}"#), "/performances: wrong_type"),
        (format!(r#"{{{names},"performances":[[1]]}}"#), "/performances: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],[1,2]]}}"#), "/performances/1: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],["2"]]}}"#), "/performances/1/0: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],[1e400]]}}"#), "/performances/1/0: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],[null]]}}"#), "/performances/1/0: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],[2]],"importance":[]}}"#), "/importance: wrong_type"),
        (format!(r#"{{{names},"performances":[[1],[2]],"importance":[-1]}}"#), "/importance/0: value_out_of_range"),
        (format!(r#"{{{names},"performances":[[1],[2]],"importance":[1.5]}}"#), "/importance/0: value_out_of_range"),
        (format!(r#"{{{names},"performances":[[1],[2]],"performances":[[1],[2]]}}"#), "/performances: duplicate_member"),
        (format!(r#"{{{names},"samples":{{}}}}"#), "/samples/values: missing_member"),
        (format!(r#"{{{names},"samples":{{"values":[],"weights":[]}}}}"#), "/samples/values: wrong_type"),
        (format!(r#"{{{names},"samples":{{"values":[[[1],[2]]]}}}}"#), "/samples/weights: missing_member"),
        (format!(r#"{{{names},"samples":{{"values":[[[1],[2]]],"weights":[[1],[1]]}}}}"#), "/samples/weights: wrong_type"),
        (format!(r#"{{{names},"samples":{{"values":[[[1],[2]]],"weights":[[1,0]]}}}}"#), "/samples/weights/0: wrong_type"),
        (format!(r#"{{{names},"samples":{{"values":[[[1]]],"weights":[[1]]}}}}"#), "/samples/values/0: wrong_type"),
        (format!(r#"{{{names},"samples":{{"values":[[[1],[2,3]]],"weights":[[1]]}}}}"#), "/samples/values/0/1: wrong_type"),
        (
            format!(r#"{{{names},"importance":[1],"samples":{{"values":[[[1],[2]]],"weights":[[1]]}}}}"#),
            "/importance: wrong_type",
        ),
        ("{".repeat(1_000_000), "/: not_json ("),
        (String::new(), "/: not_json (EOF"),
    ];
    for (problem, message) in rows {
        let ran = tafwid(&["smaa", "-"], problem.as_bytes());
        let short: String = problem.chars().take(200).collect();
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{short}");
        assert!(ran.err.starts_with(&format!("-: {message}")), "{short}: {}", ran.err);
    }
}

#[test]
fn flips_are_told_on_demand_only() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/river-city-complete.tafwid.json");
    let (plain, with_flips) = (tafwid(&["score", case], b""), tafwid(&["score", "--flips", case], b""));
    assert_eq!((plain.status, with_flips.status), (0, 0));
    let (plain, mut with_flips) = (json(&plain.out), json(&with_flips.out));
    for selector in ["framework", "institution"] {
        assert_eq!(at(&plain, &[selector]).get("flips"), None);
        let flips = at(&with_flips, &[selector, "flips"]).items();
        let shifts: Vec<f64> = flips.iter().map(|f| at(f, &["shift"]).as_number().unwrap()).collect();
        assert!(shifts.windows(2).all(|w| w[0] >= w[1]), "{shifts:?}");
        let lead = at(&plain, &[selector, "recommendation", "lead"]).items()[0].clone();
        assert!(flips.iter().all(|f| *at(f, &["lead"]) != lead));
    }
    let Json::Object(members) = &mut with_flips else { panic!() };
    for (_, selector) in members.iter_mut().filter(|(name, _)| matches!(name.as_str(), "framework" | "institution")) {
        let Json::Object(members) = selector else { panic!() };
        members.retain(|(name, _)| name != "flips");
    }
    assert_eq!(with_flips, plain);
}
