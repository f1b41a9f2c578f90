//! Currencies: how many decimals each has, and in which countries it is the only one.
//!
//! Source: ISO 4217, list one, as published on 2026-01-01 by its maintenance agency (SIX). Left out are funds, metals, test codes and
//! units of account, in which no city keeps its budget. The standard's decimals are not everywhere those of the shops: Iraq's dinar
//! has three here, though nobody has a coin for them.

/// Each currency: its code, its decimals, and the countries that have no other. A country with two (Panama), or with none of its own
/// and several in use (Palestine), stands nowhere: there a guess could be wrong. Neither does Zimbabwe, where most pay in dollars.
const TABLE: &str = "\
    AED2 AE;AFN2 AF;ALL2 AL;AMD2 AM;AOA2 AO;ARS2 AR;AUD2 AU CC CX HM KI NF NR TV;AWG2 AW;AZN2 AZ;BAM2 BA;BBD2 BB;BDT2 BD;\
    BHD3 BH;BIF0 BI;BMD2 BM;BND2 BN;BOB2 BO;BRL2 BR;BSD2 BS;BTN2;BWP2 BW;BYN2 BY;BZD2 BZ;CAD2 CA;CDF2 CD;CHF2 CH LI;CLP0 CL;\
    CNY2 CN;COP2 CO;CRC2 CR;CUP2 CU;CVE2 CV;CZK2 CZ;DJF0 DJ;DKK2 DK FO GL;DOP2 DO;DZD2 DZ;EGP2 EG;ERN2 ER;ETB2 ET;EUR2 AD AT AX \
    BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA YT;FJD2 FJ;FKP2 FK;\
    GBP2 GB GG IM JE;GEL2 GE;GHS2 GH;GIP2 GI;GMD2 GM;GNF0 GN;GTQ2 GT;GYD2 GY;HKD2 HK;HNL2 HN;HTG2;HUF2 HU;IDR2 ID;ILS2 IL;\
    INR2 IN;IQD3 IQ;IRR2 IR;ISK0 IS;JMD2 JM;JOD3 JO;JPY0 JP;KES2 KE;KGS2 KG;KHR2 KH;KMF0 KM;KPW2 KP;KRW0 KR;KWD3 KW;KYD2 KY;\
    KZT2 KZ;LAK2 LA;LBP2 LB;LKR2 LK;LRD2 LR;LSL2;LYD3 LY;MAD2 EH MA;MDL2 MD;MGA2 MG;MKD2 MK;MMK2 MM;MNT2 MN;MOP2 MO;MRU2 MR;\
    MUR2 MU;MVR2 MV;MWK2 MW;MXN2 MX;MYR2 MY;MZN2 MZ;NAD2;NGN2 NG;NIO2 NI;NOK2 BV NO SJ;NPR2 NP;NZD2 CK NU NZ PN TK;OMR3 OM;PAB2;\
    PEN2 PE;PGK2 PG;PHP2 PH;PKR2 PK;PLN2 PL;PYG0 PY;QAR2 QA;RON2 RO;RSD2 RS;RUB2 RU;RWF0 RW;SAR2 SA;SBD2 SB;SCR2 SC;SDG2 SD;\
    SEK2 SE;SGD2 SG;SHP2 SH;SLE2 SL;SOS2 SO;SRD2 SR;SSP2 SS;STN2 ST;SVC2;SYP2 SY;SZL2 SZ;THB2 TH;TJS2 TJ;TMT2 TM;TND3 TN;\
    TOP2 TO;TRY2 TR;TTD2 TT;TWD2 TW;TZS2 TZ;UAH2 UA;UGX0 UG;USD2 AS BQ EC FM GU IO MH MP PR PW TC TL UM US VG VI;UYU2 UY;\
    UZS2 UZ;VED2;VES2;VND0 VN;VUV0 VU;WST2 WS;XAF0 CF CG CM GA GQ TD;XCD2 AG AI DM GD KN LC MS VC;XCG2 CW SX;\
    XOF0 BF BJ CI GW ML NE SN TG;XPF0 NC PF WF;YER2 YE;ZAR2 ZA;ZMW2 ZM;ZWG2;";

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// The code, such as JOD.
    pub code: &'static str,
    /// Decimals of its minor unit.
    pub decimals: u32,
    /// Countries that have no other, by their codes, between blanks.
    countries: &'static str,
}

/// Decimals where nothing is known of a currency.
pub const USUAL_DECIMALS: u32 = 2;

/// All currencies, by their codes.
pub fn all() -> impl Iterator<Item = Currency> {
    TABLE.split_terminator(';').filter_map(|row| {
        let decimals = row.get(3..4)?.parse().ok()?;
        Some(Currency { code: row.get(..3)?, decimals, countries: row.get(4..)? })
    })
}

/// The decimals of a currency; two where the code is none that we know.
pub fn decimals(code: &str) -> u32 {
    all().find(|c| c.code == code).map_or(USUAL_DECIMALS, |c| c.decimals)
}

/// The one currency of a country, where there is one.
pub fn of_country(country: &str) -> Option<&'static str> {
    all().find(|c| c.countries.split(' ').any(|of| !of.is_empty() && of == country)).map(|c| c.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::answers::countries;

    #[test]
    fn every_currency_stands_once_in_order_with_possible_decimals() {
        let all: Vec<Currency> = all().collect();
        assert_eq!(all.len(), 155);
        assert!(all.windows(2).all(|w| w[0].code < w[1].code));
        for currency in all {
            assert!(currency.code.bytes().all(|b| b.is_ascii_uppercase()), "{}", currency.code);
            assert!(matches!(currency.decimals, 0 | 2 | 3), "{}", currency.code);
        }
    }

    #[test]
    fn decimals_are_those_of_the_standard() {
        for (code, expected) in [
            ("JOD", 3),
            ("KWD", 3),
            ("BHD", 3),
            ("TND", 3),
            ("IQD", 3),
            ("LYD", 3),
            ("OMR", 3),
            ("JPY", 0),
            ("XOF", 0),
            ("CLP", 0),
            ("EUR", 2),
            ("MRU", 2),
            ("???", 2),
            ("", 2),
        ] {
            assert_eq!(decimals(code), expected, "{code}");
        }
    }

    #[test]
    fn a_country_has_its_currency_where_that_is_clear() {
        for (country, expected) in [
            ("JO", Some("JOD")),
            ("NO", Some("NOK")),
            ("BG", Some("EUR")),
            ("KE", Some("KES")),
            ("PS", None),
            ("PA", None),
            ("ZW", None),
            ("", None),
        ] {
            assert_eq!(of_country(country), expected, "{country}");
        }
        let known: Vec<&str> = countries().collect();
        let mut named: Vec<&str> = all().flat_map(|c| c.countries.split(' ')).filter(|c| !c.is_empty()).collect();
        assert!(named.iter().all(|c| known.contains(c)), "{named:?}");
        let count = named.len();
        named.sort_unstable();
        named.dedup();
        assert_eq!(named.len(), count, "no country stands twice");
    }
}
