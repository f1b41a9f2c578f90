// An office suite opens every paper and the workbook, shows what stands in them, and works every formula out anew.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { caseFile, go, root, shelf, stage, toFile } from "../browser/app.mjs";
import { hostile, PAPERS, saveFile } from "./files.mjs";

const withApp = stage();
const python = process.env.TAFWID_PYTHON ?? "python3";
const dir = mkdtempSync(join(tmpdir(), "tafwid-office-"));
after(() => rmSync(dir, { recursive: true }));

// A profile of its own, so that a suite that is open does not matter; one that works every formula out anew.
mkdirSync(join(dir, "profile/user"), { recursive: true });
writeFileSync(
  join(dir, "profile/user/registrymodifications.xcu"),
  `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`,
);

/** Converts a file. */
function convert(path, to) {
  const profile = `-env:UserInstallation=file://${join(dir, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", dir, path], { stdio: "pipe" });
  return path.replace(/\.\w+$/, `.${to.split(":")[0]}`);
}

// Letters alone, without lam and alef: a PDF sets blanks and marks otherwise, and gives the two letters of a ligature in any order.
const letters = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]|[لا]/gu, "");
const pdfText = (path) => letters(execFileSync("pdftotext", [path, "-"], { encoding: "utf8", maxBuffer: 1e8 }));

const share = (who, percent) => ({ who, percent });
/** Budgets whose sums are easily got wrong: shares that are rounded, lines that do not count, amounts with more decimals than the currency has. */
const BUDGETS = {
  hostile: null,
  rounded: {
    currency: "JPY",
    reference: "1000",
    lines: [
      { id: "1", title: "quarters", amount: "10", recurs: "yearly", shares: [share("a", "25"), share("b", "25"), share("c", "50")] },
      { id: "2", title: "thirds", amount: "100", recurs: "once", shares: [share("a", "33.33"), share("b", "33.33")] },
      { id: "3", title: "too much", amount: "7", recurs: "yearly", shares: [share("a", "80"), share("b", "55")] },
      { id: "4", title: "nobody", amount: "3", recurs: "once" },
      { id: "5", title: "unreadable", amount: "about 5", recurs: "once", shares: [share("a", "50")] },
      { id: "6", title: "never", amount: "9", recurs: "sometimes", shares: [share("a", "50")] },
      { id: "7", title: "fine", amount: "1.125", recurs: "yearly", shares: [share("a", "50")] },
    ],
  },
};

for (const lang of ["ar", "en"]) {
  for (const [state, text] of [
    ["full", caseFile("river-city-complete")],
    ["hostile", hostile()],
  ]) {
    test(`an office suite shows the papers of a ${state} assessment, ${lang}`, { timeout: 600_000 }, async () => {
      const at = { at: "#/papers/report", locale: lang, shelf: shelf(text) };
      await withApp(at, async (page) => {
        for (const paper of PAPERS) {
          await go(page, `#/papers/${paper}`);
          const path = join(dir, `${state}-${lang}-${paper}.docx`);
          await saveFile(page, '[data-file="docx"]', path);
          const headings = await page.locator("article.paper :is(h2, h3)").allInnerTexts();
          const shown = pdfText(convert(path, "pdf"));
          // A word with marks is set in pieces.
          const words = headings.flatMap((heading) => heading.split(/\s+/)).filter((word) => !/\p{M}/u.test(word));
          assert.ok(words.length > 5);
          for (const word of words) assert.ok(shown.includes(letters(word)), `${paper} ${lang} shows “${word}”`);
        }
      });
    });
  }

  for (const [name, budget] of Object.entries(BUDGETS)) {
    test(`an office suite comes to the sums of the page, ${name}, ${lang}`, { timeout: 600_000 }, async () => {
      const text = toFile({ ...JSON.parse(hostile()), ...(budget ? { budget } : {}) });
      await withApp({ at: "#/papers/report", locale: lang, shelf: shelf(text) }, async (page) => {
        const path = join(dir, `book-${name}-${lang}.xlsx`);
        await page.locator('[data-part="data"] > summary').click();
        await saveFile(page, '[data-file="xlsx"]', path);
        const words = await page.evaluate((lang) => tafwidBoot.load(lang, "papers").then(JSON.parse), lang);
        assert.ok(pdfText(convert(path, "pdf")).includes(letters(words.report.yearly)));
        // The suite's own figures beside those that the page wrote down.
        mkdirSync(join(dir, "again"), { recursive: true });
        execFileSync("soffice", [`-env:UserInstallation=file://${join(dir, "profile")}`, "--headless", "--convert-to", "xlsx", "--outdir", join(dir, "again"), path], { stdio: "pipe" });
        const said = execFileSync(python, [join(root, "tests/office/same.py"), path, join(dir, "again", `book-${name}-${lang}.xlsx`)], { encoding: "utf8" });
        const [, formulas] = said.match(/^(\d+) formulas come to the same/m) ?? assert.fail(said);
        assert.ok(Number(formulas) >= (budget ? 6 : 0), said);
      });
    });
  }
}
