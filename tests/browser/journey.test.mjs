// From the start page to the result: what a person does, and what the page says to it. The engine is the witness.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  asked,
  assessment,
  caseFile,
  cases,
  checked,
  choose,
  complete,
  download,
  eventually,
  field,
  fill,
  go,
  hash,
  importFile,
  kept,
  keys,
  mandate,
  openNote,
  option,
  powerless,
  question,
  random,
  randomAnswers,
  reload,
  saved,
  savedText,
  score,
  sections,
  shelf,
  stage,
  toFile,
} from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };

const sufficiency = ["no_mandate", "insufficient", "partly_sufficient", "sufficient"];
const operability = ["not_yet", "blocked", "fragile", "ready"];

/** A shelf with one assessment that holds these answers. */
const having = (answers, more) => shelf(toFile(assessment(1, answers, more)));

const isAsked = (page, id) => page.locator(field(id)).count().then(Boolean);
const focused = (page) => page.evaluate(() => document.activeElement?.tagName.toLowerCase());
const entry = async (page, id) => (await saved(page))?.answers[id];

/** The ranges that the panel shows, as pairs of levels: sufficiency, operability. */
const ranges = (page, place = ".panel") =>
  page.locator(`${place} .range`).evaluateAll((all) => all.map((range) => [range.dataset.low, range.dataset.high].map(Number)));

/** The same from the engine, for what is saved. */
async function scored(page) {
  const { mandate: found } = await score(page, savedText(await kept(page)));
  const pair = (levels, { lowest, highest }) => [levels.indexOf(lowest), levels.indexOf(highest)];
  return [pair(sufficiency, found.sufficiency), pair(operability, found.operability)];
}

describe("the way in", () => {
  test("leads from the start page to the first question, and then back to where one stopped", () =>
    withApp(wide, async (page) => {
      await page.locator('[data-action="full"]').click();
      await page.waitForSelector(field("mandate.explicit"));
      assert.equal(await hash(page), "#/mandate");
      assert.equal((await asked(page))[0], mandate[0].id);
      await choose(page, "mandate.explicit", "no");
      await go(page, "#/");
      assert.equal(await page.locator(".so-far .range").count(), 1, "what was answered so far is on the start page");
      await page.locator('[data-action="go-on"]').click();
      await page.locator('[data-module="mandate"] a').first().click();
      await page.waitForSelector(field("mandate.explicit"));
      assert.deepEqual(await checked(page, "mandate.explicit"), ["no"]);
    }));

  test("by way of the profile, which is optional", () =>
    withApp(wide, async (page) => {
      await go(page, "#/home");
      await page.locator('[data-module="profile"] a').click();
      await page.waitForSelector(field("profile.country"));
      await page.locator(`${field("profile.country")} select`).selectOption("JO");
      await choose(page, "profile.population", "from_250k");
      await eventually(async () => (await entry(page, "profile.country"))?.value, "JO");
      assert.equal((await entry(page, "profile.population")).value, "from_250k");
      await page.locator(`${field("profile.country")} select`).selectOption("");
      await eventually(() => entry(page, "profile.country"), undefined);
      await page.locator('[data-action="next"]').click();
      await page.waitForSelector(field("mandate.explicit"));
    }));

  test("with what the city faces shown beside the question whether the mandate fits it", () =>
    withApp({ ...wide, at: "#/mandate/scope" }, async (page) => {
      assert.equal(await page.locator(`${field("mandate.fits_needs")} .beside a[href="#/profile"]`).count(), 1);
      await go(page, "#/profile");
      await choose(page, "profile.concerns", "polarisation");
      await go(page, "#/mandate/scope");
      assert.equal(await page.locator(`${field("mandate.fits_needs")} .beside a`).count(), 0);
      assert.equal(await page.locator(`${field("mandate.fits_needs")} .beside span`).count(), 1);
    }));
});

