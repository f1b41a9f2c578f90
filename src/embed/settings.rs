//! What a host asks for, as attributes of the element or parameters of the address: one set of names, read in one place.

use super::colour::{Accent, Rgb};
use super::kind::Kind;
use crate::document::json::Json;
use crate::domain::answers::countries;
use crate::domain::instrument::Section;
use crate::text::lang::Lang;

/// Characters of an address's parameters that are read at most.
pub const QUERY_LIMIT: usize = 4096;
/// Characters of one value that are read at most.
const VALUE_LIMIT: usize = 200;
/// Characters of a value that a complaint repeats.
const SHOWN: usize = 40;
/// Complaints that are made at most.
const MOST_COMPLAINTS: usize = 20;
/// The widest radius in pixels.
const WIDEST: u8 = 24;

/// Light, dark, or as the visitor's device has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

/// What the widget opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// What it is and that nothing is kept.
    Intro,
    /// The questions themselves; for what asks nothing, its content.
    Questions,
}

/// All settings of a widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Which tool.
    pub kind: Kind,
    /// The language; the visitor's own where the host names none.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: Theme,
    /// The host's colour, in tones that can be read.
    pub accent: Option<Accent>,
    /// How round corners are, in pixels.
    pub radius: Option<u8>,
    /// Whether things stand close together.
    pub is_compact: bool,
    /// The country that the visitor is assumed to be from.
    pub country: Option<&'static str>,
    /// The sections that are asked; all where it is empty.
    pub questions: Vec<Section>,
    /// What the widget opens with.
    pub start: Start,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            kind: Kind::MandateChecker,
            lang: None,
            theme: Theme::Auto,
            accent: None,
            radius: None,
            is_compact: false,
            country: None,
            questions: Vec::new(),
            start: Start::Intro,
        }
    }
}

/// What is wrong with a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such setting.
    Unknown,
    /// It is given more than once; the first counts.
    Twice,
    /// It is longer than any value can be.
    TooLong,
    /// Not one of its values.
    Invalid,
    /// This kind of widget has no use for it.
    Unused,
    /// The colour could not be read on the page, and was moved until it can.
    Contrast,
}

impl Fault {
    /// The id in messages.
    pub const fn id(self) -> &'static str {
        ["unknown", "twice", "too_long", "invalid", "unused", "contrast"][self as usize]
    }
}

/// A setting that was not taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Its name.
    pub setting: String,
    /// What was given, cut short.
    pub given: String,
    /// What is wrong.
    pub fault: Fault,
    /// What is used in its place; empty for what has none.
    pub used: String,
}

impl Complaint {
    /// For a message.
    pub fn to_json(&self) -> Json {
        Json::object([
            ("setting", Json::text(&self.setting)),
            ("given", Json::text(&self.given)),
            ("fault", Json::text(self.fault.id())),
            ("used", Json::text(&self.used)),
        ])
    }

    /// As a line in a console.
    pub fn to_line(&self) -> String {
        let Complaint { setting, given, fault, used } = self;
        ["tafwid-widget: ", setting, "=\"", given, "\" ", fault.id(), "; used: \"", used, "\""].concat()
    }
}

/// A text's beginning, without what a console or a page could take for a command.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(SHOWN).collect()
}

