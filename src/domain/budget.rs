//! What the work costs, who carries it, and what no one carries yet: sums that are exact to the last unit.

// What comes from a file or a person must not stop the program.
#![deny(clippy::indexing_slicing)]

use super::currency;
use super::money::Decimal;
use std::collections::BTreeMap;

/// A number as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given {
    /// None.
    #[default]
    Nothing,
    /// One that can be read.
    Is(Decimal),
    /// Something that cannot be read; it is kept, and counts nowhere.
    Unreadable(String),
}

impl Given {
    /// The number, where one can be read.
    pub const fn read(&self) -> Option<Decimal> {
        if let Given::Is(value) = self { Some(*value) } else { None }
    }

    const fn is_unreadable(&self) -> bool {
        matches!(self, Given::Unreadable(_))
    }
}

/// How often something is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Recurs {
    #[default]
    Once,
    Yearly,
}

impl Recurs {
    /// All.
    pub const ALL: [Recurs; 2] = [Recurs::Once, Recurs::Yearly];

    /// The id in files, pages and words.
    pub const fn id(self) -> &'static str {
        match self {
            Recurs::Once => "once",
            Recurs::Yearly => "yearly",
        }
    }

    /// From the id in files.
    pub fn from_id(id: &str) -> Option<Recurs> {
        Recurs::ALL.into_iter().find(|r| r.id() == id)
    }
}

/// Who carries how much of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Its place in the file's list.
    pub at: usize,
    /// Who; may be empty.
    pub who: String,
    /// How many percent, 0 to 100.
    pub percent: Given,
}

/// Something that is to be paid for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its place in the file's list.
    pub at: usize,
    /// Its id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What it costs.
    pub amount: Given,
    /// How often; none where the file says something that we do not know.
    pub recurs: Option<Recurs>,
    /// Who carries it.
    pub shares: Vec<Share>,
}

/// A budget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// The currency's code; empty where none was chosen.
    pub currency: String,
    /// What the costs are compared with.
    pub reference: Given,
    /// What is to be paid for.
    pub lines: Vec<Line>,
    /// Ways to find the money, by the ids of the question `resources.options`; ids that we do not know among them.
    pub ways: Vec<String>,
    /// Things in the file that are no lines and no shares.
    pub strange: usize,
}

impl Budget {
    /// Decimals of its currency.
    pub fn decimals(&self) -> u32 {
        currency::decimals(&self.currency)
    }

    /// A line by its place in the file's list.
    pub fn line(&self, at: usize) -> Option<&Line> {
        self.lines.iter().find(|line| line.at == at)
    }
}

/// Costs that come once, and costs of each year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// Once.
    pub once: Decimal,
    /// Each year.
    pub yearly: Decimal,
}

impl Costs {
    /// Both: what the first year costs.
    pub fn first_year(self) -> Decimal {
        self.once + self.yearly
    }

    /// Whether there are none.
    pub const fn is_nothing(self) -> bool {
        self.once.is_zero() && self.yearly.is_zero()
    }

    fn add(&mut self, amount: Decimal, recurs: Recurs) {
        match recurs {
            Recurs::Once => self.once = self.once + amount,
            Recurs::Yearly => self.yearly = self.yearly + amount,
        }
    }
}

/// How the shares of a line add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddsUp {
    /// There are none.
    NoShares,
    /// To less than 100 percent: by so many.
    Short(Decimal),
    /// To 100 percent.
    Whole,
    /// To more than 100 percent: by so many.
    Over(Decimal),
}

impl AddsUp {
    /// The id in pages and words.
    pub const fn id(self) -> &'static str {
        match self {
            AddsUp::NoShares => "no_shares",
            AddsUp::Short(_) => "short",
            AddsUp::Whole => "whole",
            AddsUp::Over(_) => "over",
        }
    }
}

/// What is true of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFacts {
    /// Its place in the file's list.
    pub at: usize,
    /// What it costs and how often; none where one of them cannot be read, or nothing was given.
    pub counts: Option<(Decimal, Recurs)>,
    /// What each of its shares comes to, in their order.
    pub shares: Vec<Decimal>,
    /// How its shares add up.
    pub adds_up: AddsUp,
    /// What no one carries.
    pub uncarried: Decimal,
}

impl LineFacts {
    /// Whether it has shares that do not add up to 100 percent.
    pub const fn is_unbalanced(&self) -> bool {
        matches!(self.adds_up, AddsUp::Short(_) | AddsUp::Over(_))
    }
}

/// Someone who carries costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Who, as first written; empty for those who were not named.
    pub who: String,
    /// What they carry.
    pub costs: Costs,
}

