// For everyone: every page in both languages, on every screen, in light and dark, by keyboard alone, in forced colours, on paper.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import {
  assessment,
  caseFile,
  checked,
  checksum,
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
  offerFile,
  option,
  powerless,
  question,
  questions,
  saved,
  sections,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };
/** Several assessments in a file: one that is here with other answers, a new one, and something that cannot be read. */
const incoming = {
  format: "tafwid-collection",
  version: 1,
  assessments: [
    { ...JSON.parse(caseFile("kenya-sketch")), answers: { "mandate.clear": { value: "yes", at: "2026-11-27T10:00:00Z" } } },
    JSON.parse(caseFile("norway-sketch")),
    { format: "tafwid-assessment", version: 1 },
  ],
};
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const having = (answers, more) => shelf(toFile(assessment(1, answers, more)));

/** Opens all that can be opened; what it holds is made then. */
async function openAll(page) {
  await page.evaluate(() => document.querySelectorAll("details:not(.foot)").forEach((details) => (details.open = true)));
  await page.waitForFunction(() =>
    [...document.querySelectorAll("details:not(.foot)")].every((details) => details.childElementCount > 1),
  );
}

/** An assessment with notes and evidence, written with this word again and again. */
function rich(answers, word = "council ") {
  const text = word.repeat(Math.ceil(150 / word.length)).trim();
  const document = assessment(1, answers, { title: text });
  const evidence = [
    { title: text, url: "https://example.org/minutes", date: "2026-03-01" },
    { title: text, url: `urn:${word.trim()}` },
    { url: `https://example.org/${word.trim()}` },
  ];
  for (const id of ["mandate.explicit", "mandate.clear", "mandate.widely_held", "mandate.primary", "profile.city"]) {
    document.answers[id] = { ...document.answers[id], at: "2026-11-22T10:00:00Z", note: text, evidence };
  }
  return shelf(toFile(document));
}

const profile = {
  "profile.country": "BA",
  "profile.city": "Port",
  "profile.concerns": ["polarisation", "returnees"],
  "profile.stage": "unknown",
};

/** Answers whose result shows every kind of finding. */
const { "mandate.political_will": _will, "mandate.leaders_briefed": _leaders, ...most } = complete;
const mixed = {
  ...most,
  ...profile,
  "mandate.explicit": "partly",
  "mandate.obligation": "mentioned",
  "mandate.broader": [],
  "mandate.not_prohibited": "no",
  "mandate.own_adoption": "adopted",
  "mandate.early_intervention": "partly",
  "mandate.nlc": "unknown",
};

/** Every question answered, some of them with "I do not know". */
const everything = Object.fromEntries(
  questions
    .filter(({ options }) => options.length > 0)
    .map(({ id, kind, options }, i) => [id, i % 7 === 3 ? "unknown" : kind === "multi" ? options.slice(0, 2) : options[i % 3] ?? options[0]]),
);
const overrides = { framework: [{ alternative: "pcve", criterion: "data", value: 0.75, reason: "A protocol was signed." }] };

/** Earlier states of these answers; of one a part cannot be read, of another nothing. */
const { "mandate.own_adoption": _own, ...fewer } = everything;
const earlierStates = [
  { id: uuid(21), at: "2026-03-01T10:00:00Z", label: "council ".repeat(12).trim(), answers: assessment(1, fewer).answers },
  { id: uuid(22), at: "2026-04-01T10:00:00Z", label: "", answers: { "mandate.other": { value: "yes" } } },
  { id: uuid(23), label: "unreadable", answers: [] },
];
/** A budget with long words and large figures, shares that do not add up, and things that cannot be read. */
const budget = {
  currency: "JOD",
  reference: "999999999999999999",
  lines: [
    { id: uuid(21), title: "council ".repeat(20), amount: "999999999999999.999", recurs: "yearly", shares: [{ who: "office ".repeat(15), percent: "60" }, { who: "", percent: "30" }] },
    { id: uuid(22), title: "x", amount: "1,5", recurs: "monthly", shares: [{ who: "x", percent: "120" }] },
    { id: uuid(23), amount: "0.5", shares: [{ who: "x", percent: "70" }, { who: "y", percent: "40" }] },
    { id: uuid(24), amount: "5" },
  ],
  options: ["in_kind"],
};

