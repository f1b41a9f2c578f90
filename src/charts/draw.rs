//! The options of the charts. Nothing in them is a function: the page's policy forbids code in texts.

use super::{Picture, Span};
use crate::document::json::Json;
use charming::Chart;
use charming::component::{Axis, Grid, Legend, RadarAxisName, RadarCoordinate};
use charming::datatype::{CompositeValue, DataPointItem};
use charming::element::{
    AreaStyle, AxisLabel, AxisLine, AxisTick, AxisType, Color, ItemStyle, LabelAlign, LineStyle, LineStyleType, Shape, SplitArea,
    SplitLine, Symbol, TextStyle,
};
use charming::series::{Bar, Radar};
use serde_json::Value;

/// The page's colours and letters.
pub struct Look {
    json: Json,
}

impl Look {
    /// From the text that the page hands over.
    pub fn from_json(text: &str) -> Look {
        Look { json: Json::parse(text).unwrap_or(Json::Null) }
    }

    fn colour(&self, name: &str) -> Color {
        Color::Value(self.text(name))
    }

    fn text(&self, name: &str) -> String {
        self.json.get(name).and_then(Json::as_text).unwrap_or("currentColor").into()
    }

    fn number(&self, name: &str, fallback: f64) -> f64 {
        self.json.get(name).and_then(Json::as_number).filter(|n| *n > 0.0).unwrap_or(fallback)
    }

    /// The size of letters in charts, in pixels.
    fn size(&self) -> f64 {
        self.number("size", 16.0) * 0.875
    }

    /// Room for names beside bars, in pixels.
    fn names_width(&self) -> f64 {
        (self.number("width", 600.0) * 0.36).min(190.0)
    }
}

/// A name that keeps its own direction.
fn isolated(name: &str, rtl: bool) -> String {
    let start = if rtl { '\u{2067}' } else { '\u{2066}' };
    format!("{start}{name}\u{2069}")
}

/// Breaks a name at blanks into lines of about so many letters; ECharts breaks axis names only where it is told to.
fn broken(name: &str, letters: usize, rtl: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.into()),
        }
    }
    lines.iter().map(|line| isolated(line, rtl)).collect::<Vec<_>>().join("\n")
}

/// The option of a picture as JSON; an empty chart where the picture cannot be read.
pub fn option(picture: &str, look: &str) -> String {
    let look = Look::from_json(look);
    let chart = match Picture::from_json(picture) {
        Some((Picture::Ring(spans, names), rtl)) => ring(&spans, &names, rtl, &look),
        Some((Picture::Overlay(earlier, later, names), rtl)) => overlay(&earlier, &later, &names, rtl, &look),
        Some((Picture::Bars(spans, names), rtl)) => {
            let rows: Vec<String> = spans.iter().map(|s| s.name.clone()).collect();
            let sure = spans.iter().map(|s| s.low).collect();
            let open = spans.iter().map(|s| s.high - s.low).collect();
            stack(&rows, &[(names[0].as_str(), sure, "brand"), (names[1].as_str(), open, "band")], rtl, &look)
        }
        Some((Picture::Stack(rows, parts), rtl)) => {
            let colours = ["brand", "band", "brand-soft", "card"];
            let parts: Vec<(&str, Vec<f64>, &str)> = parts
                .iter()
                .zip(colours.iter().chain(std::iter::repeat(&"card")))
                .map(|(part, colour)| (part.name.as_str(), part.values.clone(), *colour))
                .collect();
            stack(&rows, &parts, rtl, &look)
        }
        None => Chart::new(),
    };
    let mut option = serde_json::to_value(chart.animation(false)).unwrap_or_default();
    // Names of two lines would overlap; charming has no field for it.
    for label in option.get_mut("yAxis").into_iter().flat_map(every).filter_map(|axis| axis.get_mut("axisLabel")) {
        if let Some(label) = label.as_object_mut() {
            label.insert("lineHeight".into(), (look.size() * 1.3).into());
        }
    }
    option.to_string()
}

