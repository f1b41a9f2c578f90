// The pages that help to decide: the framework selector, readiness, the library, examples, the overview.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  assessment,
  caseFile,
  choose,
  eventually,
  field,
  fill,
  go,
  hash,
  kept,
  option,
  questions,
  reload,
  saved,
  savedIds,
  savedText,
  score,
  shelf,
  stage,
  toFile,
} from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const river = shelf(caseFile("river-city-complete"));
const having = (answers, more) => shelf(toFile(assessment(1, answers, more)));

/** Every closed question answered, in all ways there are. */
const all = Object.fromEntries(
  questions
    .filter(({ options }) => options.length > 0)
    .map(({ id, kind, options }, i) => [id, kind === "multi" ? options.slice(0, 2) : options[i % Math.min(3, options.length)]]),
);
const everywhereBut = (answers) => having({ ...all, ...answers });
const everywhere = having(all);

const lead = (page) => page.locator('[data-result="framework.lead"]');
const leadOf = async (page) => ({
  strength: await lead(page).getAttribute("data-strength"),
  lead: (await lead(page).getAttribute("data-lead")).split(" ").filter(Boolean),
});
const scored = async (page) => score(page, savedText(await kept(page)));
const open = (page, part) => page.locator(`[data-part="${part}"] > summary`).click();

/** Waits until the page shows what the engine gives for what is saved. */
const agrees = (page) =>
  eventually(async () => {
    const shown = await leadOf(page);
    const { strength, lead } = (await scored(page)).framework.recommendation;
    return [shown, { strength, lead }].map((x) => JSON.stringify(x)).reduce((a, b) => a === b);
  }, true);

