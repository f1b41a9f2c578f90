// The published schemas against what the command line reads and prints.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const binary = process.env.TAFWID_BIN ?? join(root, "target/debug/tafwid");
assert.ok(existsSync(binary), `no ${binary}: cargo build --no-default-features, or name it in TAFWID_BIN`);
const dir = mkdtempSync(join(tmpdir(), "tafwid-schema-"));
after(() => rmSync(dir, { recursive: true }));

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true });
const schemas = join(root, "public/schema");
for (const name of readdirSync(schemas)) ajv.addSchema(JSON.parse(readFileSync(join(schemas, name), "utf8")));

const named = (name) => `${name}-1.schema.json`;
const faults = (name, value) => {
  const validate = ajv.getSchema(name.includes("#") ? name : named(name));
  return validate(value) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
};
const valid = (name, value, what) => assert.deepEqual(faults(name, value), [], what);

const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(binary, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
};
const text = (path) => readFileSync(path, "utf8").replace(/^\ufeff/, "");
const read = (path) => JSON.parse(text(path));
let files = 0;
const saved = (value) => {
  const path = join(dir, `${(files += 1)}.json`);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

const under = (folder, ending) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(ending))
    .map((name) => join(root, folder, name));
const cases = under("tests/cases", ".tafwid.json");
const golden = (name) => join(root, "tests/files/v1", name);
const group = read(golden("group.written.json"));
const full = read(golden("full.written.json"));

test("every schema is one, with a title and a description", () => {
  for (const name of readdirSync(schemas)) {
    const schema = read(join(schemas, name));
    assert.equal(schema.$id, name);
    assert.ok(schema.title && schema.description, name);
    assert.ok(ajv.validateSchema(schema), name);
    ajv.compile({ $ref: name });
  }
});

test("assessments and groups are valid, whatever is unknown in them", () => {
  assert.ok(cases.length > 0);
  for (const path of cases) valid("assessment", read(path), path);
  for (const which of ["given", "written"]) {
    valid("assessment", read(golden(`full.${which}.json`)), which);
    valid("group", read(golden(`group.${which}.json`)), which);
    assert.notDeepEqual(faults("assessment", read(golden(`strange.${which}.json`))), []);
  }
});

test("a collection is valid, and checked assessment by assessment", () => {
  const collection = { format: "tafwid-collection", version: 1, created: "2026-11-28T10:00:00Z", assessments: cases.map(read), unreadable: ["{"] };
  valid("collection", collection);
  const check = (value) => spawnSync(binary, ["check", saved(value)], { encoding: "utf8" });
  assert.deepEqual([check(collection).status, check(collection).stdout], [0, ""]);
  collection.assessments[1].version = 7;
  const found = check(collection);
  assert.equal(found.status, 1);
  assert.match(found.stdout, /: \/assessments\/1\/version: newer_version \(7\)\n$/);
  assert.notDeepEqual(faults("collection", collection), []);
});

test("results are valid, with flips and without", () => {
  const strange = [golden("strange.given.json"), golden("group.written.json"), golden("full.given.json")];
  for (const [index, result] of run("score", ...cases, ...strange).entries()) valid("results", result, index);
  for (const [index, result] of run("score", "--flips", ...cases, ...strange).entries()) {
    valid("results", result, index);
    assert.ok(Array.isArray(result.framework.flips) && Array.isArray(result.institution.flips));
  }
  const complete = run("score", "--flips", ...cases.filter((path) => path.includes("complete")));
  assert.ok(complete.some((result) => result.framework.flips.length > 0));
});

test("merged files and figures are valid", () => {
  for (const inputs of [cases, [golden("group.given.json"), golden("full.given.json")], [golden("group.written.json")]]) {
    valid("group", run("merge", ...inputs)[0]);
    valid("figures", run("merge", "--figures", ...inputs)[0]);
  }
});

// Problems as the command takes them, and as it does not.
const names = { alternatives: ["a", "b"], criteria: ["x", "y"] };
const performances = [
  [1, 0],
  [-0.5, 7],
];
const samples = { values: [performances, performances], weights: [[0.5, 0.5], [1, 0]] };

test("problems and their outcomes are valid", () => {
  for (const problem of [
    { ...names, performances },
    { ...names, performances, importance: [3, 0] },
    { ...names, samples },
    { ...names, performances, samples },
  ]) {
    valid("smaa", problem);
    valid(`${named("smaa")}#/$defs/outcome`, run("smaa", saved(problem))[0]);
  }
});

test("a problem that is broken is invalid, and refused", () => {
  for (const problem of [
    [],
    names,
    { ...names, alternatives: [], performances },
    { ...names, alternatives: ["a", "a"], performances },
    { ...names, criteria: ["x", 1], performances },
    { ...names, performances: [[1, "0"], [0, 1]] },
    { ...names, performances: [[1, null], [0, 1]] },
    { ...names, performances, importance: [-1, 0] },
    { ...names, performances, importance: [0.5, 0] },
    { ...names, samples, importance: [1, 1] },
    { ...names, samples: { values: samples.values } },
    { ...names, samples: { values: [], weights: [] } },
  ]) {
    assert.notDeepEqual(faults("smaa", problem), [], JSON.stringify(problem));
    assert.equal(spawnSync(binary, ["smaa", saved(problem)]).status, 1, JSON.stringify(problem));
  }
});

/** A copy with the value at a path of names replaced, or taken out. */
function changed(value, path, to) {
  const copy = structuredClone(value);
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce((found, name) => found[name], copy);
  assert.ok(parent !== null && typeof parent === "object", path.join("/"));
  if (to === undefined) delete parent[last];
  else parent[last] = to;
  return copy;
}

