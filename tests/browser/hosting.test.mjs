// The settings for web servers say the same of every file, and what the page itself says; the site works when a server follows them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { servesWell } from "./app.mjs";
import { build, dist, launch, newPage, serve } from "./support.mjs";

const read = (path) => readFileSync(join(dist, path), "utf8");
const files = build().files.map(({ file }) => file);
const lower = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const quoted = (text, pattern) => Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name, value]));

/** What the settings for Netlify and Cloudflare Pages give for a path; both join what several rules say of one header. */
function ofPagesHosts(text, path) {
  const found = {};
  let applies = false;
  for (const line of text.split("\n").filter((line) => line && !line.startsWith("#"))) {
    if (!line.startsWith(" ")) {
      const pattern = line.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
      applies = new RegExp(`^${pattern}$`).test(path);
    } else if (applies) {
      const [, name, value] = line.match(/^ {2}([\w-]+): (.+)$/);
      found[name] = name in found ? `${found[name]}, ${value}` : value;
    }
  }
  return lower(found);
}

function ofNginx(text, path) {
  const uri = path === "/" ? "/index.html" : path;
  const maps = {};
  for (const [, name, body] of text.matchAll(/map \$uri \$(\w+) \{\n([^}]*(?:\{8\}[^}]*)*)\n\}/g)) {
    const rows = [...body.matchAll(/^ +(?:default|"~(.+?)") "(.+)";$/gm)];
    maps[`$${name}`] = (rows.find(([, regex]) => regex && new RegExp(regex).test(uri)) ?? rows.find(([, regex]) => !regex))[2];
  }
  const found = {};
  for (const [, name, value] of text.matchAll(/add_header ([\w-]+) "?(.+?)"? always;/g)) found[name] = maps[value] ?? value;
  for (const [, regex, type] of text.matchAll(/location ~ (\S+) \{ types \{ \} default_type (\S+); \}/g)) {
    if (new RegExp(regex).test(uri)) found["content-type"] = type;
  }
  return lower(found);
}

function ofCaddy(text, path) {
  const uri = path === "/" ? "/index.html" : path;
  const glob = (pattern) => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(uri);
  const isMatch = {};
  for (const [, name, not, patterns] of text.matchAll(/@(\w+) (?:\{\s+)?(not )?path ([^\n]+)/g)) {
    isMatch[name] = patterns.split(" ").some(glob) !== Boolean(not);
  }
  for (const [, name, not, regex] of text.matchAll(/@(\w+) (?:\{\s+)?(not )?path_regexp (\S+)/g)) {
    isMatch[name] = new RegExp(regex).test(uri) !== Boolean(not);
  }
  const found = quoted(text, /^\t\t([A-Z][\w-]+) "(.+)"$/gm);
  for (const [, matcher, name, value] of text.matchAll(/^\theader (?:@(\w+) )?([\w-]+) "(.+)"$/gm)) {
    if (!matcher || isMatch[matcher]) found[name] = value;
  }
  return lower(found);
}

function ofApache(text, path) {
  const uri = path === "/" ? "/index.html" : path;
  const found = {};
  for (const [, type, ending] of text.matchAll(/^AddType (\S+) (\S+)$/gm)) if (uri.endsWith(ending)) found["content-type"] = type;
  let applies = true;
  for (const line of text.split("\n")) {
    const [, regex] = line.match(/^<If "%\{REQUEST_URI\} =~ m#(.+)#">$/) ?? [];
    if (regex) applies = new RegExp(regex).test(uri);
    if (line.startsWith("</")) applies = true;
    const [, header, value] = line.match(/^ *Header always set ([\w-]+) "(.+)"$/) ?? [];
    if (header && applies) found[header] = value;
  }
  return lower(found);
}

const servers = [
  ["nginx", "hosting/nginx.conf", ofNginx],
  ["Caddy", "hosting/Caddyfile", ofCaddy],
  ["Apache", "hosting/apache.htaccess", ofApache],
  ["Netlify and Cloudflare Pages", "_headers", ofPagesHosts],
];
const paths = ["/", ...files.filter((file) => file !== "_headers" && !file.startsWith("hosting/")).map((file) => `/${file}`)];
const isNamedByHash = (path) => /-[0-9a-f]{8}[./]/.test(path);

for (const [name, file, headersOf] of servers) {
  describe(`the settings for ${name}`, () => {
    const text = read(file);

    test("carry the policy of each page, with who may frame it", () => {
      for (const page of files.filter((path) => path.endsWith(".html"))) {
        // The pages that show how the tool is embedded have no policy; theirs lets them frame it.
        const own =
          read(page).match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1] ??
          "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
        const ancestors = page.startsWith("embed") ? "*" : "'self'";
        assert.equal(headersOf(text, `/${page}`)["content-security-policy"], `${own}; frame-ancestors ${ancestors}`, page);
      }
      assert.equal(headersOf(text, "/")["content-security-policy"], headersOf(text, "/index.html")["content-security-policy"]);
    });

    test("let every file be kept for ever that is named by its hash, and no other", () => {
      assert.ok(paths.filter(isNamedByHash).length > 30);
      for (const path of paths) {
        const cache = headersOf(text, path)["cache-control"];
        if (isNamedByHash(path)) assert.equal(cache, "public, max-age=31536000, immutable", path);
        else assert.ok(cache === "no-cache" || (name.startsWith("Netlify") && cache === undefined), `${path}: ${cache}`);
      }
      for (const path of ["/", "/index.html", "/sw.js"]) assert.equal(headersOf(text, path)["cache-control"], "no-cache", path);
    });

    test("let other sites read what is embedded, and let no browser guess", () => {
      for (const path of paths) {
        const headers = headersOf(text, path);
        assert.equal(headers["access-control-allow-origin"], "*", path);
        assert.equal(headers["x-content-type-options"], "nosniff", path);
        assert.equal(headers["referrer-policy"], "no-referrer", path);
      }
    });

    test("know the types that servers often do not", () => {
      const type = (path) => headersOf(text, path)["content-type"];
      assert.equal(type("/manifest.webmanifest"), "application/manifest+json");
      // These hosts know Wasm.
      if (!name.startsWith("Netlify")) assert.equal(type(paths.find((path) => path.endsWith(".wasm"))), "application/wasm");
    });
  });
}

describe("a server that follows them", () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  for (const [name, file, headersOf] of servers) {
    test(`as for ${name}, serves a site that works`, async () => {
      const text = read(file);
      const server = await serve({ headers: (path) => headersOf(text, path) });
      const { page, seen, close } = await newPage(browser, { serviceWorkers: "allow" });
      try {
        await servesWell(page, seen, server.url);
      } finally {
        await close();
        await server.close();
      }
    });
  }

  test("lets itself be framed by its own pages, not by those of others", async () => {
    const text = read("_headers");
    const server = await serve({ headers: (path) => ofPagesHosts(text, path) });
    const { page, close } = await newPage(browser);
    try {
      const frame = `<!doctype html><title>x</title><iframe src="${server.url}index.html"></iframe>`;
      const isFramed = async (address) => {
        await page.route(address, (route) => route.fulfill({ contentType: "text/html", body: frame }));
        await page.goto(address);
        await page.waitForTimeout(1000);
        return Boolean(await page.frames().at(-1).locator("#app").count());
      };
      assert.equal(await isFramed(`${server.url}frame.html`), true);
      assert.equal(await isFramed("http://localhost:9/frame.html"), false);
    } finally {
      await close();
      await server.close();
    }
  });
});