/// One, or each of a list.
fn every(one_or_list: &mut Value) -> Vec<&mut Value> {
    match one_or_list {
        Value::Array(list) => list.iter_mut().collect(),
        one => vec![one],
    }
}

fn legend(names: Vec<String>, rtl: bool, look: &Look) -> Legend {
    Legend::new()
        .bottom(CompositeValue::from(0))
        .item_gap(10.0)
        .item_width(14.0)
        .align(if rtl { LabelAlign::Right } else { LabelAlign::Left })
        .data(if rtl { names.into_iter().rev().collect::<Vec<_>>() } else { names })
        .text_style(letters(look))
}

fn letters(look: &Look) -> TextStyle {
    TextStyle::new().color(look.colour("ink")).font_size(look.size()).font_family(look.text("font").as_str())
}

/// Between an axis and its name, in pixels.
const NAME_GAP: f64 = 6.0;
/// A letter's width by its height, at most on average.
const LETTER: f64 = 0.5;
/// A ring of less pixels than these to each side shows nothing.
const LEAST_RADIUS: f64 = 50.0;

/// Axes around a centre, one for each name.
fn axes<'a>(names: impl Iterator<Item = &'a str>, rtl: bool, look: &Look) -> RadarCoordinate {
    let width = look.number("width", 600.0);
    let (letters_in_line, size) = match width {
        w if w < 400.0 => (8, look.size() * 0.75),
        w if w < 520.0 => (11, look.size()),
        _ => (18, look.size()),
    };
    let indicators: Vec<(String, i64, i64)> = names.map(|name| (broken(name, letters_in_line, rtl), 0, 100)).collect();
    // Names stand beside the ring, so it leaves the longest line of one its room.
    let longest = indicators.iter().flat_map(|(name, ..)| name.lines()).map(|l| l.chars().count()).max().unwrap_or_default();
    let beside = width / 2.0 - longest as f64 * size * LETTER - NAME_GAP;
    let radius = beside.clamp(LEAST_RADIUS, width.min(420.0) * 0.36);
    RadarCoordinate::new()
        .shape(Shape::Polygon)
        .center(vec!["50%", "47%"])
        .radius(radius)
        .name_gap(NAME_GAP)
        .split_number(4.0)
        .axis_name(
            RadarAxisName::new()
                .color(look.colour("ink"))
                .font_size(size)
                .line_height(size * 1.4)
                .font_family(look.text("font").as_str()),
        )
        .axis_line(AxisLine::new().show(false))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(look.colour("line"))))
        .split_area(SplitArea::new().show(false))
        .indicator(indicators.iter().map(|(n, min, max)| (n.as_str(), *min, *max)).collect::<Vec<_>>())
}

/// Angles run against the clock; from right to left they should run with it, so that both read from the top on.
fn around(spans: &[Span], rtl: bool) -> Vec<&Span> {
    if rtl { spans.iter().collect() } else { spans.iter().take(1).chain(spans.iter().skip(1).rev()).collect() }
}

/// One line around the centre.
fn line_around(name: &str, values: Vec<f64>, rtl: bool, symbol: (Symbol, f64), line: LineStyle, area: AreaStyle) -> Radar {
    Radar::new()
        .name(isolated(name, rtl))
        .symbol(symbol.0)
        .symbol_size(symbol.1)
        .line_style(line.width(2.0))
        .area_style(area)
        .data(vec![(values, name)])
}

fn ring(spans: &[Span], names: &[String; 2], rtl: bool, look: &Look) -> Chart {
    let ordered = around(spans, rtl);
    let series = |name: &str, pick: fn(&Span) -> f64, line: LineStyle, area: AreaStyle| {
        line_around(name, ordered.iter().map(|s| pick(s)).collect(), rtl, (Symbol::Circle, 5.0), line, area)
    };
    let (brand, band) = (look.colour("brand"), look.colour("band"));
    // The lowest covers what lies within it, so that a ring remains between the two.
    let high =
        series(&names[1], |s| s.high, LineStyle::new().color(band.clone()), AreaStyle::new().color(band.clone()).opacity(0.5));
    let low = series(
        &names[0],
        |s| s.low,
        LineStyle::new().color(brand.clone()),
        AreaStyle::new().color(look.colour("brand-soft")).opacity(1.0),
    );
    Chart::new()
        .color(vec![band, brand])
        .legend(legend(names.iter().rev().map(|n| isolated(n, rtl)).collect(), rtl, look))
        .radar(axes(ordered.iter().map(|s| s.name.as_str()), rtl, look))
        .series(high)
        .series(low)
}