describe("answers", () => {
  test("narrow the range, on wide screens and on phones, down to one level each, and the engine agrees", () =>
    withApp({ ...wide, at: "#/mandate" }, async (page) => {
      assert.deepEqual(await ranges(page), [
        [0, 3],
        [0, 3],
      ]);
      let before = [
        [0, 3],
        [0, 3],
      ];
      for (let screen = 0; (await hash(page)) !== "#/mandate/result"; screen += 1) {
        assert.ok(screen < 20);
        for (const id of mandate.map((q) => q.id)) {
          if (!(await isAsked(page, id))) continue;
          await fill(page, { [id]: complete[id] });
          const now = await ranges(page);
          now.forEach(([low, high], i) => {
            assert.ok(low >= before[i][0] && high <= before[i][1], `${id} widened ${before} to ${now}`);
          });
          assert.deepEqual(await ranges(page, ".foot-panel"), now);
          assert.deepEqual(await ranges(page, ".foot > summary"), [now[0]]);
          before = now;
        }
        assert.deepEqual(before, await scored(page), `screen ${screen}`);
        await page.locator('[data-action="next"]').click();
      }
      assert.deepEqual(before, [
        [3, 3],
        [3, 3],
      ]);
      for (const [id, levels] of [
        ["mandate.sufficiency", sufficiency],
        ["mandate.operability", operability],
      ]) {
        const card = page.locator(`[data-result="${id}"]`);
        assert.equal(await card.getAttribute("data-lowest"), levels[3]);
        assert.equal(await card.getAttribute("data-highest"), levels[3]);
      }
    }));

  test("in any order and of any kind agree with the engine", () =>
    withApp({ ...wide, at: "#/mandate" }, async (page) => {
      const next = random(7);
      for (let round = 0; round < 12; round += 1) {
        await go(page, `#/mandate/${sections[Math.floor(next() * 4)]}`);
        await fill(page, randomAnswers(next, 0.7));
        assert.deepEqual(await ranges(page), await scored(page), savedText(await kept(page)));
      }
    }));

  test("on a phone are in the bar at the foot, which opens", () =>
    withApp({ at: "#/mandate" }, async (page) => {
      assert.equal(await page.locator(".panel").isVisible(), false);
      assert.ok(await page.locator(".foot > summary").isVisible());
      assert.equal(await page.locator(".foot-panel").isVisible(), false);
      await page.locator(".foot > summary").click();
      assert.ok(await page.locator(".foot-panel .range").first().isVisible());
    }));

  test("make conditional questions appear and disappear, and those keep what was said", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      const children = ["mandate.explicit_source", "mandate.obligation", "mandate.reporting"];
      const shown = async () => (await asked(page)).filter((id) => question(id).isConditional);
      assert.deepEqual(await shown(), []);
      await choose(page, "mandate.explicit", "yes");
      await eventually(shown, children);
      await choose(page, "mandate.obligation", "tasked");
      await choose(page, "mandate.explicit_source", "legislation");
      const full = await ranges(page);
      for (const value of ["no", "unknown"]) {
        await choose(page, "mandate.explicit", value);
        await eventually(shown, []);
        assert.equal((await entry(page, "mandate.obligation")).value, "tasked", "a hidden answer is kept");
        assert.deepEqual(await ranges(page), await scored(page), "and does not count");
      }
      await choose(page, "mandate.explicit", "yes");
      await eventually(shown, children);
      assert.deepEqual(await checked(page, "mandate.obligation"), ["tasked"]);
      assert.deepEqual(await checked(page, "mandate.explicit_source"), ["legislation"]);
      assert.deepEqual(await ranges(page), full);
      await choose(page, "mandate.explicit", "partly");
      await eventually(shown, children);
      await choose(page, "mandate.broader", "public_health");
      await eventually(() => isAsked(page, "mandate.broader_budget"), true);
      await choose(page, "mandate.broader", "none");
      await eventually(() => isAsked(page, "mandate.broader_budget"), false);
    }));

  test("of several options: none is an answer of its own, not knowing excludes all others, unchecking the last takes it back", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      const id = "mandate.broader";
      const now = async () => [await checked(page, id), (await entry(page, id))?.value];
      const isClear = () => page.locator(`${field(id)} [data-action="clear"]`).count();
      assert.equal(await isClear(), 0);
      await choose(page, id, "public_health");
      await choose(page, id, "public_safety");
      await eventually(
        now,
        [
          ["public_safety", "public_health"],
          ["public_safety", "public_health"],
        ],
        "in the instrument's order",
      );
      await choose(page, id, "none");
      await eventually(now, [["none"], []]);
      await choose(page, id, "crime_prevention");
      await eventually(now, [["crime_prevention"], ["crime_prevention"]]);
      await choose(page, id, "unknown");
      await eventually(now, [["unknown"], "unknown"]);
      await choose(page, id, "none");
      await eventually(now, [["none"], []]);
      await choose(page, id, "unknown");
      await choose(page, id, "social_cohesion");
      await eventually(now, [["social_cohesion"], ["social_cohesion"]]);
      assert.equal(await isClear(), 1);
      await choose(page, id, "social_cohesion");
      await eventually(now, [[], undefined]);
      assert.equal(await isClear(), 0);
      for (const value of ["none", "unknown"]) {
        await choose(page, id, value);
        await choose(page, id, value);
        await eventually(now, [[], undefined], `${value} unchecked`);
      }
    }));

  test("are taken back, and their notes stay", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      const before = await ranges(page);
      await choose(page, "mandate.not_prohibited", "no");
      await openNote(page, "mandate.not_prohibited");
      await page.locator(`${field("mandate.not_prohibited")} [data-field="note"]`).fill("Article 7");
      await page.locator(`${field("mandate.not_prohibited")} [data-action="clear"]`).click();
      await eventually(() => checked(page, "mandate.not_prohibited"), []);
      assert.deepEqual(await ranges(page), before);
      const { value, note } = await entry(page, "mandate.not_prohibited");
      assert.deepEqual([value, note], [undefined, "Article 7"]);
      assert.equal(await page.locator(`${field("mandate.not_prohibited")} [data-action="clear"]`).count(), 0);

      await go(page, "#/profile");
      await page.locator('[name="profile.city"]').fill("Port");
      await page.locator(`${field("profile.city")} [data-action="clear"]`).click();
      await eventually(() => page.locator('[name="profile.city"]').inputValue(), "");
      await eventually(() => entry(page, "profile.city"), undefined);
    }));

  test("that are not known say whom to ask", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      const hint = page.locator(`${field("mandate.explicit")} > .hint`);
      assert.equal(await hint.count(), 0);
      await choose(page, "mandate.explicit", "unknown");
      await eventually(() => hint.count(), 1);
      assert.equal((await entry(page, "mandate.explicit")).value, "unknown");
    }));

  test("in lists are one a line, without blanks; what is typed is not touched while it is typed", () =>
    withApp({ ...wide, at: "#/profile" }, async (page) => {
      const area = page.locator('[name="profile.languages"]');
      await area.pressSequentially(" العربية \n\nEnglish \n");
      assert.equal(await area.inputValue(), " العربية \n\nEnglish \n");
      await eventually(async () => (await entry(page, "profile.languages"))?.value, ["العربية", "English"]);
      await area.fill("  \n ");
      await eventually(() => entry(page, "profile.languages"), undefined);
    }));
});

