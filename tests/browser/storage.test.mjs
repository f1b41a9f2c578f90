// What the browser keeps: saved at once, byte for byte the backup file, and never lost, whatever happens to it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  assertWhole,
  assessment,
  caseFile,
  checked,
  checksum,
  choose,
  complete,
  download,
  emptyPage,
  eventually,
  field,
  fillUp,
  go,
  hash,
  importFile,
  kept,
  keys,
  openNote,
  option,
  reload,
  root,
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

const row = (page, id) => page.locator(`[data-assessment="${id}"]`);
const rows = (page) => page.locator("[data-assessment]").evaluateAll((all) => all.map((li) => li.dataset.assessment));

/** Uses a button of an assessment's row, which stands in what opens there. */
async function use(page, id, action) {
  const details = row(page, id).locator("details");
  if (!(await details.evaluate((element) => element.open))) await details.locator("summary").click();
  await row(page, id).locator(`[data-action="${action}"]`).click();
}

describe("every choice is saved at once", () => {
  test("in the slot that is not in use, with its checksum, before anything else can happen", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      assert.deepEqual(await kept(page), {}, "nothing is kept before the first answer");
      assert.equal(await saving(page), "nothing");
      // Within one task of the browser: the click and the look at what is kept.
      const chooseAndLook = (selector) =>
        page.evaluate((selector) => {
          document.querySelector(selector).click();
          return { ...localStorage };
        }, selector);
      const values = [];
      let before = null;
      for (const [i, [id, value]] of [
        ["mandate.explicit", "yes"],
        ["mandate.broader", "public_health"],
        ["mandate.broader", "crime_prevention"],
        ["mandate.broader", "none"],
        ["mandate.not_prohibited", "unknown"],
        ["mandate.explicit", "partly"],
      ].entries()) {
        const all = await chooseAndLook(option(id, value));
        assertWhole(all);
        const current = all[keys.current];
        assert.deepEqual(savedIds(all), [current]);
        assert.equal(all[keys.pointer(current)][0], String(i % 2), "the slots take turns");
        if (before) assert.equal(all[keys.slot(current, 1 - (i % 2))], before, "what was saved before is still there");
        before = savedText(all);
        const { answers } = JSON.parse(before);
        values.push(answers[id].value);
        assert.match(answers[id].at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
      assert.deepEqual(values, ["yes", ["public_health"], ["crime_prevention", "public_health"], [], "unknown", "partly"]);
      await eventually(() => saving(page), "saved");

      assertWhole(await chooseAndLook(`${field("mandate.explicit")} [data-action="clear"]`));
      assert.equal((await saved(page)).answers["mandate.explicit"], undefined);
    }));

  test("a country and evidence too", () =>
    withApp({ ...wide, at: "#/profile" }, async (page) => {
      const all = await page.evaluate(() => {
        const select = document.querySelector('[data-question="profile.country"] select');
        select.value = "KE";
        select.dispatchEvent(new Event("change", { bubbles: true }));
        return { ...localStorage };
      });
      assertWhole(all);
      assert.equal(JSON.parse(savedText(all)).answers["profile.country"].value, "KE");
      await openNote(page, "profile.city");
      const { added, removed } = await page.evaluate(async () => {
        const within = (selector) => document.querySelector(`[data-question="profile.city"] ${selector}`);
        const title = within('[data-field="evidence-title"]');
        title.value = "Minutes";
        title.dispatchEvent(new Event("input", { bubbles: true }));
        within('[data-action="add-evidence"]').click();
        const added = { ...localStorage };
        await new Promise((later) => setTimeout(later));
        within('[data-action="remove-evidence"]').click();
        return { added, removed: { ...localStorage } };
      });
      assertWhole(added);
      assert.deepEqual(JSON.parse(savedText(added)).answers["profile.city"].evidence, [{ title: "Minutes" }]);
      assertWhole(removed);
      assert.equal(JSON.parse(savedText(removed)).answers["profile.city"], undefined);
    }));

  test("and the backup file is what was saved, byte for byte", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      await choose(page, "mandate.explicit", "yes");
      await openNote(page, "mandate.explicit");
      await page.locator(`${field("mandate.explicit")} [data-field="note"]`).fill('«مادة 7»\n"quoted" \\ \u0001 😀');
      await eventually(() => saving(page), "saved");
      const text = savedText(await kept(page));
      await go(page, "#/mandate/result");
      await page.waitForSelector('main [data-action="backup"]');
      assert.equal((await download(page, 'main [data-action="backup"]')).text, text);
      await go(page, "#/");
      await page.locator("[data-assessment] summary").click();
      const file = await download(page, '[data-assessment] [data-action="backup"]');
      assert.equal(file.text, text);
      assert.match(file.name, /^[^/\\:*?"<>|]+\.tafwid\.json$/);
      assert.equal(JSON.parse(text).answers["mandate.explicit"].note, '«مادة 7»\n"quoted" \\ \u0001 😀');
    }));
});