const damaged = toFile(assessment(7)).slice(0, 200);
const newer = toFile(assessment(8)).replace('"version": 1', '"version": 2');
const unreadable = (n, text) => ({ [keys.slot(uuid(n), 0)]: text, [keys.pointer(uuid(n))]: `0 ${checksum(text)} -` });

const forbidStorage = () =>
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });

/** Locks what is kept. */
async function lock(page) {
  for (const name of ["new", "again"]) await page.locator(`section.lock [data-field="${name}"]`).fill("four words that differ");
  await page.locator("[data-action=lock-set]").click();
  await page.locator("[data-action=lock-now]").waitFor();
}

/** Every page in every state that looks different: name, where, what is kept, and what is done there first. */
const states = [
  ["the start page, empty", { at: "#/" }],
  [
    "the start page with assessments",
    {
      at: "#/",
      shelf: { ...unreadable(7, damaged), ...unreadable(8, newer), ...shelf(caseFile("kenya-sketch")), ...rich(mixed) },
    },
    openAll,
  ],
  ["the start page when storage is denied", { at: "#/", init: forbidStorage }],
  ["the start page in shared device mode", { at: "#/", init: () => history.replaceState({ shared: "idle" }, "") }],
  ["setting the lock, refused", { at: "#/privacy", shelf: having(mixed) }, (page) => page.locator("[data-action=lock-set]").click()],
  ["the lock, set", { at: "#/privacy", shelf: having(mixed) }, async (page) => (await lock(page), await openAll(page))],
  [
    "the page that is locked, after a wrong passphrase",
    { at: "#/privacy", shelf: having(mixed) },
    async (page) => {
      await lock(page);
      await page.locator("[data-action=lock-now]").click();
      await page.locator(".page.lock [data-action=unlock]").click();
      await page.waitForSelector(".page.lock .error");
    },
  ],
  [
    "the passphrase of a backup file",
    { at: "#/", shelf: shelf(caseFile("kenya-sketch")) },
    (page) => page.evaluate(() => document.querySelector("[data-action=backup-locked]").click()),
  ],
  [
    "the question before everything is erased",
    { at: "#/privacy", shelf: { ...shelf(caseFile("kenya-sketch")), ...rich(mixed) } },
    (page) => page.locator("[data-action=erase]").click(),
  ],
  [
    "the start page with a notice of something deleted",
    { at: "#/", shelf: shelf(caseFile("kenya-sketch")) },
    (page) => page.evaluate(() => document.querySelector('[data-action="delete"]').click()),
  ],
  [
    "the start page with a file on its way in",
    { at: "#/", shelf: shelf(caseFile("kenya-sketch")) },
    (page) => offerFile(page, JSON.stringify(incoming)),
  ],
  [
    "the start page with a file that was taken in",
    { at: "#/", shelf: shelf(caseFile("kenya-sketch")) },
    (page) => importFile(page, caseFile("river-city-complete")),
  ],
  ["the start page with a notice of a file refused", { at: "#/" }, (page) => importFile(page, '{"format": "x", "version": 1}')],
  [
    "the start page with a notice of something damaged",
    { at: "#/", shelf: { ...unreadable(7, damaged), [keys.current]: uuid(7) } },
  ],
  ["the profile", { at: "#/profile", shelf: rich(mixed) }, openAll],
  ["a first screen, unanswered", { at: "#/mandate" }],
  ...[...sections, "scope/2"].map((section) => [
    `the screen ${section}, answered and opened`,
    {
      at: `#/mandate/${section}`,
      shelf: rich({ ...profile, ...complete, "mandate.reporting": "unknown", "mandate.tertiary": "unknown" }),
    },
    async (page) => {
      await openAll(page);
      await page.evaluate(() => document.querySelectorAll('[data-action="add-evidence"]')[1].click());
      await page.waitForSelector('[role="alert"]:not(#failed)');
    },
  ]),
  ["a screen that can wait", { at: "#/mandate/awareness", shelf: having(powerless) }],
  [
    "the bar at the foot, opened",
    { at: "#/mandate/space", shelf: having(mixed) },
    (page) => page.evaluate(() => (document.querySelector(".foot").open = true)),
  ],
  ["the result of nothing", { at: "#/mandate/result" }, openAll],
  ["a mixed result", { at: "#/mandate/result", shelf: rich(mixed) }, openAll],
  ["a complete result", { at: "#/mandate/result", shelf: having(complete) }, openAll],
  ["the overview of nothing", { at: "#/home" }],
  [
    "the overview, with a search",
    { at: "#/home", shelf: having(everything) },
    (page) => page.locator('[data-field="search"]').fill("e"),
  ],
  ["the quick path", { at: "#/quick/2" }],
  ["questions on the framework", { at: "#/framework/context", shelf: having(everything) }, openAll],
  ...["strategy/content", "community/trust", "institution/context", "resources/means"].map((at) => [
    `questions on ${at}`,
    { at: `#/${at}`, shelf: having(everything) },
    openAll,
  ]),
  ["the framework result, too early", { at: "#/framework/result" }, openAll],
  [
    "a framework result with everything opened",
    { at: "#/framework/result", shelf: having(everything, { overrides }) },
    async (page) => {
      await page.waitForSelector('[data-part="cells"]');
      await openAll(page);
      await page.locator('[data-action="flips"]').click();
      await page.waitForSelector("[data-flips]");
    },
  ],
  [
    "the reason of a figure",
    { at: "#/framework/result", shelf: having(everything, { overrides }) },
    async (page) => {
      await page.waitForSelector('[data-part="cells"]');
      await openAll(page);
      await page.locator('[data-cell="pcve.data"]').click();
      await page.waitForSelector("dialog[open]");
    },
  ],
  ["the institutional model", { at: "#/institution/result", shelf: having(everything) }, (page) => openAll(page)],
  ...["strategy", "principles", "community", "integration", "sustainability", "resources"].map((module) => [
    `the result on ${module}`,
    { at: `#/${module}/result`, shelf: having(everything) },
    openAll,
  ]),
  ["the result on a module of which nothing is answered", { at: "#/resources/result" }, openAll],
  ["an empty plan", { at: "#/plan" }],
  [
    "a plan",
    {
      at: "#/plan",
      shelf: having(everything, {
        actions: [
          { id: uuid(11), title: "council ".repeat(20), due: "2020-01-31", status: "open", priority: "high" },
          { id: uuid(12), title: "x", owner: "Y", status: "done", from: { finding: "mandate.sufficiency", criterion: "levels" } },
        ],
      }),
    },
  ],
  ["an empty budget", { at: "#/budget" }],
  [
    "a budget with every kind of fault",
    { at: "#/budget", shelf: having(everything, { budget }) },
    async (page) => {
      await page.locator('[data-field="reference"]').fill("$5");
      await page.locator('[data-field="reference"]').blur();
      await page.locator('[data-line="3"] [data-action="remove-line"]').click();
      await page.waitForSelector('[data-action="undo-removal"]');
    },
  ],
  ["contributions of nobody", { at: "#/contributions" }],
  [
    "contributions",
    {
      at: "#/contributions",
      shelf: having({ "resources.departments": question("resources.departments").options }, {
        contributions: [
          { department: "youth", resource: "human", note: "council ".repeat(20) },
          { department: "office ".repeat(15).trim(), resource: "material" },
          { department: "youth", resource: "luck" },
        ],
      }),
    },
    async (page) => {
      await page.locator('[data-brings="youth human"]:visible').click();
      await page.waitForSelector('[data-action="undo-mark"]');
    },
  ],
  ["the blank forms", { at: "#/prepare" }],
  ["the outline of a strategy", { at: "#/outline", shelf: having(everything, { outline: { concept: "council ".repeat(40) } }) }],
  ["a report of nothing", { at: "#/papers/report" }],
  [
    "a full report with notes and evidence",
    { at: "#/papers/report", shelf: rich({ ...everything }) },
    async (page) => {
      await openAll(page);
      await page.locator('[data-action="include-all"]').click();
      await page.waitForFunction(() => [...document.querySelectorAll(".paper .chart")].every((chart) => chart.dataset.state === "drawn"));
    },
  ],
  ["a brief", { at: "#/papers/brief", shelf: having(everything) }],
  ["a council motion", { at: "#/papers/motion", shelf: having({ ...everything, "mandate.not_prohibited": "no" }, { budget }) }],
  ["a handover brief", { at: "#/papers/handover", shelf: having(everything, { budget }) }],
  ["a strategy outline", { at: "#/papers/outline", shelf: having(everything) }],
  ["snapshots of nothing", { at: "#/snapshots" }],
  ["no snapshot yet", { at: "#/snapshots", shelf: having(everything) }],
  [
    "snapshots, one removed",
    { at: "#/snapshots", shelf: having(everything, { snapshots: earlierStates }) },
    async (page) => {
      await page.evaluate(() => document.querySelector('[data-action="take-snapshot"]').click());
      await page.locator('[data-field="from"]').selectOption(uuid(21));
      await page.waitForSelector('[data-verdict="authority"]');
      await openAll(page);
      await page.evaluate(() => document.querySelectorAll('[data-action="remove-snapshot"]')[1].click());
    },
  ],
  [
    "questions with suggestions",
    {
      at: "#/sustainability/time",
      shelf: having({ "mandate.explicit": "yes", "mandate.obligation": "duty", "mandate.own_adoption": "adopted" }),
    },
    (page) => page.waitForSelector("[data-suggested]"),
  ],
  ["readiness of nothing", { at: "#/readiness" }, openAll],
  ["readiness", { at: "#/readiness", shelf: having(everything) }, openAll],
  [
    "the library, with two compared",
    { at: "#/library/countries", shelf: having(everything) },
    async (page) => {
      for (const id of ["KE", "london"]) await page.locator(`[data-compare="${id}"]`).click();
    },
  ],
  ["the library", { at: "#/library" }],
  [
    "the library, with a search",
    { at: "#/library" },
    async (page) => {
      await page.locator('[data-field="library-search"]').fill((await page.evaluate(() => document.documentElement.lang)) === "ar" ? "ا" : "e");
      await page.waitForSelector("[data-found]");
    },
  ],
  ...["frameworks", "principles", "models", "sources", "glossary"].map((name) => [
    `the library's page of ${name}`,
    { at: `#/library/${name}` },
  ]),
  ["the examples", { at: "#/examples" }],
  ["the page on privacy", { at: "#/privacy" }],
  ["the page on the method", { at: "#/about" }],
  ["a page that is missing", { at: "#/nowhere" }],
];

