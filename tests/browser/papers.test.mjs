// Papers and files: what they hold and what not, in both languages, full, empty and with text that means harm. Files are read by
// programs that are not ours (tests/office/check.py).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { hostile, LONG, PAPERS, saveFile, TABLES } from "../office/files.mjs";
import { assessment, caseFile, eventually, go, kept, reload, root, savedText, shelf, stage, toFile } from "./app.mjs";

const withApp = stage();
const dir = mkdtempSync(join(tmpdir(), "tafwid-files-"));
after(() => rmSync(dir, { recursive: true }));

const python = process.env.TAFWID_PYTHON ?? "python3";
const save = (page, selector, name) => saveFile(page, selector, join(dir, name));

const files = [];
const expect = (name, path, kind, rtl, more = {}) => files.push({ name, file: path, kind, rtl, ...more });

for (const lang of ["ar", "en"]) {
  for (const [state, text, has] of [
    ["full", caseFile("river-city-complete"), []],
    ["empty", null, []],
    ["hostile", hostile(), ["PICKED"]],
  ]) {
    test(`every file of a ${state} assessment is made, ${lang}`, { timeout: 180_000 }, async () => {
      const at = { at: "#/papers/report", locale: lang, shelf: text ? shelf(text) : {} };
      const rtl = lang === "ar";
      const hasNot = ["SECRET"];
      const pick = async (page) => {
        if (state !== "hostile") return;
        await page.locator('[data-part="include"] > summary').click();
        await page.locator('[data-include="note mandate.clear"]').check();
        await page.locator('[data-include="evidence mandate.clear"]').check();
      };
      await withApp(at, async (page) => {
        await pick(page);
        for (const paper of PAPERS) {
          await go(page, `#/papers/${paper}`);
          for (const kind of ["docx", "html"]) {
            const name = `${state}-${lang}-${paper}.${kind}`;
            const { path, suggested } = await save(page, `[data-file="${kind}"]`, name);
            assert.match(suggested, new RegExp(`${paper}\\.${kind}$`));
            const picked = paper === "report" ? has : [];
            const typed = state === "hostile" && paper === "outline" ? ["one two BEGIN:VEVENT", "</td><script>alert(1)</script>&amp;", LONG] : [];
            expect(name, path, kind, rtl, { has: [...picked, ...typed], hasNot: paper === "report" ? hasNot : [...hasNot, "PICKED"] });
          }
        }
      });
      // Browsers ask before they take more than ten files from one page.
      await withApp(at, async (page) => {
        await pick(page);
        await page.locator('[data-part="data"] > summary').click();
        for (const kind of TABLES) {
          const name = `${state}-${lang}.${kind}`;
          const { path } = await save(page, `[data-file="${kind}"]`, name);
          const rows = kind === "csv_actions" ? (state === "hostile" ? 5 : 1) : undefined;
          const picked = ["xlsx", "csv_answers"].includes(kind) ? has : [];
          expect(name, path, kind.startsWith("csv") ? "csv" : kind, rtl, { has: picked, hasNot, rows });
        }
      });
    });
  }
}

for (const lang of ["ar", "en"]) {
  test(`blank forms are files too, of one topic or of all, ${lang}`, { timeout: 60_000 }, async () => {
    await withApp({ at: "#/prepare", locale: lang, shelf: shelf(hostile()) }, async (page) => {
      for (const topic of ["", "community"]) {
        await page.locator('select[data-field="topic"]').selectOption(topic);
        const asked = await page.locator("[data-asked] h3").allInnerTexts();
        for (const kind of ["docx", "html"]) {
          const name = `forms-${topic || "all"}-${lang}.${kind}`;
          const { path } = await save(page, `[data-file="${kind}"]`, name);
          expect(name, path, kind, lang === "ar", { has: [asked[0], asked.at(-1)], hasNot: ["SECRET", "PICKED", "evil"] });
        }
      }
    });
  });
}