describe("the framework selector", () => {
  for (const name of ["river-city-complete", "northern-port-complete", "norway-sketch", "empty"]) {
    test(`shows what the engine gives for ${name}`, () =>
      withApp({ ...wide, at: "#/framework/result", shelf: shelf(caseFile(name)) }, async (page) => {
        await lead(page).waitFor();
        const { framework } = await score(page, caseFile(name));
        const { recommendation } = framework;
        assert.deepEqual(await leadOf(page), { strength: recommendation.strength, lead: recommendation.lead });
        const ids = (selector) => page.locator(`${selector} [data-framework]`).evaluateAll((all) => all.map((e) => e.dataset.framework));
        assert.deepEqual(await ids('[data-part="lead"]'), recommendation.lead);
        assert.deepEqual(await ids('[data-part="supporting"]'), recommendation.supporting.map((s) => s.id));
        assert.equal(await page.locator('[data-finding="required"]').count(), recommendation.required.length);
        assert.equal(await page.locator("[data-principle]").count(), 4);
        if (recommendation.strength === "too_early") {
          assert.equal(await page.locator("[data-tries]").count(), 0, "no order is shown");
          assert.ok((await page.locator("[data-next]").count()) > 5, "but what to answer next");
          return;
        }
        const rows = await page.locator("[data-tries]").evaluateAll((all) =>
          all.map((row) => [row.dataset.tries, [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent))]),
        );
        for (const [id, shares] of rows) {
          const { rank_acceptability: expected } = framework.alternatives.find((a) => a.id === id);
          assert.deepEqual(shares, expected.map((share) => Math.round(share * 100)), id);
        }
      }));
  }

  test("asks its questions with what was answered before beside them, and leads on to the result", () =>
    withApp({ ...wide, at: "#/framework", shelf: shelf(caseFile("malaysia-sketch")) }, async (page) => {
      assert.equal(await page.locator('aside a[href="#/mandate/source/mandate.broader"]').count(), 1);
      const context = questions.filter(({ section }) => section === "framework.context");
      const answers = Object.fromEntries(
        context.map(({ id, kind, options }) => [id, kind === "multi" ? options.slice(0, 2) : options[0]]),
      );
      const asked = new Set();
      while ((await hash(page)) !== "#/framework/result") {
        for (const id of await page.locator("fieldset[data-question]").evaluateAll((all) => all.map((f) => f.dataset.question))) {
          asked.add(id);
        }
        await fill(page, answers);
        const before = await hash(page);
        await page.locator('[data-action="next"]').click();
        await page.waitForFunction((before) => location.hash !== before, before);
        await go(page, await hash(page));
      }
      assert.deepEqual([...asked], context.map(({ id }) => id));
      await lead(page).waitFor();
      await agrees(page);
    }));

  test("moves with the importance of a criterion, which is kept", () =>
    withApp({ ...wide, at: "#/framework/result", shelf: river }, async (page) => {
      await lead(page).waitFor();
      const before = (await scored(page)).framework.alternatives;
      await open(page, "importance");
      for (const criterion of ["label_safety", "police_independence", "threat_fit", "level_fit", "data"]) {
        await page.locator(`[data-level-of="importance.${criterion}"] input[value="0"]`).click();
      }
      await page.locator('[data-level-of="importance.funding"] input[value="3"]').click();
      assert.equal((await saved(page)).importance.framework.funding, 3);
      assert.notDeepEqual((await scored(page)).framework.alternatives, before);
      await agrees(page);
      const place = page.locator('[data-chart="ranks"]');
      await place.evaluate((element) => (element.dataset.marked = "same"));
      const first = async () => Number(await page.locator('[data-tries="public_health"] td').first().innerText());
      const share = async () => (await scored(page)).framework.alternatives[0].rank_acceptability[0];
      await eventually(async () => (await first()) === Math.round(100 * (await share())), true);
      await page.locator('[data-level-of="importance.funding"] input[value="0"]').click();
      await agrees(page);
      assert.equal(await place.getAttribute("data-marked"), "same", "the chart stays in its place and moves");
      await page.locator('[data-level-of="importance.funding"] input[value="3"]').click();
      await agrees(page);
      await reload(page);
      await open(page, "importance");
      assert.ok(await page.locator('[data-level-of="importance.funding"] input[value="3"]').isChecked());
      await page.locator('[data-action="reset-importance"]').click();
      await eventually(async () => Object.keys((await saved(page)).importance.framework).length, 0);
      await agrees(page);
    }));

  test("gives a reason for each cell, and lets it be overruled with one", () =>
    withApp({ ...wide, at: "#/framework/result", shelf: river }, async (page) => {
      await lead(page).waitFor();
      await open(page, "cells");
      const cells = await page.locator("[data-cell]").evaluateAll((all) => all.map((cell) => cell.dataset.cell));
      assert.equal(cells.length, 40);
      for (const cell of cells) {
        await page.locator(`[data-cell="${cell}"]`).click();
        const dialog = page.locator("dialog[open]");
        await dialog.waitFor();
        assert.ok((await dialog.locator("p").nth(1).innerText()).length > 20, cell);
        assert.ok((await dialog.locator(".answers a").count()) > 0, cell);
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
      }
      await page.locator('[data-cell="pcve.data"]').click();
      await page.locator('dialog [data-part="overrule"] > summary').click();
      await page.locator('dialog [data-field="value"]').selectOption("1");
      await page.locator('dialog [data-action="overrule"]').click();
      await page.locator('dialog [role="alert"]').waitFor();
      assert.equal((await saved(page)).overrides, undefined, "without a reason nothing is changed");
      await page.locator('dialog [data-field="reason"]').fill("A protocol was signed in June.");
      await page.locator('dialog [data-action="overrule"]').click();
      await page.locator('[data-overruled="pcve.data"]').waitFor();
      assert.deepEqual((await saved(page)).overrides.framework, [
        { alternative: "pcve", criterion: "data", value: 1, reason: "A protocol was signed in June." },
      ]);
      await eventually(() => page.locator('[data-cell="pcve.data"]').getAttribute("data-value"), "1");
      await agrees(page);
      await reload(page);
      await page.locator('[data-overruled="pcve.data"]').waitFor();
      await open(page, "cells");
      await page.locator('[data-cell="pcve.data"]').click();
      await page.locator('dialog [data-action="restore"]').click();
      await page.locator('[data-overruled="pcve.data"]').waitFor({ state: "detached" });
      await agrees(page);
    }));

  test("finds the single answers that would change the lead, on demand", () =>
    withApp({ ...wide, at: "#/framework/result", shelf: shelf(caseFile("northern-port-complete")) }, async (page) => {
      await lead(page).waitFor();
      assert.equal(await page.locator("[data-flips]").count(), 0);
      await page.locator('[data-action="flips"]').click();
      await page.locator("[data-flips]").waitFor({ timeout: 20_000 });
      const shown = await page.locator("[data-flip]").evaluateAll((all) => all.map((item) => item.dataset.flip));
      const text = savedText(await kept(page));
      const { framework } = await page.evaluate(async (text) => JSON.parse((await tafwidBoot.engine()).score(text, true)), text);
      assert.deepEqual(shown, framework.flips.map((flip) => `${flip.question} ${flip.lead}`));
    }));
});

