//! Charts: figures and their labels in, the option of an ECharts chart out. The page hands a [`Picture`] over as text; the lazy program
//! `src/bin/charts.rs` makes the option of it, with the page's colours.

#[cfg(feature = "app")]
pub mod draw;

use crate::document::json::Json;

/// A range in hundredths under a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// What it is of.
    pub name: String,
    /// The lowest, 0..=100.
    pub low: f64,
    /// The highest, 0..=100.
    pub high: f64,
}

/// A part of every row: its name and a value for each row, in hundredths.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The part's name.
    pub name: String,
    /// By row, 0..=100.
    pub values: Vec<f64>,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// A ring between the lowest and the highest of each axis; the names of the two.
    Ring(Vec<Span>, [String; 2]),
    /// Two rings over one another, told apart by their lines: the same axes at an earlier and a later time; the names of the two.
    Overlay(Vec<Span>, Vec<Span>, [String; 2]),
    /// A bar for each: what is sure, and what may be; the names of the two.
    Bars(Vec<Span>, [String; 2]),
    /// Rows of parts that make a hundred.
    Stack(Vec<String>, Vec<Part>),
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Json {
    Json::List(values.into_iter().map(Json::number).collect())
}

fn texts(json: Option<&Json>) -> Vec<String> {
    json.map(Json::items).unwrap_or_default().iter().map(|t| t.as_text().unwrap_or_default().into()).collect()
}

fn values(json: Option<&Json>) -> Vec<f64> {
    json.map(Json::items).unwrap_or_default().iter().map(|n| n.as_number().unwrap_or(0.0)).collect()
}

impl Picture {
    /// As text, with whether it is read from right to left.
    pub fn to_json(&self, rtl: bool) -> String {
        let spans = |kind: &str, spans: &[Span], names: &[String; 2]| {
            vec![
                ("kind", Json::text(kind)),
                ("names", Json::texts(names)),
                ("rows", Json::texts(spans.iter().map(|s| &s.name))),
                ("low", numbers(spans.iter().map(|s| s.low))),
                ("high", numbers(spans.iter().map(|s| s.high))),
            ]
        };
        let mut members = match self {
            Picture::Ring(all, names) => spans("ring", all, names),
            Picture::Bars(all, names) => spans("bars", all, names),
            Picture::Overlay(earlier, later, names) => {
                let mut members = spans("overlay", later, names);
                members.push(("low_before", numbers(earlier.iter().map(|s| s.low))));
                members.push(("high_before", numbers(earlier.iter().map(|s| s.high))));
                members
            }
            Picture::Stack(rows, parts) => vec![
                ("kind", Json::text("stack")),
                ("names", Json::texts(parts.iter().map(|p| &p.name))),
                ("rows", Json::texts(rows)),
                ("values", Json::List(parts.iter().map(|p| numbers(p.values.iter().copied())).collect())),
            ],
        };
        members.push(("rtl", Json::Bool(rtl)));
        Json::object(members).to_line()
    }

    /// From text; whether it is read from right to left.
    pub fn from_json(text: &str) -> Option<(Picture, bool)> {
        let json = Json::parse(text).ok()?;
        let (rows, names) = (texts(json.get("rows")), texts(json.get("names")));
        let between = |low: &str, high: &str| {
            let (low, high) = (values(json.get(low)), values(json.get(high)));
            let spans = rows.iter().zip(low).zip(high).map(|((name, low), high)| Span { name: name.clone(), low, high });
            spans.collect::<Vec<Span>>()
        };
        let spans = || Some((between("low", "high"), <[String; 2]>::try_from(names.clone()).ok()?));
        let picture = match json.get("kind")?.as_text()? {
            "ring" => spans().map(|(spans, names)| Picture::Ring(spans, names))?,
            "overlay" => spans().map(|(later, names)| Picture::Overlay(between("low_before", "high_before"), later, names))?,
            "bars" => spans().map(|(spans, names)| Picture::Bars(spans, names))?,
            "stack" => {
                let parts = names.iter().zip(json.get("values").map(Json::items).unwrap_or_default());
                Picture::Stack(rows, parts.map(|(name, v)| Part { name: name.clone(), values: values(Some(v)) }).collect())
            }
            _ => return None,
        };
        Some((picture, json.get("rtl") == Some(&Json::Bool(true))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_and_its_text_are_one() {
        let spans = vec![Span { name: "نطاق".into(), low: 12.5, high: 50.0 }, Span { name: "b".into(), low: 0.0, high: 100.0 }];
        let names = ["low".to_string(), "high".to_string()];
        let parts = vec![Part { name: "1".into(), values: vec![70.0, 30.0] }];
        for picture in [
            Picture::Ring(spans.clone(), names.clone()),
            Picture::Overlay(
                spans.iter().map(|s| Span { name: s.name.clone(), low: s.low / 2.0, high: s.high }).collect(),
                spans.clone(),
                names.clone(),
            ),
            Picture::Bars(spans, names),
            Picture::Stack(vec!["x".into(), "y".into()], parts),
        ] {
            assert_eq!(Picture::from_json(&picture.to_json(true)), Some((picture.clone(), true)));
            assert_eq!(Picture::from_json(&picture.to_json(false)), Some((picture, false)));
        }
        assert_eq!(Picture::from_json("{}"), None);
    }
}
