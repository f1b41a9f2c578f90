//! A paper as one file for any browser: no script, nothing fetched, its charts inside.

use super::{Block, Line, Manuscript, Table, Tone};

/// Letters that mean something in HTML, as what stands for them.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

fn line(line: &Line) -> String {
    let run = |run: &super::Run| {
        let text = escape(&run.text).replace('\n', "<br>");
        match run.tone {
            Tone::Plain => text,
            Tone::Strong => format!("<strong>{text}</strong>"),
            Tone::Source => format!("<small>{text}</small>"),
            Tone::Typed => format!("<bdi>{text}</bdi>"),
        }
    };
    line.0.iter().map(run).collect()
}

fn item(lines: &[Line]) -> String {
    lines.iter().map(line).collect::<Vec<String>>().join("<br>")
}

fn table(table: &Table) -> String {
    let all: u32 = table.widths.iter().map(|w| u32::from(*w)).sum();
    let column = |width: &u8| format!("<col style=\"width:{}%\">", u32::from(*width) * 100 / all.max(1));
    let head = |text: &String| format!("<th scope=\"col\">{}</th>", escape(text));
    let row = |cells: &Vec<Line>| {
        let cells = cells.iter().enumerate().map(|(i, cell)| match i {
            0 => format!("<th scope=\"row\">{}</th>", line(cell)),
            _ => format!("<td>{}</td>", line(cell)),
        });
        format!("<tr>{}</tr>\n", cells.collect::<String>())
    };
    let caption = if table.caption.is_empty() { String::new() } else { format!("<caption>{}</caption>", escape(&table.caption)) };
    format!(
        "<table>{caption}<colgroup>{}</colgroup>\n<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table>\n",
        table.widths.iter().map(column).collect::<String>(),
        table.head.iter().map(head).collect::<String>(),
        table.rows.iter().map(row).collect::<String>(),
    )
}

fn block(block: &Block, charts: &[(String, String)]) -> String {
    match block {
        Block::Heading(level, text) => format!("<h{level}>{}</h{level}>\n", escape(text)),
        Block::Text(text) => format!("<p>{}</p>\n", line(text)),
        Block::Note(text) => format!("<p class=\"note\">{}</p>\n", line(text)),
        Block::List(is_numbered, items) => {
            let tag = if *is_numbered { "ol" } else { "ul" };
            let items: String = items.iter().map(|lines| format!("<li>{}</li>\n", item(lines))).collect();
            format!("<{tag}>\n{items}</{tag}>\n")
        }
        Block::Boxes(items) => {
            let items: String = items.iter().map(|text| format!("<li>☐ {}</li>\n", line(text))).collect();
            format!("<ul class=\"boxes\">\n{items}</ul>\n")
        }
        Block::Facts(facts) => {
            let pair = |(name, fact): &(String, Line)| format!("<dt>{}</dt><dd>{}</dd>\n", escape(name), line(fact));
            format!("<dl>\n{}</dl>\n", facts.iter().map(pair).collect::<String>())
        }
        Block::Table(found) => table(found),
        Block::Range(name, sentence, levels, (low, high)) => {
            let level = |(i, label): (usize, &String)| {
                let is_in = (usize::from(*low)..=usize::from(*high)).contains(&i);
                format!("<span{}>{}</span>", if is_in { " class=\"in\"" } else { "" }, escape(label))
            };
            format!(
                "<section class=\"verdict\"><h3>{}</h3><p>{}</p><div class=\"scale\" aria-hidden=\"true\">{}</div></section>\n",
                escape(name),
                escape(sentence),
                levels.iter().enumerate().map(level).collect::<String>(),
            )
        }
        Block::Chart(name, _, words) => match charts.iter().find(|(of, _)| of == name) {
            Some((_, svg)) => format!("<figure>{svg}<figcaption>{}</figcaption></figure>\n", escape(words)),
            None => String::new(),
        },
        Block::Break => "<hr class=\"break\">\n".into(),
    }
}

/// The whole file. `charts` are drawings as SVG by name; a chart without one is left out, its table says the same.
pub fn html(manuscript: &Manuscript, charts: &[(String, String)]) -> String {
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n\
         <body>\n<main>\n{}</main>\n<footer>{}</footer>\n</body>\n</html>\n",
        manuscript.lang.tag(),
        manuscript.lang.dir(),
        escape(&manuscript.title),
        include_str!("html.css"),
        manuscript.blocks.iter().map(|b| block(b, charts)).collect::<String>(),
        escape(&manuscript.foot),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;

    #[test]
    fn nothing_that_was_typed_becomes_markup() {
        let evil = "</td><script>alert(1)</script> \" onload='x' & \u{202E}x";
        let typed = || Line::by_user(evil);
        let blocks = vec![
            Block::Heading(1, evil.into()),
            Block::Text(typed()),
            Block::Note(typed()),
            Block::List(false, vec![vec![typed()]]),
            Block::Boxes(vec![typed()]),
            Block::Facts(vec![(evil.into(), typed())]),
            Block::Table(Table { caption: evil.into(), head: vec![evil.into()], widths: vec![0], rows: vec![vec![typed()]] }),
            Block::Range(evil.into(), evil.into(), vec![evil.into()], (0, 0)),
        ];
        let manuscript = Manuscript { name: "brief", lang: Lang::Ar, title: evil.into(), foot: evil.into(), blocks };
        let html = html(&manuscript, &[]);
        assert!(!html.contains("<script") && !html.contains("</td><script") && !html.contains("onload='"), "{html}");
        assert!(html.contains("dir=\"rtl\"") && html.contains("<bdi>&lt;/td&gt;"));
    }
}