describe("the selector of institutional models", () => {
  for (const name of ["river-city-complete", "northern-port-complete", "empty"]) {
    test(`shows what the engine gives for ${name}`, () =>
      withApp({ ...wide, at: "#/institution/result", shelf: shelf(caseFile(name)) }, async (page) => {
        const card = page.locator('[data-result="institution.lead"]');
        await card.waitFor();
        const { institution } = await score(page, caseFile(name));
        const { recommendation } = institution;
        assert.equal(await card.getAttribute("data-strength"), recommendation.strength);
        assert.deepEqual((await card.getAttribute("data-lead")).split(" ").filter(Boolean), recommendation.lead);
        const experts = await page.locator("[data-experts]").evaluateAll((all) => all.map((part) => part.dataset.experts));
        assert.deepEqual(experts, [recommendation.expert_group ?? institution.expert_group].filter(Boolean));
        assert.equal(await page.locator('[data-part="duties"] li').count(), 3);
        if (recommendation.strength === "too_early") return;
        const rows = await page.locator("[data-tries]").evaluateAll((all) =>
          all.map((row) => [row.dataset.tries, Number(row.querySelector("td").textContent)]),
        );
        const expected = institution.alternatives.map(({ id, rank_acceptability }) => [id, Math.round(100 * rank_acceptability[0])]);
        assert.deepEqual(rows, expected);
        await open(page, "cells");
        assert.equal(await page.locator("[data-cell]").count(), institution.alternatives.length * institution.criteria.length);
      }));
  }

  test("leaves out what needs a network where there is none", () =>
    withApp({ ...wide, at: "#/institution/result", shelf: everywhereBut({ "institution.existing_network": "none" }) }, async (page) => {
      await page.locator("[data-fewer]").waitFor();
      const tries = await page.locator("[data-tries]").evaluateAll((all) => all.map((row) => row.dataset.tries));
      assert.deepEqual(tries, ["lead_agency", "shared", "network_new"]);
      await open(page, "cells");
      assert.equal(await page.locator('[data-cell$=".capacity"]').count(), 0);
      await page.locator('[data-cell="network_new.framing"]').click();
      await page.locator('dialog [data-part="overrule"] > summary').click();
      await page.locator('dialog [data-field="reason"]').fill("agreed");
      await page.locator('dialog [data-action="overrule"]').click();
      await page.locator('[data-overruled="network_new.framing"]').waitFor();
      assert.equal((await saved(page)).overrides.institution.length, 1);
    }));
});