describe("notes and evidence", () => {
  test("are written, counted and there again", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      const id = "mandate.political_will";
      const within = (selector) => page.locator(`${field(id)} ${selector}`);
      const count = async () => (await within("details.note > summary").innerText()).match(/\d+/)?.[0] ?? "";
      assert.equal(await count(), "");
      await openNote(page, id);
      await within('[data-field="note"]').fill("ملاحظة\nsecond line");
      await eventually(async () => (await entry(page, id))?.note, "ملاحظة\nsecond line");
      assert.equal(await count(), "1");

      await within('[data-action="add-evidence"]').click();
      assert.equal(await within('[role="alert"]').count(), 1, "evidence needs a name or an address");
      assert.equal((await entry(page, id)).evidence, undefined);

      const add = async (title, url, date) => {
        await within('[data-field="evidence-title"]').fill(title);
        await within('[data-field="evidence-url"]').fill(url);
        await within('[data-field="evidence-date"]').fill(date);
        await within('[data-action="add-evidence"]').click();
      };
      await add(" Minutes ", "https://example.org/a?b=1", "2026-02-28");
      await add("", "javascript:alert(1)", "");
      await add("Speech", "", "");
      const pieces = [
        { title: "Minutes", url: "https://example.org/a?b=1", date: "2026-02-28" },
        { url: "javascript:alert(1)" },
        { title: "Speech" },
      ];
      await eventually(async () => (await entry(page, id)).evidence, pieces);
      assert.equal(await within('[role="alert"]').count(), 0);
      assert.equal(await count(), "4");
      for (const name of ["title", "url", "date"]) assert.equal(await within(`[data-field="evidence-${name}"]`).inputValue(), "");
      const links = await within(".evidence a").evaluateAll((all) => all.map((a) => [a.href, a.target, a.rel]));
      assert.deepEqual(
        links,
        [["https://example.org/a?b=1", "_blank", "noopener noreferrer external"]],
        "only a web address is a link",
      );

      await within('[data-action="remove-evidence"]').nth(1).click();
      await eventually(async () => (await entry(page, id)).evidence, [pieces[0], pieces[2]]);
      await reload(page);
      await openNote(page, id);
      assert.equal(await within('[data-field="note"]').inputValue(), "ملاحظة\nsecond line");
      assert.equal(await within(".evidence li").count(), 2);
      assert.equal(await count(), "3");
      assert.equal(await page.locator('[data-question="mandate.clear"] .evidence li').count(), 0);
    }));
});

