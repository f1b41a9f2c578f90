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
            let (hours, minutes) = (at(h1, h2), at(m1, m2));
            if hours > 23 || minutes > 59 {
                return None;
            }
            let east = hours * 60 + minutes;
            if *sign == b'+' { east } else { -east }
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

    #[test]
    fn every_part_of_a_time_stamp_counts_and_is_within_its_limits() {
        const NOON: i64 = 1_795_348_800; // 2026-11-22T12:00:00Z
        for (text, expected) in [
            ("2026-11-22T12:00:00Z", Some((NOON, 0))),
            ("2026-11-22t12:00:00z", Some((NOON, 0))),
            ("2026-11-22 12:00:00Z", Some((NOON, 0))),
            ("2026-11-22T13:02:03Z", Some((NOON + 3_723, 0))),
            ("2026-11-22T23:59:60Z", Some((NOON + 43_200, 0))),
            ("2026-11-22T12:00:00-01:30", Some((NOON + 5_400, 0))),
            ("2026-11-22T12:00:00+11:10", Some((NOON - 40_200, 0))),
            ("2026-11-22T12:00:00+23:59", Some((NOON - 86_340, 0))),
            ("2026-11-22T12:00:00.5+00:00", Some((NOON, 500_000_000))),
            ("2026-11-22T12:00:00.123456789Z", Some((NOON, 123_456_789))),
            ("2026-11-22T12:00:00.1234567899Z", Some((NOON, 123_456_789))),
            ("2026-11-22T23:60:00Z", None),
            ("2026-11-22T23:59:61Z", None),
            ("2026-11-22x12:00:00Z", None),
            ("2026-11-22T12x00:00Z", None),
            ("2026-11-22T12:00x00Z", None),
            ("2026x11-22T12:00:00Z", None),
            ("2026-11x22T12:00:00Z", None),
            ("2026-11-22T1x:00:00Z", None),
            ("2026-11-22T12:00:00.Z", None),
            ("2026-11-22T12:00:00.5", None),
            ("2026-11-22T12:00:00+0100", None),
            ("2026-11-22T12:00:00+01x00", None),
            ("2026-11-22T12:00:00+01:0x", None),
            ("2026-11-22T12:00:00+0::00", None),
            ("2026-11-22T12:00:00*01:00", None),
            ("2026-11-22T12:00:00+24:00", None),
            ("2026-11-22T12:00:00-01:60", None),
            ("2026-11-22T12:00:00ZZ", None),
        ] {
            assert_eq!(instant(text), expected, "{text}");
        }
        for text in
            ["2026-1-22", "2026-11-222", "2026/11-22", "2026-11/22", "20x6-11-22", "2026-00-10", "2026-13-10", "2026-11-00"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn day_follows_day() {
        let is_leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        for years in [0..=9, 1595..=1605, 1895..=2105, 9990..=9999] {
            let mut last = None;
            for year in years {
                for (month, length) in (1..).zip([31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                    for day in 1..=length {
                        let text = format!("{year:04}-{month:02}-{day:02}");
                        assert!(is_date(&text), "{text}");
                        let (seconds, _) = instant(&format!("{text}T00:00:00Z")).unwrap();
                        assert_eq!(seconds, last.map_or(seconds, |last| last + 86_400), "{text}");
                        last = Some(seconds);
                    }
                    assert!(!is_date(&format!("{year:04}-{month:02}-{:02}", length + 1)));
                }
            }
        }
    }

    #[test]
    fn the_later_is_by_instant_then_by_bytes_and_what_is_no_time_is_earliest() {
        for (a, b, expected) in [
            ("2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z", "2026-11-22T10:00:01Z"),
            ("2026-11-22T10:00:01Z", "2026-11-22T10:00:00Z", "2026-11-22T10:00:01Z"),
            ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00z", "2026-11-22T10:00:00z"),
            ("x", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"),
            ("b", "a", "b"),
        ] {
            assert_eq!(later(a, b), expected);
            assert_eq!(later(b, a), expected);
        }
    }
}
