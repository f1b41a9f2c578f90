//! The user's own hand in the selectors and the readiness figures, as it is written into an assessment: how much a criterion or a
//! dimension counts, and cells that were overruled with a reason. What was found in the file and is not touched stays as it was.

use super::assessment::Document;
use super::json::Json;
use crate::domain::instrument::Dimension;
use crate::domain::selector::Override;

/// An overruled cell, by the ids in files, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Overruled {
    /// The alternative.
    pub alternative: String,
    /// The criterion.
    pub criterion: String,
    /// The performance instead, 0..=1.
    pub value: f64,
    /// Why.
    pub reason: String,
}

impl Overruled {
    fn read(cell: &Json) -> Option<Overruled> {
        let text = |name: &str| cell.get(name).and_then(Json::as_text).unwrap_or_default().to_string();
        let value = cell.get("value").and_then(Json::as_decimal).filter(|v| (0.0..=1.0).contains(v))?;
        let found = Overruled { alternative: text("alternative"), criterion: text("criterion"), value, reason: text("reason") };
        (!found.reason.trim().is_empty()).then_some(found)
    }

    fn is_of(cell: &Json, alternative: &str, criterion: &str) -> bool {
        let is = |name: &str, id: &str| cell.get(name).and_then(Json::as_text) == Some(id);
        is("alternative", alternative) && is("criterion", criterion)
    }

    /// The cell by places in a table, where it has them.
    pub fn placed(&self, alternatives: &[&str], criteria: &[&str]) -> Option<Override> {
        let place = |ids: &[&str], id: &str| ids.iter().position(|x| *x == id);
        let (alternative, criterion) = (place(alternatives, &self.alternative)?, place(criteria, &self.criterion)?);
        Some(Override { alternative, criterion, value: self.value })
    }
}

/// Puts a member into an object, or takes it out.
fn put(members: &mut Vec<(String, Json)>, name: &str, value: Option<Json>) {
    match (members.iter().position(|(n, _)| n == name), value) {
        (Some(at), Some(value)) => {
            if let Some(member) = members.get_mut(at) {
                member.1 = value;
            }
        }
        (None, Some(value)) => members.push((name.into(), value)),
        (Some(at), None) => {
            members.remove(at);
        }
        (None, None) => {}
    }
}

fn members(json: Option<&Json>) -> Vec<(String, Json)> {
    json.map(Json::members).unwrap_or_default().to_vec()
}

impl Document {
    /// How much a criterion of a selector counts: 0 ignored, 1 less, 2 normal (the default, which is not written), 3 more.
    pub fn set_importance(&mut self, selector: &str, criterion: &str, importance: u8, now: &str) {
        let mut all = members(self.part("importance"));
        let mut own = members(all.iter().find(|(n, _)| n == selector).map(|(_, json)| json));
        put(&mut own, criterion, (importance != 2).then(|| Json::whole(importance.min(3).into())));
        put(&mut all, selector, Some(Json::Object(own)));
        self.set_part("importance", Json::Object(all), now);
    }

    /// How much a dimension counts in the overall readiness, 0..=3; 1 is the default, which is not written.
    pub fn set_weight(&mut self, dimension: Dimension, weight: u8, now: &str) {
        let mut all = members(self.part("dimension_weights"));
        put(&mut all, dimension.id(), (weight != 1).then(|| Json::whole(weight.min(3).into())));
        self.set_part("dimension_weights", Json::Object(all), now);
    }

    /// The cells of a selector that are overruled with a reason; of several for one cell the last counts.
    pub fn overruled(&self, selector: &str) -> Vec<Overruled> {
        let cells = self.part("overrides").and_then(|o| o.get(selector)).map(Json::items).unwrap_or_default();
        let mut found: Vec<Overruled> = Vec::new();
        for cell in cells.iter().filter_map(Overruled::read) {
            found.retain(|f| (&f.alternative, &f.criterion) != (&cell.alternative, &cell.criterion));
            found.push(cell);
        }
        found
    }

    /// Overrules a cell of a selector in place of what it was overruled with before.
    pub fn overrule(&mut self, selector: &str, cell: &Overruled, now: &str) {
        self.change_overrides(selector, &cell.alternative, &cell.criterion, Some(cell), now);
    }

    /// Takes back what a cell of a selector was overruled with.
    pub fn restore(&mut self, selector: &str, alternative: &str, criterion: &str, now: &str) {
        self.change_overrides(selector, alternative, criterion, None, now);
    }