describe("what is typed is saved", () => {
  /** A page whose clock stands still, with the note of one question open. */
  const withClock = (check) =>
    withApp({ ...wide, isOpened: false }, async (page, { url }) => {
      await page.clock.install({ time: "2026-11-22T10:00:00Z" });
      await openApp(page, `${url}#/mandate/space`);
      await page.clock.pauseAt("2026-11-22T11:00:00Z");
      await openNote(page, "mandate.clear");
      const note = page.locator(`${field("mandate.clear")} [data-field="note"]`);
      const inSlot = async () => (await saved(page))?.answers["mandate.clear"].note ?? null;
      await check(page, note, inSlot, url);
    });

  test("300 ms after the last key", () =>
    withClock(async (page, note, inSlot) => {
      await note.pressSequentially("a");
      await page.clock.runFor(299);
      assert.equal(await inSlot(), null);
      assert.equal(await saving(page), "soon");
      await page.clock.runFor(1);
      assert.equal(await inSlot(), "a");
      assert.equal(await saving(page), "saved");
      await note.pressSequentially("b");
      await page.clock.runFor(200);
      await note.pressSequentially("c");
      await page.clock.runFor(299);
      assert.equal(await inSlot(), "a");
      await page.clock.runFor(1);
      assert.equal(await inSlot(), "abc");
      assert.equal((await saved(page)).updated.slice(0, 13), "2026-11-22T11");
      assertWhole(await kept(page));
    }));

  test("when the page is left", () =>
    withClock(async (page, note, inSlot, url) => {
      await note.pressSequentially("half a wor");
      assert.equal(await inSlot(), null);
      await emptyPage(page, url);
      assert.equal(await inSlot(), "half a wor");
      await openApp(page, `${url}#/mandate/space`);
      await openNote(page, "mandate.clear");
      assert.equal(await note.inputValue(), "half a wor");
    }));

  for (const [name, act] of [
    [
      "when the page is hidden",
      (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))),
    ],
    ["when another page of the app opens", (page) => page.evaluate(() => (location.hash = "#/privacy"))],
    ["with the next choice", (page) => choose(page, "mandate.nlc", "no")],
  ]) {
    test(name, () =>
      withClock(async (page, note, inSlot) => {
        await note.pressSequentially("half a wor");
        assert.equal(await inSlot(), null);
        await act(page);
        await eventually(inSlot, "half a wor");
        assert.equal(await saving(page), "saved");
      }),
    );
  }
});

