//! Exact decimal numbers for money and percentages, from files and from what a person types. Binary fractions appear nowhere: 0.1 and
//! 0.2 are 0.3, and fifteen digits are fifteen digits.
//!
//! A decimal is a whole number of millionths in an `i128`. The bounds follow from that: 18 digits before the point and 6 behind it.
//! The largest amount takes 24 digits, its product with 100% takes 32, and an `i128` holds 38, so that no file that we read can bring
//! a sum or a share to overflow.

// What comes from a file or a person must not stop the program.
#![deny(clippy::indexing_slicing)]

use super::order;

/// Decimals at most.
pub const PLACES: u32 = 6;
/// Digits before the point at most.
pub const DIGITS: usize = 18;

const ONE: i128 = 1_000_000;
const HUNDRED: i128 = 100 * ONE;

/// An exact decimal number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

/// Why what was typed cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A currency sign: the currency is chosen elsewhere.
    CurrencySign,
    /// Something that is neither a digit nor a separator.
    NotDigits,
    /// A minus: a cost is never below nothing.
    Negative,
    /// Separators where none can be.
    Separators,
    /// One separator that could be that of thousands or that of decimals.
    Ambiguous,
    /// More decimals than there can be.
    TooManyDecimals,
    /// More digits than can be held.
    TooLarge,
    /// A percentage above 100.
    OverHundred,
}

impl Unreadable {
    /// All.
    pub const ALL: [Unreadable; 8] = {
        use Unreadable::*;
        [CurrencySign, NotDigits, Negative, Separators, Ambiguous, TooManyDecimals, TooLarge, OverHundred]
    };

    /// The id in pages and words.
    #[expect(clippy::indexing_slicing, reason = "a name for each variant, in the same order")]
    pub const fn id(self) -> &'static str {
        const IDS: [&str; 8] = [
            "currency_sign",
            "not_digits",
            "negative",
            "separators",
            "ambiguous",
            "too_many_decimals",
            "too_large",
            "over_hundred",
        ];
        IDS[self as usize]
    }
}

