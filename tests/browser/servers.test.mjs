// The settings for web servers in those very servers, where they are installed: each file comes with the headers that it should
// have, compressed, and the site works.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { eventually, servesWell } from "./app.mjs";
import { build, dist, find, launch, newPage, openApp } from "./support.mjs";

const settings = (name) => readFileSync(join(dist, "hosting", name), "utf8");
const isRoot = process.getuid?.() === 0;

/** What starts each server on a port with the site in `home`/site: the program and its arguments. */
const servers = {
  nginx: {
    path: find("nginx"),
    start: (home, port) => {
      const ours = settings("nginx.conf")
        .replace("listen 80;", `listen 127.0.0.1:${port};`)
        .replace("root /var/www/tafwid;", `root ${home}/site;`);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${home}/${kind};`);
      writeFileSync(
        join(home, "nginx.conf"),
        `${isRoot ? "user root;" : ""} daemon off; worker_processes 1; pid ${home}/pid; error_log ${home}/log;
        events {} http { include /etc/nginx/mime.types; access_log off; ${temporary.join(" ")}\n${ours}\n}`,
      );
      return ["-p", home, "-e", `${home}/log`, "-c", `${home}/nginx.conf`];
    },
  },
  Caddy: {
    path: find("caddy"),
    start: (home, port) => {
      const ours = settings("Caddyfile")
        .replace("tafwid.example {", `http://127.0.0.1:${port} {`)
        .replace("root * /var/www/tafwid", `root * ${home}/site`);
      writeFileSync(join(home, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${ours}`);
      return ["run", "--config", join(home, "Caddyfile"), "--adapter", "caddyfile"];
    },
  },
  Apache: {
    path: find("apache2", "httpd"),
    start: (home, port) => {
      const modules = process.env.APACHE_MODULES ?? "/usr/lib/apache2/modules";
      const names = ["mpm_event", "authz_core", "mime", "headers", "dir", "filter", "deflate"];
      writeFileSync(join(home, "site/.htaccess"), settings("apache.htaccess"));
      writeFileSync(
        join(home, "apache.conf"),
        `${names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join("\n")}
        ServerRoot ${home}\nServerName 127.0.0.1\nListen 127.0.0.1:${port}\nPidFile ${home}/pid\nErrorLog ${home}/log
        TypesConfig /etc/mime.types\nDirectoryIndex index.html\nDocumentRoot ${home}/site
        ${isRoot ? "User www-data\nGroup www-data" : ""}\n<Directory ${home}/site>\nAllowOverride All\nRequire all granted\n</Directory>\n`,
      );
      return ["-DFOREGROUND", "-f", join(home, "apache.conf")];
    },
  },
};

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

const ask = (url, headers = {}) =>
  new Promise((done, fail) => {
    request(url, { headers }, (response) => {
      response.resume();
      done(response);
    })
      .on("error", fail)
      .end();
  });

const files = build().files.map(({ file }) => file).filter((file) => file !== "_headers" && !file.startsWith("hosting/"));

for (const [name, { path, start }] of Object.entries(servers)) {
  describe(`${name} with our settings`, { skip: path ? false : "it is not installed on this machine" }, () => {
    let home;
    let server;
    let url;
    let said = "";

    before(async () => {
      home = mkdtempSync(join(tmpdir(), "tafwid-host-"));
      chmodSync(home, 0o755);
      mkdirSync(join(home, "site"));
      cpSync(dist, join(home, "site"), { recursive: true });
      const port = await freePort();
      url = `http://127.0.0.1:${port}/`;
      server = spawn(path, start(home, port), { env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home } });
      for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
      await eventually(() => ask(url).then(({ statusCode }) => statusCode, () => 0), 200).catch((error) => {
        throw new Error(`${error.message}\n${said}`);
      });
    });
    after(async () => {
      server.kill("SIGTERM");
      await new Promise((done) => (server.exitCode === null && server.signalCode === null ? server.once("exit", done) : done()));
      rmSync(home, { recursive: true, force: true });
    });

    test("gives every file the headers that it should have", async () => {
      for (const file of ["", ...files]) {
        const { statusCode, headers } = await ask(url + file);
        assert.equal(statusCode, 200, file);
        const isKept = /-[0-9a-f]{8}[./]/.test(file);
        assert.equal(headers["cache-control"], isKept ? "public, max-age=31536000, immutable" : "no-cache", file);
        assert.equal(headers["access-control-allow-origin"], "*", file);
        assert.equal(headers["x-content-type-options"], "nosniff", file);
        assert.equal(headers["referrer-policy"], "no-referrer", file);
        if (file.endsWith(".wasm")) assert.equal(headers["content-type"], "application/wasm", file);
        if (file.endsWith(".webmanifest")) assert.match(headers["content-type"], /^application\/manifest\+json/, file);
        if (/\.m?js$/.test(file)) assert.match(headers["content-type"], /^(text|application)\/javascript/, file);
        if (file === "" || file.endsWith(".html")) {
          const own = readFileSync(join(dist, file || "index.html"), "utf8").match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1];
          const policy = headers["content-security-policy"];
          if (own) assert.equal(policy, `${own}; frame-ancestors ${file.startsWith("embed") ? "*" : "'self'"}`, file);
          else assert.match(policy, /^default-src 'self'.*frame-ancestors 'self'$/, file);
        }
      }
    });

    test("sends what is large compressed", async () => {
      for (const file of files.filter((file) => /\.(wasm|js)$/.test(file) && !/(^|\/)(sw|embed)\.js$/.test(file))) {
        const { headers } = await ask(url + file, { "accept-encoding": "gzip" });
        const { length } = readFileSync(join(dist, file));
        if (length > 2000) assert.equal(headers["content-encoding"], "gzip", file);
      }
    });

    test("serves a site that works, also without a network, and widgets", async () => {
      const browser = await launch();
      const { page, seen, close } = await newPage(browser, { serviceWorkers: "allow" });
      try {
        await servesWell(page, seen, url);
        await page.context().setOffline(true);
        await openApp(page, url);
      } finally {
        await close();
        await browser.close();
      }
    });
  });
}