describe("several assessments", () => {
  test("a new one begins at its first question and is kept with its first answer; the other stays as it is", () =>
    withApp({ ...wide, shelf: shelf(caseFile("river-city-complete")) }, async (page) => {
      const before = await kept(page);
      await page.locator('[data-action="new"]').click();
      await page.waitForSelector(field("mandate.explicit"));
      assert.equal(await hash(page), "#/mandate");
      assert.deepEqual(await checked(page, "mandate.explicit"), []);
      assert.deepEqual(savedIds(await kept(page)), savedIds(before));
      await choose(page, "mandate.explicit", "partly");
      const after = await kept(page);
      assertWhole(after);
      assert.equal(savedIds(after).length, 2);
      const old = savedIds(before)[0];
      for (const key of [keys.slot(old, 0), keys.pointer(old)]) assert.equal(after[key], before[key]);
      assert.notEqual(after[keys.current], old);
      assert.match(after[keys.current], /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

      await go(page, "#/");
      assert.deepEqual((await rows(page)).sort(), savedIds(after).sort());
      await row(page, old).locator('[data-action="open"]').click();
      await page.waitForSelector("[data-question]");
      await go(page, "#/mandate/source");
      assert.deepEqual(await checked(page, "mandate.explicit"), ["no"]);
      await reload(page);
      assert.deepEqual(await checked(page, "mandate.explicit"), ["no"], "the one opened last is open again");
      await choose(page, "mandate.not_prohibited", "partly");
      const other = await saved(page, after[keys.current]);
      assert.deepEqual(Object.keys(other.answers), ["mandate.explicit"]);
    }));

  test("are renamed, the open one and another", () =>
    withApp(
      { ...wide, shelf: shelf(...[1, 2].map((n) => toFile(assessment(n, { "mandate.explicit": "yes" })))) },
      async (page) => {
        for (const [id, title] of [
          [uuid(1), "ميناء 2026"],
          [uuid(2), 'North "port"'],
        ]) {
          await row(page, id).locator("summary").click();
          await row(page, id).locator('[data-field="title"]').fill(title);
          await row(page, id).locator('[data-field="title"]').press("Enter");
          await eventually(async () => (await saved(page, id)).title, title);
          await eventually(() => row(page, id).locator('[data-action="open"]').innerText(), title);
          assertWhole(await kept(page));
        }
        assert.equal((await kept(page))[keys.current], uuid(2));
        await reload(page);
        assert.equal(await row(page, uuid(1)).locator('[data-action="open"]').innerText(), "ميناء 2026");
        assert.deepEqual(Object.keys((await saved(page, uuid(1))).answers), ["mandate.explicit"]);
      },
    ));

  test("without a name are listed by their city, and never without any name", () =>
    withApp(
      {
        ...wide,
        shelf: shelf(toFile(assessment(1, { "profile.city": "Port" }, { title: "" })), toFile(assessment(2, {}, { title: " " }))),
      },
      async (page) => {
        assert.equal(await row(page, uuid(1)).locator('[data-action="open"]').innerText(), "Port");
        assert.match(await row(page, uuid(2)).locator('[data-action="open"]').innerText(), /\S/);
      },
    ));

  test("are copied to work on apart", () =>
    withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      const before = await kept(page);
      const [old] = savedIds(before);
      await use(page, old, "duplicate");
      await eventually(async () => (await rows(page)).length, 2);
      const after = await kept(page);
      assertWhole(after);
      const copy = await saved(
        page,
        savedIds(after).find((id) => id !== old),
      );
      const original = await saved(page, old);
      assert.equal(copy.derived_from, old);
      assert.notEqual(copy.id, old);
      assert.notEqual(copy.title, original.title);
      assert.deepEqual(copy.answers, original.answers);
      for (const key of Object.keys(before)) assert.equal(after[key], before[key], key);
      await row(page, copy.id).locator('[data-action="open"]').click();
      await page.waitForSelector("[data-question]");
      await go(page, "#/mandate/source");
      await choose(page, "mandate.own_adoption", "in_progress");
      assert.deepEqual(await saved(page, old), original, "a change to the copy is none to the original");
      assert.equal((await saved(page, copy.id)).answers["mandate.own_adoption"].value, "in_progress");
    }));

  test("are deleted, which can be undone", () =>
    withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch"), caseFile("iraq-sketch")) }, async (page) => {
      const texts = Object.fromEntries(
        ["kenya-sketch", "iraq-sketch"].map((name) => [JSON.parse(caseFile(name)).id, caseFile(name)]),
      );
      for (const [id, text] of Object.entries(texts)) {
        await use(page, id, "delete");
        await page.waitForSelector('[data-action="undo"]');
        const gone = await kept(page);
        assert.deepEqual(
          Object.keys(gone).filter((key) => key.includes(id) && key !== keys.current),
          [],
        );
        assert.deepEqual(
          savedIds(gone),
          Object.keys(texts).filter((other) => other !== id),
        );
        assert.deepEqual(await rows(page), savedIds(gone));
        await page.locator('[data-action="undo"]').click();
        await eventually(async () => (await rows(page)).length, 2);
        assert.equal(savedText(await kept(page), id), text, "it is back as it was, byte for byte");
        assertWhole(await kept(page));
        assert.equal(await page.locator(".notice").count(), 0);
      }
      for (const id of Object.keys(texts)) {
        await use(page, id, "delete");
        await page.locator('[data-action="dismiss"]').click();
      }
      await eventually(() => rows(page), []);
      await reload(page);
      assert.deepEqual(savedIds(await kept(page)), []);
      assert.deepEqual(await rows(page), []);
      await go(page, "#/mandate/source");
      assert.deepEqual(await checked(page, "mandate.explicit"), [], "what was open is gone too");
    }));
});

describe("two pages of one browser", () => {
  /** Two pages with the same assessment open. */
  const withTwo = (check) =>
    withApp({ ...wide, at: "#/mandate/source", shelf: shelf(caseFile("kenya-sketch")) }, async (first, { url }) => {
      const second = await first.context().newPage();
      await openApp(second, `${url}#/mandate/source`);
      await check(first, second, JSON.parse(caseFile("kenya-sketch")).id);
    });

  test("do not overwrite each other: both states are kept, and the later page says so", () =>
    withTwo(async (first, second, id) => {
      await choose(first, "mandate.own_adoption", "in_progress");
      const before = await kept(first);
      await choose(second, "mandate.not_prohibited", "partly");
      await second.waitForSelector(".notices .notice");
      const after = await kept(second);
      assertWhole(after);
      for (const key of Object.keys(before).filter((key) => key.includes(id))) assert.equal(after[key], before[key], key);
      assert.equal(savedIds(after).length, 2);
      const other = await saved(
        second,
        savedIds(after).find((one) => one !== id),
      );
      assert.equal(other.derived_from, id);
      assert.equal(other.answers["mandate.not_prohibited"].value, "partly");
      assert.equal(
        other.answers["mandate.own_adoption"]?.value,
        JSON.parse(caseFile("kenya-sketch")).answers["mandate.own_adoption"]?.value,
      );

      // Both go on, each with its own.
      await choose(second, "mandate.not_prohibited", "no");
      await choose(first, "mandate.own_adoption", "adopted");
      assert.equal((await saved(first, id)).answers["mandate.own_adoption"].value, "adopted");
      assert.equal((await saved(first, other.id)).answers["mandate.not_prohibited"].value, "no");
      assert.equal(savedIds(await kept(first)).length, 2);
      assert.equal(await first.locator(".notices .notice").count(), 0);
    }));

  test("one deletes, the other goes on: its state is saved whole", () =>
    withTwo(async (first, second, id) => {
      await go(second, "#/");
      await use(second, id, "delete");
      await second.waitForSelector('[data-action="undo"]');
      assert.deepEqual(savedIds(await kept(first)), []);
      await choose(first, "mandate.own_adoption", "in_progress");
      const all = await kept(first);
      assertWhole(all);
      const document = await saved(first, savedIds(all)[0]);
      assert.equal(document.answers["mandate.own_adoption"].value, "in_progress");
      for (const one of Object.keys(JSON.parse(caseFile("kenya-sketch")).answers)) assert.ok(document.answers[one], one);
    }));
});