/** What axe finds, a line for each place. The window is as high as the page, so that the bar at the foot covers nothing. */
async function findings(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { width } = page.viewportSize();
  await page.setViewportSize({ width, height: Math.max(800, await page.evaluate(() => document.documentElement.scrollHeight)) });
  return page.evaluate(async () => {
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    const message = ({ any, all, none }) => [...any, ...all, ...none].map((check) => check.message)[0];
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${message(node)}`));
  });
}

/** By how much the page is wider than its window, and what reaches out of it. */
const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const reaches = (element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1) && !element.closest(".table-frame, .steps, .skip");
    };
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className} in .${element.parentElement?.className}`;
    return [
      `${scrollWidth} of ${clientWidth}`,
      ...[...document.body.querySelectorAll("*")].filter(reaches).slice(0, 5).map(name),
    ];
  });

/** Controls that are too small to be hit, and options that are too low. Links within a sentence are excepted. */
const small = (page) =>
  page.evaluate(() => {
    const isInSentence = (link) => {
      const block = link.closest("p, li, td, th, dd, dt, h1, h2, h3, summary, div").cloneNode(true);
      block.querySelectorAll("a, button, small").forEach((element) => element.remove());
      return /\p{L}/u.test(block.textContent);
    };
    const name = (element) => {
      const one = (e) => e.tagName.toLowerCase() + (e.className ? `.${e.className.replaceAll(" ", ".")}` : "");
      const parents = [];
      for (let e = element.parentElement; e && parents.length < 3; e = e.parentElement) parents.unshift(one(e));
      return `${parents.join(" > ")} > ${one(element)}${element.dataset.action ? `[data-action=${element.dataset.action}]` : ""}`;
    };
    const found = new Map();
    const measure = (element, least) => {
      const { width, height } = element.getBoundingClientRect();
      if (width === 0 || !element.checkVisibility({ visibilityProperty: true })) return;
      if (width >= least.width - 0.5 && height >= least.height - 0.5) return;
      found.set(name(element), `${Math.round(width)}x${Math.round(height)}`);
    };
    const isItsLabels = (input) => /^(radio|checkbox|file)$/.test(input.type) && input.closest("label");
    for (const element of document.querySelectorAll("button, summary, select, textarea, input, label.file, a[href]")) {
      if (element.matches("input") && isItsLabels(element)) continue;
      if (element.matches("a") && isInSentence(element)) continue;
      measure(element, { width: 24, height: 24 });
    }
    for (const label of document.querySelectorAll(".opts label")) measure(label, { width: 44, height: 44 });
    return [...found].map(([name, size]) => `${name}: ${size}`);
  });

const widths = [320, 360, 768, 1280, 1920];

/** What `look` finds at each width, by width. */
async function atWidths(page, these, look) {
  const found = {};
  for (const width of these) {
    await page.setViewportSize({ width, height: 800 });
    const list = await look(page);
    if (list.length > 0) found[width] = list;
  }
  return found;
}

describe("every page is for everyone:", () => {
  for (const [name, options, prepare] of states) {
    for (const lang of ["ar", "en"]) {
      test(`${name}, ${lang}`, (t) =>
        withApp({ ...options, locale: lang === "ar" ? "ar-JO" : "en-GB", reducedMotion: "reduce" }, async (page) => {
          await go(page, options.at);
          await prepare?.(page);
          assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
          await t.test("axe finds nothing, in light and dark", async () => {
            for (const colorScheme of ["light", "dark"]) {
              await page.emulateMedia({ colorScheme });
              assert.deepEqual(await atWidths(page, [360, 1280], findings), {}, colorScheme);
            }
          });
          await t.test("nothing is wider than its window", async () =>
            assert.deepEqual(await atWidths(page, widths, overflow), {}),
          );
          await t.test("every control is large enough", async () =>
            assert.deepEqual(await atWidths(page, [360, 1280], small), {}),
          );
        }));
    }
  }

  for (const [name, at] of [
    ["the start page", "#/"],
    ["the profile", "#/profile"],
    ["a screen", "#/mandate/space"],
    ["the result", "#/mandate/result"],
  ]) {
    test(`${name} breaks words that are too long for a line`, () =>
      withApp({ at, shelf: rich({ ...mixed, "profile.city": "w".repeat(150) }, "w".repeat(150)) }, async (page) => {
        await go(page, at);
        await openAll(page);
        assert.deepEqual(await atWidths(page, widths, overflow), {});
      }));
  }

  test("what looks for faults finds them", () =>
    withApp({ at: "#/about" }, async (page) => {
      await page.waitForSelector("article h1");
      await page.evaluate(() => {
        document.querySelector("main h1").append(document.createElement("button"));
        document.querySelector("main").append(document.createElement("hr"));
        document.querySelector("hr").style.setProperty("width", "2000px");
        document.querySelector("h1 button").style.setProperty("height", "8px");
      });
      assert.match((await findings(page)).join(), /button-name/);
      assert.notDeepEqual(await overflow(page), []);
      assert.match((await small(page)).join(), /button/);
    }));
});

/** Presses Tab until the focus is on what is looked for; each stop on the way must be visible. */
async function tabTo(page, selector, { key = "Tab", most = 150 } = {}) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press(key);
    const [isThere, fault] = await page.evaluate((selector) => {
      const element = document.activeElement;
      if (element === document.body) return [false, null]; // the browser's own controls lie between the end and the start
      const marked = element.matches("input[type=radio], input[type=checkbox], input[type=file]")
        ? element.closest("label")
        : element;
      const style = getComputedStyle(marked);
      const own = getComputedStyle(element);
      const isOutlined = [style, own].some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
      const isMarked = isOutlined || element.type === "date"; // the browser marks the part of the date that is typed
      const box = marked.getBoundingClientRect();
      const points = [0.1, 0.5, 0.9].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => [box.left + x * box.width, box.top + y * box.height]),
      );
      const isSeen = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (marked.contains(top) || top.contains(marked));
      });
      const name = `${element.tagName} ${element.className} ${element.name ?? ""} ${element.value ?? ""} ${element.textContent.slice(0, 30)}`;
      return [element.matches(selector), isMarked ? (isSeen ? null : `hidden: ${name}`) : `not marked: ${name}`];
    }, selector);
    assert.equal(fault, null);
    if (isThere) return;
  }
  assert.fail(`${selector} is not reached by ${most} times ${key}`);
}

