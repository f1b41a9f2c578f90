//! Answers, scores, gaps and actions as sheets, and the days of the plan.

use super::book::{Book, Cell, Sheet};
use super::calendar::Day;
use super::facts::Facts;
use crate::document::plan::{Priority, Status};
use crate::domain::answers::{Said, Value};
use crate::domain::budget::{Given, summary};
use crate::domain::instrument::{Question, Section};
use crate::domain::mandate::{OPERABILITY, SUFFICIENCY, authority};
use crate::domain::money::Decimal;
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
    let status = |s: Status| word(text, "plan", ["status_open", "status_doing", "status_done", "status_dropped"][s as usize]);
    let priority = |p: Priority| word(text, "plan", ["priority_high", "priority_normal", "priority_low"][p as usize]);
    let rows = facts.document.actions().into_iter().map(|a| {
        vec![
            Cell::text(&a.title),
            Cell::text(&a.owner),
            if a.due.is_empty() { Cell::Empty } else { Cell::Day(a.due.clone()) },
            Cell::text(status(a.status)),
            Cell::text(priority(a.priority)),
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

/// The budget, a row for each share, with sums that a spreadsheet works out anew when a figure is changed. A line's amount stands in
/// its first row alone, so that sums count it once.
pub fn budget(facts: &Facts) -> Sheet {
    let text = facts.text;
    let budget = facts.document.budget();
    let places = budget.decimals();
    let number = |given: &Given| match given {
        Given::Is(amount) => Cell::Number(amount.to_text(places)),
        Given::Unreadable(found) => Cell::text(found),
        Given::Nothing => Cell::Empty,
    };
    let sums = summary(&budget);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (line, found) in budget.lines.iter().zip(&sums.lines) {
        // The first row is the head's.
        let first = rows.len() + 2;
        let recurs = line.recurs.map_or("", |r| word(text, "report", r.id()));
        let mut head =
            vec![Cell::text(&line.title), number(&line.amount), Cell::text(recurs), Cell::Empty, Cell::Empty, Cell::Empty];
        for (i, (share, comes_to)) in line.shares.iter().zip(&found.shares).enumerate() {
            let row = first + i;
            let mut cells = if i == 0 { std::mem::take(&mut head) } else { vec![Cell::Empty; 6] };
            let part = [
                Cell::text(&share.who),
                share.percent.read().map_or(Cell::Empty, |p| Cell::Percent(p.to_text(0))),
                Cell::Formula(format!("=ROUND($B${first}*E{row},{places})"), comes_to.to_text(places)),
            ];
            for (cell, value) in cells.iter_mut().skip(3).zip(part) {
                *cell = value;
            }
            rows.push(cells);
        }
        if !head.is_empty() {
            rows.push(head);
        }
    }
    if rows.is_empty() {
        rows.push(vec![Cell::text(word(text, "report", "no_budget"))]);
    } else {
        let last = rows.len() + 1;
        let sum = |name: &str, formula: String, now: Decimal| {
            vec![Cell::text(word(text, "report", name)), Cell::Formula(formula, now.to_text(places))]
        };
        let (once, yearly) = (word(text, "report", "once"), word(text, "report", "yearly"));
        let of = |recurs: &str| format!("=SUMIFS(B2:B{last},C2:C{last},\"{}\")", recurs.replace('"', "\"\""));
        let uncarried = sums.uncarried.first_year() - sums.over.first_year();
        rows.push(Vec::new());
        rows.push(sum("total_once", of(once), sums.total.once));
        rows.push(sum("total_yearly", of(yearly), sums.total.yearly));
        rows.push(sum("gap_money", format!("=SUM(B2:B{last})-SUM(F2:F{last})"), uncarried));
        if let Some(reference) = budget.reference.read() {
            let total = last + 3;
            rows.push(vec![Cell::text(word(text, "report", "reference")), Cell::Number(reference.to_text(places))]);
            if let Some(share) = sums.yearly_share {
                let formula = format!("=IF(B{0}=0,0,B{total}/B{0})", last + 5);
                let share_name = Cell::text(word(text, "report", "share_reference"));
                rows.push(vec![share_name, Cell::PercentFormula(formula, share.to_text(0))]);
            }
        }
    }
    let mut head = heads(text, &["item", "amount", "recurs", "who_pays"]);
    head.push("%".into());
    head.push(if budget.currency.is_empty() { word(text, "report", "amount").into() } else { super::clean(&budget.currency) });
    Sheet { name: word(text, "report", "budget").into(), head, widths: vec![50, 18, 14, 34, 10, 18], rows }
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
