// An office suite opens every paper and the workbook, shows what stands in them, and works the workbook's formulas out anew.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { caseFile, go, shelf, stage } from "../browser/app.mjs";
import { hostile, PAPERS, saveFile } from "./files.mjs";

const withApp = stage();
const dir = mkdtempSync(join(tmpdir(), "tafwid-office-"));
after(() => rmSync(dir, { recursive: true }));

/** Converts a file; its profile is its own, so that a suite that is open does not matter. */
function convert(path, to) {
  const profile = `-env:UserInstallation=file://${join(dir, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", dir, path], { stdio: "pipe" });
  return path.replace(/\.\w+$/, `.${to.split(":")[0]}`);
}

// Letters alone, without lam and alef: a PDF sets blanks and marks otherwise, and gives the two letters of a ligature in any order.
const letters = (text) => text.normalize("NFKD").replace(/[^\p{L}\p{N}]|[لا]/gu, "");
const pdfText = (path) => letters(execFileSync("pdftotext", [path, "-"], { encoding: "utf8", maxBuffer: 1e8 }));

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

  test(`an office suite opens the workbook and comes to the same sums, ${lang}`, { timeout: 600_000 }, async () => {
    await withApp({ at: "#/papers/report", locale: lang, shelf: shelf(hostile()) }, async (page) => {
      const path = join(dir, `book-${lang}.xlsx`);
      await saveFile(page, '[data-file="xlsx"]', path);
      const words = await page.evaluate((lang) => tafwidBoot.load(lang, "papers").then(JSON.parse), lang);
      assert.ok(pdfText(convert(path, "pdf")).includes(letters(words.report.yearly)));
      // Every sheet as text, its formulas worked out by the suite.
      convert(path, 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1');
      const sheet = readdirSync(dir).find((name) => name.startsWith(`book-${lang}-${words.report.budget}`) && name.endsWith(".csv"));
      const rows = readFileSync(join(dir, sheet), "utf8").split("\n");
      const row = (name) => rows.find((line) => line.includes(words.report[name]));
      assert.match(row("total_yearly"), /,0\.30*,/, "0.1 and 0.2 make 0.3");
      assert.match(row("reference"), /,1000000(\.0+)?,/);
      assert.ok(!rows.some((line) => line.includes("#NAME?") || line.includes("#VALUE!") || line.includes("Err:")), rows.join("\n"));
    });
  });
}