describe("screens", () => {
  for (const [name, answers, ofSource] of [
    ["without conditional questions", {}, 4],
    ["with all of them", complete, 8],
  ]) {
    test(`hold few questions, and one leads to the next, ${name}`, () =>
      withApp({ ...wide, shelf: having(answers) }, async (page) => {
        await go(page, "#/mandate/source");
        const all = [];
        const addresses = [];
        while ((await hash(page)) !== "#/mandate/result") {
          assert.ok(addresses.length < 20, addresses.join());
          const here = await asked(page);
          const isSource = (await hash(page)).startsWith("#/mandate/source");
          if (isSource) assert.equal(here.length, ofSource);
          else assert.ok(here.length >= 5 && here.length <= 9, `${await hash(page)} holds ${here.length}`);
          assert.equal(await page.locator("nav.steps [aria-current]").count(), 1);
          all.push(...here);
          addresses.push(await hash(page));
          await page.locator('[data-action="next"]').click();
          await page.waitForFunction((was) => location.hash !== was, addresses.at(-1));
          await go(page, await hash(page));
        }
        const expected = mandate.filter((q) => ofSource === 8 || !q.isConditional).map((q) => q.id);
        assert.deepEqual(all, expected, "each question stands on one screen, in order");
        assert.equal(new Set(addresses).size, addresses.length);
        assert.equal(await page.locator("[data-result]").count(), 3);

        await go(page, addresses.at(-1));
        const back = [];
        while ((await page.locator('[data-action="previous"]').count()) > 0) {
          back.push(await hash(page));
          await page.locator('[data-action="previous"]').click();
          await page.waitForFunction((was) => location.hash !== was, back.at(-1));
          await go(page, await hash(page));
        }
        back.push(await hash(page));
        assert.deepEqual(back.reverse(), addresses);
      }));
  }

  test("the one with the first open question is where the questions begin", async () => {
    const upTo = (section) => {
      const sure = mandate.filter((q) => sections.indexOf(q.section.slice(8)) < sections.indexOf(section));
      return Object.fromEntries(sure.map((q) => [q.id, complete[q.id]]));
    };
    const { "mandate.multi_agency": _, ...rest } = complete;
    for (const [answers, first] of [
      [{}, "mandate.explicit"],
      [upTo("space"), "mandate.threat_awareness"],
      [{ ...upTo("space"), "mandate.explicit": "unknown" }, "mandate.threat_awareness"],
      [upTo("awareness"), "mandate.framework_shared"],
      [{ ...upTo("scope"), "mandate.fits_needs": "unknown" }, "mandate.fits_needs"],
      [{ ...upTo("space"), "mandate.threat_awareness": "no", "mandate.obligation": undefined }, "mandate.explicit"],
      [rest, "mandate.multi_agency"],
    ]) {
      const given = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
      await withApp({ ...wide, at: "#/mandate", shelf: having(given) }, async (page) => {
        assert.ok((await asked(page)).includes(first), `${first}: ${await asked(page)}`);
      });
    }
    await withApp({ ...wide, at: "#/mandate", shelf: having(complete) }, (page) =>
      page.waitForSelector('[data-result="mandate.sufficiency"]'),
    );
  });

  test("have an address for each question, which puts the focus on it", () =>
    withApp({ ...wide, at: "#/mandate/scope/mandate.communities", shelf: having(complete) }, async (page) => {
      const place = () => page.evaluate(() => document.activeElement.closest("[data-question]")?.dataset.question ?? null);
      await eventually(place, "mandate.communities", "on the first load");
      const isInView = (id) =>
        page.locator(field(id)).evaluate((element) => {
          const { top } = element.getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        });
      assert.ok(await isInView("mandate.communities"));
      for (const id of ["mandate.obligation", "mandate.fits_needs", "mandate.private_sector", "mandate.clear"]) {
        await go(page, `#/mandate/${question(id).section.slice(8)}/${id}`);
        await eventually(place, id);
        assert.ok(await isInView(id), id);
      }
      await go(page, "#/mandate/source");
      await choose(page, "mandate.explicit", "no");
      await go(page, "#/mandate/source/mandate.obligation");
      assert.equal(await isAsked(page, "mandate.obligation"), false);
      await eventually(() => focused(page), "h1", "a hidden question's address leads to its screen");
    }));

  test("that do not exist are told apart from those that do", () =>
    withApp({ ...wide, at: "#/mandate/scope/99" }, async (page) => {
      assert.ok((await asked(page)).includes("mandate.private_sector"), "the last screen of the section");
      for (const address of [
        "#/nowhere",
        "#/mandate/scope/mandate.explicit",
        "#/mandate/source/x",
        "#/mandate/scope/0",
        "#/about/x",
      ]) {
        await go(page, address);
        assert.deepEqual(await asked(page), [], address);
        assert.equal(await page.locator('main a[href="#/"]').count(), 1, address);
      }
    }));
});

