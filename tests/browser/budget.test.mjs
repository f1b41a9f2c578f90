// What the work costs and who carries it; which department brings what.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assessment,
  download,
  eventually,
  go,
  importFile,
  kept,
  reload,
  saved,
  savedText,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const at = "#/budget";

const having = (answers, more) => shelf(toFile(assessment(1, answers, more)));
const budget = async (page) => (await saved(page))?.budget;
const line = (page, n) => page.locator(`[data-line="${n}"]`);
const share = (page, n, m) => line(page, n).locator(`[data-share="${m}"]`);
const amount = (page, n) => line(page, n).locator('[data-field="amount"]');
const percent = (page, n, m) => share(page, n, m).locator('[data-field="percent"]');
const total = (page, id) => page.locator(`[data-total="${id}"]`).getAttribute("data-amount");
const faults = (page) => page.locator('.budget [role="alert"]').count();
const focused = (page, selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
const addsUp = (page, n) => line(page, n).locator("[data-adds-up]").getAttribute("data-adds-up");

async function addLine(page, n, typed, recurs) {
  await page.locator('[data-action="add-line"]').click();
  await amount(page, n).fill(typed);
  await amount(page, n).blur();
  if (recurs) await line(page, n).locator('[data-field="recurs"]').selectOption(recurs);
}

async function addShare(page, n, m, who, typed) {
  await line(page, n).locator('[data-action="add-share"]').click();
  await share(page, n, m).locator('[data-field="who"]').fill(who);
  await percent(page, n, m).fill(typed);
  await percent(page, n, m).blur();
}

/** A budget of three lines with members that are not ours. */
const planned = {
  currency: "JOD",
  reference: "1200000.000",
  lines: [
    { id: uuid(21), title: "training", amount: "15000.000", recurs: "yearly", shares: [{ who: "City", percent: "60", agreed: true }, { who: "Police", percent: "30" }], code: "7-2" },
    { id: uuid(22), title: "room", amount: "4200.5", recurs: "once", shares: [{ who: "City", percent: "100" }] },
    { id: uuid(23), title: "grants", amount: "1000", recurs: "yearly", shares: [] },
  ],
  options: ["grants_scheme"],
  rate: 3,
};

describe("the budget", () => {
  test("reads Arabic digits and separators, and keeps them as files write them", () =>
    withApp({ ...wide, locale: "ar-JO", at, shelf: having({ "profile.country": "JO" }) }, async (page) => {
      assert.equal(await page.locator('[data-field="currency"]').inputValue(), "JOD", "the country's currency is suggested");
      assert.equal(await budget(page), undefined, "and not written before anything is entered");
      await addLine(page, 0, "١٥٬٠٠٠٫٥", "yearly");
      await addLine(page, 1, "۲۰۰");
      await eventually(async () => (await budget(page)).lines.map(({ amount, recurs }) => [amount, recurs]), [
        ["15000.500", "yearly"],
        ["200.000", "once"],
      ]);
      assert.equal((await budget(page)).currency, "JOD");
      assert.match(await line(page, 0).locator("[data-reading]").first().textContent(), /١٥٬٠٠٠٫٥٠٠/, "shown in the region's digits");
      assert.equal(await total(page, "first_year"), "15200.5");
      // Another country later is no reason to change what was chosen.
      await go(page, "#/profile");
      await page.locator('[data-question="profile.country"] select').selectOption("NO");
      await go(page, at);
      assert.equal(await page.locator('[data-field="currency"]').inputValue(), "JOD");
    }));

  test("says beside the field what cannot be read, keeps what was typed, and changes nothing", () =>
    withApp({ ...wide, at, shelf: having({}, { budget: planned }) }, async (page) => {
      const before = savedText(await kept(page));
      await amount(page, 0).fill("$20,000");
      assert.equal(await faults(page), 0, "nobody is interrupted while typing");
      await amount(page, 0).blur();
      await eventually(() => faults(page), 1);
      assert.equal(await amount(page, 0).getAttribute("aria-invalid"), "true");
      const described = (await amount(page, 0).getAttribute("aria-describedby")).split(" ");
      assert.equal(await page.locator(`#${described[0]} [role="alert"]`).count(), 1, "the fault describes the field");
      assert.equal(await amount(page, 0).inputValue(), "$20,000");
      assert.equal(await total(page, "yearly"), "16000");
      // What is half typed outlives a redrawing, and goes along with its line.
      await percent(page, 1, 0).fill("much");
      await page.locator('[data-action="language"]').click();
      await page.waitForFunction(() => document.documentElement.lang === "ar");
      assert.equal(await amount(page, 0).inputValue(), "$20,000");
      assert.equal(savedText(await kept(page)), before, "nothing was written");
      await line(page, 0).locator('[data-action="remove-line"]').click();
      await eventually(() => page.locator("[data-line]").count(), 2);
      assert.equal(await percent(page, 0, 0).inputValue(), "much");
      assert.equal(await amount(page, 0).inputValue(), "4200.500");
      await page.locator('[data-action="undo-removal"]').click();
      await eventually(() => page.locator("[data-line]").count(), 3);
      assert.equal(await percent(page, 1, 0).inputValue(), "much");
      await eventually(async () => (await budget(page)), planned);
      await percent(page, 1, 0).fill("50");
      await amount(page, 0).fill("20,000.5");
      await eventually(() => faults(page), 0);
      await eventually(async () => (await budget(page)).lines[0].amount, "20000.500");
      await amount(page, 0).fill("");
      await eventually(async () => "amount" in (await budget(page)).lines[0], false);
    }));

  test("says which shares do not add up, and what no one carries", () =>
    withApp({ ...wide, at }, async (page) => {
      await page.locator('[data-field="currency"]').selectOption("EUR");
      await addLine(page, 0, "1000");
      await eventually(() => addsUp(page, 0), "no_shares");
      await addShare(page, 0, 0, "City", "60%");
      await addShare(page, 0, 1, "Police", "30");
      await eventually(() => addsUp(page, 0), "short");
      assert.equal(await page.locator('[data-note="unbalanced"]').count(), 1);
      assert.equal(await page.locator("[data-gap]").getAttribute("data-gap"), "100");
      const costs = (row) => page.locator(`${row} [data-cost="first_year"]`).getAttribute("data-amount");
      assert.equal(await costs('[data-carrier="City"]'), "600");
      assert.equal(await costs("[data-nobody]"), "100");
      await percent(page, 0, 1).fill("40");
      await eventually(() => addsUp(page, 0), "whole");
      assert.equal(await page.locator('[data-note="unbalanced"], [data-nobody]').count(), 0);
      assert.equal(await page.locator("[data-gap]").getAttribute("data-gap"), "0");
      await percent(page, 0, 1).fill("50");
      await eventually(() => addsUp(page, 0), "over");
      assert.equal(await page.locator('[data-note="over"]').count(), 1);
      await percent(page, 0, 1).fill("101");
      await percent(page, 0, 1).blur();
      await eventually(() => faults(page), 1);
      await eventually(async () => (await budget(page)).lines[0].shares[1].percent, "50");
    }));

  test("adds to the last unit, small and large", () =>
    withApp({ ...wide, at }, async (page) => {
      await addLine(page, 0, "0.1");
      await addLine(page, 1, "0.2");
      await eventually(() => total(page, "once"), "0.3");
      await addLine(page, 2, "999999999999999.99", "yearly");
      await addLine(page, 3, "100 000 000 000 000,02", "yearly");
      await eventually(() => total(page, "yearly"), "1100000000000000.01");
      assert.equal(await total(page, "first_year"), "1100000000000000.31");
      const told = await page.locator('[data-total="yearly"] td').first().textContent();
      assert.equal(told, "1,100,000,000,000,000.01", "shown to the last digit too");
      await page.locator('[data-field="reference"]').fill("2,200,000,000,000,000.02");
      await eventually(() => page.locator('[data-yardstick="yearly"] b').textContent(), "50%");
      // Three thirds of an amount that three does not divide.
      for (const [m, who] of ["A", "B", "C"].entries()) await addShare(page, 0, m, who, ["33.33", "33.33", "33.34"][m]);
      await eventually(() => addsUp(page, 0), "whole");
      const parts = page.locator('[data-carrier] [data-cost="once"]');
      const cents = (await parts.evaluateAll((all) => all.map((td) => td.dataset.amount))).map((a) => Math.round(a * 100));
      assert.equal(cents.reduce((sum, c) => sum + c), 10);
    }));

  test("another currency changes no amount, and says so", () =>
    withApp({ ...wide, at, shelf: having({}, { budget: planned }) }, async (page) => {
      const told = page.locator('[data-part="basics"] [role="status"]');
      assert.equal(await told.textContent(), "");
      await page.locator('[data-field="currency"]').selectOption("JPY");
      await eventually(() => budget(page), { ...planned, currency: "JPY" });
      assert.notEqual(await told.textContent(), "");
      assert.equal(await total(page, "first_year"), "20200.5");
      await amount(page, 2).fill("1000.5");
      await amount(page, 2).blur();
      await eventually(() => faults(page), 1);
    }));

  test("can be left in the middle of a number", () =>
    withApp({ ...wide, at, shelf: having({}, { budget: planned }) }, async (page) => {
      await amount(page, 0).pressSequentially("9$");
      assert.equal(await focused(page, '[data-field="amount"]'), true, "the field is not drawn anew with each key");
      await go(page, "#/contributions");
      await go(page, at);
      await share(page, 0, 0).locator('[data-field="who"]').pressSequentially("x");
      await go(page, "#/contributions");
      await page.locator(".contributions h1").waitFor();
      await eventually(async () => [(await budget(page)).lines[0].amount, (await budget(page)).lines[0].shares[0].who], ["915000.000", "xCity"]);
    }));

  test("takes out and gives back, and the focus is never lost", () =>
    withApp({ ...wide, at, shelf: having({}, { budget: planned }) }, async (page) => {
      await page.locator('[data-action="add-line"]').click();
      await eventually(() => focused(page, '[data-line="3"] [data-field="title"]'), true);
      await line(page, 3).locator('[data-action="add-share"]').click();
      await eventually(() => focused(page, '[data-line="3"] [data-share="0"] [data-field="who"]'), true);
      await line(page, 3).locator('[data-action="remove-line"]').click();
      await eventually(() => focused(page, '[data-action="undo-removal"]'), true);
      await eventually(() => budget(page), planned);
      await line(page, 1).locator('[data-action="remove-line"]').click();
      await eventually(async () => (await budget(page)).lines.map(({ title }) => title), ["training", "grants"]);
      await eventually(() => focused(page, '[data-action="undo-removal"]'), true);
      await page.keyboard.press("Enter");
      await eventually(() => focused(page, '[data-line="1"] [data-field="title"]'), true);
      await eventually(() => budget(page), planned);
      await share(page, 0, 0).locator('[data-action="remove-share"]').click();
      await eventually(async () => (await budget(page)).lines[0].shares.map(({ who }) => who), ["Police"]);
      await eventually(() => focused(page, '[data-action="undo-removal"]'), true);
      await page.keyboard.press("Enter");
      await eventually(() => focused(page, '[data-line="0"] [data-share="0"] [data-field="who"]'), true);
      await eventually(() => budget(page), planned);
    }));

  for (const [lang, locale] of [
    ["ar", "ar-EG"],
    ["en", "en-GB"],
  ]) {
    test(`keeps everything over a reload and through a file, to the byte: ${lang}`, () =>
      withApp({ ...wide, locale, at: "#/", shelf: having({ "profile.country": "EG" }) }, async (page) => {
        await go(page, at);
        await page.locator('[data-field="reference"]').fill("٢٠٠٠٠٠٠");
        await addLine(page, 0, "1,500", "yearly");
        await line(page, 0).locator('[data-field="title"]').fill("تدريب & room");
        await addShare(page, 0, 0, "البلدية", "٦٠٫٥");
        await page.locator('[data-way="in_kind"]').click();
        const expected = {
          currency: "EGP",
          reference: "2000000.00",
          lines: [{ title: "تدريب & room", amount: "1500.00", recurs: "yearly", shares: [{ who: "البلدية", percent: "60.5" }] }],
          options: ["in_kind"],
        };
        const without = async () => {
          const { lines, ...rest } = await budget(page);
          return { ...rest, lines: lines.map(({ id: _, ...line }) => line) };
        };
        await eventually(without, expected);
        await reload(page);
        await page.locator("[data-line]").waitFor();
        assert.deepEqual(
          [
            await page.locator('[data-field="reference"]').inputValue(),
            await line(page, 0).locator('[data-field="title"]').inputValue(),
            await amount(page, 0).inputValue(),
            await line(page, 0).locator('[data-field="recurs"]').inputValue(),
            await share(page, 0, 0).locator('[data-field="who"]').inputValue(),
            await percent(page, 0, 0).inputValue(),
            await page.locator('[data-way="in_kind"]').isChecked(),
          ],
          ["2000000.00", "تدريب & room", "1500.00", "yearly", "البلدية", "60.5", true],
        );
        const { text } = await download(page, '.keep [data-action="backup"]');
        await page.evaluate(() => localStorage.clear());
        await page.evaluate(() => (location.hash = "#/"));
        await reload(page);
        await importFile(page, text);
        await eventually(async () => savedText(await kept(page)), text);
        await go(page, at);
        await eventually(() => total(page, "yearly"), "1500");
        assert.equal((await download(page, '.keep [data-action="backup"]')).text, text);
      }));
  }

  test("shows what a file holds and cannot be counted, and counts the rest", () => {
    const strange = {
      currency: "XQQ",
      lines: [7, { id: "a", title: "x", amount: "1,5", recurs: "monthly", shares: [{ who: "City", percent: "120" }] }, { id: "b", amount: "2" }],
    };
    return withApp({ ...wide, at, shelf: having({}, { budget: strange }) }, async (page) => {
      await eventually(() => faults(page), 2);
      assert.equal(await page.locator('[data-note="unreadable"]').count(), 1);
      assert.equal(await page.locator('[data-field="currency"]').inputValue(), "XQQ");
      assert.equal(await amount(page, 1).inputValue(), "1,5");
      assert.equal(await total(page, "once"), "2");
      await amount(page, 1).fill("1.50");
      await line(page, 1).locator('[data-field="recurs"]').selectOption("once");
      await eventually(() => total(page, "once"), "3.5");
      assert.equal((await budget(page)).lines[0], 7);
    });
  });

  test("offers the ways of the answer, and takes them when told to", () =>
    withApp(
      { ...wide, at, shelf: having({ "resources.new_needed": "some", "resources.options": ["grants_scheme", "in_kind"] }) },
      async (page) => {
        assert.equal(await page.locator("[data-way]:checked").count(), 0);
        assert.equal(await page.locator("[data-answered]").count(), 2);
        await page.locator('[data-action="take-ways"]').click();
        await eventually(async () => (await budget(page)).options, ["grants_scheme", "in_kind"]);
        await page.locator('[data-way="grants_scheme"]').click();
        await page.locator('[data-way="private_match"]').click();
        await eventually(async () => (await budget(page)).options, ["in_kind", "private_match"]);
        assert.deepEqual((await saved(page)).answers["resources.options"].value, ["grants_scheme", "in_kind"], "the answer stays");
      },
    ));

  test("is reached from the result on resources, writes nothing while it is only looked at, and leads on", () =>
    withApp({ ...wide, at: "#/resources/result" }, async (page) => {
      await page.locator('[data-part="ways-on"] a[href="#/budget"]').click();
      await page.locator(".budget h1").waitFor();
      await page.locator('.ways-on a[href="#/contributions"]').click();
      await page.locator(".contributions h1").waitFor();
      await page.locator('.ways-on a[href="#/budget"]').click();
      await page.locator(".budget h1").waitFor();
      assert.deepEqual(await kept(page), {});
    }));
});

describe("contributions", () => {
  const where = "#/contributions";
  const contributions = async (page) => (await saved(page))?.contributions;
  const box = (page, of) => page.locator(`[data-brings="${of}"]:visible`);
  const shown = (page) => page.locator("tr[data-department]").evaluateAll((all) => all.map((tr) => tr.dataset.department));
  const lacking = (page) => page.locator("[data-missing]").getAttribute("data-missing");

  for (const viewport of [wide.viewport, { width: 360, height: 740 }]) {
    test(`are marked by a tap, with a note; what nobody brings is said: ${viewport.width}`, () =>
      withApp({ viewport, at: where, shelf: having({ "resources.departments": ["youth", "data_research"] }) }, async (page) => {
        assert.deepEqual(await shown(page), ["youth", "data_research"]);
        assert.equal((await lacking(page)).split(" ").length, 6);
        await box(page, "youth human").click();
        await box(page, "youth skills").click();
        await eventually(() => contributions(page), [
          { department: "youth", resource: "human" },
          { department: "youth", resource: "skills" },
        ]);
        assert.equal(await lacking(page), "financial material expertise credibility");
        await page.locator('[data-note-of="youth human"]').fill("مرشدان");
        await eventually(async () => (await contributions(page))[0].note, "مرشدان");
        const before = await contributions(page);
        await box(page, "youth skills").click();
        await eventually(async () => (await contributions(page)).length, 1);
        assert.equal(await page.locator('[data-action="undo-mark"]').count(), 0, "a bare mark is made again by a tap");
        await box(page, "youth skills").click();
        await box(page, "youth human").click();
        await page.locator('[data-action="undo-mark"]').click();
        await eventually(() => contributions(page), before);
        await reload(page);
        await eventually(() => box(page, "youth human").isChecked(), true);
        assert.equal(await page.locator('[data-note-of="youth human"]').inputValue(), "مرشدان");
      }));
  }

  test("come from departments of the list and of one's own", () =>
    withApp({ ...wide, at: where }, async (page) => {
      assert.equal(await page.locator('[data-part="marks"] .empty').count(), 1);
      await page.locator('[data-field="department"]').selectOption("education");
      await eventually(() => shown(page), ["education"]);
      await page.locator('[data-field="own-department"]').fill(" مكتب الوقاية ");
      await page.locator('[data-action="add-department"]').click();
      await eventually(() => shown(page), ["education", "مكتب الوقاية"]);
      assert.deepEqual(await kept(page), {}, "nothing is written before it is marked");
      await box(page, "مكتب الوقاية financial").click();
      await eventually(() => contributions(page), [{ department: "مكتب الوقاية", resource: "financial" }]);
      // Taking the only mark back moves nothing, and the focus stays where it is.
      await go(page, "#/budget");
      await go(page, where);
      await page.locator('[data-field="department"]').selectOption("education");
      await eventually(() => shown(page), ["مكتب الوقاية", "education"]);
      // The focus moves to what was added.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await box(page, "مكتب الوقاية financial").press("Space");
      await eventually(() => contributions(page), []);
      assert.deepEqual(await shown(page), ["مكتب الوقاية", "education"]);
      assert.equal(await focused(page, '[data-brings="مكتب الوقاية financial"]'), true);
      await page.locator('[data-field="department"]').selectOption("every");
      await eventually(async () => (await shown(page)).length, 15);
      assert.equal(await page.locator('[data-field="department"]').count(), 0);
      await eventually(() => focused(page, '[data-field="own-department"]'), true);
    }));

  test("keep what is not ours, and stand on paper as a table", () =>
    withApp(
      {
        viewport: { width: 360, height: 740 },
        at: where,
        shelf: having({}, {
          contributions: [
            { department: "youth", resource: "human", note: "two days", hours: 12 },
            { department: "youth", resource: "luck" },
          ],
        }),
      },
      async (page) => {
        assert.equal(await page.locator("[data-strange]").count(), 1);
        assert.equal(await page.locator(".as-table").isVisible(), false);
        await box(page, "youth material").click();
        await eventually(async () => (await contributions(page)).map(({ hours, resource }) => hours ?? resource), [12, "luck", "material"]);
        await page.emulateMedia({ media: "print" });
        assert.equal(await page.locator(".as-table table").isVisible(), true);
        assert.equal(await page.locator(".as-cards").isVisible(), false);
        const printed = page.locator('tr[data-department="youth"] .printed');
        assert.deepEqual((await printed.allInnerTexts()).map((text) => text !== ""), [true, false, true, false, false, false]);
        assert.match(await printed.first().innerText(), /two days/);
        assert.equal(await page.locator(".as-table input").first().isVisible(), false);
      },
    ));
});