describe("the result of a module", () => {
  const modules = ["strategy", "principles", "community", "integration", "sustainability", "resources"];
  for (const module of modules) {
    test(`sorts the answers on ${module}, says what to do, and follows its last question`, () =>
      withApp({ ...wide, at: `#/${module}`, shelf: river }, async (page) => {
        let turn = 0;
        const given = {};
        while (!(await hash(page)).endsWith("/result")) {
          for (const id of await page.locator("fieldset[data-question]").evaluateAll((all) => all.map((f) => f.dataset.question))) {
            const { kind, options } = questions.find((q) => q.id === id);
            if (kind === "extent") given[id] = [...options.slice(0, 3), "unknown"][(turn += 1) % 4];
            else if (kind !== "list") given[id] = kind === "multi" ? options.slice(0, 1) : options[0];
          }
          await fill(page, given);
          const before = await hash(page);
          await page.locator('[data-action="next"]').click();
          await page.waitForFunction((before) => location.hash !== before, before);
          await go(page, await hash(page));
        }
        const place = { yes: "met", partly: "partly", no: "missing", unknown: "open" };
        const extents = Object.entries(given).filter(([id]) => questions.find((q) => q.id === id).kind === "extent");
        for (const [id, value] of extents) {
          const item = page.locator(`[data-stand="${place[value]}"] [data-finding="${id}"]`);
          assert.equal(await item.count(), 1, id);
          const paragraphs = await item.locator("p:not(.planned)").count();
          assert.equal(paragraphs, { met: 1, open: 2, partly: 3, missing: 3 }[place[value]], id);
        }
        const { readiness } = await scored(page);
        const id = module === "strategy" ? "framework" : module;
        const [low, high] = readiness.dimensions.find((d) => d.id === id).band;
        assert.equal(
          await page.locator(`[data-result="${module}.standing"]`).getAttribute("data-band"),
          low === high ? low : "between",
        );
      }));
  }

  test("names a practice for each principle that fits the framework in the lead", () =>
    withApp({ ...wide, at: "#/principles/result", shelf: river }, async (page) => {
      await page.locator('[data-part="practices"]').waitFor();
      assert.equal(await page.locator("[data-practice]").count(), 4);
    }));

  test("names the residents' languages in which nothing is published", () =>
    withApp(
      {
        ...wide,
        at: "#/community/result",
        shelf: having({
          "profile.languages": ["العربية", "English", "Türkçe"],
          "community.published": "yes",
          "community.languages_published": ["english"],
        }),
      },
      async (page) => {
        const words = await page.locator('[data-part="languages"]').innerText();
        assert.ok(words.includes("العربية") && words.includes("Türkçe") && !words.includes("English"), words);
      },
    ));
});

