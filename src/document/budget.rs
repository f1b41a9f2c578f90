//! The budget, as it is written into an assessment. Only what is changed is written: amounts keep the text in which they were found
//! until another one is given, and members that are not ours stay. What cannot be read is kept until it is written anew.

use super::assessment::Document;
use super::json::Json;
use crate::domain::budget::{Budget, Given, Line, Recurs, Share};
use crate::domain::money::Decimal;

/// What was taken out, and where [`Document::put_back`] puts it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The line's place in the list.
    pub line: usize,
    /// The share's place in that line, if it was a share.
    pub share: Option<usize>,
    json: Json,
}

/// A change of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum LineChange<'a> {
    Title(&'a str),
    Amount(Option<Decimal>),
    Recurs(Recurs),
}

/// A change of a share.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum ShareChange<'a> {
    Who(&'a str),
    Percent(Option<Decimal>),
}

fn text(json: &Json, name: &str) -> String {
    json.get(name).and_then(Json::as_text).unwrap_or_default().into()
}

fn given(json: Option<&Json>, read: fn(&str) -> Option<Decimal>) -> Given {
    match json {
        None | Some(Json::Null) => Given::Nothing,
        Some(Json::Text(text)) => read(text).map_or_else(|| Given::Unreadable(text.clone()), Given::Is),
        Some(other) => Given::Unreadable(other.to_line()),
    }
}

/// Objects of a list with their places, and how many items are none.
fn objects(list: Option<&Json>) -> (Vec<(usize, &Json)>, usize) {
    let items = list.map(Json::items).unwrap_or_default();
    let found: Vec<(usize, &Json)> = items.iter().enumerate().filter(|(_, json)| matches!(json, Json::Object(_))).collect();
    let is_list = list.is_none_or(|json| matches!(json, Json::List(_)));
    let strange = items.len() - found.len() + usize::from(!is_list);
    (found, strange)
}

fn read_line(at: usize, json: &Json) -> (Line, usize) {
    let (shares, strange) = objects(json.get("shares"));
    let share = |(at, json): (usize, &Json)| Share {
        at,
        who: text(json, "who"),
        percent: given(json.get("percent"), Decimal::percent_from_file),
    };
    let recurs = match json.get("recurs") {
        None => Some(Recurs::default()),
        Some(found) => found.as_text().and_then(Recurs::from_id),
    };
    let line = Line {
        at,
        id: text(json, "id"),
        title: text(json, "title"),
        amount: given(json.get("amount"), Decimal::from_file),
        recurs,
        shares: shares.into_iter().map(share).collect(),
    };
    (line, strange)
}

/// Writes a member of an object, or takes it out.
fn put(json: &mut Json, name: &str, value: Option<Json>) {
    let mut members = json.members().to_vec();
    match (members.iter_mut().find(|(n, _)| n == name), value) {
        (Some(member), Some(value)) => member.1 = value,
        (Some(_), None) => members.retain(|(n, _)| n != name),
        (None, Some(value)) => members.push((name.into(), value)),
        (None, None) => {}
    }
    *json = Json::Object(members);
}

/// Writes a number, unless it stands there already in whatever form.
fn put_number(json: &mut Json, name: &str, value: Option<Decimal>, places: u32) {
    let before = given(json.get(name), Decimal::from_file);
    if matches!(before, Given::Unreadable(_)) || before.read() != value {
        put(json, name, value.map(|v| Json::text(v.to_text(places))));
    }
}

fn list(json: &Json, name: &str) -> Vec<Json> {
    json.get(name).map(Json::items).unwrap_or_default().to_vec()
}

/// Changes an item of a list that is a member; nothing happens where there is none.
fn change_item(json: &mut Json, name: &str, at: usize, change: impl FnOnce(&mut Json)) {
    let mut items = list(json, name);
    if let Some(item) = items.get_mut(at) {
        change(item);
        put(json, name, Some(Json::List(items)));
    }
}

fn remove_item(json: &mut Json, name: &str, at: usize) -> Option<Json> {
    let mut items = list(json, name);
    let removed = (at < items.len()).then(|| items.remove(at))?;
    put(json, name, Some(Json::List(items)));
    Some(removed)
}

fn insert_item(json: &mut Json, name: &str, at: usize, item: Json) -> usize {
    let mut items = list(json, name);
    let at = at.min(items.len());
    items.insert(at, item);
    put(json, name, Some(Json::List(items)));
    at
}

