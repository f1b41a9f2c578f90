// From gaps to an action plan.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assessment, caseFile, choose, eventually, go, kept, questions, reload, saved, shelf, stage, toFile, uuid } from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const river = shelf(caseFile("river-city-complete"));

const item = (page, id) => page.locator(`[data-action-id="${id}"]`);
const ids = (page) => page.locator("[data-action-id]").evaluateAll((all) => all.map((item) => item.dataset.actionId));
const actions = async (page) => (await saved(page)).actions ?? [];

/** A plan of three actions. */
const planned = shelf(
  toFile(
    assessment(1, { "mandate.explicit": "no" }, {
      actions: [
        { id: uuid(11), title: "first", due: "2027-03-01", status: "open", priority: "low" },
        { id: uuid(12), title: "second", status: "done", priority: "normal", colour: "red" },
        { id: uuid(13), title: "third", owner: "سارة", due: "2020-01-31", status: "doing", priority: "high" },
      ],
    }),
  ),
);

describe("the action plan", () => {
  test("takes a gap of the mandate in one tap, and outlives its reason", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: river }, async (page) => {
      const gap = page.locator('[data-blocking="sufficiency"] [data-criterion]').first();
      const criterion = await gap.getAttribute("data-criterion");
      await gap.locator('[data-action="plan"]').click();
      await gap.locator('a[href="#/plan"]').waitFor();
      const [action] = await actions(page);
      assert.deepEqual(action.from, { finding: "mandate.sufficiency", criterion });
      assert.ok(action.title.length > 5);
      await reload(page);
      await gap.locator('a[href="#/plan"]').click();
      await item(page, action.id).waitFor();
      assert.equal(await item(page, action.id).locator("[data-reason-gone]").count(), 0);
      assert.equal(criterion, "fits_needs", "the first gap of this city");
      await go(page, "#/mandate/scope/mandate.fits_needs");
      await choose(page, "mandate.fits_needs", "yes");
      await go(page, "#/plan");
      await item(page, action.id).locator("[data-reason-gone]").waitFor();
      assert.equal((await actions(page)).length, 1, "it stays");
    }));

  test("takes gaps of the other modules, and suggests those that are left", () =>
    withApp(
      { ...wide, at: "#/principles/result", shelf: shelf(toFile(assessment(1, { "principles.harm_assessed": "no", "sustain.handover": "partly" }))) },
      async (page) => {
        await page.locator('[data-finding="principles.harm_assessed"] [data-action="plan"]').click();
        await page.locator('[data-finding="principles.harm_assessed"] a[href="#/plan"]').waitFor();
        await go(page, "#/plan");
        const suggested = () => page.locator('[data-part="suggested"] [data-plan]').evaluateAll((all) => all.map((e) => e.dataset.plan));
        assert.deepEqual((await suggested()).filter((id) => id.includes(".")), ["sustain.handover"]);
        await page.locator('[data-part="suggested"] [data-plan="sustain.handover"] [data-action="plan"]').click();
        await eventually(async () => (await ids(page)).length, 2);
        await eventually(async () => (await suggested()).includes("sustain.handover"), false);
      },
    ));

  test("holds who, when, how far and how urgent; sorts, filters and counts", () =>
    withApp({ ...wide, at: "#/plan", shelf: planned }, async (page) => {
      assert.deepEqual(await ids(page), [11, 12, 13].map(uuid));
      assert.equal(await item(page, uuid(13)).locator("[data-overdue]").count(), 1);
      assert.equal(await item(page, uuid(12)).locator("[data-overdue]").count(), 0);
      const sort = page.locator('.filters [data-field="sort"]');
      await sort.selectOption("due");
      assert.deepEqual(await ids(page), [13, 11, 12].map(uuid));
      await sort.selectOption("priority");
      assert.deepEqual(await ids(page), [13, 12, 11].map(uuid));
      await sort.selectOption("status");
      assert.deepEqual(await ids(page), [11, 13, 12].map(uuid));
      const filter = page.locator('.filters [data-field="filter"]');
      await filter.selectOption("done");
      assert.deepEqual(await ids(page), [uuid(12)]);
      await filter.selectOption("all");
      await sort.selectOption("added");

      await item(page, uuid(12)).locator('[data-field="owner"]').fill("Youth office");
      await item(page, uuid(12)).locator('[data-field="title"]').fill("Second, reworded");
      await item(page, uuid(11)).locator('[data-field="status"]').selectOption("done");
      await item(page, uuid(11)).locator('[data-field="due"]').fill("2028-02-29");
      await item(page, uuid(11)).locator('[data-field="due"]').blur();
      await eventually(async () => (await actions(page)).map(({ title, owner, due, status }) => [title, owner, due, status].join()), [
        "first,,2028-02-29,done",
        "Second, reworded,Youth office,,done",
        "third,سارة,2020-01-31,doing",
      ]);
      assert.equal((await actions(page))[1].colour, "red", "what is not ours stays");
      assert.equal(await item(page, uuid(12)).locator('[data-field="owner"]').inputValue(), "Youth office");
    }));

  test("takes actions of one's own, and gives back what was removed", () =>
    withApp({ ...wide, at: "#/plan", shelf: planned }, async (page) => {
      await page.locator('[data-action="own-action"]').click();
      await eventually(async () => (await ids(page)).length, 4);
      const before = await actions(page);
      await item(page, uuid(12)).locator('[data-action="remove-action"]').click();
      await eventually(async () => (await ids(page)).length, 3);
      await page.locator('[data-action="undo-action"]').click();
      await eventually(async () => actions(page), before);
    }));

  test("keeps how it is sorted and filtered when the language changes, and forgets it on the next page", () =>
    withApp({ ...wide, at: "#/plan", shelf: planned }, async (page) => {
      await page.locator('.filters [data-field="sort"]').selectOption("due");
      await page.locator('.filters [data-field="filter"]').selectOption("open");
      assert.deepEqual(await ids(page), [13, 11].map(uuid));
      await page.locator('[data-action="language"]').click();
      await page.waitForSelector('html[dir="rtl"] .plan h1');
      await eventually(() => ids(page), [13, 11].map(uuid));
      await go(page, "#/privacy");
      await go(page, "#/plan");
      assert.deepEqual(await ids(page), [11, 12, 13].map(uuid));
    }));

  test("says where to begin while it is empty", () =>
    withApp({ ...wide, at: "#/plan" }, async (page) => {
      assert.equal(await page.locator(".plan .empty").count(), 1);
      assert.deepEqual(await kept(page), {});
    }));
});

test("blank forms hold every question with its answers, and none of one's own", () =>
  withApp({ ...wide, at: "#/prepare", shelf: river }, async (page) => {
    const asked = () => page.locator("[data-asked]").evaluateAll((all) => all.map((item) => item.dataset.asked));
    assert.deepEqual((await asked()).sort(), questions.map(({ id }) => id).sort());
    for (const { id, kind, options } of questions) {
      const boxes = await page.locator(`[data-asked="${id}"] .boxes > li`).count();
      assert.equal(boxes, options.length === 0 ? 0 : options.length + (kind === "multi" ? 2 : 1), id);
    }
    assert.equal(await page.locator(".blank input, .blank :checked").count(), 0);
    await page.locator('[data-field="topic"]').selectOption("resources");
    assert.deepEqual(await asked(), questions.filter((q) => q.section === "resources").map(({ id }) => id));
  }));
