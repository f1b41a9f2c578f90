// Ready settings for web servers: which headers go with which file. All of them are made of one table and of the policy that the pages
// carry, so that they cannot disagree. `frame-ancestors` is the one rule that browsers read in headers only.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAMED = "-[0-9a-f]{8}[./]"; // the hash in the name of a file or of its folder: it never changes under that name
const FOR_EVER = "public, max-age=31536000, immutable";
const ASK_FIRST = "no-cache";

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
  // The files are public and the same for all; a page that embeds may check their hashes, which needs this.
  "Access-Control-Allow-Origin": "*",
};
const TYPES = { wasm: "application/wasm", webmanifest: "application/manifest+json" };

const isForOthers = (page) => page.startsWith("embed");

/** A page that has no policy of its own shows how the tool is embedded: it may frame what is ours. */
const OF_EXAMPLES = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** The policy of each page, or of a folder whose pages have none, and who may put it into a frame. */
function policies(out) {
  const found = new Map();
  for (const path of readdirSync(out, { recursive: true }).sort()) {
    if (!path.endsWith(".html")) continue;
    const own = readFileSync(join(out, path), "utf8").match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1];
    if (!own && !path.includes("/")) throw new Error(`${path} has no policy`);
    const place = own ? path : path.slice(0, path.indexOf("/") + 1);
    found.set(place, `${own ?? OF_EXAMPLES}; frame-ancestors ${isForOthers(path) ? "*" : "'self'"}`);
  }
  return [...found].map(([place, policy]) => ({ place, policy, isFolder: place.endsWith("/") }));
}

const lines = (entries, line) => Object.entries(entries).map(([name, value]) => line(name, value));
const regex = (text) => text.replaceAll(".", "\\.");

function nginx(main, others) {
  return [
    "# For nginx, in its http part (such as /etc/nginx/conf.d/tafwid.conf). Set server_name and root, and add your certificate.",
    "map $uri $tafwid_policy {",
    `    default "${main}";`,
    ...others.map(({ place, policy, isFolder }) => `    "~/${regex(place)}${isFolder ? "" : "$"}" "${policy}";`),
    "}",
    "map $uri $tafwid_cache {",
    `    default "${ASK_FIRST}";`,
    `    "~${NAMED}" "${FOR_EVER}";`,
    "}",
    "server {",
    "    listen 80;",
    "    server_name tafwid.example;",
    "    root /var/www/tafwid;",
    "    index index.html;",
    "    gzip_static on; # with the module for Brotli also: brotli_static on;",
    ...lines(COMMON, (name, value) => `    add_header ${name} "${value}" always;`),
    "    add_header Content-Security-Policy $tafwid_policy always;",
    "    add_header Cache-Control $tafwid_cache always;",
    ...lines(TYPES, (ending, type) => `    location ~ \\.${ending}$ { types { } default_type ${type}; }`),
    "}",
  ];
}

function caddy(main, others) {
  const glob = ({ place, isFolder }) => `*/${place}${isFolder ? "*" : ""}`;
  const paths = others.map(glob).join(" ");
  return [
    "# For Caddy. Set the name of the site and its root.",
    "tafwid.example {",
    "\troot * /var/www/tafwid",
    "\theader {",
    ...lines(COMMON, (name, value) => `\t\t${name} "${value}"`),
    "\t}",
    ...(paths ? [`\t@app not path ${paths}`] : []),
    `\theader ${paths ? "@app " : ""}Content-Security-Policy "${main}"`,
    ...others.flatMap((other, i) => [`\t@page${i} path ${glob(other)}`, `\theader @page${i} Content-Security-Policy "${other.policy}"`]),
    `\t@named path_regexp ${NAMED}`,
    `\theader @named Cache-Control "${FOR_EVER}"`,
    "\t@other {",
    `\t\tnot path_regexp ${NAMED}`,
    "\t}",
    `\theader @other Cache-Control "${ASK_FIRST}"`,
    ...lines(TYPES, (ending, type) => `\t@${ending} path *.${ending}\n\theader @${ending} Content-Type "${type}"`),
    "\tfile_server {",
    "\t\tprecompressed br gzip",
    "\t}",
    "}",
  ];
}

function apache(main, others) {
  return [
    "# For Apache 2.4 with mod_headers: put this file into the folder of the site, under the name .htaccess",
    ...lines(TYPES, (ending, type) => `AddType ${type} .${ending}`),
    ...lines(COMMON, (name, value) => `Header always set ${name} "${value}"`),
    `Header always set Content-Security-Policy "${main}"`,
    `Header always set Cache-Control "${ASK_FIRST}"`,
    `<If "%{REQUEST_URI} =~ m#${NAMED}#">`,
    `    Header always set Cache-Control "${FOR_EVER}"`,
    "</If>",
    ...others.flatMap(({ place, policy, isFolder }) => [
      `<If "%{REQUEST_URI} =~ m#/${regex(place)}${isFolder ? "" : "$"}#">`,
      `    Header always set Content-Security-Policy "${policy}"`,
      "</If>",
    ]),
    "<IfModule mod_deflate.c>",
    "    AddOutputFilterByType DEFLATE text/html text/css text/javascript application/javascript application/json application/wasm",
    "</IfModule>",
  ];
}

/** These hosts join what two rules say of one header, so every header stands in one rule for each file. */
function pagesHosts(out, main, others) {
  const named = readdirSync(out, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isFile()) return new RegExp(NAMED).test(entry.name) ? [`/${entry.name}`] : [];
    if (new RegExp(NAMED).test(`${entry.name}/`)) return [`/${entry.name}/*`];
    const inside = readdirSync(join(out, entry.name)).filter((name) => new RegExp(NAMED).test(name));
    return inside.map((name) => `/${entry.name}/${name}`);
  });
  const rule = (path, headers) => [path, ...lines(headers, (name, value) => `  ${name}: ${value}`)];
  const page = (policy) => ({ "Content-Security-Policy": policy, "Cache-Control": ASK_FIRST });
  return [
    "# For Netlify and Cloudflare Pages, which read this file when it lies at the top of what is published.",
    ...rule("/*", COMMON),
    ...rule("/", page(main)),
    ...rule("/index.html", page(main)),
    ...others.flatMap(({ place, policy, isFolder }) => rule(`/${place}${isFolder ? "*" : ""}`, page(policy))),
    ...rule("/sw.js", { "Cache-Control": ASK_FIRST }),
    ...rule("/*.webmanifest", { "Content-Type": TYPES.webmanifest }),
    ...named.sort().flatMap((path) => rule(path, { "Cache-Control": FOR_EVER })),
  ];
}

/** The settings' files by their paths, for the site that lies in `out`. */
export function hosting(out) {
  const all = policies(out);
  const main = all.find(({ place }) => place === "index.html").policy;
  const others = all.filter(({ policy }) => policy !== main);
  const files = {
    "hosting/nginx.conf": nginx(main, others),
    "hosting/Caddyfile": caddy(main, others),
    "hosting/apache.htaccess": apache(main, others),
    _headers: pagesHosts(out, main, others),
  };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${text.join("\n")}\n`]));
}