describe("a backup file", () => {
  test("is asked for the more clearly the more would be lost, and not once it is made", () => {
    const risk = (page) => page.locator(".home [data-risk]").evaluateAll((all) => all.map((section) => section.dataset.risk));
    const now = new Date().toISOString();
    const one = toFile(assessment(1, { "mandate.explicit": "yes" }, { created: now, updated: now }));
    const many = caseFile("river-city-complete");
    return withApp({ ...wide, at: "#/home", shelf: shelf(one, many) }, async (page) => {
      await eventually(() => risk(page), ["much"]);
      await download(page, '.home [data-risk] [data-action="backup"]');
      await eventually(() => risk(page), []);
      await reload(page);
      assert.deepEqual(await risk(page), [], "it is remembered");
      await go(page, "#/mandate/source");
      await choose(page, "mandate.explicit", "partly");
      await go(page, "#/home");
      await eventually(() => risk(page), ["little"]);
      await go(page, "#/");
      await page.locator(`[data-assessment="${uuid(1)}"] [data-action="open"]`).click();
      await go(page, "#/home");
      await eventually(() => risk(page), ["little"]);
    });
  });

  const out = async (page) => {
    await page.locator("[data-assessment] summary").click();
    return (await download(page, '[data-assessment] [data-action="backup"]')).text;
  };

  test("brings everything back after all was lost, and is then written again with the same bytes", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      await choose(page, "mandate.explicit", "partly");
      await choose(page, "mandate.explicit_source", "other");
      await openNote(page, "mandate.explicit");
      await page.locator(`${field("mandate.explicit")} [data-field="note"]`).fill("ملاحظة\n😀");
      await go(page, "#/profile");
      await page.locator('[name="profile.languages"]').fill("العربية\nEnglish");
      await choose(page, "profile.concerns", "none");
      await go(page, "#/");
      const first = await out(page);
      await page.evaluate(() => localStorage.clear());
      await reload(page);
      assert.deepEqual(await rows(page), []);
      await importFile(page, first);
      await eventually(async () => (await rows(page)).length, 1);
      assert.equal(savedText(await kept(page)), first);
      assertWhole(await kept(page));
      assert.equal(await saving(page), "saved");
      assert.equal(await out(page), first);
      await go(page, "#/mandate/source");
      assert.deepEqual(await checked(page, "mandate.explicit_source"), ["other"]);
    }));

  test("of any make is written as the command line would: the golden file", () =>
    withApp({ ...wide }, async (page) => {
      const golden = (name) => readFileSync(join(root, "tests/files/v1", name), "utf8");
      await importFile(page, golden("full.given.json"));
      assert.equal(savedText(await kept(page)), golden("full.written.json"));
      assert.equal(await out(page), golden("full.written.json"));
    }));

  test("that is here already changes nothing", () =>
    withApp({ ...wide }, async (page) => {
      await importFile(page, caseFile("norway-sketch"));
      const before = await kept(page);
      await importFile(page, caseFile("norway-sketch"));
      assert.equal(await page.locator('[data-part="incoming"]').getAttribute("data-standing"), "already");
      assert.deepEqual(await kept(page), before);
      assert.equal((await rows(page)).length, 1);
    }));

  test("of an assessment that is here with other answers is kept beside it", () =>
    withApp({ ...wide }, async (page) => {
      await importFile(page, caseFile("norway-sketch"));
      const before = await kept(page);
      const { id, answers } = JSON.parse(caseFile("norway-sketch"));
      const changed = JSON.parse(caseFile("norway-sketch"));
      changed.answers["mandate.explicit"].value = "no";
      await importFile(page, toFile(changed));
      const after = await kept(page);
      assertWhole(after);
      for (const key of [keys.slot(id, 0), keys.pointer(id)]) assert.equal(after[key], before[key], key);
      const ids = savedIds(after);
      assert.equal(ids.length, 2);
      const other = await saved(
        page,
        ids.find((one) => one !== id),
      );
      assert.equal(other.answers["mandate.explicit"].value, "no");
      assert.equal(other.derived_from, id);
      assert.deepEqual(Object.keys(other.answers), Object.keys(answers));
      assert.equal(after[keys.current], other.id, "the file's answers are open");
    }));

  test("with what this version does not know is read, complained about, and written back whole", () =>
    withApp({ ...wide }, async (page) => {
      const document = assessment(3, { "mandate.explicit": "yes" }, { later: { x: [1, null] }, snapshots: [] });
      document.answers["mandate.from_tomorrow"] = { value: ["a"], note: "kept" };
      document.answers["mandate.clear"] = { value: "perhaps", at: "2026-11-22T10:00:00Z", confidence: 3 };
      await importFile(page, toFile(document));
      assert.deepEqual(await saved(page), document);
      await go(page, "#/mandate/space");
      assert.equal(await page.locator(`${field("mandate.clear")} .error`).count(), 1, "an answer that cannot be read says so");
      assert.deepEqual(await checked(page, "mandate.clear"), []);
      await choose(page, "mandate.nlc", "no");
      const now = await saved(page);
      assert.equal(now.answers["mandate.nlc"].value, "no");
      assert.deepEqual(now.answers["mandate.from_tomorrow"], document.answers["mandate.from_tomorrow"]);
      assert.deepEqual(now.answers["mandate.clear"], document.answers["mandate.clear"]);
      assert.deepEqual(now.later, document.later);
      await choose(page, "mandate.clear", "yes");
      assert.equal((await saved(page)).answers["mandate.clear"].value, "yes");
      await eventually(() => page.locator(`${field("mandate.clear")} .error`).count(), 0);
    }));
});