/// Decimals that a typed percentage may have.
pub const PERCENT_PLACES: u32 = 2;

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An amount with so many decimals at most.
    Amount(u32),
    /// A percentage, 0 to 100.
    Percent,
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal(0);
    /// A hundred, as in percent.
    pub const HUNDRED: Decimal = Decimal(HUNDRED);

    /// From a text as files write it: `-?[0-9]+(\.[0-9]+)?`, within the bounds.
    pub fn from_file(text: &str) -> Option<Decimal> {
        let (is_negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
        let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_plain(whole) || !fraction.is_none_or(is_plain) {
            return None;
        }
        let found = Decimal::from_digits(whole, fraction.unwrap_or_default(), PLACES).ok()?;
        Some(if is_negative { Decimal(-found.0) } else { found })
    }

    /// A percentage from a text as files write it: 0 to 100.
    pub fn percent_from_file(text: &str) -> Option<Decimal> {
        Decimal::from_file(text).filter(|p| (0..=HUNDRED).contains(&p.0))
    }

    /// From plain digits before and behind the point.
    fn from_digits(whole: &str, fraction: &str, places: u32) -> Result<Decimal, Unreadable> {
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if whole.len() > DIGITS {
            return Err(Unreadable::TooLarge);
        }
        if fraction.len() > places.min(PLACES) as usize {
            return Err(Unreadable::TooManyDecimals);
        }
        let padding = std::iter::repeat_n('0', PLACES as usize - fraction.len());
        let digits = whole.chars().chain(fraction.chars()).chain(padding);
        Ok(Decimal(digits.filter_map(|c| c.to_digit(10)).fold(0, |value, digit| value * 10 + i128::from(digit))))
    }

    /// From what a person types for an amount with so many decimals at most; nothing typed is no amount.
    ///
    /// Digits are Western, Arabic or Persian; `٫` is the decimal separator and `٬`, blanks and apostrophes those of thousands. A comma
    /// and a point can be either: where both stand the last is that of decimals, where one stands several times it is that of
    /// thousands. One alone before exactly three digits reads in two ways, a thousandfold apart: a comma is that of thousands unless
    /// the currency has three decimals, a point that of decimals if it has them; otherwise it is refused.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn typed(text: &str, places: u32) -> Result<Option<Decimal>, Unreadable> {
        read_typed(text, Kind::Amount(places))
    }

    /// From what a person types for a percentage, with or without its sign; nothing typed is none.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn typed_percent(text: &str) -> Result<Option<Decimal>, Unreadable> {
        read_typed(text, Kind::Percent)
    }

    /// As files write it, with at least so many decimals, and more where it has more.
    pub fn to_text(self, places: u32) -> String {
        let size = self.0.unsigned_abs();
        let (whole, mut fraction) = (size / ONE.unsigned_abs(), size % ONE.unsigned_abs());
        let mut decimals = PLACES;
        while decimals > places && fraction % 10 == 0 {
            fraction /= 10;
            decimals -= 1;
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        match decimals {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{fraction:0width$}", width = decimals as usize),
        }
    }

    /// The decimals that it needs.
    pub fn places(self) -> u32 {
        (0..PLACES).find(|places| self.0 % unit(*places) == 0).unwrap_or(PLACES)
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// A percentage of it, rounded half away from zero to so many decimals, or to its own where it has more.
    pub fn percent(self, percent: Decimal, places: u32) -> Decimal {
        self.shares(&[percent], places).first().copied().unwrap_or_default()
    }

    /// Percentages of it, each 0 to 100. Together they are that percentage of it which they add up to, rounded half away from zero to
    /// so many decimals, or to its own where it has more: what rounding down leaves over goes to the largest remainders, the first of
    /// equal ones first. Percentages that add up to 100 so add up to the whole, to the last unit.
    pub fn shares(self, percents: &[Decimal], places: u32) -> Vec<Decimal> {
        let unit = unit(places.max(self.places()));
        let units = self.0.abs() / unit;
        let sign = self.0.signum();
        let exact: Vec<i128> = percents.iter().map(|p| units.saturating_mul(p.0.clamp(0, HUNDRED))).collect();
        let sum = exact.iter().fold(0i128, |sum, part| sum.saturating_add(*part));
        let mut parts: Vec<i128> = exact.iter().map(|part| part / HUNDRED).collect();
        let down = parts.iter().fold(0i128, |sum, part| sum.saturating_add(*part));
        let over = divide(sum, HUNDRED).saturating_sub(down).max(0);
        let mut turn: Vec<(i128, usize)> = exact.iter().enumerate().map(|(i, part)| (part % HUNDRED, i)).collect();
        order::sort_by(&mut turn, |a, b| (b.0, a.1) < (a.0, b.1));
        for (_, at) in turn.into_iter().take(usize::try_from(over).unwrap_or(usize::MAX)) {
            if let Some(part) = parts.get_mut(at) {
                *part += 1;
            }
        }
        parts.into_iter().map(|part| Decimal(part.saturating_mul(unit).saturating_mul(sign))).collect()
    }

    /// How many percent of a whole it is, rounded half away from zero to one decimal; none of a whole that is not above nothing.
    pub fn percent_of(self, whole: Decimal) -> Option<Decimal> {
        if whole.0 <= 0 {
            return None;
        }
        let tenths = divide(self.0.checked_mul(1000)?, whole.0);
        tenths.checked_mul(ONE / 10).map(Decimal)
    }
}

/// A unit with so many decimals, in millionths.
fn unit(places: u32) -> i128 {
    (places.min(PLACES)..PLACES).fold(1, |unit, _| unit * 10)
}

/// A quotient, rounded half away from zero; the divisor is above zero.
fn divide(value: i128, by: i128) -> i128 {
    let (whole, rest) = (value / by, value % by);
    if rest.abs() >= by - rest.abs() { whole + value.signum() } else { whole }
}

/// Sums are exact; at the end of what an `i128` holds, which no file of ours reaches, they stay there.
impl std::ops::Add for Decimal {
    type Output = Decimal;

    fn add(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Decimal {
    type Output = Decimal;

    fn sub(self, other: Decimal) -> Decimal {
        Decimal(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Decimal>>(all: I) -> Decimal {
        all.fold(Decimal::ZERO, |sum, one| sum + one)
    }
}

/// Stands for a decimal separator that can be nothing else.
const POINT: char = '٫';

/// A character of a typed number: a Western digit, a separator (`.`, `,`, `'`, a blank, [`POINT`]), or none for what is passed over.
fn plain(c: char, kind: Kind) -> Result<Option<char>, Unreadable> {
    let digit = |zero: char| u32::from(c).checked_sub(u32::from(zero)).and_then(|n| char::from_digit(n, 10));
    let digits = ['0', '٠', '۰'].into_iter().find_map(digit);
    Ok(Some(match c {
        _ if digits.is_some() => return Ok(digits),
        '.' => '.',
        // The comma of Arabic writing stands beside the digits on many keyboards.
        ',' | '،' => ',',
        '٫' => POINT,
        '٬' | '\'' | '’' => '\'',
        // Marks of direction come along when a formatted amount is copied.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => return Ok(None),
        c if c.is_whitespace() => ' ',
        '%' | '٪' if kind == Kind::Percent => return Ok(None),
        '-' | '−' | '–' => return Err(Unreadable::Negative),
        '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '৳' | '฿' | '៛' | '\u{20a0}'..='\u{20cf}' | '﷼' => {
            return Err(Unreadable::CurrencySign);
        }
        _ => return Err(Unreadable::NotDigits),
    }))
}

fn read_typed(text: &str, kind: Kind) -> Result<Option<Decimal>, Unreadable> {
    let mut found = String::new();
    for c in text.chars() {
        found.extend(plain(c, kind)?);
    }
    let found = found.trim();
    if found.is_empty() {
        return Ok(None);
    }
    let places = match kind {
        Kind::Amount(places) => places,
        Kind::Percent => PERCENT_PLACES,
    };
    let point = decimal_point(found, kind)?;
    let (whole, fraction) = match point {
        Some(at) => {
            let (whole, rest) = found.split_at_checked(at).ok_or(Unreadable::Separators)?;
            let mut rest = rest.chars();
            rest.next();
            (whole, rest.as_str())
        }
        None => (found, ""),
    };
    let whole = ungrouped(whole)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(Unreadable::Separators);
    }
    let read = Decimal::from_digits(&whole, fraction, places)?;
    if kind == Kind::Percent && read > Decimal::HUNDRED { Err(Unreadable::OverHundred) } else { Ok(Some(read)) }
}

/// Where the decimal separator stands, if there is one.
fn decimal_point(text: &str, kind: Kind) -> Result<Option<usize>, Unreadable> {
    let last = |c: char| text.rfind(c);
    let count = |c: char| text.matches(c).count();
    if let Some(at) = last(POINT) {
        return if count(POINT) == 1 { Ok(Some(at)) } else { Err(Unreadable::Separators) };
    }
    let (mark, at) = match (last(','), last('.')) {
        (None, None) => return Ok(None),
        (Some(comma), Some(point)) => {
            let (mark, at) = if comma > point { (',', comma) } else { ('.', point) };
            return if count(mark) == 1 { Ok(Some(at)) } else { Err(Unreadable::Separators) };
        }
        (Some(comma), None) => (',', comma),
        (None, Some(point)) => ('.', point),
    };
    if count(mark) > 1 {
        return Ok(None);
    }
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
    let could_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    match (kind, could_group, mark) {
        (Kind::Percent, _, _) | (_, false, _) | (Kind::Amount(3), true, '.') => Ok(Some(at)),
        (Kind::Amount(3), true, _) | (_, true, '.') => Err(Unreadable::Ambiguous),
        (_, true, _) => Ok(None),
    }
}

/// Digits without their separators of thousands, which must all be the same and stand where they can: before the last three digits,
/// and before each two or three further ones (India groups by two).
fn ungrouped(whole: &str) -> Result<String, Unreadable> {
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next() else { return Ok(whole.into()) };
    if marks.any(|other| other != mark) {
        return Err(Unreadable::Separators);
    }
    let groups: Vec<usize> = whole.split(mark).map(str::len).collect();
    let last = groups.len() - 1;
    let fits = |(at, length): (usize, &usize)| match at {
        0 => (1..=3).contains(length),
        at if at == last => *length == 3,
        _ => (2..=3).contains(length),
    };
    if groups.iter().enumerate().all(fits) { Ok(whole.split(mark).collect()) } else { Err(Unreadable::Separators) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Decimal {
        Decimal::from_file(text).unwrap()
    }

    #[test]
    fn files_are_read_exactly_or_not_at_all() {
        for (text, written) in [
            ("0", "0.00"),
            ("-0", "0.00"),
            ("15000.000", "15000.00"),
            ("0015.5", "15.50"),
            ("-5.5", "-5.50"),
            ("-0.000001", "-0.000001"),
            ("0.1", "0.10"),
            ("1.234500000000", "1.2345"),
            ("999999999999999999.999999", "999999999999999999.999999"),
        ] {
            assert_eq!(Decimal::from_file(text).map(|d| d.to_text(2)).as_deref(), Some(written), "{text}");
        }
        for text in
            ["", "-", ".5", "5.", "1e3", "1,5", "+1", " 1", "1 ", "٥", "--1", "1.2.3", "1000000000000000000", "0.0000001", "NaN"]
        {
            assert_eq!(Decimal::from_file(text), None, "{text}");
        }
    }

    #[test]
    fn a_currency_without_decimals_is_written_without_a_point() {
        for (text, written) in [("15", "15"), ("-1500", "-1500"), ("0", "0"), ("0.5", "0.5"), ("20.50", "20.5")] {
            assert_eq!(of(text).to_text(0), written);
            assert_eq!(of(text).is_zero(), text == "0");
        }
    }

    #[test]
    fn typing_is_read_as_it_is_meant() {
        // What is typed, how many decimals the currency has, what is read.
        for (text, places, expected) in [
            ("1500", 2, "1500"),
            ("1500.5", 2, "1500.5"),
            ("1500,5", 2, "1500.5"),
            (" 1 500,50 ", 2, "1500.5"),
            ("1\u{a0}500\u{202f}000", 0, "1500000"),
            ("1,500", 2, "1500"),
            ("1,500", 0, "1500"),
            ("1،500", 2, "1500"),
            ("1,500,000", 3, "1500000"),
            ("1.500.000", 2, "1500000"),
            ("1,500.50", 2, "1500.5"),
            ("1.500,50", 2, "1500.5"),
            ("1,500.000", 3, "1500"),
            ("12,34,567.00", 2, "1234567"),
            ("1'500", 2, "1500"),
            ("1’500.5", 2, "1500.5"),
            ("1.500", 3, "1.5"),
            ("0,500", 3, "0.5"),
            ("0.500", 2, "0.5"),
            ("1234,567", 3, "1234.567"),
            (".5", 2, "0.5"),
            ("5.", 2, "5"),
            ("١٥٠٠", 2, "1500"),
            ("١٬٥٠٠٫٥", 2, "1500.5"),
            ("١٬٥٠٠٬٠٠٠", 3, "1500000"),
            ("١٥٫٢٥٠", 3, "15.25"),
            ("۱۲۳۴٫۵", 2, "1234.5"),
            ("\u{200f}١٬٥٠٠\u{200f}", 2, "1500"),
            ("007", 2, "7"),
            ("1.5000", 2, "1.5"),
            ("999999999999999.99", 2, "999999999999999.99"),
        ] {
            assert_eq!(Decimal::typed(text, places), Ok(Some(of(expected))), "{text}");
        }
        for text in ["", "  ", "\u{200f}"] {
            assert_eq!(Decimal::typed(text, 2), Ok(None));
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        use Unreadable::*;
        for (text, places, why) in [
            ("$15", 2, CurrencySign),
            ("15 €", 2, CurrencySign),
            ("١٥ ﷼", 2, CurrencySign),
            ("15 JOD", 2, NotDigits),
            ("١٥ دينار", 3, NotDigits),
            ("15k", 2, NotDigits),
            ("1e3", 2, NotDigits),
            ("15%", 2, NotDigits),
            ("१५", 2, NotDigits),
            ("-5", 2, Negative),
            ("−5", 2, Negative),
            ("1,50,00", 2, Separators),
            ("1.2.3", 2, Separators),
            ("1 5", 2, Separators),
            ("1 500,000.5", 2, Separators),
            ("١٫٥٫٥", 2, Separators),
            ("1,5.5,5", 2, Separators),
            ("1.5,5.5", 2, Separators),
            ("1,,500", 2, Separators),
            (".", 2, Separators),
            ("1. 5", 2, Separators),
            ("1.500", 2, Ambiguous),
            ("1.500", 0, Ambiguous),
            ("1,500", 3, Ambiguous),
            ("150,000", 3, Ambiguous),
            ("0.125", 2, TooManyDecimals),
            ("1500.125", 2, TooManyDecimals),
            ("1.5", 0, TooManyDecimals),
            ("1.0001", 3, TooManyDecimals),
            ("1000000000000000000", 2, TooLarge),
        ] {
            assert_eq!(Decimal::typed(text, places), Err(why), "{text}");
        }
    }

    #[test]
    fn percentages_are_0_to_100() {
        for (text, expected) in
            [("60", "60"), ("60%", "60"), ("٦٠٪", "60"), ("33,33", "33.33"), ("٣٣٫٣", "33.3"), ("100", "100"), ("0", "0")]
        {
            assert_eq!(Decimal::typed_percent(text), Ok(Some(of(expected))), "{text}");
        }
        assert_eq!(Decimal::typed_percent("100.01"), Err(Unreadable::OverHundred));
        assert_eq!(Decimal::typed_percent("33.333"), Err(Unreadable::TooManyDecimals));
        assert_eq!(Decimal::typed_percent("$5"), Err(Unreadable::CurrencySign));
        assert_eq!(Decimal::percent_from_file("100.000"), Some(Decimal::HUNDRED));
        assert_eq!(Decimal::percent_from_file("100.000001"), None);
        assert_eq!(Decimal::percent_from_file("-1"), None);
    }

    #[test]
    fn shares_are_rounded_by_the_largest_remainder() {
        for (amount, places, percents, expected) in [
            ("100", 2, vec!["33.33", "33.33", "33.34"], vec!["33.33", "33.33", "33.34"]),
            ("0.05", 2, vec!["50", "50"], vec!["0.03", "0.02"]),
            ("10", 0, vec!["25", "25", "50"], vec!["3", "2", "5"]),
            ("1", 0, vec!["33", "33", "34"], vec!["0", "0", "1"]),
            ("0.1", 3, vec!["33.3", "33.3", "33.4"], vec!["0.033", "0.033", "0.034"]),
            ("-0.05", 2, vec!["50", "50"], vec!["-0.03", "-0.02"]),
            ("0.001", 2, vec!["50", "50"], vec!["0.001", "0"]),
            ("100", 2, vec!["60", "30"], vec!["60", "30"]),
            ("7", 2, vec![], vec![]),
        ] {
            let percents: Vec<Decimal> = percents.into_iter().map(of).collect();
            let expected: Vec<Decimal> = expected.into_iter().map(of).collect();
            assert_eq!(of(amount).shares(&percents, places), expected, "{amount}");
        }
        assert_eq!(of("0.05").percent(of("50"), 2), of("0.03"), "half goes away from zero");
        assert_eq!(of("-0.05").percent(of("50"), 2), of("-0.03"));
    }

    #[test]
    fn a_share_of_a_whole_has_one_decimal() {
        for (part, whole, expected) in [
            ("5", "100", Some("5")),
            ("1", "3", Some("33.3")),
            ("2", "3", Some("66.7")),
            ("0.0005", "1", Some("0.1")),
            ("0.0004", "1", Some("0")),
            ("-1", "3", Some("-33.3")),
            ("300", "100", Some("300")),
            ("1", "0", None),
            ("1", "-5", None),
        ] {
            assert_eq!(of(part).percent_of(of(whole)), expected.map(of), "{part} of {whole}");
        }
    }

    fn decimal() -> impl Strategy<Value = Decimal> {
        let most = 10i128.pow(24) - 1;
        prop_oneof![-most..=most, -2_000_000i128..2_000_000, Just(most), Just(-most)].prop_map(Decimal)
    }

    /// Amounts with no more decimals than a currency has.
    fn amount(places: u32) -> impl Strategy<Value = Decimal> {
        (0..10i128.pow(DIGITS as u32 + places)).prop_map(move |n| Decimal(n * unit(places)))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in decimal(), places in 0u32..9) {
            prop_assert_eq!(Decimal::from_file(&value.to_text(places)), Some(value));
            prop_assert_eq!(Decimal::from_file(&value.to_text(places)).unwrap().to_text(places), value.to_text(places));
        }

        #[test]
        fn what_a_field_shows_is_read_as_what_it_is(places in 0u32..4, value in (0u32..4).prop_flat_map(amount)) {
            let value = if value.places() > places { Decimal(value.0 - value.0 % unit(places)) } else { value };
            prop_assert_eq!(Decimal::typed(&value.to_text(places), places), Ok(Some(value)));
            let arabic: String = value.to_text(places).chars().map(|c| match c {
                '.' => '٫',
                c => char::from_u32(u32::from(c) - u32::from('0') + u32::from('٠')).unwrap(),
            }).collect();
            prop_assert_eq!(Decimal::typed(&arabic, places), Ok(Some(value)));
        }

        #[test]
        fn nothing_typed_can_break_it(text in "\\PC{0,40}", places in 0u32..9) {
            let _ = (Decimal::typed(&text, places), Decimal::typed_percent(&text), Decimal::from_file(&text));
        }

        #[test]
        fn nothing_like_a_number_can_break_it(text in "[0-9٠-٩۰-۹.,٫٬' ،%-]{0,45}", places in 0u32..9) {
            if let Ok(Some(read)) = Decimal::typed(&text, places) {
                prop_assert!(read >= Decimal::ZERO && read.places() <= places);
                prop_assert_eq!(Decimal::from_file(&read.to_text(places)), Some(read));
            }
            let _ = (Decimal::typed_percent(&text), Decimal::from_file(&text));
        }

        #[test]
        fn shares_that_make_a_hundred_make_the_whole(
            value in decimal(),
            places in 0u32..4,
            cuts in prop::collection::vec(0i128..=HUNDRED, 0..8),
        ) {
            let mut cuts = cuts;
            cuts.extend([0, HUNDRED]);
            cuts.sort_unstable();
            let percents: Vec<Decimal> = cuts.windows(2).map(|w| Decimal(w[1] - w[0])).collect();
            let shares = value.shares(&percents, places);
            prop_assert_eq!(shares.iter().copied().sum::<Decimal>(), value);
            let finest = unit(places.max(value.places()));
            for (share, percent) in shares.iter().zip(&percents) {
                prop_assert_eq!(share.0 % finest, 0);
                // Less than one unit away from what it is exactly.
                let exact = value.0 / finest * percent.0;
                prop_assert!((share.0 / finest * HUNDRED - exact).abs() < HUNDRED);
            }
        }

        #[test]
        fn sums_are_exact(values in prop::collection::vec(decimal(), 0..50)) {
            let sum: Decimal = values.iter().copied().sum();
            // Added by whole and fraction apart, as by hand.
            let (whole, part) = values.iter().fold((0i128, 0i128), |(w, p), v| (w + v.0.div_euclid(ONE), p + v.0.rem_euclid(ONE)));
            prop_assert_eq!(sum.0, (whole + part.div_euclid(ONE)) * ONE + part.rem_euclid(ONE));
            let back = values.iter().rev().fold(sum, |rest, v| rest - *v);
            prop_assert!(back.is_zero());
        }

        #[test]
        fn one_percentage_is_rounded_half_away_from_zero(value in decimal(), percent in 0i128..=HUNDRED, places in 0u32..4) {
            let finest = unit(places.max(value.places()));
            let twice = value.0 / finest * percent * 2;
            let got = value.percent(Decimal(percent), places).0 / finest * HUNDRED * 2;
            // No more than half a unit away, and a half goes outwards.
            prop_assert!((got - twice).abs() <= HUNDRED);
            prop_assert!((got - twice).abs() < HUNDRED || got.abs() > twice.abs());
        }
    }
}
