// What goes wrong under a page that is open, in a real browser: a write that fails at any moment, keys that vanish, a clock that goes
// backwards, and pages beside one another for many steps, one of them newer than this version. `make soak` takes 500 steps.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  allWords,
  assertWhole,
  assessment,
  checked,
  checksum,
  choose,
  eventually,
  field,
  go,
  kept,
  keys,
  openNote,
  random,
  reload,
  saved,
  savedIds,
  savedText,
  saving,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";
import { openApp } from "./support.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const mine = toFile(assessment(1, { "mandate.explicit": "partly" }));
const other = toFile(assessment(2, { "mandate.explicit": "yes" }));
const settled = (page) => eventually(async () => ["saved", "full", "refused"].includes(await saving(page)), true);

describe("a write that fails", () => {
  const ANSWERS = [
    ["mandate.not_prohibited", "no"],
    ["mandate.own_adoption", "adopted"],
    ["mandate.not_prohibited", "yes"],
  ];
  // Each answer is two writes, to the slot and to the pointer.
  for (let n = 0; n < 2 * ANSWERS.length; n += 1) {
    test(`at call ${n + 1} is told, and neither an answer that was said to be saved nor the other assessment is lost`, () =>
      withApp({ ...wide, at: "#/mandate/source", shelf: shelf(other, mine) }, async (page) => {
        await page.evaluate((n) => {
          const set = Storage.prototype.setItem;
          let calls = 0;
          Storage.prototype.setItem = function (key, value) {
            if (key.startsWith("tafwid.a.") && calls++ === n) throw new DOMException("full", "QuotaExceededError");
            return set.call(this, key, value);
          };
        }, n);
        const given = {};
        let failures = 0;
        for (const [id, value] of ANSWERS) {
          await choose(page, id, value);
          given[id] = value;
          await settled(page);
          if ((await saving(page)) !== "saved") {
            failures += 1;
            assert.ok(await page.locator('.site-header [data-action="backup"]').isVisible(), "a backup is offered");
            continue;
          }
          const { answers } = await saved(page, uuid(1));
          for (const [id, value] of Object.entries(given)) assert.equal(answers[id].value, value, id);
          assertWhole(await kept(page));
        }
        assert.equal(failures, 1);
        assert.equal(savedText(await kept(page), uuid(2)), other);
        // The next change saves what is still waiting.
        await choose(page, "mandate.explicit", "yes");
        await eventually(() => saving(page), "saved");
        await reload(page);
        for (const [id, value] of Object.entries(given)) assert.deepEqual(await checked(page, id), [value]);
      }));
  }
});

describe("keys that vanish under an open page", () => {
  const id = uuid(1);
  for (const [name, gone] of [
    ["the pointer", [keys.pointer(id)]],
    ["the slot in use", [keys.slot(id, 0)]],
    ["both slots", [keys.slot(id, 0), keys.slot(id, 1)]],
    ["which one is open", [keys.current]],
    ["all of them", null],
  ]) {
    test(`${name}: the next answer saves all that was answered`, () =>
      withApp({ ...wide, at: "#/mandate/source", shelf: shelf(mine) }, async (page) => {
        await choose(page, "mandate.not_prohibited", "no");
        await page.evaluate((gone) => (gone ? gone.forEach((key) => localStorage.removeItem(key)) : localStorage.clear()), gone);
        await choose(page, "mandate.own_adoption", "adopted");
        await settled(page);
        const all = await kept(page);
        const texts = savedIds(all).map((id) => savedText(all, id));
        const found = texts.filter(Boolean).map((text) => JSON.parse(text).answers);
        assert.ok(
          found.some((a) => a["mandate.explicit"]?.value === "partly" && a["mandate.not_prohibited"]?.value === "no" && a["mandate.own_adoption"]?.value === "adopted"),
        );
        await reload(page);
        assert.ok(await page.locator("#app h1").isVisible());
      }));
  }
});

test("a clock that goes backwards: the state written last is the one that opens", () =>
  withApp({ ...wide, at: "#/mandate/source", isOpened: false, shelf: shelf(mine) }, async (page, { url }) => {
    await page.clock.install({ time: "2026-11-22T12:00:00Z" });
    await openApp(page, `${url}#/mandate/source`);
    await choose(page, "mandate.not_prohibited", "no");
    await eventually(() => saving(page), "saved");
    for (const [time, value] of [["2001-01-01T00:00:00Z", "yes"], ["1969-12-31T23:59:00Z", "partly"]]) {
      await page.clock.setFixedTime(time);
      await choose(page, "mandate.not_prohibited", value);
      await eventually(async () => (await saved(page)).answers["mandate.not_prohibited"].value, value);
      await reload(page);
      assert.deepEqual(await checked(page, "mandate.not_prohibited"), [value]);
      assertWhole(await kept(page));
      assert.equal(await page.locator(".notices .notice").count(), 0, "nothing is told as damaged");
    }
  }));

