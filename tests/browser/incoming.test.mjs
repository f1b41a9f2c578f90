// Files on their way in: what they hold is told before anything changes, nothing is lost by any choice, and all of it can be undone.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assertWhole,
  assessment,
  caseFile,
  choose,
  download,
  eventually,
  fillUp,
  go,
  importFile,
  keys,
  kept,
  offerFile,
  reload,
  saved,
  savedIds,
  savedText,
  shelf,
  stage,
  takeIn,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();
const wide = { at: "#/", viewport: { width: 900, height: 900 } };
const standing = (page) => page.locator("[data-file]").evaluateAll((all) => all.map((li) => li.dataset.file));
const card = (page) => page.locator('[data-part="incoming"]').getAttribute("data-standing");
const undo = async (page) => {
  await page.locator('[data-action="undo-import"]').click();
  await eventually(() => card(page), "undone");
};

const at = (minute) => `2026-11-22T10:${String(minute).padStart(2, "0")}:00Z`;
/** An assessment whose answers were given at these minutes. */
const version = (answers, updated = 30, more = {}) => {
  const values = Object.fromEntries(Object.entries(answers).map(([id, [value]]) => [id, value]));
  const document = assessment(1, values, { ...more, updated: at(updated) });
  for (const [id, [, minute]] of Object.entries(answers)) document.answers[id].at = at(minute);
  return toFile(document);
};
const base = version({ "mandate.explicit": ["yes", 1] });
const later = version({ "mandate.explicit": ["no", 5], "mandate.clear": ["yes", 6] });
const other = version({ "mandate.explicit": ["yes", 1], "mandate.political_will": ["partly", 7] });

describe("a file is told before it is taken in:", () => {
  for (const [name, here, file, expected] of [
    ["new", null, base, "new"],
    ["the same", base, base, "same"],
    ["with later answers", base, later, "newer"],
    ["with earlier answers", later, base, "older"],
    ["with changes of its own, as what is here has", other, later, "both"],
    ["without the plan that is here", version({ "mandate.explicit": ["yes", 1] }, 30, { actions: [{ id: "a", title: "x" }] }), later, "both"],
  ]) {
    test(`${name}; left out it changes nothing`, () =>
      withApp({ ...wide, shelf: here ? shelf(here) : undefined }, async (page) => {
        const before = await kept(page);
        await offerFile(page, file);
        assert.deepEqual(await standing(page), [expected]);
        assert.deepEqual(await kept(page), before);
        await page.locator('[data-action="leave-it"]').click();
        await eventually(() => page.locator('[data-part="incoming"]').count(), 0);
        assert.deepEqual(await kept(page), before);
      }));
  }
});

describe("each choice does what it says, and can be undone:", () => {
  for (const [choice, ids, text] of [
    ["replace", 1, later],
    ["copy", 2, base],
    ["leave", 1, base],
  ]) {
    test(choice, () =>
      withApp({ ...wide, shelf: shelf(base) }, async (page) => {
        const before = await kept(page);
        await offerFile(page, later);
        await page.locator('[data-field="choice"]').selectOption(choice);
        await takeIn(page);
        assertWhole(await kept(page));
        assert.equal(savedIds(await kept(page)).length, ids);
        assert.equal(savedText(await kept(page), uuid(1)), text);
        if (choice === "leave") return assert.equal(await card(page), "left");
        await undo(page);
        assert.deepEqual(savedIds(await kept(page)), [uuid(1)]);
        assert.equal(savedText(await kept(page), uuid(1)), base);
        assert.equal((await kept(page))[keys.current], before[keys.current]);
        await reload(page);
        assert.equal(savedText(await kept(page), uuid(1)), base);
      }));
  }

  test("what another page has written since it was shown is not overwritten", () =>
    withApp({ ...wide, shelf: shelf(base) }, async (page) => {
      await offerFile(page, later);
      assert.deepEqual(await standing(page), ["newer"]);
      const theirs = version({ "mandate.explicit": ["partly", 20] });
      await page.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), shelf(theirs));
      await takeIn(page);
      const all = await kept(page);
      assert.equal(savedIds(all).length, 2);
      assert.equal(savedText(all, uuid(1)), theirs);
    }));

  test("what was changed in the meantime stays, beside what stood there before", () =>
    withApp({ ...wide, shelf: shelf(base) }, async (page) => {
      await importFile(page, later);
      assert.equal((await saved(page)).answers["mandate.clear"].value, "yes");
      await go(page, "#/mandate/space");
      await choose(page, "mandate.nlc", "no");
      await go(page, "#/");
      await undo(page);
      const all = await kept(page);
      const texts = savedIds(all).map((id) => JSON.parse(savedText(all, id)));
      assert.equal(texts.length, 2);
      assert.ok(texts.some(({ answers }) => answers["mandate.nlc"]?.value === "no"), "the change");
      assert.ok(texts.some(({ answers }) => Object.keys(answers).length === 1), "what was there before");
    }));
});

