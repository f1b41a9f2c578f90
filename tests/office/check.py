"""Reads the files that the page made with libraries that are not ours, and says what is wrong with them.

python3 check.py MANIFEST: a JSON list of {file, kind, rtl, has, hasNot, rows?}. Prints a line for each fault; exit 1 when there is one.
"""

import csv
import json
import sys
import unicodedata
from html.parser import HTMLParser

import docx
import icalendar
import openpyxl
from docx.oxml.ns import qn

TURNING = {chr(c) for c in [*range(0x202A, 0x202F), 0xFEFF]}
# The names in charts are set apart by pairs of these; elsewhere there are none.
APART = {chr(c) for c in range(0x2066, 0x206A)}


def strange(text, kind):
    """Characters that no file should hold: controls but line ends and tabs, and marks that turn what follows them."""
    forbidden = TURNING if kind == "html" else TURNING | APART
    return {c for c in text if c in forbidden or (unicodedata.category(c) == "Cc" and c not in "\n\t\r")}


def word(path, rtl):
    """The text of a Word file, and its faults."""
    faults = []
    document = docx.Document(path)
    body = document.element.body
    headings = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    if headings[:1] != ["Heading 1"] or headings.count("Heading 1") != 1:
        faults.append(f"its headings begin with {headings[:2]}")
    levels = [int(name.split()[-1]) for name in headings]
    if any(b - a > 1 for a, b in zip(levels, levels[1:])):
        faults.append("a level of headings is left out")
    paragraphs = [p for p in body.iter(qn("w:p")) if any(t.text for t in p.iter(qn("w:t")))]
    bidi = [p for p in paragraphs if p.pPr is not None and p.pPr.find(qn("w:bidi")) is not None]
    if len(bidi) != (len(paragraphs) if rtl else 0):
        faults.append(f"{len(bidi)} of {len(paragraphs)} paragraphs run from right to left")
    tables = list(body.iter(qn("w:tbl")))
    visual = [t for t in tables if t.tblPr.find(qn("w:bidiVisual")) is not None]
    if len(visual) != (len(tables) if rtl else 0):
        faults.append(f"{len(visual)} of {len(tables)} tables run from right to left")
    for table in tables:
        widths = {len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))}
        if len(widths) != 1:
            faults.append("a table has rows of different lengths")
        rows = table.findall(qn("w:tr"))
        repeated = [r for r in rows if r.find(qn("w:trPr")) is not None and r.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None]
        if len(rows) > 1 and repeated != rows[:1]:
            faults.append("a table does not repeat its head")
    for run in body.iter(qn("w:r")):
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        is_arabic = any("\u0600" <= c <= "\u06ff" for c in text)
        is_latin = any("a" <= c.lower() <= "z" for c in text)
        has_mark = run.rPr is not None and run.rPr.find(qn("w:rtl")) is not None
        if is_arabic and is_latin:
            faults.append(f"one run is written both ways: {text[:40]!r}")
        if is_arabic and not has_mark or is_latin and has_mark:
            faults.append(f"a run is marked the wrong way: {text[:40]!r}")
    footer = document.sections[0].footer._element.xml
    if "PAGE" not in footer or "NUMPAGES" not in footer:
        faults.append("its pages have no numbers")
    if document.core_properties.author != "Tafwid" or document.core_properties.last_modified_by != "Tafwid":
        faults.append("it names somebody")
    text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return text, faults


def workbook(path, rtl):
    faults = []
    book = openpyxl.load_workbook(path)
    text = []
    for sheet in book:
        if bool(sheet.sheet_view.rightToLeft) != rtl:
            faults.append(f"the sheet {sheet.title} runs the wrong way")
        if sheet.freeze_panes != "A2" or sheet.print_title_rows is None:
            faults.append(f"the sheet {sheet.title} does not keep its head in sight")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    ours = str(cell.value).startswith(("=SUM(", "=IF(", "=ROUND(", "=SUMIFS(", "=SUMPRODUCT(")) or cell.value[1:2].isalpha()
                    if not ours or "HYPERLINK" in str(cell.value) or "cmd" in str(cell.value):
                        faults.append(f"{sheet.title} {cell.coordinate} works something out: {cell.value}")
                if isinstance(cell.value, str):
                    text.append(cell.value)
        if sheet._hyperlinks:
            faults.append(f"the sheet {sheet.title} has links")
    if book.properties.creator not in (None, "", "Tafwid"):
        faults.append(f"it names {book.properties.creator}")
    return "\n".join(text), faults


