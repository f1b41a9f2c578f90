//! Days to remember as a calendar file (RFC 5545): what is due, and a yearly review.

use crate::document::json::Json;
use ics::properties::{Description, DtEnd, DtStart, RRule, Summary, Transp};
use ics::{Event, ICalendar, escape_text, parameters};

/// A day to remember.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// An id that is the same whenever the file is made, so that a calendar brings its entry up to date.
    pub id: String,
    /// The day, YYYY-MM-DD.
    pub day: String,
    /// What it is about.
    pub title: String,
    /// More about it.
    pub about: String,
    /// Whether it comes back each year.
    pub is_yearly: bool,
}

/// Days as text, with the time at which the file is made (RFC 3339 in UTC, to the second).
pub fn to_json(days: &[Day], now: &str) -> String {
    let one = |day: &Day| {
        Json::object([
            ("id", Json::text(&day.id)),
            ("day", Json::text(&day.day)),
            ("title", Json::text(&day.title)),
            ("about", Json::text(&day.about)),
            ("yearly", Json::Bool(day.is_yearly)),
        ])
    };
    Json::object([("now", Json::text(now)), ("days", Json::List(days.iter().map(one).collect()))]).to_line()
}

/// The calendar of days given as text; `None` when they are none.
pub fn from_json(text: &str) -> Option<String> {
    let json = Json::parse(text).ok()?;
    let get = |json: &Json, name: &str| json.get(name).and_then(Json::as_text).unwrap_or_default().to_string();
    let days = json.get("days")?.items().iter().map(|day| Day {
        id: get(day, "id"),
        day: get(day, "day"),
        title: get(day, "title"),
        about: get(day, "about"),
        is_yearly: day.get("yearly") == Some(&Json::Bool(true)),
    });
    Some(calendar(&days.collect::<Vec<Day>>(), &get(&json, "now")))
}

/// Digits of a time stamp as calendars write them: 20261122T100000Z.
fn stamp(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

/// The day after, so that an entry takes one whole day.
fn day_after(day: &str) -> String {
    let part = |from: usize, to: usize| day.get(from..to).and_then(|p| p.parse::<u32>().ok()).unwrap_or(1);
    let (year, month, date) = (part(0, 4), part(5, 7), part(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, date) = match (date < length, month < 12) {
        (true, _) => (year, month, date + 1),
        (false, true) => (year, month + 1, 1),
        (false, false) => (year + 1, 1, 1),
    };
    format!("{year:04}{month:02}{date:02}")
}

/// A text in one logical line.
fn line(text: &str) -> String {
    escape_text(super::clean(text)).into_owned()
}

/// The calendar's text.
pub fn calendar(days: &[Day], now: &str) -> String {
    let mut calendar = ICalendar::new("2.0", "-//Tafwid//Tafwid//EN");
    for day in days.iter().filter(|day| crate::document::time::is_date(&day.day)) {
        let whole_day = || parameters!("VALUE" => "DATE");
        let mut start = DtStart::new(stamp(&day.day));
        start.append(whole_day());
        let mut end = DtEnd::new(day_after(&day.day));
        end.append(whole_day());
        let mut event = Event::new(line(&format!("{}@tafwid", day.id)), stamp(now));
        event.push(start);
        event.push(end);
        event.push(Summary::new(line(&day.title)));
        if !day.about.is_empty() {
            event.push(Description::new(line(&day.about)));
        }
        if day.is_yearly {
            event.push(RRule::new("FREQ=YEARLY"));
        }
        event.push(Transp::transparent());
        calendar.add_event(event);
    }
    calendar.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_takes_one_whole_day() {
        for (day, after) in [
            ("2027-01-31", "20270201"),
            ("2027-12-31", "20280101"),
            ("2028-02-28", "20280229"),
            ("2027-02-28", "20270301"),
            ("2027-05-01", "20270502"),
        ] {
            assert_eq!(day_after(day), after);
        }
    }

    #[test]
    fn what_was_typed_cannot_add_lines() {
        let evil = "Ask\r\nEND:VEVENT\r\nBEGIN:VALARM; \\, \u{0}\u{202E}x 🙂 ".repeat(20);
        let day = |day: &str| Day { id: "1".into(), day: day.into(), title: evil.clone(), about: evil.clone(), is_yearly: true };
        let days = [day("2027-01-31"), day("2027-02-30"), day("")];
        let text = from_json(&to_json(&days, "2026-11-22T10:00:00Z")).unwrap();
        assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{text}");
        assert_eq!(text.matches("\r\nEND:VEVENT\r\n").count(), 1);
        assert!(!text.contains("\r\nBEGIN:VALARM"));
        // The library folds after 75 bytes without the blank that marks a continuation.
        assert!(text.split("\r\n").all(|line| line.len() <= 76), "lines are folded");
        assert!(text.contains("DTSTART;VALUE=DATE:20270131\r\n") && text.contains("DTSTAMP:20261122T100000Z\r\n"), "{text}");
        assert_eq!(from_json("[]"), None);
    }
}
