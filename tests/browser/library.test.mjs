// The library: what can be looked up, and the search that finds it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { caseFile, eventually, field, go, hash, kept, questions, shelf, stage } from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const arabic = { ...wide, locale: "ar" };

const search = (page, words) => page.locator('[data-field="library-search"]').fill(words);
const found = (page, kind) =>
  page.locator(`[data-kind="${kind}"] [data-found]`).evaluateAll((all) => all.map((item) => item.dataset.found));
const follow = (page, kind, id) => page.locator(`[data-kind="${kind}"] [data-found="${id}"] a`).click();

/** What has the focus: the value of this mark, and whether it can be seen without scrolling. */
const focused = (page, mark) =>
  page.evaluate((mark) => {
    const { top } = document.activeElement.getBoundingClientRect();
    return [document.activeElement.getAttribute(mark), top >= 0 && top < innerHeight];
  }, mark);

describe("the search", () => {
  test("finds Arabic however it is written, by the source's words, and by those of another language", () =>
    withApp({ ...arabic, at: "#/library" }, async (page) => {
      for (const [words, id] of [
        ["لا ضرر ولا ضرار", "do_no_harm"],
        ["عدم الحاق الضرر", "do_no_harm"],
        ["ولايه", "mandate"],
        ["صون المجتمع", "safeguarding"],
        ["تعميم", "mainstreaming"],
        ["mandate", "mandate"],
      ]) {
        await search(page, words);
        await eventually(async () => (await found(page, "term"))[0], id, words);
      }
      await search(page, "الشرطه");
      await eventually(async () => (await found(page, "question")).includes("framework.police_trust"), true);
      await search(page, "كينيا");
      await eventually(async () => (await found(page, "place"))[0], "KE", "a country by the browser's name for it");
    }));

  test("says how many there are, and shows none for what is nowhere", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      const count = page.locator('[data-found-count][role="status"]');
      assert.equal(await count.textContent(), "");
      await search(page, "budget");
      await page.waitForSelector("[data-found]");
      const said = Number((await count.textContent()).match(/\d+/)[0]);
      const shown = await page.locator("[data-found]").count();
      assert.ok(said >= shown && shown > 1, `${said} ${shown}`);
      await search(page, "zzzz");
      await eventually(() => page.locator("[data-found]").count(), 0);
      assert.notEqual(await count.textContent(), "");
      await search(page, "  ");
      await eventually(() => count.textContent(), "");
    }));

  test("leads to each kind of entry, which gets the focus", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      for (const [words, kind, id, at, mark] of [
        ["backup file", "term", "backup", "#/library/glossary", "data-term"],
        ["Cardiff", "framework", "violence_prevention", "#/library/frameworks", "data-framework"],
        ["stigma", "criterion", "label_safety", "#/library/frameworks", "data-criterion"],
        ["human rights", "principle", "rights", "#/library/principles", "data-principle"],
        ["new network", "model", "network_new", "#/library/models", "data-framework"],
        ["rivalry", "model_criterion", "rivalry", "#/library/models", "data-criterion"],
        ["newark", "place", "newark", "#/library/countries", "data-place"],
        ["river city", "example", "river_city", "#/examples", "data-example"],
        ["smaa", "source", "smaa", "#/library/sources", "data-source"],
      ]) {
        await go(page, "#/library");
        await search(page, words);
        await follow(page, kind, id);
        await eventually(() => focused(page, mark), [id, true], words);
        assert.equal(await hash(page), at);
      }
    }));

  test("leads to a question, and from advice to the question it is about", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      for (const [words, kind, id, about] of [
        ["framework.police_trust", "question", "framework.police_trust", "framework.police_trust"],
        ["council decision", "advice", "own_council_decision", "mandate.own_adoption"],
      ]) {
        await go(page, "#/library");
        await search(page, words);
        await follow(page, kind, id);
        await page.waitForSelector(field(about));
        await eventually(() => page.evaluate(() => document.activeElement.closest("[data-question]")?.dataset.question), about);
      }
    }));

  test("is still there for who comes back, and an aim that was given up moves nothing", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      await search(page, "Cardiff");
      await follow(page, "framework", "violence_prevention");
      await page.waitForSelector('[data-framework="violence_prevention"]');
      await page.goBack();
      await page.waitForSelector('[data-kind="framework"] [data-found="violence_prevention"]');
      assert.equal(await page.locator('[data-field="library-search"]').inputValue(), "Cardiff");
      await go(page, "#/library/frameworks");
      await eventually(() => page.evaluate(() => document.activeElement.tagName), "H1");
    }));

  test("finds questions of every part by their ids", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      for (const { id } of questions.filter((_, i) => i % 12 === 0)) {
        await search(page, id);
        await eventually(async () => (await found(page, "question")).includes(id), true, id);
      }
    }));
});