describe("readiness", () => {
  test("shows what the engine gives, in words, table and charts alike", () =>
    withApp({ ...wide, at: "#/readiness", shelf: river }, async (page) => {
      const { readiness } = await score(page, caseFile("river-city-complete"));
      const percent = (share) => String(Math.round(share * 100));
      for (const [id, figure] of [
        ["overall", readiness.overall],
        ["overall_started", readiness.overall_started],
      ]) {
        const line = page.locator(`[data-readiness="${id}"]`);
        assert.equal(await line.getAttribute("data-lowest"), percent(figure.low), id);
        assert.equal(await line.getAttribute("data-highest"), percent(figure.high), id);
      }
      const begun = [];
      for (const { id, ...figure } of readiness.dimensions) {
        const row = page.locator(`[data-dimension="${id}"]`);
        assert.equal(await row.count(), 1);
        if (!figure.answered) {
          assert.equal(await row.getAttribute("data-lowest"), null, id);
          continue;
        }
        begun.push(id);
        assert.equal(await row.getAttribute("data-lowest"), percent(figure.low), id);
        assert.equal(await row.getAttribute("data-highest"), percent(figure.high), id);
      }
      for (const name of ["ring", "bars"]) {
        const place = page.locator(`[data-chart="${name}"]`);
        await place.scrollIntoViewIfNeeded();
        await page.waitForSelector(`[data-chart="${name}"][data-state="drawn"] svg`);
        const words = await place.locator("svg").textContent();
        for (const id of begun) {
          const head = await page.locator(`[data-dimension="${id}"] th`).innerText();
          for (const word of head.split(" ")) assert.ok(words.includes(word), `${name} names ${head}`);
        }
      }
    }));

  test("says what would raise a dimension, and leads to its questions", () =>
    withApp({ ...wide, at: "#/readiness", shelf: river }, async (page) => {
      const scope = page.locator('[data-dimension-about="scope"]');
      await scope.locator("summary").click();
      const raise = scope.locator("[data-raise]").first();
      const id = await raise.getAttribute("data-raise");
      await raise.locator("[data-question-link]").click();
      await page.waitForSelector(field(id));
    }));

  test("weighs dimensions as chosen, and keeps that", () =>
    withApp({ ...wide, at: "#/readiness", shelf: river }, async (page) => {
      const overall = () => page.locator('[data-readiness="overall_started"]').getAttribute("data-lowest");
      await open(page, "weights");
      for (const id of ["space", "awareness", "scope"]) await page.locator(`[data-level-of="weight.${id}"] input[value="0"]`).click();
      const expected = async () => String(Math.round(100 * (await scored(page)).readiness.overall_started.low));
      assert.equal((await saved(page)).dimension_weights.space, 0);
      await eventually(async () => (await overall()) === (await expected()), true);
      await reload(page);
      assert.equal(await overall(), await expected());
    }));

  test("says what will stand there while nothing is answered", () =>
    withApp({ ...wide, at: "#/readiness" }, async (page) => {
      assert.equal(await page.locator('[data-readiness="nothing"] a').count(), 1);
      assert.equal(await page.locator(".chart").count(), 0);
    }));

  test("draws, resizes and disposes without keeping anything", () =>
    withApp({ ...wide, at: "#/readiness", shelf: river }, async (page) => {
      const devtools = await page.context().newCDPSession(page);
      const used = async () => {
        await devtools.send("HeapProfiler.collectGarbage");
        await devtools.send("HeapProfiler.collectGarbage");
        return (await devtools.send("Runtime.getHeapUsage")).usedSize;
      };
      const round = async (i) => {
        await go(page, "#/readiness");
        await page.waitForSelector('[data-chart="ring"][data-state="drawn"] svg');
        if (i % 10 === 0) {
          await page.setViewportSize({ width: i % 20 === 0 ? 500 : 1280, height: 900 });
          await page.waitForTimeout(50);
        }
        await go(page, "#/about");
      };
      for (let i = 0; i < 10; i += 1) await round(i);
      const before = await used();
      for (let i = 0; i < 100; i += 1) await round(i);
      const grown = (await used()) - before;
      assert.ok(grown < 1_500_000, `the heap has grown by ${grown} bytes in 100 rounds`);
    }));
});

for (const [name, lang, more] of [
  ["from right to left", "ar", {}],
  ["in the dark", "en", { colorScheme: "dark" }],
  ["with forced colours", "ar", { forcedColors: "active" }],
]) {
  test(`charts fit 320 px ${name}`, () =>
    withApp(
      { viewport: { width: 320, height: 700 }, locale: lang, at: "#/readiness", shelf: { ...everywhere, "tafwid.locale": lang }, ...more },
      async (page) => {
        for (const [at, charts] of [
          ["#/readiness", ["ring", "bars"]],
          ["#/framework/result", ["ranks"]],
        ]) {

          await go(page, at);
          for (const chart of charts) {
            await page.locator(`[data-chart="${chart}"]`).scrollIntoViewIfNeeded();
            await page.waitForSelector(`[data-chart="${chart}"][data-state="drawn"] svg`);
            const outside = await page.locator(`[data-chart="${chart}"]`).evaluate((place) => {
              const box = place.getBoundingClientRect();
              const texts = [...place.querySelectorAll("svg text")];
              return texts
                .filter((text) => {
                  const { left, right } = text.getBoundingClientRect();
                  return left < box.left - 1 || right > box.right + 1;
                })
                .map((text) => text.textContent);
            });
            assert.deepEqual(outside, [], `${chart}: nothing is cut off`);
            const fills = await page.locator(`[data-chart="${chart}"] svg path`).evaluateAll((all) => [
              ...new Set(all.map((path) => path.getAttribute("fill")).filter((fill) => fill && !/^(none|transparent)$/.test(fill))),
            ]);
            assert.ok(fills.length >= (chart === "ranks" ? 4 : 2), `${chart}: its parts can be told apart: ${fills}`);
          }
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), at);
        }
      },
    ));
}