test("other programs read every file, and find in it what should be there and nothing else", () => {
  const manifest = join(dir, "manifest.json");
  writeFileSync(manifest, JSON.stringify(files));
  assert.equal(files.length, 2 * 3 * (PAPERS.length * 2 + TABLES.length) + 2 * 2 * 2);
  const said = (() => {
    try {
      return execFileSync(python, [join(root, "tests/office/check.py"), manifest], { encoding: "utf8" });
    } catch (error) {
      assert.fail(`${error.stdout}${error.stderr}`);
    }
  })();
  assert.match(said, new RegExp(`${files.length} of ${files.length} files are sound`));
});

describe("the page of papers", () => {
  const at = { at: "#/papers/report", shelf: shelf(caseFile("river-city-complete")) };

  test("shows what the file will hold, in the language chosen for it, whatever the page speaks", async () => {
    await withApp({ ...at, locale: "ar" }, async (page) => {
      const paper = page.locator("article.paper");
      assert.deepEqual([await paper.getAttribute("lang"), await paper.getAttribute("dir")], ["ar", "rtl"]);
      await page.locator('select[data-field="language"]').selectOption("en");
      await page.waitForSelector('article.paper[lang="en"][dir="ltr"]');
      assert.equal(await page.evaluate(() => document.documentElement.lang), "ar");
      const words = await paper.innerText();
      assert.doesNotMatch(words.replace(await page.locator("article.paper bdi").allInnerTexts().then((all) => all.join("|")), ""), /المدينة/);
      const { path } = await save(page, '[data-file="html"]', "other-language.html");
      const said = execFileSync(python, ["-c", "import sys; print(open(sys.argv[1], encoding='utf-8').read()[:60])", path], { encoding: "utf8" });
      assert.match(said, /lang="en" dir="ltr"/);
    });
  });

  test("leaves notes and evidence out until they are ticked, and forgets the ticks with the page", async () => {
    const document = assessment(1, { "mandate.explicit": "yes" });
    document.answers["mandate.explicit"].note = "CANARY-NOTE";
    document.answers["mandate.explicit"].evidence = [{ title: "CANARY-PROOF" }];
    await withApp({ at: "#/papers/report", shelf: shelf(toFile(document)) }, async (page) => {
      const paper = page.locator("article.paper");
      assert.doesNotMatch(await paper.innerText(), /CANARY/);
      await page.locator('[data-part="include"] > summary').click();
      await page.locator('[data-action="include-all"]').click();
      await eventually(async () => (await paper.innerText()).match(/CANARY-\w+/g)?.sort(), ["CANARY-NOTE", "CANARY-PROOF"]);
      await go(page, "#/papers/brief");
      await go(page, "#/papers/report");
      assert.match(await paper.innerText(), /CANARY-NOTE/, "the ticks hold from paper to paper");
      await page.locator('[data-part="include"] > summary').click();
      await page.locator('[data-action="include-none"]').click();
      await eventually(async () => /CANARY/.test(await paper.innerText()), false);
      await page.locator('[data-action="include-all"]').click();
      await reload(page);
      await page.waitForSelector("article.paper");
      assert.doesNotMatch(await paper.innerText(), /CANARY/);
      assert.ok(!Object.values(await kept(page)).some((text) => text.includes("include")), "the ticks are not kept");
    });
  });

  test("says when a file cannot be made, and makes it when asked again", async () => {
    await withApp({ ...at, quiet: false }, async (page) => {
      await page.locator('[data-part="data"] > summary').click();
      await page.route("**/lazy*/files.wasm", (route) => route.abort());
      await page.locator('[data-file="xlsx"]').click();
      await page.waitForSelector("[data-failed]");
      await page.unroute("**/lazy*/files.wasm");
      await save(page, '[data-file="xlsx"]', "second-try.xlsx");
      await eventually(() => page.locator("[data-failed]").count(), 0);
    });
  });

  test("can be stopped: no file comes, and the next one does", async () => {
    await withApp(at, async (page) => {
      await page.locator('[data-part="data"] > summary').click();
      let release;
      const held = new Promise((done) => (release = done));
      await page.route("**/lazy*/files.wasm", async (route) => {
        await held;
        await route.continue();
      });
      const downloads = [];
      page.on("download", (file) => downloads.push(file.suggestedFilename()));
      await page.locator('[data-file="csv_gaps"]').click();
      await page.locator('.making [data-action="stop"]').click();
      release();
      await page.waitForFunction(() => !document.querySelector(".making progress"));
      await new Promise((later) => setTimeout(later, 500));
      assert.deepEqual(downloads, []);
      await save(page, '[data-file="csv_gaps"]', "after-stop.csv");
    });
  });

  test("prints the brief on one page, in each language", async () => {
    for (const lang of ["ar", "en"]) {
      await withApp({ at: "#/papers/brief", locale: lang, shelf: shelf(caseFile("river-city-complete")) }, async (page) => {
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
        assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, lang);
      });
    }
  });

  test("prints the paper and nothing else of the page, with every chart drawn", async () => {
    await withApp({ ...at, viewport: { width: 800, height: 600 } }, async (page) => {
      await page.waitForFunction(() => [...document.querySelectorAll(".paper .chart")].every((c) => c.dataset.state === "drawn"));
      assert.ok((await page.locator(".paper .chart svg").count()) >= 3);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".paper-desk").isVisible(), false);
      assert.equal(await page.locator("article.paper").isVisible(), true);
    });
  });
});

