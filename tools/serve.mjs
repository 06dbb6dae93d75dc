// A static server for dist/site on this machine alone: files as they lie, at any sub-path, nothing outside the folder.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A port as it is typed, or undefined. */
export function readPort(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65535 ? port : undefined;
}

/**
 * Serves `folder` under `base`. Port 0 takes any free one; with `orAny` so does one that is taken. `answer(request, response)`
 * may take requests of its own, and says whether it did.
 *
 * @returns {Promise<{url: string, close: () => Promise<void>}>} `url` ends as `base` does
 */
export function serve(folder, { port = 0, orAny = false, base = '/', answer = () => false } = {}) {
  const top = resolve(folder);
  const server = createServer(async (request, response) => {
    if (answer(request, response)) return;
    const path = await fileOf(request.url, top, base);
    if (!path) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
    if (request.method === 'HEAD') response.end();
    // A file that a build takes away, or a visitor who leaves, ends this reply and not the server.
    else pipeline(createReadStream(path), response, () => {});
  });
  return new Promise((settle, refuse) => {
    server.once('error', (problem) => {
      if (problem.code !== 'EADDRINUSE' || !orAny) refuse(problem);
      else server.listen(0, '127.0.0.1');
    });
    server.listen(port, '127.0.0.1');
    server.once('listening', () => {
      const url = `http://127.0.0.1:${server.address().port}${base}`;
      settle({ url, close: () => new Promise((done) => server.close(done).closeAllConnections()) });
    });
  });
}

async function fileOf(url, top, base) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const file = join(top, path.slice(base.length), path.endsWith('/') ? 'index.html' : '');
  if (!file.startsWith(top + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? file : undefined;
}