/** The first question of this screen that has no answer. */
const firstOpen = (page) =>
  page.evaluate(() => {
    const isOpen = (fieldset) => !fieldset.querySelector("input:checked");
    return [...document.querySelectorAll("fieldset[data-question]")].find(isOpen)?.dataset.question ?? null;
  });

describe("by keyboard alone", () => {
  test("a figure of the framework's table, its reason, and back to the figure", () =>
    withApp({ ...wide, at: "#/framework/result", shelf: having(everything) }, async (page) => {
      await page.waitForSelector('[data-part="cells"]');
      await tabTo(page, '[data-part="cells"] > summary');
      await page.keyboard.press("Enter");
      await tabTo(page, '[data-cell="safeguarding.base"]');
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open]");
      assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true);
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      await eventually(() => page.evaluate(() => document.activeElement.dataset.cell ?? ""), "safeguarding.base");
    }));

  for (const [name, options] of [
    ["English, wide", { ...wide }],
    ["Arabic, on a phone", { locale: "ar-JO", viewport: { width: 390, height: 844 } }],
  ]) {
    test(`the whole journey: ${name}`, () =>
      withApp(options, async (page) => {
        const press = (key) => page.keyboard.press(key);
        await tabTo(page, '[data-action="full"]');
        await press("Enter");
        await page.waitForSelector(field("mandate.explicit"));
        await eventually(() => page.evaluate(() => document.activeElement.tagName), "H1");

        // The first screen in every way there is: Space, arrows, opening, typing, adding.
        await tabTo(page, option("mandate.explicit", "yes"));
        await press("Space");
        await eventually(() => checked(page, "mandate.explicit"), ["yes"]);
        await press("ArrowDown");
        await eventually(() => checked(page, "mandate.explicit"), ["partly"]);
        await press("ArrowUp");
        await eventually(() => checked(page, "mandate.explicit"), ["yes"]);
        await tabTo(page, `${field("mandate.explicit")} details.note > summary`);
        await press("Enter");
        await page.waitForSelector(`${field("mandate.explicit")} [data-field="note"]`);
        await tabTo(page, `${field("mandate.explicit")} [data-field="note"]`);
        await page.keyboard.type("note");
        await tabTo(page, `${field("mandate.explicit")} [data-field="evidence-title"]`);
        await page.keyboard.type("Minutes");
        await tabTo(page, `${field("mandate.explicit")} [data-action="add-evidence"]`);
        await press("Space");
        await eventually(async () => (await saved(page)).answers["mandate.explicit"].evidence?.length, 1);
        await tabTo(page, `${field("mandate.explicit_source")} input[value="legislation"]`);
        await press("Space");
        await eventually(() => checked(page, "mandate.explicit_source"), ["legislation"]);

        for (let screen = 0; (await hash(page)) !== "#/mandate/result"; screen += 1) {
          assert.ok(screen < 10);
          for (let id; (id = await firstOpen(page)) !== null;) {
            await tabTo(page, option(id, question(id).options[0]));
            await press("Space");
            await eventually(async () => (await checked(page, id)).length, 1);
          }
          const before = await hash(page);
          await tabTo(page, '[data-action="next"]');
          await press("Enter");
          await page.waitForFunction((before) => location.hash !== before, before);
          await eventually(() => page.evaluate(() => document.activeElement.tagName), "H1");
        }
        const { answers } = await saved(page);
        assert.deepEqual(
          Object.keys(answers).filter((id) => answers[id].value),
          mandate.map((q) => q.id),
        );
        assert.equal(await page.locator("[data-result]").count(), 3);

        await tabTo(page, '[data-why="operability"] > summary');
        await press("Enter");
        await eventually(() => page.locator('[data-why="operability"]').evaluate((details) => details.open), true);
        await tabTo(page, ".table-frame");
        await tabTo(page, '.keep [data-action="backup"]');
        const file = page.waitForEvent("download");
        await press("Enter");
        assert.match((await file).suggestedFilename(), /\.json$/);
        await tabTo(page, '[data-action="language"]');
        const lang = await page.evaluate(() => document.documentElement.lang);
        await press("Enter");
        await page.waitForFunction((lang) => document.documentElement.lang !== lang, lang);
        await tabTo(page, 'footer a[href="#/privacy"]');
        await press("Enter");
        await page.waitForSelector("article h1");
        await page.goBack(); // the browser's own key
        await page.waitForSelector("[data-result]");
        await tabTo(page, ".mark");
        await press("Enter");
        await page.waitForSelector(".start");
        await tabTo(page, "[data-assessment] summary");
        await press("Enter");
        await tabTo(page, '[data-field="title"]');
        await page.keyboard.type("Named");
        await tabTo(page, '[data-action="duplicate"]');
        await press("Enter");
        await eventually(() => page.locator("[data-assessment]").count(), 2);
        await tabTo(page, 'input[data-action="import"]');
      }));
  }

  test("the link past the header moves the focus and leaves the address", () =>
    withApp({ ...wide, at: "#/mandate/space" }, async (page) => {
      const before = await page.evaluate(() => [location.href, history.length]);
      await tabTo(page, ".skip", { most: 1 });
      await eventually(() => page.locator(".skip").evaluate((link) => link.getBoundingClientRect().top >= 0), true);
      await page.keyboard.press("Enter");
      await eventually(() => page.evaluate(() => document.activeElement.id), "main");
      assert.deepEqual(await page.evaluate(() => [location.href, history.length]), before);
      assert.equal(await page.locator(field("mandate.clear")).count(), 1);
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
    }));

  test("the order of the stops is that of the page, there and back", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: having(complete) }, async (page) => {
      const stops = async (key) => {
        const found = [];
        for (;;) {
          await page.keyboard.press(key);
          const stop = await page.evaluate(() => {
            const all = [...document.querySelectorAll("*")];
            return document.activeElement === document.body ? null : all.indexOf(document.activeElement);
          });
          if (stop === null || found.includes(stop)) return found;
          found.push(stop);
        }
      };
      const there = await stops("Tab");
      assert.ok(there.length > 40);
      assert.deepEqual(
        there,
        [...there].sort((a, b) => a - b),
      );
      const positive = await page
        .locator("[tabindex]")
        .evaluateAll((all) => all.filter((element) => element.tabIndex > 0).length);
      assert.equal(positive, 0);
      const back = await stops("Shift+Tab");
      assert.deepEqual(back.reverse(), there);
    }));

  test("no stop on a phone lies hidden behind the bar at the foot", () =>
    withApp({ viewport: { width: 360, height: 640 }, at: "#/mandate/space", shelf: having(complete) }, async (page) => {
      // `tabTo` looks at each stop on its way.
      await tabTo(page, '[data-action="next"]');
      await tabTo(page, ".skip", { key: "Shift+Tab" });
    }));

  test("what was deleted is brought back", () =>
    withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      await tabTo(page, "[data-assessment] summary");
      await page.keyboard.press("Enter");
      await tabTo(page, '[data-action="delete"]');
      await page.keyboard.press("Enter");
      await page.waitForSelector('[data-action="undo"]');
      await tabTo(page, '[data-action="undo"]');
      await page.keyboard.press("Enter");
      await eventually(() => page.locator("[data-assessment]").count(), 1);
    }));
});