    fn change_overrides(&mut self, selector: &str, alternative: &str, criterion: &str, cell: Option<&Overruled>, now: &str) {
        let mut all = members(self.part("overrides"));
        let before = all.iter().find(|(n, _)| n == selector).map(|(_, json)| json.items().to_vec()).unwrap_or_default();
        let mut cells: Vec<Json> = before.into_iter().filter(|c| !Overruled::is_of(c, alternative, criterion)).collect();
        cells.extend(cell.map(|cell| {
            Json::object([
                ("alternative", Json::text(&cell.alternative)),
                ("criterion", Json::text(&cell.criterion)),
                ("value", Json::number(cell.value)),
                ("reason", Json::text(&cell.reason)),
            ])
        }));
        put(&mut all, selector, Some(Json::List(cells)));
        self.set_part("overrides", Json::Object(all), now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::assessment::from_bytes;
    use crate::domain::frameworks::Frameworks;

    const NOW: &str = "2026-11-22T10:00:00Z";

    fn document() -> Document {
        Document::new("00000000-0000-4000-8000-000000000001", "", "en", NOW)
    }

    fn reread(document: &Document) -> Document {
        let (read, complaints) = from_bytes(document.to_file().as_bytes()).unwrap();
        assert!(complaints.is_empty(), "{complaints:?}");
        read
    }

    fn cell(value: f64, reason: &str) -> Overruled {
        Overruled { alternative: "pcve".into(), criterion: "data".into(), value, reason: reason.into() }
    }

    #[test]
    fn what_is_written_is_read_and_counts() {
        let mut document = document();
        document.set_importance("framework", "label_safety", 3, NOW);
        document.set_importance("framework", "data", 0, NOW);
        document.set_importance("framework", "data", 2, NOW);
        document.set_weight(Dimension::Resources, 2, NOW);
        document.overrule("framework", &cell(0.25, "first"), NOW);
        document.overrule("framework", &cell(0.75, "agreed in June"), NOW);
        let read = reread(&document);
        let preferences = read.preferences("framework", Frameworks);
        assert_eq!(preferences.importance, [(4, 3)]);
        assert_eq!(preferences.overrides, [Override { alternative: 3, criterion: 6, value: 0.75 }]);
        assert_eq!(read.weights()[Dimension::Resources as usize], 2);
        assert_eq!(read.overruled("framework"), [cell(0.75, "agreed in June")]);
        assert_eq!(read.to_file(), document.to_file());
    }

    #[test]
    fn what_is_taken_back_is_gone_and_the_rest_stays() {
        let file = document().to_file().replace(
            "\"answers\"",
            "\"overrides\": {\"framework\": [{\"alternative\": \"x\"}, 5], \"institution\": []}, \"answers\"",
        );
        let (mut document, _) = from_bytes(file.as_bytes()).unwrap();
        document.overrule("framework", &cell(1.0, "why"), NOW);
        document.restore("framework", "pcve", "data", NOW);
        assert!(document.overruled("framework").is_empty());
        let text = document.to_file();
        assert!(text.contains("\"alternative\": \"x\"") && text.contains('5') && text.contains("institution"));
    }

    #[test]
    fn a_cell_is_one_of_both_its_alternative_and_its_criterion() {
        let mut document = document();
        let of = |alternative: &str, criterion: &str, value: f64| Overruled {
            alternative: alternative.into(),
            criterion: criterion.into(),
            value,
            reason: "why".into(),
        };
        let all = [of("pcve", "data", 0.25), of("pcve", "funding", 0.5), of("safeguarding", "data", 0.75)];
        all.iter().for_each(|cell| document.overrule("framework", cell, NOW));
        assert_eq!(document.overruled("framework"), all);
        document.restore("framework", "pcve", "data", NOW);
        assert_eq!(document.overruled("framework"), all[1..]);
        let (rows, columns) = (["safeguarding", "pcve"], ["funding", "data"]);
        let placed = |cell: &Overruled| cell.placed(&rows, &columns);
        assert_eq!(placed(&all[0]), Some(Override { alternative: 1, criterion: 1, value: 0.25 }));
        assert_eq!(placed(&all[1]), Some(Override { alternative: 1, criterion: 0, value: 0.5 }));
        assert_eq!(placed(&of("pcve", "luck", 1.0)), None);
        // Of several for one cell in a file the last counts.
        let cells: Vec<String> = [0.5, 1.0]
            .iter()
            .map(|value| format!(r#"{{"alternative":"pcve","criterion":"data","value":{value},"reason":"r"}}"#))
            .collect();
        let file = Document::new("00000000-0000-4000-8000-000000000001", "", "en", NOW)
            .to_file()
            .replace("\"answers\"", &format!("\"overrides\": {{\"framework\": [{}]}}, \"answers\"", cells.join(",")));
        let read = from_bytes(file.as_bytes()).unwrap().0;
        assert_eq!(read.overruled("framework").iter().map(|c| c.value).collect::<Vec<_>>(), [1.0]);
    }
}
