// The server behind `make run`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./serve.mjs";

const dir = mkdtempSync(join(tmpdir(), "tafwid-serve-"));
let server;
before(async () => {
  writeFileSync(join(dir, "index.html"), "<p>page");
  writeFileSync(join(dir, "app-0123abcd.wasm"), "code");
  writeFileSync(join(dir, "app-0123abcd.wasm.br"), "brotli");
  writeFileSync(join(dir, "app-0123abcd.wasm.gz"), "gzip");
  server = await serve({ dir, base: "/a/b/" });
});
after(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const get = (path, headers = {}) =>
  new Promise((done, fail) => {
    const { port } = new URL(server.url);
    request({ port, host: "127.0.0.1", path, headers }, (response) => {
      let body = "";
      response.on("data", (part) => (body += part));
      response.on("end", () => done({ status: response.statusCode, headers: response.headers, body }));
    })
      .on("error", fail)
      .end();
  });

test("serves a page under its base only", async () => {
  const page = await get("/a/b/");
  assert.equal(page.body, "<p>page");
  assert.equal(page.headers["content-type"], "text/html; charset=utf-8");
  assert.equal(page.headers["access-control-allow-origin"], "*");
  assert.equal(page.headers["cache-control"], "no-cache");
  assert.equal((await get("/")).status, 404);
});

test("serves the compressed sister that the browser takes", async () => {
  for (const [accepted, body, encoding] of [
    ["gzip, br", "brotli", "br"],
    ["gzip", "gzip", "gzip"],
    ["", "code", undefined],
  ]) {
    const answer = await get("/a/b/app-0123abcd.wasm", { "accept-encoding": accepted });
    assert.equal(answer.body, body);
    assert.equal(answer.headers["content-encoding"], encoding);
    assert.equal(answer.headers["content-type"], "application/wasm");
    assert.match(answer.headers["cache-control"], /immutable/);
  }
});

test("serves nothing outside its directory", async () => {
  for (const path of ["/a/b/../../etc/passwd", "/a/b/%2e%2e/%2e%2e/etc/passwd", "/a/b/..%2f..%2fetc/passwd", "/a/b/%"]) {
    assert.match(String((await get(path)).status), /^40[04]$/, path);
  }
});

test("says which port is taken, and what to do", () => {
  const { port } = new URL(server.url);
  const script = fileURLToPath(new URL("serve.mjs", import.meta.url));
  const run = spawnSync(process.execPath, [script, "--check"], { env: { ...process.env, PORT: port }, encoding: "utf8" });
  assert.equal(run.status, 1);
  assert.match(run.stderr, new RegExp(`Port ${port} is taken.*make run PORT=`));
});