/// What a budget comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All costs.
    pub total: Costs,
    /// Who carries what, in the order in which they first stand.
    pub carriers: Vec<Carrier>,
    /// What no one carries: lines without shares, and what shares leave open.
    pub uncarried: Costs,
    /// What shares above 100 percent carry too much.
    pub over: Costs,
    /// Each line.
    pub lines: Vec<LineFacts>,
    /// The first year's costs in percent of the reference, with one decimal.
    pub first_year_share: Option<Decimal>,
    /// The yearly costs in percent of the reference, with one decimal.
    pub yearly_share: Option<Decimal>,
    /// Places in the file that could not be read and were not counted.
    pub unreadable: usize,
}

impl Summary {
    /// Lines with shares that do not add up to 100 percent.
    pub fn unbalanced(&self) -> impl Iterator<Item = &LineFacts> {
        self.lines.iter().filter(|line| line.is_unbalanced())
    }
}

/// What names of one and the same have in common: blanks at the ends and capitals tell nobody apart.
fn key(who: &str) -> String {
    who.trim().to_lowercase()
}

fn facts(line: &Line, places: u32) -> LineFacts {
    let percents: Vec<Decimal> = line.shares.iter().map(|s| s.percent.read().unwrap_or_default()).collect();
    let percent: Decimal = percents.iter().copied().sum();
    let adds_up = match percent.cmp(&Decimal::HUNDRED) {
        _ if line.shares.is_empty() => AddsUp::NoShares,
        std::cmp::Ordering::Less => AddsUp::Short(Decimal::HUNDRED - percent),
        std::cmp::Ordering::Equal => AddsUp::Whole,
        std::cmp::Ordering::Greater => AddsUp::Over(percent - Decimal::HUNDRED),
    };
    let amount = line.amount.read().unwrap_or_default();
    let shares = amount.shares(&percents, places);
    let uncarried = match adds_up {
        AddsUp::NoShares | AddsUp::Short(_) => amount - shares.iter().copied().sum(),
        AddsUp::Whole | AddsUp::Over(_) => Decimal::ZERO,
    };
    LineFacts { at: line.at, counts: line.amount.read().zip(line.recurs), shares, adds_up, uncarried }
}

