// Earlier states of the answers, answers that lead to others, and charts as files.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import {
  assessment,
  caseFile,
  checked,
  choose,
  eventually,
  field,
  go,
  hash,
  kept,
  keys,
  questions,
  reload,
  saved,
  savedIds,
  savedText,
  shelf,
  stage,
  toFile,
  uuid,
} from "./app.mjs";

const withApp = stage();
const wide = { viewport: { width: 1280, height: 900 } };

const entries = (answers) => assessment(1, answers).answers;
const extents = questions.filter(({ kind, section, isConditional }) => kind === "extent" && !isConditional && !section.startsWith("framework.context"));
const later = { ...Object.fromEntries(extents.map(({ id }, i) => [id, ["yes", "partly"][i % 2]])), "mandate.own_adoption": "adopted" };
const earlier = { ...later, "mandate.own_adoption": "possible", "mandate.explicit": "no", "mandate.broader": [], "resources.human": "unknown", "profile.city": "Old Port" };
for (const id of ["sustain.handover", "principles.gender_action", "community.terms"]) delete earlier[id];
const two = {
  ...later,
  "mandate.explicit": "no",
  "mandate.broader": [],
  "mandate.not_prohibited": "yes",
  "profile.city": "New Port",
};
const state = (n, at, answers, more = {}) => ({ id: uuid(n), at, label: `state ${n}`, instrument: "2026.1", answers: entries(answers), ...more });
const snapshots = [
  state(22, "2026-06-01T10:00:00Z", two),
  state(21, "2026-03-01T10:00:00Z", { ...earlier, "mandate.not_prohibited": "yes" }, { colour: "red" }),
];
const file = toFile(assessment(1, later, { snapshots }));

const listed = (page) => page.locator("[data-snapshot]").evaluateAll((all) => all.map((item) => item.dataset.snapshot));
const item = (page, n) => page.locator(`[data-snapshot="${uuid(n)}"]`);
const focused = (page) => page.evaluate(() => document.activeElement.dataset.action ?? document.activeElement.tagName);
const compareWith = (page, from, to) =>
  page
    .locator('[data-field="from"]')
    .selectOption(from)
    .then(() => page.locator('[data-field="to"]').selectOption(to));

