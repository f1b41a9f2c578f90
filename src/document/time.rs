//! Time stamps as files hold them: RFC 3339, compared as instants.

/// Seconds since 1970 and nanoseconds of a full RFC 3339 time stamp, UTC or with an offset; `None` when it is none.
pub fn instant(text: &str) -> Option<(i64, u32)> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| -> Option<i64> {
        let part = text.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = date_parts(text.get(..10)?)?;
    let separated =
        matches!(bytes.get(10), Some(b'T' | b't' | b' ')) && bytes.get(13) == Some(&b':') && bytes.get(16) == Some(&b':');
    let (hour, minute, second) = (digits(11, 13)?, digits(14, 16)?, digits(17, 19)?);
    if !separated || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut rest = text.get(19..)?;
    let mut nanos = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let n = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let kept = fraction.get(..n.min(9)).filter(|f| !f.is_empty())?;
        nanos = kept.parse::<u32>().ok()? * 10u32.pow(9 - kept.len() as u32);
        rest = fraction.get(n..)?;
    }
    let offset = match rest.as_bytes() {
        [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] if [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()) => {
            let at = |a: &u8, b: &u8| i64::from(a - b'0') * 10 + i64::from(b - b'0');
            let minutes = at(h1, h2) * 60 + at(m1, m2);
            if *sign == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    Some((days(year, month, day) * 86_400 + hour * 3_600 + (minute - offset) * 60 + second, nanos))
}

/// Whether a text is a calendar date, YYYY-MM-DD.
pub fn is_date(text: &str) -> bool {
    date_parts(text).is_some()
}

fn date_parts(text: &str) -> Option<(i64, i64, i64)> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let part = |from: usize, to: usize| -> Option<i64> {
        let part = text.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=length).contains(&day).then_some((year, month, day))
}

/// Days since 1970-01-01 in the Gregorian calendar (after H. Hinnant's `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The later of two time stamps; what is no time stamp comes before any; ties by the order of their bytes.
pub fn later<'a>(a: &'a str, b: &'a str) -> &'a str {
    if (instant(a), a) >= (instant(b), b) { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stamps_are_compared_as_instants() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some((0, 0))),
            ("2026-11-22T10:00:00Z", Some((1_795_341_600, 0))),
            ("2026-11-22T13:00:00+03:00", Some((1_795_341_600, 0))),
            ("2026-11-22T10:00:00.25Z", Some((1_795_341_600, 250_000_000))),
            ("2024-02-29T00:00:00Z", Some((1_709_164_800, 0))),
            ("2025-02-29T00:00:00Z", None),
            ("2026-11-22", None),
            ("2026-11-22T10:00:00", None),
            ("2026-11-22T24:00:00Z", None),
            ("٢٠٢٦-11-22T10:00:00Z", None),
            ("", None),
        ] {
            assert_eq!(instant(text), expected, "{text}");
        }
        assert_eq!(later("2026-11-22T10:00:00Z", "2026-11-22T11:00:00+03:00"), "2026-11-22T10:00:00Z");
    }
}