const STEPS = process.env.TAFWID_SOAK ? 500 : 60;
const QUESTIONS = ["mandate.explicit", "mandate.not_prohibited", "mandate.own_adoption"];

test(`two pages and a newer version's, ${STEPS} steps beside one another, lose nothing that was said to be saved`, { timeout: 60_000 + STEPS * 3_000 }, () =>
  withApp({ ...wide, at: "#/mandate/source", shelf: shelf(other, mine) }, async (first, { url }) => {
    const next = random(STEPS);
    const pick = (list) => list[Math.floor(next() * list.length)];
    const second = await first.context().newPage();
    second.setDefaultTimeout(10_000);
    await openApp(second, `${url}#/mandate/source`);
    await allWords(second);
    /** Every text that was said to be saved: where it stands, under which question. */
    const told = [];
    /** What a newer version wrote; nobody but it may touch that. */
    const newer = new Map();

    /** A page writes a text that nobody else writes, and says that it is saved. */
    async function write(page, step) {
      const question = pick(QUESTIONS);
      const text = `step ${step}.`;
      if (!(await page.locator(`${field(question)} [data-field="note"]`).count())) await openNote(page, question);
      await page.locator(`${field(question)} [data-field="note"]`).fill(text);
      await eventually(async () => Object.values(await kept(page)).some((value) => value.includes(text)), true, text);
      await eventually(() => saving(page), "saved");
      const all = await kept(page);
      const id = savedIds(all).find((id) => savedText(all, id)?.includes(text));
      told.forEach((note) => (note.isOver ||= note.id === id && note.question === question));
      told.push({ id, question, text });
    }

    /** A newer version, which this one cannot read, saves an assessment in a way that only it knows. */
    async function renew(page) {
      const all = await kept(page);
      const id = pick(savedIds(all).filter((id) => !newer.has(id)));
      if (!id || savedIds(all).length - newer.size < 2) return;
      const text = savedText(all, id).replace('"version": 1', '"version": 2');
      const n = 1 - Number(all[keys.pointer(id)][0]);
      const sums = [0, 1].map((slot) => (slot === n ? checksum(text) : all[keys.pointer(id)].split(" ")[slot + 1]));
      await page.evaluate((kept) => kept.forEach(([key, value]) => localStorage.setItem(key, value)), [
        [keys.slot(id, n), text],
        [keys.pointer(id), `${n} ${sums.join(" ")}`],
      ]);
      newer.set(id, { text, pointer: `${n} ${sums.join(" ")}`, n });
    }

    for (let step = 0; step < STEPS; step += 1) {
      const page = pick([first, second]);
      const dice = next();
      if (dice < 0.7) await write(page, step);
      else if (dice < 0.8) await choose(page, pick(QUESTIONS.slice(0, 2)), pick(["yes", "no"]));
      else if (dice < 0.9) {
        await reload(page);
        await go(page, "#/mandate/source");
        await page.waitForSelector(field(QUESTIONS[0]));
      } else if (dice < 0.93) await renew(page);
      else {
        await go(page, "#/");
        const mine = page.locator('[data-assessment] [data-action="open"]');
        await mine.nth(Math.floor(next() * (await mine.count()))).click();
        await go(page, "#/mandate/source");
        await page.waitForSelector(field(QUESTIONS[0]));
      }
      const all = await kept(page);
      for (const [id, { text, pointer, n }] of newer) {
        assert.equal(all[keys.slot(id, n)], text, `step ${step}: what the newer version wrote`);
        assert.equal(all[keys.pointer(id)], pointer, `step ${step}: and that it is the newest`);
      }
      const everything = Object.values(all).join("\n");
      for (const { text, isOver } of told) if (!isOver) assert.ok(everything.includes(text), `step ${step}: ${text} is lost`);
    }
    assert.ok(told.length > STEPS / 3);
    assert.ok(newer.size > 0);
    assert.ok(await first.locator("#app h1").isVisible());
  }));