describe("in forced colours and with reduced motion", () => {
  for (const lang of ["ar-JO", "en-GB"]) {
    test(`all pages work, and what is chosen is seen: ${lang}`, () =>
      withApp({ ...wide, locale: lang, forcedColors: "active", reducedMotion: "reduce", shelf: having(mixed) }, async (page) => {
        for (const at of [
          "#/",
          "#/profile",
          ...sections.map((s) => `#/mandate/${s}`),
          "#/mandate/result",
          "#/home",
          "#/framework/result",
          "#/readiness",
          "#/budget",
          "#/contributions",
          "#/library/countries",
          "#/examples",
          "#/receive",
          "#/embed",
          "#/privacy",
          "#/about",
        ]) {
          await go(page, at);
          const moving = await page.evaluate(() =>
            [...document.querySelectorAll("*")]
              .filter((element) => {
                const style = getComputedStyle(element);
                return (
                  /[1-9]/.test(style.transitionDuration) ||
                  (style.animationName !== "none" && /[1-9]/.test(style.animationDuration))
                );
              })
              .map((element) => element.className),
          );
          assert.deepEqual(moving, [], at);
        }
        await go(page, "#/mandate/source");
        for (const [id, chosen] of [
          ["mandate.explicit", "partly"],
          ["mandate.broader", "none"],
          ["mandate.obligation", "mentioned"],
        ]) {
          const looks = await page.locator(`${field(id)} .opts label`).evaluateAll((labels) =>
            labels.map((label) => {
              const { outlineStyle, outlineWidth, outlineColor, borderColor, borderWidth } = getComputedStyle(label);
              const outline = outlineStyle === "none" ? "none" : [outlineStyle, outlineWidth, outlineColor].join(" ");
              return [label.querySelector("input").value, `${outline}, ${borderWidth} ${borderColor}`];
            }),
          );
          const look = looks.find(([value]) => value === chosen)[1];
          const others = new Set(looks.filter(([value]) => value !== chosen).map(([, look]) => look));
          assert.equal(others.size, 1, id);
          assert.ok(!others.has(look), `${id}: ${look}`);
        }
        const colours = await page.evaluate(() =>
          ["i", ".band", ".end"].map((part) => getComputedStyle(document.querySelector(`.panel .range ${part}`)).backgroundColor),
        );
        assert.equal(new Set(colours).size, 3, `scale, band and ends are told apart: ${colours}`);
        await choose(page, "mandate.own_adoption", "adopted");
        await eventually(async () => (await saved(page)).answers["mandate.own_adoption"].value, "adopted");
      }));
  }

  test("the range moves at once when motion is reduced, and in a moment when it is not", async () => {
    for (const [reducedMotion, duration] of [
      ["reduce", 0],
      ["no-preference", 0.15],
    ]) {
      await withApp({ ...wide, at: "#/mandate/space", reducedMotion }, async (page) => {
        const found = await page.evaluate(() =>
          parseFloat(getComputedStyle(document.querySelector(".range .band")).transitionDuration),
        );
        assert.equal(found, duration);
      });
    }
  });
});