describe("the library", () => {
  const places = (page) => page.locator("[data-place]").evaluateAll((all) => all.map((place) => place.dataset.place));

  test("is filtered, compared, and put in the order of likeness", () =>
    withApp({ ...wide, at: "#/library/countries", shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      assert.equal((await places(page)).length, 16);
      await page.locator('[data-field="authority"]').selectOption("broader");
      assert.deepEqual(await places(page), ["FR", "MY", "PL", "newark", "dabrowa"]);
      await page.locator('[data-field="region"]').selectOption("americas");
      assert.deepEqual(await places(page), ["newark"]);
      await page.locator('[data-field="obligation"]').selectOption("duty");
      assert.deepEqual(await places(page), []);
      for (const name of ["authority", "region", "obligation"]) await page.locator(`[data-field="${name}"]`).selectOption("");
      await page.locator('[data-filter="like"]').click();
      assert.deepEqual((await places(page)).slice(0, 2), ["KE", "GB"]);
      await page.locator('[data-compare="KE"]').click();
      assert.equal(await page.locator('[data-part="compared"]').count(), 0);
      await page.locator('[data-compare="london"]').click();
      assert.equal(await page.locator('[data-part="compared"] thead th').count(), 2);
      await page.locator('[data-compare="NO"]').click();
      await eventually(() => page.locator('[data-compare="KE"]').isChecked(), false, "two at a time");
    }));
});

describe("examples", () => {
  test("open as copies beside one's own work", () =>
    withApp({ ...wide, at: "#/examples", shelf: having({ "mandate.explicit": "no" }) }, async (page) => {
      const own = savedText(await kept(page));
      assert.equal(await page.locator("[data-example]").count(), 8);
      for (const id of ["kenya", "river_city"]) {
        await go(page, "#/examples");
        await page.locator(`[data-example="${id}"] [data-action="open-example"]`).click();
        await page.waitForSelector('[data-module="mandate"]');
      }
      const all = await kept(page);
      assert.equal(savedIds(all).length, 3);
      assert.equal(savedText(all, JSON.parse(own).id), own, "what was there is as it was");
      assert.equal((await saved(page)).answers["framework.label_risk"]?.value !== undefined, true);
      await go(page, "#/mandate/result");
      await page.waitForSelector('[data-result="mandate.sufficiency"][data-lowest="partly_sufficient"]');
    }));
});

