// The page is killed in the middle of answering. `make soak` does it 200 times, `make test` a few.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allWords, choose, field, kept, random, savedIds, savedText, shelf, stage, toFile, assessment, uuid } from "./app.mjs";
import { openApp } from "./support.mjs";

const TIMES = process.env.TAFWID_SOAK ? 200 : 6;
const QUESTIONS = ["mandate.widely_held", "mandate.roles_understood", "mandate.framework_shared"];
const VALUES = ["yes", "partly", "no", "unknown"];
const withApp = stage();
const other = toFile(assessment(2, { "mandate.explicit": "yes" }));
const mine = toFile(assessment(1, { "mandate.explicit": "partly" }));

test(`a page that is killed ${TIMES} times loses no answer that it said to be saved`, { timeout: 60_000 + TIMES * 5_000 }, () =>
  withApp({ shelf: shelf(other, mine), isOpened: false }, async (first, { url }) => {
    const next = random(TIMES);
    const pick = (list) => list[Math.floor(next() * list.length)];
    const context = first.context();
    let told = {};
    for (let time = 0; time < TIMES; time += 1) {
      const page = await context.newPage();
      await openApp(page, `${url}#/mandate/awareness`);
      await allWords(page);
      await page.waitForSelector(field(QUESTIONS[0]));
      const all = await kept(page);
      assert.deepEqual(savedIds(all).sort(), [uuid(1), uuid(2)], `kill ${time}: both assessments are there, and no third`);
      assert.equal(savedText(all, uuid(2)), other, `kill ${time}: the other one is as it was`);
      const { answers } = JSON.parse(savedText(all, uuid(1)));
      for (const [id, values] of Object.entries(told)) {
        assert.ok(values.includes(answers[id]?.value), `kill ${time}: ${id} is ${answers[id]?.value}, it was one of ${values}`);
      }
      assert.equal(answers["mandate.explicit"].value, "partly");

      // The answer whose tap is under way when the page dies may have been saved or not.
      told = Object.fromEntries(QUESTIONS.filter((id) => id in answers).map((id) => [id, [answers[id].value]]));
      const crash = await context.newCDPSession(page);
      const until = Date.now() + 50 + next() * 600;
      const died = new Promise((done) => page.once("crash", done));
      while (Date.now() < until) {
        const [id, value] = [pick(QUESTIONS), pick(VALUES)];
        await choose(page, id, value);
        told[id] = [value];
      }
      const [id, value] = [pick(QUESTIONS), pick(VALUES)];
      told[id] = [...(told[id] ?? [undefined]), value];
      choose(page, id, value).catch(() => {});
      await new Promise((later) => setTimeout(later, next() * 30));
      crash.send("Page.crash").catch(() => {});
      await died;
      await page.close();
    }
  }));
