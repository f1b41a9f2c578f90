// A small static server for dist/: `make run`, the browser tests and the bench use it.
//   node tests/serve.mjs [--dir dist] [--port 8080] [--base /x/y/] [--check]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
];

/** The file, or its precompressed sister when the browser takes it and `make build` wrote one. */
async function find(file, accepted) {
  for (const [encoding, suffix] of encodings) {
    if (!accepted.includes(encoding)) continue;
    const body = await readFile(file + suffix).catch(() => null);
    if (body) return { body, encoding };
  }
  const body = await readFile(file).catch(() => null);
  return body && { body };
}

/**
 * Serves `dir` under `base`; port 0 takes any free one. Resolves to `{ url, close }`. `headers` are added to every answer, or those
 * that it gives for a path; `answer` may answer a request itself, and says so by returning true.
 */
export function serve({ dir = resolve(root, "dist"), port = 0, base = "/", headers = {}, answer = () => false } = {}) {
  const home = resolve(dir) + sep;
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status).end();
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    } catch {
      return refuse(400);
    }
    if (answer(request, response)) return;
    if (!["GET", "HEAD"].includes(request.method)) return refuse(405);
    if (!path.startsWith(base)) return refuse(404);
    if (path.endsWith("/")) path += "index.html";
    const file = resolve(home, path.slice(base.length));
    if (!file.startsWith(home)) return refuse(404);

    const found = await find(file, request.headers["accept-encoding"] ?? "");
    if (!found) return refuse(404);
    const hasHashInName = /-[0-9a-f]{8}[./]/.test(path);
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-length": found.body.length,
      ...(found.encoding && { "content-encoding": found.encoding }),
      vary: "accept-encoding",
      "cache-control": hasHashInName ? "public, max-age=31536000, immutable" : "no-cache",
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
      ...(typeof headers === "function" ? headers(path.slice(base.length - 1)) : headers),
    });
    response.end(request.method === "HEAD" ? undefined : found.body);
  });

  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () =>
      done({
        url: `http://127.0.0.1:${server.address().port}${base}`,
        close: () => {
          server.closeAllConnections();
          return new Promise((closed) => server.close(closed));
        },
      }),
    );
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      dir: { type: "string" },
      port: { type: "string" },
      base: { type: "string", default: "/" },
      check: { type: "boolean", default: false },
    },
  });
  const port = Number(values.port ?? process.env.PORT ?? 8080);
  const base = `/${values.base}/`.replace(/\/+/g, "/");
  try {
    const { url, close } = await serve({ dir: values.dir, port, base });
    if (values.check) return await close();
    console.log(`Tafwid is at ${url}\nStop it with Ctrl+C.`);
  } catch (error) {
    const reason = {
      EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or choose a port: make run PORT=${port + 1}`,
      EACCES: `Port ${port} may not be used by you. Choose one above 1023: make run PORT=8080`,
      ERR_SOCKET_BAD_PORT: `PORT must be a number from 0 to 65535.`,
    }[error.code];
    console.error(reason ?? error);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
