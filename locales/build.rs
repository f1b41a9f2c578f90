//! Turns the instrument's table (`src/domain/instrument.toml`) into typed ids, and the interface words into typed keys.

// A build script has nobody to report to but the build: it stops with a message.
#![allow(clippy::expect_used, clippy::panic)]

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::PathBuf};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let table = root.join("src/domain/instrument.toml");
    println!("cargo:rerun-if-changed={}", table.display());
    println!("cargo:rerun-if-changed=locales/build.rs");
    let text = fs::read_to_string(&table).expect("the instrument's table can be read");
    fs::write(out.join("instrument.rs"), instrument(&text)).expect("OUT_DIR can be written");
    #[cfg(feature = "app")]
    words(&out);
}

/// The interface's words as typed keys; the content packs are read at run time.
#[cfg(feature = "app")]
fn words(out: &std::path::Path) {
    use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
    let config = Config::new("ar")
        .and_then(|c| c.add_locales(["en"]))
        .and_then(|c| c.add_namespaces(["interface"]))
        .expect("two locales and one namespace")
        .parse_options(ParseOptions::default().interpolate_display(true));
    let infos = TranslationsInfos::parse(config).expect("the interface's words can be read");
    infos.emit_diagnostics();
    infos.rerun_if_locales_changed();
    infos.generate_i18n_module(out.join("i18n")).expect("the interface's words can be written");
}

/// `mandate.own_adoption` and `from_50k` as Rust names: `MandateOwnAdoption`, `From50k`.
fn camel(id: &str) -> String {
    id.split(['.', '_'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
        })
        .collect()
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    value
        .and_then(toml::Value::as_array)
        .map(|list| list.iter().filter_map(|v| v.as_str().map(String::from)).collect())
        .unwrap_or_default()
}

/// An enum with its ids: `(variant, id, doc)`.
fn id_enum(out: &mut String, name: &str, doc: &str, variants: &[(String, String)]) {
    let _ = writeln!(
        out,
        "/// {doc}\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\npub enum {name} {{"
    );
    for (variant, id) in variants {
        let _ = writeln!(out, "    /// `{id}`\n    {variant},");
    }
    let list: Vec<String> = variants.iter().map(|(v, _)| format!("{name}::{v}")).collect();
    let ids: Vec<String> = variants.iter().map(|(_, id)| format!("{id:?}")).collect();
    let _ = writeln!(
        out,
        "}}\nimpl {name} {{\n    /// All, in the instrument's order.\n    pub const ALL: [{name}; {n}] = [{}];\n    \
         /// The id in files and pages.\n    pub const fn id(self) -> &'static str {{\n        const IDS: [&str; {n}] = [{}];\n        \
         IDS[self as usize]\n    }}\n}}",
        list.join(", "),
        ids.join(", "),
        n = variants.len()
    );
}

fn condition(text: &str) -> (String, Vec<String>) {
    if let Some(parent) = text.strip_suffix(" not_empty") {
        return (parent.into(), Vec::new());
    }
    let (parent, list) = text.split_once(" in ").unwrap_or_else(|| panic!("show_if not understood: {text}"));
    let list = list.trim_matches(['[', ']']).split(',').map(|o| o.trim().to_string()).collect();
    (parent.into(), list)
}

fn instrument(text: &str) -> String {
    let doc: toml::Table = text.parse().expect("the instrument's table is TOML");
    let sections = doc["section"].as_array().expect("sections");
    let (mut section_ids, mut question_ids, mut option_ids, mut rows) = (vec![], vec![], vec![], String::new());
    let mut seen = BTreeSet::new();
    let mut option = |id: &str, ids: &mut Vec<(String, String)>| {
        if seen.insert(id.to_string()) {
            ids.push((camel(id), id.to_string()));
        }
        format!("Opt::{}", camel(id))
    };
    for id in ["yes", "partly", "no", "not_applicable"] {
        option(id, &mut option_ids);
    }
    for section in sections {
        let section_id = section["id"].as_str().expect("section id");
        section_ids.push((camel(section_id), section_id.to_string()));
        for q in section["questions"].as_array().expect("questions") {
            let id = q["id"].as_str().expect("question id");
            question_ids.push((camel(id), id.to_string()));
            let kind = q["kind"].as_str().expect("kind");
            let na = q.get("na").and_then(toml::Value::as_bool).unwrap_or(false);
            let options: Vec<String> = match kind {
                "extent" if na => vec!["yes".into(), "partly".into(), "no".into(), "not_applicable".into()],
                "extent" => vec!["yes".into(), "partly".into(), "no".into()],
                "choice" | "multi" => strings(q.get("options")),
                "text" | "list" | "country" => vec![],
                other => panic!("{id}: kind {other} has no type yet"),
            };
            assert!(options.len() <= 16, "{id}: more than 16 options do not fit a selection");
            let options: Vec<String> = options.iter().map(|o| option(o, &mut option_ids)).collect();
            let show_if =
                q.get("show_if").and_then(toml::Value::as_str).map(condition).map_or("None".into(), |(parent, list)| {
                    let list: Vec<String> = list.iter().map(|o| format!("Opt::{}", camel(o))).collect();
                    format!("Some(ShowIf {{ parent: Question::{}, options: &[{}] }})", camel(&parent), list.join(", "))
                });
            let dim =
                q.get("dim").and_then(toml::Value::as_str).map_or("None".into(), |d| format!("Some(Dimension::{})", camel(d)));
            let seed: Vec<String> =
                strings(q.get("seed")).iter().map(|s| s.trim_start_matches('S').trim_start_matches('0').to_string()).collect();
            let _ = writeln!(
                rows,
                "    Row {{ section: Section::{}, kind: Kind::{}, options: &[{}], show_if: {show_if}, dim: {dim}, report_only: {}, seed: &[{}] }},",
                camel(section_id),
                camel(kind),
                options.join(", "),
                q.get("report_only").and_then(toml::Value::as_bool).unwrap_or(false),
                seed.join(", "),
            );
        }
    }
    let version = doc["version"].as_str().expect("version");
    let mut out = format!("/// The instrument's version, as files name it.\npub const VERSION: &str = {version:?};\n");
    id_enum(&mut out, "Section", "A group of questions, one page or a run of pages.", &section_ids);
    id_enum(&mut out, "Question", "A question of the instrument.", &question_ids);
    id_enum(&mut out, "Opt", "An option of a closed question; the same id is the same option everywhere.", &option_ids);
    let _ = writeln!(out, "static ROWS: [Row; {}] = [\n{rows}];", question_ids.len());
    out
}
