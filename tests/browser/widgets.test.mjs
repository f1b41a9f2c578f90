// Each kind of widget whole, in a partner's page: introduction, questions, result, explanation, file, and the way to the full tool.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { caseFile } from "./app.mjs";
import { begin, element, frames, onHost, ours, ready, site, theirs, until } from "./host.mjs";
import { launch, newPage, PARTITIONED } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Answers every question with its first option, screen after screen, until no more is asked; how many screens there were. */
async function answerAll(frame) {
  for (let screens = 1; ; screens += 1) {
    const asked = frame.locator("fieldset[data-question]");
    for (let n = 0; n < (await asked.count()); n += 1) {
      const first = asked.nth(n).locator("input[type=radio], input[type=checkbox]").first();
      if (await first.count()) await first.check();
    }
    const before = await frame.evaluate(() => location.hash);
    await frame.click("[data-action=next]");
    await frame.waitForFunction((before) => location.hash !== before, before);
    if (await frame.evaluate(() => Boolean(document.querySelector("main .result")))) return screens;
    await frame.waitForFunction(() => document.querySelector("fieldset[data-question], main .result"));
    if (await frame.locator("main .result").count()) return screens;
    assert.ok(screens < 30, "the questions come to an end");
  }
}

/** Every link says where it leads: within the tool, or to a page of its own, and that it does. */
async function checkLinks(frame) {
  const links = await frame.locator("main a[href]").evaluateAll((all) =>
    all.map((link) => ({
      href: link.getAttribute("href"),
      isWithin: "within" in link.dataset,
      target: link.target,
      mark: getComputedStyle(link, "::after").content,
    })),
  );
  assert.ok(links.length > 0);
  for (const { href, isWithin, target, mark } of links) {
    if (isWithin) assert.match(href, /^#/);
    else assert.equal(target, "_blank", href);
    assert.equal(/[\u2196\u2197]/.test(mark), target === "_blank", href);
    if (target === "_blank") assert.match(mark, / \/ ".+"$/, "a reader hears it too");
  }
}

async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return readFileSync(await file.path(), "utf8");
}

for (const [kind, result] of [
  ["mandate-checker", "[data-result='mandate.sufficiency']"],
  ["quick-check", "[data-result='mandate.sufficiency']"],
  ["framework-selector", "[data-strength]"],
  ["institution-selector", "[data-strength]"],
]) {
  for (const lang of ["ar", "en"]) {
    test(`${kind} leads in ${lang} from its introduction to an explained result, a file, and the full tool`, () =>
      onHost(element(`kind="${kind}" lang="${lang}" request="result"`), async ({ page, seen, heard }) => {
        const frame = await ready(page);
        await begin(frame);
        await answerAll(frame);
        await frame.waitForSelector(result);
        await until(async () => (await heard()).some(({ type }) => type === "complete"));
        assert.equal((await heard()).findLast(({ type }) => type === "progress").share, 100);
        await checkLinks(frame);
        // What explains it opens.
        const why = frame.locator("main details > summary");
        for (let n = 0; n < (await why.count()); n += 1) if (await why.nth(n).isVisible()) await why.nth(n).click();
        await frame.evaluate(axe);
        const { violations } = await frame.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off at the side");
        // The host asked for the result and the visitor agrees.
        await frame.click("[data-action=give]");
        await until(async () => (await heard()).some(({ type }) => type === "result"));
        assert.equal((await heard()).find(({ type }) => type === "result").result.kind, kind);
        const file = JSON.parse(await download(page, () => frame.click(".widget-foot [data-action=backup]")));
        assert.equal(file.format, "tafwid-assessment");
        assert.ok(Object.keys(file.answers).length > 5);
        await frame.evaluate(() => document.querySelector("[data-part=full]").setAttribute("open", ""));
        const [tab] = await Promise.all([page.context().waitForEvent("page"), frame.click("[data-action=full-without]")]);
        await tab.waitForSelector("#app h1");
        assert.ok(tab.url().startsWith(`${ours}#/`));
        assert.deepEqual([seen.errors, seen.violations], [[], []]);
      }, { bypassCSP: true, acceptDownloads: true }));
  }
}

