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

/** Holds the program back; what is returned lets it go. */
async function holdProgram(page) {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

function watchShift() {
  window.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.layoutShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

describe("the first question", () => {
  for (const lang of ["ar", "en"]) {
    for (const width of [360, 1280]) {
      test(`is there before the program, in ${lang} at ${width} px, and nothing jumps when that comes`, () =>
        withPage(
          { locale: lang, viewport: { width, height: 800 } },
          async (page) => {
            const release = await holdProgram(page);
            await page.goto(`${server.url}#/mandate`, { waitUntil: "domcontentloaded" });
            const words = (scope) => page.locator(`${scope} [data-question="mandate.explicit"]:visible`).evaluate((q) => [
              q.querySelector("legend").textContent,
              ...[...q.querySelectorAll(".opts label")].map((label) => label.textContent),
            ]);
            const before = await words(".shell");
            assert.equal(before.length, 5);
            assert.equal(await page.locator(".shell h1:visible").count(), 1);
            await page.waitForTimeout(200);
            release();
            await page.waitForSelector("main fieldset");
            await page.waitForTimeout(300);
            assert.deepEqual(await words("main"), before);
            const shift = await page.evaluate(() => window.layoutShift);
            assert.ok(shift < 0.02, `layout shift ${shift}`);
          },
          watchShift,
        ));
    }
  }

  test("can be answered before the program is there: its answer is kept", () =>
    withPage({}, async (page) => {
      const release = await holdProgram(page);
      await page.goto(`${server.url}#/mandate`, { waitUntil: "domcontentloaded" });
      await page.locator('.shell [value="partly"]:visible').check();
      release();
      await page.waitForSelector('main [name="mandate.explicit"][value="partly"]:checked');
      await page.waitForSelector('main [data-question="mandate.obligation"]');
      await page.reload();
      await page.waitForSelector('main [name="mandate.explicit"][value="partly"]:checked');
    }));

  test("is not asked again of somebody who has begun", () =>
    withPage({}, async (page) => {
      await openApp(page, `${server.url}#/mandate`);
      await page.locator('main [name="mandate.explicit"][value="no"]').check();
      await holdProgram(page);
      await page.reload({ waitUntil: "domcontentloaded" });
      assert.equal(await page.locator(".shell fieldset:visible").count(), 0);
    }));
});

describe("the static shell", () => {
  test("speaks both languages without script, and says what is missing", () =>
    withPage({ javaScriptEnabled: false }, async (page) => {
      await page.goto(server.url);
      for (const lang of ["ar", "en"]) {
        const block = page.locator(`.shell[lang="${lang}"]`);
        assert.ok(await block.locator(".page h1").isVisible(), lang);
        assert.match(await block.innerText(), /JavaScript/);
      }
      assert.equal(await page.locator("#failed").isVisible(), false);
    }));

  for (const lang of ["ar", "en"]) {
    test(`shows only ${lang} from the first paint on, and nothing jumps when the app comes`, () =>
      withPage(
        { locale: lang },
        async (page) => {
          const release = await holdProgram(page);
          await page.goto(server.url, { waitUntil: "domcontentloaded" });
          await page.waitForSelector(`.shell[lang="${lang}"] .page h1`);
          assert.equal(await page.locator(".shell h1:visible").count(), 1);
          await page.waitForTimeout(200);
          release();
          await page.waitForSelector("#app h1:not(.shell *)");
          await page.waitForTimeout(200);
          const shift = await page.evaluate(() => window.layoutShift);
          assert.ok(shift < 0.02, `layout shift ${shift}`);
        },
        watchShift,
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
      assert.equal(seen.requests.filter((address) => /\/engine\.(js|wasm)$/.test(address)).length, 0);
      const same = await page.evaluate(async () => (await tafwidBoot.engine()) === (await tafwidBoot.engine()));
      assert.ok(same);
      assert.equal(seen.requests.filter((address) => /\/engine\.(js|wasm)$/.test(address)).length, 2);
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