impl Document {
    /// The budget.
    pub fn budget(&self) -> Budget {
        let Some(json) = self.part("budget") else { return Budget::default() };
        let (lines, mut strange) = objects(json.get("lines"));
        strange += usize::from(!matches!(json, Json::Object(_)));
        let lines = lines.into_iter().map(|(at, json)| {
            let (line, more) = read_line(at, json);
            strange += more;
            line
        });
        let lines: Vec<Line> = lines.collect();
        let ways = json.get("options").map(Json::items).unwrap_or_default().iter().filter_map(Json::as_text);
        Budget {
            currency: text(json, "currency"),
            reference: given(json.get("reference"), Decimal::from_file),
            lines,
            ways: ways.map(String::from).collect(),
            strange,
        }
    }

    fn change_budget<T>(&mut self, now: &str, change: impl FnOnce(&mut Json) -> T) -> T {
        let found = self.part("budget").cloned().unwrap_or(Json::Object(Vec::new()));
        let mut json = match found {
            Json::Object(_) => found,
            // No budget, yet something: it is kept beside what is written.
            other => Json::object([("unreadable", other)]),
        };
        let begun = json.clone();
        let result = change(&mut json);
        if json != begun {
            self.set_part("budget", json, now);
        }
        result
    }

    fn change_line_json(&mut self, line: usize, now: &str, change: impl FnOnce(&mut Json)) {
        self.change_budget(now, |budget| change_item(budget, "lines", line, change));
    }

    /// Whether a currency was chosen, be it that there is none.
    pub fn has_currency(&self) -> bool {
        self.part("budget").is_some_and(|json| json.get("currency").is_some())
    }

    /// Chooses the currency. Amounts stay as they are: nothing is converted.
    pub fn set_currency(&mut self, code: &str, now: &str) {
        self.change_budget(now, |budget| {
            if budget.get("currency").and_then(Json::as_text) != Some(code) {
                put(budget, "currency", Some(Json::text(code)));
            }
        });
    }

    /// Says what the costs are compared with.
    pub fn set_reference(&mut self, amount: Option<Decimal>, now: &str) {
        let places = self.budget().decimals();
        self.change_budget(now, |budget| put_number(budget, "reference", amount, places));
    }

    /// Notes a way to find the money, or takes it back.
    pub fn set_way(&mut self, id: &str, is_chosen: bool, now: &str) {
        self.change_budget(now, |budget| {
            let mut ways = list(budget, "options");
            let is_it = |json: &Json| json.as_text() == Some(id);
            match (is_chosen, ways.iter().any(is_it)) {
                (true, false) => ways.push(Json::text(id)),
                (false, true) => ways.retain(|json| !is_it(json)),
                _ => return,
            }
            put(budget, "options", Some(Json::List(ways)));
        });
    }

    /// Adds an empty line at the end; gives back its place.
    pub fn add_line(&mut self, id: &str, now: &str) -> usize {
        let line = [
            ("id", Json::text(id)),
            ("title", Json::text("")),
            ("recurs", Json::text(Recurs::default().id())),
            ("shares", Json::List(Vec::new())),
        ];
        self.change_budget(now, |budget| insert_item(budget, "lines", usize::MAX, Json::object(line)))
    }

    /// Changes a line.
    pub fn change_line(&mut self, line: usize, change: LineChange, now: &str) {
        let places = self.budget().decimals();
        self.change_line_json(line, now, |json| match change {
            LineChange::Title(title) if text(json, "title") != title => put(json, "title", Some(Json::text(title))),
            LineChange::Title(_) => {}
            LineChange::Amount(amount) => put_number(json, "amount", amount, places),
            LineChange::Recurs(recurs) => put(json, "recurs", Some(Json::text(recurs.id()))),
        });
    }

    /// Takes a line out; gives back what undoes that.
    pub fn remove_line(&mut self, line: usize, now: &str) -> Option<Taken> {
        let json = self.change_budget(now, |budget| remove_item(budget, "lines", line))?;
        Some(Taken { line, share: None, json })
    }

    /// Adds an empty share to a line, at the end; gives back its place.
    pub fn add_share(&mut self, line: usize, now: &str) -> usize {
        let mut at = 0;
        let share = Json::object([("who", Json::text(""))]);
        self.change_line_json(line, now, |json| at = insert_item(json, "shares", usize::MAX, share));
        at
    }

    /// Changes a share of a line.
    pub fn change_share(&mut self, line: usize, share: usize, change: ShareChange, now: &str) {
        self.change_line_json(line, now, |json| {
            change_item(json, "shares", share, |json| match change {
                ShareChange::Who(who) if text(json, "who") != who => put(json, "who", Some(Json::text(who))),
                ShareChange::Who(_) => {}
                ShareChange::Percent(percent) => put_number(json, "percent", percent, 0),
            });
        });
    }