describe("the library", () => {
  const pages = ["frameworks", "principles", "models", "countries", "glossary", "sources"].map((name) => `#/library/${name}`);

  test("leads to all it holds, and each page back", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      const links = await page.locator('[data-part="holds"] a').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      assert.deepEqual(links.toSorted(), [...pages, "#/examples"].toSorted());
      for (const at of links) {
        await go(page, at);
        assert.ok((await page.locator("main li").count()) > 3, at);
        assert.equal(await page.locator('.site-nav [aria-current="page"]').getAttribute("href"), "#/library", at);
        await page.locator('main [data-action="library"]').click();
        await page.waitForSelector('[data-part="holds"]');
      }
    }));

  test("can be read without an assessment, and changes none", () =>
    withApp({ ...wide, at: "#/library" }, async (page) => {
      for (const at of [...pages, "#/library"]) await go(page, at);
      assert.deepEqual(await kept(page), {});
    }));

  test("can be reached from the overview, and keeps to one assessment that is open", () =>
    withApp({ ...wide, at: "#/home", shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      const before = await kept(page);
      await page.locator('main [data-action="library"]').click();
      await page.waitForSelector('[data-part="holds"]');
      await go(page, "#/library/glossary");
      assert.deepEqual(await kept(page), before);
    }));

  test("has the frameworks and the models with their criteria, and the principles in practice under each framework", () =>
    withApp({ ...wide, at: "#/library/frameworks" }, async (page) => {
      const marks = (mark) => page.locator(`main [${mark}]`).evaluateAll((all, mark) => all.map((e) => e.getAttribute(mark)), mark);
      const words = (selector) => page.locator(selector).evaluateAll((all) => all.map((e) => e.textContent.trim()));
      assert.deepEqual(await marks("data-framework"), ["public_health", "violence_prevention", "safeguarding", "pcve"]);
      assert.equal((await marks("data-criterion")).length, 10);
      await page.locator('[data-action="questions"]').click();
      await eventually(() => hash(page), "#/framework");
      await go(page, "#/library/models");
      assert.deepEqual(await marks("data-framework"), ["lead_agency", "shared", "network_existing", "network_new"]);
      assert.equal((await marks("data-criterion")).length, 9);
      await page.locator('[data-action="questions"]').click();
      await eventually(() => hash(page), "#/institution");
      await go(page, "#/library/principles");
      assert.deepEqual(await marks("data-principle"), ["harm", "gender", "rights", "whole_society"]);
      const practices = await words("[data-principle] dd");
      assert.equal(practices.length, 16);
      assert.equal(new Set(practices).size, 16);
      await page.locator('[data-action="questions"]').click();
      await eventually(() => hash(page), "#/principles");
    }));
});

describe("the glossary", () => {
  for (const [lang, dir] of [
    ["ar", "rtl"],
    ["en", "ltr"],
  ]) {
    test(`shows each term in both languages, each as it is written, ${lang}`, () =>
      withApp({ ...wide, locale: lang, at: "#/library/glossary" }, async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.dir), dir);
        const terms = await page.locator("[data-term]").evaluateAll((all) =>
          all.map((item) => ({
            id: item.dataset.term,
            names: [...item.querySelectorAll("[data-name]")].map((e) => [e.dataset.name, e.lang, e.dir, e.textContent]),
            also: [...item.querySelectorAll(".also [lang]")].map((e) => [e.lang, e.dir, e.textContent]),
          })),
        );
        assert.ok(terms.length >= 45);
        const arabic = /[\u0621-\u064A]/;
        for (const { id, names, also } of terms) {
          assert.deepEqual(names.map(([name]) => name), lang === "ar" ? ["ar", "en"] : ["en", "ar"], id);
          for (const [tag, dir, text] of [...names.map((name) => name.slice(1)), ...also]) {
            assert.equal(arabic.test(text), tag === "ar", `${id}: ${text}`);
            assert.equal(dir, tag === "ar" ? "rtl" : "ltr", `${id}: ${text}`);
          }
        }
      }));
  }

  test("finds a term by any of its names, and shows all again", () =>
    withApp({ ...wide, at: "#/library/glossary" }, async (page) => {
      const shown = () => page.locator("[data-term]").evaluateAll((all) => all.map((item) => item.dataset.term));
      const all = await shown();
      const find = (words) => page.locator('[data-field="term-search"]').fill(words);
      await find("المُرونة");
      await eventually(shown, ["resilience"]);
      assert.match(await page.locator("[data-found-count]").textContent(), /1/);
      await find("zzzz");
      await eventually(shown, []);
      await find("");
      await eventually(shown, all);
    }));
});

describe("the sources", () => {
  test("lead away safely, say so, and ask for nothing until one follows", () =>
    withApp({ ...wide, at: "#/library/sources" }, async (page, { seen, url }) => {
      const away = await page.locator('main a[href^="http"]').evaluateAll((all) =>
        all.map((a) => ({ href: a.href, rel: a.rel, target: a.target, icon: a.querySelectorAll("svg").length, note: a.querySelector("small")?.textContent })),
      );
      assert.ok(away.length > 5);
      for (const { href, rel, target, icon, note } of away) {
        assert.match(href, /^https:\/\//);
        assert.deepEqual(rel.split(" ").toSorted(), ["noopener", "noreferrer"], href);
        assert.deepEqual([target, icon], ["", 1], href);
        assert.ok(note, href);
      }
      assert.deepEqual(seen.requests.filter((address) => !address.startsWith(url)), []);
    }));

  test("can be followed: the page's policy lets one leave", () =>
    withApp({ ...wide, at: "#/library/sources" }, async (page) => {
      const at = "https://strongcitiesnetwork.org/";
      let referrer;
      await page.route(`${at}**`, (route) => {
        referrer = route.request().headers().referer;
        return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>elsewhere</title>" });
      });
      await page.locator(`main a[href="${at}"]`).first().click();
      await page.waitForURL(at);
      assert.equal(referrer, undefined);
      await page.goBack();
      await page.waitForSelector("[data-source]");
    }));
});