describe("the first walk", () => {
  test("leads a new visitor to a first verdict in ten taps", () =>
    withApp({ ...phone, locale: "ar", isOpened: false }, async (page, { url }) => {
      await page.goto(url);
      await page.waitForSelector("#app h1:not(.shell *)");
      let taps = 0;
      const tap = async (selector) => {
        await page.locator(selector).locator("visible=true").first().tap();
        taps += 1;
      };
      await tap('[data-action="begin"]');
      await page.waitForSelector(field("mandate.explicit"));
      await tap(`${field("mandate.explicit")} label:has(input[value="no"])`);
      await tap(`${field("mandate.broader")} label:has(input[value="none"])`);
      await tap(`${field("mandate.not_prohibited")} label:has(input[value="yes"])`);
      await tap(`${field("mandate.own_adoption")} label:has(input[value="possible"])`);
      await tap('[data-action="result"]');
      await page.waitForSelector('[data-result="mandate.sufficiency"][data-lowest="no_mandate"][data-highest="no_mandate"]');
      assert.ok(taps <= 10, `${taps} taps`);
    }));

  test("asks the 29 questions of the quick path, and nothing else", () =>
    withApp({ ...wide, at: "#/quick" }, async (page) => {
      const asked = new Set();
      const answers = Object.fromEntries(
        questions.map(({ id, kind, options }) => [id, kind === "multi" ? options.slice(0, 1) : options[0]]),
      );
      for (let screen = 0; (await hash(page)) !== "#/mandate/result"; screen += 1) {
        assert.ok(screen < 8);
        await fill(page, answers);
        for (const id of await page.locator("fieldset[data-question]").evaluateAll((all) => all.map((f) => f.dataset.question))) {
          asked.add(id);
        }
        const before = await hash(page);
        await page.locator('[data-action="next"]').click();
        await page.waitForFunction((before) => location.hash !== before, before);
        await go(page, await hash(page));
      }
      assert.equal(asked.size, 29);
      assert.equal(await page.locator('[data-action="full"][href="#/mandate"]').count(), 1, "and the full path after it");
      await go(page, "#/framework/result");
      await lead(page).waitFor();
      assert.notEqual((await leadOf(page)).strength, "too_early", "enough for a first ranking");
    }));
});

describe("the overview", () => {
  test("says how far each part is, and what to do next", () =>
    withApp({ ...wide, at: "#/home" }, async (page) => {
      const standing = (name) => page.locator(`[data-module="${name}"]`).getAttribute("data-standing");
      assert.equal(await page.locator("[data-module]").count(), 10);
      assert.equal(await standing("mandate"), "not_started");
      assert.equal(await page.locator("[data-next]").getAttribute("data-next"), "why_first_question");
      await go(page, "#/mandate/source");
      await choose(page, "mandate.explicit", "unknown");
      await go(page, "#/home");
      assert.equal(await standing("mandate"), "in_progress");
      assert.equal(await page.locator("[data-next]").getAttribute("data-next"), "why_open");
      await go(page, "#/principles");
      await fill(page, Object.fromEntries(questions.filter((q) => q.section === "principles").map((q) => [q.id, "yes"])));
      await go(page, "#/home");
      assert.equal(await standing("principles"), "settled");
    }));

  test("finds a question by a word", () =>
    withApp({ ...wide, locale: "ar", at: "#/home", shelf: { "tafwid.locale": "ar" } }, async (page) => {
      await page.locator('[data-field="search"]').fill("الشرطه");
      await page.waitForSelector('[data-found="framework.police_trust"]');
      await page.locator('[data-found="framework.police_trust"] a').click();
      await page.waitForSelector(field("framework.police_trust"));
      await go(page, "#/home");
      await page.locator('[data-field="search"]').fill("qqqq");
      assert.equal(await page.locator("[data-found]").count(), 0);
    }));

  test("switches the number keys, which choose answers where no digits are typed", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      const first = "mandate.threat_awareness";
      await page.locator(option(first, "no")).focus();
      await page.keyboard.press("1");
      assert.equal(await page.locator(option(first, "yes")).isChecked(), false, "off until switched on");
      await go(page, "#/home");
      await page.locator('[data-field="number-keys"]').click();
      await go(page, "#/mandate/space");
      await page.locator(option(first, "no")).focus();
      await page.keyboard.press("1");
      await eventually(() => page.locator(option(first, "yes")).isChecked(), true);
      await reload(page);
      await page.locator(option(first, "no")).focus();
      await page.keyboard.press("2");
      await eventually(() => page.locator(option(first, "partly")).isChecked(), true);
      await page.locator(`${field(first)} details.note > summary`).click();
      await page.locator(`${field(first)} [data-field="note"]`).fill("");
      await page.locator(`${field(first)} [data-field="note"]`).press("3");
      assert.equal(await page.locator(`${field(first)} [data-field="note"]`).inputValue(), "3");
      assert.equal(await page.locator(option(first, "partly")).isChecked(), true);
    }));
});

