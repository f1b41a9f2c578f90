//! The map is true: no room uses another that it may not, and every path that the map names exists.

#![allow(clippy::unwrap_used, clippy::panic)] // a test stops where it fails

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Each room with the rooms that it may use.
const ROOMS: [(&str, &[&str]); 8] = [
    ("domain", &["domain"]),
    ("document", &["document", "domain"]),
    ("storage", &["storage", "document", "domain"]),
    ("text", &["text", "document", "domain"]),
    ("charts", &["charts", "document"]),
    ("report", &["report", "charts", "text", "document", "domain"]),
    ("embed", &["embed", "text", "document", "domain"]),
    ("ui", &["ui", "embed", "report", "charts", "text", "storage", "document", "domain"]),
];

fn files(dir: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else if path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut seen = 0;
    for (room, may) in ROOMS {
        let mut all = Vec::new();
        files(&Path::new(ROOT).join("src").join(room), &mut all);
        for file in all {
            let text = fs::read_to_string(&file).unwrap();
            for used in text.split("crate::").skip(1) {
                // `crate::ui` alone is the macro for interface words; of the room one uses what is in it.
                if used.starts_with("ui;") || used.starts_with("ui!") {
                    continue;
                }
                let used: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if !ROOMS.iter().any(|(name, _)| *name == used) {
                    continue;
                }
                seen += 1;
                assert!(may.contains(&used.as_str()), "{} uses {used}", file.display());
            }
        }
    }
    assert!(seen > 50, "the scan finds what rooms use");
}

#[test]
fn rules_draw_no_words_and_no_browser() {
    let mut all = Vec::new();
    files(&Path::new(ROOT).join("src/domain"), &mut all);
    files(&Path::new(ROOT).join("src/document"), &mut all);
    for file in all {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "SystemTime", "Instant::now", "std::fs"] {
            let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!shipped.contains(word), "{} names {word}", file.display());
        }
    }
}

/// Text becomes part of the page as text. What turns text into elements would let a file or a person write the page.
#[test]
fn no_text_is_turned_into_elements() {
    let mut all = Vec::new();
    files(&Path::new(ROOT).join("src"), &mut all);
    let scripts = fs::read_dir(Path::new(ROOT).join("public")).unwrap().flatten().map(|entry| entry.path());
    all.extend(scripts.filter(|path| path.extension().is_some_and(|e| e == "js")));
    all.extend(["public/charts/view.js", "public/office/docx.js"].map(|path| Path::new(ROOT).join(path)));
    for file in &all {
        let text = fs::read_to_string(file).unwrap();
        for way in
            ["inner_html", "innerHTML", "outer_html", "outerHTML", "insertAdjacentHTML", "insert_adjacent_html", "document.write"]
        {
            assert!(!text.contains(way), "{} uses {way}", file.display());
        }
    }
    assert!(all.len() > 100 && all.iter().any(|path| path.ends_with("boot.js")));
}

#[test]
fn every_path_on_the_map_exists() {
    let map = fs::read_to_string(Path::new(ROOT).join("src/ARCHITECTURE.md")).unwrap();
    let mut seen = 0;
    for path in map.split('`').skip(1).step_by(2) {
        let is_path = ["src/", "tests/", "locales/", "public/"].iter().any(|start| path.starts_with(start));
        if !is_path || path.contains(['<', '*', ' ']) {
            continue;
        }
        seen += 1;
        assert!(Path::new(ROOT).join(path).exists(), "{path} is on the map and not in the house");
    }
    assert!(seen > 20);
}