describe("addresses", () => {
  const pages = [
    "#/",
    "#/home",
    "#/profile",
    "#/quick",
    ...sections.map((s) => `#/mandate/${s}`),
    "#/mandate/result",
    "#/framework/context",
    "#/framework/result",
    "#/strategy/content",
    "#/principles/practice",
    "#/community/trust",
    "#/integration/work",
    "#/institution/context",
    "#/institution/arrangements",
    "#/sustainability/time",
    "#/resources/means",
    ...["strategy", "principles", "community", "integration", "institution", "sustainability", "resources"].map((m) => `#/${m}/result`),
    "#/plan",
    "#/budget",
    "#/contributions",
    "#/prepare",
    "#/outline",
    "#/papers/report",
    "#/papers/brief",
    "#/papers/motion",
    "#/papers/handover",
    "#/papers/outline",
    "#/snapshots",
    "#/readiness",
    "#/library",
    ...["frameworks", "principles", "models", "glossary", "sources", "countries"].map((name) => `#/library/${name}`),
    "#/examples",
    "#/privacy",
    "#/about",
    "#/nowhere",
  ];

  test("each have a title of their own, and put the focus on the heading, but not on the first load", () =>
    withApp(wide, async (page) => {
      assert.equal(await focused(page), "body");
      const titles = new Map();
      for (const address of [...pages.slice(1), "#/"]) {
        await go(page, address);
        await eventually(() => focused(page), "h1", address);
        assert.equal(await page.locator("main h1").count(), 1, address);
        assert.equal(await page.evaluate(() => scrollY), 0, address);
        // The title comes with the page's words.
        await eventually(async () => titles.get(await page.title()), undefined, address);
        titles.set(await page.title(), address);
      }
      await go(page, "#/privacy");
      await reload(page);
      assert.equal(await focused(page), "body", "a reload is a first load");
    }));

  test("of two screens of one section differ in their titles", () =>
    withApp({ ...wide, at: "#/mandate/scope" }, async (page) => {
      const first = await page.title();
      await go(page, "#/mandate/scope/2");
      assert.notEqual(await page.title(), first);
    }));

  test("go back and forward", () =>
    withApp({ ...wide, at: "#/" }, async (page) => {
      const way = ["#/", "#/mandate/source", "#/mandate/space", "#/mandate/result", "#/privacy"];
      const marks = [".start", field("mandate.explicit"), field("mandate.clear"), "[data-result]", "article"];
      for (const address of way.slice(1)) await go(page, address);
      for (const i of [3, 2, 1, 0]) {
        await page.goBack();
        await page.waitForSelector(marks[i]);
        assert.equal(await hash(page), way[i]);
      }
      for (const i of [1, 2, 3, 4]) {
        await page.goForward();
        await page.waitForSelector(marks[i]);
        assert.equal(await hash(page), way[i]);
      }
    }));

  test("and answers outlive a reload", () =>
    withApp({ ...wide, at: "#/mandate/awareness" }, async (page) => {
      await fill(page, { "mandate.framework_shared": "partly", "mandate.widely_held": "unknown" });
      const before = await kept(page);
      const shown = await ranges(page);
      await reload(page);
      assert.equal(await hash(page), "#/mandate/awareness");
      assert.deepEqual(await checked(page, "mandate.framework_shared"), ["partly"]);
      assert.deepEqual(await checked(page, "mandate.widely_held"), ["unknown"]);
      assert.deepEqual(await ranges(page), shown);
      assert.deepEqual(await kept(page), before, "and reading changes nothing");
    }));
});