describe("the council's draft", () => {
  const motion = async (answers, check) => {
    const text = toFile(assessment(3, answers));
    await withApp({ at: "#/papers/motion", shelf: shelf(text) }, async (page) => check(await page.locator("article.paper").innerText(), page));
  };

  test("warns where the law may not allow it, and names languages and functions of the city", async () => {
    const base = { "mandate.broader": ["public_health"], "profile.languages": ["Kurmancî", "العربية"] };
    await motion({ ...base, "mandate.not_prohibited": "yes" }, async (allowed, page) => {
      assert.match(allowed, /Kurmancî/);
      const label = await page.evaluate(async () => JSON.parse(await tafwidBoot.load("en", "mandate")).options["mandate.broader"].public_health.label);
      assert.ok(allowed.includes(label));
      await motion({ ...base, "mandate.not_prohibited": "no" }, async (forbidden) => {
        assert.notEqual(allowed.split("\n").slice(0, 6).join(), forbidden.split("\n").slice(0, 6).join());
      });
    });
  });
});

describe("the outline", () => {
  test("is filled in, kept, taken from the answers as a start, and stands in the paper", async () => {
    const at = { at: "#/outline", shelf: shelf(caseFile("river-city-complete")) };
    await withApp(at, async (page) => {
      const field = (id) => page.locator(`[data-outline="${id}"]`);
      await field("concept").fill("Prevention is everyone's work.\nثانيًا");
      const section = page.locator('[data-section="mandate"]');
      await section.locator('[data-action="take"]').click();
      assert.notEqual(await field("mandate").inputValue(), "");
      assert.equal(await section.locator('[data-action="take"]').isVisible(), false, "a start is offered while nothing is written");
      await eventually(async () => JSON.parse(savedText(await kept(page))).outline?.concept, "Prevention is everyone's work.\nثانيًا");
      await reload(page);
      await page.waitForSelector("[data-outline]");
      assert.equal(await field("concept").inputValue(), "Prevention is everyone's work.\nثانيًا");
      await page.locator('[data-action="paper"]').click();
      await page.waitForSelector('[data-paper="outline"]');
      assert.match(await page.locator("article.paper").innerText(), /Prevention is everyone's work\./);
    });
  });
});
