// Before the app: the language, the static shell, the words and the lazy programs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { build, copyOfDist, launch, newPage, openApp, serve } from "./support.mjs";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function withPage(options, check, init) {
  const { page, seen, close } = await newPage(browser, options);
  try {
    if (init) await page.addInitScript(init);
    await check(page, seen);
  } finally {
    await close();
  }
}

const language = (page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, tafwidBoot.locale].join(" "));

describe("the language", () => {
  for (const [locale, expected] of [
    ["ar-JO", "ar rtl ar"],
    ["ar", "ar rtl ar"],
    ["en-GB", "en ltr en"],
    ["sw-KE", "en ltr en"],
  ]) {
    test(`of a browser in ${locale}`, () =>
      withPage({ locale }, async (page) => {
        await openApp(page, server.url);
        assert.equal(await language(page), expected);
      }));
  }

  test("that was chosen before wins", () =>
    withPage(
      { locale: "en-GB" },
      async (page) => {
        await openApp(page, server.url);
        assert.equal(await language(page), "ar rtl ar");
      },
      () => localStorage.setItem("tafwid.locale", "ar"),
    ));

  test("is the browser's when the one kept is unknown", () =>
    withPage(
      { locale: "ar-IQ" },
      async (page) => {
        await openApp(page, server.url);
        assert.equal(await language(page), "ar rtl ar");
      },
      () => localStorage.setItem("tafwid.locale", "xx"),
    ));

  test("is the browser's when storage is blocked", () =>
    withPage(
      { locale: "ar-IQ" },
      async (page) => {
        await page.goto(server.url);
        assert.equal(await language(page), "ar rtl ar");
      },
      () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        }),
    ));
});

describe("the static shell", () => {
  test("speaks both languages without script, and says what is missing", () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(server.url);
      for (const lang of ["ar", "en"]) {
        const block = page.locator(`.shell[lang="${lang}"]`);
        assert.ok(await block.locator("h1").isVisible(), lang);
        assert.match(await block.innerText(), /JavaScript/);
      }
      assert.equal(await page.locator("#failed").isVisible(), false);
    }));

  for (const lang of ["ar", "en"]) {
    test(`shows only ${lang} from the first paint on, and nothing jumps when the app comes`, () =>
      withPage(
        { locale: lang },
        async (page) => {
          // The app's code is held back, so that the shell is painted alone.
          let release;
          const held = new Promise((done) => (release = done));
          await page.route("**/*.wasm", async (route) => {
            await held;
            await route.continue();
          });
          await page.goto(server.url, { waitUntil: "domcontentloaded" });
          await page.waitForSelector(`.shell[lang="${lang}"] h1`);
          assert.equal(await page.locator(".shell h1:visible").count(), 1);
          await page.waitForTimeout(200);
          release();
          await page.waitForSelector("#app h1:not(.shell *)");
          await page.waitForTimeout(200);
          const shift = await page.evaluate(() => window.layoutShift);
          assert.ok(shift < 0.02, `layout shift ${shift}`);
        },
        () => {
          window.layoutShift = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.layoutShift += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        },
      ));
  }
});

test("an app that breaks down later says so, any other mistake does not", () =>
  withPage({}, async (page) => {
    await openApp(page, server.url);
    await page.evaluate(() => setTimeout(() => Promise.reject(new Error("another mistake"))));
    await page.waitForTimeout(100);
    assert.equal(await page.locator("#failed").isVisible(), false);
    await page.evaluate(() => setTimeout(() => Promise.reject(new WebAssembly.RuntimeError("unreachable"))));
    await page.waitForSelector("#failed:not([hidden])");
  }));

describe("tafwidBoot", () => {
  test("fetches the words of the one language in use, once", () =>
    withPage({ locale: "ar" }, async (page, seen) => {
      await openApp(page, server.url);
      await page.waitForLoadState("networkidle");
      const words = () =>
        seen.requests.filter((address) => address.includes("/words-")).map((address) => address.split("/").slice(-2).join("/"));
      assert.equal(words()[0], "ar/mandate.json");
      assert.ok(words().every((pack) => pack.startsWith("ar/")), words().join());
      await page.evaluate(() => Promise.all([tafwidBoot.load("ar", "mandate"), tafwidBoot.load("en", "mandate")]));
      assert.equal(words().at(-1), "en/mandate.json");
      assert.equal(new Set(words()).size, words().length, words().join());
    }));

  test("refuses words that do not exist", () =>
    withPage({}, async (page) => {
      await openApp(page, server.url);
      await assert.rejects(page.evaluate(() => tafwidBoot.load("en", "nothing")), /no words en\/nothing/);
    }));

  test("brings the engine when asked, not before", () =>
    withPage({}, async (page, seen) => {
      await openApp(page, server.url);
      assert.equal(seen.requests.filter((address) => address.includes("/lazy-")).length, 0);
      const same = await page.evaluate(async () => (await tafwidBoot.engine()) === (await tafwidBoot.engine()));
      assert.ok(same);
      assert.equal(seen.requests.filter((address) => address.includes("/lazy-")).length, 2);
      assert.deepEqual(seen.violations, []);
    }));

  test("refuses an engine that was changed", async () => {
    const lazy = build().files.map(({ file }) => file).filter((file) => /^lazy-.*\/engine\.(js|wasm)$/.test(file));
    assert.equal(lazy.length, 2);
    for (const file of lazy) {
      const copy = copyOfDist();
      const other = await serve({ dir: copy.dir });
      try {
        const bytes = readFileSync(join(copy.dir, file));
        writeFileSync(join(copy.dir, file), Buffer.concat([bytes, Buffer.from("\n")]));
        await withPage({}, async (page) => {
          await openApp(page, other.url);
          await assert.rejects(page.evaluate(() => tafwidBoot.engine()), file);
        });
      } finally {
        await other.close();
        copy.remove();
      }
    }
  });
});