def table(path, rows):
    faults = []
    raw = open(path, "rb").read()
    if not raw.startswith(b"\xef\xbb\xbf"):
        faults.append("it does not say that it is UTF-8")
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    if len({len(line) for line in lines}) != 1:
        faults.append("its rows have different lengths")
    if rows is not None and len(lines) != rows:
        faults.append(f"it has {len(lines)} rows, not {rows}")
    for line in lines:
        for cell in line:
            if cell.strip()[:1] in ("=", "+", "-", "@"):
                faults.append(f"a spreadsheet would work out {cell[:40]!r}")
    return "\n".join(cell for line in lines for cell in line), faults


def calendar(path):
    faults = []
    found = icalendar.Calendar.from_ical(open(path, "rb").read())
    events = found.walk("VEVENT")
    ids = [str(event["uid"]) for event in events]
    if len(set(ids)) != len(ids):
        faults.append("two entries have one id")
    yearly = [event for event in events if event.get("rrule", {}).get("FREQ") == ["YEARLY"]]
    if len(yearly) != 1:
        faults.append(f"{len(yearly)} entries come back each year")
    for event in events:
        if (event["dtend"].dt - event["dtstart"].dt).days != 1:
            faults.append("an entry does not take one day")
    return "\n".join(f"{event['summary']}\n{event.get('description', '')}" for event in events), faults


class Page(HTMLParser):
    """The text of a page, and what in it could run or be fetched."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.faults, self.headings, self.dir, self.in_style = [], [], [], None, False

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "html":
            self.dir = attrs.get("dir")
        if tag in ("script", "iframe", "object", "embed", "link", "img", "form"):
            self.faults.append(f"it holds <{tag}>")
        for name, value in attrs.items():
            if name.startswith("on") or (name in ("src", "href", "xlink:href") and not (value or "").startswith("#")):
                self.faults.append(f"<{tag}> has {name}={value!r}")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        self.in_style = tag == "style"

    def handle_data(self, data):
        if not self.in_style:
            self.text.append(data)


def page(path, rtl):
    parser = Page()
    raw = open(path, encoding="utf-8").read()
    parser.feed(raw)
    faults = parser.faults
    if parser.dir != ("rtl" if rtl else "ltr"):
        faults.append(f"it runs {parser.dir}")
    if parser.headings.count("h1") != 1:
        faults.append("it has not one title")
    if "http://" in raw.replace("http://www.w3.org/", "").replace("http://evil.example", "") or "@import" in raw:
        faults.append("it fetches something")
    return "".join(parser.text), faults


def check(entry):
    kind, path, rtl = entry["kind"], entry["file"], entry["rtl"]
    if kind == "docx":
        text, faults = word(path, rtl)
    elif kind == "xlsx":
        text, faults = workbook(path, rtl)
    elif kind == "html":
        text, faults = page(path, rtl)
    elif kind == "ics":
        text, faults = calendar(path)
    else:
        text, faults = table(path, entry.get("rows"))
    if found := strange(text, kind):
        faults.append(f"it holds {sorted(map(hex, map(ord, found)))}")
    flat = " ".join(text.split())
    faults += [f"it lacks {wanted[:60]!r}" for wanted in entry.get("has", []) if " ".join(wanted.split()) not in flat]
    faults += [f"it holds {unwanted[:60]!r}" for unwanted in entry.get("hasNot", []) if unwanted in flat]
    return faults


def main():
    entries = json.load(open(sys.argv[1], encoding="utf-8"))
    broken = 0
    for entry in entries:
        try:
            faults = check(entry)
        except Exception as error:  # a file that cannot be read is the worst fault
            faults = [f"it cannot be read: {error!r}"]
        for fault in faults[:5]:
            print(f"{entry['name']}: {fault}")
        broken += bool(faults)
    print(f"{len(entries) - broken} of {len(entries)} files are sound")
    return 1 if broken or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