describe("a file that cannot be read is refused with a word, and nothing changes:", () => {
  const good = caseFile("norway-sketch");
  const changed = (change) => {
    const document = JSON.parse(good);
    change(document);
    return toFile(document);
  };
  const groups = {
    "no JSON": {
      nothing: "",
      "a letter": "Dear colleague,",
      "an image": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00, 0x01]),
      "cut short": good.slice(0, good.length / 2),
      "nested without end": "[".repeat(100_000),
    },
    "a member twice": {
      "at the top": good.replace('"title":', '"title": "other",\n "title":'),
      "deep inside": good.replace('"value":', '"value": "no", "value":'),
    },
    "no assessment": {
      "a list": "[]",
      "another format": changed((d) => (d.format = "tafwid-results")),
      "a group": changed((d) => (d.format = "tafwid-group")),
      "no format": changed((d) => delete d.format),
      "no id": changed((d) => delete d.id),
      "answers that are a list": changed((d) => (d.answers = [])),
    },
    "a version that is not known": {
      99: changed((d) => (d.version = 99)),
      0: changed((d) => (d.version = 0)),
      "a text": changed((d) => (d.version = "1")),
    },
    "too large": { "3 MB": changed((d) => (d.title = "x".repeat(3 << 20))) },
  };
  for (const [group, files] of Object.entries(groups)) {
    test(group, () =>
      withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
        const before = await kept(page);
        for (const [name, text] of Object.entries(files)) {
          assert.notEqual(text, good, name);
          await importFile(page, text);
          assert.deepEqual(await kept(page), before, name);
          assert.match(await page.locator(".notices .notice p").first().innerText(), /\S/, name);
          assert.equal((await rows(page)).length, 1, name);
          assert.equal(await saving(page), "saved", name);
        }
        await importFile(page, good);
        assert.equal(savedIds(await kept(page)).length, 2, "a good file is read after it");
      }),
    );
  }
});

describe("storage is denied:", () => {
  const getterThrows = () =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("denied", "SecurityError");
      },
    });
  const isNull = () => Object.defineProperty(window, "localStorage", { get: () => null });
  const setThrows = () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("denied", "SecurityError");
    };
  };

  /** The app works in memory, says so, and offers a backup. */
  async function assertWorks(root, page, { canDownload = true } = {}) {
    const state = () => root.locator("[data-saving]").getAttribute("data-saving");
    assert.equal(await state(), "memory");
    const backup = root.locator('.site-header [data-action="backup"]');
    assert.ok(await backup.isVisible());
    await root.locator('[data-action="full"]').click();
    await root.locator(option("mandate.explicit", "no")).click();
    await root.locator(option("mandate.not_prohibited", "yes")).click();
    await eventually(() => root.locator(".panel .range").first().getAttribute("data-low"), "0");
    await eventually(state, "memory");
    await root.locator('.panel a[href="#/mandate/result"]').last().click();
    await root.locator('[data-result="mandate.sufficiency"]').waitFor();
    await root.locator('.site-nav a[href="#/mandate"]').click();
    await eventually(() => root.locator(option("mandate.explicit", "no")).isChecked(), true);
    await root.locator(".site-header .mark").click();
    await eventually(() => root.locator("[data-assessment]").count(), 1, "it is listed while the page is open");
    if (!canDownload) return;
    const { text } = await download(page, '.site-header [data-action="backup"]', root);
    assert.equal(JSON.parse(text).answers["mandate.explicit"].value, "no");
    assert.equal(JSON.parse(text).answers["mandate.not_prohibited"].value, "yes");
    await root.locator('[data-action="new"]').click();
    await root.locator(option("mandate.explicit", "no")).waitFor();
    await eventually(() => root.locator(option("mandate.explicit", "no")).isChecked(), false);
    assert.equal(await state(), "memory");
  }

  for (const [name, init] of [
    ["asking for it throws", getterThrows],
    ["it is null", isNull],
    ["writing to it throws", setThrows],
  ]) {
    test(name, () => withApp({ ...wide, init }, (page) => assertWorks(page, page)));
  }

  test("the page stands in a frame without an origin", () =>
    withApp({ ...wide, isOpened: false }, async (page, { url }) => {
      const html = `<!doctype html><title>x</title><iframe sandbox="allow-scripts" src="${url}" style="width:1200px;height:800px"></iframe>`;
      await page.route("**/frame.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
      await page.goto(`${url}frame.html`);
      const frame = page.frameLocator("iframe");
      await frame.locator("#app h1:not(.shell *)").waitFor({ timeout: 5000 });
      await assertWorks(frame, page, { canDownload: false });
    }));

  test("a backup is read in memory, and the language is switched", () =>
    withApp({ ...wide, init: getterThrows }, async (page) => {
      await importFile(page, caseFile("norway-sketch"));
      assert.equal(await saving(page), "memory");
      assert.equal((await rows(page)).length, 1);
      await page.locator('[data-action="language"]').click();
      await eventually(() => page.evaluate(() => document.documentElement.dir), "rtl");
      const { text } = await download(page, '.site-header [data-action="backup"]');
      assert.equal(text, caseFile("norway-sketch"));
    }));

  test("later, with something saved before: that stays, is shown, and the change is said not to be saved", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: shelf(caseFile("norway-sketch")), init: setThrows }, async (page) => {
      const before = await kept(page);
      assert.deepEqual(await checked(page, "mandate.explicit"), ["yes"]);
      await choose(page, "mandate.explicit", "no");
      await eventually(() => saving(page), "refused");
      assert.deepEqual(await kept(page), before);
      const { text } = await download(page, '.site-header [data-action="backup"]');
      assert.equal(JSON.parse(text).answers["mandate.explicit"].value, "no");
    }));
});

