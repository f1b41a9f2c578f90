//! Parts of a file that no rule reads: what their members should be, so that a wrong one is complained about, and in which
//! order they are written.

use super::json::{Json, pointer};
use super::{Code, Complaint, time};

/// What a value should be.
pub(super) enum Shape {
    /// Anything.
    Any,
    /// A text.
    Text,
    /// A text that is an RFC 3339 time stamp.
    Time,
    /// A text that is a calendar date, or empty.
    Date,
    /// A decimal number in a text, such as "15000.000".
    Decimal,
    /// A list of such.
    List(&'static Shape),
    /// An object whose members have any name.
    Map(&'static Shape),
    /// An object with these members, in this order; unknown ones are kept behind them.
    Object(&'static [(&'static str, Shape)]),
}

impl Shape {
    /// Complains about what is of another shape.
    pub(super) fn inspect(&self, json: &Json, path: &str, complaints: &mut Vec<Complaint>) {
        let code = match (self, json) {
            (Shape::Any, _) => None,
            (Shape::Text, Json::Text(_)) => None,
            (Shape::Time, Json::Text(t)) => time::instant(t).is_none().then_some(Code::BadTime),
            (Shape::Date, Json::Text(t)) => (!t.is_empty() && !time::is_date(t)).then_some(Code::BadDate),
            (Shape::Decimal, Json::Text(t)) => (!is_decimal(t)).then_some(Code::BadDecimal),
            (Shape::List(item), Json::List(items)) => {
                items.iter().enumerate().for_each(|(i, v)| item.inspect(v, &format!("{path}/{i}"), complaints));
                None
            }
            (Shape::Map(value), Json::Object(members)) => {
                members.iter().for_each(|(n, v)| value.inspect(v, &format!("{path}{}", pointer(n)), complaints));
                None
            }
            (Shape::Object(known), Json::Object(_)) => {
                for (name, shape) in *known {
                    if let Some(value) = json.get(name) {
                        shape.inspect(value, &format!("{path}{}", pointer(name)), complaints);
                    }
                }
                None
            }
            _ => Some(Code::WrongType),
        };
        complaints.extend(code.map(|code| Complaint::at(path, code)));
    }

    /// The same value with its members in their written order.
    pub(super) fn arrange(&self, json: &Json) -> Json {
        match (self, json) {
            (Shape::List(item), Json::List(items)) => Json::List(items.iter().map(|v| item.arrange(v)).collect()),
            (Shape::Map(value), Json::Object(members)) => {
                Json::Object(members.iter().map(|(n, v)| (n.clone(), value.arrange(v))).collect())
            }
            (Shape::Object(known), Json::Object(_)) => {
                let names: Vec<&str> = known.iter().map(|(n, _)| *n).collect();
                let ours = known.iter().filter_map(|(n, shape)| json.get(n).map(|v| ((*n).to_string(), shape.arrange(v))));
                Json::Object(ours.chain(super::others(json, &names)).collect())
            }
            _ => json.clone(),
        }
    }
}

/// Digits, at most one point between digits, perhaps a minus before.
fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or_else(|| digits(text), |(whole, fraction)| digits(whole) && digits(fraction))
}

#[cfg(test)]
mod tests {
    #[test]
    fn decimals_are_plain() {
        for (text, is) in
            [("1200000.000", true), ("0", true), ("-5.5", true), ("1e3", false), (".5", false), ("5.", false), ("٥", false)]
        {
            assert_eq!(super::is_decimal(text), is, "{text}");
        }
    }

    #[test]
    fn members_come_in_our_order_at_every_depth_and_strange_ones_behind() {
        use super::{Json, Shape};
        static INNER: Shape = Shape::Object(&[("a", Shape::Any), ("b", Shape::Any)]);
        static SHAPE: Shape = Shape::Object(&[("list", Shape::List(&INNER)), ("map", Shape::Map(&INNER)), ("text", Shape::Text)]);
        let json = Json::parse(r#"{"text":"t","x":1,"map":{"z":{"b":1,"y":3,"a":2},"c":5},"list":[{"b":1,"a":2},7]}"#).unwrap();
        assert_eq!(
            SHAPE.arrange(&json).to_line(),
            r#"{"list":[{"a":2,"b":1},7],"map":{"z":{"a":2,"b":1,"y":3},"c":5},"text":"t","x":1}"#
        );
    }
}