/// The names and values of an address's parameters. What is no text is replaced, as browsers do.
fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let end = query.char_indices().nth(QUERY_LIMIT).map_or(query.len(), |(i, _)| i);
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(name), decoded(value))
    };
    query[..end].split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
    let (mut out, mut i) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(i) {
        let coded = if *byte == b'%' { hex(i + 1).zip(hex(i + 2)) } else { None };
        match (coded, byte) {
            (Some((high, low)), _) => {
                out.push(high * 16 + low);
                i += 2;
            }
            (None, b'+') => out.push(b' '),
            (None, byte) => out.push(*byte),
        }
        i += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Reads the settings from an address's parameters. Whatever does not fit is complained about, and the default used.
pub fn read(query: &str) -> (Settings, Vec<Complaint>) {
    let (mut settings, mut complaints) = (Settings::default(), Vec::new());
    let given = pairs(query);
    // The kind decides what the others may be.
    let kind = |(name, _): &&(String, String)| name == "kind";
    let rest = given.iter().filter(|pair| !kind(pair));
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in given.iter().filter(kind).chain(rest) {
        let result = if seen.contains(&name.as_str()) {
            Err((Fault::Twice, String::new()))
        } else if value.chars().count() > VALUE_LIMIT {
            Err((Fault::TooLong, String::new()))
        } else {
            set(&mut settings, name, value.trim())
        };
        seen.push(name);
        if let Err((fault, used)) = result
            && complaints.len() < MOST_COMPLAINTS
        {
            let used = if used.is_empty() { default_of(name).into() } else { used };
            complaints.push(Complaint { setting: shown(name), given: shown(value), fault, used });
        }
    }
    (settings, complaints)
}

/// What is used where a setting is not taken.
fn default_of(name: &str) -> &'static str {
    match name {
        "kind" => Kind::MandateChecker.id(),
        "theme" => "auto",
        "density" => "comfortable",
        "questions" => "all",
        "start" => "intro",
        _ => "",
    }
}