describe("progress", () => {
  const always = mandate.filter((q) => !q.isConditional).length;
  const progress = (page) =>
    page.locator("progress").evaluate((bar) => [Number(bar.getAttribute("value")), Number(bar.getAttribute("max"))]);
  const done = (page) =>
    page.locator("nav.steps [data-done]").evaluateAll((all) => all.map((a) => a.getAttribute("href").split("/")[2]));

  test("counts only what applies, and not knowing as an answer", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      await eventually(() => progress(page), [0, always]);
      await choose(page, "mandate.explicit", "yes");
      await eventually(() => progress(page), [1, always + 3]);
      await choose(page, "mandate.obligation", "unknown");
      await eventually(() => progress(page), [2, always + 3]);
      await choose(page, "mandate.broader", "public_health");
      await eventually(() => progress(page), [3, always + 4]);
      await choose(page, "mandate.explicit", "no");
      await eventually(() => progress(page), [2, always + 1], "a hidden answer is not counted");
      await choose(page, "mandate.broader", "none");
      await eventually(() => progress(page), [2, always]);
      assert.deepEqual(await done(page), []);
      await choose(page, "mandate.not_prohibited", "partly");
      await choose(page, "mandate.own_adoption", "unknown");
      await eventually(() => progress(page), [4, always]);
      assert.deepEqual(await done(page), ["source"]);
      await page.locator(`${field("mandate.broader")} [data-action="clear"]`).click();
      await eventually(() => progress(page), [3, always]);
      assert.deepEqual(await done(page), []);
      await go(page, "#/profile");
      await choose(page, "profile.stage", "updating");
      await go(page, "#/mandate/source");
      await eventually(() => progress(page), [3, always], "the profile is not counted");
    }));

  test("is complete when all is answered", () =>
    withApp({ ...wide, at: "#/mandate/scope", shelf: having(complete) }, async (page) => {
      await eventually(() => progress(page), [mandate.length, mandate.length]);
      assert.deepEqual(await done(page), sections);
    }));

  test("may wait for awareness and scope when there is surely no authority", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      const waiting = async () => {
        const found = [];
        for (const section of ["source", "space", "awareness", "scope", "scope/2"]) {
          await go(page, `#/mandate/${section}`);
          if (await page.locator("[data-can-wait]").count()) found.push(section);
        }
        await go(page, "#/mandate/source");
        return found;
      };
      assert.deepEqual(await waiting(), []);
      const { "mandate.explicit": last, ...rest } = powerless;
      await fill(page, rest);
      assert.deepEqual(await waiting(), [], "while a text may give some");
      await choose(page, "mandate.explicit", last);
      assert.deepEqual(await waiting(), ["awareness", "scope", "scope/2"]);
      await go(page, "#/mandate/scope");
      assert.equal(await page.locator('[data-can-wait] a[href="#/mandate/result"]').count(), 1);
      assert.ok((await asked(page)).length >= 5, "the questions are there all the same");
      await go(page, "#/mandate/source");
      await choose(page, "mandate.explicit", "yes");
      assert.deepEqual(await waiting(), []);
    }));
});