describe("a file that was saved", () => {
  const upload = (text) => ({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });

  for (const [kind, result] of [
    ["mandate-checker", "[data-result='mandate.sufficiency']"],
    ["framework-selector", "[data-strength]"],
  ]) {
    test(`is opened from the introduction of ${kind}, and the tool goes on with its answers`, () =>
      onHost(element(`kind="${kind}" lang="en"`), async ({ page, seen }) => {
        const frame = await ready(page);
        await frame.click("[data-action=open]");
        await frame.click("[data-action=start]");
        await frame.click("[data-action=open]");
        await frame.setInputFiles("[data-action=import]", upload(caseFile("northern-port-complete")));
        await frame.click("main [data-action=result]");
        await frame.waitForSelector(result);
        assert.deepEqual([seen.errors, seen.violations], [[], []]);
      }));
  }

  test("that cannot be read is refused with the reason, and changes nothing", () =>
    onHost(element('lang="en"'), async ({ page, seen }) => {
      const frame = await ready(page);
      await frame.click("[data-action=open]");
      await frame.setInputFiles("[data-action=import]", upload('{"format": "other"}'));
      await frame.waitForSelector(".notice");
      assert.equal(await frame.locator("[data-action=import]").count(), 1, "another one can be chosen");
      assert.deepEqual(seen.errors, []);
    }));

  for (const name of ["river-city-complete", "empty"]) {
    test(`is shown by the chart when the visitor opens it (${name})`, () =>
      onHost(element('kind="readiness-chart" lang="ar"'), async ({ page, seen, heard }) => {
        const frame = await ready(page);
        await frame.setInputFiles("[data-action=import]", upload(caseFile(name)));
        await frame.waitForSelector("[data-dimension]");
        await until(async () => (await heard()).some(({ type }) => type === "complete"));
        await frame.evaluate(axe);
        const { violations } = await frame.evaluate(() => window.axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
        assert.deepEqual([seen.errors, seen.violations], [[], []]);
      }, { bypassCSP: true }));
  }
});

test("the library of places opens each of them within the widget, and its sources outside", () =>
  onHost(element('kind="country-mandates" lang="ar"'), async ({ page, seen }) => {
    const frame = await ready(page);
    await frame.waitForSelector(".places");
    await checkLinks(frame);
    assert.ok((await frame.locator(".places > li").count()) >= 16);
    const [tab] = await Promise.all([page.context().waitForEvent("page"), frame.click("[data-action=full-without]")]);
    await tab.waitForSelector("#app .places");
    assert.deepEqual([seen.errors, seen.violations], [[], []]);
  }));

describe("the worlds of storage", () => {
  const embedded = (lang = "en") => `<iframe title="tool" width="700" height="700" src="${ours}embed.html?kind=mandate-checker&lang=${lang}"></iframe>`;
  const look = (frame) => frame.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].join(" "));

  test("kept apart for each host: nothing is read or written, it says so and offers the file", async () => {
    const browser = await launch(PARTITIONED);
    const { page, seen } = await newPage(browser);
    const own = await page.context().newPage();
    await own.goto(`${ours}demo/index.html`);
    await own.evaluate(() => localStorage.setItem("tafwid.mark", "own"));
    await page.goto(theirs + site(embedded()));
    const frame = await ready(page);
    assert.equal(await frame.evaluate(() => localStorage.getItem("tafwid.mark")), null, "this browser keeps them apart");
    await begin(frame);
    await frame.locator(".opts input").first().check();
    await frame.waitForSelector(".widget-foot [data-action=backup]");
    assert.equal((await look(frame)).trim(), "");
    assert.deepEqual(seen.errors, []);
    await browser.close();
  });

  test("the normal one, on our own site: nothing is read or written either", async () => {
    await onHost("", async ({ page, seen }) => {
      await page.route(`${ours}host.html`, (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Host</title>${embedded()}` }));
      await page.goto(`${ours}host.html`);
      await page.evaluate(() => localStorage.setItem("tafwid.mark", "own"));
      const frame = await ready(page);
      assert.equal(await frame.evaluate(() => localStorage.getItem("tafwid.mark")), "own", "it is one storage");
      await begin(frame);
      await frame.locator(".opts input").first().check();
      await frame.waitForSelector(".widget-foot [data-action=backup]");
      assert.equal((await look(frame)).trim(), "tafwid.mark");
      assert.deepEqual(seen.errors, []);
    }, { loads: false });
  });

  test("the denied one: nothing can be read or written, and the tool works the same", () =>
    onHost(element('lang="en"'), async ({ page, seen }) => {
      const frame = await ready(page);
      const denied = await frame.evaluate(() => {
        try {
          return String(localStorage.length);
        } catch (error) {
          return error.name;
        }
      });
      assert.equal(denied, "SecurityError");
      await begin(frame);
      await frame.locator(".opts input").first().check();
      await frame.waitForSelector(".widget-foot [data-action=backup]");
      assert.equal(frames(page).length, 1);
      assert.deepEqual(seen.errors, []);
    }));
});