fn set(settings: &mut Settings, name: &str, value: &str) -> Result<(), (Fault, String)> {
    let invalid = (Fault::Invalid, String::new());
    // An empty value is what a form gives for "as it is".
    if value.is_empty() && name != "kind" {
        return Ok(());
    }
    match name {
        "kind" => settings.kind = Kind::from_id(value).ok_or(invalid)?,
        "lang" => {
            let main = value.split('-').next().unwrap_or_default();
            settings.lang = Some(Lang::ALL.into_iter().find(|l| l.tag() == main).ok_or(invalid)?);
        }
        "theme" => {
            settings.theme = match value {
                "auto" => Theme::Auto,
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => return Err(invalid),
            }
        }
        "accent" => {
            let colour = Rgb::parse(value).ok_or(invalid)?;
            let accent = Accent::of(colour);
            settings.accent = Some(accent);
            // A tone of its own for dark pages is what every theme has; on light ones the host meets its own colour.
            if accent.light.main != colour {
                return Err((Fault::Contrast, accent.light.main.css()));
            }
        }
        "radius" => settings.radius = Some(value.parse().ok().filter(|n| *n <= WIDEST).ok_or(invalid)?),
        "density" => {
            settings.is_compact = match value {
                "compact" => true,
                "comfortable" => false,
                _ => return Err(invalid),
            }
        }
        "country" => {
            let code = value.to_ascii_uppercase();
            settings.country = Some(countries().find(|c| *c == code).ok_or(invalid)?);
        }
        "questions" => {
            let all = settings.kind.sections();
            if all.len() < 2 {
                return Err((Fault::Unused, String::new()));
            }
            let named = |part: &str| all.iter().find(|(_, name)| *name == part).map(|(s, _)| *s);
            if value != "all" {
                let found: Option<Vec<Section>> = value.split([',', ' ']).filter(|p| !p.is_empty()).map(named).collect();
                settings.questions = found.ok_or(invalid)?;
            }
        }
        "start" => {
            settings.start = match value {
                "intro" => Start::Intro,
                "questions" => Start::Questions,
                _ => return Err(invalid),
            }
        }
        _ => return Err((Fault::Unknown, String::new())),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn faults(query: &str) -> Vec<(String, Fault)> {
        read(query).1.into_iter().map(|c| (c.setting, c.fault)).collect()
    }

    #[test]
    fn what_fits_is_taken() {
        let (settings, complaints) = read(
            "?kind=institution-selector&lang=ar-EG&theme=dark&accent=%230b5d66&radius=0&density=compact&country=jo&questions=context&start=questions",
        );
        assert_eq!(complaints, []);
        assert_eq!(settings.kind, Kind::InstitutionSelector);
        assert_eq!(settings.lang, Some(Lang::Ar));
        assert_eq!(settings.theme, Theme::Dark);
        assert_eq!(settings.accent, Some(Accent::of(Rgb(0x0b, 0x5d, 0x66))));
        assert_eq!(settings.radius, Some(0));
        assert!(settings.is_compact);
        assert_eq!(settings.country, Some("JO"));
        assert_eq!(settings.questions, [Section::InstitutionContext]);
        assert_eq!(settings.start, Start::Questions);
        for query in ["", "?", "&&", "?lang=&theme=&accent=", "kind=mandate-checker"] {
            assert_eq!(read(query), (Settings::default(), vec![]), "{query}");
        }
    }

    #[test]
    fn sections_are_those_of_the_kind() {
        let (settings, complaints) = read("questions=source,scope&kind=mandate-checker");
        assert_eq!((settings.questions, complaints), (vec![Section::MandateSource, Section::MandateScope], vec![]));
        assert_eq!(faults("questions=source&kind=framework-selector"), [("questions".into(), Fault::Unused)]);
        assert_eq!(faults("questions=means"), [("questions".into(), Fault::Invalid)]);
    }

    #[test]
    fn what_does_not_fit_is_said_and_the_default_used() {
        for (query, setting, fault) in [
            ("kind=x", "kind", Fault::Invalid),
            ("kind=", "kind", Fault::Invalid),
            ("lang=fr", "lang", Fault::Invalid),
            ("theme=javascript:alert(1)", "theme", Fault::Invalid),
            ("accent=red;background:url(x)", "accent", Fault::Invalid),
            ("accent=%23ff0;", "accent", Fault::Invalid),
            ("radius=25", "radius", Fault::Invalid),
            ("radius=-1", "radius", Fault::Invalid),
            ("radius=1e1", "radius", Fault::Invalid),
            ("density=tight", "density", Fault::Invalid),
            ("country=XX", "country", Fault::Invalid),
            ("start=end", "start", Fault::Invalid),
            ("colour=red", "colour", Fault::Unknown),
            ("theme=dark&theme=light", "theme", Fault::Twice),
        ] {
            assert_eq!(faults(query), [(setting.to_string(), fault)], "{query}");
        }
        assert_eq!(read("theme=dark&theme=light").0.theme, Theme::Dark);
        let long = format!("theme={}", "x".repeat(201));
        assert_eq!(faults(&long), [("theme".into(), Fault::TooLong)]);
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_moved_and_said() {
        let (settings, complaints) = read("accent=ffee00");
        let light = settings.accent.unwrap().light.main;
        assert!(light.contrast(Rgb(255, 255, 255)) >= crate::embed::colour::READABLE);
        assert_eq!((complaints[0].fault, complaints[0].used.clone()), (Fault::Contrast, light.css()));
    }

    #[test]
    fn a_complaint_repeats_little_and_no_command() {
        let (_, complaints) = read(&format!("{}=1", "%1b%0a".repeat(30)));
        assert_eq!(complaints[0].setting, "");
        let (_, complaints) = read(&"a=b&".repeat(1000));
        assert!(complaints.len() <= MOST_COMPLAINTS);
        let megabyte = "é".repeat(1 << 20);
        assert!(read(&megabyte).1.iter().all(|c| c.setting.chars().count() <= SHOWN));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_survived(query in "\\PC*") {
            let (settings, complaints) = read(&query);
            prop_assert!(settings.radius.is_none_or(|r| r <= WIDEST));
            prop_assert!(complaints.len() <= MOST_COMPLAINTS);
        }

        #[test]
        fn names_with_any_value_are_survived(
            name in prop::sample::select(vec!["kind", "lang", "theme", "accent", "radius", "density", "country", "questions", "start"]),
            value in "[ -~%+&=#]{0,60}",
        ) {
            let (settings, complaints) = read(&format!("?{name}={value}"));
            for complaint in &complaints {
                prop_assert!(complaint.given.chars().count() <= SHOWN);
            }
            if complaints.iter().any(|c| c.setting == name && c.fault == Fault::Invalid) && name != "accent" {
                prop_assert_eq!(settings, Settings::default());
            }
        }
    }
}
