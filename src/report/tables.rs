//! Answers, scores, gaps and actions as sheets, and the days of the plan.

use super::book::{Book, Cell, Sheet};
use super::calendar::Day;
use super::facts::Facts;
use crate::document::time::is_date;
use crate::domain::answers::{Said, Value};
use crate::domain::budget::{Given, summary};
use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY, authority};
use crate::domain::money::{Decimal, PLACES};
use crate::domain::readiness::Figure;
use crate::domain::sheet::Shown;
use crate::text::gap::{Gap, requirement, standing};
use crate::text::ranking::Selector;
use crate::text::{Text, fill, hundredths, said, scale};

fn word<'a>(text: &'a Text, group: &str, name: &str) -> &'a str {
    text.words.get(&[group, name])
}

fn heads(text: &Text, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| word(text, "report", name).to_string()).collect()
}

/// A share as a percentage of whole hundredths.
fn percent(share: f64) -> Cell {
    Cell::Percent(format!("{}", hundredths(share)))
}

/// The ids of what was answered, as files hold them.
fn ids(facts: &Facts, question: Question) -> String {
    match facts.answers.said(question) {
        None => String::new(),
        Some(Said::Unknown) => "unknown".into(),
        Some(Said::Answer(answer)) => match answer.value() {
            Value::One(_) | Value::Many(_) => answer.options().iter().map(|o| o.id()).collect::<Vec<_>>().join(" "),
            Value::Country(code) => code.clone(),
            Value::Text(_) | Value::List(_) => String::new(),
        },
    }
}