describe("the language", () => {
  const language = (page) => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir].join(" "));
  const other = (page, lang) => page.locator(`[data-action="language"][lang="${lang}"]`);

  for (const [name, options, expected] of [
    ["is Arabic for a browser in any Arabic", { locale: "ar-MA" }, "ar rtl"],
    ["is English for every other browser", { locale: "fr-FR" }, "en ltr"],
    ["is the one chosen before, Arabic", { locale: "en-GB", shelf: { [keys.locale]: "ar" } }, "ar rtl"],
    ["is the one chosen before, English", { locale: "ar-EG", shelf: { [keys.locale]: "en" } }, "en ltr"],
  ]) {
    test(name, () =>
      withApp(options, async (page) => {
        assert.equal(await language(page), expected);
        const offered = expected.startsWith("ar") ? "en" : "ar";
        assert.deepEqual(await page.locator('[data-action="language"]').evaluateAll((all) => all.map((b) => b.lang)), [offered]);
      }),
    );
  }

  test("is switched on every page, which stays, and is remembered", () =>
    withApp({ ...wide, shelf: having(complete, { locale: "ar" }) }, async (page) => {
      let lang = "en";
      for (const address of ["#/", "#/profile", "#/mandate/scope/2", "#/mandate/result", "#/privacy", "#/about", "#/nowhere"]) {
        await go(page, address);
        const heading = await page.locator("main h1").innerText();
        const title = await page.title();
        const next = lang === "en" ? "ar" : "en";
        await other(page, next).click();
        await eventually(() => language(page), next === "ar" ? "ar rtl" : "en ltr");
        await eventually(async () => (await page.locator("main h1").innerText()) !== heading, true, address);
        assert.notEqual(await page.title(), title, address);
        assert.equal(await hash(page), address === "#/" ? await hash(page) : address);
        assert.equal((await kept(page))[keys.locale], next);
        lang = next;
      }
      await reload(page);
      assert.equal(await language(page), lang === "ar" ? "ar rtl" : "en ltr");
    }));

  test("changes no answer, no verdict and no text, not even one that is being typed", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      await fill(page, { "mandate.clear": "partly", "mandate.nlc": "not_applicable" });
      const before = await ranges(page);
      const note = page.locator(`${field("mandate.clear")} [data-field="note"]`);
      await openNote(page, "mandate.clear");
      await note.pressSequentially("half a wor");
      await page.evaluate(() => document.querySelector('[data-action="language"]').click());
      await eventually(() => language(page), "ar rtl");
      assert.equal(await note.inputValue(), "half a wor");
      assert.equal((await entry(page, "mandate.clear")).note, "half a wor");
      assert.deepEqual(await checked(page, "mandate.clear"), ["partly"]);
      assert.deepEqual(await checked(page, "mandate.nlc"), ["not_applicable"]);
      assert.deepEqual(await ranges(page), before);
      await go(page, "#/profile");
      await page.locator('[name="profile.city"]').pressSequentially("Tyr");
      await page.locator('[name="profile.languages"]').pressSequentially("العربية\nEngl");
      await page.evaluate(() => document.querySelector('[data-action="language"]').click());
      await eventually(() => language(page), "en ltr");
      assert.equal(await page.locator('[name="profile.city"]').inputValue(), "Tyr");
      assert.equal(await page.locator('[name="profile.languages"]').inputValue(), "العربية\nEngl");
    }));

  test("keeps a piece of evidence that is typed and not yet added, and what is open", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      const within = (selector) => page.locator(`${field("mandate.clear")} ${selector}`);
      await openNote(page, "mandate.clear");
      await within('[data-field="evidence-title"]').pressSequentially("Minutes of Mar");
      await within('[data-field="evidence-url"]').pressSequentially("https://exam");
      await page.evaluate(() => document.querySelector('[data-action="language"]').click());
      await eventually(() => language(page), "ar rtl");
      assert.equal(await within('[data-field="evidence-title"]').inputValue(), "Minutes of Mar");
      assert.equal(await within('[data-field="evidence-url"]').inputValue(), "https://exam");
      assert.equal(await within("details.note").evaluate((details) => details.open), true);
    }));

  test("leaves the focus on the control that switches it", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      await other(page, "ar").focus();
      await page.keyboard.press("Enter");
      await eventually(() => language(page), "ar rtl");
      await eventually(() => page.evaluate(() => document.activeElement.dataset.action ?? null), "language");
    }));
});

