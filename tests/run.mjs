// Runs every check, one after the other, and counts. A check that fails does not stop the others.
// The last line is "N passed, N failed"; lint, documentation and build count as one each.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), "tafwid-run-"));
const tap = join(temporary, "node.tap");

const nodeTests = (dir) =>
  readdirSync(join(root, dir))
    .filter((name) => name.endsWith(".test.mjs"))
    .sort()
    .map((name) => `${dir}/${name}`);

const cargo = (...args) => ["cargo", ...args];
const node = (...files) => [
  process.execPath,
  "--test",
  "--test-concurrency=1",
  "--test-reporter=spec",
  "--test-reporter-destination=stdout",
  "--test-reporter=tap",
  `--test-reporter-destination=${tap}`,
  ...files,
];

/** A check that passes or fails as a whole. */
const whole = (_output, ok) => ({ passed: Number(ok), failed: Number(!ok) });

/** Adds up "test result: ok. 3 passed; 0 failed" of every test program. */
function cargoCounts(output) {
  const sum = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^test result: .*?(\d+) passed; (\d+) failed/gm)) {
    sum.passed += Number(passed);
    sum.failed += Number(failed);
  }
  return sum;
}

/** Reads "# pass 3" and its sisters. A test that was cut short did not pass. */
function nodeCounts() {
  const text = readFileSync(tap, "utf8");
  const count = (word) => Number(text.match(new RegExp(`^# ${word} (\\d+)`, "m"))?.[1] ?? 0);
  return { passed: count("pass"), failed: count("fail") + count("cancelled") };
}

const steps = [
  { name: "formatting", command: cargo("fmt", "--check"), counts: whole },
  { name: "lints", command: cargo("clippy", "--locked", "--all-targets", "--", "-D", "warnings"), counts: whole },
  {
    name: "lints of what runs in the browser",
    command: cargo(
      ...["clippy", "--locked", "--target", "wasm32-unknown-unknown", "--lib"],
      ...["--bin", "app", "--bin", "whole", "--bin", "embed_app", "--bin", "charts", "--bin", "engine", "--bin", "files", "--bin", "vault", "--", "-D", "warnings"],
    ),
    counts: whole,
  },
  {
    name: "tests of the pure rooms",
    command: cargo("test", "--locked", "--no-default-features", "--features", "files", "--no-fail-fast"),
    counts: cargoCounts,
  },
  {
    name: "documentation",
    command: cargo("doc", "--locked", "--no-deps"),
    env: { RUSTDOCFLAGS: "-D warnings" },
    counts: whole,
  },
  {
    name: "tests of the tools and schemas",
    command: node(...nodeTests("tests")),
    env: { TAFWID_BIN: join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/tafwid") }, // built by cargo test
    counts: nodeCounts,
  },
  {
    name: "release build",
    before: () => rmSync(join(root, "dist"), { recursive: true, force: true }), // never test a page of before
    command: [".ci/build.sh"],
    counts: whole,
  },
  { name: "tests in the browser", command: node(...nodeTests("tests/browser")), counts: nodeCounts },
];

function run({ command: [program, ...args], env }) {
  return new Promise((done) => {
    let output = "";
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", (part) => {
      output += part;
      process.stdout.write(part);
    });
    child.on("error", (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      done({ output, ok: false });
    });
    child.on("close", (code) => done({ output, ok: code === 0 }));
  });
}

const rows = [];
for (const step of steps) {
  console.log(`\n== ${step.name}`);
  step.before?.();
  rmSync(tap, { force: true });
  const { output, ok } = await run(step);
  let counts = { passed: 0, failed: 0 };
  try {
    counts = step.counts(output, ok);
  } catch {
    // The runner left no account; counted below.
  }
  // A runner that broke before it could count, or that found nothing to run, has failed.
  if (counts.failed === 0 && (!ok || counts.passed === 0)) counts.failed = 1;
  rows.push({ name: step.name, ...counts });
}
rmSync(temporary, { recursive: true });

console.log("");
for (const { name, passed, failed } of rows) console.log(`${failed ? "✖" : "✔"} ${name}: ${passed} of ${passed + failed}`);
const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") ? 1 : 0;