describe("storage is full:", () => {
  const free = (page) =>
    page.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith("other."))
        .forEach((key) => localStorage.removeItem(key)),
    );
  /** What of it is ours. */
  const ours = async (page) => Object.fromEntries(Object.entries(await kept(page)).filter(([key]) => !key.startsWith("other.")));

  test("the change is said not to be saved, what was saved is intact, and a backup is offered; it recovers", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      await choose(page, "mandate.explicit", "yes");
      await choose(page, "mandate.obligation", "duty");
      await fillUp(page);
      const before = await ours(page);
      await choose(page, "mandate.broader", "education_youth");
      await eventually(() => saving(page), "full");
      assert.deepEqual(await ours(page), before);
      assert.deepEqual(await checked(page, "mandate.broader"), ["education_youth"], "work goes on");
      const { text } = await download(page, '.site-header [data-action="backup"]');
      assert.deepEqual(JSON.parse(text).answers["mandate.broader"].value, ["education_youth"]);

      await openNote(page, "mandate.explicit");
      await page.locator(`${field("mandate.explicit")} [data-field="note"]`).fill("typed in vain");
      await eventually(() => saving(page), "full");
      assert.deepEqual(await ours(page), before);

      await free(page);
      await choose(page, "mandate.own_adoption", "possible");
      await eventually(() => saving(page), "saved");
      assert.equal(await page.locator('.site-header [data-action="backup"]').count(), 0);
      assertWhole(await kept(page));
      const { answers } = await saved(page);
      assert.equal(answers["mandate.explicit"].note, "typed in vain");
      assert.deepEqual(answers["mandate.broader"].value, ["education_youth"]);
      assert.equal(answers["mandate.own_adoption"].value, "possible");
    }));

  test("what was saved is there after a reload", () =>
    withApp({ ...wide, at: "#/mandate/source" }, async (page) => {
      await choose(page, "mandate.explicit", "yes");
      await fillUp(page);
      const before = await ours(page);
      await choose(page, "mandate.broader", "education_youth");
      await eventually(() => saving(page), "full");
      await reload(page);
      assert.deepEqual(await checked(page, "mandate.explicit"), ["yes"]);
      assert.deepEqual(await checked(page, "mandate.broader"), []);
      assert.deepEqual(await ours(page), before);
      assert.equal(await page.locator(".notice").count(), 0);
    }));

  test("before the first visit", () =>
    withApp({ ...wide, isOpened: false }, async (page, { url }) => {
      await emptyPage(page, url);
      await fillUp(page);
      await openApp(page, `${url}#/mandate/source`);
      await choose(page, "mandate.explicit", "yes");
      await eventually(() => saving(page), "full");
      assert.deepEqual(await ours(page), {});
      assert.ok(await page.locator('.site-header [data-action="backup"]').isVisible());
      await free(page);
      await choose(page, "mandate.obligation", "duty");
      await eventually(() => saving(page), "saved");
      assertWhole(await kept(page));
      assert.deepEqual(Object.keys((await saved(page)).answers), ["mandate.explicit", "mandate.obligation"]);
    }));

  test("a file that is opened is shown and said not to be saved", () =>
    withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      await fillUp(page);
      const before = await ours(page);
      await importFile(page, caseFile("river-city-complete"));
      assert.deepEqual(savedIds(await ours(page)), savedIds(before));
      assert.equal(await saving(page), "full");
      assert.equal(await page.locator('[data-part="incoming"]').getAttribute("data-standing"), "unsaved");
      assert.ok(await page.locator('.site-header [data-action="backup"]').isVisible());
    }));

  test("a copy that could not be made is said not to be there", () =>
    withApp({ ...wide, shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      await fillUp(page);
      const before = await ours(page);
      await use(page, savedIds(before)[0], "duplicate");
      assert.deepEqual(await ours(page), before);
      assert.equal((await rows(page)).length, 1);
      const says = async () => (await page.locator(".notice").count()) > 0 || (await saving(page)) === "full";
      await eventually(says, true);
    }));

  test("a change that is not saved is not dropped for another assessment without a word", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: shelf(caseFile("kenya-sketch")) }, async (page) => {
      const id = JSON.parse(caseFile("kenya-sketch")).id;
      await fillUp(page);
      await choose(page, "mandate.own_adoption", "in_progress");
      await choose(page, "mandate.broader", "education_youth");
      await eventually(() => saving(page), "full");
      await free(page);
      await go(page, "#/");
      await page.locator('[data-action="new"]').click();
      await page.waitForSelector(field("mandate.explicit"));
      const { answers } = await saved(page, id);
      const isKept = answers["mandate.broader"]?.value?.includes("education_youth") ?? false;
      assert.ok(isKept || (await page.locator(".notice").count()) > 0, "there was room to save it");
    }));
});