describe("snapshots", () => {
  test("are taken as the file writes the answers, and outlive a reload and later answers", () =>
    withApp({ ...wide, at: "#/snapshots", shelf: shelf(caseFile("river-city-complete")) }, async (page) => {
      assert.equal(await page.locator(".empty").count(), 1);
      assert.equal(await page.locator('[data-part="compare"]').count(), 0);
      const label = page.locator('[data-field="label"]');
      const usual = await label.inputValue();
      assert.ok(usual.length > 4, "the day stands there");
      await label.fill("قبل الجلسة");
      await page.locator('[data-action="take-snapshot"]').click();
      await eventually(async () => (await listed(page)).length, 2);
      assert.equal(await label.inputValue(), usual);
      const {
        snapshots: [snapshot],
        answers,
      } = await saved(page);
      assert.deepEqual(Object.keys(snapshot), ["id", "at", "label", "instrument", "answers"]);
      assert.deepEqual([snapshot.label, snapshot.answers], ["قبل الجلسة", answers]);
      await page.waitForSelector("[data-same]");
      await go(page, "#/mandate/scope/mandate.fits_needs");
      await choose(page, "mandate.fits_needs", "yes");
      await reload(page);
      await go(page, "#/snapshots");
      await page.waitForSelector('[data-changed="mandate.fits_needs"]');
      assert.deepEqual((await saved(page)).snapshots, [snapshot]);
    }));

  test("stand in order of time, and are compared with one another and with now", () =>
    withApp({ ...wide, at: "#/snapshots", shelf: shelf(file) }, async (page) => {
      assert.deepEqual(await listed(page), [uuid(21), uuid(22), "now"]);
      const options = await page.locator('[data-field="from"] option').evaluateAll((all) => all.map((o) => o.value));
      assert.deepEqual(options, [uuid(21), uuid(22), "now"]);
      assert.equal(await page.locator('[data-field="from"]').inputValue(), uuid(22), "the last one and now");
      await compareWith(page, uuid(21), uuid(22));
      await page.waitForSelector('[data-changed="mandate.own_adoption"]');
      const changed = await page
        .locator("[data-changed]")
        .evaluateAll((all) => all.map(({ dataset: { changed, how } }) => `${changed} ${how}`));
      assert.deepEqual(changed, [
        "profile.city changed",
        "mandate.own_adoption changed",
        "principles.gender_action added",
        "community.terms added",
        "sustain.handover added",
        "resources.human learned",
      ]);
      const cells = await page.locator('[data-changed="profile.city"] td').allTextContents();
      assert.deepEqual(cells.slice(0, 2), ["Old Port", "New Port"]);
      const moves = async (id) => page.locator(`[data-changed="${id}"]`).getAttribute("data-moves");
      assert.equal(await moves("profile.city"), "0");
      assert.ok(Number(await moves("mandate.own_adoption")) >= 3, "authority and both verdicts");
      const authority = page.locator('[data-verdict="authority"]');
      assert.equal(await authority.getAttribute("data-before"), "none-none");
      assert.equal(await authority.getAttribute("data-after"), "adequate-adequate");
      const dimensions = await page
        .locator("[data-part=compare] tr[data-dimension]")
        .evaluateAll((all) => all.map(({ dataset }) => [dataset.dimension, dataset.moved]));
      assert.equal(dimensions.length, 11);
      assert.equal(dimensions[0][0], "authority", "what moved most comes first");
      const moved = dimensions.map(([, moved]) => moved);
      assert.ok(moved.indexOf("false") > moved.lastIndexOf("true"), `what did not move stands last: ${moved}`);
      // Chosen the other way round it is the same comparison.
      await compareWith(page, uuid(22), uuid(21));
      assert.equal(await authority.getAttribute("data-before"), "none-none");
      await page.locator('[data-changed="sustain.handover"] a').click();
      await page.waitForSelector(field("sustain.handover"));
    }));

  for (const locale of ["ar", "en"])
    test(`are drawn as two rings that no colour is needed for, ${locale}`, () =>
      withApp({ ...wide, locale, at: "#/snapshots", shelf: shelf(file) }, async (page) => {
        await compareWith(page, uuid(21), "now");
        const place = page.locator('[data-chart="overlay"]');
        await place.scrollIntoViewIfNeeded();
        await page.waitForSelector('[data-chart="overlay"][data-state="drawn"] svg');
        const lines = await place.locator("svg path").evaluateAll((all) =>
          all
            .filter((path) => path.getAttribute("stroke-width") === "2" && path.getAttribute("fill") === "none")
            .map((path) => path.getAttribute("stroke-dasharray") !== null),
        );
        assert.equal(lines.filter(Boolean).length, 2, `two broken lines: ${lines}`);
        assert.equal(lines.filter((isBroken) => !isBroken).length, 2, `two whole lines: ${lines}`);
        const legend = await place.locator("svg text").allTextContents();
        assert.ok(legend.length >= 11, "every dimension and both names");
        // What the ring shows stands in the table too.
        assert.equal(await page.locator('[data-part="compare"] tr[data-dimension] td').count(), 33);
      }));

  test("are renamed, removed and brought back, and the focus is never lost", () =>
    withApp({ ...wide, at: "#/snapshots", shelf: shelf(file) }, async (page) => {
      await item(page, 21).locator("summary").click();
      await item(page, 21).locator('[data-field="rename"]').fill("Spring");
      await eventually(async () => (await saved(page)).snapshots.find(({ id }) => id === uuid(21)).label, "Spring");
      assert.equal(await item(page, 21).locator("h3").innerText(), "Spring");
      assert.equal((await saved(page)).snapshots[1].colour, "red", "what is not ours stays");
      const before = (await saved(page)).snapshots;
      await item(page, 21).locator('[data-action="remove-snapshot"]').click();
      await eventually(() => listed(page), [uuid(22), "now"]);
      await eventually(() => focused(page), "undo-snapshot");
      assert.equal((await saved(page)).snapshots.length, 1);
      await page.keyboard.press("Enter");
      await eventually(() => listed(page), [uuid(21), uuid(22), "now"]);
      await eventually(() => focused(page), "H3");
      assert.deepEqual((await saved(page)).snapshots, before);
    }));

  test("open as assessments of their own, and leave the one they come from as it is", () =>
    withApp({ ...wide, at: "#/snapshots", shelf: shelf(file) }, async (page) => {
      const before = savedText(await kept(page));
      await item(page, 21).locator("summary").click();
      await item(page, 21).locator('[data-action="copy-snapshot"]').click();
      await eventually(() => hash(page), "#/");
      const all = await kept(page);
      assert.equal(savedIds(all).length, 2);
      assert.equal(savedText(all, uuid(1)), before);
      const copy = JSON.parse(savedText(all));
      assert.notEqual(copy.id, uuid(1));
      assert.equal(copy.derived_from, uuid(1));
      assert.deepEqual(copy.answers, snapshots[1].answers);
      assert.equal(copy.snapshots, undefined);
      await page.waitForSelector(`[data-assessment="${copy.id}"] .tag`);
    }));

  test("that cannot be read are shown, kept and not compared", () => {
    const strange = [{ id: uuid(31), label: "x", answers: [1], colour: "red" }, 7, state(32, "", { "mandate.explicit": "yes" })];
    strange[2].answers["mandate.new"] = { value: "yes" };
    const given = shelf(toFile(assessment(1, later, { snapshots: strange })));
    return withApp({ ...wide, at: "#/snapshots", shelf: given }, async (page) => {
      assert.equal(await page.locator("[data-unreadable]").count(), 2);
      assert.equal(await page.locator("[data-passed-over]").count(), 1);
      assert.equal(await page.locator('[data-field="from"] option').count(), 2);
      await page.locator('[data-action="take-snapshot"]').click();
      await eventually(async () => (await saved(page)).snapshots.length, 4);
      assert.deepEqual((await saved(page)).snapshots.slice(0, 3), strange);
    });
  });

  test("that would make the file too large are refused before and when they are taken, and nothing is lost", () => {
    const document = assessment(1, later);
    document.answers["mandate.clear"].note = "x".repeat(1_200_000);
    return withApp({ ...wide, at: "#/snapshots", shelf: shelf(toFile(document)) }, async (page) => {
      assert.equal(await page.locator("[data-full]").count(), 1);
      const before = await kept(page);
      await page.locator('[data-action="take-snapshot"]').click();
      await page.waitForSelector('[data-part="take"] .error');
      assert.deepEqual(await kept(page), before);
      assert.deepEqual(await listed(page), []);
      await go(page, "#/mandate/space");
      await choose(page, "mandate.political_will", "no");
      await eventually(async () => (await saved(page)).answers["mandate.political_will"].value, "no");
    });
  });

  test("that the browser has no room for are refused, and nothing is lost", () => {
    const document = assessment(1, later);
    document.answers["mandate.clear"].note = "x".repeat(300_000);
    return withApp({ ...wide, at: "#/snapshots", shelf: shelf(toFile(document)) }, async (page) => {
      await page.evaluate(() => {
        let size = 1 << 22;
        while (size > 100_000) {
          try {
            localStorage.setItem(`filler.${Math.random()}`, "x".repeat(size));
          } catch {
            size >>= 1;
          }
        }
      });
      const before = await saved(page);
      await page.locator('[data-action="take-snapshot"]').click();
      await page.waitForSelector('[data-part="take"] .error');
      assert.deepEqual(await saved(page), before);
      assert.deepEqual(await listed(page), []);
      assert.equal(await page.locator("[data-saving]").getAttribute("data-saving"), "saved", "all there was is saved");
    });
  });

  test("of nothing are not offered", () =>
    withApp({ ...wide, at: "#/snapshots" }, async (page) => {
      assert.equal(await page.locator('[data-part="nothing"] a').count(), 1);
      assert.equal(await page.locator('[data-action="take-snapshot"]').count(), 0);
      assert.deepEqual(await kept(page), {});
    }));

  test("are found from the overview and from readiness", () =>
    withApp({ ...wide, at: "#/home", shelf: shelf(file) }, async (page) => {
      for (const at of ["#/home", "#/readiness"]) {
        await go(page, at);
        await page.locator('main a[href="#/snapshots"]').click();
        await page.waitForSelector('[data-part="timeline"]');
      }
    }));
});