/// What a budget comes to. Shares are rounded half away from zero to the currency's minor unit, so that those of a line that add up
/// to 100 percent are the line ([`Decimal::shares`]); all other figures are exact sums of these.
pub fn summary(budget: &Budget) -> Summary {
    let places = budget.decimals();
    let mut found = Summary { unreadable: budget.strange + usize::from(budget.reference.is_unreadable()), ..Summary::default() };
    // A hostile file may name tens of thousands.
    let mut places_of: BTreeMap<String, usize> = BTreeMap::new();
    for line in &budget.lines {
        let facts = facts(line, places);
        found.unreadable += usize::from(line.amount.is_unreadable()) + usize::from(line.recurs.is_none());
        found.unreadable += line.shares.iter().filter(|s| s.percent.is_unreadable()).count();
        if let Some((amount, recurs)) = facts.counts {
            found.total.add(amount, recurs);
            found.uncarried.add(facts.uncarried, recurs);
            if let AddsUp::Over(_) = facts.adds_up {
                found.over.add(facts.shares.iter().copied().sum::<Decimal>() - amount, recurs);
            }
            for (share, part) in line.shares.iter().zip(&facts.shares) {
                let at = *places_of.entry(key(&share.who)).or_insert_with(|| {
                    found.carriers.push(Carrier { who: share.who.trim().into(), costs: Costs::default() });
                    found.carriers.len() - 1
                });
                if let Some(carrier) = found.carriers.get_mut(at) {
                    carrier.costs.add(*part, recurs);
                }
            }
        }
        found.lines.push(facts);
    }
    if let Some(whole) = budget.reference.read() {
        found.first_year_share = found.total.first_year().percent_of(whole);
        found.yearly_share = found.total.yearly.percent_of(whole);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Decimal {
        Decimal::from_file(text).unwrap()
    }

    fn line(at: usize, amount: &str, recurs: Recurs, shares: &[(&str, &str)]) -> Line {
        let shares = shares.iter().enumerate().map(|(at, (who, percent))| Share {
            at,
            who: (*who).into(),
            percent: Given::Is(of(percent)),
        });
        Line { at, amount: Given::Is(of(amount)), recurs: Some(recurs), shares: shares.collect(), ..Line::default() }
    }

    fn budget(lines: Vec<Line>) -> Budget {
        Budget { currency: "JOD".into(), lines, ..Budget::default() }
    }

    #[test]
    fn a_budget_comes_to_its_sums() {
        let mut budget = budget(vec![
            line(0, "0.1", Recurs::Once, &[("City", "60"), ("Police", "30")]),
            line(1, "0.2", Recurs::Once, &[(" city ", "100")]),
            line(2, "1000", Recurs::Yearly, &[]),
            line(3, "10", Recurs::Yearly, &[("Donor", "80"), ("City", "40")]),
        ]);
        budget.reference = Given::Is(of("20000"));
        let found = summary(&budget);
        assert_eq!(found.total, Costs { once: of("0.3"), yearly: of("1010") });
        assert_eq!(found.total.first_year(), of("1010.3"));
        assert_eq!(found.uncarried, Costs { once: of("0.01"), yearly: of("1000") });
        assert_eq!(found.over, Costs { once: of("0"), yearly: of("2") });
        let carriers: Vec<_> =
            found.carriers.iter().map(|c| (c.who.as_str(), c.costs.once.to_text(2), c.costs.yearly.to_text(2))).collect();
        assert_eq!(
            carriers,
            [
                ("City", "0.26".into(), "4.00".into()),
                ("Police", "0.03".into(), "0.00".into()),
                ("Donor", "0.00".into(), "8.00".into())
            ]
        );
        let adds_up: Vec<AddsUp> = found.lines.iter().map(|l| l.adds_up).collect();
        assert_eq!(adds_up, [AddsUp::Short(of("10")), AddsUp::Whole, AddsUp::NoShares, AddsUp::Over(of("20"))]);
        assert_eq!(found.unbalanced().map(|l| l.at).collect::<Vec<_>>(), [0, 3]);
        assert_eq!((found.first_year_share, found.yearly_share), (Some(of("5.1")), Some(of("5.1"))));
        assert_eq!(found.unreadable, 0);
        let ids: Vec<&str> = adds_up.iter().map(|a| a.id()).collect();
        assert_eq!(ids, ["short", "whole", "no_shares", "over"]);
    }

    #[test]
    fn costs_are_nothing_only_where_neither_kind_is_any() {
        for (once, yearly) in [("0", "0"), ("1", "0"), ("0", "1"), ("1", "1")] {
            let costs = Costs { once: of(once), yearly: of(yearly) };
            assert_eq!(costs.is_nothing(), (once, yearly) == ("0", "0"));
        }
    }

    #[test]
    fn what_cannot_be_read_counts_nowhere_and_is_counted() {
        let mut strange = line(0, "5", Recurs::Once, &[("City", "50")]);
        strange.recurs = None;
        let mut other = line(1, "7", Recurs::Once, &[("City", "50")]);
        other.shares[0].percent = Given::Unreadable("half".into());
        let mut third = line(2, "1", Recurs::Once, &[]);
        third.amount = Given::Unreadable("1,5".into());
        let budget = Budget { reference: Given::Unreadable("x".into()), strange: 2, ..budget(vec![strange, other, third]) };
        let found = summary(&budget);
        assert_eq!(found.total, Costs { once: of("7"), yearly: of("0") });
        assert_eq!(found.uncarried.once, of("7"));
        assert_eq!(found.unreadable, 6);
        assert_eq!(found.first_year_share, None);
    }

    #[test]
    fn nothing_comes_to_nothing() {
        assert_eq!(summary(&Budget::default()), Summary::default());
        assert_eq!(summary(&Budget { reference: Given::Is(of("0")), ..Budget::default() }).first_year_share, None);
    }

    fn any_line() -> impl Strategy<Value = Line> {
        let amount =
            (0u64..1_000_000_000_000_000_000, 0u32..1_000_000).prop_map(|(whole, part)| of(&format!("{whole}.{part:06}")));
        let percent = (0u32..=10_000).prop_map(|n| of(&format!("{}.{:02}", n / 100, n % 100)));
        let share = ("[a-cA-C ]{0,2}", percent).prop_map(|(who, percent)| Share { at: 0, who, percent: Given::Is(percent) });
        let recurs = prop_oneof![Just(Recurs::Once), Just(Recurs::Yearly)];
        (amount, recurs, prop::collection::vec(share, 0..5)).prop_map(|(amount, recurs, shares)| Line {
            amount: Given::Is(amount),
            recurs: Some(recurs),
            shares,
            ..Line::default()
        })
    }

    proptest! {
        #[test]
        fn what_is_carried_and_what_is_not_is_the_whole(lines in prop::collection::vec(any_line(), 0..20)) {
            let found = summary(&budget(lines));
            let carried = |part: fn(&Costs) -> Decimal| found.carriers.iter().map(|c| part(&c.costs)).sum::<Decimal>();
            for part in [(|c| c.once) as fn(&Costs) -> Decimal, |c| c.yearly] {
                prop_assert_eq!(carried(part) + part(&found.uncarried) - part(&found.over), part(&found.total));
            }
        }
    }
}