describe("what was damaged is not touched, told, and no hindrance:", () => {
  const id = uuid(1);
  const older = toFile(assessment(1, { "mandate.explicit": "yes" }));
  const newer = toFile(
    assessment(1, { "mandate.explicit": "yes", "mandate.obligation": "duty" }, { updated: "2026-11-22T10:05:00Z" }),
  );
  const sound = {
    [keys.slot(id, 0)]: older,
    [keys.slot(id, 1)]: newer,
    [keys.pointer(id)]: `1 ${checksum(older)} ${checksum(newer)}`,
    [keys.current]: id,
  };
  const cut = newer.slice(0, newer.length / 2);
  const flipped = newer.replace('"duty"', '"dutz"');
  const rescueKey = (text) => `tafwid.rescue.${id}.${checksum(text)}`;

  /** Nothing that was kept has changed; what was added is a copy of a text that cannot be read. */
  async function assertUntouched(page, before, copies = []) {
    const after = await kept(page);
    for (const [key, text] of Object.entries(before)) {
      if (key !== keys.current) assert.equal(after[key], text, key);
    }
    const added = Object.keys(after).filter((key) => !(key in before));
    const expected = copies.map(rescueKey);
    assert.deepEqual(added.filter((key) => key.includes(id)).sort(), expected.sort());
    for (const text of copies) assert.equal(after[rescueKey(text)], text);
  }

  const answerNow = (page) => checked(page, "mandate.obligation");

  for (const [name, changes, raw] of [
    ["the newest state, cut short", { [keys.slot(id, 1)]: cut }, cut],
    ["the newest state, one letter changed", { [keys.slot(id, 1)]: flipped }, flipped],
    ["the newest state, emptied", { [keys.slot(id, 1)]: "" }, ""],
  ]) {
    test(`${name}: the one before it is open`, () =>
      withApp({ ...wide, at: "#/mandate/source", shelf: { ...sound, ...changes } }, async (page) => {
        const before = { ...sound, ...changes };
        assert.equal(await page.locator(".notices .notice").count(), 1);
        assert.deepEqual(await checked(page, "mandate.explicit"), ["yes"]);
        assert.deepEqual(await answerNow(page), []);
        await assertUntouched(page, before, [raw]);
        await page.locator('[data-action="dismiss"]').click();
        for (const value of ["tasked", "empowered", "mentioned"]) await choose(page, "mandate.obligation", value);
        const all = await kept(page);
        assert.equal(all[rescueKey(raw)], raw, "the damaged text is kept while work goes on");
        assert.equal(JSON.parse(savedText(all)).answers["mandate.obligation"].value, "mentioned");
        await reload(page);
        assert.deepEqual(await answerNow(page), ["mentioned"]);
        assert.equal(await page.locator(".notices .notice").count(), 0);
      }));
  }

  test("the newest state: its text can be saved as a file", () =>
    withApp({ ...wide, shelf: { ...sound, [keys.slot(id, 1)]: cut } }, async (page) => {
      assert.equal((await download(page, '[data-action="rescue"]')).text, cut);
    }));

  test("the older state: the newest is open, as if nothing were", () =>
    withApp({ ...wide, at: "#/mandate/source", shelf: { ...sound, [keys.slot(id, 0)]: cut } }, async (page) => {
      assert.deepEqual(await answerNow(page), ["duty"]);
      await assertUntouched(page, { ...sound, [keys.slot(id, 0)]: cut });
      await choose(page, "mandate.obligation", "tasked");
      assertWhole(await kept(page));
    }));

  for (const [name, pointer] of [
    ["cut short", "1 "],
    ["nonsense", "�\u0000"],
    ["pointing nowhere", `7 ${checksum(older)} ${checksum(newer)}`],
    ["gone", undefined],
  ]) {
    test(`the pointer, ${name}: the state changed last is open`, async () => {
      const { [keys.pointer(id)]: _, ...rest } = sound;
      const before = pointer === undefined ? rest : { ...rest, [keys.pointer(id)]: pointer };
      await withApp({ ...wide, at: "#/mandate/source", shelf: before }, async (page) => {
        assert.deepEqual(await answerNow(page), ["duty"]);
        await assertUntouched(page, before);
        await choose(page, "mandate.obligation", "tasked");
        assert.equal((await saved(page)).answers["mandate.obligation"].value, "tasked");
        await reload(page);
        assert.deepEqual(await answerNow(page), ["tasked"]);
      });
    });
  }

  const broken = { ...sound, [keys.slot(id, 0)]: older.slice(0, 300), [keys.slot(id, 1)]: cut };
  const future = newer.replace('"version": 1', '"version": 2').replace('"answers"', '"replies"');
  const tomorrow = { ...sound, [keys.slot(id, 1)]: future, [keys.pointer(id)]: `1 ${checksum(older)} ${checksum(future)}` };

  for (const [name, before, raw, copies] of [
    ["both states", broken, cut, [cut]],
    ["nothing, but a newer version wrote it", tomorrow, future, []],
  ]) {
    test(`${name}: it says so, gives the text as a file, and lets new work begin beside it`, () =>
      withApp({ ...wide, shelf: before }, async (page) => {
        assert.equal(await page.locator(".notices .notice").count(), 1);
        await assertUntouched(page, before, copies);
        assert.equal((await download(page, '.notices [data-action="rescue"]')).text, raw);
        assert.equal((await download(page, '[data-action="rescue"]', row(page, id))).text, raw);
        assert.deepEqual(await rows(page), [id]);
        assert.equal(await row(page, id).locator('[data-action="open"]').count(), 0);

        await page.locator('[data-action="full"]').click();
        await page.waitForSelector(field("mandate.explicit"));
        assert.deepEqual(await checked(page, "mandate.explicit"), []);
        await choose(page, "mandate.explicit", "no");
        await choose(page, "mandate.explicit", "partly");
        await assertUntouched(page, before, copies);
        const fresh = (await kept(page))[keys.current];
        assert.notEqual(fresh, id);
        assert.equal((await saved(page)).answers["mandate.explicit"].value, "partly");

        await reload(page);
        assert.deepEqual(await checked(page, "mandate.explicit"), ["partly"]);
        await go(page, "#/");
        assert.deepEqual((await rows(page)).sort(), [id, fresh].sort());
        await assertUntouched(page, before, copies);

        await importFile(page, newer);
        await assertUntouched(page, before, copies);
        assert.equal((await saved(page)).answers["mandate.obligation"].value, "duty", "a sound file of it opens beside it");
        assert.notEqual((await kept(page))[keys.current], id);

        await row(page, id).locator('[data-action="discard"]').click();
        await eventually(async () => (await rows(page)).includes(id), false);
        assert.deepEqual(
          Object.keys(await kept(page)).filter((key) => key.includes(id)),
          [],
        );
        assert.equal(savedIds(await kept(page)).length, 2, "the others stay");
      }));
  }

  test("another assessment's: the open one is open, and the list says so", async () => {
    const before = { ...broken, ...shelf(toFile(assessment(2, complete))) };
    await withApp({ ...wide, shelf: before }, async (page) => {
      assert.equal(await page.locator(".notices .notice").count(), 0);
      assert.equal((await download(page, '[data-action="rescue"]', row(page, id))).text, cut);
      assert.equal(await row(page, uuid(2)).locator('[data-action="open"]').count(), 1);
      await assertUntouched(page, before, [cut]);
    });
  });

  test("which one is open: none is, and all are listed", async () => {
    const before = { ...sound, [keys.current]: "nonsense" };
    await withApp({ ...wide, shelf: before }, async (page) => {
      assert.deepEqual(await rows(page), [id]);
      assert.deepEqual(await kept(page), Object.fromEntries(Object.entries(before).sort()));
      await row(page, id).locator('[data-action="open"]').click();
      await page.waitForSelector("[data-question]");
      await go(page, "#/mandate/source");
      assert.deepEqual(await answerNow(page), ["duty"]);
    });
  });

  test("what others keep under this address is theirs", async () => {
    const others = { "tafwid.a.nonsense.now": "x", "tafwid.a.": "y", other: "z", [`tafwid.a.${uuid(9)}.now`]: "0 - -" };
    await withApp({ ...wide, at: "#/mandate/source", shelf: others }, async (page) => {
      await choose(page, "mandate.explicit", "no");
      const after = await kept(page);
      for (const [key, text] of Object.entries(others)) assert.equal(after[key], text);
      await go(page, "#/");
      assert.deepEqual(await rows(page), [after[keys.current]]);
    });
  });
});
