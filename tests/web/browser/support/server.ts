// A static server as dull as a course site's: files under a sub-path, nothing at the root.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

export interface Site {
  /** Ends in a slash. */
  url: string;
  close(): Promise<void>;
}

export async function serve(folder: string, path = '/courses/lesson/'): Promise<Site> {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://any').pathname);
    const file = asked.startsWith(path) ? normalize(asked.slice(path.length) || 'index.html') : undefined;
    const content =
      file && !file.startsWith('..') && (await readFile(join(folder, file)).catch(() => undefined));
    if (!content) return response.writeHead(404).end('not here');
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
