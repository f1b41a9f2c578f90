// A program that broke down: never a blank page, and what was answered can be had as a file without it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assessment, checked, choose, eventually, kept, savedText, saving, shelf, stage, toFile, uuid } from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const mine = toFile(assessment(1, { "mandate.explicit": "partly" }));
const other = toFile(assessment(2, { "mandate.explicit": "yes" }));

describe("a program that breaks down", () => {
  const broken = (page) =>
    page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));

  for (const locale of ["ar", "en"]) {
    test(`never leaves a blank page: what was answered is saved, and can be had as a file (${locale})`, { timeout: 60_000 }, () =>
      withApp({ ...wide, locale, at: "#/mandate/source", shelf: shelf(other, mine), quiet: false }, async (page) => {
        await choose(page, "mandate.not_prohibited", "no");
        await eventually(() => saving(page), "saved");
        // Once broken, a program breaks at every touch.
        for (let i = 0; i < 3; i++) await broken(page);
        await page.waitForSelector("#failed:not([hidden])");
        const all = await kept(page);
        assert.equal(JSON.parse(savedText(all, uuid(1))).answers["mandate.not_prohibited"].value, "no");
        // What is handed to the browser as a file; two real downloads at once may wait for ever in a browser without a window.
        await page.evaluate(() => {
          window.files = [];
          URL.createObjectURL = (blob) => String(window.files.push(blob.text()));
          HTMLAnchorElement.prototype.click = () => {};
        });
        await page.locator(`#failed p[lang="${locale}"] button`).click();
        const texts = await page.evaluate(() => Promise.all(window.files));
        assert.deepEqual(texts.sort(), [savedText(all, uuid(1)), savedText(all, uuid(2))].sort());
        await Promise.all([page.waitForNavigation(), page.locator(`#failed p[lang="${locale}"] a`).click()]);
        await page.waitForSelector("#app h1:not(.shell *)");
        assert.deepEqual(await checked(page, "mandate.not_prohibited"), ["no"]);
      }));
  }

  test("where nothing is kept offers no file", { timeout: 60_000 }, () =>
    withApp({ ...wide, at: "#/privacy", quiet: false }, async (page) => {
      await broken(page);
      await page.waitForSelector("#failed:not([hidden])");
      assert.equal(await page.locator("#failed button:visible").count(), 0);
    }));
});