describe("the result", () => {
  /** What the page says, by its hooks. */
  const said = (page) =>
    page.evaluate(() => {
      const all = (selector, within = document) => [...within.querySelectorAll(selector)];
      const blocking = (name) =>
        all(`[data-blocking="${name}"] [data-criterion]`).map((li) => [
          li.dataset.criterion,
          "open" in li.dataset,
          all("[data-route]", li).map((route) => route.dataset.route),
        ]);
      const range = (id) => {
        const { lowest, highest } = document.querySelector(`[data-result="${id}"]`).dataset;
        return [lowest, highest];
      };
      return {
        ranges: ["mandate.sufficiency", "mandate.operability", "mandate.authority"].map(range),
        blocking: ["sufficiency", "operability"].map(blocking),
        decisive: all("[data-decisive]").map((li) => li.dataset.decisive),
        tensions: all("[data-tension]").map((li) => li.dataset.tension),
        advice: all("[data-advice]").map((li) => li.dataset.advice),
        examples: all("[data-example]").map((li) => li.dataset.example),
      };
    });

  /** What the engine says, in the same shape. */
  const expected = ({ mandate: found }) => {
    const blocking = (entries) =>
      entries.map(({ criterion, high, needed, routes }) => [criterion, high >= needed, (routes ?? []).map((route) => route.id)]);
    const decisive = [found.sufficiency, found.operability].flatMap((verdict) => verdict.decisive_unknowns);
    const names = [...new Set(decisive.map((d) => [d.question, ...d.with].join(" ")))];
    return {
      ranges: [found.sufficiency, found.operability, found.authority].map(({ lowest, highest }) => [lowest, highest]),
      blocking: [found.sufficiency, found.operability].map((verdict) => blocking(verdict.blocking)),
      decisive: names.slice(0, 8).map((name) => name.split(" ")[0]),
      tensions: found.tensions,
      advice: found.advice.map((advice) => advice.id),
      examples: found.examples,
    };
  };

  async function compare(page, text, about) {
    await importFile(page, text);
    await go(page, "#/mandate/result");
    await page.waitForSelector('[data-result="mandate.authority"]');
    const results = await score(page, text);
    assert.deepEqual(await said(page), expected(results), about);
    return results;
  }

  for (const { name, text } of cases) {
    test(`says of ${name} what the engine says`, () => withApp(wide, (page) => compare(page, text)));
  }

  test("says of any other answers what the engine says", () =>
    withApp(wide, async (page) => {
      const next = random(26);
      const seen = { routes: 0, tensions: 0, open: 0, examples: 0, decisive: 0 };
      for (let n = 100; n < 125; n += 1) {
        await go(page, "#/");
        const text = toFile(assessment(n, randomAnswers(next, [0.3, 0.6, 0.95, 1][n % 4])));
        const shown = expected(await compare(page, text, text));
        seen.routes += shown.blocking.flat().filter(([, , routes]) => routes.length).length;
        seen.open += shown.blocking.flat().filter(([, isOpen]) => isOpen).length;
        for (const what of ["tensions", "examples", "decisive"]) seen[what] += shown[what].length;
      }
      for (const [what, count] of Object.entries(seen)) assert.ok(count > 3, `these answers must show ${what}: ${count}`);
    }));

  test("links every finding to its question", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: shelf(caseFile("alert-only")) }, async (page) => {
      const links = await page
        .locator("main [data-blocking] a, main [data-decisive] a, main [data-tension] a, main table a")
        .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
      assert.ok(links.length > 20);
      for (const href of new Set(links)) {
        const id = href.split("/").at(-1);
        assert.ok(question(id), href);
        await go(page, href);
        const focus = () => page.evaluate(() => document.activeElement.closest("[data-question]")?.dataset.question);
        if (id.startsWith("mandate.")) await eventually(focus, id);
        else assert.ok(await isAsked(page, id), href);
      }
    }));

  test("explains each verdict with its answers", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: having(complete) }, async (page) => {
      for (const name of ["sufficiency", "operability"]) {
        await page.locator(`[data-why="${name}"] > summary`).click();
        assert.ok(await page.locator(`[data-why="${name}"] table`).isVisible());
      }
      const linked = await page
        .locator("[data-why] table a")
        .evaluateAll((all) => all.map((a) => a.getAttribute("href").split("/").at(-1)));
      // What is asked for the report only, and the budget, which counts elsewhere, are no criteria.
      const silent = ["mandate.explicit_source", "mandate.reporting", "mandate.broader_budget"];
      assert.deepEqual(
        [...new Set(linked)].sort(),
        mandate
          .map((q) => q.id)
          .filter((id) => !silent.includes(id))
          .sort(),
      );
    }));

  test("follows an answer that is changed on the way", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: having(complete) }, async (page) => {
      const lowest = () => page.locator('[data-result="mandate.sufficiency"]').getAttribute("data-lowest");
      assert.equal(await lowest(), "sufficient");
      await go(page, "#/mandate/scope/mandate.fits_needs");
      await choose(page, "mandate.fits_needs", "no");
      await go(page, "#/mandate/result");
      const now = expected(await score(page, savedText(await kept(page))));
      assert.deepEqual(await said(page), now);
      assert.notEqual(await lowest(), "sufficient");
    }));

  test("is saved as a file, which is what the engine prints", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: shelf(caseFile("river-city-complete")) }, async (page) => {
      const { name, text } = await download(page, '[data-action="results"]');
      assert.match(name, /\.json$/);
      const plain = await page.evaluate(
        async (text) => (await tafwidBoot.engine()).score(text, false),
        caseFile("river-city-complete"),
      );
      assert.equal(text, plain);
    }));

  test("goes to the printer", () =>
    withApp(
      { ...wide, at: "#/mandate/result", shelf: having(complete), init: () => (window.print = () => (window.printed = true)) },
      async (page) => {
        await page.locator('[data-action="print"]').click();
        assert.equal(await page.evaluate(() => window.printed), true);
      },
    ));
});