describe("all assessments in one file:", () => {
  const three = [base, caseFile("kenya-sketch"), caseFile("norway-sketch")];

  test("saved, erased, and brought back byte for byte", () =>
    withApp({ ...wide, shelf: shelf(...three) }, async (page) => {
      const file = await download(page, '[data-action="backup-all"]');
      assert.match(file.name, /^tafwid-all-\d{4}-\d\d-\d\d\.tafwid\.json$/);
      await page.evaluate(() => localStorage.clear());
      await reload(page);
      await offerFile(page, file.text);
      assert.deepEqual(await standing(page), ["new", "new", "new"]);
      await takeIn(page);
      const all = await kept(page);
      assertWhole(all);
      assert.deepEqual(savedIds(all).map((id) => savedText(all, id)).sort(), [...three].sort());
      await undo(page);
      assert.deepEqual(savedIds(await kept(page)), []);
    }));

  test("what is new, changed and conflicting is told apart, and each default loses nothing", () =>
    withApp({ ...wide, shelf: shelf(...three) }, async (page) => {
      const file = JSON.parse((await download(page, '[data-action="backup-all"]')).text);
      await page.evaluate(() => localStorage.clear());
      await page.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), shelf(other, caseFile("kenya-sketch")));
      await reload(page);
      file.assessments = file.assessments.map((one) => (one.id === uuid(1) ? JSON.parse(later) : one));
      file.assessments.push({ format: "tafwid-assessment", version: 1 });
      await offerFile(page, JSON.stringify(file));
      assert.deepEqual((await standing(page)).sort(), ["both", "new", "same", "unreadable"]);
      const before = await kept(page);
      await takeIn(page);
      const all = await kept(page);
      assert.equal(savedIds(all).length, 4);
      for (const text of [other, caseFile("kenya-sketch"), caseFile("norway-sketch")]) {
        assert.equal(savedText(all, JSON.parse(text).id), text);
      }
      await undo(page);
      const after = await kept(page);
      for (const id of [uuid(1), JSON.parse(caseFile("kenya-sketch")).id]) assert.equal(savedText(after, id), savedText(before, id));
      assert.equal(savedIds(after).length, 2);
    }));

  test("where there is no room for all of it nothing is taken in", () =>
    withApp({ ...wide, shelf: shelf(...three) }, async (page) => {
      const { text } = await download(page, '[data-action="backup-all"]');
      await page.evaluate(() => localStorage.clear());
      await page.evaluate((all) => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text)), shelf(other));
      await reload(page);
      await fillUp(page, 600); // for one of them, not for all
      const before = savedIds(await kept(page));
      await offerFile(page, text);
      await takeIn(page);
      assert.equal(await card(page), "no_room");
      const all = await kept(page);
      assert.deepEqual(savedIds(all), before);
      assert.equal(savedText(all, uuid(1)), other);
    }));

  test("locked by a passphrase", () =>
    withApp({ ...wide, shelf: shelf(...three) }, async (page) => {
      await page.locator('[data-action="backup-all-locked"]').click();
      for (const name of ["new", "again"]) await page.locator(`dialog [data-field="${name}"]`).fill("correct horse battery");
      const { text } = await download(page, '[data-action="file-lock"]');
      assert.equal(JSON.parse(text).format, "tafwid-locked");
      await page.evaluate(() => localStorage.clear());
      await reload(page);
      await page.locator('input[data-action="import"]').setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await page.locator('dialog [data-field="passphrase"]').fill("correct horse battery");
      await page.locator('[data-action="file-open"]').click();
      await page.waitForSelector('[data-standing="found"]');
      await takeIn(page);
      assert.equal(savedIds(await kept(page)).length, 3);
    }));
});
