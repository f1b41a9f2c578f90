//! The saved file: reading with complaints, writing, results, groups. What a file holds beyond our knowledge is kept.

// What comes from a file or a person must not stop the program.
#![deny(clippy::indexing_slicing)]

pub mod assessment;
pub mod budget;
pub mod collection;
pub mod contributions;
pub mod group;
pub mod incoming;
pub mod json;
pub mod outline;
pub mod plan;
pub mod preferences;
pub mod problem;
pub mod results;
pub mod risk;
mod shape;
pub mod snapshots;
pub mod time;
pub mod v1;

use json::{Json, NotJson, pointer};

/// Bytes of a file at most; a larger one is refused before it is parsed.
pub const SIZE_LIMIT: usize = 2 * 1024 * 1024;

/// Why a file cannot be read as its format. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON pointer, empty for the whole file.
    pub path: String,
    /// What.
    pub code: Code,
    /// The parser's own words and place for a fault of syntax, or the version found.
    pub detail: String,
}

/// Something in a file that was passed over. It is kept, and not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Where: a JSON pointer.
    pub path: String,
    /// What.
    pub code: Code,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Code {
    TooLarge,
    NotUtf8,
    NotJson,
    DuplicateMember,
    WrongFormat,
    NewerVersion,
    UnknownVersion,
    MissingMember,
    WrongType,
    UnknownInstrument,
    UnknownQuestion,
    UnknownOption,
    UnknownCountry,
    TooLong,
    BadTime,
    BadDate,
    BadId,
    BadDecimal,
    UnknownCriterion,
    UnknownCell,
    UnknownDimension,
    ValueOutOfRange,
    MissingReason,
    AllZero,
    SameIdOtherRespondent,
    SameTimeOtherAnswers,
}

impl Code {
    /// All.
    pub const ALL: [Code; 26] = {
        use Code::*;
        [
            TooLarge,
            NotUtf8,
            NotJson,
            DuplicateMember,
            WrongFormat,
            NewerVersion,
            UnknownVersion,
            MissingMember,
            WrongType,
            UnknownInstrument,
            UnknownQuestion,
            UnknownOption,
            UnknownCountry,
            TooLong,
            BadTime,
            BadDate,
            BadId,
            BadDecimal,
            UnknownCriterion,
            UnknownCell,
            UnknownDimension,
            ValueOutOfRange,
            MissingReason,
            AllZero,
            SameIdOtherRespondent,
            SameTimeOtherAnswers,
        ]
    };

    /// The id in files.
    #[expect(clippy::indexing_slicing, reason = "a name for each variant, in the same order")]
    pub const fn id(self) -> &'static str {
        const IDS: [&str; 26] = [
            "too_large",
            "not_utf8",
            "not_json",
            "duplicate_member",
            "wrong_format",
            "newer_version",
            "unknown_version",
            "missing_member",
            "wrong_type",
            "unknown_instrument",
            "unknown_question",
            "unknown_option",
            "unknown_country",
            "too_long",
            "bad_time",
            "bad_date",
            "bad_id",
            "bad_decimal",
            "unknown_criterion",
            "unknown_cell",
            "unknown_dimension",
            "value_out_of_range",
            "missing_reason",
            "all_zero",
            "same_id_other_respondent",
            "same_time_other_answers",
        ];
        IDS[self as usize]
    }
}

impl Fault {
    /// A file that is JSON, yet not what was written.
    pub(crate) fn damaged() -> Fault {
        Fault::at("", Code::NotJson)
    }

    pub(crate) fn at(path: impl Into<String>, code: Code) -> Fault {
        Fault { path: path.into(), code, detail: String::new() }
    }
}

impl Complaint {
    pub(crate) fn at(path: impl Into<String>, code: Code) -> Complaint {
        Complaint { path: path.into(), code }
    }
}

/// Reads bytes as JSON within the limits.
///
/// # Errors
/// When they are too many, no UTF-8, or no JSON.
pub fn parse(bytes: &[u8]) -> Result<Json, Fault> {
    parse_within(bytes, SIZE_LIMIT)
}

/// Reads at most so many bytes as JSON.
///
/// # Errors
/// As [`parse`].
pub fn parse_within(bytes: &[u8], limit: usize) -> Result<Json, Fault> {
    if bytes.len() > limit {
        return Err(Fault::at("", Code::TooLarge));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::at("", Code::NotUtf8))?;
    Json::parse(text).map_err(|fault| match fault {
        NotJson::Syntax(words, _, _) => Fault { path: String::new(), code: Code::NotJson, detail: words },
        NotJson::Duplicate(path) => Fault::at(path, Code::DuplicateMember),
    })
}

/// The version of one of our formats.
///
/// # Errors
/// When the file is not of that format, or its version is no whole number, unknown or newer than `newest`.
pub(crate) fn version(json: &Json, format: &str, newest: u32) -> Result<u32, Fault> {
    if !matches!(json, Json::Object(_)) {
        return Err(Fault::at("", Code::WrongType));
    }
    match json.get("format") {
        None => return Err(Fault::at("/format", Code::MissingMember)),
        Some(found) if found.as_text() == Some(format) => {}
        Some(_) => return Err(Fault::at("/format", Code::WrongFormat)),
    }
    let version = json.get("version").ok_or_else(|| Fault::at("/version", Code::MissingMember))?;
    match version.as_whole(u32::MAX) {
        Some(0) => Err(Fault::at("/version", Code::UnknownVersion)),
        Some(v) if v > newest => Err(Fault { path: "/version".into(), code: Code::NewerVersion, detail: v.to_string() }),
        Some(v) => Ok(v),
        None => Err(Fault::at("/version", Code::WrongType)),
    }
}

/// A member that must be a text.
pub(crate) fn required<'a>(json: &'a Json, name: &str) -> Result<&'a str, Fault> {
    let found = json.get(name).ok_or_else(|| Fault::at(pointer(name), Code::MissingMember))?;
    found.as_text().ok_or_else(|| Fault::at(pointer(name), Code::WrongType))
}

/// The members of an object that are none of the known ones, in their order.
pub(crate) fn others(json: &Json, known: &[&str]) -> Vec<(String, Json)> {
    json.members().iter().filter(|(name, _)| !known.contains(&name.as_str())).cloned().collect()
}

/// Any file of ours that holds answers.
#[derive(Clone, Debug)]
pub enum File {
    /// One respondent's.
    Assessment(Box<assessment::Document>),
    /// Several respondents'.
    Group(Box<group::Group>),
}

/// Reads an assessment or a group document.
///
/// # Errors
/// When it cannot be read as either.
pub fn read(bytes: &[u8]) -> Result<(File, Vec<Complaint>), Fault> {
    let json = parse(bytes)?;
    if json.get("format").and_then(Json::as_text) == Some(group::FORMAT) {
        return group::Group::from_json(&json).map(|(group, complaints)| (File::Group(Box::new(group)), complaints));
    }
    assessment::from_json(json).map(|(document, complaints)| (File::Assessment(Box::new(document)), complaints))
}