/** Each change makes a valid value invalid. */
function broken(name, value, changes) {
  valid(name, value);
  for (const [path, to] of changes) {
    assert.notDeepEqual(faults(name, changed(value, path.split("/"), to)), [], `${path} as ${JSON.stringify(to)}`);
  }
}

// What is invalid in an assessment; the command line refuses it or complains.
const assessmentFaults = [
  ["format", "tafwid-group"],
  ["version", 2],
  ["version", "1"],
  ["id", "x"],
  ["id", undefined],
  ["title", undefined],
  ["title", null],
  ["locale", undefined],
  ["created", "yesterday"],
  ["updated", undefined],
  ["answers", undefined],
  ["answers", []],
  ["respondent", "mayor"],
  ["respondent/role", 5],
  ["answers/mandate.explicit/value", "maybe"],
  ["answers/mandate.explicit/value", "not_applicable"],
  ["answers/mandate.explicit/value", ["yes"]],
  ["answers/mandate.explicit/value", null],
  ["answers/mandate.explicit/at", "noon"],
  ["answers/mandate.explicit/note", 5],
  ["answers/mandate.explicit/evidence", {}],
  ["answers/mandate.explicit/evidence/0/date", "1 March"],
  ["answers/mandate.obligation/value", "yes"],
  ["answers/mandate.broader/value", "public_safety"],
  ["answers/mandate.broader/value", ["hate"]],
  ["answers/profile.country/value", "ZZ"],
  ["answers/profile.city/value", "x".repeat(501)],
  ["answers/profile.languages/value", Array(51).fill("x")],
  ["answers/mandate.clear", "yes"],
  ["importance/framework/label_safety", 4],
  ["importance/framework/label_safety", 1.5],
  ["importance/framework", []],
  ["overrides/framework/0/value", 1.01],
  ["overrides/framework/0/reason", " "],
  ["overrides/framework/0/reason", undefined],
  ["overrides/framework/0/alternative", "shared"],
  ["overrides/institution/0/criterion", "data"],
  ["dimension_weights/resources", -1],
  ["actions/0/due", "soon"],
  ["actions/0/title", null],
  ["snapshots/0/at", ""],
  ["outline/vision", 1],
  ["contributions", {}],
  ["budget/reference", "1,5"],
  ["budget/lines/0/amount", 15000],
  ["budget/lines/0/shares/0/percent", "60%"],
  ["budget/options", "none"],
];

test("an assessment that is broken is invalid, and complained about", () => {
  broken("assessment", full, assessmentFaults);
  for (const [path, to] of assessmentFaults) {
    const { status, stdout } = spawnSync(binary, ["check", saved(changed(full, path.split("/"), to))], { encoding: "utf8" });
    assert.equal(status, 1, `${path} as ${JSON.stringify(to)}`);
    assert.match(stdout, /: \/\S*: \w+/);
  }
});

test("a group that is broken is invalid", () => {
  broken("group", group, [
    ["format", "tafwid-assessment"],
    ["version", undefined],
    ["members", undefined],
    ["members", {}],
    ["members/0", 5],
    ["members/0/answers", undefined],
    ["members/1/id", "x"],
    ["settled", []],
    ["settled/mandate.explicit/value", "unknown"],
    ["settled/mandate.explicit/value", undefined],
    ["settled/mandate.broader/value", ["hate"]],
    ["settled/mandate.explicit/at", "noon"],
  ]);
});

test("results are exact: nothing missing, nothing more", () => {
  const [result] = run("score", "--flips", join(root, "tests/cases/law-forbids.tafwid.json"));
  broken("results", result, [
    ["more", 1],
    ["group", undefined],
    ["instrument", "2025.1"],
    ["mandate/more", 1],
    ["mandate/authority/lowest", "some"],
    ["mandate/sufficiency/lowest", "ready"],
    ["mandate/sufficiency/blocking/0/criterion", "luck"],
    ["mandate/sufficiency/blocking/0/by/0", "mandate.luck"],
    ["mandate/sufficiency/blocking/0/routes/0/id", "luck"],
    ["mandate/sufficiency/blocking/0/routes/0/change/mandate.clear", "yes"],
    ["mandate/operability/decisive_unknowns", undefined],
    ["mandate/tensions", ["T7"]],
    ["mandate/examples", ["XX"]],
    ["readiness/dimensions/0/low", 1.5],
    ["readiness/dimensions/0/band", ["starting"]],
    ["readiness/overall/high", null],
    ["framework/criteria/0", "luck"],
    ["framework/alternatives/0/id", "shared"],
    ["framework/alternatives/0/rank_acceptability", []],
    ["framework/alternatives/0/performance/luck", 1],
    ["framework/alternatives/0/mean_value", null],
    ["framework/recommendation/strength", "strong"],
    ["framework/recommendation/lead", ["shared"]],
    ["framework/expert_group", null],
    ["institution/expert_group", "needed"],
    ["institution/recommendation/required", ["shared"]],
    ["institution/flips", null],
    ["complaints", [{ path: "/x", code: "odd" }]],
  ]);
});

test("figures are exact", () => {
  const [figures] = run("merge", "--figures", golden("group.written.json"));
  broken("figures", figures, [
    ["more", 1],
    ["awareness_gap", 1.5],
    ["awareness_gap", undefined],
    ["questions/mandate.explicit", undefined],
    ["questions/mandate.luck", {}],
    ["questions/mandate.explicit/more", 1],
    ["questions/mandate.explicit/unknown", -1],
    ["questions/mandate.explicit/agreement", "high"],
    ["questions/mandate.explicit/counts/duty", 1],
    ["questions/mandate.broader/counts/none", 0],
  ]);
});
