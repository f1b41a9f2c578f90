//! Numbers, money, dates, plurals, lists and names of countries and currencies as the language writes them: the browser knows all of them.

use super::lang::Lang;
use crate::domain::currency;
use crate::domain::money::Decimal;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = number)]
    fn js_number(lang: &str, value: f64) -> String;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = date)]
    fn js_date(lang: &str, stamp: &str) -> String;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = plural)]
    fn js_plural(lang: &str, n: f64) -> String;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = list)]
    fn js_list(lang: &str, items: Vec<String>) -> String;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = countries)]
    fn js_countries(lang: &str, codes: Vec<String>) -> Vec<String>;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = currencies)]
    fn js_currencies(lang: &str, codes: Vec<String>) -> Vec<String>;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = money)]
    fn js_money(lang: &str, amount: &str, currency: &str) -> String;
    #[wasm_bindgen(js_namespace = tafwidBoot, js_name = percent)]
    fn js_percent(lang: &str, hundredths: &str) -> String;
}

/// A number.
pub fn number(lang: Lang, value: f64) -> String {
    js_number(lang.tag(), value)
}

/// An amount of a currency, to its last digit; without a currency the bare number.
pub fn money(lang: Lang, amount: Decimal, currency: &str) -> String {
    js_money(lang.tag(), &amount.to_text(currency::decimals(currency)), currency)
}

/// A number to its last digit.
pub fn decimal(lang: Lang, value: Decimal) -> String {
    js_money(lang.tag(), &value.to_text(0), "")
}

/// A percentage.
pub fn percent(lang: Lang, hundredths: Decimal) -> String {
    js_percent(lang.tag(), &hundredths.to_text(0))
}

/// A time stamp as a day and time.
pub fn date(lang: Lang, stamp: &str) -> String {
    js_date(lang.tag(), stamp)
}

/// The plural form that a count takes: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural(lang: Lang, n: usize) -> String {
    js_plural(lang.tag(), n as f64)
}

/// "a, b and c".
pub fn list<'a>(lang: Lang, items: impl IntoIterator<Item = &'a str>) -> String {
    js_list(lang.tag(), items.into_iter().map(String::from).collect())
}

fn pairs(names: &[String]) -> Vec<(String, String)> {
    names
        .chunks_exact(2)
        .filter_map(|pair| if let [code, name] = pair { Some((code.clone(), name.clone())) } else { None })
        .collect()
}

/// Codes and names of countries, in the order of the names.
pub fn countries(lang: Lang, codes: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    pairs(&js_countries(lang.tag(), codes.map(String::from).collect()))
}

/// Codes and names of currencies, in the order of the names.
pub fn currencies(lang: Lang, codes: impl Iterator<Item = &'static str>) -> Vec<(String, String)> {
    pairs(&js_currencies(lang.tag(), codes.map(String::from).collect()))
}