/// Every question that is asked, with its answer; notes and evidence where they were picked.
pub fn answers(facts: &Facts) -> Sheet {
    let text = facts.text;
    let rows = Section::ALL.into_iter().flat_map(|s| s.questions().collect::<Vec<Question>>());
    let rows = rows.filter(|q| facts.sheet.shown(*q) != Shown::No).map(|q| {
        let evidence = facts.document.entry(q).filter(|_| facts.include.evidence.contains(&q)).map(|e| e.evidence.as_slice());
        let evidence = evidence.unwrap_or_default().iter().map(|piece| {
            [piece.title.as_str(), piece.url.as_str(), piece.date.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<&str>>()
                .join(" · ")
        });
        vec![
            Cell::text(q.id()),
            Cell::text(text.words.section(q.section(), "title")),
            Cell::text(text.words.question(q, "ask")),
            Cell::text(&said::answer(text, &facts.answers, q)),
            Cell::text(&ids(facts, q)),
            Cell::text(facts.include.note(facts.document, q).unwrap_or_default()),
            Cell::text(&evidence.collect::<Vec<String>>().join("\n")),
        ]
    });
    let mut head = vec!["id".to_string()];
    head.extend(heads(text, &["topic", "question", "answer"]));
    head.push("value".into());
    head.extend(heads(text, &["note", "evidence"]));
    Sheet { name: word(text, "report", "answers").into(), head, widths: vec![28, 26, 60, 30, 22, 40, 40], rows: rows.collect() }
}

/// The verdicts, the dimensions, and the order of both selectors.
pub fn scores(facts: &Facts) -> Sheet {
    let text = facts.text;
    let mut rows = Vec::new();
    let (low, high) = authority::range(&facts.sheet);
    for (scale, span) in [
        (scale::SUFFICIENCY, SUFFICIENCY.range(&facts.sheet)),
        (scale::OPERABILITY, OPERABILITY.range(&facts.sheet)),
        (scale::AUTHORITY, (low.level(), high.level())),
    ] {
        let name = match scale.name {
            "sufficiency" => crate::ui!(text, is_it_sufficient),
            "operability" => crate::ui!(text, can_it_be_used),
            _ => crate::ui!(text, authority),
        };
        let (low, high) = (scale.label(text, span.0), scale.label(text, span.1));
        rows.push(vec![
            Cell::text(&format!("mandate.{}", scale.name)),
            Cell::text(name),
            Cell::text(&low),
            Cell::text(&high),
            Cell::Empty,
        ]);
    }
    for (dimension, figure) in &facts.readiness.dimensions {
        let figure = figure.filter(Figure::is_started);
        let cells =
            figure.map_or([Cell::Empty, Cell::Empty, Cell::Empty], |f| [percent(f.low), percent(f.high), percent(f.answered)]);
        let named =
            [Cell::text(&format!("readiness.{}", dimension.id())), Cell::text(super::pictures::dimension(text, *dimension))];
        rows.push(named.into_iter().chain(cells).collect());
    }
    for (selector, ranking) in
        [(Selector::Framework, &facts.rankings.framework), (Selector::Institution, &facts.rankings.institution)]
    {
        if selector.needed(&facts.sheet) > 0 {
            continue;
        }
        for (alternative, standing) in ranking.alternatives.iter().zip(&ranking.outcome.standings) {
            let first = percent(crate::text::ranking::first_rank(standing));
            rows.push(vec![
                Cell::text(&format!("{}.{}", selector.name(), selector.id(*alternative))),
                Cell::text(selector.about(text, *alternative, "name")),
                first.clone(),
                first,
                Cell::Empty,
            ]);
        }
    }
    let readiness = |name: &str| word(text, "readiness", name).to_string();
    Sheet {
        name: word(text, "report", "readiness").into(),
        head: vec![
            "id".into(),
            word(text, "report", "topic").into(),
            readiness("lowest"),
            readiness("highest"),
            readiness("answered"),
        ],
        widths: vec![30, 44, 24, 24, 22],
        rows,
    }
}

/// The action plan.
pub fn actions(facts: &Facts) -> Sheet {
    let text = facts.text;
    let rows = facts.document.actions().into_iter().map(|a| {
        vec![
            Cell::text(&a.title),
            Cell::text(&a.owner),
            if is_date(&a.due) { Cell::Day(a.due.clone()) } else { Cell::text(&a.due) },
            Cell::text(said::status(text, a.status)),
            Cell::text(said::priority(text, a.priority)),
            Cell::text(&if a.criterion.is_empty() { String::new() } else { requirement(text, &a.criterion) }),
        ]
    });
    Sheet {
        name: word(text, "report", "plan").into(),
        head: heads(text, &["action", "owner", "due", "status", "priority", "requirement"]),
        widths: vec![60, 28, 14, 16, 14, 40],
        rows: rows.collect(),
    }
}

/// The gaps.
pub fn gaps(facts: &Facts) -> Sheet {
    let text = facts.text;
    let rows = Gap::all(text, &facts.sheet).into_iter().map(|gap| {
        let stand = standing(text, &facts.answers, &facts.sheet, gap.criterion);
        vec![Cell::text(&gap.finding), Cell::text(&requirement(text, gap.criterion)), Cell::text(&stand), Cell::text(&gap.title)]
    });
    let mut head = vec!["id".to_string()];
    head.extend(heads(text, &["requirement", "stand", "todo"]));
    Sheet { name: word(text, "report", "gaps").into(), head, widths: vec![26, 40, 24, 70], rows: rows.collect() }
}

/// Digits that a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

/// Whether a spreadsheet keeps every digit of it.
fn fits(amount: Decimal) -> bool {
    amount.to_text(0).bytes().filter(u8::is_ascii_digit).count() <= MOST_DIGITS
}

/// The budget, a row for each share, with sums that a spreadsheet works out anew when a figure is changed. A line's amount stands in
/// its first row alone, so that sums count it once; a line that does not count stands there as text. Where an amount has more digits
/// than a spreadsheet keeps, all sums are texts: exact and fixed.
pub fn budget(facts: &Facts) -> Sheet {
    let text = facts.text;
    let budget = facts.document.budget();
    let places = budget.decimals();
    let sums = summary(&budget);
    let is_live = fits(sums.total.first_year()) && budget.reference.read().is_none_or(fits);
    let formula = |formula: String, now: Decimal, places: u32| match is_live {
        true => Cell::Formula(formula, now.to_text(places)),
        false => Cell::text(&now.to_text(places)),
    };
    let number = |amount: Decimal| match is_live {
        true => Cell::Number(amount.to_text(places)),
        false => Cell::text(&amount.to_text(places)),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (line, found) in budget.lines.iter().zip(&sums.lines) {
        // The first row is the head's.
        let first = rows.len() + 2;
        let recurs = line.recurs.map_or("", |r| word(text, "report", r.id()));
        let amount = match (&line.amount, found.counts) {
            (_, Some((amount, _))) => number(amount),
            (Given::Is(amount), None) => Cell::text(&amount.to_text(places)),
            (Given::Unreadable(found), None) => Cell::text(found),
            (Given::Nothing, None) => Cell::Empty,
        };
        let carried = line.shares.len();
        let uncarried = found.counts.map_or(Cell::Empty, |(amount, _)| {
            let places = places.max(amount.places());
            let now = amount - found.shares.iter().copied().sum();
            match carried {
                0 => formula(format!("=B{first}"), now, places),
                n => formula(format!("=B{first}-ROUND(B{first}*SUM(E{first}:E{}),{places})", first + n - 1), now, places),
            }
        });
        let title = Cell::text(&line.title);
        let mut head = vec![title, amount, Cell::text(recurs), Cell::Empty, Cell::Empty, Cell::Empty, uncarried];
        for (i, share) in line.shares.iter().enumerate() {
            let row = first + i;
            let mut cells = if i == 0 { std::mem::take(&mut head) } else { vec![Cell::Empty; 7] };
            let percent = share.percent.read();
            // To the last digit that we know: rounding to the currency's own would lose what only all shares together make.
            let comes_to = match (found.counts, percent) {
                (Some((amount, _)), Some(percent)) => {
                    formula(format!("=ROUND($B${first}*E{row},{PLACES})"), amount.percent(percent, PLACES), places)
                }
                _ => Cell::Empty,
            };
            let percent = percent.map_or(Cell::Empty, |p| Cell::Percent(p.to_text(0)));
            for (cell, value) in cells.iter_mut().skip(3).zip([Cell::text(&share.who), percent, comes_to]) {
                *cell = value;
            }
            rows.push(cells);
        }
        if !head.is_empty() {
            rows.push(head);
        }
    }
    let mut head = heads(text, &["item", "amount", "recurs", "who_pays"]);
    head.push("%".into());
    head.push(if budget.currency.is_empty() { word(text, "report", "amount").into() } else { super::clean(&budget.currency) });
    head.push(word(text, "report", "gap_money").into());
    let widths = vec![50, 18, 14, 34, 10, 18, 18];
    let name = word(text, "report", "budget").to_string();
    if rows.is_empty() {
        return Sheet { name, head, widths, rows: vec![vec![Cell::text(word(text, "report", "no_budget"))]] };
    }
    let last = rows.len() + 1;
    let sum = |name: &str, cell: Cell| vec![Cell::text(word(text, "report", name)), cell];
    let of = |recurs: &str| format!("=SUMIFS(B2:B{last},C2:C{last},\"{}\")", word(text, "report", recurs).replace('"', "\"\""));
    let uncarried = sums.uncarried.first_year() - sums.over.first_year();
    let uncarried_formula = format!("=SUM(G2:G{last})");
    rows.push(Vec::new());
    rows.push(sum("total_once", formula(of("once"), sums.total.once, places)));
    rows.push(sum("total_yearly", formula(of("yearly"), sums.total.yearly, places)));
    rows.push(sum("gap_money", formula(uncarried_formula, uncarried, places)));
    if let Some(reference) = budget.reference.read() {
        let (once, yearly, place) = (last + 2, last + 3, last + 5);
        rows.push(sum("reference", number(reference)));
        let share = |name: &str, of: String, now: Option<Decimal>| {
            let now = now.map(|n| n.to_text(1)).unwrap_or_default();
            let cell = match is_live {
                true => Cell::PercentFormula(format!("=IF(B{place}=0,0,ROUND(({of})/B{place},3))"), now),
                false => Cell::Percent(now),
            };
            sum(name, cell)
        };
        rows.push(share("share_first_year", format!("B{once}+B{yearly}"), sums.first_year_share));
        rows.push(share("share_yearly", format!("B{yearly}"), sums.yearly_share));
    }
    Sheet { name, head, widths, rows }
}

/// The whole workbook.
pub fn book(facts: &Facts) -> Book {
    let sheets = vec![answers(facts), scores(facts), gaps(facts), actions(facts), budget(facts)];
    alone(facts, sheets)
}

/// Sheets as a book of their own.
pub fn alone(facts: &Facts, sheets: Vec<Sheet>) -> Book {
    Book { is_rtl: facts.text.lang.dir() == "rtl", title: super::clean(&facts.document.title), sheets }
}

/// What is due by the plan, and a review a year from the day.
pub fn days(facts: &Facts) -> Vec<Day> {
    let text = facts.text;
    let due = facts.document.actions().into_iter().filter(|a| a.status.is_to_do() && !a.due.is_empty()).map(|a| Day {
        about: fill(word(text, "report", "due_about"), if a.owner.trim().is_empty() { "–" } else { &a.owner }, ""),
        id: a.id,
        day: a.due,
        title: a.title,
        is_yearly: false,
    });
    let review = Day {
        id: format!("review-{}", facts.document.id),
        day: year_after(facts.today),
        title: word(text, "report", "review").into(),
        about: word(text, "report", "review_about").into(),
        is_yearly: true,
    };
    due.chain([review]).collect()
}

/// The same day of the next year; of a leap day the one before.
fn year_after(day: &str) -> String {
    let year = day.get(..4).and_then(|y| y.parse::<u32>().ok()).unwrap_or(2027) + 1;
    let rest = day.get(4..10).unwrap_or("-01-01");
    format!("{year:04}{}", if rest == "-02-29" { "-02-28" } else { rest })
}
