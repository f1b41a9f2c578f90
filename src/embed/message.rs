//! The messages between a host and a widget, version 1. Each is one line of JSON over the channel that the handshake opened;
//! `public/embed/element.js` is the other end, and `public/embed/boot.js` opens the channel and tells the height.

use super::kind::Kind;
use super::settings::{Complaint, QUERY_LIMIT};
use crate::document::SIZE_LIMIT;
use crate::document::json::Json;

/// The protocol's version.
pub const VERSION: usize = 1;

/// What a host may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Other settings, as an address's parameters.
    Set(String),
    /// Begin anew.
    Reset,
    /// Whether the host would like to have the result.
    Request(bool),
    /// Show the readiness of this file.
    Show(String),
}

/// Why an order was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Longer than any message can be.
    TooLong,
    /// Not a message of this protocol.
    Unreadable,
    /// A message of another version.
    OtherVersion,
    /// No such message.
    Unknown,
}

impl Refusal {
    /// The id in messages.
    pub const fn id(self) -> &'static str {
        ["too_long", "unreadable", "other_version", "unknown"][self as usize]
    }
}

impl Order {
    /// Reads a message from a host.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn read(text: &str) -> Result<Order, Refusal> {
        // Quotes and line ends of a file are written as two characters within a message.
        if text.len() > 2 * SIZE_LIMIT {
            return Err(Refusal::TooLong);
        }
        let json = Json::parse(text).map_err(|_| Refusal::Unreadable)?;
        let get = |name: &str| json.get(name).and_then(Json::as_text);
        let kind = get("type").ok_or(Refusal::Unreadable)?;
        match json.get("v").and_then(|v| v.as_whole(u32::MAX)).map(|v| v as usize) {
            Some(VERSION) => {}
            Some(_) => return Err(Refusal::OtherVersion),
            None => return Err(Refusal::Unreadable),
        }
        match kind {
            "set" => match get("query").ok_or(Refusal::Unreadable)? {
                query if query.len() > 4 * QUERY_LIMIT => Err(Refusal::TooLong),
                query => Ok(Order::Set(query.into())),
            },
            "reset" => Ok(Order::Reset),
            "request" => Ok(Order::Request(get("what") == Some("result"))),
            "show" => match get("file").ok_or(Refusal::Unreadable)? {
                file if file.len() > SIZE_LIMIT => Err(Refusal::TooLong),
                file => Ok(Order::Show(file.into())),
            },
            _ => Err(Refusal::Unknown),
        }
    }
}

/// What a widget tells its host. No answer is ever in it, but in a result that the visitor has agreed to hand over.
#[derive(Clone, Debug, PartialEq)]
pub enum Message<'a> {
    /// It stands, with what was wrong with the settings.
    Ready(Kind, &'a str, &'a [Complaint]),
    /// How far the visitor is, in hundredths.
    Progress(usize),
    /// The visitor has come to the end.
    Complete,
    /// An order was not taken, or what it brought could not be read.
    Error(&'a str),
    /// What the visitor hands over.
    Result(&'a Json),
}

impl Message<'_> {
    /// As it is sent.
    pub fn to_line(&self) -> String {
        let (kind, more) = match self {
            Message::Ready(kind, lang, complaints) => {
                let complaints = Json::List(complaints.iter().map(Complaint::to_json).collect());
                ("ready", vec![("kind", Json::text(kind.id())), ("lang", Json::text(*lang)), ("complaints", complaints)])
            }
            Message::Progress(share) => ("progress", vec![("share", Json::whole(*share))]),
            Message::Complete => ("complete", vec![]),
            Message::Error(code) => ("error", vec![("code", Json::text(*code))]),
            Message::Result(result) => ("result", vec![("result", (*result).clone())]),
        };
        let head = [("v", Json::whole(VERSION)), ("type", Json::text(kind))];
        Json::object(head.into_iter().chain(more)).to_line()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn orders_are_read() {
        for (text, order) in [
            (r#"{"v":1,"type":"set","query":"lang=ar"}"#, Order::Set("lang=ar".into())),
            (r#"{"v":1,"type":"reset","more":[1]}"#, Order::Reset),
            (r#"{"v":1,"type":"request","what":"result"}"#, Order::Request(true)),
            (r#"{"v":1,"type":"request","what":"answers"}"#, Order::Request(false)),
            (r#"{"v":1,"type":"request"}"#, Order::Request(false)),
            (r#"{"v":1,"type":"show","file":"{}"}"#, Order::Show("{}".into())),
        ] {
            assert_eq!(Order::read(text), Ok(order), "{text}");
        }
    }

    #[test]
    fn what_is_no_order_is_refused() {
        let long = |n: usize| format!(r#"{{"v":1,"type":"set","query":"{}"}}"#, "x".repeat(n));
        for (text, refusal) in [
            (String::new(), Refusal::Unreadable),
            ("[]".into(), Refusal::Unreadable),
            (r#"{"type":"reset"}"#.into(), Refusal::Unreadable),
            (r#"{"v":"1","type":"reset"}"#.into(), Refusal::Unreadable),
            (r#"{"v":2,"type":"reset"}"#.into(), Refusal::OtherVersion),
            (r#"{"v":1,"type":"answers"}"#.into(), Refusal::Unknown),
            (r#"{"v":1,"type":"set"}"#.into(), Refusal::Unreadable),
            (r#"{"v":1,"type":"set","query":1}"#.into(), Refusal::Unreadable),
            (long(1 << 15), Refusal::TooLong),
            (long(2 * SIZE_LIMIT), Refusal::TooLong),
        ] {
            assert_eq!(Order::read(&text), Err(refusal), "{}", &text[..text.len().min(60)]);
        }
    }

    #[test]
    fn messages_are_one_line_with_version_and_type() {
        let complaint = Complaint {
            setting: "theme".into(),
            given: "a\"b".into(),
            fault: super::super::settings::Fault::Invalid,
            used: "auto".into(),
        };
        for message in [
            Message::Ready(Kind::QuickCheck, "ar", &[complaint]),
            Message::Progress(40),
            Message::Complete,
            Message::Error("unknown"),
            Message::Result(&Json::Null),
        ] {
            let line = message.to_line();
            let json = Json::parse(&line).unwrap();
            assert!(!line.contains('\n'));
            assert_eq!(json.get("v").and_then(|v| v.as_whole(9)), Some(VERSION as u32));
            assert!(json.get("type").and_then(Json::as_text).is_some());
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_is_survived(text in "\\PC*") {
            let _ = Order::read(&text);
        }
    }
}
