// The engine that runs in the browser and the command line give the same figures, byte for byte.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { assessment, cases, questions, random, randomAnswers, root, stage, toFile } from "./app.mjs";

const withApp = stage();

/** The command line: `TAFWID_BIN`, or the one that cargo builds. */
function commandLine() {
  if (process.env.TAFWID_BIN) return process.env.TAFWID_BIN;
  const built = join(root, "target/debug/tafwid");
  if (!existsSync(built)) {
    execFileSync("cargo", ["build", "--locked", "--quiet", "--no-default-features", "--bin", "tafwid"], {
      cwd: root,
      stdio: "inherit",
    });
  }
  return built;
}

let tafwid;
let folder;
before(() => {
  tafwid = commandLine();
  folder = mkdtempSync(join(tmpdir(), "tafwid-figures-"));
});
after(() => rmSync(folder, { recursive: true }));

const run = (...args) => execFileSync(tafwid, args, { encoding: "utf8", maxBuffer: 1 << 28 });

function write(texts) {
  return texts.map((text, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, text);
    return file;
  });
}

/** What the engine in the browser gives for each text. */
const inBrowser = (page, texts) =>
  page.evaluate(async (texts) => {
    const engine = await tafwidBoot.engine();
    return texts.map((text) => engine.score(text, true));
  }, texts);

/** Compares both for all texts; returns the results. */
async function compare(texts) {
  const host = run("score", "--flips", ...write(texts))
    .trimEnd()
    .split("\n");
  assert.equal(host.length, texts.length);
  await withApp({}, async (page) => {
    const browser = await inBrowser(page, texts);
    browser.forEach((line, i) => assert.equal(line, host[i], texts[i]));
  });
  return host.map((line) => JSON.parse(line));
}

const frameworks = ["public_health", "violence_prevention", "safeguarding", "pcve"];
const institutions = ["lead_agency", "shared", "network_existing", "network_new"];
const criteria = {
  framework: ["mandate_fit", "base", "threat_fit", "level_fit", "label_safety", "police_independence", "data", "funding"],
  institution: ["accountability", "natural_lead", "breadth", "communication", "rivalry", "network_base", "capacity", "framing"],
};

/** The user's own weights and cells, which the figures depend on too. */
function preferences(next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const weights = (names) => Object.fromEntries(names.filter(() => next() < 0.4).map((name) => [name, Math.floor(next() * 4)]));
  const cells = (alternatives, names) =>
    [1, 2].map(() => ({
      alternative: pick(alternatives),
      criterion: pick(names),
      value: Math.floor(next() * 101) / 100,
      reason: "own",
    }));
  return {
    importance: { framework: weights(criteria.framework), institution: weights(criteria.institution) },
    overrides: { framework: cells(frameworks, criteria.framework), institution: cells(institutions, criteria.institution) },
    dimension_weights: weights(["authority", "scope", "space", "awareness", "community", "resources"]),
  };
}

describe("the engine in the browser and the command line give the same figures", () => {
  test("for every case file", async () => {
    const results = await compare(cases.map(({ text }) => text));
    assert.deepEqual(
      results.map(({ id }) => id),
      cases.map(({ text }) => JSON.parse(text).id),
    );
  });

  test("for every option of every question", async () => {
    // Each file answers all questions; from file to file each question takes its next option.
    const value = ({ kind, options }, i, k) =>
      ({
        multi: options.filter((_, j) => (i + j) % 3 === 0),
        text: `city ${i}`,
        list: [`language ${i}`],
        country: ["NO", "IQ", "ZW"][i % 3],
      })[kind] ?? options[(i + k) % options.length];
    const files = Array.from({ length: 10 }, (_, i) => Object.fromEntries(questions.map((q, k) => [q.id, value(q, i, k)])));
    for (const { id, options } of questions) {
      for (const one of options)
        assert.ok(
          files.some((answers) => answers[id].includes(one)),
          `${id}: ${one}`,
        );
    }
    await compare(files.map((answers, i) => toFile(assessment(i, answers))));
  });

  test("for any answers, weights and cells", async () => {
    const next = random(2026);
    const texts = Array.from({ length: 28 }, (_, i) =>
      toFile(assessment(i, randomAnswers(next, [0.2, 0.5, 0.8, 1][i % 4]), i % 3 === 0 ? {} : preferences(next))),
    );
    const results = await compare(texts);
    // The variants must be worth comparing: with different orders, and with answers that would change them.
    const first = (selector) => results.map((r) => JSON.stringify(r[selector].alternatives.map((a) => a.rank_acceptability)));
    assert.ok(new Set(first("framework")).size > 24);
    assert.ok(new Set(first("institution")).size > 24);
    assert.ok(results.filter((r) => r.framework.flips.length > 0).length > 5);
  });

  test("for groups of respondents", async () => {
    const next = random(5);
    const texts = Array.from({ length: 4 }, (_, group) => {
      const answers = randomAnswers(next, 0.9);
      const members = Array.from({ length: 3 + group }, (_, i) =>
        toFile(
          assessment(
            10 * group + i,
            { ...answers, ...randomAnswers(next, 0.2) },
            { respondent: { role: `role ${i}`, department: "" } },
          ),
        ),
      );
      return run("merge", ...write(members));
    });
    for (const results of await compare(texts)) assert.ok(results.group);
  });

  test("for a file with places that cannot be used, which both complain of alike", async () => {
    const strange = assessment(9, { "mandate.explicit": "yes" }, { dimension_weights: { scope: 9, nothing: 1 } });
    strange.answers["no.such.question"] = { value: "yes" };
    strange.answers["mandate.nlc"] = { value: "perhaps", at: "never" };
    const [results] = await compare([toFile(strange)]);
    assert.equal(results.complaints.length, 5);
    const golden = readFileSync(join(root, "tests/files/v1/full.given.json"), "utf8");
    await compare([golden]);
  });

  test("and refuse the same files with the same words", async () => {
    const texts = ["", "{", "[]", '{"format":"tafwid-assessment","version":99}', '{"format":"x","version":1}', '{"a":1,"a":2}'];
    await withApp({}, async (page) => {
      const refused = await page.evaluate(async (texts) => {
        const engine = await tafwidBoot.engine();
        return texts.map((text) => {
          try {
            return engine.score(text, true);
          } catch (error) {
            return String(error);
          }
        });
      }, texts);
      refused.forEach((words, i) => {
        const [file] = write([texts[i]]);
        const host = execFileSync("sh", ["-c", '"$1" check "$2"; true', "sh", tafwid, file], { encoding: "utf8" });
        const [code, path = "/"] = words.trim().split(" ");
        assert.ok(host.startsWith(`${file}: ${path || "/"}: ${code}`), `${texts[i]}: ${words} against ${host}`);
      });
    });
  });
});
