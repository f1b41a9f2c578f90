//! A paper on the page, block by block; on paper it is the same.

use crate::report::{Block, Line, Manuscript, Table, Tone};
use crate::text::Text;
use crate::ui::components::chart::chart;
use crate::ui::components::section::stacked;
use crate::ui::dom::{El, div, el};

fn line(tag: &'static str, line: &Line) -> El {
    line.0.iter().fold(el(tag), |all, run| match run.tone {
        Tone::Plain => all.child(el("span").text(run.text.as_str())),
        Tone::Strong => all.child(el("b").text(run.text.as_str())),
        Tone::Source => all.child(div("small", "source").text(run.text.as_str())),
        Tone::Typed => all.child(el("bdi").text(run.text.as_str())),
    })
}

fn heading(level: u8, text: &str) -> El {
    let tag = match level {
        1 => "h2",
        2 => "h3",
        _ => "h4",
    };
    el(tag).text(text)
}

fn table(table: &Table) -> El {
    let all: u32 = table.widths.iter().map(|w| u32::from(*w)).sum();
    let columns = table.widths.iter().map(|w| el("col").attr("width", format!("{}%", u32::from(*w) * 100 / all.max(1))));
    let columns: Vec<El> = columns.collect();
    let head = table.head.iter().map(|text| el("th").attr("scope", "col").text(text.as_str()));
    let rows = table.rows.iter().map(|cells| {
        let cells = cells.iter().enumerate().map(|(i, cell)| match i {
            0 => line("th", cell).attr("scope", "row"),
            _ => line("td", cell).attr("data-label", table.head.get(i).map(String::as_str).unwrap_or_default()),
        });
        el("tr").child(cells.collect::<Vec<El>>())
    });
    let rows: Vec<El> = rows.collect();
    let caption = (!table.caption.is_empty()).then(|| el("caption").text(table.caption.as_str()));
    let made = el("table")
        .child(caption)
        .child(el("colgroup").child(columns))
        .child(el("thead").child(el("tr").child(head.collect::<Vec<El>>())))
        .child(el("tbody").child(rows));
    let name = if table.caption.is_empty() { table.head.join(" · ") } else { table.caption.clone() };
    stacked(&name, made)
}

fn range(name: &str, sentence: &str, levels: &[String], (low, high): (u8, u8)) -> El {
    let bar =
        div("div", "bar").child((0..4).map(|_| el("i"))).child(["band", "end low", "end high"].map(|class| div("b", class)));
    let labels = levels.iter().enumerate().map(|(i, label)| {
        let is_in = (usize::from(low)..=usize::from(high)).contains(&i);
        el("span").attr_if(is_in, "data-in", "").text(label.as_str())
    });
    let scale = div("div", "range")
        .attr("aria-hidden", "true")
        .attr("data-low", low.to_string())
        .attr("data-high", high.to_string())
        .child(bar)
        .child(div("div", "scale").child(labels.collect::<Vec<El>>()));
    div("div", "paper-verdict").child(el("h4").text(name)).child(el("p").child(el("b").text(sentence))).child(scale)
}

fn block(text: &Text, block: &Block) -> El {
    match block {
        Block::Heading(level, words) => heading(*level, words),
        Block::Text(words) => line("p", words),
        Block::Note(words) => line("p", words).attr("class", "hint"),
        Block::List(is_numbered, items) => {
            let items = items.iter().map(|lines| el("li").child(lines.iter().map(|l| line("div", l)).collect::<Vec<El>>()));
            el(if *is_numbered { "ol" } else { "ul" }).child(items.collect::<Vec<El>>())
        }
        Block::Boxes(items) => div("ul", "boxes").child(items.iter().map(|words| line("li", words)).collect::<Vec<El>>()),
        Block::Facts(facts) => {
            let pair = |(name, fact): &(String, Line)| [el("dt").text(name.as_str()), line("dd", fact)];
            div("dl", "told").child(facts.iter().flat_map(pair).collect::<Vec<El>>())
        }
        Block::Table(found) => table(found),
        Block::Range(name, sentence, levels, span) => range(name, sentence, levels, *span),
        Block::Chart(name, picture, words) => {
            let picture = picture.clone();
            el("figure")
                .child(chart(text, name, move || Some(picture.clone())).attr("data-eager", ""))
                .child(el("figcaption").text(words.as_str()))
        }
        Block::Break => div("hr", "page-break"),
    }
}

/// The paper. `text` is in the language that the paper speaks.
pub fn manuscript(text: &Text, manuscript: &Manuscript) -> El {
    let blocks: Vec<El> = manuscript.blocks.iter().map(|b| block(text, b)).collect();
    div("article", "paper")
        .attr("lang", manuscript.lang.tag())
        .attr("dir", manuscript.lang.dir())
        .attr("data-paper", manuscript.name)
        .child(blocks)
        .child(div("p", "paper-foot hint").text(manuscript.foot.as_str()))
}