/// The later ring is filled, with round points; the earlier one lies over it as two broken lines with square points.
fn overlay(earlier: &[Span], later: &[Span], names: &[String; 2], rtl: bool, look: &Look) -> Chart {
    let (before, after) = (around(earlier, rtl), around(later, rtl));
    let values = |spans: &[&Span], pick: fn(&Span) -> f64| spans.iter().map(|s| pick(s)).collect::<Vec<f64>>();
    let (brand, ink) = (look.colour("brand"), look.colour("ink"));
    let filled = |pick: fn(&Span) -> f64, colour: Color, opacity: f64| {
        let line = LineStyle::new().color(brand.clone());
        let area = AreaStyle::new().color(colour).opacity(opacity);
        line_around(&names[1], values(&after, pick), rtl, (Symbol::Circle, 7.0), line, area)
    };
    let broken_line = |pick: fn(&Span) -> f64| {
        let line = LineStyle::new().color(ink.clone()).type_(LineStyleType::Dashed);
        line_around(&names[0], values(&before, pick), rtl, (Symbol::Rect, 5.0), line, AreaStyle::new().opacity(0.0))
    };
    // Each name takes the colour of its turn, and in the legend the shape of its points.
    let mut names: Vec<(String, String)> =
        names.iter().zip(["rect", "circle"]).map(|(name, shape)| (isolated(name, rtl), shape.to_string())).collect();
    if rtl {
        names.reverse();
    }
    Chart::new()
        .color(vec![brand.clone(), ink.clone()])
        .legend(legend(Vec::new(), rtl, look).data(names))
        .radar(axes(after.iter().map(|s| s.name.as_str()), rtl, look))
        .series(filled(|s| s.high, look.colour("band"), 0.5))
        .series(filled(|s| s.low, look.colour("brand-soft"), 1.0))
        .series(broken_line(|s| s.high))
        .series(broken_line(|s| s.low))
}

fn stack(rows: &[String], parts: &[(&str, Vec<f64>, &str)], rtl: bool, look: &Look) -> Chart {
    let value_axis = Axis::new()
        .type_(AxisType::Value)
        .min(0)
        .max(100)
        .interval(25.0)
        .inverse(rtl)
        .axis_label(AxisLabel::new().color(look.colour("ink-2")).font_size(look.size()))
        .split_line(SplitLine::new().line_style(LineStyle::new().color(look.colour("line"))));
    let letters_in_line = (look.names_width() / look.size() * 1.9) as usize;
    let name_axis = Axis::new()
        .type_(AxisType::Category)
        .inverse(true)
        .position(if rtl { "right" } else { "left" })
        .axis_line(AxisLine::new().show(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(AxisLabel::new().color(look.colour("ink")).font_size(look.size()).font_family(look.text("font").as_str()))
        .data(rows.iter().map(|r| broken(r, letters_in_line, rtl)).collect::<Vec<_>>());
    let bar = |(name, values, colour): &(&str, Vec<f64>, &str)| {
        Bar::new()
            .name(isolated(name, rtl))
            .stack("all")
            .bar_width("60%")
            .item_style(ItemStyle::new().color(look.colour(colour)).border_color(look.colour("ink-2")).border_width(1.0))
            .data(values.iter().map(|v| DataPointItem::new(*v)).collect::<Vec<_>>())
    };
    let names = parts.iter().map(|(name, ..)| isolated(name, rtl)).collect();
    let chart = Chart::new()
        .legend(legend(names, rtl, look))
        .grid(Grid::new().left(8).right(16).top(8).bottom(64).contain_label(true))
        .x_axis(value_axis)
        .y_axis(name_axis);
    parts.iter().fold(chart, |chart, part| chart.series(bar(part)))
}
