//! JSON as a tree that loses nothing: members stay in order, numbers keep their value to the last digit, and a member named twice is
//! noticed. Parsing is serde_json's.

use crate::domain::order;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The name under which serde_json hands over a number's digits (its feature `arbitrary_precision`).
const NUMBER: &str = "$serde_json::private::Number";

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Json {
    Null,
    Bool(bool),
    /// A number's own digits.
    Number(String),
    Text(String),
    List(Vec<Json>),
    /// Members in their order.
    Object(Vec<(String, Json)>),
}

/// Why a text is no JSON that we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotJson {
    /// A fault of syntax, with the parser's words and where: line and column from 1.
    Syntax(String, usize, usize),
    /// A member that stands twice in one object, with its JSON pointer.
    Duplicate(String),
}

impl Json {
    /// Reads a text; a byte order mark before it is passed over.
    ///
    /// # Errors
    /// When it is no JSON, is nested more than 128 deep, or names a member twice.
    pub fn parse(text: &str) -> Result<Json, NotJson> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some((before, _)) = text.split_once(NUMBER) {
            let (line, column) = (before.matches('\n').count() + 1, before.chars().rev().take_while(|c| *c != '\n').count() + 1);
            return Err(NotJson::Syntax(format!("a name that is not allowed at line {line} column {column}"), line, column));
        }
        let json: Json = serde_json::from_str(text).map_err(|e| NotJson::Syntax(e.to_string(), e.line(), e.column()))?;
        let mut path = String::new();
        if json.has_duplicate(&mut path) { Err(NotJson::Duplicate(path)) } else { Ok(json) }
    }

    fn has_duplicate(&self, path: &mut String) -> bool {
        let at = path.len();
        match self {
            Json::List(items) => items.iter().enumerate().any(|(i, item)| {
                path.truncate(at);
                path.push_str(&format!("/{i}"));
                item.has_duplicate(path)
            }),
            Json::Object(members) => {
                let mut names: Vec<&str> = members.iter().map(|(n, _)| n.as_str()).collect();
                order::sort(&mut names);
                let twice = names.windows(2).find_map(|pair| match pair {
                    [a, b] if a == b => Some(*a),
                    _ => None,
                });
                members.iter().any(|(name, value)| {
                    path.truncate(at);
                    path.push_str(&pointer(name));
                    twice == Some(name) || value.has_duplicate(path)
                })
            }
            _ => false,
        }
    }

    /// How deep it is nested: 1 for a value without parts.
    pub fn depth(&self) -> usize {
        let parts: &mut dyn Iterator<Item = &Json> = match self {
            Json::List(items) => &mut items.iter(),
            Json::Object(members) => &mut members.iter().map(|(_, value)| value),
            _ => return 1,
        };
        1 + parts.map(Json::depth).max().unwrap_or(0)
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// A number; what is not finite has no JSON and becomes null.
    pub fn number(value: f64) -> Json {
        if value.is_finite() { Json::Number(format!("{:?}", value + 0.0)) } else { Json::Null }
    }

    /// A whole number.
    pub fn whole(value: usize) -> Json {
        Json::Number(value.to_string())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Json {
        Json::List(items.into_iter().map(Json::text).collect())
    }

    /// An object from its members.
    pub fn object<N: Into<String>>(members: impl IntoIterator<Item = (N, Json)>) -> Json {
        Json::Object(members.into_iter().map(|(n, v)| (n.into(), v)).collect())
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members().iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }

    /// The members of an object; none for other values.
    pub fn members(&self) -> &[(String, Json)] {
        if let Json::Object(members) = self { members } else { &[] }
    }

    /// The items of a list; none for other values.
    pub fn items(&self) -> &[Json] {
        if let Json::List(items) = self { items } else { &[] }
    }

    /// The text of a text.
    pub fn as_text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// The value of a number, to the last bit.
    pub fn as_number(&self) -> Option<f64> {
        if let Json::Number(digits) = self { digits.parse().ok().filter(|n: &f64| n.is_finite()) } else { None }
    }

    /// The value of a number, by an integer divided by a power of ten: exact for up to 15 digits, within a unit of the last place
    /// beyond. Takes a tenth of the code of [`Json::as_number`], which brings its tables.
    pub fn as_decimal(&self) -> Option<f64> {
        let Json::Number(digits) = self else { return None };
        let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
        let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
        let (mut value, mut places) = (0u64, 0i32);
        let mut is_fraction = false;
        for c in mantissa.trim_start_matches('-').chars() {
            match c.to_digit(10) {
                None => is_fraction = true,
                Some(digit) if value < u64::MAX / 100 => {
                    value = value * 10 + u64::from(digit);
                    places += i32::from(is_fraction);
                }
                Some(_) => places -= i32::from(!is_fraction),
            }
        }
        let scale = |n: i32| (0..n.clamp(0, 400)).fold(1.0, |power, _| power * 10.0);
        let shift = exponent.saturating_sub(places);
        let size = value as f64 * scale(shift) / scale(shift.saturating_neg());
        Some(if mantissa.starts_with('-') { -size } else { size }).filter(|n| n.is_finite())
    }

    /// The value of a number that is whole and at most `most`.
    pub fn as_whole(&self, most: u32) -> Option<u32> {
        self.as_decimal()
            .filter(|n| *n >= 0.0 && *n <= f64::from(most))
            .map(|n| (n, n as u32))
            .filter(|(n, w)| f64::from(*w) == *n)
            .map(|(_, w)| w)
    }

    /// On one line, without blanks.
    pub fn to_line(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// For a file: one member or item on each line, indented by one blank a level, with a line end at the end.
    pub fn to_page(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        let inner = indent.map(|i| i + 1);
        let line = |out: &mut String, indent: Option<usize>| {
            if let Some(n) = indent {
                out.push('\n');
                (0..n).for_each(|_| out.push(' '));
            }
        };
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Number(digits) => out.push_str(digits),
            Json::Text(text) => quote(out, text),
            Json::List(items) if items.is_empty() => out.push_str("[]"),
            Json::Object(members) if members.is_empty() => out.push_str("{}"),
            Json::List(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i > 0 { "," } else { "" });
                    line(out, inner);
                    item.write(out, inner);
                }
                line(out, indent);
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (i, (name, value)) in members.iter().enumerate() {
                    out.push_str(if i > 0 { "," } else { "" });
                    line(out, inner);
                    quote(out, name);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write(out, inner);
                }
                line(out, indent);
                out.push('}');
            }
        }
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                out.push_str("\\u00");
                for digit in [u32::from(c) >> 4, u32::from(c) & 15] {
                    out.extend(char::from_digit(digit, 16));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// One step of a JSON pointer (RFC 6901).
pub fn pointer(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

/// Whether a text is a number in JSON's grammar.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let has_plain_start = whole == "0" || !whole.starts_with('0');
    digits(whole) && has_plain_start && digits(fraction) && digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string()))
    }

    // Numbers beyond these come as digits. Without this the parser's own refusal would bring 20 kB of tables to write a float.
    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Json, E> {
        Err(E::custom("a number without its digits"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let value: Json = map.next_value()?;
            if name == NUMBER && members.is_empty() {
                // The parser hands digits over in this guise; a file that uses the name itself is refused unless it holds digits.
                let digits = value.as_text().filter(|t| is_number(t)).ok_or_else(|| de::Error::custom("invalid number"))?;
                return Ok(Json::Number(digits.into()));
            }
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_on_the_way_through() {
        for text in [
            r#"{"b":1,"a":[true,false,null],"n":[1e400,0.10,-0,12345678901234567890123],"t":"\u0000\"\\é\n"}"#,
            r#"{"constructor":{},"__proto__":[],"":{}}"#,
            "[]",
            "\"\"",
        ] {
            let json = Json::parse(text).unwrap();
            let line = json.to_line();
            assert_eq!(Json::parse(&line).unwrap(), json);
            assert_eq!(Json::parse(&line).unwrap().to_line(), line);
            assert_eq!(Json::parse(&json.to_page()).unwrap(), json);
        }
        assert_eq!(Json::parse("[0.10,12345678901234567890123]").unwrap().to_line(), "[0.10,12345678901234567890123]");
        assert_eq!(Json::parse("\u{feff}1").unwrap(), Json::Number("1".into()));
    }

    #[test]
    fn decimals_are_read_without_tables() {
        for text in ["0", "0.75", "1.0", "-2.5", "7.5e-1", "1E2", "0.1", "123456789012345", "0.30000000000000004", "1e-300"] {
            let json = Json::parse(text).unwrap();
            let (light, full) = (json.as_decimal().unwrap(), json.as_number().unwrap());
            assert!((light - full).abs() <= full.abs() * 2e-16, "{text} {light} {full}");
            assert!(text.len() > 15 || light == full || text.contains('e'), "{text}");
        }
        assert_eq!(Json::parse("1e400").unwrap().as_decimal(), None);
        for (text, whole) in [("3", Some(3)), ("3.0", Some(3)), ("2.5", None), ("-1", None), ("4", None), ("1e99999999999", None)]
        {
            assert_eq!(Json::parse(text).unwrap().as_whole(3), whole, "{text}");
        }
    }

    #[test]
    fn what_is_no_json_says_where() {
        assert_eq!(Json::parse("{\"a\":1,\n\"a\":2}"), Err(NotJson::Duplicate("/a".into())));
        assert_eq!(Json::parse(r#"{"x":[{},{"a/b":1,"a/b":2}]}"#), Err(NotJson::Duplicate("/x/1/a~1b".into())));
        assert!(matches!(Json::parse("{\n \"a\": }"), Err(NotJson::Syntax(_, 2, _))));
        assert!(matches!(Json::parse(&"[".repeat(100_000)), Err(NotJson::Syntax(..))));
        assert!(matches!(Json::parse(r#""\ud800""#), Err(NotJson::Syntax(..))));
        assert!(matches!(Json::parse(r#"{"$serde_json::private::Number":"x"}"#), Err(NotJson::Syntax(..))));
        assert!(matches!(Json::parse(r#"{"$serde_json::private::Number":"1-1"}"#), Err(NotJson::Syntax(..))));
        assert_eq!(Json::number(f64::NAN), Json::Null);
        assert_eq!(Json::number(-0.0).to_line(), "0.0");
    }

    #[test]
    fn the_parsers_own_name_of_numbers_is_no_way_to_write_what_is_none() {
        // Spelled with an escape, it reaches the parser.
        let sly = |text: &str| Json::parse(&format!(r#"{{"\u0024serde_json::private::Number":"{text}"}}"#));
        for text in
            ["", "x", "1-1", "01", "-", "--1", "+1", "1.", ".5", "1.x", "1e", "e1", "1e+-1", "1ex", "0x1", "1.5.5", "00", "1 "]
        {
            assert!(matches!(sly(text), Err(NotJson::Syntax(..))), "{text}");
        }
        for text in ["0", "-0", "10", "0.5", "-1.25e-7", "1E+5", "12345678901234567890123"] {
            assert_eq!(sly(text), Ok(Json::Number(text.into())));
        }
        let plain = Json::parse("{\n  \"$serde_json::private::Number\": 1}");
        assert!(matches!(&plain, Err(NotJson::Syntax(_, 2, 4))), "{plain:?}");
    }

    #[test]
    fn numbers_of_any_length_are_read() {
        for text in [
            "12345678901234567890123456789",
            "-98765432109876543210",
            "0.12345678901234567890123456789",
            "1844674407370955161.5",
            "184467440737095516",
            "123456789012345678901234567890e-29",
            "0.00000000000000000000000000000001234",
        ] {
            let json = Json::parse(text).unwrap();
            let (light, full) = (json.as_decimal().unwrap(), json.as_number().unwrap());
            assert!((light - full).abs() <= full.abs() * 1e-15, "{text} {light} {full}");
        }
    }
}