    /// Takes a share out of a line; gives back what undoes that.
    pub fn remove_share(&mut self, line: usize, share: usize, now: &str) -> Option<Taken> {
        let mut taken = None;
        self.change_line_json(line, now, |json| taken = remove_item(json, "shares", share));
        taken.map(|json| Taken { line, share: Some(share), json })
    }

    /// Puts back what was taken out, where it was.
    pub fn put_back(&mut self, taken: Taken, now: &str) {
        let Taken { line, share, json } = taken;
        match share {
            None => {
                self.change_budget(now, |budget| insert_item(budget, "lines", line, json));
            }
            Some(at) => self.change_line_json(line, now, |of| {
                insert_item(of, "shares", at, json);
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::from_bytes;
    use crate::domain::budget::summary;
    use proptest::prelude::*;

    const NOW: &str = "2026-11-22T10:00:00Z";
    const LATER: &str = "2026-11-23T10:00:00Z";

    fn document() -> Document {
        Document::new("00000000-0000-4000-8000-000000000001", "", "en", NOW)
    }

    fn with_budget(budget: &str) -> Document {
        let file = document().to_file().replace("\"answers\"", &format!("\"budget\": {budget}, \"answers\""));
        from_bytes(file.as_bytes()).unwrap().0
    }

    fn budget_of(document: &Document) -> String {
        document.to_json().get("budget").map(Json::to_line).unwrap_or_default()
    }

    fn of(text: &str) -> Decimal {
        Decimal::from_file(text).unwrap()
    }

    #[test]
    fn a_budget_is_read_as_it_was_written() {
        let mut document = document();
        assert_eq!(document.budget(), Budget::default());
        document.set_currency("JOD", NOW);
        document.set_reference(Some(of("1200000")), NOW);
        let line = document.add_line("l1", NOW);
        document.change_line(line, LineChange::Title("تدريب"), NOW);
        document.change_line(line, LineChange::Amount(Some(of("15000"))), NOW);
        document.change_line(line, LineChange::Recurs(Recurs::Yearly), NOW);
        let share = document.add_share(line, NOW);
        document.change_share(line, share, ShareChange::Who("City"), NOW);
        document.change_share(line, share, ShareChange::Percent(Some(of("62.5"))), NOW);
        document.set_way("grants_scheme", true, NOW);
        assert_eq!(
            budget_of(&document),
            r#"{"currency":"JOD","reference":"1200000.000","lines":[{"id":"l1","title":"تدريب","amount":"15000.000","recurs":"yearly","shares":[{"who":"City","percent":"62.5"}]}],"options":["grants_scheme"]}"#
        );
        let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        assert_eq!(read.budget(), document.budget());
        assert_eq!(read.to_file(), document.to_file());
        document.change_line(line, LineChange::Amount(None), NOW);
        document.change_share(line, share, ShareChange::Percent(None), NOW);
        document.set_reference(None, NOW);
        document.set_way("grants_scheme", false, NOW);
        assert_eq!(
            budget_of(&document),
            r#"{"currency":"JOD","lines":[{"id":"l1","title":"تدريب","recurs":"yearly","shares":[{"who":"City"}]}],"options":[]}"#
        );
        assert!(from_bytes(document.to_file().as_bytes()).unwrap().1.is_empty());
    }

    #[test]
    fn another_currency_changes_no_amount() {
        let before = r#"{"currency":"JOD","reference":"7.125","lines":[{"id":"a","amount":"1.125"}]}"#;
        let mut document = with_budget(before);
        assert!(document.has_currency() && !with_budget("{}").has_currency());
        document.set_currency("JPY", NOW);
        assert_eq!(budget_of(&document), before.replace("JOD", "JPY"));
        assert_eq!(summary(&document.budget()).total.once, of("1.125"));
    }

    #[test]
    fn what_is_not_ours_and_what_cannot_be_read_stays() {
        let strange = r#"{"currency":"JOD","reference":"1,5","lines":[7,{"id":"a","title":3,"amount":15,"recurs":"monthly","shares":[null,{"who":"X","percent":"60","agreed":true},{"who":"Y","percent":"120"}],"code":"7-2"},{"amount":"2.50","recurs":"once","shares":[]}],"options":["grants_scheme","lottery",1],"rate":-0}"#;
        let mut document = with_budget(strange);
        let budget = document.budget();
        assert_eq!(budget.reference, Given::Unreadable("1,5".into()));
        assert_eq!(budget.lines.iter().map(|l| l.at).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(budget.line(1).unwrap().amount, Given::Unreadable("15".into()));
        assert_eq!(budget.line(1).unwrap().recurs, None);
        assert_eq!(budget.line(1).unwrap().shares.iter().map(|s| s.at).collect::<Vec<_>>(), [1, 2]);
        // The item 7, the share null, the reference, the amount, how often, and 120 percent.
        assert_eq!(summary(&budget).unreadable, 6);
        assert_eq!(summary(&budget).total.once, of("2.5"));
        // The same value in another form writes nothing; another one writes its member alone.
        document.change_line(2, LineChange::Amount(Some(of("2.5"))), LATER);
        document.change_share(1, 1, ShareChange::Percent(Some(of("60.0"))), LATER);
        document.change_line(9, LineChange::Title("nowhere"), LATER);
        document.change_share(1, 9, ShareChange::Who("nobody"), LATER);
        assert_eq!((budget_of(&document), document.updated.as_str()), (strange.to_string(), NOW));
        document.change_share(1, 1, ShareChange::Who("Z"), LATER);
        document.change_line(1, LineChange::Amount(Some(of("15"))), LATER);
        document.set_way("in_kind", true, LATER);
        let changed = strange
            .replace(r#""who":"X""#, r#""who":"Z""#)
            .replace(r#""amount":15,"#, r#""amount":"15.000","#)
            .replace(r#""lottery",1"#, r#""lottery",1,"in_kind""#);
        assert_eq!((budget_of(&document), document.updated.as_str()), (changed, LATER));
    }

    #[test]
    fn parts_of_a_wrong_type_are_said_and_kept() {
        for (strange, count) in [("[]", 1), ("5", 1), (r#"{"lines":"none"}"#, 1), (r#"{"lines":[{"shares":{}}]}"#, 1)] {
            let document = with_budget(strange);
            assert_eq!(summary(&document.budget()).unreadable, count, "{strange}");
            assert_eq!(budget_of(&document), strange);
        }
    }

    #[test]
    fn what_is_taken_out_comes_back_to_its_place() {
        let mut document = with_budget(
            r#"{"lines":[{"id":"a"},{"id":"b","shares":[{"who":"X","x":1},{"who":"Y"},{"who":"Z"}]},{"id":"c"}],"later":1}"#,
        );
        let before = document.to_file();
        let share = document.remove_share(1, 0, NOW).unwrap();
        assert_eq!(document.budget().line(1).unwrap().shares.len(), 2);
        let line = document.remove_line(1, NOW).unwrap();
        assert_eq!(document.budget().lines.len(), 2);
        document.put_back(line, NOW);
        document.put_back(share, NOW);
        assert_eq!(document.to_file(), before);
        assert_eq!(document.remove_line(9, NOW), None);
        assert_eq!(document.remove_share(0, 0, NOW), None);
        assert_eq!(document.to_file(), before);
    }

    fn any_number() -> impl Strategy<Value = Option<Decimal>> {
        prop::option::of("[0-9]{1,18}\\.[0-9]{1,6}".prop_map(|text| of(&text)))
    }

    proptest! {
        #[test]
        fn what_is_given_is_what_is_read_after_a_file(
            amounts in prop::collection::vec(any_number(), 0..6),
            reference in any_number(),
            currency in prop::sample::select(vec!["", "JOD", "JPY", "EUR"]),
        ) {
            let mut document = document();
            document.set_currency(currency, NOW);
            document.set_reference(reference, NOW);
            for amount in &amounts {
                let at = document.add_line("x", NOW);
                document.change_line(at, LineChange::Amount(*amount), NOW);
            }
            let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
            prop_assert!(complaints.is_empty());
            prop_assert_eq!(read.to_file(), document.to_file());
            let found: Vec<Option<Decimal>> = read.budget().lines.iter().map(|l| l.amount.read()).collect();
            prop_assert_eq!(found, amounts.clone());
            prop_assert_eq!(read.budget().reference.read(), reference);
            prop_assert_eq!(summary(&read.budget()).total.once, amounts.into_iter().flatten().sum::<Decimal>());
        }
    }

    #[test]
    fn a_text_that_is_nothing_as_before_is_not_written() {
        let mut document = with_budget(r#"{"lines": [{"amount": "5", "shares": [{"percent": "10"}]}]}"#);
        let before = budget_of(&document);
        document.change_line(0, LineChange::Title(""), LATER);
        document.change_share(0, 0, ShareChange::Who(""), LATER);
        assert_eq!(budget_of(&document), before);
    }
}