describe("on paper", () => {
  const isShown = (page, selector) =>
    page.evaluate(
      (selector) =>
        [...document.querySelectorAll(selector)]
          .filter(
            (element) =>
              element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) &&
              element.getBoundingClientRect().height > 0,
          )
          .map((element) => `${element.tagName} ${element.className}`),
      selector,
    );

  test("stands the result with its reasons, and nothing that only a screen needs", () =>
    withApp({ ...wide, at: "#/mandate/result", shelf: rich(mixed) }, async (page) => {
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      assert.deepEqual(await isShown(page, "nav, .skip, .keep, button, [data-saving]"), []);
      assert.equal((await isShown(page, "[data-result]")).length, 3);
      for (const selector of ["[data-criterion]", "[data-advice]", "[data-decisive]", "[data-why] table"]) {
        const all = await page.locator(selector).count();
        assert.ok(all > 0);
        assert.equal((await isShown(page, selector)).length, all, `${selector}, folded or not`);
      }
      const paper = await page.evaluate(() => getComputedStyle(document.querySelector("main h1")).color);
      const [red] = paper.match(/\d+/g).map(Number);
      assert.ok(red < 100, `dark ink, also where the screen is dark: ${paper}`);
      await page.setViewportSize({ width: 718, height: 1000 }); // A4 between usual margins
      assert.deepEqual(await overflow(page), []);
    }));

  test("stand the questions with their answers, without the panel", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: having(complete) }, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.deepEqual(await isShown(page, "nav, .panel, .foot, .page-nav, .skip, button"), []);
      assert.equal((await isShown(page, "fieldset[data-question]")).length, 8);
    }));
});