describe("an answer that another one leads to", () => {
  const led = { "mandate.explicit": "yes", "mandate.obligation": "duty", "mandate.own_adoption": "adopted" };
  const offered = (page) => page.locator("[data-suggested]").evaluateAll((all) => all.map((e) => e.closest("fieldset").dataset.question));

  test("is offered, taken over by a tap, and can be taken back", () =>
    withApp({ ...wide, at: "#/sustainability/time", shelf: shelf(toFile(assessment(1, led))) }, async (page) => {
      await eventually(() => offered(page), ["sustain.legal_basis", "sustain.legal_duty"]);
      assert.deepEqual((await saved(page)).answers["sustain.legal_basis"], undefined, "nothing is applied by itself");
      const basis = page.locator(field("sustain.legal_basis"));
      assert.equal(await basis.locator("a").first().getAttribute("href"), "#/mandate/source/mandate.own_adoption");
      await basis.locator('[data-action="take-over"]').click();
      await eventually(() => offered(page), ["sustain.legal_duty"]);
      assert.deepEqual(await checked(page, "sustain.legal_basis"), ["yes"]);
      assert.equal((await saved(page)).answers["sustain.legal_basis"].value, "yes");
      await eventually(() => page.evaluate(() => document.activeElement.closest("fieldset")?.dataset.question), "sustain.legal_basis");
      await basis.locator('[data-action="clear"]').click();
      await eventually(() => offered(page), ["sustain.legal_basis", "sustain.legal_duty"]);
    }));

  test("is not offered where there is an answer, or one does not know", () =>
    withApp(
      { ...wide, at: "#/sustainability/time", shelf: shelf(toFile(assessment(1, { ...led, "sustain.legal_basis": "no", "sustain.legal_duty": "unknown" }))) },
      async (page) => {
        await page.waitForSelector(field("sustain.legal_duty"));
        assert.deepEqual(await offered(page), []);
        await choose(page, "sustain.handover", "no");
        assert.deepEqual(await offered(page), []);
      },
    ));

  test("of several options is offered whole, and follows the answer it comes from", () => {
    const concerns = { "profile.concerns": ["hate_incidents", "other_violence", "online_harms"] };
    return withApp({ ...wide, at: "#/framework/context", shelf: shelf(toFile(assessment(1, concerns))) }, async (page) => {
      await eventually(() => offered(page), ["framework.threat_focus"]);
      await page.locator('[data-action="take-over"]').click();
      assert.deepEqual(await checked(page, "framework.threat_focus"), ["hate", "interpersonal_violence"]);
    });
  });
});

