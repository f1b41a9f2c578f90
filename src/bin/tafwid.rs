//! The command line, for analysts and for tests: scores, merges, runs the engine, validates.

use std::io::{Read, Write};
use std::process::ExitCode;
use tafwid::document::collection::{self, Item};
use tafwid::document::group::Group;
use tafwid::document::json::Json;
use tafwid::document::problem::{self, Problem};
use tafwid::document::{Complaint, Fault, File, SIZE_LIMIT, parse_within, read, results};
use tafwid::domain::engine::{DRAWS, Fixed, NORMAL, run};

const USAGE: &str = "tafwid: is a city's mandate sufficient, what is missing, which framework fits?

  tafwid score [--flips] FILE…    results, one JSON document per line and file (- reads standard input)
  tafwid merge [--figures] FILE…  the group document of assessments and groups, or its figures
  tafwid smaa PROBLEM.json        the decision engine alone
  tafwid check FILE…              one line per fault or complaint, with its JSON path
  tafwid bench                    milliseconds for 10,000 draws over 4 alternatives and 10 criteria

Exit status: 0 done, 1 a file cannot be read (check: any complaint), 2 wrong use.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (options, files): (Vec<&str>, Vec<&str>) =
        arguments.iter().skip(1).map(String::as_str).partition(|a| a.starts_with("--"));
    let command = arguments.first().map(String::as_str);
    let status = match (command, options.as_slice(), files.as_slice()) {
        (Some("--help" | "-h" | "help"), ..) => {
            print(USAGE);
            Ok(true)
        }
        (Some("score"), [] | ["--flips"], [_, ..]) => Ok(score(&files, !options.is_empty())),
        (Some("merge"), [] | ["--figures"], [_, ..]) => Ok(merge(&files, !options.is_empty())),
        (Some("smaa"), [], [file]) => Ok(smaa(file)),
        (Some("check"), [], [_, ..]) => Ok(check(&files)),
        (Some("bench"), [], []) => {
            bench();
            Ok(true)
        }
        _ => Err(()),
    };
    match status {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(()) => {
            complain(USAGE);
            ExitCode::from(2)
        }
    }
}

/// A line on standard output; a reader that has gone away is no fault of ours.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A file's bytes, never more than one byte over the limit.
fn bytes(file: &str, limit: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let most = limit as u64 + 1;
    let result = match file {
        "-" => std::io::stdin().lock().take(most).read_to_end(&mut bytes),
        _ => std::fs::File::open(file).and_then(|f| f.take(most).read_to_end(&mut bytes)),
    };
    result.map(|_| bytes).map_err(|e| format!("{file}: {e}"))
}

fn words(file: &str, fault: &Fault) -> String {
    let path = if fault.path.is_empty() { "/" } else { &fault.path };
    let detail = if fault.detail.is_empty() { String::new() } else { format!(" ({})", fault.detail) };
    format!("{file}: {path}: {}{detail}", fault.code.id())
}

fn load(file: &str) -> Result<(File, Vec<tafwid::document::Complaint>), String> {
    read(&bytes(file, SIZE_LIMIT)?).map_err(|fault| words(file, &fault))
}

fn score(files: &[&str], with_flips: bool) -> bool {
    let one = |file: &&str| match load(file) {
        Ok((found, complaints)) => {
            print(&results::results(&found, &complaints, with_flips).to_line());
            true
        }
        Err(fault) => {
            complain(&fault);
            false
        }
    };
    files.iter().map(one).filter(|ok| !ok).count() == 0
}

fn merge(files: &[&str], with_figures: bool) -> bool {
    let mut loaded = Vec::new();
    let mut is_whole = true;
    for file in files {
        match load(file) {
            Ok((found, _)) => loaded.push(found),
            Err(fault) => {
                complain(&fault);
                is_whole = false;
            }
        }
    }
    if let Some(group) = Group::merge(loaded) {
        for dispute in group.disputes() {
            complain(&format!("{}: {}", dispute.path, dispute.code.id()));
        }
        let json = if with_figures { group.figures() } else { group.to_json() };
        print(&json.to_line());
    }
    is_whole
}

fn smaa(file: &str) -> bool {
    let problem = bytes(file, problem::SIZE_LIMIT).and_then(|bytes| {
        parse_within(&bytes, problem::SIZE_LIMIT).and_then(|json| Problem::from_json(&json)).map_err(|fault| words(file, &fault))
    });
    match problem {
        Ok(problem) => {
            problem.complaints.iter().for_each(|c| complain(&format!("{file}: {}: {}", c.path, c.code.id())));
            print(&problem.run().to_line());
            true
        }
        Err(fault) => {
            complain(&fault);
            false
        }
    }
}

fn check(files: &[&str]) -> bool {
    files.iter().map(|file| check_one(file)).filter(|ok| !ok).count() == 0
}

/// A file of any kind; a collection's assessments each by itself.
fn check_one(file: &str) -> bool {
    let bytes = match bytes(file, collection::SIZE_LIMIT) {
        Ok(bytes) => bytes,
        Err(fault) => {
            print(&fault);
            return false;
        }
    };
    let complain = |complaints: &[Complaint]| {
        complaints.iter().for_each(|c| print(&format!("{file}: {}: {}", c.path, c.code.id())));
        complaints.is_empty()
    };
    let refuse = |fault: &Fault| {
        print(&words(file, fault));
        false
    };
    if collection::is_one(&bytes) {
        return match collection::read(&bytes) {
            Ok(found) => {
                let one = |item: &Item| match item {
                    Item::Whole(_, complaints) => complain(complaints),
                    Item::Unreadable(fault) => refuse(fault),
                };
                found.items.iter().map(one).filter(|ok| !ok).count() == 0
            }
            Err(fault) => refuse(&fault),
        };
    }
    match read(&bytes) {
        Ok((_, complaints)) => complain(&complaints),
        Err(fault) => refuse(&fault),
    }
}

fn bench() {
    let performances: Vec<f64> = (0..40).map(|i| f64::from(i * 7 % 11) / 10.0).collect();
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let outcome = run(Fixed::new(&[NORMAL; 10], performances.clone()), 4, 10, DRAWS);
        std::hint::black_box(outcome);
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    print(&Json::number((best * 1000.0).round() / 1000.0).to_line());
}