describe("one program after another", () => {
  /** A browser that keeps nothing. */
  const refusing = () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("no", "QuotaExceededError");
    };
  };

  test("nothing is lost on the way from the first to the whole, whatever the browser keeps", () =>
    withApp(
      {
        ...wide,
        at: "#/mandate/source",
        init: refusing,
      },
      async (page) => {
        await choose(page, "mandate.explicit", "no");
        await choose(page, "mandate.not_prohibited", "no");
        await go(page, "#/mandate/result");
        await page.waitForSelector('[data-result="mandate.sufficiency"]');
        await go(page, "#/mandate/source");
        assert.equal(await page.locator(option("mandate.explicit", "no")).isChecked(), true);
        assert.equal(await page.locator(option("mandate.not_prohibited", "no")).isChecked(), true);
      },
    ));

  test("an assessment that was never begun does not appear where nothing is kept", () =>
    withApp(
      {
        ...wide,
        at: "#/mandate/source",
        init: refusing,
      },
      async (page) => {
        await go(page, "#/");
        await page.waitForSelector(".start");
        assert.equal(await page.locator("[data-assessment]").count(), 0);
      },
    ));

  test("another page's choice of what is open does not change what is open here", () =>
    withApp(
      { ...wide, at: "#/mandate/source", shelf: { ...shelf(caseFile("river-city-complete")), ...shelf(caseFile("empty")) } },
      async (page) => {
        await choose(page, "mandate.explicit", "no");
        const mine = (await kept(page))["tafwid.current"];
        const other = JSON.parse(caseFile("river-city-complete")).id;
        await page.evaluate((id) => localStorage.setItem("tafwid.current", id), other);
        await go(page, "#/mandate/result");
        await page.waitForSelector('[data-result="mandate.sufficiency"]');
        await go(page, "#/mandate/source");
        assert.deepEqual(await page.locator(`${field("mandate.explicit")} input:checked`).count(), 1);
        assert.equal((await kept(page))["tafwid.current"], mine);
        assert.equal((await saved(page, mine)).answers["mandate.explicit"].value, "no");
      },
    ));

  test("words that fail to come leave no blank page, and come with the next try", () =>
    withApp({ ...wide, isOpened: false, quiet: false }, async (page, { url }) => {
      await page.route("**/readiness.json", (route) => route.abort());
      await page.goto(`${url}#/readiness`);
      await page.waitForSelector("main [data-waiting]");
      await page.locator('.site-nav a[href="#/mandate"]').click();
      await page.waitForSelector(`main ${field("mandate.explicit")}`);
      await page.unroute("**/readiness.json");
      await go(page, "#/readiness");
      await page.waitForSelector('[data-readiness="nothing"]');
    }));

  test("without a network the questions go on, and the result comes when it is back", () =>
    withApp({ ...wide, isOpened: false, quiet: false }, async (page, { url }) => {
      await page.route("**/whole.*", (route) => route.abort());
      await page.goto(`${url}#/mandate/source`);
      await page.waitForSelector(`main ${field("mandate.explicit")}`);
      await choose(page, "mandate.explicit", "no");
      await page.evaluate(() => (location.hash = "#/mandate/result"));
      await page.waitForSelector("main [data-waiting]");
      assert.equal(await page.locator("#failed").isVisible(), false);
      await page.goBack();
      await page.waitForSelector(`main ${field("mandate.explicit")}`);
      await choose(page, "mandate.explicit", "yes");
      await page.unroute("**/whole.*");
      await page.evaluate(() => (location.hash = "#/mandate/result"));
      await page.waitForSelector('[data-result="mandate.sufficiency"]');
      assert.equal((await saved(page)).answers["mandate.explicit"].value, "yes");
    }));
});
