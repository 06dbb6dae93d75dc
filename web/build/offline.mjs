// What makes a site installable and readable without a network.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleScript } from './bundle.mjs';

export const SERVICE_WORKER = 'service-worker.js';
/** What a server alone answers with, a page for what is not there, and what other sites ask for. */
const NOT_KEPT = /^404\.html$|^[^/]+\.lesson\.json$/;
/** The name changes with the content. */
const HASHED = /-[0-9a-f]{10}\.\w+$/;

/** For a browser that installs the lesson like a program. */
export function webManifest({ title, document }) {
  const image = (sizes) => ({ src: `icon-${sizes}.png`, sizes: `${sizes}x${sizes}`, type: 'image/png' });
  return JSON.stringify({
    name: title,
    short_name: title.split(' ').slice(0, 2).join(' '),
    description: document.description,
    lang: document.language ?? 'en',
    start_url: './',
    scope: './',
    display: 'minimal-ui',
    background_color: '#fdfcf9',
    theme_color: '#fdfcf9',
    icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }, image(192), image(512)],
  });
}

/** Writes the service worker of the release in `folder`: it knows each of the files at `paths` by its hash. */
export async function writeServiceWorker(folder, paths) {
  const kept = paths.filter((path) => !NOT_KEPT.test(path)).sort();
  const files = await Promise.all(
    kept.map(async (url) => ({ url, ...identity(url, await readFile(join(folder, url))) })),
  );
  await writeFile(
    join(folder, SERVICE_WORKER),
    await bundleScript('offline/service-worker.ts', { supplies: { files } }),
  );
}

function identity(url, content) {
  const hash = createHash('sha256').update(content).digest();
  return {
    revision: HASHED.test(url) ? null : hash.toString('hex').slice(0, 16),
    integrity: `sha256-${hash.toString('base64')}`,
  };
}