describe("a chart is had as a file", () => {
  const fetchFile = async (page, name, kind) => {
    const way = page.locator(`[data-chart="${name}"] + .chart-files [data-kind="${kind}"]`);
    const [got] = await Promise.all([page.waitForEvent("download"), way.click()]);
    return { name: got.suggestedFilename(), bytes: readFileSync(await got.path()) };
  };

  /** What stands in an SVG, by the browser's own parser, on a page without a policy. */
  async function parsed(page, text) {
    const blank = await page.context().newPage();
    const found = await blank.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      const all = [...root.querySelectorAll("*")];
      const isReference = ({ name, value }) => /href|src|^on/i.test(name) || /url\((?!#)|javascript:/i.test(value);
      return {
        root: root.localName,
        direction: root.getAttribute("direction"),
        lang: root.getAttribute("xml:lang"),
        title: root.querySelector("title")?.textContent,
        size: ["width", "height"].map((name) => Number(root.getAttribute(name))),
        names: [...new Set(all.map((e) => e.localName))],
        references: [root, ...all].flatMap((e) => [...e.attributes].filter(isReference)).map(({ name }) => name),
        texts: all.filter((e) => e.localName === "text").map((e) => e.textContent.replace(/[\u2066-\u2069]/g, "").trim()),
      };
    }, text);
    await blank.close();
    return found;
  }

  for (const locale of ["ar", "en"])
    test(`as an SVG that needs nothing else and a PNG of twice its size, ${locale}`, () =>
      withApp({ ...wide, locale, at: "#/readiness", shelf: shelf(file) }, async (page) => {
        const expected = await page.locator("tr[data-dimension]:has(td:not([colspan])) th").allTextContents();
        for (const name of ["ring", "bars"]) {
          const svg = await fetchFile(page, name, "svg");
          assert.match(svg.name, new RegExp(`^assessment-1-.*\\.${name}\\.svg$`));
          const found = await parsed(page, svg.bytes.toString("utf8"));
          assert.equal(found.root, "svg");
          assert.deepEqual([found.direction, found.lang], ["ltr", locale]);
          assert.equal(found.title, await page.locator(`section[data-part="${name}"] h2`).textContent());
          assert.deepEqual(found.references, []);
          assert.deepEqual(found.names.filter((n) => /script|style|foreignObject|image/i.test(n)), []);
          const all = found.texts.join(" ");
          for (const label of expected) for (const word of label.split(" ")) assert.ok(all.includes(word), `${name}: ${word} in ${all}`);
          const png = await fetchFile(page, name, "png");
          assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
          assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], found.size.map((n) => 2 * n));
          assert.ok(png.bytes.length > 5000, "something is drawn");
        }
      }));

  test("in the colours of paper, whatever those of the page are", () =>
    withApp({ ...wide, at: "#/readiness", shelf: shelf(file) }, async (page) => {
      const inColours = async (media) => {
        await page.emulateMedia(media);
        return (await fetchFile(page, "ring", "svg")).bytes.toString("utf8");
      };
      const light = await inColours({ colorScheme: "light" });
      assert.match(light, /rgb\(255, ?255, ?255\)|#fff/);
      assert.equal(await inColours({ colorScheme: "dark" }), light);
      assert.equal(await inColours({ colorScheme: "dark", forcedColors: "active" }), light);
    }));

  test("with a name of its own that holds anything", () =>
    withApp({ ...wide, at: "#/readiness", shelf: shelf(file) }, async (page) => {
      const picture = JSON.stringify({ kind: "bars", names: ["a", "b"], rows: ["<x> & \"y\" onload=z"], low: [10], high: [30], rtl: false });
      const title = `</title><script>alert(1)</script>" ' &amp;`;
      const text = await page.evaluate(([picture, title]) => tafwidBoot.chartFile(picture, "svg", 500, title), [picture, title]);
      const found = await parsed(page, text);
      assert.equal(found.title, title);
      assert.ok(found.texts.includes(`<x> & "y" onload=z`), found.texts.join());
      assert.deepEqual(found.names.filter((n) => /script|parsererror/.test(n)), []);
    }));

  test("of the framework's ranking", () =>
    withApp({ ...wide, at: "#/framework/result", shelf: shelf(caseFile("river-city-complete")) }, async (page) => {
      await page.waitForSelector('[data-chart="ranks"]');
      await page.waitForSelector("[data-tries]");
      const svg = await fetchFile(page, "ranks", "svg");
      const found = await parsed(page, svg.bytes.toString("utf8"));
      assert.equal(found.root, "svg");
      assert.ok(found.texts.length > 4);
    }));
});
